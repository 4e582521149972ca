#include "domain/calendar/working_days.hpp"

#include <gtest/gtest.h>

namespace dimona::domain {
namespace {

TEST(LegalHolidays, AreTheTenOf2026) {
    EXPECT_EQ(legal_holidays(2026),
              (std::vector<LocalDate>{make_date(2026, 1, 1), make_date(2026, 4, 6), make_date(2026, 5, 1),
                                      make_date(2026, 5, 14), make_date(2026, 5, 25), make_date(2026, 7, 21),
                                      make_date(2026, 8, 15), make_date(2026, 11, 1), make_date(2026, 11, 11),
                                      make_date(2026, 12, 25)}));
}

TEST(LegalHolidays, FollowEaster) {
    EXPECT_EQ(legal_holidays(2024)[1], make_date(2024, 4, 1));   // Easter Monday, Easter on 31 March
    EXPECT_EQ(legal_holidays(2038)[1], make_date(2038, 4, 26));  // the latest Easter of the century
    // Ascension on 1 May, as in 2008: two holidays on one day.
    EXPECT_EQ(legal_holidays(2008)[2], legal_holidays(2008)[3]);
}

TEST(WorkingDays, LeaveOutWeekendsAndHolidays) {
    EXPECT_TRUE(is_working_day(make_date(2026, 5, 4)));
    EXPECT_FALSE(is_working_day(make_date(2026, 5, 2)));   // Saturday
    EXPECT_FALSE(is_working_day(make_date(2026, 5, 3)));   // Sunday
    EXPECT_FALSE(is_working_day(make_date(2026, 5, 14)));  // Ascension
}

TEST(FirstWorkingDayAfter, IsAlwaysLater) {
    EXPECT_EQ(first_working_day_after(make_date(2026, 5, 4)), make_date(2026, 5, 5));
    EXPECT_EQ(first_working_day_after(make_date(2026, 5, 8)), make_date(2026, 5, 11));   // over a weekend
    EXPECT_EQ(first_working_day_after(make_date(2026, 4, 3)), make_date(2026, 4, 7));    // over Easter
    EXPECT_EQ(first_working_day_after(make_date(2026, 12, 31)), make_date(2027, 1, 4));  // New Year, weekend
}

}  // namespace
}  // namespace dimona::domain
