#include "domain/calendar/working_days.hpp"

#include <algorithm>

namespace dimona::domain {

namespace {

using std::chrono::days;

// Gregorian Easter Sunday, by the method of Meeus, Jones and Butcher; the letters are theirs.
LocalDate easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return make_date(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

}  // namespace

std::vector<LocalDate> legal_holidays(int year) {
    const LocalDate sunday = easter(year);
    std::vector<LocalDate> holidays = {make_date(year, 1, 1),  sunday + days{1},       make_date(year, 5, 1),
                                       sunday + days{39},      sunday + days{50},      make_date(year, 7, 21),
                                       make_date(year, 8, 15), make_date(year, 11, 1), make_date(year, 11, 11),
                                       make_date(year, 12, 25)};
    std::sort(holidays.begin(), holidays.end());  // Ascension may fall on 30 April or on 1 May
    return holidays;
}

bool is_working_day(LocalDate day) {
    const std::chrono::weekday weekday{day};
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
    const auto holidays = legal_holidays(year_of(day));
    return !std::binary_search(holidays.begin(), holidays.end(), day);
}

LocalDate first_working_day_after(LocalDate day) {
    do day += days{1};
    while (!is_working_day(day));
    return day;
}

}  // namespace dimona::domain
