#include "domain/rules/facts.hpp"

#include <algorithm>

namespace dimona::domain {

namespace {

Period period_from_in(const Facts& facts) {
    const auto& declared = facts.declaration;
    Period period;
    period.id = PeriodId{facts.id.value()};
    if (const auto& employer = facts.situation.employer.employer) {
        period.employer = employer->number;
        period.enterprise = employer->enterprise;
    }
    if (facts.situation.worker.person) period.person = facts.situation.worker.person->key;
    period.features = {.worker_type = *declared.worker_type,
                       .joint_committee = declared.joint_committee,
                       .sub_entity = declared.sub_entity,
                       .user_joint_committee = declared.user_joint_committee,
                       .user_enterprise_number = declared.user_enterprise_number,
                       .user_name = {}};
    if (const auto& features = facts.request.features; features && features->user_enterprise)
        period.features.user_name = features->user_enterprise->name;
    period.start_day = *declared.start_day;
    period.start_hour = declared.start_hour;
    period.end_day = declared.end_day;
    period.end_hour = declared.end_hour;
    period.planned_hours = declared.planned_hours;
    if (declared.planned_hours) period.claims = {{facts.id.value(), *declared.planned_hours}};
    period.control_cards = facts.request.control_cards;
    period.student_place = facts.request.student_place;
    period.small_statute = facts.request.small_statute;
    period.created_at = facts.recorded_at;
    return period;
}

// More hours are a new claim, behind all others; fewer hours give back the newest claims first.
void change_claims(Period& period, int hours, DeclarationId by) {
    int sum = 0;
    for (const auto& claim : period.claims) sum += claim.amount;
    if (hours > sum) period.claims.push_back({by.value(), hours - sum});
    for (int surplus = sum - hours; surplus > 0;) {
        auto& newest = period.claims.back();
        const int given_back = std::min(surplus, newest.amount);
        newest.amount -= given_back;
        surplus -= given_back;
        if (newest.amount == 0) period.claims.pop_back();
    }
    period.planned_hours = hours;
}

void apply_update(const Facts& facts, Period& period) {
    const auto& declared = facts.declaration;
    if (declared.start_day) period.start_day = *declared.start_day;
    if (declared.start_hour) period.start_hour = declared.start_hour;
    if (declared.end_day) period.end_day = declared.end_day;
    if (declared.removes_end) period.end_day.reset();
    if (declared.end_hour) period.end_hour = declared.end_hour;
    if (declared.planned_hours && *declared.planned_hours != period.planned_hours)
        change_claims(period, *declared.planned_hours, facts.id);
}

std::optional<Period> declared_period(const Facts& facts) {
    const auto& declared = facts.declaration;
    if (declared.kind == Kind::in) {
        if (!declared.worker_type || !declared.start_day) return std::nullopt;
        return period_from_in(facts);
    }
    if (!is_live(facts.before) || declared.kind == Kind::daily_registration) return std::nullopt;
    Period period = *facts.before;
    if (declared.kind == Kind::update) apply_update(facts, period);
    if (declared.kind == Kind::out && declared.end_day) period.end_day = declared.end_day;
    if (declared.kind == Kind::cancel) period.cancelled = true;
    return period;
}

std::optional<Period> period_afterwards(const Facts& facts) {
    auto period = declared_period(facts);
    const auto& staff = facts.situation.staff;
    if (period && staff && staff->locks) period->locked = *staff->locks;
    return period;
}

std::string_view operation_member(Kind kind) {
    switch (kind) {
        case Kind::in:
            return "dimonaIn.";
        case Kind::out:
            return "dimonaOut.";
        case Kind::update:
            return "dimonaUpdate.";
        case Kind::cancel:
            return "dimonaCancel.";
        case Kind::daily_registration:
            return "dailyRegistration.";
    }
    return {};
}

}  // namespace

Facts facts_of(const DeclarationRequest& request, const Declaration& declaration, const Situation& situation,
               const Rulebook& rulebook, Instant recorded_at, DeclarationId id) {
    const auto received_at = situation.counts_from.value_or(recorded_at);
    Facts facts{.request = request,
                .declaration = declaration,
                .situation = situation,
                .rulebook = rulebook,
                .recorded_at = recorded_at,
                .received_at = received_at,
                .received_local = brussels_time(received_at),
                .today = brussels_date(received_at),
                .id = id,
                .before = situation.period,
                .after = std::nullopt,
                .type = declaration.worker_type,
                .joint_committee = declaration.joint_committee,
                .sector = declaration.joint_committee == JointCommittee::temporary_322
                              ? declaration.user_joint_committee
                              : declaration.joint_committee,
                .law_day = declaration.start_day.value_or(brussels_date(received_at))};
    if (situation.period && declaration.kind != Kind::in) {
        const auto& features = situation.period->features;
        facts.type = features.worker_type;
        facts.joint_committee = features.joint_committee;
        facts.sector = sector_of(features);
        facts.law_day = declaration.start_day.value_or(situation.period->start_day);
    }
    facts.after = period_afterwards(facts);
    return facts;
}

std::string_view form_of(const Facts& facts) {
    const auto& declared = facts.declaration;
    if (declared.kind != Kind::in) {
        if (!facts.before) return "ordinary";
        if (is_day_rate(*facts.before)) return "day_rate";
        if (is_hourly(*facts.before)) return "day";
        return facts.before->features.worker_type == WorkerType::FLX ? "period" : "ordinary";
    }
    if (facts.type == WorkerType::EXT)
        return facts.sector == JointCommittee::horeca_302 && !facts.request.end_hour ? "day_rate" : "day";
    if (facts.type != WorkerType::FLX) return "ordinary";
    const bool one_day = declared.start_day && declared.start_day == declared.end_day;
    return facts.request.start_hour || facts.request.end_hour || one_day ? "day" : "period";
}

std::string place(const Facts& facts, std::string_view member) {
    if (member.starts_with("employer.") || member.starts_with("worker.") || member == "worker" || member == "employer")
        return std::string(member);
    return std::string(operation_member(facts.declaration.kind)).append(member);
}

std::string block_code(const Facts& facts, std::string_view suffix) {
    return std::string(is_in(facts) ? "90373-" : "90378-").append(suffix);
}

}  // namespace dimona::domain
