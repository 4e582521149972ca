// Belgian wall-clock time: calendar days, hours of the day, and the way between them and instants.
//
// Legal deadlines are judged in Europe/Brussels; storage and protocols hold instants (clock.hpp).
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace dimona {

// A calendar day, without zone.
using LocalDate = std::chrono::local_days;
// A wall-clock moment, without zone, to the minute.
using LocalTime = std::chrono::local_time<std::chrono::minutes>;

// An hour of the day as people declare it, 00:00 to 23:59.
struct ClockTime {
    int minutes = 0;  // since midnight, 0..1439
    friend constexpr auto operator<=>(ClockTime, ClockTime) = default;
};

// The largest day of the calendar, 9999-12-31: in an UPDATE it removes the end date (glossary zone 00911).
inline constexpr LocalDate open_end_marker =
    LocalDate{std::chrono::year{9999} / std::chrono::month{12} / std::chrono::day{31}};

[[nodiscard]] constexpr LocalDate make_date(int year, unsigned month, unsigned day) {
    return LocalDate{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}
[[nodiscard]] constexpr LocalTime at(LocalDate day, ClockTime hour) {
    return LocalTime{day} + std::chrono::minutes{hour.minutes};
}

// "YYYY-MM-DD", a day that exists; anything else gives nothing.
[[nodiscard]] std::optional<LocalDate> parse_date(std::string_view text);
// "HHMM", 0000 to 2359; anything else gives nothing.
[[nodiscard]] std::optional<ClockTime> parse_hour(std::string_view text);
// RFC 3339 with zone ("2026-05-04T10:00:00+02:00", "…Z", optional fraction); anything else gives nothing.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

[[nodiscard]] std::string format_date(LocalDate day);       // YYYY-MM-DD
[[nodiscard]] std::string format_hour(ClockTime hour);      // HHMM
[[nodiscard]] std::string format_instant(Instant instant);  // 2026-05-04T08:00:00.000Z

// What a clock on a wall in Brussels shows at this instant (seconds cut off).
[[nodiscard]] LocalTime brussels_time(Instant instant);
[[nodiscard]] LocalDate brussels_date(Instant instant);
// The instant at which a wall clock in Brussels shows this. An hour that occurs twice (end of summer time)
// gives its second occurrence, an hour that is skipped gives the first instant after the gap: both are in
// favour of the declarant, whose deadline it is.
[[nodiscard]] Instant brussels_instant(LocalTime wall_clock);

// Calendar quarter: 2026Q2.
struct Quarter {
    int year = 0;
    int number = 1;  // 1..4
    friend constexpr auto operator<=>(Quarter, Quarter) = default;
};
[[nodiscard]] Quarter quarter_of(LocalDate day);
[[nodiscard]] LocalDate first_day(Quarter quarter);
[[nodiscard]] LocalDate last_day(Quarter quarter);
[[nodiscard]] Quarter minus(Quarter quarter, int quarters);
[[nodiscard]] std::optional<Quarter> parse_quarter(std::string_view text);  // "2026Q2"
[[nodiscard]] std::string format_quarter(Quarter quarter);
[[nodiscard]] int year_of(LocalDate day);

// First and last day both inside; no last day means without end.
struct DateRange {
    LocalDate first{};
    std::optional<LocalDate> last = {};
    [[nodiscard]] constexpr bool covers(LocalDate day) const { return first <= day && (!last || day <= *last); }
    friend constexpr bool operator==(const DateRange&, const DateRange&) = default;
};

}  // namespace dimona
