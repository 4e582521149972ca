// Invitations, changes, transfers, departures, two persons: on a real store.
#include "access/people.hpp"

#include <gtest/gtest.h>

#include "access/one_time_code.hpp"
#include "access/sessions.hpp"
#include "register/enterprise_register.hpp"
#include "register/letters.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/must.hpp"

namespace dimona::access {
namespace {

using registry::Reader;
using registry::Writer;
using store::test::must;

const std::string base = "https://dimona.example";
const Instant start = *parse_instant("2026-05-04T10:00:00Z");
const std::set<Quality> as_employer = {Quality::employer};
const Grant looks{.rights = {Right::consult}, .qualities = as_employer};
const Grant co_manager{.role = Role::co_manager};

class Outbox final : public registry::Postman {
public:
    Status send(const registry::Letter& letter) override {
        letters.push_back(letter);
        return {};
    }
    std::vector<registry::Letter> letters;
};

class People : public testing::Test {
protected:
    People() {
        add("main@firm.example", {.role = Role::main_manager});
        add("co@firm.example", co_manager);
        add("helper@firm.example", {.role = Role::access_manager});
        add("group@firm.example",
            {.role = Role::group_manager, .rights = {Right::consult, Right::declare}, .qualities = as_employer});
        add("user@firm.example", looks);
        add("boss@firm.example", {.represents = true});
        add("stranger@other.example", {.role = Role::main_manager}, other);
    }
    template <class Work>
    auto write(Work work) -> decltype(work(std::declval<Writer&>())) {
        const auto writer = must(store->write());
        auto result = work(*writer);
        if (result) must(writer->commit());
        return result;
    }
    std::unique_ptr<Reader> read() { return must(store->read()); }
    void add(const std::string& login, const Grant& grant, std::optional<domain::EnterpriseNumber> at = std::nullopt) {
        must(write([&](Writer& writer) {
            return put_account(writer, {.login = login,
                                        .name = login,
                                        .enterprise = at.value_or(own),
                                        .grant = must(settled(grant)),
                                        .password_hash = "x",
                                        .code_secret = "y",
                                        .subject = {},
                                        .locked_until = std::nullopt});
        }));
    }
    Account known(const std::string& login) { return must(account(*read(), login)).value(); }
    [[nodiscard]] Actor as(const std::string& login) const { return {login, own, now}; }
    Invitation to(const std::string& login, const Grant& grant) {
        return {.id = {},
                .enterprise = own,
                .enterprise_name = "Bakkerij Morgen",
                .login = login,
                .name = "Noor",
                .grant = grant,
                .language = domain::Language::nl,
                .by = "main@firm.example"};
    }
    Result<Outcome> invite_as(const std::string& by, const std::string& login, const Grant& grant) {
        return write([&](Writer& writer) { return invite_person(writer, as(by), to(login, grant), base); });
    }
    Result<Outcome> change_as(const std::string& by, const std::string& login, const Grant& grant) {
        return write([&](Writer& writer) { return change_person(writer, as(by), login, grant); });
    }
    // The code in the newest letter to this address.
    std::string code_for(const std::string& login) {
        must(registry::deliver_letters(*store, lanes, outbox, now));
        for (auto letter = outbox.letters.rbegin(); letter != outbox.letters.rend(); ++letter) {
            if (letter->to != login) continue;
            const auto at = letter->text.find("/nl/invitation/");
            EXPECT_NE(at, std::string::npos) << letter->text;
            const auto begin = at + std::string("/nl/invitation/").size();
            return letter->text.substr(begin, letter->text.find('\n', begin) - begin);
        }
        return {};
    }
    std::optional<Invitation> found(const std::string& code) { return must(invitation_of_code(*read(), code, now)); }
    Result<Account> accept(Invitation invitation, bool chosen = true) {
        if (chosen) {
            invitation.password_hash = "argon";
            invitation.code_secret = make_code_secret();
        }
        return write([&](Writer& writer) { return accept_invitation(writer, invitation, 5, now); });
    }
    std::vector<std::string> acts(const std::string& about) {
        std::vector<std::string> codes;
        for (const auto& recorded : must(registry::acts_about(*read(), about, 0, 50)))
            codes.push_back(recorded.act.code + " by " + recorded.act.by);
        return codes;
    }
    std::vector<registry::Approval> waiting() {
        return must(registry::open_approvals(*read(), registry::subject(own), now));
    }
    Status confirm(const std::string& by, const std::string& id) {
        return write([&](Writer& writer) -> Status {
            const auto approval = DIMONA_TRY(confirm_for_enterprise(writer, as(by), id));
            EXPECT_TRUE(must(carry_out(writer, as(by), approval, base)));
            return {};
        });
    }

