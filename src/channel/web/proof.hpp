// Who changes something sensitive proves again who he is, when he last did so more than a few minutes ago (OWASP ASVS
// 7.5.3). What was typed is kept meanwhile.
#pragma once

#include <optional>

#include "channel/web/desk.hpp"

namespace dimona::web {

// At the beginning of what a sensitive form does. Nothing: go on. Else the page that asks, or says that it was wrong;
// its form comes back to the same address with everything that was sent. Files come back as fields of the same name.
[[nodiscard]] std::optional<http::Response> ask_for_proof(Desk& desk, Visit& visit);

}  // namespace dimona::web
