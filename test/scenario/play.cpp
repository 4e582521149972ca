#include "scenario/play.hpp"

#include <fmt/format.h>

#include "register/identification.hpp"
#include "register/intake.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "scenario/expectation.hpp"
#include "scenario/givens.hpp"
#include "scenario/stage.hpp"
#include "scenario/wording.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::scenario {

namespace {

using domain::DeclarationRequest;
using domain::Kind;
using domain::RegistrationAction;

void set_clock(Stage& stage, const std::string& text) {
    if (const auto exact = parse_instant(text)) {  // for the hour that a clock change repeats
        stage.now = *exact;
        return;
    }
    const auto moment = moment_of(text);
    const auto day = parse_date(moment.day);
    const auto hour = parse_hour(moment.hour.value_or(""));
    if (!day || !hour) throw ScenarioError("\"" + text + "\" is no moment (YYYY-MM-DD HH:MM)");
    stage.now = brussels_instant(at(*day, *hour));
}

// What the verb says by itself, before any argument.
DeclarationRequest start_of(const Stage& stage, const Step& step) {
    DeclarationRequest request;
    const auto period = [&](const std::string& label) { return std::to_string(stage.number(label)); };
    if (step.verb == "in") {
        request.kind = Kind::in;
    } else if (step.verb == "register") {  // register D1 in P1
        const auto words = words_of(step.subject);
        if (words.size() != 3 || words[1] != "in") throw ScenarioError("say \"register D1 in P1: …\"");
        request.kind = Kind::daily_registration;
        request.action = RegistrationAction::create;
        request.period_id = period(words[2]);
    } else if (step.verb == "change" || step.verb == "withdraw") {
        request.kind = Kind::daily_registration;
        request.action = step.verb == "change" ? RegistrationAction::modify : RegistrationAction::cancel;
        request.registration_id = std::to_string(stage.number(step.subject));
    } else {
        request.kind = step.verb == "out" ? Kind::out : step.verb == "update" ? Kind::update : Kind::cancel;
        if (stage.numbers.contains(step.subject))
            request.period_id = period(step.subject);
        else if (step.subject != "nothing")
            throw ScenarioError("no declaration is called " + step.subject);
    }
    return request;
}

// Without a word about it, an employer speaks for itself; about a period, the one whose period it is.
registry::Caller caller_of(Stage& stage, const Wording& wording) {
    registry::Caller caller{.channel = wording.speaker.channel.value_or(stage.channel),
                            .id = "scenario",
                            .enterprise = std::nullopt,
                            .trace_id = "scenario"};
    if (const auto& speaker = wording.speaker.employer ? wording.speaker.employer : stage.speaker) {
        caller.enterprise = stage.world.enterprise(*speaker);
    } else if (wording.employer) {
        caller.enterprise = stage.world.enterprise(*wording.employer);
    } else {
        caller.enterprise = stage.enterprise_of_period(wording.request);
    }
    return caller;
}

void declare(Stage& stage, const Step& step) {
    if (!stage.now) throw ScenarioError("set the clock first");
    const auto wording = word(step, stage.world, start_of(stage, step));
    auto writer = must(stage.world.store().write());
    auto answer = must(registry::decide_and_record(
        *writer, {.request = wording.request, .caller = caller_of(stage, wording), .idempotency_key = std::nullopt},
        *shipped_rulebook(), *stage.now));
    must(writer->commit());
    // Not the name of the period that the line is about, but of what it makes.
    if (step.verb == "in" || step.verb == "register") stage.numbers[words_of(step.subject).at(0)] = answer.id.value();
    stage.last = std::move(answer);
    stage.last_request = wording.request;
}

// "P1 as An", "P1 as nobody": what the operator found out about a worker without number.
void identify(Stage& stage, const Step& step) {
    const auto words = words_of(step.subject);
    if (words.size() != 3 || words[1] != "as") throw ScenarioError("say \"identify P1 as An\" or \"… as nobody\"");
    const domain::DeclarationId declaration{stage.number(words[0])};
    auto writer = must(stage.world.store().write());
    stage.last = words[2] == "nobody"
                     ? must(registry::refuse_case(*writer, declaration, "operator", "no such person is known",
                                                  *shipped_rulebook(), *stage.now))
                     : must(registry::match_case(*writer, declaration, stage.world.worker(words[2]).ssin, "operator",
                                                 "identity card seen", *shipped_rulebook(), *stage.now));
    must(writer->commit());
}

void take_step(Stage& stage, const Step& step) {
    if (step.verb == "clock")
        set_clock(stage, step.subject);
    else if (step.verb == "given")
        apply_given(stage, step.subject);
    else if (step.verb == "identify")
        identify(stage, step);
    else if (step.verb == "then")
        expect(stage, step.subject);
    else
        declare(stage, step);
}

// Whatever was declared, the chain is whole, and the personnel file is what the journal says.
void check_journal(Stage& stage, std::vector<std::string>& differences) {
    auto reader = must(stage.world.store().read());
    const auto chain = must(registry::verify_chain(*reader, {}));
    if (chain.broken) differences.push_back("the chain is broken: " + chain.broken->message);
    if (!stage.file_is_derived) return;
    auto scratch = must(store::open_sqlite({.path = ":memory:"}));
    const auto rebuilt = must(registry::rebuild_and_compare(*reader, *scratch, {}));
    for (const auto& difference : rebuilt.differences) differences.push_back("the rebuild differs: " + difference);
}

}  // namespace

std::vector<std::string> play(const Scenario& scenario) {
    std::vector<std::string> differences;
    Stage stage;
    for (const auto& step : scenario.steps) {
        try {
            take_step(stage, step);
        } catch (const Difference& difference) {
            differences.push_back(step.place() + ": " + difference.what());
        } catch (const std::exception& error) {
            differences.push_back(step.place() + ": " + error.what());
            return differences;
        }
    }
    check_journal(stage, differences);
    return differences;
}

std::vector<DeclarationRequest> requests_found(const Scenario& scenario, const std::string& code) {
    std::vector<DeclarationRequest> requests;
    Stage stage;
    for (const auto& step : scenario.steps) {
        take_step(stage, step);
        if (stage.last_request && codes_expected(step).contains(code)) requests.push_back(*stage.last_request);
    }
    return requests;
}

}  // namespace dimona::scenario
