// Lateness (460), closed windows (181) and forbidden postponements (344), by reference/law/windows.csv.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

struct Moment {
    std::string_view why;
    std::string_view received;
    std::string_view code;  // expected; empty: nothing at all
};

void expect_at(Scene scene, const std::vector<Moment>& moments) {
    for (const auto& [why, received, code] : moments) {
        scene.at(received);
        if (code.empty())
            EXPECT_THAT(scene.codes(), IsEmpty()) << why << ", " << received;
        else
            EXPECT_THAT(scene.codes(), Contains(std::string(code))) << why << ", " << received;
    }
}

TEST(AnIn, IsLateByItsType) {
    expect_at(an_in("OTH").start("2026-05-04"),
              {{"during the first day", "2026-05-04 23:59", ""}, {"the day after", "2026-05-05 00:00", "90373-460"}});
    expect_at(
        an_in("STU").start("2026-05-04").end("2026-05-29").planned("40"),
        {{"last minute of the first day", "2026-05-04 23:59", ""}, {"too late", "2026-05-05 00:00", "90373-460"}});
    expect_at(an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "2300"),
              {{"before work", "2026-05-08 17:59", ""}, {"after it began", "2026-05-08 18:01", "90373-460"}});
    expect_at(an_in("EXT", "302").start("2026-05-08").end("2026-05-08").start_hour("1800"),
              {{"day rate, before", "2026-05-08 17:59", ""}, {"day rate, after", "2026-05-08 18:01", "90373-460"}});
    expect_at(an_in("FLX").start("2026-05-08").end("2026-05-08").hours("1700", "2200"),
              {{"flexi day, after", "2026-05-08 17:01", "90373-460"}});
    expect_at(an_in("FLX").start("2026-05-08").end("2026-06-30"),
              {{"flexi period, first day", "2026-05-08 23:00", ""}, {"after", "2026-05-09 00:00", "90373-460"}});
}

TEST(AnIn, ThatIsLateIsAcceptedWithAWarningAndSaysSoInThePeriod) {
    auto scene = an_in("STU").start("2026-05-04").end("2026-05-29").planned("40").at("2026-05-06 09:00");
    const auto decision = scene.decide();
    EXPECT_EQ(decision.result, Verdict::accepted_with_warning);
    EXPECT_TRUE(scene.period_after().late);
    EXPECT_FALSE(scene.at("2026-05-04 09:00").period_after().late);
}

TEST(TheEndOfAnEvening, MayBePutLaterUntilEightTheNextMorning) {
    expect_at(an_update(an_evening("2026-05-08")).end("2026-05-09").end_hour("0200"),
              {{"at night", "2026-05-09 01:30", ""},
               {"at eight", "2026-05-09 08:00", ""},
               {"after eight", "2026-05-09 08:01", "00913-181"}});
}

TEST(TheEndOfAnAfternoon, MayBePutLaterDuringEightHours) {
    const Period afternoon =
        a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours("1100", "1500");
    expect_at(an_update(afternoon).end_hour("1700"),
              {{"in time", "2026-05-08 22:59", ""}, {"after eight hours", "2026-05-08 23:01", "00913-181"}});
    const Period until_eight =
        a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours("1100", "1959");
    expect_at(an_update(until_eight).end_hour("2200"),
              {{"one minute before the evening", "2026-05-09 03:58", ""}, {"later", "2026-05-09 04:01", "00913-181"}});
}

TEST(TheEndOfAnEvening, MayBePutEarlierUntilMidnight) {
    expect_at(an_update(an_evening("2026-05-08")).end_hour("2100"),
              {{"the same evening", "2026-05-08 23:59", ""}, {"after midnight", "2026-05-09 00:00", "00913-181"}});
}

TEST(TheStartOfAnEvening, MayOnlyBeMovedBeforeWorkBegins) {
    expect_at(an_update(an_evening("2026-05-08")).start_hour("1900"), {{"before", "2026-05-08 17:30", ""}});
    auto after = an_update(an_evening("2026-05-08")).start_hour("1900").at("2026-05-08 18:30");
    EXPECT_EQ(after.decide().result, Verdict::refused);
    auto other_day = an_update(an_evening("2026-05-08")).start("2026-05-09").end("2026-05-09").at("2026-05-08 18:30");
    EXPECT_THAT(other_day.codes(), Contains("00910-344"));
}

TEST(AnEvening, MayBeCancelledUntilMidnight) {
    expect_at(a_cancel(an_evening("2026-05-08")),
              {{"nobody came", "2026-05-08 23:59", ""}, {"after midnight", "2026-05-09 00:00", "00913-181"}});
}

