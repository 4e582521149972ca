// The period that a declaration names: its state, duplicates and overlaps.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Period ordinary() { return a_period(WorkerType::OTH, "2026-01-05"); }

TEST(APeriodNumber, MustBeKnownReadableAndThere) {
    auto scene = an_out(ordinary()).end("2026-05-04");
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.situation.period.reset();
    EXPECT_THAT(scene.codes(), ElementsAre("00913-354"));
    scene.request.period_id = "600027876088";
    EXPECT_THAT(scene.codes(), ElementsAre("00913-003"));
    scene.request.period_id.reset();
    EXPECT_THAT(scene.codes(), ElementsAre("00913-001"));
}

TEST(AClosedState, RefusesWhateverComes) {
    const auto expect = [](const Period& period, const std::string& code) {
        EXPECT_THAT(an_update(period).start("2026-01-06").at("2026-01-05 08:00").codes(), Contains(code)) << code;
        EXPECT_THAT(a_cancel(period).at("2026-01-05 08:00").codes(), Contains(code)) << code;
        EXPECT_THAT(an_out(period).end("2026-06-30").codes(), Contains(code)) << code;
    };
    expect(a_period(WorkerType::OTH, "2026-01-05").cancelled(), "00913-355");
    expect(a_period(WorkerType::OTH, "2026-01-05").blocked(), "00913-357");
    expect(a_period(WorkerType::OTH, "2026-01-05").locked(), "00913-362");
}

TEST(AnOut, ClosesAnOpenPeriodOnceAndNotBeforeItsStart) {
    EXPECT_EQ(an_out(ordinary()).end("2026-05-04").period_after().end_day, day("2026-05-04"));
    EXPECT_THAT(an_out(ordinary()).end("2026-01-04").codes(), Contains("00911-014"));
    EXPECT_THAT(an_out(ordinary()).codes(), Contains("00911-001"));
    EXPECT_THAT(an_out(ordinary()).end("9999-12-31").codes(), Contains("00911-008"));
    EXPECT_THAT(an_out(a_period(WorkerType::OTH, "2026-01-05").until("2026-06-30")).end("2026-05-04").codes(),
                ElementsAre("00913-356"));
}

TEST(AnUpdate, SaysSomethingNewAboutAPeriod) {
    EXPECT_THAT(an_update(ordinary()).codes(), ElementsAre("90378-360"));
    EXPECT_THAT(an_update(an_evening("2026-05-08")).codes(), ElementsAre("90378-361"));
    EXPECT_THAT(an_update(ordinary()).start("2026-01-05").codes(), ElementsAre("90378-444"));
    EXPECT_THAT(an_update(an_evening("2026-05-08")).end_hour("2300").codes(), ElementsAre("90378-444"));
    EXPECT_THAT(an_update(ordinary()).end("9999-12-31").codes(), ElementsAre("90378-444"));
    EXPECT_THAT(an_update(ordinary()).end("2026-06-30").codes(), ElementsAre("00913-359"));
}

TEST(AnUpdate, KeepsTheEndThatTheTypeOrTheCommitteeDemands) {
    const Period student = a_period(WorkerType::STU, "2026-05-04").until("2026-05-29").planned(40);
    EXPECT_THAT(an_update(student).end("9999-12-31").codes(), Contains("90378-368"));
    const Period temporary =
        a_period(WorkerType::OTH, "2026-05-04").user(JointCommittee::other_xxx).until("2026-05-29");
    EXPECT_THAT(an_update(temporary).end("9999-12-31").codes(), Contains("00913-368"));
    EXPECT_THAT(an_update(temporary).end("2026-06-05").at("2026-05-29 10:00").codes(), IsEmpty());
}

TEST(AnUpdate, ChangesOnlyWhatItNames) {
    const Period before = a_period(WorkerType::OTH, "2026-05-11").until("2026-05-29");
    const auto after = an_update(before).start("2026-05-12").period_after();
    EXPECT_EQ(after.start_day, day("2026-05-12"));
    EXPECT_EQ(after.end_day, before.end_day);
    EXPECT_EQ(after.features, before.features);
    EXPECT_EQ(after.id, before.id);
    EXPECT_EQ(after.created_at, before.created_at);
    EXPECT_EQ(after.last_action, Kind::update);
}

