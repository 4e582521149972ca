// Makes a test of every scenario under cases/ and rules/, and asks that every rule has its two.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "scenario/play.hpp"
#include "scenario/world.hpp"

namespace dimona::scenario {

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(DIMONA_SOURCE_DIR) / "test/scenario";

std::vector<fs::path> scenario_files(const char* part) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / part))
        if (entry.path().extension() == ".scn") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// "a waiter works late" -> "a_waiter_works_late": what a test filter can name.
std::string test_name(const std::string& title) {
    std::string name;
    for (const char letter : title) {
        const bool plain = std::isalnum(static_cast<unsigned char>(letter)) != 0;
        if (plain)
            name += letter;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name;
}

class Played : public testing::Test {
public:
    explicit Played(Scenario scenario) : scenario_(std::move(scenario)) {}
    void TestBody() override {
        for (const auto& difference : play(scenario_)) ADD_FAILURE() << difference;
    }

private:
    Scenario scenario_;
};

class Unreadable : public testing::Test {
public:
    explicit Unreadable(std::string why) : why_(std::move(why)) {}
    void TestBody() override { FAIL() << why_; }

private:
    std::string why_;
};

void make_test(const char* suite, const std::string& prefix, const fs::path& file, const Scenario& scenario) {
    testing::RegisterTest(suite, (prefix + test_name(scenario.title)).c_str(), nullptr, nullptr, file.c_str(),
                          scenario.line, [scenario]() -> testing::Test* { return new Played(scenario); });
}

void make_tests(const char* suite, const char* part, bool named_after_file) {
    for (const auto& file : scenario_files(part)) {
        const auto stem = test_name(file.stem().string());
        try {
            for (const auto& scenario : read_scenarios(file))
                make_test(suite, named_after_file ? stem + "_" : "", file, scenario);
        } catch (const ScenarioError& error) {
            testing::RegisterTest(
                suite, stem.c_str(), nullptr, nullptr, file.c_str(), 1,
                [why = std::string(error.what())]() -> testing::Test* { return new Unreadable(why); });
        }
    }
}

const bool made = [] {
    make_tests("Scenario", "cases", false);
    make_tests("Rule", "rules", true);
    return true;
}();

// Codes of which rules/<code>.scn shows one scenario that has it and one that has none of it.
struct Shown {
    bool found = false, near_miss = false;
};
std::map<std::string, Shown> shown_codes() {
    std::map<std::string, Shown> shown;
    for (const auto& file : scenario_files("rules")) {
        const auto code = file.stem().string();
        for (const auto& scenario : read_scenarios(file)) {
            const bool found = std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                           [&](const Step& step) { return codes_expected(step).contains(code); });
            (found ? shown[code].found : shown[code].near_miss) = true;
        }
    }
    return shown;
}

}  // namespace

// A card says why its rule can't be reached through the service; only then may its scenarios be left out.
TEST(RuleScenarios, ShowEveryActiveRuleFoundAndNotFound) {
    ASSERT_TRUE(made);
    const auto shown = shown_codes();
    for (const auto& [code, card] : shipped_rulebook()->cards) {
        if (card.historic || card.kind == "form") continue;
        const auto scenarios = shown.find(code);
        if (scenarios == shown.end() && !card.reach.empty()) continue;
        EXPECT_TRUE(scenarios != shown.end() && scenarios->second.found) << "rules/" << code << ".scn never finds it";
        EXPECT_TRUE(scenarios != shown.end() && scenarios->second.near_miss)
            << "rules/" << code << ".scn has no near miss";
    }
}

TEST(RuleScenarios, AreAboutRulesThatExist) {
    for (const auto& [code, scenarios] : shown_codes()) {
        const auto card = shipped_rulebook()->cards.find(code);
        ASSERT_NE(card, shipped_rulebook()->cards.end()) << "rules/" << code << ".scn is about no card";
        EXPECT_FALSE(card->second.historic) << code << " is historic";
    }
}

TEST(ScenarioFiles, NameTheirSource) {
    for (const auto& file : scenario_files("cases"))
        for (const auto& scenario : read_scenarios(file))
            EXPECT_FALSE(scenario.source.empty()) << scenario.file << ":" << scenario.line << ": " << scenario.title;
}

}  // namespace dimona::scenario
