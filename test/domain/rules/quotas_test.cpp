// 369 and the balances: students, occasional work, article 17.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

const Balance* balance_of(const Decision& decision, QuotaType type) {
    for (const auto& balance : decision.balances)
        if (balance.type == type) return &balance;
    return nullptr;
}
Balance the_balance(const Scene& scene, QuotaType type) {
    const auto decision = scene.decide();
    const auto* balance = balance_of(decision, type);
    if (!balance) throw std::logic_error("no such balance");
    return *balance;
}
Period student(std::string_view start, std::string_view end, int hours) {
    return a_period(WorkerType::STU, start).until(end).planned(hours);
}

TEST(StudentHours, AreLimitedByYear) {
    struct Year {
        std::string start, end, received;
        int limit;
    };
    for (const auto& [start, end, received, limit] : {Year{"2017-01-02", "2017-01-31", "2017-01-02 08:00", 475},
                                                      Year{"2022-12-01", "2022-12-31", "2022-12-01 08:00", 475},
                                                      Year{"2023-01-01", "2023-03-31", "2023-01-01 08:00", 600},
                                                      Year{"2024-12-31", "2024-12-31", "2024-12-31 08:00", 600},
                                                      Year{"2025-01-01", "2025-03-31", "2025-01-01 08:00", 650},
                                                      Year{"2026-05-04", "2026-05-29", "2026-05-04 08:00", 650}}) {
        const auto balance =
            the_balance(an_in("STU").start(start).end(end).planned("40").at(received), QuotaType::STUDENT);
        EXPECT_EQ(balance.limit, limit) << start;
        EXPECT_EQ(balance.used, 40) << start;
        EXPECT_EQ(balance.left(), limit - 40) << start;
        EXPECT_EQ(balance.over, 0) << start;
    }
}

TEST(StudentHours, BeyondTheLimitAreAcceptedWithAWarningThatSaysHowMany) {
    auto scene = an_in("STU").start("2026-05-04").end("2026-05-29").planned("40");
    scene.with(student("2026-01-01", "2026-03-31", 400)).with(student("2026-04-01", "2026-04-30", 230));
    const auto decision = scene.decide();
    EXPECT_EQ(decision.result, Verdict::accepted_with_warning);
    const auto* balance = balance_of(decision, QuotaType::STUDENT);
    ASSERT_TRUE(balance);
    EXPECT_EQ(balance->over, 20);
    EXPECT_EQ(balance->used, 650);
    EXPECT_EQ(balance->left(), 0);
    const auto& anomaly = decision.anomalies.front();
    EXPECT_EQ(anomaly.code, "90017-369");
    EXPECT_THAT(anomaly.facts, Contains(Placeholder{"over", "20"}));
    EXPECT_THAT(anomaly.facts, Contains(Placeholder{"limit", "650"}));
    EXPECT_THAT(anomaly.facts, Contains(Placeholder{"balance", "0"}));
}

TEST(StudentHours, OfALateDeclarationReserveNothing) {
    auto scene = an_in("STU").start("2024-01-01").end("2024-03-31").planned("200");
    EXPECT_EQ(the_balance(scene.at("2024-01-01 23:59"), QuotaType::STUDENT).left(), 400);
    EXPECT_EQ(the_balance(scene.at("2024-01-02 00:00"), QuotaType::STUDENT).left(), 600);
}

TEST(StudentHours, AreFreedByFewerHoursAndFlowToWhoeverCameNext) {
    Period first = student("2026-01-01", "2026-03-31", 500);
    const Period second = student("2026-04-01", "2026-06-30", 300);
    EXPECT_EQ(the_balance(an_update(second).planned("301").at("2026-04-01 09:00").with(first), QuotaType::STUDENT).over,
              151);
    first.planned_hours = 400;
    first.claims = {{first.id.value(), 400}};
    EXPECT_EQ(the_balance(an_update(second).planned("301").at("2026-04-01 09:00").with(first), QuotaType::STUDENT).over,
              51);
}

TEST(StudentHours, AddedByAnUpdateAreAClaimBehindAllOthers) {
    const Period first = student("2026-01-01", "2026-03-31", 300);
    const Period second = student("2026-04-01", "2026-06-30", 300);
    auto scene = an_update(first).planned("400").at("2026-02-01 09:00");
    scene.with(second);
    EXPECT_EQ(the_balance(scene, QuotaType::STUDENT).over, 50);
    const auto after = scene.period_after();
    ASSERT_EQ(after.claims.size(), 2u);
    EXPECT_EQ(after.claims[1], (Claim{scene.id.value(), 100}));
    EXPECT_EQ(after.planned_hours, 400);

    const auto less = an_update(after).planned("250").at("2026-02-02 09:00").period_after();
    EXPECT_EQ(less.claims, (std::vector<Claim>{{first.id.value(), 250}})) << "the newest claim goes first";
}

