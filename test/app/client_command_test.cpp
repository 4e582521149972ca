// dimona admin client
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "access/keys.hpp"
#include "app/support/command.hpp"
#include "domain/identifier/identifiers.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using store::test::must;
using testing::HasSubstr;

class ClientCommand : public testing::Test {
protected:
    ClientCommand() {
        for (const char* name : {"first.pem", "second.pem"})
            std::ofstream(folder_.file(name))
                << must(access::write_public_key(must(access::make_key(access::Algorithm::ES256))));
    }
    test::Printed add(const std::string& key, std::vector<std::string> options = {}) {
        std::vector<std::string> words = {"admin",        "client",       "add",       "vendor", "--data",
                                          folder_.path(), "--enterprise", enterprise_, "--key",  folder_.file(key)};
        words.insert(words.end(), options.begin(), options.end());
        return test::run(words);
    }
    boost::json::object listed() {
        const auto printed = test::run({"admin", "client", "list", "--json", "--data", folder_.path()});
        return boost::json::parse(printed.out).as_array().at(0).as_object();
    }
    store::test::Folder folder_;
    std::string enterprise_ = domain::EnterpriseNumber::make(2'003).to_text();
};

TEST_F(ClientCommand, ChangesKeysWithoutAGap) {
    EXPECT_EQ(add("first.pem").code, 0);
    EXPECT_EQ(add("first.pem").code, 0);
    EXPECT_EQ(listed().at("publicKeys").as_array().size(), 1U) << "the same key once";
    EXPECT_EQ(add("second.pem").code, 0);
    EXPECT_EQ(listed().at("publicKeys").as_array().size(), 2U);
    EXPECT_EQ(add("second.pem", {"--only"}).code, 0);
    EXPECT_EQ(listed().at("publicKeys").as_array().size(), 1U);
}

TEST_F(ClientCommand, RevokesAtOnce) {
    add("first.pem");
    EXPECT_EQ(test::run({"admin", "client", "revoke", "vendor", "--data", folder_.path()}).code, 0);
    EXPECT_EQ(listed().at("active"), false);
    EXPECT_TRUE(listed().at("publicKeys").as_array().empty());
    EXPECT_EQ(test::run({"admin", "client", "revoke", "nobody", "--data", folder_.path()}).code, 1);
}

TEST_F(ClientCommand, GivesTheScopesThatExist) {
    const std::string consult = "scope:dimona:declaration:consult";
    EXPECT_EQ(add("first.pem", {"--scope", consult}).code, 0);
    EXPECT_EQ(listed().at("scopes"), boost::json::value({consult.c_str()}));
    EXPECT_EQ(add("first.pem", {"--scope", "scope:other"}).code, 2);
}

TEST_F(ClientCommand, RefusesWrongNumbersAndKeysAndAnotherEnterprise) {
    add("first.pem");
    std::ofstream(folder_.file("broken.pem")) << "no key";
    EXPECT_EQ(add("broken.pem").code, 1);
    EXPECT_EQ(add("missing.pem").code, 1);
    enterprise_ = domain::EnterpriseNumber::make(2'004).to_text();
    EXPECT_THAT(add("second.pem").err, HasSubstr("another enterprise"));
    enterprise_ = "0123456789";
    EXPECT_EQ(add("second.pem").code, 1);
    EXPECT_EQ(listed().at("publicKeys").as_array().size(), 1U);
}

}  // namespace
}  // namespace dimona::app
