// Deadlines of reference/law/windows.csv as moments.
#include "domain/calendar/working_days.hpp"
#include "domain/rules/decide.hpp"

namespace dimona::domain {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

std::string_view form_of_period(const Period& period) {
    if (is_day_rate(period)) return "day_rate";
    if (is_hourly(period)) return "day";
    return period.features.worker_type == WorkerType::FLX ? "period" : "ordinary";
}

template <class Set, class Value>
bool fits(const Set& set, const Value& value) {
    return set.empty() || set.contains(value);
}

const WindowRow* row_for(const Period& period, Change change, const Rulebook& rulebook, LocalDate today) {
    const auto sector = sector_of(period.features);
    for (const auto& row : rulebook.windows)
        if (row.change == change && row.valid.covers(today) && fits(row.types, period.features.worker_type) &&
            fits(row.forms, std::string(form_of_period(period))) &&
            (row.sectors.empty() || (sector && row.sectors.contains(*sector))))
            return &row;
    return nullptr;
}

Instant end_of_day(LocalDate day) { return brussels_instant(LocalTime{day + days{1}}); }

// An end in the evening may be put later until the next morning; any other for some hours after it. Up to and
// including that minute. Source: administrative instructions, Dimona, changing a declaration.
Instant hours_after(LocalTime end, const Rulebook& rulebook, LocalDate today) {
    const auto evening = rulebook.parameter("window_evening_from_minutes", today);
    const auto morning = rulebook.parameter("window_morning_until_minutes", today);
    const auto after = rulebook.parameter("window_hours_after_end", today);
    // 24:00 is the end of the day before, and an evening hour of it.
    const LocalDate day = std::chrono::floor<days>(end - minutes{1});
    const auto of_day = std::chrono::duration_cast<minutes>(end - LocalTime{day}).count();
    if (evening && morning && of_day >= *evening)
        return brussels_instant(at(day + days{1}, ClockTime{*morning})) + minutes{1};
    return brussels_instant(end) + hours{after.value_or(0)} + minutes{1};
}

std::optional<Instant> moment_of(Deadline deadline, const Period& period, const Rulebook& rulebook, LocalDate today) {
    const auto end = end_of(period);
    switch (deadline) {
        case Deadline::always:
        case Deadline::never:
            return std::nullopt;
        case Deadline::start_moment:
            return period.start_hour ? brussels_instant(begin_of(period)) : end_of_day(period.start_day);
        case Deadline::end_of_start_day:
            return end_of_day(period.start_day);
        case Deadline::end_of_end_day:
            return end_of_day(period.end_day.value_or(period.start_day));
        case Deadline::hours_after_end:
            return end ? std::optional(hours_after(*end, rulebook, today)) : std::nullopt;
        case Deadline::first_working_day_after_end:
            return period.end_day ? std::optional(end_of_day(first_working_day_after(*period.end_day))) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<DeadlineAnswer> deadline_for(const Period& period, Change change, const Rulebook& rulebook,
                                           LocalDate today) {
    const auto* row = row_for(period, change, rulebook, today);
    if (!row) return std::nullopt;
    return DeadlineAnswer{.too_late_from = moment_of(row->deadline, period, rulebook, today),
                          .never = row->deadline == Deadline::never,
                          .consequence = row->consequence,
                          .source = row->source};
}

}  // namespace dimona::domain