TEST(OccasionalDays, InTheHorecaAreFiftyForTheWorker) {
    auto scene = an_in("EXT", "302").start("2026-12-20").end("2026-12-20").hours("1800", "2300").at("2026-12-20 10:00");
    for (int week = 0; week < 50; ++week)
        scene.with(an_evening(format_date(make_date(2026, 1, 2) + std::chrono::days{7 * week})).at_employer(1'077));
    const auto decision = scene.decide();
    EXPECT_EQ(decision.result, Verdict::accepted_with_warning);
    EXPECT_EQ(balance_of(decision, QuotaType::HORECA_WORKER)->over, 1);
    scene.situation.entries.pop_back();
    EXPECT_THAT(scene.codes(), IsEmpty());
}

TEST(OccasionalDays, CountACalendarDayOnce) {
    auto scene = an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "2300");
    scene.with(a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours("1000", "1400"));
    EXPECT_EQ(the_balance(scene, QuotaType::HORECA_WORKER).used, 1);
    for (const auto& effect : scene.decide().effects) EXPECT_FALSE(std::holds_alternative<AdjustEmployerQuota>(effect));
}

TEST(OccasionalDays, OfTheEmployerAreTwoHundredAndWarnOnTheEmployer) {
    auto scene = an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "2300");
    const EmployerQuotaKey key{own_enterprise.value(), 2026};
    scene.situation.employer_days[key] = 199;
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_THAT(scene.decide().effects, Contains(Effect{AdjustEmployerQuota{key, 1}}));
    scene.situation.employer_days[key] = 200;
    EXPECT_THAT(scene.codes(), Contains("90256-369"));
    EXPECT_EQ(scene.decide().result, Verdict::accepted_with_warning);
}

TEST(OccasionalDays, OfATemporaryWorkerAreOnTheAccountOfTheUser) {
    auto scene = an_in("EXT", "322").user("302").start("2026-05-08").end("2026-05-08").hours("1800", "2300");
    scene.employer_is(EmployerCategory::agency);
    scene.situation.employer_days[{user_enterprise.value(), 2026}] = 12;
    const auto decision = scene.decide();
    EXPECT_EQ(decision.result, Verdict::accepted);
    EXPECT_THAT(decision.effects, Contains(Effect{AdjustEmployerQuota{{user_enterprise.value(), 2026}, 1}}));
}

TEST(OccasionalDays, MoveFromOneYearToAnotherWithAnUpdate) {
    const Period new_year = an_evening("2026-12-31");
    auto scene = an_update(new_year).start("2027-01-01").end("2027-01-01").at("2026-12-30 10:00");
    scene.situation.employer_days = {{{own_enterprise.value(), 2026}, 10}, {{own_enterprise.value(), 2027}, 0}};
    const auto effects = scene.decide().effects;
    EXPECT_THAT(effects, Contains(Effect{AdjustEmployerQuota{{own_enterprise.value(), 2026}, -1}}));
    EXPECT_THAT(effects, Contains(Effect{AdjustEmployerQuota{{own_enterprise.value(), 2027}, 1}}));
}

TEST(OccasionalDays, ThatAreCancelledAreGivenBack) {
    const auto decision = a_cancel(an_evening("2026-05-08")).at("2026-05-08 12:00").decide();
    EXPECT_THAT(decision.effects, Contains(Effect{AdjustEmployerQuota{{own_enterprise.value(), 2026}, -1}}));
    auto two_services = a_cancel(an_evening("2026-05-08")).at("2026-05-08 12:00");
    two_services.with(a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours("1000", "1400"));
    for (const auto& effect : two_services.decide().effects)
        EXPECT_FALSE(std::holds_alternative<AdjustEmployerQuota>(effect)) << "the other service still counts";
}

