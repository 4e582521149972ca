// 00910-459: occasional work in the horeca on more than two days in a row.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::Not;

// Monday is 2026-05-04.
struct Case {
    std::string_view why;
    std::vector<std::string_view> worked;     // evenings in the file
    std::vector<std::string_view> cancelled;  // and some that were called off
    std::string_view declared;
    bool found;
};

// How a case is named in the output of the tests.
std::ostream& operator<<(std::ostream& out, const Case& example) { return out << example.why; }

class ConsecutiveDays : public testing::TestWithParam<Case> {};

TEST_P(ConsecutiveDays, AreCountedForTheDeclaredDay) {
    const auto& example = GetParam();
    const std::string declared(example.declared);
    auto scene = an_in("EXT", "302").start(declared).end(declared).hours("1800", "2300").at(declared + " 12:00");
    for (const auto worked : example.worked) scene.with(an_evening(worked));
    for (const auto cancelled : example.cancelled) scene.with(an_evening(cancelled).cancelled());
    if (example.found)
        EXPECT_THAT(scene.codes(), Contains("00910-459")) << example.why;
    else
        EXPECT_THAT(scene.codes(), Not(Contains("00910-459"))) << example.why;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ConsecutiveDays,
    testing::Values(Case{"first day", {}, {}, "2026-05-06", false},
                    Case{"second day", {"2026-05-05"}, {}, "2026-05-06", false},
                    Case{"third day in a row", {"2026-05-04", "2026-05-05"}, {}, "2026-05-06", true},
                    Case{"a free day between", {"2026-05-04"}, {}, "2026-05-06", false},
                    Case{"never worked", {"2026-05-04"}, {"2026-05-05"}, "2026-05-06", false},
                    Case{"the gap is closed from the middle", {"2026-05-05", "2026-05-07"}, {}, "2026-05-06", true},
                    Case{"the day before two others", {"2026-05-07", "2026-05-08"}, {}, "2026-05-06", true},
                    Case{"leap day", {"2024-02-28", "2024-02-29"}, {}, "2024-03-01", true},
                    Case{"no leap day", {"2025-02-27", "2025-02-28"}, {}, "2025-03-01", true},
                    Case{"from year to year", {"2025-12-30", "2025-12-31"}, {}, "2026-01-01", true},
                    Case{"before the rule existed", {"2013-09-28", "2013-09-29"}, {}, "2013-09-30", false},
                    Case{"on its first day", {"2013-09-29", "2013-09-30"}, {}, "2013-10-01", true}));

TEST(ConsecutiveDays, CountEachDayOnceWithTwoServicesADay) {
    auto lunch = an_in("EXT", "302").start("2026-05-06").end("2026-05-06").hours("1100", "1400").at("2026-05-06 09:00");
    lunch.with(an_evening("2026-05-05")).with(an_evening("2026-05-06"));
    EXPECT_THAT(lunch.codes(), Not(Contains("00910-459")));
}

TEST(ConsecutiveDays, AreCountedForEachEmployer) {
    auto scene = an_in("EXT", "302").start("2026-05-06").end("2026-05-06").hours("1800", "2300").at("2026-05-06 09:00");
    scene.with(an_evening("2026-05-04").at_employer(1'077)).with(an_evening("2026-05-05").at_employer(1'077));
    EXPECT_THAT(scene.codes(), Not(Contains("00910-459")));
}

TEST(ConsecutiveDays, DoNotCountTheDayThatAnUpdateLeaves) {
    const Period moved = an_evening("2026-05-05");
    auto scene = an_update(moved).start("2026-05-07").end("2026-05-07").at("2026-05-04 10:00");
    scene.with(an_evening("2026-05-06"));
    EXPECT_THAT(scene.codes(), Not(Contains("00910-459")));
    scene.with(an_evening("2026-05-08"));
    EXPECT_THAT(scene.codes(), Contains("00910-459"));
}

TEST(ConsecutiveDays, AreFreeInAgricultureAndForOrdinaryWork) {
    for (const auto& [type, committee] : {std::pair{"EXT", "144"}, {"EXT", "145"}, {"OTH", "XXX"}}) {
        auto scene = an_in(type, committee).start("2026-05-06").end("2026-05-06").at("2026-05-06 05:00");
        if (std::string_view(type) == "EXT") scene.hours("0700", "1500");
        scene.with(an_evening("2026-05-04")).with(an_evening("2026-05-05"));
        EXPECT_THAT(scene.codes(), Not(Contains("00910-459"))) << type << ' ' << committee;
    }
}

}  // namespace
}  // namespace dimona::domain::test