TEST(ACancel, LeavesACancelledPeriodThatCountsNoMore) {
    const Period before = a_period(WorkerType::STU, "2026-05-11").until("2026-05-29").planned(40);
    const auto after = a_cancel(before).period_after();
    EXPECT_TRUE(after.cancelled);
    EXPECT_EQ(after.last_action, Kind::cancel);
    EXPECT_THAT(entries_of(after), IsEmpty());
    EXPECT_FALSE(employer_quota_of(after));
}

TEST(TwoPeriods, OfTheSameFeaturesNeverOverlap) {
    EXPECT_THAT(an_in("OTH").start("2026-05-11").with(a_period(WorkerType::OTH, "2026-05-11")).codes(),
                ElementsAre("90373-333"));
    EXPECT_THAT(an_in("OTH").start("2026-05-11").with(ordinary()).codes(), ElementsAre("90373-334"));
    EXPECT_THAT(
        an_in("OTH").start("2026-05-11").with(a_period(WorkerType::OTH, "2026-01-05").until("2026-05-11")).codes(),
        ElementsAre("90373-334"));
    EXPECT_THAT(
        an_in("OTH").start("2026-05-11").with(a_period(WorkerType::OTH, "2026-01-05").until("2026-05-10")).codes(),
        IsEmpty());
    EXPECT_THAT(an_in("OTH").start("2026-05-11").with(a_period(WorkerType::OTH, "2026-05-11").cancelled()).codes(),
                IsEmpty());
    EXPECT_THAT(an_in("OTH").start("2026-05-11").with(a_period(WorkerType::DWD, "2026-05-11")).codes(), IsEmpty());
    EXPECT_THAT(an_in("OTH").start("2026-05-11").with(ordinary()).with(a_period(WorkerType::OTH, "2026-05-11")).codes(),
                ElementsAre("90373-333"))
        << "one of both";
}

TEST(TwoPeriods, OfAnUpdateNeitherOverlap) {
    const Period first = a_period(WorkerType::OTH, "2026-01-05").until("2026-05-11");
    const Period second = a_period(WorkerType::OTH, "2026-05-18").until("2026-05-29");
    EXPECT_THAT(an_update(first).end("2026-05-17").with(second).codes(), IsEmpty());
    EXPECT_THAT(an_update(first).end("2026-05-18").with(second).codes(), ElementsAre("90378-334"));
    EXPECT_THAT(an_update(first).end("9999-12-31").with(second).codes(), ElementsAre("90378-334"));
    auto duplicate =
        an_update(second).start("2026-05-20").with(a_period(WorkerType::OTH, "2026-05-20").until("2026-05-29"));
    EXPECT_THAT(duplicate.codes(), Contains("90378-333"));
}

TEST(TwoServicesADay, AreTwoPeriodsWhenTheirHoursDoNotOverlap) {
    const auto evening = [] { return an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "2300"); };
    const auto service = [](std::string_view from, std::string_view to) -> Period {
        return a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours(from, to);
    };
    EXPECT_THAT(evening().with(service("1000", "1400")).codes(), IsEmpty());
    EXPECT_THAT(evening().with(service("1000", "1800")).codes(), IsEmpty());
    EXPECT_THAT(evening().with(service("1000", "1801")).codes(), ElementsAre("90373-334"));
    EXPECT_THAT(evening().with(service("1800", "2300")).codes(), ElementsAre("90373-333"));
}

TEST(AFreeze, ClosesOneKindOfDeclarationForSomePeriods) {
    auto scene = an_in("STU").start("2017-01-02").end("2017-03-31").planned("40");
    EXPECT_THAT(scene.at("2016-10-01 10:00").codes(), Contains("90373-450"));
    EXPECT_THAT(scene.at("2017-01-02 10:00").codes(), Not(Contains("90373-450")));
    EXPECT_THAT(an_in("OTH").start("2017-01-02").at("2016-10-01 10:00").codes(), Not(Contains("90373-450")));
}

}  // namespace
}  // namespace dimona::domain::test
