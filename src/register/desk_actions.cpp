#include "register/desk_actions.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "register/blocking.hpp"
#include "register/change_requests.hpp"
#include "register/emergencies.hpp"
#include "register/employer_profile.hpp"
#include "register/identification.hpp"
#include "register/journal.hpp"
#include "register/mandates.hpp"
#include "register/public_bodies.hpp"
#include "register/repertory.hpp"
#include "register/standard_periods.hpp"

namespace dimona::registry {

namespace {

using domain::DeclarationRequest;

std::string detail_of(const std::vector<ActDetail>& details, std::string_view name) {
    const auto found =
        std::find_if(details.begin(), details.end(), [&](const ActDetail& detail) { return detail.name == name; });
    return found == details.end() ? std::string() : found->value;
}

template <class Number>
Number number_in(const DeskAction& action, std::string_view name) {
    return Number{parse_digits(action[name]).value_or(0)};
}

// A number of an employer, definitive or provisional, as it is declared.
void set_employer(DeclarationRequest& request, const std::string& number) {
    request.employer.emplace();
    const bool provisional = domain::EmployerNumber::parse_provisional(number).has_value();
    (provisional ? request.employer->provisional_number : request.employer->nsso_number) = number;
}

domain::Text text_or_none(std::string value) { return value.empty() ? domain::Text() : domain::Text(std::move(value)); }

void set_days(DeclarationRequest& request, const DeskAction& action) {
    request.start_date = text_or_none(action["startDate"]);
    request.start_hour = text_or_none(action["startHour"]);
    request.end_date = text_or_none(action["endDate"]);
    request.end_hour = text_or_none(action["endHour"]);
    request.planned_hours = text_or_none(action["plannedHours"]);
}

void set_features(DeclarationRequest& request, const DeskAction& action) {
    auto& features = request.features.emplace();
    features.worker_type = text_or_none(action["workerType"]);
    features.joint_committee = text_or_none(action["jointCommittee"]);
    features.sub_entity = text_or_none(action["subEntity"]);
    if (action["userEnterprise"].empty() && action["userJointCommittee"].empty()) return;
    features.user_enterprise.emplace().enterprise_number = text_or_none(action["userEnterprise"]);
    features.user_enterprise->joint_committee = text_or_none(action["userJointCommittee"]);
}

std::optional<bool> locks_of(const DeskAction& action) {
    const auto locks = action["locks"];
    return locks.empty() ? std::nullopt : std::optional(locks == "yes");
}

struct Doing {
    Writer& writer;
    const DeskAction& action;
    const domain::Rulebook& rulebook;
    Instant now;
};

// Who declared is told, when he is somebody who signs in to the pages: a program asks by itself.
Result<DeskOutcome> told_to_declarant(const Doing& doing, Answer answer) {
    DeskOutcome outcome;
    const auto record = DIMONA_TRY(doing.writer.declaration(answer.id));
    if (record && record->channel == domain::Channel::web_secured)
        outcome.notices.push_back({record->declarant, "worker.decided", std::to_string(answer.id.value())});
    outcome.answer = std::move(answer);
    return outcome;
}

Result<DeskOutcome> match_worker(const Doing& doing) {
    const auto& action = doing.action;
    return told_to_declarant(
        doing, DIMONA_TRY(match_case(doing.writer, number_in<domain::DeclarationId>(action, "declaration"),
                                     number_in<domain::PersonKey>(action, "person"), action.by, action.reason,
                                     doing.rulebook, doing.now)));
}
Result<DeskOutcome> assign_worker(const Doing& doing) {
    const auto& action = doing.action;
    return told_to_declarant(
        doing, DIMONA_TRY(assign_number(doing.writer, number_in<domain::DeclarationId>(action, "declaration"),
                                        action.by, action.reason, doing.rulebook, doing.now)));
}
Result<DeskOutcome> refuse_worker(const Doing& doing) {
    const auto& action = doing.action;
    return told_to_declarant(
        doing, DIMONA_TRY(refuse_case(doing.writer, number_in<domain::DeclarationId>(action, "declaration"), action.by,
                                      action.reason, doing.rulebook, doing.now)));
}

Result<DeskOutcome> decide_about_emergency(const Doing& doing, bool recognised) {
    const auto number = number_in<CaseNumber>(doing.action, "case");
    DIMONA_TRY_VOID(
        decide_emergency(doing.writer, number, recognised, doing.action.by, doing.action.reason, doing.now));
    DeskOutcome outcome;
    const auto decided = DIMONA_TRY(emergency(doing.writer, number));
    if (decided)
        outcome.notices.push_back({decided->entered_by, recognised ? "emergency.recognised" : "emergency.refused",
                                   std::to_string(number.value())});
    return outcome;
}
Result<DeskOutcome> recognise_emergency(const Doing& doing) { return decide_about_emergency(doing, true); }
Result<DeskOutcome> refuse_emergency(const Doing& doing) { return decide_about_emergency(doing, false); }

Result<DeskOutcome> notice_about_change(const Doing& doing, const char* what, std::optional<Answer> answer) {
    const auto number = number_in<CaseNumber>(doing.action, "case");
    const auto request = DIMONA_TRY(change_request(doing.writer, number));
    DeskOutcome outcome;
    outcome.answer = std::move(answer);
    if (request) outcome.notices.push_back({request->asked_by, what, std::to_string(number.value())});
    return outcome;
}
Result<DeskOutcome> grant(const Doing& doing) {
    const auto& action = doing.action;
    auto answer = DIMONA_TRY(grant_change(doing.writer, number_in<CaseNumber>(action, "case"),
                                          DIMONA_TRY(request_of_action(doing.writer, action)), action.by, action.reason,
                                          doing.rulebook, doing.now));
    if (answer.decision.result == domain::Verdict::refused) return DeskOutcome{.answer = std::move(answer)};
    return notice_about_change(doing, "change.granted", std::move(answer));
}
Result<DeskOutcome> refuse(const Doing& doing) {
    const auto& action = doing.action;
    DIMONA_TRY_VOID(
        refuse_change(doing.writer, number_in<CaseNumber>(action, "case"), action.by, action.reason, doing.now));
    return notice_about_change(doing, "change.refused", std::nullopt);
}

Result<DeskOutcome> enter(const Doing& doing) {
    const auto& action = doing.action;
    DeskOutcome outcome;
    outcome.answer = DIMONA_TRY(enter_by_staff(doing.writer,
                                               {.request = DIMONA_TRY(request_of_action(doing.writer, action)),
                                                .locks = locks_of(action),
                                                .by = action.by,
                                                .reason = action.reason,
                                                .asked = std::nullopt},
                                               doing.rulebook, doing.now));
    return outcome;
}

Will will_at_desk(const Doing& doing) {
    return {.at = doing.now,
            .by = doing.action.by,
            .by_enterprise = std::nullopt,
            .via = "desk",
            .reason = doing.action.reason};
}
Result<DeskOutcome> decide_about_blocking(const Doing& doing, bool granted) {
    const auto id = doing.action["request"];
    DIMONA_TRY_VOID(decide_blocking(doing.writer, id, granted, will_at_desk(doing)));
    DeskOutcome outcome;
    if (const auto request = DIMONA_TRY(blocking_request(doing.writer, id)))
        outcome.notices.push_back({request->asked_by, granted ? "unsecured.granted" : "unsecured.refused", id});
    return outcome;
}
Result<DeskOutcome> grant_blocking(const Doing& doing) { return decide_about_blocking(doing, true); }
Result<DeskOutcome> refuse_blocking(const Doing& doing) { return decide_about_blocking(doing, false); }
Result<DeskOutcome> block(const Doing& doing) {
    const auto employer = domain::EmployerNumber::from_stored(parse_digits(doing.action["employer"]).value_or(0));
    DIMONA_TRY_VOID(block_unsecured(doing.writer, employer, will_at_desk(doing)));
    return DeskOutcome{};
}
Result<DeskOutcome> unblock(const Doing& doing) {
    const auto employer = domain::EmployerNumber::from_stored(parse_digits(doing.action["employer"]).value_or(0));
    DIMONA_TRY_VOID(unblock_unsecured(doing.writer, employer, will_at_desk(doing)));
    return DeskOutcome{};
}

// What other parts of the register do for the desk writes acts of its own, about its own subjects; this one is found
// at the desk.
Status note(const Doing& doing, const char* code, std::vector<ActDetail> more = {}) {
    const auto& action = doing.action;
    Act act{.at = doing.now,
            .code = code,
            .by = action.by,
            .by_enterprise = std::nullopt,
            .reason = action.reason,
            .about = {subject_of("desk", "all")},
            .details = action.details};
    if (!action.about.empty()) act.about.push_back(action.about);
    act.details.insert(act.details.end(), more.begin(), more.end());
    return record_act(doing.writer, act);
}
Act plain_act(const Doing& doing, const char* code) {
    return {.at = doing.now,
            .code = code,
            .by = doing.action.by,
            .by_enterprise = std::nullopt,
            .reason = doing.action.reason,
            .about = {},
            .details = {}};
}

Result<DeskOutcome> confirm_employer(const Doing& doing) {
    const auto provisional = domain::EmployerNumber::parse_provisional(doing.action["employer"]);
    if (!provisional) return fail(ErrorKind::invalid, "this is no provisional number", "employer");
    const auto number =
        DIMONA_TRY(give_definitive_number(doing.writer, *provisional, plain_act(doing, employer_numbered)));
    DeskOutcome outcome{.number = std::to_string(number.value())};
    DIMONA_TRY_VOID(note(doing, "employer.confirmed", {{"number", outcome.number}}));
    const auto employer = DIMONA_TRY(doing.writer.employer(number));
    if (!employer || !employer->enterprise) return outcome;
    const auto profile = DIMONA_TRY(employer_profile(doing.writer, *employer->enterprise));
    if (profile && !profile->answers.contact_mail.empty())
        outcome.notices.push_back({.login = {},
                                   .what = "employer.confirmed",
                                   .number = outcome.number,
                                   .mail = profile->answers.contact_mail,
                                   .language = profile->answers.contact_language});
    return outcome;
}

Result<DeskOutcome> decide_about_profile(const Doing& doing, bool agreed) {
    const auto enterprise = domain::EnterpriseNumber::parse(doing.action["enterprise"]);
    if (!enterprise) return fail(ErrorKind::invalid, "this is no enterprise number", "enterprise");
    const auto change = DIMONA_TRY(waiting_change(doing.writer, *enterprise));
    DIMONA_TRY_VOID(decide_change(doing.writer, *enterprise, agreed, doing.action.by, doing.action.reason, doing.now));
    DIMONA_TRY_VOID(note(doing, agreed ? "employer.change.agreed" : "employer.change.refused"));
    DeskOutcome outcome;
    if (change)
        outcome.notices.push_back({.login = change->by,
                                   .what = agreed ? "employer.change.agreed" : "employer.change.refused",
                                   .number = enterprise->to_text()});
    return outcome;
}
Result<DeskOutcome> agree_to_profile(const Doing& doing) { return decide_about_profile(doing, true); }
Result<DeskOutcome> refuse_profile(const Doing& doing) { return decide_about_profile(doing, false); }

Result<DeskOutcome> enter_public_body(const Doing& doing) {
    const auto& action = doing.action;
    const auto kind = domain::parse_public_body_kind(action["kind"]);
    const auto from = parse_date(action["from"]);
    if (!kind || !from) return fail(ErrorKind::invalid, "kind and first day are needed", kind ? "from" : "kind");
    PublicBody body{.kind = *kind,
                    .name = action["name"],
                    .enterprise = domain::EnterpriseNumber::parse(action["enterprise"]),
                    .ppl_number = action["ppl"].empty() ? std::nullopt : std::optional(action["ppl"]),
                    .sub_entities = {},
                    .active_from = *from};
    if (!body.enterprise && !action["enterprise"].empty())
        return fail(ErrorKind::invalid, "this is no enterprise number", "enterpriseNumber");
    for (const auto& code : split(action["subEntities"], ' '))
        if (!trim(code).empty()) body.sub_entities.emplace_back(trim(code));
    const auto number = DIMONA_TRY(register_public_body(doing.writer, body, plain_act(doing, public_body_registered)));
    DeskOutcome outcome{.number = std::to_string(number.value())};
    DIMONA_TRY_VOID(note(doing, "body.registered", {{"number", outcome.number}}));
    return outcome;
}

Result<DeskOutcome> enter_procuration(const Doing& doing) {
    const auto& action = doing.action;
    const auto mandator = domain::EnterpriseNumber::parse(action["mandator"]);
    const auto mandatary = domain::EnterpriseNumber::parse(action["mandatary"]);
    const auto kind = domain::parse_mandatary_kind(action["kind"]);
    const auto first = parse_quarter(action["first"]);
    if (!mandator || !mandatary || !kind || !first)
        return fail(ErrorKind::invalid, "a mandate needs two enterprises, a kind of mandatary and a first quarter",
                    "party");
    const auto mandate = DIMONA_TRY(
        enter_mandate(doing.writer, doing.rulebook,
                      {.group = action["group"],
                       .mandator = *mandator,
                       .mandatary = *mandatary,
                       .kind = *kind,
                       .licence = action["licence"],
                       .first = *first,
                       .last = parse_quarter(action["last"]),
                       .parent = {}},
                      {.at = doing.now, .by = action.by, .enterprise = std::nullopt, .reason = action.reason}));
    DIMONA_TRY_VOID(note(doing, "procuration.entered", {{"mandate", mandate.id}}));
    return DeskOutcome{};
}

struct Work {
    std::string_view code;
    Result<DeskOutcome> (*run)(const Doing&);
};
constexpr std::array works = {
    Work{"worker.match", match_worker},
    Work{"worker.assign", assign_worker},
    Work{"worker.refuse", refuse_worker},
    Work{"emergency.recognise", recognise_emergency},
    Work{"emergency.refuse", refuse_emergency},
    Work{"change.grant", grant},
    Work{"change.refuse", refuse},
    Work{"period.enter", enter},
    Work{"period.change", enter},
    Work{"period.lock", enter},
    Work{"unsecured.grant", grant_blocking},
    Work{"unsecured.refuse", refuse_blocking},
    Work{"unsecured.block", block},
    Work{"unsecured.unblock", unblock},
    Work{"employer.confirm", confirm_employer},
    Work{"employer.change", agree_to_profile},
    Work{"employer.keep", refuse_profile},
    Work{"body.register", enter_public_body},
    Work{"procuration.enter", enter_procuration},
};

const Work* work_of(std::string_view code) {
    const auto found = std::find_if(works.begin(), works.end(), [&](const Work& work) { return work.code == code; });
    return found == works.end() ? nullptr : &*found;
}

Result<DeskOutcome> carry_out(Writer& writer, const DeskAction& action, const domain::Rulebook& rulebook, Instant now) {
    if (const auto* work = work_of(action.code)) return work->run({writer, action, rulebook, now});
    return fail(ErrorKind::unsupported, "the desk has no such action", action.code, "use the newer program");
}

}  // namespace

std::string DeskAction::operator[](std::string_view name) const { return detail_of(details, name); }

Result<DeclarationRequest> request_of_action(Reader& reader, const DeskAction& action) {
    if (action.code == "period.lock")
        return request_to_lock(domain::PeriodId{parse_digits(action["period"]).value_or(0)});
    DeclarationRequest request;
    set_days(request, action);
    if (action.code == "period.enter") {
        request.kind = domain::Kind::in;
        set_employer(request, action["employer"]);
        set_features(request, action);
        const auto person = DIMONA_TRY(reader.person(domain::PersonKey{parse_digits(action["person"]).value_or(0)}));
        if (!person) return fail(ErrorKind::not_found, "there is no such person", "person");
        request.worker.emplace().ssin = person->ssin.to_text();
        return request;
    }
    request.kind = domain::parse_kind(action["kind"]).value_or(domain::Kind::update);
    auto period = action["period"];
    if (action.code == "change.grant") {
        const auto asked = DIMONA_TRY(change_request(reader, CaseNumber{parse_digits(action["case"]).value_or(0)}));
        if (!asked) return fail(ErrorKind::not_found, "there is no such request", action["case"]);
        period = std::to_string(asked->period.value());
    }
    request.period_id = period;
    return request;
}

Result<DeskOutcome> act_at_desk(Writer& writer, const DeskAction& action, bool four_eyes,
                                const domain::Rulebook& rulebook, Instant now) {
    if (trim(action.reason).empty()) return fail(ErrorKind::invalid, "a decision of the desk needs a reason", "reason");
    if (DIMONA_TRY(waiting_action(writer, action.about, now)))
        return fail(ErrorKind::conflict, "a decision about this waits for a second person", action.about);
    if (!four_eyes) return carry_out(writer, action, rulebook, now);
    DIMONA_TRY_VOID(ask_approval(writer, {.id = {},
                                          .code = action.code,
                                          .subject = desk_approvals,
                                          .about = action.about,
                                          .details = action.details,
                                          .reason = action.reason,
                                          .asked_by = action.by,
                                          .by_enterprise = std::nullopt,
                                          .asked_at = now,
                                          .expires = {}}));
    return DeskOutcome{.waits = true};
}

Result<DeskOutcome> confirm_at_desk(Writer& writer, const std::string& id, const std::string& by,
                                    const domain::Rulebook& rulebook, Instant now) {
    const auto approval =
        DIMONA_TRY(confirm_approval(writer, desk_approvals, id, {.login = by, .enterprise = std::nullopt, .at = now}));
    return carry_out(writer,
                     {.code = approval.code,
                      .about = approval.about,
                      .details = approval.details,
                      .reason = approval.reason,
                      .by = approval.asked_by},
                     rulebook, now);
}

Result<std::optional<Approval>> waiting_action(Reader& reader, std::string_view about, Instant now) {
    for (auto& approval : DIMONA_TRY(open_approvals(reader, desk_approvals, now)))
        if (approval.about == about && work_of(approval.code)) return std::move(approval);  // not requests for access
    return std::nullopt;
}

}  // namespace dimona::registry
