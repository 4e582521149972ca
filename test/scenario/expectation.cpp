#include "scenario/expectation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>
#include <set>

#include "scenario/play.hpp"
#include "scenario/wording.hpp"

namespace dimona::scenario {

namespace {

using domain::Verdict;
using Match = std::smatch;

const registry::Answer& last_of(const Stage& stage) {
    if (!stage.last) throw ScenarioError("nothing was declared yet");
    return *stage.last;
}

void must_be(bool so, const std::string& expected, const std::string& found) {
    if (!so) throw Difference("expected " + expected + ", found " + found);
}

std::string name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::accepted:
            return "accepted";
        case Verdict::accepted_with_warning:
            return "accepted with warning";
        case Verdict::refused:
            return "refused";
        case Verdict::waiting:
            return "waiting";
    }
    return "";
}

std::set<std::string> codes_in(const std::string& text) {
    std::set<std::string> codes;
    for (const auto& word : words_of(text)) codes.insert(word);
    return codes;
}

void verdict(Stage& stage, const Match& match) {
    const auto& decision = last_of(stage).decision;
    std::set<std::string> found;
    for (const auto& anomaly : decision.anomalies) found.insert(anomaly.code);
    const auto expected = codes_in(match[2]);
    must_be(match[1] == name_of(decision.result) && expected == found,
            fmt::format("{} {}", match[1].str(), fmt::join(expected, " ")),
            fmt::format("{} {}", name_of(decision.result), fmt::join(found, " ")));
}

std::string text_of(const domain::Balance& balance, bool with_over) {
    const auto text = fmt::format("{} limit {} used {} left {}", domain::to_code(balance.type), balance.limit,
                                  balance.used, balance.left());
    return with_over ? fmt::format("{} over {}", text, balance.over) : text;
}

// Without "over", only limit, used and left are compared.
void balance(Stage& stage, const Match& match) {
    const std::string expected = match[0].str().substr(std::string_view("balance ").size());
    std::vector<std::string> found;
    for (const auto& balance : last_of(stage).decision.balances) found.push_back(text_of(balance, match[5].matched));
    must_be(std::find(found.begin(), found.end(), expected) != found.end(), expected,
            found.empty() ? "no balance" : fmt::format("{}", fmt::join(found, "; ")));
}

void no_balance(Stage& stage, const Match&) {
    const auto& balances = last_of(stage).decision.balances;
    must_be(balances.empty(), "no balance", balances.empty() ? "" : text_of(balances.front(), true));
}

std::string moment_text(std::optional<LocalDate> day, std::optional<domain::Period> period, bool start) {
    if (!day) return "open";
    const auto hour = start ? period->start_hour : period->end_hour;
    return hour ? fmt::format("{} {:02}:{:02}", format_date(*day), hour->minutes / 60, hour->minutes % 60)
                : format_date(*day);
}

// "is late", "is not late", "is cancelled", "is open"
void period_state(Stage& stage, const Match& match) {
    const auto period = stage.period(match[1]);
    const bool expected = !match[2].matched;
    const bool found = match[3] == "late"        ? period.late
                       : match[3] == "cancelled" ? period.cancelled
                       : match[3] == "open"      ? domain::is_open(period)
                                                 : period.locked;
    must_be(expected == found, match[0], found ? match[3].str() : "not " + match[3].str());
}

void period_moment(Stage& stage, const Match& match) {
    const auto period = stage.period(match[1]);
    const bool start = match[2] == "starts";
    const auto found = moment_text(start ? std::optional(period.start_day) : period.end_day, period, start);
    must_be(found == match[3], match[3], found);
}

void period_hours(Stage& stage, const Match& match) {
    const auto found = stage.period(match[1]).planned_hours;
    must_be(found && std::to_string(*found) == match[2], match[2], found ? std::to_string(*found) : "none");
}

