#include "domain/rules/decide.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "domain/rules/families.hpp"
#include "domain/rules/field_catalogue.hpp"
#include "domain/rules/flexi.hpp"
#include "domain/rules/quotas.hpp"
#include "domain/rules/registrations.hpp"

namespace dimona::domain {

namespace {

Severity severity_of(const RuleCard& card, const Facts& facts) {
    const bool excepted = facts.type && card.blocking_for.contains(*facts.type);
    return excepted ? Severity::blocking : card.severity;
}

// What an anomaly says beside its code: on an open channel only what was declared and what the law says, nothing that
// stands in the file (days and numbers of other periods, what is used of a quota, deadlines of a period).
std::vector<Placeholder> facts_shown(const Facts& facts, std::vector<Placeholder> found) {
    if (is_secured(facts.situation.channel)) return found;
    constexpr std::array<std::string_view, 5> open = {"value", "quota", "year", "limit", "unit"};
    std::erase_if(
        found, [&](const Placeholder& fact) { return std::find(open.begin(), open.end(), fact.name) == open.end(); });
    return found;
}

// A finding counts when its card holds on the day of reception.
void add_anomaly(std::vector<Anomaly>& anomalies, const Facts& facts, Finding finding) {
    const auto* card = facts.rulebook.card(finding.code);
    if (!card || card->historic || !card->valid.covers(facts.today)) return;
    if (card->binds_employers_only && facts.situation.staff) return;
    Anomaly anomaly{std::move(finding.code), severity_of(*card, facts), std::move(finding.place),
                    facts_shown(facts, std::move(finding.facts))};
    if (std::find(anomalies.begin(), anomalies.end(), anomaly) == anomalies.end())
        anomalies.push_back(std::move(anomaly));
}

void ask_rules(const Facts& facts, Decision& decision) {
    Findings findings;
    check_fields(facts, findings);
    for (const auto& finding : findings) decision.trace.push_back({finding.code, true});
    for (const auto& rule : all_rules()) {
        if (!rule.applies(facts)) continue;
        const auto before = findings.size();
        rule.check(facts, findings);
        decision.trace.push_back({std::string(rule.code), findings.size() > before});
    }
    for (auto& finding : findings) add_anomaly(decision.anomalies, facts, std::move(finding));
    const auto order = [](const Anomaly& anomaly) { return std::tie(anomaly.severity, anomaly.code, anomaly.place); };
    std::stable_sort(decision.anomalies.begin(), decision.anomalies.end(),
                     [&](const Anomaly& one, const Anomaly& other) { return order(one) < order(other); });
}

Verdict verdict_of(const Facts& facts, const std::vector<Anomaly>& anomalies) {
    const auto blocks = [](const Anomaly& anomaly) { return anomaly.severity == Severity::blocking; };
    if (std::any_of(anomalies.begin(), anomalies.end(), blocks)) return Verdict::refused;
    // Nobody enters service without being somebody: whom the system can't identify a person must look at.
    if (is_in(facts) && !facts.situation.worker.person) return Verdict::waiting;
    return anomalies.empty() ? Verdict::accepted : Verdict::accepted_with_warning;
}

// An IN after its deadline marks the period for good: a late student reserves nothing.
void mark_lateness(Facts& facts) {
    if (!is_in(facts) || !facts.after || facts.situation.staff) return;
    const auto deadline = deadline_for(*facts.after, Change::declare_in, facts.rulebook, facts.today);
    facts.after->late = deadline && deadline->too_late_from && facts.received_at >= *deadline->too_late_from;
}

Period as_recorded(const Facts& facts) {
    Period period = *facts.after;
    period.last_declaration = facts.id;
    period.last_action = facts.declaration.kind;
    period.changed_at = facts.recorded_at;
    if (asks_flexi_conditions(facts)) period.flexi_result = flexi_answer(facts).result;
    return period;
}

// Whoever may not declare for this employer, or not in this way, learns nothing about its file or its workers: the
// rules see none of it.
bool sees_file(const Situation& situation) {
    const auto& employer = situation.employer.employer;
    const bool blocked = !is_secured(situation.channel) && employer && employer->blocks_unsecured;
    return situation.may_declare && !blocked;
}
Situation without_file(const Situation& situation) {
    Situation visible;
    visible.channel = situation.channel;
    visible.may_declare = situation.may_declare;
    visible.sees_file = false;
    visible.counts_from = situation.counts_from;
    visible.employer = situation.employer;
    return visible;
}

std::vector<Effect> effects_of(const Facts& facts, Verdict verdict) {
    std::vector<Effect> effects;
    if (verdict == Verdict::refused) return effects;
    if (verdict == Verdict::waiting) {
        effects.push_back(OpenIdentificationCase{});
        return effects;
    }
    if (facts.declaration.kind == Kind::daily_registration) {
        if (auto registration = registration_afterwards(facts)) {
            registration->last_declaration = facts.id;
            registration->changed_at = facts.recorded_at;
            effects.push_back(PutRegistration{*registration});
        }
        return effects;
    }
    if (!facts.after) return effects;
    effects.push_back(PutPeriod{as_recorded(facts)});
    for (const auto& change : employer_days_of(facts)) effects.push_back(change);
    return effects;
}

}  // namespace

Decision decide(const DeclarationRequest& request, const Situation& situation, const Rulebook& rulebook,
                Instant received_at, DeclarationId id) {
    const auto declaration = read(request);
    const auto visible = sees_file(situation) ? std::nullopt : std::optional(without_file(situation));
    Facts facts = facts_of(request, declaration, visible ? *visible : situation, rulebook, received_at, id);
    mark_lateness(facts);

    Decision decision;
    ask_rules(facts, decision);
    decision.result = verdict_of(facts, decision.anomalies);
    decision.effects = effects_of(facts, decision.result);
    // How much is left is shown to those who proved who they are.
    if (is_secured(situation.channel)) decision.balances = balances_of(facts);
    return decision;
}

const std::vector<Rule>& all_rules() {
    static const auto rules = [] {
        std::vector<Rule> all;
        for (const auto family : {employer_rules(), worker_rules(), feature_rules(), date_rules(), period_state_rules(),
                                  overlap_rules(), occasional_day_rules(), lateness_rules(), freeze_rules(),
                                  flexi_rules(), quota_rules(), daily_registration_rules()})
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return rules;
}

std::vector<std::string> codes_without_card(const Rulebook& rulebook) {
    auto codes = codes_of_fields(rulebook);
    for (const auto& rule : all_rules()) codes.emplace_back(rule.code);
    std::erase_if(codes, [&](const std::string& code) { return rulebook.card(code) != nullptr; });
    return codes;
}

}  // namespace dimona::domain
