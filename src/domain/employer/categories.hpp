// What an employer is for the rules, as it follows from what it says about itself when it is identified.
#pragma once

#include <set>
#include <string>

#include "domain/rules/rulebook.hpp"

namespace dimona::domain {

// The entry question of the employer identification.
enum class EmployerKind {
    domestic_staff,  // a person with domestic staff only
    co_owners,       // the co-owners of a building, with a caretaker or other staff
    foreign,         // an enterprise from abroad without establishment in Belgium
    other            // everybody else
};
[[nodiscard]] std::string_view to_code(EmployerKind kind);
[[nodiscard]] std::optional<EmployerKind> parse_employer_kind(std::string_view code);

struct EmployerFacts {
    std::optional<EmployerKind> kind;
    std::string legal_form;                         // code of the Crossroads Bank; empty: a natural person, or unknown
    std::string nace;                               // digits of the activity
    std::set<std::string, std::less<>> committees;  // "302", "149.01"; empty: not known
};

// Every category of a row of reference/law/employer_categories.csv that fits; the row without conditions counts only
// when no other fits.
[[nodiscard]] std::set<EmployerCategory> categories_of(const Rulebook& rulebook, const EmployerFacts& facts,
                                                       LocalDate day);

}  // namespace dimona::domain
