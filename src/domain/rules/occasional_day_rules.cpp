// 00910-459: occasional work in the horeca on more than two days in a row at one employer.
//
// Source: administrative instructions, occasional workers in the horeca (since 1 October 2013): whoever works
// longer is declared as an ordinary worker from the first day.
#include <set>

#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

using std::chrono::days;

bool is_occasional_horeca(const Period& period) {
    return !period.cancelled && period.features.worker_type == WorkerType::EXT &&
           sector_of(period.features) == JointCommittee::horeca_302;
}
bool declares_occasional_horeca(const Facts& facts) {
    return shapes_a_period(facts) && is_occasional_horeca(*facts.after);
}

void three_days_in_a_row(const Facts& facts, Findings& findings) {
    const auto days_max = facts.rulebook.parameter("occasional_consecutive_days", facts.after->start_day);
    if (!days_max) return;
    // 1. The days already worked: a cancelled period was never worked, and an UPDATE replaces the day of the
    //    period that it changes. A performance belongs to the day on which it begins.
    std::set<LocalDate> worked;
    for (const auto& other : facts.situation.periods)
        if (other.id != facts.after->id && is_occasional_horeca(other)) worked.insert(other.start_day);

    // 2. The run of days that the declared day belongs to.
    LocalDate first = facts.after->start_day, last = first;
    while (worked.contains(first - days{1})) first -= days{1};
    while (worked.contains(last + days{1})) last += days{1};

    // 3. More than the allowed number of days in a row is found.
    if ((last - first).count() + 1 > *days_max)
        findings.push_back(
            {"00910-459",
             place(facts, "startDate"),
             {{"first", format_date(first)}, {"last", format_date(last)}, {"limit", std::to_string(*days_max)}}});
}

constexpr Rule rules[] = {{"00910-459", declares_occasional_horeca, three_days_in_a_row}};

}  // namespace

std::span<const Rule> occasional_day_rules() { return rules; }

}  // namespace dimona::domain
