// Who a worker without a number may be: persons of the register whose names and birth date are those declared, or near.
#pragma once

#include "register/port/store.hpp"

namespace dimona::registry {

enum class Nearness {
    same,        // names and birth date as declared
    swapped,     // family name and given name changed places
    spelling,    // one letter of one name is wrong, missing, too many, or in the wrong place
    birth_date,  // one digit of the birth date is wrong, or day and month changed places
};
struct Candidate {
    domain::Person person;
    Nearness nearness = Nearness::same;
};
// Best ones first, nobody twice, at most candidates_max. The search is bounded: it asks for names that differ in one
// letter, by the index of names, never for a range of persons. Names are folded.
inline constexpr std::size_t candidates_max = 20;
[[nodiscard]] Result<std::vector<Candidate>> persons_near(Reader& reader, const std::string& folded_family_name,
                                                          const std::string& folded_given_name,
                                                          domain::IncompleteDate birth_date);

// Names that differ from this one in one letter; it is not among them.
[[nodiscard]] std::vector<std::string> names_near(const std::string& folded_name);
// Dates that differ in one digit, or have day and month the other way round; only real ones.
[[nodiscard]] std::vector<domain::IncompleteDate> dates_near(domain::IncompleteDate date);

}  // namespace dimona::registry
