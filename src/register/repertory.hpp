// The repertory of employers: numbers, entries and changes with their history.
//
// The table of employers (port/store.hpp) holds the repertory as it is now: what `decide` looks at. Whoever changes
// an entry does it here, with an act, so that its history is kept. Nothing here commits.
#pragma once

#include <optional>
#include <vector>

#include "register/acts.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

// Handed out once: the next number that no employer has or had.
[[nodiscard]] Result<domain::EmployerNumber> next_definitive_number(Writer& writer);
[[nodiscard]] Result<domain::EmployerNumber> next_provisional_number(Writer& writer);

// A new entry (ErrorKind::conflict when the number is in use). `valid_from`: the day from which it holds, the day of
// the act when absent.
[[nodiscard]] Status enter_employer(Writer& writer, const domain::Employer& employer, const Act& act,
                                    std::optional<LocalDate> valid_from = std::nullopt);
// Replaces the entry (ErrorKind::not_found when there is none). Nothing is done when nothing changes.
[[nodiscard]] Status change_employer(Writer& writer, const domain::Employer& employer, const Act& act,
                                     std::optional<LocalDate> valid_from = std::nullopt);

// What the repertory said from `from` on, about the days from `valid_from` on.
struct EmployerVersion {
    Instant from{};
    LocalDate valid_from{};
    domain::Employer employer;
    std::int64_t act = 0;  // journal sequence of the act that made it; 0: it was there before its history was kept
    friend bool operator==(const EmployerVersion&, const EmployerVersion&) = default;
};
// Oldest first; versions under a provisional number that the employer had are among them. An employer that was never
// changed here has one version, or none when it is unknown.
[[nodiscard]] Result<std::vector<EmployerVersion>> employer_history(Reader& reader, domain::EmployerNumber number);

// A provisional number has become a definitive one: everything that stood under it was re-keyed, and it is given to
// nobody again. The journal keeps the old number; who reads it there follows the flow (register/rebuild.cpp).
struct InformationFlow {
    Instant at{};
    domain::EmployerNumber provisional = domain::EmployerNumber::from_stored(0);
    domain::EmployerNumber definitive = domain::EmployerNumber::from_stored(0);
    std::optional<domain::EnterpriseNumber> enterprise;
    std::int64_t act = 0;  // journal sequence
    friend bool operator==(const InformationFlow&, const InformationFlow&) = default;
};
inline constexpr const char* employer_numbered = "employer.numbered";  // code of the act

// Gives the employer the next definitive number and re-keys his periods, relations, quotas, declarations, career rows,
// cards of staff, history and acts, in this transaction. The act is recorded with code employer_numbered and about both
// numbers. Refused for a number that is not provisional (invalid), unknown or re-keyed before (not_found), and when the
// enterprise has a definitive number already (conflict).
[[nodiscard]] Result<domain::EmployerNumber> give_definitive_number(Writer& writer, domain::EmployerNumber provisional,
                                                                    const Act& act);

// Employers with a provisional number that came by enter_employer, by number: those to make definitive.
[[nodiscard]] Result<std::vector<domain::Employer>> provisional_employers(Reader& reader, int count);

// By provisional number, greater than `after` (0: from the first).
[[nodiscard]] Result<std::vector<InformationFlow>> information_flows(Reader& reader, std::int64_t after, int count);
[[nodiscard]] Result<std::optional<InformationFlow>> flow_from(Reader& reader, domain::EmployerNumber provisional);
// The number that this employer has now: for whoever kept a number that may have become another one since.
[[nodiscard]] Result<domain::EmployerNumber> current_number(Reader& reader, domain::EmployerNumber number);
// The numbers that an employer had before, from his history.
[[nodiscard]] Result<std::vector<domain::EmployerNumber>> former_numbers(Reader& reader, domain::EmployerNumber number);
// Into another store, whose journal is going to be replayed.
[[nodiscard]] Status copy_flows(Reader& from, Writer& to);

}  // namespace dimona::registry
