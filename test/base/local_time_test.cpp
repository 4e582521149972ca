#include "base/local_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dimona {
namespace {

using std::chrono::days;
using std::chrono::minutes;

ClockTime clock_time(int hour, int minute) { return ClockTime{hour * 60 + minute}; }

TEST(Date, IsReadOnlyWhenTheDayExists) {
    EXPECT_EQ(parse_date("2028-02-29"), make_date(2028, 2, 29));
    for (const auto* wrong : {"2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01",
                              "2026/01/01", "2026-01-01 ", "+026-01-01", "", "2026-01-0a"})
        EXPECT_FALSE(parse_date(wrong)) << wrong;
}

RC_GTEST_PROP(Date, IsWrittenAndReadBack, ()) {
    const auto day = make_date(1920, 1, 1) + days{*rc::gen::inRange(0, 40'000)};
    RC_ASSERT(parse_date(format_date(day)) == day);
}

TEST(Hour, IsReadFromFourDigits) {
    EXPECT_EQ(parse_hour("0000"), clock_time(0, 0));
    EXPECT_EQ(parse_hour("2359"), clock_time(23, 59));
    for (const auto* wrong : {"2400", "1260", "900", "09:00", "09000", "", "-100", " 900"})
        EXPECT_FALSE(parse_hour(wrong)) << wrong;
    EXPECT_EQ(format_hour(clock_time(7, 5)), "0705");
}

TEST(Moment, IsReadWithItsZone) {
    const auto eight = parse_instant("2026-05-04T08:00:00Z");
    ASSERT_TRUE(eight);
    EXPECT_EQ(parse_instant("2026-05-04T10:00:00+02:00"), eight);
    EXPECT_EQ(parse_instant("2026-05-04T03:00:00.000-05:00"), eight);
    EXPECT_EQ(parse_instant("2026-05-04T08:00:00.5Z"), *eight + std::chrono::milliseconds{500});
    EXPECT_EQ(format_instant(*eight), "2026-05-04T08:00:00.000Z");
    for (const auto* wrong :
         {"2026-05-04T08:00:00", "2026-05-04 08:00:00Z", "2026-05-04T24:00:00Z", "2026-05-04T08:00Z",
          "2026-05-04T08:00:00+2:00", "2026-05-04T08:00:00.Z", "2026-02-30T08:00:00Z"})
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(BrusselsTime, IsOneHourAheadInWinterAndTwoInSummer) {
    EXPECT_EQ(brussels_time(*parse_instant("2026-01-15T23:30:00Z")), at(make_date(2026, 1, 16), clock_time(0, 30)));
    EXPECT_EQ(brussels_time(*parse_instant("2026-07-15T22:30:00Z")), at(make_date(2026, 7, 16), clock_time(0, 30)));
    EXPECT_EQ(brussels_date(*parse_instant("2025-12-31T23:00:00Z")), make_date(2026, 1, 1));
}

TEST(BrusselsTime, GivesTheSecondOfTwoEqualHoursWhenSummerTimeEnds) {
    // 25 October 2026, 03:00 summer time: the clock goes back to 02:00.
    EXPECT_EQ(brussels_instant(at(make_date(2026, 10, 25), clock_time(2, 30))), *parse_instant("2026-10-25T01:30:00Z"));
    EXPECT_EQ(brussels_time(*parse_instant("2026-10-25T00:30:00Z")),
              brussels_time(*parse_instant("2026-10-25T01:30:00Z")));
}

TEST(BrusselsTime, GivesTheFirstMomentBehindTheSkippedHour) {
    // 29 March 2026, 02:00: the clock goes on to 03:00.
    EXPECT_EQ(brussels_instant(at(make_date(2026, 3, 29), clock_time(2, 30))), *parse_instant("2026-03-29T01:00:00Z"));
}

RC_GTEST_PROP(BrusselsTime, FindsTheWayBackExceptInTheRepeatedHour, ()) {
    const Instant instant = *parse_instant("2024-01-01T00:00:00Z") + minutes{*rc::gen::inRange(0, 4 * 365 * 24 * 60)};
    const auto back = brussels_instant(brussels_time(instant));
    RC_ASSERT(back == instant || back == instant + std::chrono::hours{1});
}

TEST(QuarterOfTheYear, HasItsFirstAndLastDay) {
    EXPECT_EQ(quarter_of(make_date(2026, 3, 31)), (Quarter{2026, 1}));
    EXPECT_EQ(quarter_of(make_date(2026, 4, 1)), (Quarter{2026, 2}));
    EXPECT_EQ(first_day({2026, 4}), make_date(2026, 10, 1));
    EXPECT_EQ(last_day({2028, 1}), make_date(2028, 3, 31));
    EXPECT_EQ(minus({2026, 2}, 3), (Quarter{2025, 3}));
    EXPECT_EQ(minus({2026, 4}, -1), (Quarter{2027, 1}));
    EXPECT_EQ(parse_quarter("2026Q3"), (Quarter{2026, 3}));
    EXPECT_EQ(format_quarter({2026, 3}), "2026Q3");
    for (const auto* wrong : {"2026Q5", "2026Q0", "2026q1", "26Q1", ""}) EXPECT_FALSE(parse_quarter(wrong)) << wrong;
}

TEST(Range, HoldsBothItsEndsAndGoesOnWithoutALastDay) {
    const DateRange may{make_date(2026, 5, 1), make_date(2026, 5, 31)};
    EXPECT_TRUE(may.covers(make_date(2026, 5, 1)) && may.covers(make_date(2026, 5, 31)));
    EXPECT_FALSE(may.covers(make_date(2026, 4, 30)) || may.covers(make_date(2026, 6, 1)));
    EXPECT_TRUE((DateRange{make_date(2026, 5, 1), std::nullopt}.covers(open_end_marker)));
}

}  // namespace
}  // namespace dimona
