#include "domain/declaration/reading.hpp"

#include <gtest/gtest.h>

namespace dimona::domain {
namespace {

TEST(Reading, TakesWhatCanBeReadAndLeavesTheRest) {
    DeclarationRequest request;
    request.start_date = "2026-02-30";
    request.end_date = "2026-03-01";
    request.start_hour = "2460";
    request.planned_hours = "1000";
    request.worker.emplace().ssin = "85073003329";
    request.employer.emplace().nsso_number = "000100006";
    request.features.emplace().worker_type = "oth";
    const auto declaration = read(request);
    EXPECT_FALSE(declaration.start_day);
    EXPECT_EQ(declaration.end_day, make_date(2026, 3, 1));
    EXPECT_FALSE(declaration.start_hour);
    EXPECT_FALSE(declaration.planned_hours);
    EXPECT_FALSE(declaration.ssin);
    EXPECT_EQ(declaration.nsso_number, EmployerNumber::make_definitive(1'000));
    EXPECT_FALSE(declaration.worker_type);
}

TEST(Reading, TakesTheLastDayOfAllAsRemovalInAnUpdateOnly) {
    DeclarationRequest request;
    request.end_date = "9999-12-31";
    EXPECT_FALSE(read(request).removes_end);
    EXPECT_FALSE(read(request).end_day);
    request.kind = Kind::update;
    EXPECT_TRUE(read(request).removes_end);
}

TEST(BirthDate, MayLackItsDayOrItsDayAndMonth) {
    EXPECT_EQ(parse_incomplete_date("1985-07-30"), (IncompleteDate{1985, 7, 30}));
    EXPECT_EQ(parse_incomplete_date("1985-07-00"), (IncompleteDate{1985, 7, 0}));
    EXPECT_EQ(parse_incomplete_date("1985-00-00"), (IncompleteDate{1985, 0, 0}));
    for (const auto* wrong : {"1985-00-12", "1985-13-00", "1985-02-30", "0000-00-00", "85-07-30", ""})
        EXPECT_FALSE(parse_incomplete_date(wrong)) << wrong;
    EXPECT_EQ(to_text(IncompleteDate{1985, 7, 0}), "1985-07-00");
}

TEST(Vocabulary, ReadsEveryCodeThatItWrites) {
    for (const auto type : {WorkerType::OTH, WorkerType::STU, WorkerType::T17, WorkerType::TRI})
        EXPECT_EQ(parse_worker_type(to_code(type)), type);
    for (const auto jc : {JointCommittee::horeca_302, JointCommittee::other_xxx})
        EXPECT_EQ(parse_joint_committee(to_code(jc)), jc);
    for (const auto channel : {Channel::voice, Channel::web_service, Channel::web_unsecured})
        EXPECT_EQ(parse_channel(to_code(channel)), channel);
    EXPECT_FALSE(parse_worker_type("ART"));
    EXPECT_FALSE(parse_joint_committee("304"));
    EXPECT_FALSE(is_secured(Channel::voice) || is_secured(Channel::web_unsecured));
}

}  // namespace
}  // namespace dimona::domain
