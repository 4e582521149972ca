// What the program says of itself, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/support/command.hpp"
#include "store/support/folder.hpp"

namespace dimona::app {
namespace {

using test::run;
using testing::HasSubstr;

const std::vector<std::vector<std::string>> commands = {
    {},
    {"serve"},
    {"config"},
    {"config", "check"},
    {"rules"},
    {"rules", "list"},
    {"rules", "show"},
    {"verify"},
    {"rebuild"},
    {"backup"},
    {"export"},
    {"import"},
    {"simulate"},
    {"admin"},
    {"admin", "import"},
    {"admin", "employer"},
    {"admin", "employer", "list"},
    {"admin", "employer", "show"},
    {"admin", "employer", "history"},
    {"admin", "employer", "flows"},
    {"admin", "employer", "confirm"},
    {"admin", "employer", "add-public-body"},
    {"admin", "identify"},
    {"admin", "identify", "list"},
    {"admin", "identify", "match"},
    {"admin", "identify", "refuse"},
    {"admin", "client"},
    {"admin", "client", "list"},
    {"admin", "client", "add"},
    {"admin", "client", "revoke"},
    {"admin", "user"},
    {"admin", "user", "add"},
    {"admin", "user", "invite"},
    {"admin", "log"},
    {"limits"},
    {"version"},
};

// With DIMONA_UPDATE_GOLDEN=1 in the environment the file is written instead: read the difference before committing.
TEST(CommandLine, ExplainsEachCommandAsTheGoldenFileShows) {
    std::string help;
    for (auto words : commands) {
        help += "$ dimona";
        for (const auto& word : words) help += " " + word;
        words.emplace_back("--help");
        const auto printed = run(words);
        EXPECT_EQ(printed.code, 0);
        help += " --help\n" + printed.out + "\n";
    }
    const std::string file = DIMONA_SOURCE_DIR "/test/app/golden/help.txt";
    if (std::getenv("DIMONA_UPDATE_GOLDEN")) std::ofstream(file) << help;
    std::ostringstream golden;
    golden << std::ifstream(file).rdbuf();
    EXPECT_EQ(help, golden.str());
}

TEST(CommandLine, EndsWithTwoWhenItIsWrong) {
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"bogus"},
        {"serve", "--bogus"},
        {"serve", "--threads", "0"},
        {"serve", "--threads", "many"},
        {"serve", "--clock", "2026-05-04T10:00:00+02:00"},
        {"serve", "--tls-key", "key.pem"},
        {"serve", "--log-level", "loud"},
        {"rules"},
        {"rules", "show"},
        {"rules", "list", "--lang", "it"},
        {"backup"},
        {"admin", "import", "holidays", "file.csv"},
        {"admin", "identify", "match", "1"},
        {"admin", "client", "add", "vendor"},
        {"verify", "--store", "mysql://server/dimona"},
        {"serve", "--store", "server:5432"},
        {"simulate", "--periods", "0"},
        {"simulate", "--from", "2026-02-01", "--until", "2026-01-01"},
    };
    for (const auto& words : wrong) EXPECT_EQ(run(words).code, 2) << testing::PrintToString(words);
}

TEST(CommandLine, EndsWithOneAndARemedyWhenTheWorkFails) {
    const store::test::Folder folder;
    const auto nowhere = folder.file("nowhere");
    const std::vector<std::vector<std::string>> failing = {
        {"verify", "--data", nowhere},
        {"rebuild", "--check", "--data", nowhere},
        {"backup", folder.file("copy.sqlite"), "--data", nowhere},
        {"admin", "identify", "list", "--data", nowhere},
        {"admin", "client", "list", "--data", nowhere},
        {"admin", "log", "--data", nowhere},
        {"admin", "import", "persons", folder.file("missing.csv"), "--data", folder.path()},
        {"rules", "show", "99999-999"},
    };
    for (const auto& words : failing) {
        const auto printed = run(words);
        EXPECT_EQ(printed.code, 1) << testing::PrintToString(words);
        EXPECT_THAT(printed.err, testing::StartsWith("dimona: "));
        EXPECT_THAT(printed.err, HasSubstr("\n  ")) << "the remedy stands on a line of its own";
    }
}

TEST(CommandLine, ShowsARuleInEachLanguage) {
    for (const char* language : {"nl", "fr", "de", "en"}) {
        const auto printed = run({"rules", "show", "00910-459", "--lang", language});
        EXPECT_EQ(printed.code, 0);
        EXPECT_THAT(printed.out, testing::StartsWith("00910-459  "));
    }
    const auto card = boost::json::parse(run({"rules", "show", "00910-459", "--json"}).out);
    EXPECT_EQ(card.at("code"), "00910-459");
    EXPECT_EQ(card.at("label").as_object().size(), 4U);
}

TEST(CommandLine, ListsHistoricRulesOnRequestOnly) {
    const auto count = [](const std::vector<std::string>& words) {
        return boost::json::parse(run(words).out).as_array().size();
    };
    const auto current = count({"rules", "list", "--json"});
    EXPECT_GT(current, 100U);
    EXPECT_GT(count({"rules", "list", "--json", "--historic"}), current);
}

TEST(CommandLine, SaysWhatIsBounded) {
    const auto limits = boost::json::parse(run({"limits", "--json"}).out).as_object();
    EXPECT_EQ(limits.at("life of a token, s"), 600);
    EXPECT_GT(limits.size(), 10U);
}

}  // namespace
}  // namespace dimona::app