void period_type(Stage& stage, const Match& match) {
    const auto found = std::string(domain::to_code(stage.period(match[1]).features.worker_type));
    must_be(found == match[2], match[2], found);
}

void no_period(Stage& stage, const Match& match) {
    auto reader = must(stage.world.store().read());
    must_be(!must(reader->period(domain::PeriodId{stage.number(match[1])})), "no period", "one");
}

void period_of_worker(Stage& stage, const Match& match) {
    must_be(stage.period(match[1]).person == stage.world.worker(match[2]).key, match[2].str() + "'s period",
            "someone else's");
}

void flexi(Stage& stage, const Match& match) {
    const auto result = stage.period(match[1]).flexi_result;
    const std::string found = !result                                       ? "none"
                              : *result == domain::FlexiResult::accepted    ? "accepted"
                              : *result == domain::FlexiResult::provisional ? "provisional"
                                                                            : "refused";
    must_be(found == match[2], match[2], found);
}

void employer_days(Stage& stage, const Match& match) {
    auto reader = must(stage.world.store().read());
    const int found = must(reader->employer_days({stage.world.enterprise(match[1]).value(), std::stoi(match[2])}));
    must_be(std::to_string(found) == match[3], match[3], std::to_string(found));
}

std::optional<registry::Relation> relation_of(Stage& stage, const std::string& worker, const std::string& employer) {
    std::optional<registry::Relation> found;
    auto reader = must(stage.world.store().read());
    must(reader->each_relation([&](const registry::Relation& relation) {
        if (relation.employer == stage.world.employer(employer).number &&
            relation.person == stage.world.worker(worker).key)
            found = relation;
        return !found;
    }));
    return found;
}

void relation(Stage& stage, const Match& match) {
    const auto relation = relation_of(stage, match[1], match[2]);
    const std::string expected = match[3].str() + " to " + match[4].str();
    const std::string found = relation ? format_date(relation->start_day) + " to " +
                                             (relation->end_day ? format_date(*relation->end_day) : "open")
                                       : "no relation";
    must_be(expected == found, expected, found);
}

void no_relation(Stage& stage, const Match& match) {
    must_be(!relation_of(stage, match[1], match[2]), "no relation", "one");
}

struct Expectation {
    const char* pattern;
    void (*check)(Stage&, const Match&);
};
const Expectation expectations[] = {
    {"(accepted with warning|accepted|refused|waiting)((?: \\d{5}-\\d{3})*)", verdict},
    {"balance (\\w+) limit (\\d+) used (\\d+) left (\\d+)( over (\\d+))?", balance},
    {"no balance", no_balance},
    {"(\\w+) is (not )?(late|cancelled|open|locked)", period_state},
    {"(\\w+) (starts|ends) (\\S+(?: \\S+)?)", period_moment},
    {"(\\w+) has (\\d+) hours", period_hours},
    {"(\\w+) is of type (\\w+)", period_type},
    {"(\\w+) is of worker (\\w+)", period_of_worker},
    {"(\\w+) is no period", no_period},
    {"flexi check of (\\w+) is (accepted|refused|provisional|none)", flexi},
    {"(\\w+) used in (\\d{4}): (\\d+) employer days", employer_days},
    {"relation of (\\w+) at (\\w+) is (\\S+) to (\\S+)", relation},
    {"no relation of (\\w+) at (\\w+)", no_relation},
};

}  // namespace

void expect(Stage& stage, const std::string& text) {
    for (const auto& expectation : expectations) {
        Match match;
        if (!std::regex_match(text, match, std::regex(expectation.pattern))) continue;
        expectation.check(stage, match);
        return;
    }
    throw ScenarioError("\"then " + text + "\" can't be understood; README.md lists what can be expected");
}

std::set<std::string> codes_expected(const Step& step) {
    Match match;
    if (step.verb != "then" || !std::regex_match(step.subject, match, std::regex(expectations[0].pattern))) return {};
    return codes_in(match[2]);
}

}  // namespace dimona::scenario
