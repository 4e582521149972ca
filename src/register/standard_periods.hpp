// "Standard" periods: what the staff of the authority enters in the personnel file (zone 00936).
//
// A declaration like any other, with a staff mark: who, why, and what becomes of the lock. What binds employers only
// (deadlines, locks, freezes) is not asked of it; everything else is. An employer can't declare on a locked period.
#pragma once

#include "register/intake.hpp"

namespace dimona::registry {

struct StaffDeclaration {
    domain::DeclarationRequest request;
    std::optional<bool> locks;
    std::string by, reason;
    std::optional<CaseNumber> asked;  // an employer's request that led to it
};
// Records the declaration and its act; a refused one is recorded too, as everywhere. Does not commit.
// invalid: no reason.
[[nodiscard]] Result<Answer> enter_by_staff(Writer& writer, const StaffDeclaration& declaration,
                                            const domain::Rulebook& rulebook, Instant now);
// The verdict beforehand; nothing is stored.
[[nodiscard]] Submission submission_of(const StaffDeclaration& declaration);

// Nothing but the lock changes.
[[nodiscard]] domain::DeclarationRequest request_to_lock(domain::PeriodId period);

}  // namespace dimona::registry