TEST(AnOrdinaryPeriod, MayAlwaysBeCancelled) {
    expect_at(a_cancel(a_period(WorkerType::OTH, "2026-05-04")), {{"much later", "2027-01-04 10:00", ""}});
}

TEST(TheEndOfAnOrdinaryPeriod, IsInTimeUntilTheFirstWorkingDayAfter) {
    // Wednesday 13 May; Thursday 14 May 2026 is Ascension Day.
    const Period fixed_term = a_period(WorkerType::OTH, "2026-04-01").until("2026-05-13");
    expect_at(an_update(fixed_term).end("2026-06-30"), {{"the working day after a holiday", "2026-05-15 23:59", ""},
                                                        {"a day later", "2026-05-16 00:00", "90378-460"}});
    EXPECT_EQ(an_update(fixed_term).end("2026-06-30").at("2026-05-18 09:00").decide().result,
              Verdict::accepted_with_warning);
}

TEST(TheEndOfAnOrdinaryPeriod, MayBeRemovedInTimeAndLate) {
    const Period fixed_term = a_period(WorkerType::OTH, "2026-04-01").until("2026-04-30");
    auto scene = an_update(fixed_term).end("9999-12-31").at("2026-04-30 10:00");
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_TRUE(is_open(scene.period_after()));
    EXPECT_THAT(scene.at("2026-05-20 10:00").codes(), Contains("90378-460"));
}

TEST(AFlexiPeriod, EndsWhenItWasSaidAndNotLater) {
    const Period quarter = a_period(WorkerType::FLX, "2026-04-01").until("2026-05-31");
    expect_at(an_update(quarter).end("2026-06-30"), {{"even early", "2026-04-02 10:00", "00911-344"}});
    expect_at(an_update(quarter).end("2026-05-15"), {{"earlier is possible", "2026-05-10 10:00", ""}});
}

TEST(ALateOut, IsAcceptedAndChangesNoFlag) {
    const Period open = a_period(WorkerType::OTH, "2026-01-05");
    auto scene = an_out(open).end("2026-03-31").at("2026-05-04 10:00");
    EXPECT_EQ(scene.decide().result, Verdict::accepted);
    EXPECT_FALSE(scene.period_after().late);
}

TEST(TheNightOfAClockChange, IsJudgedByTheWallAndInFavourOfTheDeclarant) {
    // 2026-10-25 03:00 becomes 02:00: the evening before may be changed until 08:00 winter time.
    expect_at(an_update(an_evening("2026-10-24")).end("2026-10-25").end_hour("0200"),
              {{"last minute", "2026-10-25 08:00", ""}, {"later", "2026-10-25 08:01", "00913-181"}});
    // 2026-03-29 02:00 becomes 03:00.
    expect_at(an_update(an_evening("2026-03-28")).end("2026-03-29").end_hour("0400"),
              {{"last minute", "2026-03-29 08:00", ""}, {"later", "2026-03-29 08:01", "00913-181"}});
    // Eight real hours after 19:00 of the shorter night are 04:00.
    const Period short_night =
        a_period(WorkerType::EXT, "2026-03-28").jc(JointCommittee::horeca_302).hours("1200", "1900");
    expect_at(an_update(short_night).end_hour("1930"),
              {{"eight hours later", "2026-03-29 03:59", ""}, {"too late", "2026-03-29 04:02", "00913-181"}});
    // An hour that does not exist on that night is judged as the first one after it.
    auto skipped = an_in("EXT", "302").start("2026-03-29").end("2026-03-29").hours("0230", "0600");
    EXPECT_THAT(skipped.at("2026-03-29 01:59").codes(), IsEmpty());
    EXPECT_THAT(skipped.at("2026-03-29 03:02").codes(), Contains("90373-460"));
}

TEST(Deadline, IsShownForAPeriod) {
    const auto& law = shipped_law();
    for (const auto change : {Change::start_later, Change::start_hour, Change::end_earlier, Change::end_later,
                              Change::remove_end, Change::planned_hours, Change::cancel})
        for (const auto type : {WorkerType::OTH, WorkerType::STU, WorkerType::FLX, WorkerType::O17})
            EXPECT_TRUE(deadline_for(a_period(type, "2026-05-04").until("2026-05-29"), change, law, day("2026-05-04")))
                << to_code(change) << ' ' << to_code(type);
}

}  // namespace
}  // namespace dimona::domain::test
