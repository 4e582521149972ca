// What periods at the desk share with requests for a change.
#pragma once

#include "channel/web/pages/desk_parts.hpp"

namespace dimona::web::pages {

// Days and hours of a period, as it would be afterwards.
[[nodiscard]] Html period_fields(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems);
// Reads them into details of the action: only what differs from the period is declared.
void read_change(Desk& desk, const Visit& visit, const domain::Period& period, registry::DeskAction& action,
                 Answers& values, Problems& problems);
// What the rules would say; empty when they would not refuse it.
[[nodiscard]] Result<Html> refusal_beforehand(Desk& desk, const Visit& visit, const registry::DeskAction& action,
                                              std::optional<bool> locks);
[[nodiscard]] Html desk_choices(const Visit& visit, const std::string& legend, std::vector<Choice> choices,
                                const Problems& problems);

}  // namespace dimona::web::pages
