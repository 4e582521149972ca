// Roles, rights and groups of people in words.
#pragma once

#include "access/rights.hpp"
#include "channel/web/words.hpp"

namespace dimona::web {

[[nodiscard]] std::string role_text(const Words& words, access::Role role);
[[nodiscard]] std::string right_text(const Words& words, access::Right right);
[[nodiscard]] std::string quality_text(const Words& words, access::Quality quality);
// Role, and what comes with it: "User: looks up, declares (employer)".
[[nodiscard]] std::string grant_text(const Words& words, const access::Grant& grant);

}  // namespace dimona::web
