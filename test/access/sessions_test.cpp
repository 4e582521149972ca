// Signing in: two steps, how long a session lasts, and what stops those who guess.
#include <gtest/gtest.h>

#include "access/one_time_code.hpp"
#include "access/sessions.hpp"
#include "access/support/authority.hpp"

namespace dimona::access {
namespace {

using namespace test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* login = "me@firm.example";
constexpr const char* password = "a long enough password";

class SignIn : public testing::Test {
protected:
    SignIn()
        : store_(must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}))),
          lanes_(*store_, registry::LaneLimits{}),
          sessions_(*store_, lanes_, clock_) {
        Account account;
        account.login = login;
        account.name = "Me";
        account.password_hash = must(hash_password(password));
        account.code_secret = secret_;
        account.subject = "https://provider.example somebody";
        const auto writer = must(store_->write());
        must(put_account(*writer, account));
        must(writer->commit());
    }

    [[nodiscard]] std::string code() const { return *code_at(secret_, code_step(clock_.now())); }
    [[nodiscard]] Sessions::Begun first_step(const std::string& typed = password) {
        return must(sessions_.begin(login, typed, {"a browser", "192.0.2.1"}));
    }
    // Both steps; each code holds once, so time goes on.
    [[nodiscard]] Sessions::Begun signs_in() {
        clock_.advance(seconds{90});
        return must(sessions_.confirm(first_step().session, code()));
    }
    [[nodiscard]] bool lasts(const std::string& token) { return must(sessions_.find(token)).has_value(); }

    store::test::Folder folder_;
    SetClock clock_;
    std::string secret_ = make_code_secret();
    std::unique_ptr<registry::Store> store_;
    registry::Lanes lanes_;
    Sessions sessions_;
};

TEST_F(SignIn, TakesAPasswordAndThenACode) {
    const auto half = first_step();
    ASSERT_FALSE(half.problem);
    EXPECT_TRUE(must(sessions_.find(half.token))->session.needs_code);
    const auto whole = must(sessions_.confirm(half.session, code()));
    ASSERT_FALSE(whole.problem);
    EXPECT_FALSE(must(sessions_.find(whole.token))->session.needs_code);
}

TEST_F(SignIn, GivesANewTokenWithTheSecondStep) {
    const auto half = first_step();
    const auto whole = must(sessions_.confirm(half.session, code()));
    EXPECT_NE(whole.token, half.token);
    EXPECT_NE(whole.session.form_token, half.session.form_token);
    EXPECT_FALSE(lasts(half.token));
}

TEST_F(SignIn, TakesACodeOnlyOnce) {
    const auto seen = code();
    EXPECT_FALSE(must(sessions_.confirm(first_step().session, seen)).problem);
    EXPECT_EQ(must(sessions_.confirm(first_step().session, seen)).problem, SignInProblem::wrong);
}

TEST_F(SignIn, ProvesForAFewMinutesWhoItIs) {
    auto session = signs_in().session;
    EXPECT_TRUE(sessions_.was_proved_lately(session));
    clock_.advance(minutes{5});
    EXPECT_FALSE(sessions_.was_proved_lately(session));
    EXPECT_EQ(must(sessions_.prove(session, "wrong")).problem, SignInProblem::wrong);
    session = must(sessions_.prove(session, password)).session;
    EXPECT_TRUE(sessions_.was_proved_lately(session));
    clock_.advance(minutes{5});
    const auto typed = code();
    session = must(sessions_.prove(session, typed)).session;
    EXPECT_TRUE(sessions_.was_proved_lately(session));
    EXPECT_EQ(must(sessions_.prove(session, typed)).problem, SignInProblem::wrong) << "a code holds once";
}

TEST_F(SignIn, EndsWithTheSessionOfWhoGuessesAtTheProof) {
    const auto begun = signs_in();
    for (int guess = 1; guess < sessions_.limits().failures_max; ++guess)
        EXPECT_EQ(must(sessions_.prove(begun.session, "guess")).problem, SignInProblem::wrong);
    EXPECT_EQ(must(sessions_.prove(begun.session, "guess")).problem, SignInProblem::locked);
    EXPECT_FALSE(lasts(begun.token));
    EXPECT_EQ(must(sessions_.prove(begun.session, password)).problem, SignInProblem::locked);
}

TEST_F(SignIn, SaysTheSameOfAWrongPasswordAndOfAnUnknownAccount) {
    EXPECT_EQ(first_step("wrong").problem, SignInProblem::wrong);
    EXPECT_EQ(must(sessions_.begin("nobody@firm.example", password, {})).problem, SignInProblem::wrong);
}

