#include "channel/web/staff_search.hpp"

#include "channel/web/lists.hpp"
#include "channel/web/nearness.hpp"

namespace dimona::web {

Result<std::set<domain::PersonKey>> persons_with_periods(Desk& desk, const Visit& visit, registry::FileQuery query) {
    query.employers = {visit.employer->number};
    query.cancelled = false;
    const auto reader = DIMONA_TRY(desk.store.read());
    const auto all = DIMONA_TRY(
        all_lines<domain::Period>([&](const registry::Page& page) { return reader->search_periods(query, page); },
                                  [](const domain::Period& period) { return period.id.value(); }, lines_exported_max));
    std::set<domain::PersonKey> persons;
    for (const auto& period : all.items) persons.insert(period.person);
    return persons;
}

Result<std::set<domain::PersonKey>> persons_in_service_today(Desk& desk, const Visit& visit) {
    registry::FileQuery today;
    today.first_day = today.last_day = desk.file.today();
    return persons_with_periods(desk, visit, today);
}

Result<NamedPersons> persons_named(Desk& desk, const Visit& visit, const std::string& typed) {
    if (typed.empty()) return NamedPersons();
    std::set<domain::PersonKey> persons;
    for (const auto& line : nearest(DIMONA_TRY(desk.file.staff(visit.caller, visit.employer->number)), typed))
        if (line.person) persons.insert(*line.person);
    return NamedPersons(std::move(persons));
}

}  // namespace dimona::web