    std::unique_ptr<registry::Store> store = must(store::open_sqlite({.path = ":memory:"}));
    registry::Lanes lanes{*store, registry::LaneLimits{}};
    Outbox outbox;
    Instant now = start;
    const domain::EnterpriseNumber own = domain::EnterpriseNumber::make(1'001);
    const domain::EnterpriseNumber other = domain::EnterpriseNumber::make(1'002);
};

TEST_F(People, ComeInByALetterThatHoldsOnce) {
    EXPECT_EQ(must(invite_as("main@firm.example", "new@firm.example", looks)), Outcome::done);
    const auto code = code_for("new@firm.example");
    ASSERT_FALSE(code.empty());
    const auto invitation = found(code);
    ASSERT_TRUE(invitation);
    EXPECT_EQ(accept(*invitation, false).error().kind, ErrorKind::invalid);
    const auto joined = must(accept(*invitation));
    EXPECT_EQ(joined.grant, must(settled(looks)));
    EXPECT_EQ(joined.last_code_step, 5);
    EXPECT_EQ(known("new@firm.example").enterprise, own);
    EXPECT_FALSE(found(code));
    EXPECT_EQ(accept(*invitation).error().kind, ErrorKind::not_found);
    EXPECT_EQ(acts(subject_of_account("new@firm.example")),
              (std::vector<std::string>{"account.joined by new@firm.example", "account.invited by main@firm.example"}));
    // Only a digest is kept.
    for (const auto& drawer : {"invitation", "person", "account"})
        for (const auto& paper : must(read()->papers(drawer, "", "", 100))) {
            EXPECT_EQ(paper.text.find(code), std::string::npos);
            EXPECT_EQ(paper.name.find(code), std::string::npos);
        }
}

TEST_F(People, AreNotLetInByALinkThatIsWrongLateReplacedOrWithdrawn) {
    must(invite_as("main@firm.example", "new@firm.example", looks));
    const auto first = code_for("new@firm.example");
    for (auto wrong :
         {std::string(), std::string("x"), own.to_text() + "-", first + "A", other.to_text() + first.substr(10)})
        EXPECT_FALSE(found(wrong)) << wrong;
    now = start + invitation_lifetime;
    EXPECT_FALSE(found(first));
    now = start + invitation_lifetime - std::chrono::milliseconds{1};
    EXPECT_TRUE(found(first));

    must(invite_as("main@firm.example", "new@firm.example", looks));
    EXPECT_FALSE(found(first)) << "a newer invitation replaces the earlier one";
    const auto second = found(code_for("new@firm.example"));
    ASSERT_TRUE(second);
    must(write([&](Writer& writer) { return withdraw_invitation(writer, *second, "main@firm.example", now); }));
    EXPECT_TRUE(must(invitations_of(*read(), own, now)).empty());
    EXPECT_EQ(accept(*second).error().kind, ErrorKind::not_found);
}

TEST_F(People, AreInvitedUnderAnAddressThatIsFree) {
    EXPECT_EQ(invite_as("main@firm.example", "user@firm.example", looks).error().kind, ErrorKind::conflict);
    // Whoever invites is not told that the address has an account elsewhere; its owner is.
    must(invite_as("main@firm.example", "stranger@other.example", looks));
    EXPECT_EQ(accept(*found(code_for("stranger@other.example"))).error().kind, ErrorKind::conflict);
    EXPECT_EQ(known("stranger@other.example").enterprise, other);
}

TEST_F(People, GiveAndChangeDownwardsOnly) {
    EXPECT_EQ(invite_as("user@firm.example", "x@firm.example", looks).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(invite_as("boss@firm.example", "x@firm.example", looks).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(invite_as("co@firm.example", "x@firm.example", co_manager).error().kind, ErrorKind::forbidden);
    EXPECT_TRUE(invite_as("main@firm.example", "x@firm.example", co_manager));
    EXPECT_EQ(change_as("helper@firm.example", "co@firm.example", looks).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(change_as("co@firm.example", "main@firm.example", looks).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(
        change_as("group@firm.example", "user@firm.example", {.rights = {Right::identify}, .qualities = as_employer})
            .error()
            .kind,
        ErrorKind::forbidden);
    EXPECT_TRUE(
        change_as("group@firm.example", "user@firm.example", {.rights = {Right::declare}, .qualities = as_employer}));
    EXPECT_TRUE(may(known("user@firm.example").grant, Right::declare));
    EXPECT_EQ(acts(subject_of_account("user@firm.example")),
              std::vector<std::string>{"account.changed by group@firm.example"});
}

TEST_F(People, NeverChangeThemselves) {
    for (const char* login : {"main@firm.example", "co@firm.example", "helper@firm.example", "group@firm.example"})
        EXPECT_EQ(change_as(login, login, looks).error().kind, ErrorKind::forbidden) << login;
    EXPECT_EQ(change_as("user@firm.example", "user@firm.example", co_manager).error().kind, ErrorKind::forbidden);
}

TEST_F(People, OfAnotherEnterpriseAreNotThere) {
    EXPECT_EQ(change_as("main@firm.example", "stranger@other.example", looks).error().kind, ErrorKind::not_found);
    EXPECT_EQ(change_as("main@firm.example", "nobody@firm.example", looks).error().kind, ErrorKind::not_found);
    EXPECT_EQ(write([&](Writer& writer) {
                  return remove_person(writer, as("main@firm.example"), "stranger@other.example", "");
              })
                  .error()
                  .kind,
              ErrorKind::not_found);
    EXPECT_EQ(
        write([&](Writer& writer) { return ask_transfer(writer, as("main@firm.example"), "stranger@other.example"); })
            .error()
            .kind,
        ErrorKind::not_found);
    // An account of elsewhere that claims to act here.
    EXPECT_EQ(change_as("stranger@other.example", "user@firm.example", looks).error().kind, ErrorKind::forbidden);
}

TEST_F(People, LeaveAndTheirSessionsEndAtOnce) {
    class Still final : public Clock {
    public:
        [[nodiscard]] Instant now() const override { return start; }
    } clock;
    Sessions sessions(*store, lanes, clock);
    const auto begun = must(sessions.begin_for_newcomer(known("user@firm.example"), {}));
    ASSERT_TRUE(must(sessions.find(begun.token)));
    must(write([&](Writer& writer) {
        return remove_person(writer, as("helper@firm.example"), "user@firm.example", "left the firm");
    }));
    EXPECT_FALSE(must(sessions.find(begun.token)));
    EXPECT_FALSE(known("user@firm.example").active);
    // Neither does the session come back with the account.
    auto back = known("user@firm.example");
    back.active = true;
    must(write([&](Writer& writer) { return put_account(writer, back); }));
    EXPECT_FALSE(must(sessions.find(begun.token)));
    const auto newest = must(registry::acts_about(*read(), subject_of_account("user@firm.example"), 0, 1)).at(0).act;
    EXPECT_EQ(newest.code, "account.removed");
    EXPECT_EQ(newest.reason, "left the firm");

    must(write([&](Writer& writer) { return leave(writer, as("helper@firm.example")); }));
    EXPECT_FALSE(known("helper@firm.example").active);
    EXPECT_EQ(change_as("helper@firm.example", "group@firm.example", looks).error().kind, ErrorKind::forbidden);
    // Who has left may be invited again.
    must(invite_as("main@firm.example", "helper@firm.example", looks));
    must(accept(*found(code_for("helper@firm.example"))));
    EXPECT_EQ(known("helper@firm.example").grant.role, Role::user);
}

TEST_F(People, DoNotLeaveAnEnterpriseWithoutItsMainManager) {
    EXPECT_EQ(write([&](Writer& writer) { return leave(writer, as("main@firm.example")); }).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(
        write([&](Writer& writer) { return remove_person(writer, as("co@firm.example"), "main@firm.example", ""); })
            .error()
            .kind,
        ErrorKind::forbidden);
}

TEST_F(People, HandTheMainRoleOverWhenTheOtherAccepts) {
    const auto ask = [&](const std::string& by, const std::string& whom) {
        return write([&](Writer& writer) { return ask_transfer(writer, as(by), whom); });
    };
    const auto accept_as = [&](const std::string& by) {
        return write([&](Writer& writer) { return accept_transfer(writer, as(by)); });
    };
    EXPECT_EQ(ask("co@firm.example", "user@firm.example").error().kind, ErrorKind::forbidden);
    EXPECT_EQ(ask("main@firm.example", "main@firm.example").error().kind, ErrorKind::conflict);
    must(ask("main@firm.example", "user@firm.example"));
    EXPECT_EQ(accept_as("co@firm.example").error().kind, ErrorKind::not_found);
    EXPECT_EQ(known("main@firm.example").grant.role, Role::main_manager) << "not before the other accepts";
    must(accept_as("user@firm.example"));
    EXPECT_EQ(known("user@firm.example").grant.role, Role::main_manager);
    EXPECT_EQ(known("main@firm.example").grant.role, Role::co_manager);
    EXPECT_EQ(accept_as("user@firm.example").error().kind, ErrorKind::not_found);
    must(write([&](Writer& writer) { return leave(writer, as("main@firm.example")); }));

    // Declined, and too late.
    must(ask("user@firm.example", "helper@firm.example"));
    must(write([&](Writer& writer) { return end_transfer(writer, as("helper@firm.example")); }));
    EXPECT_EQ(accept_as("helper@firm.example").error().kind, ErrorKind::not_found);
    must(ask("user@firm.example", "helper@firm.example"));
    now += std::chrono::days{7};
    EXPECT_EQ(accept_as("helper@firm.example").error().kind, ErrorKind::not_found);
}

TEST_F(People, AreNamedMainManagerByALegalRepresentative) {
    const auto name = [&](const std::string& by, const std::string& whom) {
        return write([&](Writer& writer) { return name_main_manager(writer, as(by), whom); });
    };
    EXPECT_EQ(name("co@firm.example", "co@firm.example").error().kind, ErrorKind::forbidden);
    must(name("boss@firm.example", "user@firm.example"));
    EXPECT_EQ(known("user@firm.example").grant.role, Role::main_manager);
    EXPECT_EQ(known("main@firm.example").grant.role, Role::co_manager);
    must(name("boss@firm.example", "boss@firm.example"));
    EXPECT_TRUE(known("boss@firm.example").grant.represents);
    EXPECT_EQ(known("boss@firm.example").grant.role, Role::main_manager);
    EXPECT_EQ(known("user@firm.example").grant.role, Role::co_manager);

    // Somebody new, who accepts first.
    must(write([&](Writer& writer) {
        return invite_main_manager(writer, as("boss@firm.example"), to("new@firm.example", {}), base);
    }));
    EXPECT_EQ(known("boss@firm.example").grant.role, Role::main_manager);
    must(accept(*found(code_for("new@firm.example"))));
    EXPECT_EQ(known("new@firm.example").grant.role, Role::main_manager);
    EXPECT_EQ(known("boss@firm.example").grant.role, Role::co_manager);
    EXPECT_EQ(must(main_manager_of(*read(), own))->login, "new@firm.example");
}

TEST_F(People, OfWhomTwoAreWantedForSensitiveChanges) {
    const auto choose = [&](const std::string& by, bool wanted) {
        return write([&](Writer& writer) { return choose_second_person(writer, as(by), wanted); });
    };
    EXPECT_EQ(choose("user@firm.example", true).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(must(choose("main@firm.example", true)), Outcome::done);
    EXPECT_EQ(must(invite_as("main@firm.example", "user2@firm.example", looks)), Outcome::done) << "not sensitive";
    EXPECT_EQ(must(invite_as("main@firm.example", "new@firm.example", co_manager)), Outcome::waits);
    EXPECT_EQ(code_for("new@firm.example"), "") << "nothing is sent before it is confirmed";

    const auto asked = waiting().at(0);
    EXPECT_EQ(confirm("main@firm.example", asked.id).error().kind, ErrorKind::forbidden);
    for (const char* login : {"user@firm.example", "group@firm.example", "stranger@other.example"})
        EXPECT_EQ(confirm(login, asked.id).error().kind, ErrorKind::forbidden) << login;
    must(confirm("boss@firm.example", asked.id));
    EXPECT_TRUE(found(code_for("new@firm.example")));

    EXPECT_EQ(must(change_as("main@firm.example", "user@firm.example", {.role = Role::access_manager})),
              Outcome::waits);
    EXPECT_EQ(known("user@firm.example").grant.role, Role::user);
    must(confirm("co@firm.example", waiting().at(0).id));
    EXPECT_EQ(known("user@firm.example").grant.role, Role::access_manager);
    const auto act = must(registry::acts_about(*read(), subject_of_account("user@firm.example"), 0, 1)).at(0).act;
    EXPECT_EQ(act.by, "main@firm.example");
    EXPECT_NE(std::find(act.details.begin(), act.details.end(), registry::ActDetail{"confirmedBy", "co@firm.example"}),
              act.details.end());

    // It can't be ended alone either.
    EXPECT_EQ(must(choose("main@firm.example", false)), Outcome::waits);
    EXPECT_TRUE(must(wants_second_person(*read(), own)));
    must(confirm("helper@firm.example", waiting().at(0).id));
    EXPECT_FALSE(must(wants_second_person(*read(), own)));
    EXPECT_FALSE(must(wants_second_person(*read(), other)));
}

TEST_F(People, WhoStandAloneCanNotWantASecondPerson) {
    const auto chosen = write(
        [&](Writer& writer) { return choose_second_person(writer, {"stranger@other.example", other, now}, true); });
    EXPECT_EQ(chosen.error().kind, ErrorKind::conflict);
}

// --- the first way in

class FirstAccess : public People {
protected:
    Result<AccessRequest> request(domain::EnterpriseNumber enterprise, const std::string& typed) {
        return write([&](Writer& writer) {
            return request_access(writer, {base, now}, enterprise, "Noor Maes", typed, domain::Language::nl);
        });
    }
    void enter(const std::string& email) {
        must(write([&](Writer& writer) {
            return registry::put_enterprise_record(
                writer, {.number = unmanaged, .names = {{domain::Language::nl, "Nieuw BV"}}, .email = email});
        }));
    }
    const domain::EnterpriseNumber unmanaged = domain::EnterpriseNumber::make(1'003);
};

TEST_F(FirstAccess, GoesToTheAddressOfTheRegisterNeverToTheOneThatWasTyped) {
    enter("Info@Nieuw.example");
    EXPECT_EQ(must(request(unmanaged, "visitor@evil.example")), AccessRequest::invited);
    EXPECT_EQ(must(request(unmanaged, "visitor@evil.example")), AccessRequest::waiting);
    const auto code = code_for("info@nieuw.example");
    ASSERT_EQ(outbox.letters.size(), 1u);
    EXPECT_NE(outbox.letters[0].text.find("Nieuw BV"), std::string::npos);
    const auto joined = must(accept(*found(code)));
    EXPECT_TRUE(joined.grant.represents);
    EXPECT_FALSE(may(joined.grant, Right::consult));
    EXPECT_EQ(must(request(own, "visitor@evil.example")), AccessRequest::managed);
}

TEST_F(FirstAccess, IsDecidedAtTheDeskWhenTheRegisterKnowsNoAddress) {
    for (int record = 0; record < 2; ++record) {
        if (record == 1) enter("");
        EXPECT_EQ(must(request(unmanaged, "visitor@firm.example")), AccessRequest::asked);
    }
    EXPECT_EQ(code_for("visitor@firm.example"), "");
    const auto open = must(registry::open_approvals(*read(), registry::desk_approvals, now));
    ASSERT_EQ(open.size(), 1u) << "asked twice is asked once";
    EXPECT_EQ(open[0].code, access_requested);
    must(write([&](Writer& writer) -> Status {
        const auto confirmed = DIMONA_TRY(registry::confirm_approval(writer, registry::desk_approvals, open[0].id,
                                                                     {"staff@authority.example", std::nullopt, now}));
        DIMONA_TRY(grant_access(writer, {base, now}, confirmed, "staff@authority.example"));
        return {};
    }));
    EXPECT_TRUE(found(code_for("visitor@firm.example"))->grant.represents);
}

TEST_F(FirstAccess, OfARepresentativeWhoHasAnAccountAddsToIt) {
    must(write([&](Writer& writer) -> Status {
        DIMONA_TRY(invite_also_known(writer, to("user@firm.example", {.represents = true}), {base, now}));
        return {};
    }));
    const auto before = known("user@firm.example");
    const auto after = must(accept(*found(code_for("user@firm.example")), false));
    EXPECT_TRUE(after.grant.represents);
    EXPECT_EQ(after.grant.rights, before.grant.rights);
    EXPECT_EQ(after.password_hash, before.password_hash);
}

}  // namespace
}  // namespace dimona::access
