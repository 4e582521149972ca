#include "domain/period/period.hpp"

#include <gtest/gtest.h>

namespace dimona::domain {
namespace {

Period days(unsigned first, std::optional<unsigned> last) {
    Period period;
    period.start_day = make_date(2026, 5, first);
    if (last) period.end_day = make_date(2026, 5, *last);
    return period;
}
Period hours(unsigned day, int from, int to) {
    Period period = days(day, day);
    period.start_hour = ClockTime{from * 60};
    period.end_hour = ClockTime{to * 60};
    return period;
}

struct Pair {
    const char* why;
    Period one, other;
    bool overlap;
};

TEST(Overlap, IsACommonMoment) {
    auto night = hours(4, 20, 2);
    night.end_day = make_date(2026, 5, 5);
    auto cancelled = days(1, 31);
    cancelled.cancelled = true;
    const Pair pairs[] = {
        {"one day in common", days(1, 4), days(4, 8), true},
        {"day after day", days(1, 4), days(5, 8), false},
        {"an open period lasts for ever", days(1, std::nullopt), days(30, 31), true},
        {"before an open one", days(1, 4), days(5, std::nullopt), false},
        {"noon and evening", hours(4, 10, 14), hours(4, 18, 23), false},
        {"one ends when the other begins", hours(4, 10, 14), hours(4, 14, 18), false},
        {"an hour in common", hours(4, 10, 15), hours(4, 14, 18), true},
        {"past midnight", night, hours(5, 1, 6), true},
        {"a day holds its hours", days(4, 4), hours(4, 10, 14), true},
        {"a cancelled period holds nothing", cancelled, days(4, 4), false},
    };
    for (const auto& pair : pairs) {
        EXPECT_EQ(overlap(pair.one, pair.other), pair.overlap) << pair.why;
        EXPECT_EQ(overlap(pair.other, pair.one), pair.overlap) << pair.why << ", the other way round";
    }
}

TEST(Sector, IsTheUsersForATemporaryWorker) {
    Features features{.joint_committee = JointCommittee::temporary_322,
                      .user_joint_committee = JointCommittee::horeca_302};
    EXPECT_EQ(sector_of(features), JointCommittee::horeca_302);
    features.joint_committee = JointCommittee::other_xxx;
    EXPECT_EQ(sector_of(features), JointCommittee::other_xxx);
}

TEST(DayRate, IsOccasionalHorecaWorkWithAStartHourOnly) {
    Period period = hours(4, 18, 23);
    period.features = {.worker_type = WorkerType::EXT, .joint_committee = JointCommittee::horeca_302};
    EXPECT_FALSE(is_day_rate(period));
    period.end_hour.reset();
    EXPECT_TRUE(is_day_rate(period));
    EXPECT_EQ(end_of(period), LocalTime{make_date(2026, 5, 5)});
    period.features.joint_committee = JointCommittee::agriculture_144;
    EXPECT_FALSE(is_day_rate(period));
}

}  // namespace
}  // namespace dimona::domain
