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
// Oldest first. An employer that was never changed here has one version, or none when it is unknown.
[[nodiscard]] Result<std::vector<EmployerVersion>> employer_history(Reader& reader, domain::EmployerNumber number);

}  // namespace dimona::registry
