// decide() is total, deterministic and consistent for whatever comes in, sense or nonsense.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "domain/rules/decide.hpp"
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

template <class T>
T one_of(std::vector<T> values) {
    return *rc::gen::elementOf(std::move(values));
}
bool chance(int percent) { return *rc::gen::inRange(0, 100) < percent; }
std::string any_day() {
    if (chance(10))
        return one_of<std::string>({"", "9999-12-31", "0000-01-01", "1919-12-31", "2026-02-29", "x", "9999-12-30"});
    return format_date(make_date(2026, 1, 1) + std::chrono::days{*rc::gen::inRange(-400, 800)});
}
std::string any_hour() {
    return chance(5) ? one_of<std::string>({"", "2400", "9"}) : format_hour(ClockTime{*rc::gen::inRange(0, 1440)});
}
Text maybe(int percent, std::string value) { return chance(percent) ? Text(std::move(value)) : std::nullopt; }

AddressFields any_address() {
    return {.street = maybe(90, "Kouter"),
            .house_number = maybe(90, "1"),
            .box_number = maybe(10, "12345"),
            .post_code = maybe(90, one_of<std::string>({"9000", "59000", "0"})),
            .municipality_code = maybe(30, "44021"),
            .municipality_name = maybe(80, one_of<std::string>({"Gent", "Lille"})),
            .country = maybe(90, one_of<std::string>({"150", "111", "?"}))};
}

DeclarationRequest any_request() {
    DeclarationRequest request;
    request.kind =
        one_of<Kind>({Kind::in, Kind::in, Kind::in, Kind::out, Kind::update, Kind::cancel, Kind::daily_registration});
    if (chance(90))
        request.action = one_of<RegistrationAction>(
            {RegistrationAction::create, RegistrationAction::modify, RegistrationAction::cancel});
    if (chance(80))
        request.employer = EmployerFields{maybe(30, one_of<std::string>({"100006", "100007"})), maybe(10, "5000000120"),
                                          maybe(80, one_of<std::string>({own_enterprise.to_text(), "1"}))};
    if (chance(80)) {
        auto& worker = request.worker.emplace();
        worker.ssin = maybe(70, one_of<std::string>({"85073003328", "1"}));
        worker.family_name = maybe(50, one_of<std::string>({"Peeters", "", std::string(50, 'x')}));
        worker.given_name = maybe(50, "Noor");
        worker.birth_date = maybe(50, one_of<std::string>({"1995-03-11", "1995-00-00", "1800-01-01", "2999-01-01"}));
        worker.gender = maybe(50, one_of<std::string>({"1", "2", "3"}));
        worker.nationality = maybe(50, "150");
        if (chance(50)) worker.address = any_address();
    }
    request.period_id = maybe(request.kind == Kind::in ? 5 : 90, one_of<std::string>({"600027876089", "1"}));
    request.registration_id = maybe(30, one_of<std::string>({"600027876089", "1"}));
    request.start_date = maybe(80, any_day());
    request.end_date = maybe(60, any_day());
    request.start_hour = maybe(40, any_hour());
    request.end_hour = maybe(40, any_hour());
    request.planned_hours = maybe(30, std::to_string(*rc::gen::inRange(-1, 1002)));
    if (chance(90)) {
        auto& features = request.features.emplace();
        features.worker_type =
            maybe(95, one_of<std::string>({"OTH", "STU", "FLX", "EXT", "IVT", "O17", "S17", "T17", "BCW", "A17", "?"}));
        features.joint_committee = maybe(95, one_of<std::string>({"XXX", "302", "322", "144", "124", "149", "304"}));
        features.sub_entity = maybe(5, "0000000001");
        if (chance(30)) {
            auto& user = features.user_enterprise.emplace();
            user.enterprise_number = maybe(50, one_of<std::string>({user_enterprise.to_text(), "1"}));
            user.name = maybe(30, "User");
            user.joint_committee = maybe(80, one_of<std::string>({"302", "322", "XXX", "?"}));
            if (chance(30)) user.address = any_address();
        }
    }
    if (chance(15)) request.control_cards = ControlCardFields{maybe(80, "1212"), maybe(80, "1313")};
    if (chance(15)) request.student_place = StudentPlaceFields{maybe(80, "Bar"), any_address()};
    if (chance(15)) request.small_statute = SmallStatuteFields{maybe(80, "WORKER"), maybe(50, "001"), maybe(80, "F1")};
    return request;
}

Period any_period() {
    const auto type = one_of<WorkerType>(
        {WorkerType::OTH, WorkerType::STU, WorkerType::EXT, WorkerType::FLX, WorkerType::S17, WorkerType::T17});
    auto made = a_period(type, format_date(make_date(2026, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 300)}));
    if (type == WorkerType::EXT) made.jc(JointCommittee::horeca_302).hours("1800", chance(70) ? "2300" : "");
    Period period = made;
    if (type != WorkerType::EXT && chance(60))
        period.end_day = period.start_day + std::chrono::days{*rc::gen::inRange(0, 60)};
    if (type == WorkerType::STU || type == WorkerType::S17) {
        period.planned_hours = *rc::gen::inRange(1, 400);
        period.claims = {{period.id.value(), *period.planned_hours}};
    }
    period.cancelled = chance(15);
    period.locked = chance(5);
    period.blocked = chance(5);
    period.late = chance(20);
    return period;
}

