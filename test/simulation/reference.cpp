#include "simulation/reference.hpp"

#include <algorithm>

namespace reference {

namespace {

constexpr int no_end = 2'932'896;  // 9999-12-31
constexpr int student_hours_a_year = 650;

struct Date {
    int year, month, day;
};

// Howard Hinnant, "chrono-compatible low-level date algorithms".
Date date_of(int days) {
    const int shifted = days + 719'468;
    const int era = shifted / 146'097;
    const int day_of_era = shifted - era * 146'097;
    const int year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month_from_march = (5 * day_of_year + 2) / 153;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}
int day_of(int year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const int era = year / 400, year_of_era = year - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}
int weekday_of(int day) { return (day + 4) % 7; }  // 0: Sunday

// Gauss' rule for the Gregorian calendar.
int easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100,
              d = (19 * a + b - b / 4 - ((b - (b + 8) / 25 + 1) / 3) + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7, f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return day_of(year, f / 31, f % 31 + 1);
}
bool is_holiday(int day) {
    const int year = date_of(day).year, sunday = easter(year);
    for (const int moving : {sunday + 1, sunday + 39, sunday + 50})
        if (day == moving) return true;
    for (const auto& [month, number] : {std::pair{1, 1}, {5, 1}, {7, 21}, {8, 15}, {11, 1}, {11, 11}, {12, 25}})
        if (day == day_of(year, month, number)) return true;
    return false;
}
int first_working_day_after(int day) {
    do ++day;
    while (weekday_of(day) == 0 || weekday_of(day) == 6 || is_holiday(day));
    return day;
}

// The last Sunday of the month, at one o'clock UTC, is when Belgium changes its clocks.
std::int64_t clock_change(int year, int month) {
    int day = day_of(year, month, 31);
    while (weekday_of(day) != 0) --day;
    return (std::int64_t{day} * 24 + 1) * 3'600'000;
}
int belgian_day(std::int64_t moment) {
    const int year = date_of(static_cast<int>(moment / 86'400'000)).year;
    const bool is_summer = moment >= clock_change(year, 3) && moment < clock_change(year, 10);
    return static_cast<int>((moment + (is_summer ? 2 : 1) * 3'600'000) / 86'400'000);
}

int quarter_of_day(int day) {
    const auto date = date_of(day);
    return date.year * 4 + (date.month - 1) / 3;
}

Verdict verdict(std::set<std::string> blocking, const std::set<std::string>& warnings) {
    const char result = !blocking.empty() ? 'B' : !warnings.empty() ? 'W' : 'A';
    blocking.insert(warnings.begin(), warnings.end());
    return {result, std::move(blocking)};
}

}  // namespace

int year_of_day(int day) { return date_of(day).year; }

Verdict World::declare(const Declaration& declaration) {
    ++order_;
    switch (declaration.kind) {
        case Kind::in:
            return enter(declaration);
        case Kind::out:
            return leave(declaration);
        case Kind::update:
            return change(declaration);
        default:
            return cancel(declaration);
    }
}

int World::reserved_hours(int worker, int year) const {
    int hours = 0;
    for (const auto& period : periods_)
        if (period.worker == worker && period.is_student && !period.is_cancelled && !period.is_late &&
            year_of_day(period.start_day) == year)
            hours += period.hours;
    return hours;
}

bool World::is_over(const Period& period, int besides) const {
    if (!period.is_student || period.is_late) return false;
    std::vector<std::pair<Claim, bool>> claims;
    for (const auto& claim : period.claims) claims.emplace_back(claim, true);
    for (int index = 0; index < static_cast<int>(periods_.size()); ++index) {
        const auto& other = periods_[static_cast<std::size_t>(index)];
        const bool counts = index != besides && other.worker == period.worker && other.is_student &&
                            !other.is_cancelled && !other.is_late &&
                            year_of_day(other.start_day) == year_of_day(period.start_day);
        if (!counts) continue;
        for (const auto& claim : other.claims) claims.emplace_back(claim, false);
    }
    std::sort(claims.begin(), claims.end(),
              [](const auto& one, const auto& other) { return one.first.order < other.first.order; });
    int reserved = 0;
    for (const auto& [claim, is_own] : claims) {
        reserved += claim.hours;
        if (is_own && reserved > student_hours_a_year) return true;
    }
    return false;
}

// Two periods of one worker at one employer as the same kind of worker: the same one twice, or at the same time.
std::string World::overlap(const Period& period, int besides) const {
    std::string found;
    for (int index = 0; index < static_cast<int>(periods_.size()); ++index) {
        const auto& other = periods_[static_cast<std::size_t>(index)];
        if (index == besides || other.is_cancelled || other.employer != period.employer ||
            other.worker != period.worker || other.is_student != period.is_student)
            continue;
        if (other.start_day == period.start_day && other.end_day == period.end_day) return "333";
        if (other.start_day <= period.end_day.value_or(no_end) && period.start_day <= other.end_day.value_or(no_end))
            found = "334";
    }
    return found;
}

Verdict World::enter(const Declaration& declaration) {
    Period period{.employer = declaration.employer,
                  .worker = declaration.worker,
                  .is_student = declaration.is_student,
                  .start_day = *declaration.start_day,
                  .end_day = declaration.end_day,
                  .hours = declaration.hours.value_or(0)};
    std::set<std::string> blocking, warnings;
    const bool runs_backwards = period.end_day && *period.end_day < period.start_day;
    if (runs_backwards) blocking.insert("00911-014");
    if (period.is_student && !period.end_day) blocking.insert("00911-001");
    if (period.is_student && period.end_day && quarter_of_day(*period.end_day) != quarter_of_day(period.start_day))
        blocking.insert("90373-421");
    if (!runs_backwards)
        if (const auto code = overlap(period, -1); !code.empty()) blocking.insert("90373-" + code);
    period.is_late = belgian_day(declaration.received_ms) > period.start_day;
    if (period.is_late) warnings.insert("90373-460");
    if (period.is_student) period.claims = {{order_, period.hours}};
    if (is_over(period, -1)) warnings.insert("90017-369");
    const auto result = verdict(blocking, warnings);
    if (result.result != 'B') periods_.push_back(period);
    return result;
}

Verdict World::leave(const Declaration& declaration) {
    if (declaration.period < 0) return verdict({"00913-354"}, {});
    auto& period = periods_[static_cast<std::size_t>(declaration.period)];
    if (period.is_cancelled) return verdict({"00913-355"}, {});
    std::set<std::string> blocking;
    if (period.end_day) blocking.insert("00913-356");
    if (*declaration.end_day < period.start_day) blocking.insert("00911-014");
    const auto result = verdict(blocking, {});
    if (result.result != 'B') period.end_day = declaration.end_day;
    return result;
}

Verdict World::change(const Declaration& declaration) {
    if (declaration.period < 0) return verdict({"00913-354"}, {});
    auto& period = periods_[static_cast<std::size_t>(declaration.period)];
    if (period.is_cancelled) return verdict({"00913-355"}, {});
    std::set<std::string> blocking, warnings;
    auto after = period;
    if (declaration.removes_end) after.end_day.reset();
    if (declaration.end_day) after.end_day = declaration.end_day;
    if (declaration.hours) after.hours = *declaration.hours;
    if (after.end_day == period.end_day && after.hours == period.hours) blocking.insert("90378-444");

    if (!period.end_day && after.end_day) blocking.insert("00913-359");
    if (period.is_student && !after.end_day) blocking.insert("90378-368");
    const bool runs_backwards = after.end_day && *after.end_day < after.start_day;
    if (runs_backwards) blocking.insert("00911-014");
    if (period.is_student && after.end_day && quarter_of_day(*after.end_day) != quarter_of_day(after.start_day))
        blocking.insert("90378-421");
    if (!runs_backwards)
        if (const auto code = overlap(after, declaration.period); !code.empty()) blocking.insert("90378-" + code);

    const int today = belgian_day(declaration.received_ms);
    if (after.end_day != period.end_day && period.end_day) {
        // Earlier: counted from the exit itself. Later: from the end that was declared at first.
        const int exit = std::min(after.end_day.value_or(no_end), *period.end_day);
        if (today > first_working_day_after(exit)) warnings.insert("90378-460");
    }
    if (after.hours > period.hours) after.claims.push_back({order_, after.hours - period.hours});
    for (int less = period.hours - after.hours; less > 0;) {  // what was asked for last is given up first
        auto& newest = after.claims.back();
        const int taken = std::min(less, newest.hours);
        newest.hours -= taken;
        less -= taken;
        if (newest.hours == 0) after.claims.pop_back();
    }
    if (is_over(after, declaration.period)) warnings.insert("90017-369");
    const auto result = verdict(blocking, warnings);
    if (result.result != 'B') period = after;
    return result;
}

Verdict World::cancel(const Declaration& declaration) {
    if (declaration.period < 0) return verdict({"00913-354"}, {});
    auto& period = periods_[static_cast<std::size_t>(declaration.period)];
    if (period.is_cancelled) return verdict({"00913-355"}, {});
    period.is_cancelled = true;
    return verdict({}, {});
}

}  // namespace reference
