#include "domain/employer/categories.hpp"

#include <algorithm>
#include <array>

namespace dimona::domain {

namespace {

constexpr std::array<std::pair<EmployerKind, std::string_view>, 4> kinds{
    {{EmployerKind::domestic_staff, "domestic_staff"},
     {EmployerKind::co_owners, "co_owners"},
     {EmployerKind::foreign, "foreign"},
     {EmployerKind::other, "other"}}};

bool begins_one_of(const std::set<std::string>& beginnings, std::string_view text) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](const std::string& beginning) { return text.starts_with(beginning); });
}

bool fits_committee(const CategoryRow& row, const EmployerFacts& facts) {
    if (row.committees.empty()) return true;
    if (facts.committees.empty()) return row.committees.contains(CategoryRow::no_committee);
    // "322.01" is a committee of its own and no part of 322; "149.01" is the one that Dimona calls 149.
    return std::any_of(facts.committees.begin(), facts.committees.end(),
                       [&](const std::string& committee) { return row.committees.contains(committee); });
}

bool fits(const CategoryRow& row, const EmployerFacts& facts) {
    if (row.kind && row.kind != facts.kind) return false;
    if (!row.legal_forms.empty() && !row.legal_forms.contains(facts.legal_form)) return false;
    if (!row.nace.empty() && !begins_one_of(row.nace, facts.nace)) return false;
    return fits_committee(row, facts);
}

}  // namespace

std::string_view to_code(EmployerKind kind) {
    for (const auto& [value, code] : kinds)
        if (value == kind) return code;
    return {};
}
std::optional<EmployerKind> parse_employer_kind(std::string_view code) {
    for (const auto& [value, known] : kinds)
        if (known == code) return value;
    return std::nullopt;
}

std::set<EmployerCategory> categories_of(const Rulebook& rulebook, const EmployerFacts& facts, LocalDate day) {
    std::set<EmployerCategory> categories;
    std::optional<EmployerCategory> otherwise;
    for (const auto& row : rulebook.employer_categories) {
        if (!row.valid.covers(day)) continue;
        if (row.has_no_condition())
            otherwise = row.category;
        else if (fits(row, facts))
            categories.insert(row.category);
    }
    if (categories.empty() && otherwise) categories.insert(*otherwise);
    return categories;
}

}  // namespace dimona::domain
