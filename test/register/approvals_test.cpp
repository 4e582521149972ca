#include "register/approvals.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

const Instant asked_at = test::brussels(2026, 5, 4, 10, 0);

class Approvals : public ::testing::Test {
protected:
    Approval ask(const domain::Employer& at, std::string by) {
        const auto writer = must(world.store->write());
        auto asked = must(ask_approval(*writer, {.id = {},
                                                 .code = "client.key.added",
                                                 .subject = subject(*at.enterprise),
                                                 .about = subject_of("client", "c1"),
                                                 .details = {{"key", "PEM"}},
                                                 .reason = {},
                                                 .asked_by = std::move(by),
                                                 .by_enterprise = at.enterprise,
                                                 .asked_at = asked_at,
                                                 .expires = {}}));
        must(writer->commit());
        return asked;
    }
    Result<Approval> confirm(const Approval& asked, const std::string& by, Instant at) {
        const auto writer = must(world.store->write());
        auto confirmed = confirm_approval(*writer, asked.subject, asked.id, {by, asked.by_enterprise, at});
        if (confirmed) must(writer->commit());
        return confirmed;
    }
    Approval agree(const Approval& asked, const std::string& by, Instant at) {
        const auto writer = must(world.store->write());
        auto agreed = must(agree_as_first(*writer, asked.subject, asked.id, {by, std::nullopt, at}));
        must(writer->commit());
        return agreed;
    }
    std::vector<Approval> open(const domain::Employer& at, Instant now) {
        return must(open_approvals(*must(world.store->read()), subject(*at.enterprise), now));
    }
    std::vector<std::string> acts(const std::string& about) {
        std::vector<std::string> codes;
        for (const auto& recorded : must(acts_about(*must(world.store->read()), about, 0, 20)))
            codes.push_back(recorded.act.code + " by " + recorded.act.by);
        return codes;
    }

    World world;
    const domain::Employer& employer = world.employers[0];
    const domain::Employer& other = world.employers[1];
};

TEST_F(Approvals, AreConfirmedOnceByAnotherPerson) {
    const auto asked = ask(employer, "one@firm.example");
    ASSERT_EQ(open(employer, asked_at), std::vector{asked});
    EXPECT_EQ(asked["key"], "PEM");
    EXPECT_EQ(asked["nothing"], "");

    EXPECT_EQ(confirm(asked, "one@firm.example", asked_at).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(must(confirm(asked, "two@firm.example", asked_at)), asked);
    EXPECT_EQ(confirm(asked, "three@firm.example", asked_at).error().kind, ErrorKind::not_found);
    EXPECT_TRUE(open(employer, asked_at).empty());

    const std::vector<std::string> wanted = {"approval.confirmed by two@firm.example",
                                             "approval.asked by one@firm.example"};
    EXPECT_EQ(acts(subject(*employer.enterprise)), wanted);
    EXPECT_EQ(acts(subject_of("client", "c1")), wanted);
    EXPECT_EQ(acts(subject_of("approval", asked.id)), wanted);
}

TEST_F(Approvals, BelongToOneSubject) {
    const auto asked = ask(employer, "one@firm.example");
    EXPECT_TRUE(open(other, asked_at).empty());
    const auto writer = must(world.store->write());
    const auto elsewhere = confirm_approval(*writer, subject(*other.enterprise), asked.id,
                                            {"stranger@other.example", other.enterprise, asked_at});
    EXPECT_EQ(elsewhere.error().kind, ErrorKind::not_found);
}

TEST_F(Approvals, AreRefusedOrTakenBackWithAReason) {
    for (const char* by : {"two@firm.example", "one@firm.example"}) {
        const auto asked = ask(employer, "one@firm.example");
        const auto writer = must(world.store->write());
        must(refuse_approval(*writer, asked.subject, asked.id, {by, employer.enterprise, asked_at}, "not this key"));
        must(writer->commit());
        EXPECT_TRUE(open(employer, asked_at).empty());
        const auto newest = must(acts_about(*must(world.store->read()), subject_of("approval", asked.id), 0, 1));
        EXPECT_EQ(newest.at(0).act.code, "approval.refused");
        EXPECT_EQ(newest.at(0).act.reason, "not this key");
    }
}

TEST_F(Approvals, ExpireAndLeaveAnAct) {
    const auto asked = ask(employer, "one@firm.example");
    const auto end = asked_at + approval_lifetime;
    EXPECT_EQ(open(employer, end - std::chrono::milliseconds{1}).size(), 1u);
    EXPECT_TRUE(open(employer, end).empty());
    EXPECT_EQ(confirm(asked, "two@firm.example", end).error().kind, ErrorKind::not_found);

    const auto writer = must(world.store->write());
    EXPECT_EQ(must(expire_approvals(*writer, "enterprise/", end - std::chrono::milliseconds{1})), 0);
    EXPECT_EQ(must(expire_approvals(*writer, "desk/", end)), 0);
    EXPECT_EQ(must(expire_approvals(*writer, "enterprise/", end)), 1);
    EXPECT_EQ(must(expire_approvals(*writer, "enterprise/", end)), 0);
    must(writer->commit());
    EXPECT_EQ(acts(subject_of("approval", asked.id)).front(), "approval.expired by service");
}

TEST_F(Approvals, WhoeverAgreesFirstAsksTheSecond) {
    const auto asked = ask(employer, "service");
    const auto later = asked_at + std::chrono::hours{1};
    const auto agreed = agree(asked, "one@firm.example", later);
    EXPECT_EQ(open(employer, later), std::vector{agreed});
    EXPECT_EQ(agreed.expires, asked.expires);
    EXPECT_EQ(confirm(agreed, "one@firm.example", later).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(confirm(asked, "two@firm.example", later).error().kind, ErrorKind::not_found);
    must(confirm(agreed, "two@firm.example", later));
    EXPECT_EQ(acts(asked.about),
              (std::vector<std::string>{"approval.confirmed by two@firm.example", "approval.asked by one@firm.example",
                                        "approval.asked by service"}));
}

}  // namespace
}  // namespace dimona::registry
