// Emergency cases as the desk and the employer see them.
#pragma once

#include "channel/web/pages/desk_parts.hpp"
#include "register/emergencies.hpp"

namespace dimona::web::pages {

[[nodiscard]] std::string outage_channel_text(const Words& words, registry::OutageChannel channel);
[[nodiscard]] std::string outage_channels_text(const Words& words, const registry::Outage& outage);
[[nodiscard]] Html emergency_state(const Words& words, registry::EmergencyState state);
[[nodiscard]] std::vector<SummaryRow> emergency_rows(const Visit& visit, const registry::EmergencyCase& one);
// Which declaration, what it was about, what shows that it was tried.
[[nodiscard]] Html emergency_fields(const Visit& visit, const Problems& problems);
[[nodiscard]] registry::EmergencyCase read_emergency(const Visit& visit, Problems& problems);
[[nodiscard]] Result<registry::CaseNumber> enter_emergency_case(Desk& desk, const registry::EmergencyCase& emergency);
// What visitors should know now; empty when all works.
[[nodiscard]] Html outages_announced(Desk& desk, const Visit& visit);

}  // namespace dimona::web::pages
