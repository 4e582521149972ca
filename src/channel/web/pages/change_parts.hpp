// Requests for a change as the desk and the employer see them.
#pragma once

#include "channel/web/pages/desk_parts.hpp"
#include "register/change_requests.hpp"

namespace dimona::web::pages {

[[nodiscard]] Html change_state(const Words& words, registry::ChangeState state);
[[nodiscard]] std::vector<SummaryRow> change_rows(const Visit& visit, const registry::ChangeRequest& request);
// On the page of a period: what was asked, and the way to ask; empty when there is neither.
[[nodiscard]] Html change_requests_of(Desk& desk, const Visit& visit, const domain::Period& period);

}  // namespace dimona::web::pages
