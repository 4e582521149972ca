#include "channel/web/staff_search.hpp"

#include "channel/web/nearness.hpp"

namespace dimona::web {

Result<NamedPersons> persons_named(Desk& desk, const Visit& visit, const std::string& typed) {
    if (typed.empty()) return NamedPersons();
    std::set<domain::PersonKey> persons;
    for (const auto& line : nearest(DIMONA_TRY(desk.file.staff(visit.caller, visit.employer->number)), typed))
        if (line.person) persons.insert(*line.person);
    return NamedPersons(std::move(persons));
}

}  // namespace dimona::web
