// Any declarations, one after the other: each is decided, the same way twice, and a refused one changes nothing.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>

#include "app/law.hpp"
#include "domain/rules/decide.hpp"
#include "fuzz/property.hpp"
#include "register/journal.hpp"

namespace {

using namespace dimona;
using namespace dimona::domain;

const Rulebook& rulebook() {
    static const auto shipped = app::shipped_rulebook().value();
    return *shipped;
}

// Mostly what people write, sometimes anything.
Text any(FuzzedDataProvider& data, std::initializer_list<const char*> plausible) {
    const auto choice = data.ConsumeIntegralInRange<std::size_t>(0, plausible.size() + 1);
    if (choice == plausible.size()) return std::nullopt;
    if (choice > plausible.size()) return data.ConsumeRandomLengthString(24);
    return *(plausible.begin() + choice);
}
Text any_day(FuzzedDataProvider& data) {
    if (data.ConsumeProbability<float>() < 0.1F) return any(data, {"9999-12-31", "2026-02-30", "2024-02-29"});
    return format_date(make_date(2026, 1, 1) + std::chrono::days{data.ConsumeIntegralInRange<int>(0, 400)});
}
Text any_hour(FuzzedDataProvider& data) { return any(data, {"0800", "1800", "2300", "0030", "2400", "08:00"}); }

DeclarationRequest any_request(FuzzedDataProvider& data, const std::vector<Period>& periods) {
    constexpr std::array kinds = {Kind::in, Kind::out, Kind::update, Kind::cancel, Kind::daily_registration};
    DeclarationRequest request;
    request.kind = data.PickValueInArray(kinds);
    if (request.kind == Kind::daily_registration) request.action = RegistrationAction::create;
    if (request.kind == Kind::in || data.ConsumeBool()) {
        request.employer = EmployerFields{.enterprise_number = any(data, {"0200000000", "0870010123"})};
        request.worker = WorkerFields{.ssin = any(data, {"85073003328", "58010100130"})};
        request.features = FeatureFields{
            .joint_committee = any(data, {"XXX", "302", "144", "145", "124", "322", "320"}),
            .worker_type = any(data, {"OTH", "STU", "EXT", "FLX", "O17", "S17", "T17", "IVT", "BCW", "PMP", "DWD"})};
        if (data.ConsumeBool())
            request.features->user_enterprise = UserEnterpriseFields{.enterprise_number = any(data, {"0870010123"}),
                                                                     .joint_committee = any(data, {"XXX", "302"})};
    }
    if (request.kind != Kind::in)
        request.period_id =
            periods.empty() || data.ConsumeBool()
                ? any(data, {"600000000111"})
                : Text(std::to_string(
                      periods[data.ConsumeIntegralInRange<std::size_t>(0, periods.size() - 1)].id.value()));
    request.start_date = any_day(data);
    request.start_hour = any_hour(data);
    if (data.ConsumeBool()) request.end_date = any_day(data);
    if (data.ConsumeBool()) request.end_hour = any_hour(data);
    if (data.ConsumeBool()) request.planned_hours = any(data, {"1", "8", "475", "650", "-1", "99999999999999999999"});
    return request;
}

Situation situation_of(const DeclarationRequest& request, const std::vector<Period>& periods,
                       FuzzedDataProvider& data) {
    Situation situation;
    situation.may_declare = data.ConsumeProbability<float>() < 0.95F;
    situation.employer.employer =
        Employer{.number = EmployerNumber::make_definitive(1'000),
                 .enterprise = EnterpriseNumber::make(2'000'000),
                 .name = "Fuzz",
                 .categories = {data.ConsumeBool() ? EmployerCategory::horeca : EmployerCategory::ordinary},
                 .active = {{make_date(2020, 1, 1), std::nullopt}},
                 .sub_entities = {},
                 .blocks_unsecured = false,
                 .registers_days_here = true};
    situation.worker.person = Person{.key = PersonKey{1},
                                     .ssin = Ssin::make(make_date(1985, 7, 30), 0, 33),
                                     .replaced = {},
                                     .family_name = "Peeters",
                                     .given_name = "An"};
    situation.worker.outcome =
        data.ConsumeProbability<float>() < 0.9F ? Identification::matched : Identification::undecided;
    if (situation.worker.outcome == Identification::undecided) situation.worker.person.reset();
    if (request.kind == Kind::in)
        situation.periods = periods;
    else
        for (const auto& period : periods)
            if (std::to_string(period.id.value()) == request.period_id) situation.period = period;
    for (const auto& period : periods)
        for (const auto& entry : entries_of(period)) situation.entries.push_back(entry);
    return situation;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    FuzzedDataProvider data(bytes, size);
    std::vector<Period> periods;
    constexpr int declarations_max = 12;
    for (int number = 1; number <= declarations_max && data.remaining_bytes() > 0; ++number) {
        const auto request = any_request(data, periods);
        const auto situation = situation_of(request, periods, data);
        const auto now = brussels_instant(at(make_date(2026, 1, 1), ClockTime{0})) +
                         std::chrono::minutes{data.ConsumeIntegralInRange<int>(0, 600'000)};
        const DeclarationId id{number_with_check(6'000'000'000 + number)};
        const auto decision = decide(request, situation, rulebook(), now, id);
        fuzz::must_hold(decision == decide(request, situation, rulebook(), now, id), "a decision is the same twice");
        fuzz::must_hold(decision.result != Verdict::refused || decision.effects.empty(),
                        "what is refused has no effect");
        bool is_blocked = false;
        for (const auto& anomaly : decision.anomalies) is_blocked |= anomaly.severity == Severity::blocking;
        fuzz::must_hold(is_blocked == (decision.result == Verdict::refused),
                        "a blocking anomaly refuses, and nothing else");
        for (const auto& effect : decision.effects)
            if (const auto* put = std::get_if<PutPeriod>(&effect)) {
                fuzz::must_hold(!put->after.end_day || *put->after.end_day >= put->after.start_day,
                                "a period ends after it begins");
                std::erase_if(periods, [&](const Period& period) { return period.id == put->after.id; });
                periods.push_back(put->after);
            }
    }
    return 0;
}