Situation any_situation() {
    Scene scene;
    Situation& situation = scene.situation;
    situation.channel = one_of<Channel>({Channel::web_service, Channel::voice, Channel::web_secured});
    situation.may_declare = chance(90);
    situation.worker.outcome = one_of<Identification>(
        {Identification::matched, Identification::matched, Identification::undecided, Identification::rejected,
         Identification::not_possible, Identification::unknown_ssin, Identification::not_needed});
    if (situation.worker.outcome != Identification::matched || chance(5)) situation.worker.person.reset();
    if (chance(10)) situation.employer.employer.reset();
    situation.worker.fits_period = chance(90);
    situation.employer.numbers_disagree = chance(10);
    situation.employer.nsso_unknown = chance(10);
    if (chance(20)) situation.user_enterprise_known = chance(50);
    for (int count = *rc::gen::inRange(0, 4); count > 0; --count) scene.with(any_period());
    if (chance(70)) situation.period = any_period();
    if (chance(30))
        situation.registration = Registration{.id = RegistrationId{600'027'876'089},
                                              .period = PeriodId{1},
                                              .start_day = make_date(2026, 5, 4),
                                              .start_hour = {600},
                                              .end_day = make_date(2026, 5, 4),
                                              .end_hour = ClockTime{700},
                                              .cancelled = chance(20),
                                              .last_declaration = {},
                                              .created_at = {},
                                              .changed_at = {}};
    if (chance(50)) situation.career = {{{2025, 3}, std::nullopt, *rc::gen::inRange(0, 120), chance(20)}};
    if (chance(50)) situation.employer_days = {{{own_enterprise.value(), 2026}, *rc::gen::inRange(0, 250)}};
    return situation;
}

bool blocks(const Decision& decision) {
    return std::any_of(decision.anomalies.begin(), decision.anomalies.end(),
                       [](const Anomaly& anomaly) { return anomaly.severity == Severity::blocking; });
}

RC_GTEST_PROP(Decide, IsTotalDeterministicAndConsistent, ()) {
    Scene scene;
    scene.request = any_request();
    scene.situation = any_situation();
    scene.received_at = brussels("2026-05-04 10:00") + std::chrono::hours{*rc::gen::inRange(-3000, 3000)};
    const auto decision = scene.decide();

    RC_ASSERT(decision == scene.decide());
    RC_ASSERT(blocks(decision) == (decision.result == Verdict::refused));
    RC_ASSERT((decision.result != Verdict::refused || decision.effects.empty()));
    RC_ASSERT((decision.result == Verdict::accepted) <= decision.anomalies.empty());
    RC_ASSERT((decision.result == Verdict::accepted_with_warning) <= !decision.anomalies.empty());
    RC_ASSERT(
        (decision.result != Verdict::waiting || decision.effects == std::vector<Effect>{OpenIdentificationCase{}}));
    RC_ASSERT(std::is_partitioned(decision.anomalies.begin(), decision.anomalies.end(),
                                  [](const Anomaly& anomaly) { return anomaly.severity == Severity::blocking; }));
    for (const auto& anomaly : decision.anomalies) {
        const auto* card = shipped_law().card(anomaly.code);
        RC_ASSERT(card != nullptr);
        RC_ASSERT(!card->historic);
        RC_ASSERT(!anomaly.place.empty());
        if (!is_secured(scene.situation.channel)) continue;
        for (const auto& detail : card->detail)  // what the card wants to tell, the rule has said
            RC_ASSERT(fill_in(detail, anomaly.facts).find('{') == std::string::npos);
    }
    for (const auto& balance : decision.balances) {
        RC_ASSERT((balance.used >= 0 && balance.used <= balance.limit));
        RC_ASSERT(balance.over >= 0);
    }
    // What is accepted leaves something behind.
    if (decision.result == Verdict::accepted || decision.result == Verdict::accepted_with_warning)
        RC_ASSERT(!decision.effects.empty());
    if (!scene.situation.may_declare) RC_ASSERT(decision.balances.empty());
}

// What an accepted declaration leaves can be declared on again, and nothing in it contradicts itself.
RC_GTEST_PROP(Decide, LeavesPeriodsThatMakeSense, ()) {
    Scene scene;
    scene.request = any_request();
    scene.situation = any_situation();
    scene.situation.may_declare = true;
    for (const auto& effect : scene.decide().effects) {
        const auto* put = std::get_if<PutPeriod>(&effect);
        if (!put) continue;
        const Period& after = put->after;
        RC_ASSERT(after.last_declaration == scene.id);
        RC_ASSERT((!after.end_day || *after.end_day >= after.start_day || after.cancelled));
        int claimed = 0;
        for (const auto& claim : after.claims) claimed += claim.amount;
        RC_ASSERT((after.claims.empty() || claimed == after.planned_hours));
        if (after.cancelled) continue;
        for (const auto& other : scene.situation.periods)
            RC_ASSERT((other.id == after.id || other.features != after.features || !overlap(other, after) ||
                       (scene.situation.period && overlap(other, *scene.situation.period))));
    }
}

}  // namespace
}  // namespace dimona::domain::test
