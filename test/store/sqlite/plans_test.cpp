// No question walks through a whole table: the plan of every statement that runs is looked at.
#include <gtest/gtest.h>

#include <set>

#include "store/sql/session.hpp"
#include "store/sqlite/schema.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using registry::FileQuery;

int remember(unsigned, void* statements, void*, void* text) {
    static_cast<std::set<std::string>*>(statements)->insert(static_cast<const char*>(text));
    return 0;
}

class Plans : public testing::Test {
protected:
    Plans() {
        connection_ =
            must(SqliteConnection::open(folder_.file("store.sqlite"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
        must(bring_up_to_date(*connection_));
        session_ = std::make_unique<Session>(connection_);
        put_parties(*session_);
    }

    // The plans of all statements that run during `work`, by statement.
    template <class Work>
    std::vector<std::pair<std::string, std::string>> plans_of(Work work) {
        std::set<std::string> statements;
        sqlite3_trace_v2(connection_->handle(), SQLITE_TRACE_STMT, remember, &statements);
        work(*session_);
        sqlite3_trace_v2(connection_->handle(), 0, nullptr, nullptr);
        std::vector<std::pair<std::string, std::string>> plans;
        for (const auto& statement : statements)
            plans.emplace_back(statement, explained("EXPLAIN QUERY PLAN ", statement, 3));
        EXPECT_FALSE(plans.empty());
        return plans;
    }
    // The same, with the instructions of SQLite's machine.
    template <class Work>
    std::vector<std::pair<std::string, std::string>> programs_of(Work work) {
        auto programs = plans_of(work);
        for (auto& [statement, program] : programs) program = explained("EXPLAIN ", statement, 1);
        return programs;
    }

private:
    std::string explained(const std::string& how, const std::string& statement, int column) {
        std::string text;
        auto query = must(connection_->once(how + statement));
        while (must(query.next())) text.append(query.text(column)).append("\n");
        return text;
    }

    Folder folder_;
    std::shared_ptr<SqliteConnection> connection_;
    std::unique_ptr<Session> session_;
};

void expect_no_scan(const std::vector<std::pair<std::string, std::string>>& plans) {
    for (const auto& [statement, plan] : plans) {
        EXPECT_EQ(plan.find("SCAN"), std::string::npos) << statement << "\n" << plan;
        // Nor may an index be made for one use, or a range of all numbers be walked.
        EXPECT_EQ(plan.find("AUTOMATIC"), std::string::npos) << statement << "\n" << plan;
        EXPECT_EQ(plan.find("USING INTEGER PRIMARY KEY (rowid>"), std::string::npos) << statement << "\n" << plan;
    }
}
void expect_index(const std::vector<std::pair<std::string, std::string>>& plans, const std::string& index) {
    bool used = false;
    for (const auto& [statement, plan] : plans) used |= plan.find(index) != std::string::npos;
    EXPECT_TRUE(used) << index << " is used by none of\n" << plans.front().first << "\n" << plans.front().second;
}
void expect_no_sort(const std::vector<std::pair<std::string, std::string>>& plans) {
    for (const auto& [statement, plan] : plans)
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << statement << "\n" << plan;
}

FileQuery at_employer() {
    FileQuery query;
    query.employers = {employer_number(1'001)};
    return query;
}

// A list of values in a check, or an ambiguous conflict, makes SQLite build a table for one row.
TEST_F(Plans, WritingADeclarationBuildsNoTable) {
    const auto programs = programs_of([](Session& session) {
        const auto id = domain::number_with_check(must(session.next_number()));
        must(session.put_period(a_period(id, 1'001, 1)));
        must(session.append(an_entry(std::nullopt, "{}")));
        must(session.put_declaration(a_declaration(id)));
    });
    for (const auto& [statement, program] : programs)
        EXPECT_EQ(program.find("OpenEphemeral"), std::string::npos) << statement;
}

TEST_F(Plans, ASearchAtAnEmployerReadsItsNewestRowsInOrder) {
    const auto query = at_employer();
    const auto periods = plans_of([&](Session& session) { must(session.search_periods(query, {})); });
    expect_no_scan(periods);
    expect_no_sort(periods);
    expect_index(periods, "period_by_employer (employer=? AND rowid>? AND rowid<?)");
    const auto declarations = plans_of([&](Session& session) { must(session.search_declarations(query, {})); });
    expect_no_scan(declarations);
    expect_no_sort(declarations);
    expect_index(declarations, "declaration_by_employer (employer=? AND rowid>? AND rowid<?)");
    const auto relations = plans_of([&](Session& session) { must(session.search_relations(query, {})); });
    expect_no_scan(relations);
    expect_no_sort(relations);
    expect_index(relations, "PRIMARY KEY (employer=? AND person>? AND person<?)");
}

TEST_F(Plans, OtherCriteriaDoNotLeadAwayFromTheEmployersRows) {
    auto query = at_employer();
    query.first_day = query.last_day = make_date(2026, 1, 1);
    query.worker_type = domain::WorkerType::OTH;
    query.joint_committee = domain::JointCommittee::other_xxx;
    query.user_enterprise = enterprise_number(9'000);
    query.open = query.cancelled = query.late = false;
    query.result = domain::Verdict::accepted;
    query.kind = domain::Kind::in;
    query.received_from = query.received_until = moment(0);
    const auto periods = plans_of([&](Session& session) { must(session.search_periods(query, {})); });
    expect_no_scan(periods);
    expect_index(periods, "period_by_days (employer=? AND end_day>?)");
    for (const auto& plans : {plans_of([&](Session& session) { must(session.search_declarations(query, {})); }),
                              plans_of([&](Session& session) { must(session.search_relations(query, {})); })}) {
        expect_no_scan(plans);
        expect_no_sort(plans);
    }
}

TEST_F(Plans, ASearchForAWorkerReadsOnlyThisWorkersRows) {
    auto query = at_employer();
    query.person = domain::PersonKey{1};
    const auto periods = plans_of([&](Session& session) { must(session.search_periods(query, {})); });
    expect_no_scan(periods);
    expect_index(periods, "period_by_person (person=? AND employer=?");
    const auto declarations = plans_of([&](Session& session) { must(session.search_declarations(query, {})); });
    expect_no_scan(declarations);
    expect_index(declarations, "declaration_by_person (person=? AND employer=?");
}

TEST_F(Plans, ASearchForAPeriodReadsOnlyThisPeriodsRows) {
    auto query = at_employer();
    query.period = domain::PeriodId{1};
    const auto periods = plans_of([&](Session& session) { must(session.search_periods(query, {})); });
    expect_no_scan(periods);
    expect_index(periods, "INTEGER PRIMARY KEY (rowid=?)");
    const auto declarations = plans_of([&](Session& session) { must(session.search_declarations(query, {})); });
    expect_no_scan(declarations);
    expect_index(declarations, "declaration_by_period (period=?");
}

TEST_F(Plans, WhatADecisionLooksAtIsFoundThroughIndexes) {
    const auto day = make_date(2026, 1, 1);
    expect_no_scan(plans_of([&](Session& session) {
        must(session.employer(employer_number(1'001)));
        must(session.employer_of(enterprise_number(1'001)));
        must(session.enterprise_exists(enterprise_number(1'001)));
        must(session.person(a_person(1).ssin));
        must(session.person(domain::PersonKey{1}));
        must(session.persons_like("peeters", "noor", {1990, 5, 17}));
        must(session.mandates_to(enterprise_number(1'001)));
        must(session.mandates_from(enterprise_number(1'001)));
        must(session.career(domain::PersonKey{1}, {2025, 1}, {2026, 1}));
        must(session.period(domain::PeriodId{1}));
        must(session.periods(employer_number(1'001), domain::PersonKey{1}, day, day));
        must(session.registration(domain::RegistrationId{1}));
        must(session.registrations(domain::PeriodId{1}, day, day));
        must(session.quota_entries(domain::PersonKey{1}, day, day));
        must(session.employer_days({1, 2026}));
        must(session.declaration(domain::DeclarationId{1}));
        must(session.declarations_of(domain::PeriodId{1}));
        must(session.journal_entry(1));
        must(session.idempotency("client", {}));
        must(session.identification_case(domain::DeclarationId{1}));
        must(session.oauth_client("client"));
    }));
}

TEST_F(Plans, WhatADecisionWritesNeedsNoWalk) {
    expect_no_scan(plans_of([&](Session& session) {
        auto period = a_student_period(1, 1'001, 1, make_date(2026, 7, 1), {{1, 8}});
        must(session.put_period(period));
        period.cancelled = true;
        must(session.put_period(period));
        must(session.put_registration(a_registration(2, 1, make_date(2026, 7, 1))));
        must(session.put_declaration(a_full_declaration(1, 1'001, 1)));
        auto person = a_full_person(2);
        person.key = domain::PersonKey{2};
        must(session.put_person(person));
        must(session.put_person(person));
        must(session.next_number());
        must(session.use_assertion("client", "1", moment(1), moment(0)));
        must(session.add_employer_days({1, 2026}, 1));
    }));
}

TEST_F(Plans, PeriodsThatHaveEndedLongAgoAreNotReadAgain) {
    const auto day = make_date(2026, 1, 1);
    expect_index(plans_of([&](Session& session) {
                     must(session.periods(employer_number(1'001), domain::PersonKey{1}, day, day));
                 }),
                 "period_by_person (person=? AND employer=? AND end_day>?)");
    expect_index(plans_of([&](Session& session) { must(session.registrations(domain::PeriodId{1}, day, day)); }),
                 "registration_by_period (period=? AND end_day>?)");
}

}  // namespace

}  // namespace dimona::store::test
