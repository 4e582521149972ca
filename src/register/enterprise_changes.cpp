#include "register/enterprise_changes.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr auto shown_in = domain::Language::nl;

bool is_named(const Enterprise& enterprise, const std::string& name) {
    return std::any_of(enterprise.names.begin(), enterprise.names.end(),
                       [&](const LocalText& local) { return local.text == name; });
}

// The employer keeps the language of the name that it had.
std::string official_name(const std::optional<Enterprise>& before, const Enterprise& after,
                          const domain::Employer& employer) {
    if (after.names.empty() || is_named(after, employer.name)) return employer.name;
    auto language = shown_in;
    if (before)
        for (const auto& local : before->names)
            if (local.text == employer.name) language = local.language;
    return text_in(after.names, language);
}

std::string address_of(const Enterprise& enterprise) {
    return enterprise.address ? one_line(*enterprise.address, shown_in) : std::string();
}
std::string state_of(const Enterprise& enterprise) { return enterprise.active ? "active" : "stopped"; }

void tell(std::vector<ActDetail>& details, const std::string& what, const std::string& before,
          const std::string& after) {
    if (before == after) return;
    details.push_back({what + "Before", before});
    details.push_back({what, after});
}

// An employer that is to start later keeps no activity at all.
void end_activity(domain::Employer& employer, LocalDate last_day) {
    std::erase_if(employer.active, [&](const DateRange& range) { return range.first > last_day; });
    for (auto& range : employer.active)
        if (!range.last || *range.last > last_day) range.last = last_day;
}

}  // namespace

Result<bool> follow_enterprise(Writer& writer, const std::optional<Enterprise>& before, const Enterprise& after,
                               const Act& act) {
    auto employer = DIMONA_TRY(writer.employer_of(after.number));
    if (!employer) return false;
    auto told = act;
    told.code = enterprise_followed;
    told.about = {subject(employer->number), subject(after.number)};
    const auto name = official_name(before, after, *employer);
    tell(told.details, "name", employer->name, name);
    if (before) {
        tell(told.details, "legalForm", before->legal_form, after.legal_form);
        tell(told.details, "address", address_of(*before), address_of(after));
        tell(told.details, "state", state_of(*before), state_of(after));
    } else if (!after.active) {
        told.details.push_back({"state", state_of(after)});
    }
    if (told.details.empty()) return false;
    const auto was = *employer;
    employer->name = name;
    const bool has_stopped = !after.active && (!before || before->active);
    if (has_stopped) end_activity(*employer, brussels_date(act.at));
    if (*employer == was)
        DIMONA_TRY_VOID(record_act(writer, told));
    else
        DIMONA_TRY_VOID(change_employer(writer, *employer, told));
    return true;
}

}  // namespace dimona::registry