TEST_F(SignIn, LocksTheAccountAfterFiveFailuresForAQuarterOfAnHour) {
    for (int failure = 1; failure <= 4; ++failure) EXPECT_EQ(first_step("wrong").problem, SignInProblem::wrong);
    EXPECT_EQ(first_step("wrong").problem, SignInProblem::locked);
    EXPECT_EQ(first_step().problem, SignInProblem::locked) << "also with the right password";
    clock_.advance(minutes{15});
    EXPECT_FALSE(first_step().problem);
}

TEST_F(SignIn, CountsWrongCodesToo) {
    const auto half = first_step();
    for (int failure = 1; failure <= 4; ++failure)
        EXPECT_EQ(must(sessions_.confirm(half.session, "not a code")).problem, SignInProblem::wrong);
    EXPECT_EQ(must(sessions_.confirm(half.session, "not a code")).problem, SignInProblem::locked);
    EXPECT_FALSE(lasts(half.token));
}

TEST_F(SignIn, ForgetsFailuresWhenSomebodyGetsIn) {
    for (int failure = 1; failure <= 4; ++failure) EXPECT_EQ(first_step("wrong").problem, SignInProblem::wrong);
    EXPECT_FALSE(signs_in().problem);
    for (int failure = 1; failure <= 4; ++failure) EXPECT_EQ(first_step("wrong").problem, SignInProblem::wrong);
}

TEST_F(SignIn, WaitsTenMinutesForTheCode) {
    const auto half = first_step();
    clock_.advance(minutes{9});
    EXPECT_TRUE(lasts(half.token));
    clock_.advance(minutes{1});
    EXPECT_FALSE(lasts(half.token));
}

TEST_F(SignIn, EndsWhenNobodyComesBackForHalfAnHour) {
    const auto begun = signs_in();
    for (int visit = 0; visit < 3; ++visit) {
        clock_.advance(minutes{29});
        EXPECT_TRUE(lasts(begun.token)) << "each visit counts anew";
    }
    clock_.advance(minutes{30});
    EXPECT_FALSE(lasts(begun.token));
}

TEST_F(SignIn, EndsAfterTwelveHoursHoweverBusySomebodyIs) {
    const auto begun = signs_in();
    for (int visit = 0; visit < 12 * 3 - 1; ++visit) {
        clock_.advance(minutes{20});
        ASSERT_TRUE(lasts(begun.token)) << visit;
    }
    clock_.advance(minutes{20});
    EXPECT_FALSE(lasts(begun.token));
}

TEST_F(SignIn, EndsEverywhereElseAtOnce) {
    const auto here = signs_in(), there = signs_in();
    EXPECT_EQ(must(sessions_.sessions_of(login)).size(), 2U);
    EXPECT_EQ(must(sessions_.end_others(login, here.session.id)), 1);
    EXPECT_TRUE(lasts(here.token));
    EXPECT_FALSE(lasts(there.token));
}

TEST_F(SignIn, ThatWasEndedDoesNotComeBackByWhatIsStillUnderWay) {
    const auto here = signs_in(), there = signs_in();
    auto under_way = must(sessions_.find(there.token))->session;
    must(sessions_.end_others(login, here.session.id));
    under_way.notice = "done";
    must(sessions_.keep(under_way));
    EXPECT_FALSE(lasts(there.token));
}

TEST_F(SignIn, EndsWhenTheAccountMayNotSignInAnyMore) {
    const auto begun = signs_in();
    must(sessions_.change(login, [](Account& account) { account.active = false; }));
    EXPECT_FALSE(lasts(begun.token));
    EXPECT_EQ(first_step().problem, SignInProblem::wrong);
}

TEST_F(SignIn, NeedsNoCodeOfOursFromSomebodyWhomAProviderIdentified) {
    const auto begun = must(sessions_.begin_for_subject("https://provider.example somebody", {}));
    ASSERT_FALSE(begun.problem);
    EXPECT_FALSE(must(sessions_.find(begun.token))->session.needs_code);
    EXPECT_EQ(must(sessions_.begin_for_subject("https://provider.example else", {})).problem, SignInProblem::wrong);
}

TEST_F(SignIn, FindsNobodyByATokenThatWasNotGivenOut) {
    const auto begun = signs_in();
    auto changed = begun.token;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    for (const auto& token : {changed, std::string(), std::string("x"), begun.session.id, begun.token + "x"})
        EXPECT_FALSE(lasts(token)) << token;
}

}  // namespace
}  // namespace dimona::access
