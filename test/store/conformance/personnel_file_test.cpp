// Periods and what follows from them, daily registrations, days of horeca employers.
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using domain::PersonKey;

class PersonnelFile : public StoreTest {
protected:
    PersonnelFile() {
        write([](Writer& writer) { put_parties(writer); });
    }
    std::vector<registry::Relation> relations() {
        std::vector<registry::Relation> all;
        must(reader()->each_relation([&](const registry::Relation& relation) {
            all.push_back(relation);
            return true;
        }));
        return all;
    }
    std::vector<domain::QuotaEntry> entries(std::int64_t person, LocalDate first = make_date(2000, 1, 1),
                                            LocalDate last = make_date(2099, 12, 31)) {
        return must(reader()->quota_entries(PersonKey{person}, first, last));
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, PersonnelFile, testing::ValuesIn(all_engines()), name_of);

std::vector<std::int64_t> ids(const std::vector<domain::Period>& periods) {
    std::vector<std::int64_t> all;
    for (const auto& period : periods) all.push_back(period.id.value());
    return all;
}
using Ids = std::vector<std::int64_t>;

TEST_P(PersonnelFile, APeriodComesBackAsItWasWritten) {
    write([](Writer& writer) {
        must(writer.put_period(a_period(1, 1'001, 1)));
        must(writer.put_period(a_full_period(2, 1'002, 2)));
    });
    EXPECT_EQ(must(reader()->period(domain::PeriodId{1})), a_period(1, 1'001, 1));
    EXPECT_EQ(must(reader()->period(domain::PeriodId{2})), a_full_period(2, 1'002, 2));
    EXPECT_FALSE(must(reader()->period(domain::PeriodId{3})));
}

TEST_P(PersonnelFile, EmptyBlocksAreToldApartFromAbsentOnes) {
    auto period = a_period(1, 1'001, 1);
    period.control_cards.emplace();
    period.student_place.emplace().address.emplace();
    period.small_statute.emplace();
    period.features.sub_entity = "";
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_EQ(must(reader()->period(period.id)), period);
}

TEST_P(PersonnelFile, AnyPeriodComesBackAsItWasWritten) {
    EXPECT_TRUE(rc::check([&] {
        auto period = *rc::gen::arbitrary<bool>() ? a_full_period(1, 1'001, 1) : a_period(1, 1'001, 1);
        period.features.worker_type = static_cast<domain::WorkerType>(*rc::gen::inRange(0, 19));
        if (*rc::gen::arbitrary<bool>())
            period.features.joint_committee = static_cast<domain::JointCommittee>(*rc::gen::inRange(0, 9));
        period.start_day = make_date(1900, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 80'000)};
        if (*rc::gen::arbitrary<bool>())
            period.end_day = period.start_day + std::chrono::days{*rc::gen::inRange(0, 4'000)};
        if (*rc::gen::arbitrary<bool>()) period.start_hour = ClockTime{*rc::gen::inRange(0, 1'440)};
        period.claims.clear();
        for (int claim = *rc::gen::inRange(0, 4); claim > 0; --claim)
            period.claims.push_back({10 - claim, *rc::gen::inRange(0, 700)});
        period.cancelled = *rc::gen::arbitrary<bool>();
        period.late = *rc::gen::arbitrary<bool>();
        period.last_action = static_cast<domain::Kind>(*rc::gen::inRange(0, 5));
        write([&](Writer& writer) { must(writer.put_period(period)); });
        RC_ASSERT(must(reader()->period(period.id)) == period);
    }));
}

TEST_P(PersonnelFile, PeriodsOfAWorkerAtAnEmployerAreFoundByTheirDays) {
    auto january = a_period(1, 1'001, 1), open = a_period(2, 1'001, 1), cancelled = a_period(3, 1'001, 1);
    january.end_day = make_date(2026, 1, 31);
    open.start_day = make_date(2026, 3, 1);
    cancelled.end_day = make_date(2026, 1, 1);
    cancelled.cancelled = true;
    write([&](Writer& writer) {
        for (const auto& period : {january, open, cancelled, a_period(4, 1'002, 1), a_period(5, 1'001, 2)})
            must(writer.put_period(period));
    });
    const auto found = [&](LocalDate first, LocalDate last) {
        return ids(must(reader()->periods(employer_number(1'001), PersonKey{1}, first, last)));
    };
    EXPECT_EQ(found(make_date(2025, 1, 1), make_date(2025, 12, 31)), Ids{});
    EXPECT_EQ(found(make_date(2025, 1, 1), make_date(2026, 1, 1)), (Ids{1, 3}));
    EXPECT_EQ(found(make_date(2026, 1, 31), make_date(2026, 1, 31)), Ids{1});
    EXPECT_EQ(found(make_date(2026, 2, 1), make_date(2026, 2, 28)), Ids{});
    EXPECT_EQ(found(make_date(2030, 1, 1), make_date(2030, 1, 1)), Ids{2});
    EXPECT_EQ(found(make_date(1900, 1, 1), open_end_marker), (Ids{1, 2, 3}));
}

TEST_P(PersonnelFile, QuotaEntriesFollowTheirPeriod) {
    auto period = a_student_period(10, 1'001, 1, make_date(2026, 7, 1), {{10, 100}, {12, 50}});
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_EQ(entries(1), domain::entries_of(period));
    ASSERT_EQ(entries(1).size(), 2U);

    period.claims = {{10, 60}};
    period.planned_hours = 60;
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_EQ(entries(1), domain::entries_of(period));
    ASSERT_EQ(entries(1).size(), 1U);

    period.cancelled = true;
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_TRUE(entries(1).empty());
}

TEST_P(PersonnelFile, QuotaEntriesOfEveryEmployerComeInTheOrderOfTheClaims) {
    auto late = a_student_period(30, 1'002, 1, make_date(2026, 8, 1), {{30, 8}});
    late.late = true;
    auto agency = a_student_period(20, 1'003, 1, make_date(2026, 7, 2), {{20, 8}});
    agency.features.joint_committee = domain::JointCommittee::temporary_322;
    write([&](Writer& writer) {
        must(writer.put_period(late));
        must(writer.put_period(a_student_period(10, 1'001, 1, make_date(2026, 7, 1), {{10, 8}, {25, 4}})));
        must(writer.put_period(agency));
        must(writer.put_period(a_student_period(40, 1'001, 2, make_date(2026, 7, 1), {{40, 8}})));
    });
    std::vector<std::int64_t> orders;
    for (const auto& entry : entries(1)) orders.push_back(entry.order);
    EXPECT_EQ(orders, (Ids{10, 20, 25, 30}));
    EXPECT_TRUE(entries(1).back().outside);
    EXPECT_TRUE(entries(1)[1].temporary);
    EXPECT_EQ(entries(1, make_date(2026, 7, 2), make_date(2026, 7, 31)).size(), 1U);
    EXPECT_EQ(entries(1, make_date(2026, 7, 1), make_date(2026, 7, 1)).size(), 2U);
}

TEST_P(PersonnelFile, DaysOfAnEmployerAddUp) {
    write([](Writer& writer) {
        must(writer.add_employer_days({4'000, 2026}, 3));
        must(writer.add_employer_days({4'000, 2026}, -1));
        must(writer.add_employer_days({4'000, 2025}, 7));
    });
    EXPECT_EQ(must(reader()->employer_days({4'000, 2026})), 2);
    EXPECT_EQ(must(reader()->employer_days({4'000, 2025})), 7);
    EXPECT_EQ(must(reader()->employer_days({4'001, 2026})), 0);
}

TEST_P(PersonnelFile, ADailyRegistrationComesBackAsItWasWritten) {
    const auto day = make_date(2026, 5, 4);
    write([&](Writer& writer) {
        must(writer.put_period(a_period(1, 1'001, 1)));
        must(writer.put_registration(a_registration(2, 1, day)));
        must(writer.put_registration(a_registration(3, 1, day + std::chrono::days{5})));
        must(writer.put_registration(a_full_registration(3, 1, day + std::chrono::days{5})));
    });
    EXPECT_EQ(must(reader()->registration(domain::RegistrationId{2})), a_registration(2, 1, day));
    EXPECT_EQ(must(reader()->registration(domain::RegistrationId{3})),
              a_full_registration(3, 1, day + std::chrono::days{5}));
    EXPECT_FALSE(must(reader()->registration(domain::RegistrationId{4})));
    const auto found = [&](int first, int last) {
        return must(reader()->registrations(domain::PeriodId{1}, day + std::chrono::days{first},
                                            day + std::chrono::days{last}))
            .size();
    };
    EXPECT_EQ(found(0, 9), 2U);
    EXPECT_EQ(found(1, 4), 0U);
    EXPECT_EQ(found(6, 9), 1U);  // it ends after midnight
}

TEST_P(PersonnelFile, ARelationFollowsFromThePeriodsThatCount) {
    auto period = a_period(1, 1'001, 1);
    write([&](Writer& writer) { must(writer.put_period(period)); });
    ASSERT_EQ(relations().size(), 1U);
    EXPECT_EQ(relations().front(), (registry::Relation{.employer = employer_number(1'001),
                                                       .enterprise = enterprise_number(1'001),
                                                       .person = PersonKey{1},
                                                       .start_day = make_date(2026, 1, 1),
                                                       .end_day = std::nullopt}));
    period.end_day = make_date(2026, 1, 31);
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_EQ(relations().front().end_day, make_date(2026, 1, 31));
    period.cancelled = true;
    write([&](Writer& writer) { must(writer.put_period(period)); });
    EXPECT_TRUE(relations().empty());
}

// What relations and ledgers must be, from the definition.
struct Expected {
    std::map<std::pair<std::int64_t, std::int64_t>, registry::Relation> relations;
    std::map<std::int64_t, std::vector<domain::QuotaEntry>> entries;
};
domain::EnterpriseNumber enterprise_of(domain::EmployerNumber employer) {
    int base = 1'001;
    while (employer_number(base) != employer) ++base;
    return enterprise_number(base);
}
Expected derive(const std::map<std::int64_t, domain::Period>& periods) {
    Expected expected;
    for (const auto& [id, period] : periods) {
        for (const auto& entry : domain::entries_of(period)) expected.entries[period.person.value()].push_back(entry);
        if (period.cancelled) continue;
        auto& relation = expected.relations
                             .try_emplace({period.employer.value(), period.person.value()},
                                          registry::Relation{period.employer, enterprise_of(period.employer),
                                                             period.person, period.start_day, period.end_day})
                             .first->second;
        relation.start_day = std::min(relation.start_day, period.start_day);
        relation.end_day = relation.end_day && period.end_day
                               ? std::optional(std::max(*relation.end_day, *period.end_day))
                               : std::nullopt;
    }
    return expected;
}

domain::Period any_student_period(std::int64_t id) {
    auto period = a_student_period(id, *rc::gen::inRange(1'001, 1'003), *rc::gen::inRange(1, 3),
                                   make_date(2026, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 30)}, {{id, 8}});
    if (*rc::gen::inRange(0, 4) == 0)
        period.end_day.reset();
    else
        period.end_day = period.start_day + std::chrono::days{*rc::gen::inRange(0, 10)};
    period.cancelled = *rc::gen::inRange(0, 4) == 0;
    return period;
}

TEST_P(PersonnelFile, RelationsAndLedgersEqualThePeriodsAfterAnyChanges) {
    EXPECT_TRUE(rc::check([&] {
        std::map<std::int64_t, domain::Period> periods;
        write([&](Writer& writer) {
            must(writer.clear_derived());
            for (int step = *rc::gen::inRange(1, 25); step > 0; --step) {
                const std::int64_t id = *rc::gen::inRange(1, 8);
                auto period = any_student_period(id);
                if (const auto known = periods.find(id); known != periods.end()) {
                    period.employer = known->second.employer;  // fixed by the IN
                    period.person = known->second.person;
                }
                must(writer.put_period(period));
                periods.insert_or_assign(id, period);
            }
        });
        const auto expected = derive(periods);
        std::vector<registry::Relation> wanted;
        for (const auto& [pair, relation] : expected.relations) wanted.push_back(relation);
        RC_ASSERT(relations() == wanted);
        for (std::int64_t person = 1; person <= 2; ++person) {
            const auto found = expected.entries.find(person);
            RC_ASSERT(entries(person) ==
                      (found == expected.entries.end() ? std::vector<domain::QuotaEntry>{} : found->second));
        }
    }));
}

}  // namespace

}  // namespace dimona::store::test
