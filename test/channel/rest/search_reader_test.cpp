#include "channel/rest/search_reader.hpp"

#include <gtest/gtest.h>

#include "support/contract.hpp"

namespace dimona::rest {
namespace {

using test::names_of;

ReadSearch read(std::string_view body, std::string_view schema = "DeclarationSearch") {
    return read_search(body, schema, test::schemas(), UnknownMembers::refused);
}

TEST(SearchReader, ReadsAllCriteriaOfDeclarations) {
    const auto search = read(R"({
        "employer": {"employerId": 170100169, "enterpriseNumber": "870010123"}, "worker": {"ssin": "85073003328"},
        "period": {"startDate": "2026-01-01", "endDate": "2026-01-01"}, "workerType": "STU", "jointCommissionNumber": "XXX",
        "late": true, "result": "W", "kind": "DailyRegistration", "periodId": 600000000156,
        "receivedFrom": "2026-05-04T10:00:00+02:00", "receivedUntil": "2026-05-04T08:00:01Z"})");
    ASSERT_EQ(names_of(search.issues), std::vector<std::string>{});
    const auto& [employer, enterprise, ssin, query] = search.criteria;
    EXPECT_EQ(employer->value(), 170'100'169);
    EXPECT_EQ(enterprise->to_text(), "0870010123");
    EXPECT_EQ(ssin->to_text(), "85073003328");
    EXPECT_EQ(query.first_day, make_date(2026, 1, 1));
    EXPECT_EQ(query.last_day, query.first_day);
    EXPECT_EQ(query.worker_type, domain::WorkerType::STU);
    EXPECT_EQ(query.joint_committee, domain::JointCommittee::other_xxx);
    EXPECT_EQ(query.late, true);
    EXPECT_EQ(query.result, domain::Verdict::accepted_with_warning);
    EXPECT_EQ(query.kind, domain::Kind::daily_registration);
    EXPECT_EQ(query.period->value(), 600'000'000'156);
    EXPECT_EQ(*query.received_until - *query.received_from, std::chrono::seconds{1});
    EXPECT_FALSE(query.open);
}

TEST(SearchReader, TurnsAStateIntoWhatTheFileHolds) {
    struct Case {
        std::string_view schema, state;
        std::optional<bool> open, cancelled;
    };
    const Case cases[] = {{"PeriodSearch", "OPEN", true, false},
                          {"PeriodSearch", "CLOSED", false, false},
                          {"PeriodSearch", "CANCELLED", std::nullopt, true},
                          {"RelationSearch", "OPEN", true, std::nullopt},
                          {"RelationSearch", "CLOSED", false, std::nullopt}};
    for (const auto& [schema, state, open, cancelled] : cases) {
        const auto search = read(R"({"status":")" + std::string(state) + R"("})", schema);
        EXPECT_EQ(names_of(search.issues), std::vector<std::string>{}) << schema << state;
        EXPECT_EQ(search.criteria.query.open, open) << schema << state;
        EXPECT_EQ(search.criteria.query.cancelled, cancelled) << schema << state;
    }
}

TEST(SearchReader, RefusesNumbersAndCodesThatAreNone) {
    struct Case {
        std::string_view schema, body;
        std::vector<std::string> names;
    };
    const Case cases[] = {
        {"DeclarationSearch", "[]", {""}},
        {"DeclarationSearch", R"({"employer":{}})", {"employer"}},
        {"DeclarationSearch", R"({"employer":{"employerId":170100168}})", {"employer.employerId"}},
        {"DeclarationSearch", R"({"employer":{"employerId":-1}})", {"employer.employerId"}},
        {"DeclarationSearch", R"({"employer":{"enterpriseNumber":"0870010124"}})", {"employer.enterpriseNumber"}},
        {"DeclarationSearch", R"({"worker":{"ssin":"85073003300"}})", {"worker.ssin"}},
        {"DeclarationSearch", R"({"worker":{}})", {"worker.ssin"}},
        {"DeclarationSearch",
         R"({"period":{"startDate":"2026-02-30","endDate":"x"}})",
         {"period.startDate", "period.endDate"}},
        {"DeclarationSearch", R"({"period":{"startDate":"2026-02-02","endDate":"2026-02-01"}})", {"period"}},
        {"DeclarationSearch",
         R"({"workerType":"QQQ","jointCommissionNumber":"999"})",
         {"workerType", "jointCommissionNumber"}},
        {"DeclarationSearch", R"({"receivedFrom":"2026-05-04T10:00:00"})", {"receivedFrom"}},
        {"DeclarationSearch", R"({"result":"A","result":"B"})", {"result"}},
        {"DeclarationSearch", R"({"status":"OPEN"})", {"status"}},
        {"PeriodSearch", R"({"result":"A","usingEnterpriseNumber":"1"})", {"result"}},
        {"PeriodSearch", R"({"usingEnterpriseNumber":"1"})", {"usingEnterpriseNumber"}},
        {"RelationSearch", R"({"status":"CANCELLED"})", {"status"}},
    };
    for (const auto& [schema, body, names] : cases) {
        const auto search = read(body, schema);
        EXPECT_EQ(names_of(search.issues), names) << body;
        for (const auto& issue : search.issues)
            if (issue.name.starts_with("worker.")) {
                EXPECT_FALSE(issue.value) << body;
            }
    }
}

}  // namespace
}  // namespace dimona::rest