TEST(OccasionalDays, InAgricultureAndHorticultureWereRaisedInJuly2023) {
    struct Sector {
        std::string committee, start;
        QuotaType type;
        int limit;
    };
    for (const auto& [committee, start, type, limit] :
         {Sector{"144", "2023-06-30", QuotaType::AGRICULTURE_WORKER, 30},
          Sector{"144", "2023-07-01", QuotaType::AGRICULTURE_WORKER, 50},
          Sector{"145", "2023-06-30", QuotaType::HORTICULTURE_WORKER, 65},
          Sector{"145", "2023-07-01", QuotaType::HORTICULTURE_WORKER, 100}}) {
        auto scene = an_in("EXT", committee).start(start).end(start).hours("0800", "1600").at(start + " 06:00");
        EXPECT_EQ(the_balance(scene, type).limit, limit) << committee << ' ' << start;
        auto temporary =
            an_in("EXT", "322").user(committee).start("2026-06-01").end("2026-06-01").hours("0800", "1600");
        temporary.employer_is(EmployerCategory::agency);
        EXPECT_EQ(the_balance(temporary, type).limit, committee == "144" ? 30 : 65);
    }
}

Scene article17(std::string type, std::string start, std::string end, std::string hours) {
    return an_in(std::move(type))
        .employer_is(EmployerCategory::non_profit)
        .start(std::move(start))
        .end(std::move(end))
        .planned(std::move(hours));
}

TEST(Article17, RefusesWhatIsOverALimit) {
    EXPECT_THAT(article17("S17", "2026-05-10", "2026-06-30", "150").codes(), IsEmpty());
    EXPECT_THAT(article17("S17", "2026-05-10", "2026-06-30", "151").codes(), Contains("90017-369"));
    EXPECT_EQ(article17("S17", "2026-05-10", "2026-06-30", "151").decide().result, Verdict::refused);
    EXPECT_THAT(article17("O17", "2026-05-10", "2026-06-30", "100").codes(), IsEmpty());
    EXPECT_THAT(article17("O17", "2026-05-10", "2026-06-30", "101").codes(), Contains("90017-369"));
    EXPECT_THAT(article17("S17", "2026-07-01", "2026-09-30", "285").at("2026-06-25 10:00").codes(), IsEmpty());
    EXPECT_THAT(article17("S17", "2026-07-01", "2026-09-30", "286").at("2026-06-25 10:00").codes(),
                Contains("90017-369"));
    EXPECT_THAT(article17("O17", "2026-07-01", "2026-09-30", "191").at("2026-06-25 10:00").codes(),
                Contains("90017-369"));
}

TEST(Article17, HasALowerLimitForStudents) {
    auto scene = article17("S17", "2026-07-01", "2026-09-30", "190").at("2026-06-25 10:00");
    scene.with(student("2026-01-05", "2026-03-31", 10));
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_THAT(scene.planned("191").codes(), Contains("90017-369"));
}

TEST(Article17, HasOneLimitForBothSectorsTogether) {
    auto scene = article17("O17", "2026-07-01", "2026-09-30", "60").at("2026-06-25 10:00");
    scene.with(a_period(WorkerType::S17, "2026-01-05").until("2026-03-31").planned(150))
        .with(a_period(WorkerType::S17, "2026-04-05").until("2026-06-30").planned(150))
        .with(a_period(WorkerType::O17, "2026-01-05").until("2026-03-31").planned(90));
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_THAT(scene.planned("61").codes(), Contains("90017-369"));
}

TEST(Article17, OfPublicTelevisionIsTwentyFiveDays) {
    auto scene = an_in("T17").employer_is(EmployerCategory::public_broadcaster).start("2026-05-10").end("2026-05-10");
    for (int number = 0; number < 24; ++number)
        scene.with(a_period(WorkerType::T17, format_date(make_date(2026, 1, 2) + std::chrono::days{number}))
                       .at_employer(1'077));
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.with(a_period(WorkerType::T17, "2026-02-20").at_employer(1'077));
    EXPECT_THAT(scene.codes(), Contains("90017-369"));
    EXPECT_EQ(scene.decide().result, Verdict::refused);
}

TEST(Balances, AreNotShownOnOpenChannels) {
    auto scene = an_in("STU").start("2026-05-04").end("2026-05-29").planned("40").channel(Channel::web_unsecured);
    scene.with(student("2026-01-01", "2026-03-31", 650));
    const auto decision = scene.decide();
    ASSERT_EQ(decision.anomalies.size(), 1u);
    EXPECT_EQ(decision.anomalies.front().code, "90017-369");
    for (const auto& fact : decision.anomalies.front().facts)
        EXPECT_THAT(fact.name, testing::AllOf(Not("over"), Not("balance"), Not("used")));
    EXPECT_THAT(decision.balances, IsEmpty());
}

}  // namespace
}  // namespace dimona::domain::test
