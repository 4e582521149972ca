// Settling a ledger, whatever is in it.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/quota/settle.hpp"
#include "rules/scene.hpp"

namespace dimona::domain::test {
namespace {

template <class T>
T one_of(std::vector<T> values) {
    return *rc::gen::elementOf(std::move(values));
}

// Periods of one worker over a year, in several ledgers and at several employers.
std::vector<Period> any_year() {
    std::vector<Period> periods;
    for (int count = *rc::gen::inRange(1, 40); count > 0; --count) {
        const auto start = format_date(make_date(2026, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 365)});
        auto made = a_period(
            one_of<WorkerType>({WorkerType::STU, WorkerType::O17, WorkerType::S17, WorkerType::EXT, WorkerType::T17}),
            start);
        const auto type = made.get().features.worker_type;
        made.at_employer(*rc::gen::inRange(1'001, 1'004));
        if (type == WorkerType::EXT)
            made.jc(one_of<JointCommittee>({JointCommittee::horeca_302, JointCommittee::agriculture_144,
                                            JointCommittee::horticulture_145}))
                .hours("0800", "1600");
        else if (type != WorkerType::T17)
            made.planned(*rc::gen::inRange(1, 300));
        if (*rc::gen::inRange(0, 10) == 0) made.cancelled();
        if (*rc::gen::inRange(0, 10) == 0) made.late();
        periods.push_back(made);
    }
    return periods;
}
std::vector<QuotaEntry> entries_of_all(const std::vector<Period>& periods) {
    std::vector<QuotaEntry> entries;
    for (const auto& period : periods)
        for (const auto& entry : entries_of(period)) entries.push_back(entry);
    return entries;
}

RC_GTEST_PROP(Settlement, NeverGivesOutMoreThanTheLimit, ()) {
    const auto periods = any_year();
    const auto entries = entries_of_all(periods);
    for (const auto& period : periods)
        for (const auto& balance : settle(period, entries, shipped_law())) {
            RC_ASSERT(balance.used >= 0);
            RC_ASSERT(balance.used <= balance.limit);
            RC_ASSERT(balance.over >= 0);
            RC_ASSERT(balance.left() == balance.limit - balance.used);
        }
}

// What all student periods got inside the quota is what is used, and nobody got less than was left when he came.
RC_GTEST_PROP(Settlement, OfStudentsAddsUp, ()) {
    const auto periods = any_year();
    const auto entries = entries_of_all(periods);
    int inside = 0;
    std::optional<int> used;
    for (const auto& period : periods) {
        if (period.features.worker_type != WorkerType::STU || period.cancelled || period.late) continue;
        const auto balance = settle(period, entries, shipped_law()).front();
        inside += *period.planned_hours - balance.over;
        RC_ASSERT(balance.used == used.value_or(balance.used));
        used = balance.used;
        if (balance.over > 0) RC_ASSERT(balance.left() == 0);
    }
    RC_ASSERT(inside == used.value_or(0));
}

RC_GTEST_PROP(Settlement, DoesNotDependOnTheOrderInWhichEntriesAreRead, ()) {
    const auto periods = any_year();
    auto entries = entries_of_all(periods);
    const auto settled = [&] {
        std::vector<Balance> all;
        for (const auto& period : periods)
            for (const auto& balance : settle(period, entries, shipped_law())) all.push_back(balance);
        return all;
    };
    const auto before = settled();
    std::reverse(entries.begin(), entries.end());
    RC_ASSERT(settled() == before);
}

TEST(Entries, AreAFunctionOfThePeriodAlone) {
    const Period student = a_period(WorkerType::STU, "2026-05-04").until("2026-05-29").planned(40);
    ASSERT_EQ(entries_of(student).size(), 1u);
    EXPECT_EQ(entries_of(student), entries_of(student));
    EXPECT_EQ(entries_of(student).front().amount, 40);
    EXPECT_FALSE(entries_of(student).front().outside);
    EXPECT_TRUE(entries_of(a_period(WorkerType::STU, "2026-05-04").planned(40).late()).front().outside);
    EXPECT_TRUE(entries_of(a_period(WorkerType::STU, "2026-05-04").planned(40).cancelled()).empty());
    for (const auto type : {WorkerType::OTH, WorkerType::FLX, WorkerType::DWD, WorkerType::BCW, WorkerType::A17})
        EXPECT_TRUE(entries_of(a_period(type, "2026-05-04")).empty()) << to_code(type);
    const Period temporary =
        a_period(WorkerType::EXT, "2026-05-08").user(JointCommittee::horticulture_145).hours("0800", "1600");
    EXPECT_TRUE(entries_of(temporary).front().temporary);
    EXPECT_EQ(entries_of(temporary).front().ledger, Ledger::horticulture_days);
}

TEST(EmployerAccount, IsThatOfTheEnterpriseWhereTheWorkIsDone) {
    EXPECT_EQ(employer_quota_of(an_evening("2026-05-08")), (EmployerQuotaKey{own_enterprise.value(), 2026}));
    const Period temporary =
        a_period(WorkerType::EXT, "2027-05-08").user(JointCommittee::horeca_302).hours("1800", "2300");
    EXPECT_EQ(employer_quota_of(temporary), (EmployerQuotaKey{user_enterprise.value(), 2027}));
    Period abroad = temporary;
    abroad.features.user_enterprise_number.reset();
    abroad.features.user_name = "Auberge du Lac";
    EXPECT_FALSE(employer_quota_of(abroad));
    EXPECT_FALSE(employer_quota_of(an_evening("2026-05-08").cancelled()));
    EXPECT_FALSE(employer_quota_of(a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::agriculture_144)));
    EXPECT_FALSE(employer_quota_of(a_period(WorkerType::OTH, "2026-05-08")));
}

}  // namespace
}  // namespace dimona::domain::test
