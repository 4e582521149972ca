// dimona admin user
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/people.hpp"
#include "app/support/command.hpp"
#include "register/letters.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using access::Right;
using access::Role;
using store::test::must;
using testing::HasSubstr;

class UserCommand : public testing::Test {
protected:
    test::Printed add(const std::string& login, std::vector<std::string> options) {
        return run("add", login, std::move(options));
    }
    test::Printed run(const std::string& command, const std::string& login, std::vector<std::string> options = {}) {
        std::vector<std::string> words = {"admin", "user", command, "--data", folder_.path(), "--login", login};
        if (command == "add" || command == "invite")
            words.insert(words.end(), {"--name", "Noor", "--enterprise", enterprise_.to_text()});
        words.insert(words.end(), options.begin(), options.end());
        return test::run(words);
    }
    access::Grant grant_of(const std::string& login) {
        const auto store = must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}));
        return must(access::account(*must(store->read()), login)).value().grant;
    }
    store::test::Folder folder_;
    const domain::EnterpriseNumber enterprise_ = domain::EnterpriseNumber::make(2'003);
};

TEST_F(UserCommand, GivesRolesAndRights) {
    EXPECT_EQ(add("a@firm.example", {}).code, 0);
    EXPECT_EQ(grant_of("a@firm.example").rights, (std::set{Right::consult, Right::declare}));
    EXPECT_EQ(add("b@firm.example", {"--role", "reader"}).code, 0);
    EXPECT_EQ(grant_of("b@firm.example").rights, std::set{Right::consult});
    EXPECT_EQ(add("c@firm.example", {"--role", "manager", "--represents"}).code, 0);
    EXPECT_EQ(grant_of("c@firm.example").role, Role::access_manager);
    EXPECT_TRUE(grant_of("c@firm.example").represents);
    EXPECT_EQ(add("d@firm.example", {"--role", "group-manager", "--right", "declare", "--group", "employer"}).code, 0);
    EXPECT_EQ(grant_of("d@firm.example").qualities, std::set{access::Quality::employer});
    EXPECT_EQ(add("e@firm.example", {"--role", "user", "--right", "mandate", "identify"}).code, 0);
    EXPECT_EQ(grant_of("e@firm.example").rights, (std::set{Right::mandate, Right::identify}));
    EXPECT_EQ(add("f@firm.example", {"--role", "representative"}).code, 0);
    EXPECT_THAT(test::run({"admin", "user", "list", "--data", folder_.path()}).out,
                HasSubstr("e@firm.example  user mandate identify  enterprise"));
}

TEST_F(UserCommand, RefusesWhatMakesNoSense) {
    EXPECT_EQ(add("a@firm.example", {"--role", "user"}).code, 1);
    EXPECT_EQ(add("a@firm.example", {"--role", "group-manager", "--right", "declare"}).code, 1);
    EXPECT_EQ(add("a@firm.example", {"--role", "emperor"}).code, 2);
    EXPECT_EQ(add("a@firm.example", {"--right", "operate"}).code, 2);
    EXPECT_EQ(add("nobody", {}).code, 1);
}

TEST_F(UserCommand, KeepsOneMainManager) {
    EXPECT_EQ(add("a@firm.example", {"--role", "main-manager"}).code, 0);
    EXPECT_THAT(add("b@firm.example", {"--role", "main-manager"}).err, HasSubstr("a main manager already"));
    EXPECT_EQ(run("lock", "a@firm.example").code, 0);
    EXPECT_EQ(add("b@firm.example", {"--role", "main-manager"}).code, 0);
    EXPECT_EQ(run("unlock", "a@firm.example").code, 1);
}

TEST_F(UserCommand, LeavesActs) {
    EXPECT_EQ(add("a@firm.example", {}).code, 0);
    EXPECT_EQ(add("a@firm.example", {"--role", "reader"}).code, 0);
    EXPECT_EQ(run("lock", "a@firm.example").code, 0);
    const auto store = must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}));
    std::vector<std::string> codes;
    for (const auto& recorded :
         must(registry::acts_about(*must(store->read()), access::subject_of_account("a@firm.example"), 0, 10))) {
        codes.push_back(recorded.act.code);
        EXPECT_EQ(recorded.act.by, "operator");
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"account.locked", "account.changed", "account.joined"}));
}

TEST_F(UserCommand, InvitesInsteadOfHandingOutPasswords) {
    EXPECT_EQ(add("a@firm.example", {}).code, 0);  // makes the store
    const auto invited =
        run("invite", "boss@firm.example", {"--role", "representative", "--base-url", "https://dimona.example"});
    EXPECT_EQ(invited.code, 0) << invited.err;
    EXPECT_EQ(run("invite", "x@firm.example", {"--role", "authority", "--base-url", "https://dimona.example"}).code, 1);
    const auto store = must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}));
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto open = must(access::invitations_of(*must(store->read()), enterprise_, now));
    ASSERT_EQ(open.size(), 1u);
    EXPECT_TRUE(open[0].grant.represents);
    EXPECT_EQ(open[0].login, "boss@firm.example");
}

}  // namespace
}  // namespace dimona::app
