// dimona admin employer …
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/support/command.hpp"
#include "register/repertory.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using store::test::must;
using testing::HasSubstr;
using testing::Not;

class EmployerCommand : public testing::Test {
protected:
    EmployerCommand() {
        const auto csv = folder_.file("employers.csv");
        std::ofstream(csv) << "employerNumber,enterpriseNumber,name,categories,activeFrom,activeTo,subEntities,"
                              "blocksUnsecured,registersDaysHere\n"
                           << provisional_ << "," << enterprise_ << ",Jonge Zaak,ordinary,2026-01-01,,,no,no\n";
        EXPECT_EQ(test::run({"admin", "import", "employers", csv, "--data", data_}).code, 0);
    }
    test::Printed run(std::vector<std::string> words) {
        words.insert(words.begin(), {"admin", "employer"});
        words.insert(words.end(), {"--data", data_});
        return test::run(words);
    }

    store::test::Folder folder_;
    std::string data_ = folder_.file("data");
    const std::string provisional_ = std::to_string(domain::EmployerNumber::make_provisional(50'000'777).value());
    const std::string enterprise_ = domain::EnterpriseNumber::make(2'003).to_text();
};

TEST_F(EmployerCommand, ListsAndShows) {
    EXPECT_THAT(run({"list"}).out, HasSubstr(provisional_ + "  " + enterprise_ + "  Jonge Zaak  (ordinary)"));
    EXPECT_THAT(run({"list", "--provisional"}).out, HasSubstr("Jonge Zaak"));
    EXPECT_THAT(run({"list", "--after", provisional_}).out, HasSubstr("No employer is listed"));
    EXPECT_THAT(run({"list", "--json"}).out, HasSubstr("\"name\":\"Jonge Zaak\""));
    EXPECT_THAT(run({"show", provisional_}).out, HasSubstr("(provisional)"));
    EXPECT_THAT(run({"show", enterprise_}).out, HasSubstr("active        2026-01-01 to now"));
    EXPECT_EQ(run({"show", "123"}).code, 1);
    const auto unknown = run({"show", "0870010187"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_FALSE(unknown.err.empty());
}

TEST_F(EmployerCommand, ConfirmsAndTellsTheFlowAndTheHistory) {
    EXPECT_THAT(run({"flows"}).out, HasSubstr("No provisional number"));
    EXPECT_NE(run({"confirm", provisional_}).code, 0) << "somebody must answer for it";
    const auto confirmed = run({"confirm", provisional_, "--operator", "me", "--reason", "register completed"});
    ASSERT_EQ(confirmed.code, 0) << confirmed.err;
    ASSERT_THAT(confirmed.out, testing::StartsWith(provisional_ + " is now "));
    auto definitive = confirmed.out.substr(confirmed.out.rfind(' ') + 1);
    definitive.pop_back();
    EXPECT_TRUE(domain::EmployerNumber::parse_definitive(definitive)) << definitive;

    EXPECT_THAT(run({"flows"}).out, HasSubstr(provisional_ + " -> " + definitive));
    EXPECT_THAT(run({"flows", "--json"}).out, HasSubstr("\"provisional\":" + provisional_));
    EXPECT_THAT(run({"list", "--provisional"}).out, Not(HasSubstr("Jonge Zaak")));
    for (const auto& number : {provisional_, definitive}) {
        EXPECT_THAT(run({"show", number}).out, HasSubstr("before        " + provisional_));
        const auto history = run({"history", number}).out;
        EXPECT_THAT(history, HasSubstr("known before its history was kept"));
        EXPECT_THAT(history, HasSubstr("employer.numbered by me: register completed"));
    }
    EXPECT_THAT(run({"history", definitive, "--json"}).out, HasSubstr("\"act\""));
    const auto again = run({"confirm", provisional_, "--operator", "me", "--reason", "once more"});
    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, HasSubstr("became " + definitive + " before"));
    EXPECT_EQ(run({"confirm", "555", "--operator", "me", "--reason", "no number"}).code, 1);
    EXPECT_EQ(test::run({"verify", "--data", data_}).code, 0);
    EXPECT_EQ(test::run({"rebuild", "--check", "--data", data_}).code, 0);
}

TEST_F(EmployerCommand, EntersPublicBodies) {
    const auto add = [&](std::vector<std::string> more) {
        std::vector<std::string> words = {"add-public-body", "--from", "2026-01-01", "--operator", "me",
                                          "--reason",        "R1"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    };
    const auto town = add({"--name", "Gemeente Waterloop", "--enterprise",
                           domain::EnterpriseNumber::make(6'001).to_text(), "--ppl", "00000197"});
    EXPECT_EQ(town.code, 0) << town.err;
    EXPECT_THAT(run({"list"}).out, HasSubstr("Gemeente Waterloop  (public_body provincial_local)"));
    const auto ministry = add(
        {"--kind", "federal", "--name", "FOD Feestdagen", "--sub-entity", "0000000201", "--sub-entity", "0000000202"});
    EXPECT_EQ(ministry.code, 0) << ministry.err;
    EXPECT_THAT(ministry.out, HasSubstr("declares under 935467"));
    EXPECT_THAT(run({"show", "935467"}).out, HasSubstr("sub-entity    0000000202"));
    EXPECT_EQ(add({"--name", "Zonder nummer"}).code, 1);
    EXPECT_EQ(add({"--name", "Fout", "--enterprise", "0600000001"}).code, 1);
    EXPECT_NE(add({"--kind", "village", "--name", "Fout"}).code, 0);
}

}  // namespace
}  // namespace dimona::app
