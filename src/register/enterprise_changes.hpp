// Name, legal form, address and state of an employer come from the enterprise register: he follows its changes.
#pragma once

#include "register/acts.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::registry {

inline constexpr const char* enterprise_followed = "employer.followed";  // code of the act

// `before` is what the register said, absent when it knew nothing; `act` says when, by whom and why. Records an act
// about employer and enterprise that tells what changed, and brings the repertory in step: the employer gets the new
// official name; when the enterprise has stopped, his activity ends on the day of the act. Gives whether anything
// changed for an employer; enterprises without one are left alone.
[[nodiscard]] Result<bool> follow_enterprise(Writer& writer, const std::optional<Enterprise>& before,
                                             const Enterprise& after, const Act& act);

}  // namespace dimona::registry
