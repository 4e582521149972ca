#include "app/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "app/serve_options.hpp"
#include "app/support/command.hpp"
#include "store/support/folder.hpp"

namespace dimona::app {
namespace {

using testing::HasSubstr;

// A variable of the environment for one test.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

class Settings : public testing::Test {
protected:
    // What the service would run with, given this file and these words.
    Result<ServeOptions> options(const std::string& toml, std::vector<std::string> words = {}) {
        const auto file = folder_.file("dimona.toml");
        std::ofstream(file) << toml;
        CLI::App command("", "serve");
        ServeOptions options;
        std::string config_file;
        add_serve_options(command, options, config_file);
        std::reverse(words.begin(), words.end());  // as the library wants them
        command.parse(words);
        DIMONA_TRY_VOID(complete_options(command, options, file));
        return options;
    }
    store::test::Folder folder_;
};

TEST_F(Settings, OfTheCommandLineWinOverTheEnvironmentAndThoseOverTheFile) {
    const std::string file = "[serve]\nthreads = 3\nbatch-max = 30\nlisten = \"127.0.0.1:3\"\n";
    const Variable threads("DIMONA_THREADS", "4"), batch("DIMONA_BATCH_MAX", "40");
    const auto chosen = options(file, {"--threads", "5"});
    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_EQ(chosen->threads, 5);
    EXPECT_EQ(chosen->batch_max, 40);
    EXPECT_EQ(chosen->listen, "127.0.0.1:3");
    EXPECT_EQ(chosen->queue_max, ServeOptions{}.queue_max) << "nobody said anything";
}

TEST_F(Settings, MayBeTextsNumbersTruthsAndLists) {
    const auto chosen = options(
        "# a comment\n[serve]\ndemo = true\ntolerate-unknown-members = false\nlog-level = \"warning\"\n"
        "token-audience = [\"https://a.example\", \"b\"]\nbase-url = \"https://dimona.example/\"\n");
    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_TRUE(chosen->demo);
    EXPECT_FALSE(chosen->tolerate_unknown_members);
    EXPECT_EQ(chosen->log_level, LogLevel::warning);
    EXPECT_THAT(chosen->token_audiences, testing::ElementsAre("https://a.example", "b"));
    EXPECT_EQ(chosen->base_url, "https://dimona.example") << "without the slash at the end";
}

TEST_F(Settings, ThatAreWrongAreNamedWithTheirLine) {
    const std::vector<std::pair<const char*, int>> cases = {
        {"[serve]\nthreads = 2\nbogus = 4\n", 3},
        {"[serve]\nconfig = \"another.toml\"\n", 2},
        {"[serve]\nhelp = true\n", 2},
        {"[serve]\n\nthreads = 99\n", 3},
        {"[serve]\nthreads = \"two\"\n", 2},
        {"[serve]\nthreads = 1.5\n", 2},
        {"[serve]\nthreads = [1, 2]\n", 2},
        {"[serve]\nlisten = 2026-05-04\n", 2},
        {"[serve]\nlog-level = \"loud\"\n", 2},
        {"[serve]\nthreads = 1\nthreads = 2\n", 3},
        {"[serve]\nthreads\n", 2},
        {"threads = 2\n", 1},
        {"[serve]\n[server]\nthreads = 2\n", 2},
    };
    for (const auto& [toml, line] : cases) {
        const auto chosen = options(toml);
        ASSERT_FALSE(chosen) << toml;
        EXPECT_EQ(chosen.error().place, folder_.file("dimona.toml") + ":" + std::to_string(line)) << toml;
        EXPECT_FALSE(chosen.error().remedy.empty()) << toml;
    }
}

TEST_F(Settings, ThatDoNotGoTogetherAreRefused) {
    EXPECT_EQ(options("", {"--clock", "2026-05-04T10:00:00+02:00"}).error().place, "--clock");
    EXPECT_EQ(options("", {"--demo", "--clock", "tomorrow"}).error().place, "--clock");
    EXPECT_TRUE(options("", {"--demo", "--clock", "2026-05-04T10:00:00+02:00"}));
    EXPECT_THAT(options("", {"--tls-key", "key.pem"}).error().place, HasSubstr("--tls-certificate"));
}

TEST_F(Settings, ChooseTheDataDirectoryByTheKindOfService) {
    EXPECT_EQ(options("")->data, "/var/lib/dimona");
    EXPECT_EQ(options("", {"--demo"})->data, "./data");
    EXPECT_EQ(options("[serve]\ndata = \"/srv/dimona\"\n")->data, "/srv/dimona");
}

TEST_F(Settings, ArePrintedAsAFileThatGivesTheSameAgain) {
    const auto first = folder_.file("first.toml"), second = folder_.file("second.toml");
    std::ofstream(first)
        << "[serve]\nthreads = 7\nlisten = \"[::1]:0\"\ntoken-audience = [\"a \\\"b\\\"\"]\ndemo = true\n";
    const auto shown = test::run({"config", "show", "--config", first});
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_THAT(shown.out, HasSubstr("threads = 7"));
    std::ofstream(second) << shown.out;
    EXPECT_EQ(test::run({"config", "show", "--config", second}).out, shown.out);
}

TEST_F(Settings, AreCheckedWithoutStarting) {
    const auto file = folder_.file("dimona.toml");
    std::ofstream(file) << "[serve]\nbogus = 1\n";
    const auto refused = test::run({"config", "check", "--config", file});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr(file + ":2"));
    EXPECT_EQ(test::run({"config", "check"}).code, 0);
    EXPECT_EQ(test::run({"config", "check", "--config", folder_.file("missing")}).code, 2);
    EXPECT_EQ(test::run({"serve", "--config", file}).code, 2);
}

}  // namespace
}  // namespace dimona::app
