#include "register/standard_periods.hpp"

#include "register/acts.hpp"

namespace dimona::registry {

namespace {

const char* code_of(const StaffDeclaration& declaration) {
    using domain::Kind;
    switch (declaration.request.kind) {
        case Kind::in:
            return "period.entered";
        case Kind::out:
            return "period.closed";
        case Kind::cancel:
            return "period.cancelled";
        case Kind::update:
        case Kind::daily_registration:
            break;
    }
    const auto& request = declaration.request;
    const bool changes =
        request.start_date || request.start_hour || request.end_date || request.end_hour || request.planned_hours;
    if (changes || !declaration.locks) return "period.changed";
    return *declaration.locks ? "period.locked" : "period.unlocked";
}

}  // namespace

Submission submission_of(const StaffDeclaration& declaration) {
    return {.request = declaration.request,
            .caller = {.channel = domain::Channel::web_secured,
                       .id = declaration.by,
                       .enterprise = std::nullopt,
                       .trace_id = {}},
            .idempotency_key = std::nullopt,
            .staff = StaffWork{
                .entry = {.locks = declaration.locks}, .reason = declaration.reason, .request = declaration.asked}};
}

Result<Answer> enter_by_staff(Writer& writer, const StaffDeclaration& declaration, const domain::Rulebook& rulebook,
                              Instant now) {
    if (declaration.reason.empty()) return fail(ErrorKind::invalid, "a change by staff needs a reason", "reason");
    auto answer = DIMONA_TRY(decide_and_record(writer, submission_of(declaration), rulebook, now));
    const auto record = DIMONA_TRY(writer.declaration(answer.id));
    Act act{.at = now,
            .code = code_of(declaration),
            .by = declaration.by,
            .by_enterprise = std::nullopt,
            .reason = declaration.reason,
            .about = {subject_of("desk", "all")},
            .details = {{"declaration", std::to_string(answer.id.value())},
                        {"verdict", std::string(domain::to_code(answer.decision.result))}}};
    if (answer.period) {
        act.about.push_back(subject_of("period", std::to_string(answer.period->value())));
        act.details.push_back({"period", std::to_string(answer.period->value())});
    }
    if (record && record->employer) act.about.push_back(subject(*record->employer));
    DIMONA_TRY_VOID(record_act(writer, act));
    return answer;
}

domain::DeclarationRequest request_to_lock(domain::PeriodId period) {
    domain::DeclarationRequest request;
    request.kind = domain::Kind::update;
    request.period_id = std::to_string(period.value());
    return request;
}

}  // namespace dimona::registry
