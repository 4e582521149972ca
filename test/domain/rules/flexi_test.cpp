// 510 and 058: is the worker entitled to a flexi-job?
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

Scene flexi(std::vector<CareerQuarter> career) {
    auto scene = an_in("FLX").start("2026-05-11").end("2026-06-30");
    scene.situation.career = std::move(career);
    return scene;
}
// The flexi quarter is 2026Q2: T-3 is 2025Q3, T-2 is 2025Q4.
CareerQuarter work(Quarter quarter, int percent, std::int64_t employer = 1'077) {
    return {.quarter = quarter,
            .employer = EmployerNumber::make_definitive(employer),
            .percent = percent,
            .pensioner = false};
}

TEST(AFlexiWorker, NeedsFourFifthsElsewhereInTheThirdQuarterBefore) {
    struct Case {
        std::string_view why;
        std::vector<CareerQuarter> career;
        FlexiResult result;
    };
    for (const auto& [why, career, result] :
         {Case{"four fifths", {work({2025, 3}, 80)}, FlexiResult::accepted},
          Case{"less", {work({2025, 3}, 79)}, FlexiResult::refused},
          Case{"two employers together", {work({2025, 3}, 50), work({2025, 3}, 30, 1'078)}, FlexiResult::accepted},
          Case{"the flexi employer does not count",
               {work({2025, 3}, 50), work({2025, 3}, 50, 1'001)},
               FlexiResult::refused},
          Case{"another quarter", {work({2025, 4}, 100)}, FlexiResult::refused},
          Case{"retired in T-2", {{{2025, 4}, std::nullopt, 0, true}}, FlexiResult::accepted},
          Case{"retired in T-3 only", {{{2025, 3}, std::nullopt, 0, true}}, FlexiResult::refused}}) {
        auto scene = flexi(career);
        EXPECT_EQ(scene.period_after().flexi_result, result) << why;
        if (result == FlexiResult::accepted)
            EXPECT_THAT(scene.codes(), IsEmpty()) << why;
        else
            EXPECT_THAT(scene.codes(), testing::ElementsAre("90017-058", "90017-510")) << why;
        EXPECT_NE(scene.decide().result, Verdict::refused)
            << "the period exists, but not as a flexi-job in the quarterly declaration";
    }
}

TEST(AFlexiWorker, WithoutCareerDataIsProvisional) {
    auto scene = flexi({});
    scene.situation.career.reset();
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_EQ(scene.period_after().flexi_result, FlexiResult::provisional);
}

TEST(AFlexiWorker, Of65NeedsNoWork) {
    auto scene = flexi({});
    scene.situation.worker.person->birth_date = IncompleteDate{1961, 5, 11};
    EXPECT_EQ(scene.period_after().flexi_result, FlexiResult::accepted) << "on the birthday";
    scene.situation.worker.person->birth_date = IncompleteDate{1961, 5, 12};
    EXPECT_EQ(scene.period_after().flexi_result, FlexiResult::refused);
    scene.situation.worker.person->birth_date = IncompleteDate{1961, 0, 0};
    EXPECT_EQ(scene.period_after().flexi_result, FlexiResult::refused) << "the day is not known: it may be later";
    scene.situation.worker.person->birth_date = IncompleteDate{1961, 4, 30};
    EXPECT_EQ(scene.period_after().flexi_result, FlexiResult::accepted);
    scene.situation.worker.person->birth_date = IncompleteDate{1961, 5, 29};
    EXPECT_EQ(scene.start("2026-05-28").period_after().flexi_result, FlexiResult::refused)
        << "the 29th is not the 28th";
}

TEST(AFlexiWorker, HasNoOtherContractFirstAtTheSameEmployerInTheQuarter) {
    auto scene = flexi({work({2025, 3}, 100)});
    EXPECT_THAT(scene.codes(), IsEmpty());
    for (const auto type : {WorkerType::OTH, WorkerType::STU, WorkerType::EXT}) {
        auto other = scene;
        other.with(a_period(type, "2026-04-01").until("2026-04-30"));
        EXPECT_THAT(other.codes(), testing::ElementsAre("90017-510")) << to_code(type);
    }
    auto former = scene;
    former.with(a_period(WorkerType::OTH, "2026-01-05").until("2026-03-31"));
    EXPECT_THAT(former.codes(), IsEmpty()) << "the quarter before";
    auto cancelled = scene;
    cancelled.with(a_period(WorkerType::OTH, "2026-04-01").until("2026-04-30").cancelled());
    EXPECT_THAT(cancelled.codes(), IsEmpty());
    auto elsewhere = scene;
    elsewhere.with(a_period(WorkerType::OTH, "2026-04-01").at_employer(1'077));
    EXPECT_THAT(elsewhere.codes(), IsEmpty());
    auto pensioner = scene;
    pensioner.situation.worker.person->birth_date = IncompleteDate{1950, 1, 1};
    pensioner.with(a_period(WorkerType::OTH, "2026-04-01").until("2026-04-30"));
    EXPECT_THAT(pensioner.codes(), testing::ElementsAre("90017-510")) << "this one holds for pensioners too";
}

TEST(AFlexiWorker, MayHaveHadAnotherContractFirstBefore2024) {
    auto scene = an_in("FLX").start("2023-11-02").end("2023-12-31").at("2023-11-02 08:00");
    scene.situation.career = {{work({2023, 1}, 100)}};
    scene.with(a_period(WorkerType::OTH, "2023-10-02").until("2023-10-31"));
    EXPECT_THAT(scene.codes(), IsEmpty());
}

TEST(AFlexiPeriod, KeepsItsAnswerWhenOtherThingsChange) {
    Period period = a_period(WorkerType::FLX, "2026-05-11").until("2026-06-30");
    period.flexi_result = FlexiResult::accepted;
    EXPECT_EQ(an_update(period).end("2026-06-15").period_after().flexi_result, FlexiResult::accepted);
}

}  // namespace
}  // namespace dimona::domain::test
