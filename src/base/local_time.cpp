#include "base/local_time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include "base/text.hpp"

namespace dimona {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t date_length = 10;
constexpr std::size_t hour_length = 4;

const date::time_zone& brussels() {
    static const date::time_zone* zone = date::locate_zone("Europe/Brussels");
    return *zone;
}

// The offset that holds around an instant; kept for the thread, since nearly all instants lie in one interval.
std::chrono::seconds offset_at(Instant instant) {
    thread_local date::sys_info info{};
    const auto second = std::chrono::floor<std::chrono::seconds>(instant);
    if (second < info.begin || second >= info.end) info = brussels().get_info(second);
    return info.offset;
}

std::optional<int> digits_at(std::string_view text, std::size_t position, std::size_t count) {
    if (position + count > text.size()) return std::nullopt;
    const auto number = parse_digits(text.substr(position, count));
    if (!number) return std::nullopt;
    return static_cast<int>(*number);
}

// Fraction of a second, cut to milliseconds; moves `position` behind it.
std::optional<int> read_milliseconds(std::string_view text, std::size_t& position) {
    if (position >= text.size() || text[position] != '.') return 0;
    int milliseconds = 0;
    int read = 0;
    for (++position; position < text.size() && text[position] >= '0' && text[position] <= '9'; ++position, ++read)
        if (read < 3) milliseconds = milliseconds * 10 + (text[position] - '0');
    if (read == 0) return std::nullopt;
    for (; read < 3; ++read) milliseconds *= 10;
    return milliseconds;
}

// "Z", "+02:00", "-05:00" up to the end of the text.
std::optional<minutes> read_offset(std::string_view text) {
    if (text == "Z" || text == "z") return minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const auto hour = digits_at(text, 1, 2), minute = digits_at(text, 4, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    const minutes offset{*hour * 60 + *minute};
    return text[0] == '+' ? offset : -offset;
}

// Every declaration has some ten days written; the library that formats anything takes ten times as long.
void write_digits(std::string& text, std::size_t position, std::size_t count, int number) {
    for (; count > 0; number /= 10) text[position + --count] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::optional<LocalDate> parse_date(std::string_view text) {
    if (text.size() != date_length || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    const auto date = std::chrono::year{*year} / *month / *day;
    if (!date.ok()) return std::nullopt;
    return LocalDate{date};
}

std::optional<ClockTime> parse_hour(std::string_view text) {
    if (text.size() != hour_length) return std::nullopt;
    const auto hour = digits_at(text, 0, 2), minute = digits_at(text, 2, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    return ClockTime{*hour * 60 + *minute};
}

std::optional<Instant> parse_instant(std::string_view text) {
    constexpr std::size_t seconds_end = 19;  // "2026-05-04T10:00:00"
    if (text.size() <= seconds_end || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto day = parse_date(text.substr(0, date_length));
    const auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    std::size_t position = seconds_end;
    const auto milliseconds = read_milliseconds(text, position);
    const auto offset = read_offset(text.substr(position));
    if (!milliseconds || !offset) return std::nullopt;
    const std::chrono::sys_days as_utc{day->time_since_epoch()};
    return Instant{as_utc} + std::chrono::hours{*hour} + minutes{*minute} + std::chrono::seconds{*second} +
           std::chrono::milliseconds{*milliseconds} - *offset;
}

std::string format_date(LocalDate day) {
    const std::chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()));
    std::string text = "0000-00-00";
    write_digits(text, 0, 4, year);
    write_digits(text, 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    write_digits(text, 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    return text;
}

std::string format_hour(ClockTime hour) {
    std::string text = "0000";
    write_digits(text, 0, 2, hour.minutes / 60);
    write_digits(text, 2, 2, hour.minutes % 60);
    return text;
}

std::string format_instant(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    std::string text = "T00:00:00.000Z";
    write_digits(text, 1, 2, static_cast<int>(time.hours().count()));
    write_digits(text, 4, 2, static_cast<int>(time.minutes().count()));
    write_digits(text, 7, 2, static_cast<int>(time.seconds().count()));
    write_digits(text, 10, 3, static_cast<int>(time.subseconds().count()));
    return format_date(LocalDate{day.time_since_epoch()}) + text;
}

LocalTime brussels_time(Instant instant) {
    const auto shifted = instant + offset_at(instant);
    return LocalTime{std::chrono::floor<minutes>(shifted).time_since_epoch()};
}

LocalDate brussels_date(Instant instant) { return std::chrono::floor<days>(brussels_time(instant)); }

Instant brussels_instant(LocalTime wall_clock) {
    const date::local_time<minutes> local{wall_clock.time_since_epoch()};
    const auto info = brussels().get_info(local);
    switch (info.result) {
        case date::local_info::ambiguous:
            return Instant{wall_clock.time_since_epoch() - info.second.offset};
        case date::local_info::nonexistent:
            return Instant{std::chrono::time_point_cast<std::chrono::milliseconds>(info.second.begin)};
        default:
            return Instant{wall_clock.time_since_epoch() - info.first.offset};
    }
}

Quarter quarter_of(LocalDate day) {
    const std::chrono::year_month_day date{day};
    return {static_cast<int>(date.year()), static_cast<int>((static_cast<unsigned>(date.month()) + 2) / 3)};
}

LocalDate first_day(Quarter quarter) {
    return make_date(quarter.year, static_cast<unsigned>(quarter.number * 3 - 2), 1);
}

LocalDate last_day(Quarter quarter) { return first_day(minus(quarter, -1)) - days{1}; }

Quarter minus(Quarter quarter, int quarters) {
    const int index = quarter.year * 4 + quarter.number - 1 - quarters;
    return {index / 4, index % 4 + 1};
}

std::optional<Quarter> parse_quarter(std::string_view text) {
    if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4') return std::nullopt;
    const auto year = digits_at(text, 0, 4);
    if (!year) return std::nullopt;
    return Quarter{*year, text[5] - '0'};
}

std::string format_quarter(Quarter quarter) { return fmt::format("{:04}Q{}", quarter.year, quarter.number); }

int year_of(LocalDate day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

}  // namespace dimona
