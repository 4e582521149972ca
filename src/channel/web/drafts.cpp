#include "channel/web/drafts.hpp"

#include <algorithm>

#include "domain/declaration/reading.hpp"

namespace dimona::web {

namespace {

using domain::EmployerCategory;
using domain::JointCommittee;

// What most employers of a kind declare under: a proposal, nothing more.
std::optional<JointCommittee> usual_committee(const domain::Employer& employer) {
    static const std::map<EmployerCategory, JointCommittee> usual = {
        {EmployerCategory::horeca, JointCommittee::horeca_302},
        {EmployerCategory::construction, JointCommittee::construction_124},
        {EmployerCategory::agency, JointCommittee::temporary_322},
        {EmployerCategory::agriculture, JointCommittee::agriculture_144},
        {EmployerCategory::horticulture, JointCommittee::horticulture_145},
        {EmployerCategory::undertaker, JointCommittee::undertakers_320},
    };
    for (const auto category : employer.categories)
        if (const auto found = usual.find(category); found != usual.end()) return found->second;
    if (employer.is(EmployerCategory::provincial_local)) return std::nullopt;
    return JointCommittee::other_xxx;
}

constexpr const char* flexi_code = "FLX";
constexpr const char* any_hour = "0000";

bool is_about_the_worker(std::string_view place) { return place.starts_with("worker."); }

// A flexi-job is asked for its hours when it is one performance; the rules see that by its start hour.
Answers with_form(const Jotting& draft) {
    auto answers = draft.answers;
    if (draft["features.workerType"] != flexi_code) {
        answers.erase("form");
    } else if (draft["form"] == "day") {
        answers.try_emplace("startHour", any_hour);
    } else if (draft["form"] == "period") {
        answers.erase("startHour");
        answers.erase("endHour");
    }
    return answers;
}

}  // namespace

bool Course::asks(const Question& question) const {
    if (question.place == "features.usingEmployer.jointCommissionNumber")
        return asked.contains("features.usingEmployer.enterpriseNumber");
    return asked.contains(std::string(question.place));
}

bool Course::needs(const Question& question) const {
    const auto found = asked.find(std::string(question.place));
    return found != asked.end() && found->second == domain::Presence::mandatory;
}

bool Course::has(std::string_view group) const {
    return std::any_of(questions().begin(), questions().end(),
                       [&](const Question& question) { return question.group == group && asks(question); });
}

domain::Kind kind_of(const Jotting& draft) { return domain::parse_kind(draft["kind"]).value_or(domain::Kind::in); }

registry::Submission submission_of(Desk& desk, const Visit& visit, const Jotting& draft) {
    auto answers = with_form(draft);
    registry::Submission submission{
        .request = request_of(kind_of(draft), answers), .caller = visit.caller, .idempotency_key = draft.id};
    if (const auto emergency = parse_digits(draft[emergency_answer]))
        submission.emergency = registry::CaseNumber{*emergency};
    const auto asked = desk.intake.asked_fields(submission);
    if (!asked || kind_of(draft) != domain::Kind::in) return submission;
    // An answer to a question that is not asked any more (of another kind of worker) is not sent.
    const Course course{*asked};
    for (const auto& question : questions())
        if (!is_about_the_worker(question.place) && !course.asks(question)) answers.erase(std::string(question.place));
    submission.request = request_of(domain::Kind::in, answers);
    return submission;
}

Result<Course> course_of(Desk& desk, const Visit& visit, const Jotting& draft) {
    const registry::Submission submission{.request = request_of(kind_of(draft), with_form(draft)),
                                          .caller = visit.caller,
                                          .idempotency_key = std::nullopt};
    Course course{DIMONA_TRY(desk.intake.asked_fields(submission))};
    if (kind_of(draft) == domain::Kind::in && draft["features.workerType"] == flexi_code)
        course.asked.emplace("form", domain::Presence::mandatory);
    // Before the kind of worker is known nothing can be said about the rest.
    if (kind_of(draft) == domain::Kind::in && draft["features.workerType"].empty())
        std::erase_if(course.asked, [](const auto& field) {
            const auto* question = question_at(field.first);
            return question && question->group != "type";
        });
    return course;
}

std::string next_step(const Jotting& draft, const Course& course) {
    const auto seen = split(draft["seen"], ',');
    for (const auto& group : groups()) {
        if (!course.has(group.name)) continue;
        if (std::find(seen.begin(), seen.end(), group.name) == seen.end()) return std::string(group.name);
        for (const auto& question : questions())
            if (question.group == group.name && course.needs(question) && draft[std::string(question.place)].empty())
                return std::string(group.name);
    }
    return "check";
}

void mark_seen(Jotting& draft, std::string_view group) {
    auto seen = draft["seen"];
    const auto known = split(seen, ',');
    if (std::find(known.begin(), known.end(), group) == known.end())
        draft.set("seen", seen + (seen.empty() ? "" : ",") + std::string(group));
}

namespace {

std::optional<JointCommittee> committee_of(const Jotting& draft) {
    return domain::parse_joint_committee(draft["features.jointCommissionNumber"]);
}

// What the matrices allow; a cell that they don't have is left to the engine. A user's joint committee comes later:
// what an agency may send at all is offered.
bool fits_committee(const domain::Rulebook& rulebook, JointCommittee committee, domain::WorkerType type,
                    LocalDate today) {
    return committee == JointCommittee::temporary_322 ||
           rulebook.allows(committee, std::nullopt, type, today).value_or(true);
}
bool fits_employer(const domain::Rulebook& rulebook, const domain::Employer& employer, domain::WorkerType type,
                   LocalDate today) {
    return std::all_of(employer.categories.begin(), employer.categories.end(), [&](EmployerCategory category) {
        return rulebook.allows(category, type, today).value_or(true);
    });
}

// `employer` null: it is not known for whom (on the open service), so whatever an employer may have.
std::vector<JointCommittee> committees_for(const domain::Rulebook& rulebook, std::optional<domain::WorkerType> type,
                                           const domain::Employer* employer, LocalDate today) {
    std::vector<JointCommittee> fitting;
    for (const auto& [code, committee] : rulebook.joint_committees) {
        const auto parsed = domain::parse_joint_committee(code);
        if (!parsed || !committee.valid.covers(today)) continue;
        // Temporary work is an agency's.
        if (*parsed == JointCommittee::temporary_322 && employer && !employer->is(EmployerCategory::agency)) continue;
        if (!type || fits_committee(rulebook, *parsed, *type, today)) fitting.push_back(*parsed);
    }
    return fitting;
}

}  // namespace

Offer offer_for(Desk& desk, const Visit& visit, const Jotting& draft) {
    const auto& rulebook = desk.intake.rulebook();
    const auto today = brussels_date(desk.intake.now());
    const auto type = domain::parse_worker_type(draft["features.workerType"]);
    const auto* employer = visit.employer ? &*visit.employer : nullptr;
    Offer offer;
    for (const auto committee : committees_for(rulebook, employer ? type : std::nullopt, employer, today)) {
        const std::string code(domain::to_code(committee));
        const auto found = rulebook.joint_committees.find(code);
        offer.committees.push_back({code, code + " – " + visit.t.of(found->second.name)});
    }
    for (const auto& [code, entry] : rulebook.worker_types) {
        const auto parsed = domain::parse_worker_type(code);
        if (parsed && entry.valid.covers(today) && (!employer || fits_employer(rulebook, *employer, *parsed, today)) &&
            !committees_for(rulebook, parsed, employer, today).empty())
            offer.types.push_back({code, code + " – " + visit.t.of(entry.name)});
    }
    return offer;
}

void propose_committee(Desk& desk, const Visit& visit, Jotting& draft) {
    const auto today = brussels_date(desk.intake.now());
    const auto fitting = committees_for(desk.intake.rulebook(), domain::parse_worker_type(draft["features.workerType"]),
                                        &*visit.employer, today);
    const auto fits = [&](std::optional<JointCommittee> committee) {
        return committee && std::find(fitting.begin(), fitting.end(), *committee) != fitting.end();
    };
    std::optional<JointCommittee> proposed;
    if (fits(committee_of(draft)))
        proposed = committee_of(draft);
    else if (fits(usual_committee(*visit.employer)))
        proposed = usual_committee(*visit.employer);
    else if (fits(JointCommittee::other_xxx))
        proposed = JointCommittee::other_xxx;
    else if (fitting.size() == 1)
        proposed = fitting.front();
    draft.set("features.jointCommissionNumber", proposed ? std::string(domain::to_code(*proposed)) : std::string());
    if (proposed) mark_seen(draft, "committee");
}

void add_employer(const domain::Employer& employer, Answers& answers) {
    const auto number = std::to_string(employer.number.value());
    answers[employer.number.is_provisional() ? "employer.provisionalNumber" : "employer.nssoNumber"] = number;
}

Answers answers_of(const domain::Period& period) {
    Answers answers;
    answers["features.workerType"] = domain::to_code(period.features.worker_type);
    if (period.features.joint_committee)
        answers["features.jointCommissionNumber"] = domain::to_code(*period.features.joint_committee);
    if (period.features.sub_entity) answers["features.subEntityNumber"] = *period.features.sub_entity;
    if (period.features.user_joint_committee)
        answers["features.usingEmployer.jointCommissionNumber"] =
            domain::to_code(*period.features.user_joint_committee);
    if (period.features.user_enterprise_number)
        answers["features.usingEmployer.enterpriseNumber"] = period.features.user_enterprise_number->to_text();
    if (period.features.user_name && !period.features.user_enterprise_number)
        answers["features.usingEmployer.name"] = *period.features.user_name;
    answers["startDate"] = format_date(period.start_day);
    if (period.start_hour) answers["startHour"] = format_hour(*period.start_hour);
    if (period.end_day) answers["endDate"] = format_date(*period.end_day);
    if (period.end_hour) answers["endHour"] = format_hour(*period.end_hour);
    if (period.planned_hours) answers["plannedHoursNumber"] = std::to_string(*period.planned_hours);
    if (period.small_statute) {
        answers["smallStatutesInformation.employmentNature"] = period.small_statute->employment_nature.value_or("");
        answers["smallStatutesInformation.workerStatus"] = period.small_statute->worker_status.value_or("");
        answers["smallStatutesInformation.activityWithRisk"] = period.small_statute->activity_with_risk.value_or("");
    }
    if (period.features.worker_type == domain::WorkerType::FLX)
        answers["form"] = domain::is_hourly(period) ? "day" : "period";
    std::erase_if(answers, [](const auto& answer) { return answer.second.empty(); });
    return answers;
}

Result<Jotting> draft_in(Desk& desk, const Visit& visit, const registry::WorkerView* worker) {
    Jotting draft{.id = {},
                  .kind = draft_kind,
                  .login = visit.who->account.login,
                  .employer = visit.employer->number.value(),
                  .answers = {{"kind", std::string(domain::to_code(domain::Kind::in))}}};
    add_employer(*visit.employer, draft.answers);
    draft.set("startDate", format_date(brussels_date(desk.intake.now())));
    if (worker) {
        draft.set("who", worker->card.id.empty() && worker->person ? std::to_string(worker->person->key.value())
                                                                   : worker->card.id);
        if (worker->person) {
            draft.set("worker.ssin", worker->person->ssin.to_text());
        } else if (worker->card.identity) {
            const auto& identity = *worker->card.identity;
            const std::pair<const char*, const domain::Text&> members[] = {
                {"worker.familyName", identity.family_name},
                {"worker.givenName", identity.given_name},
                {"worker.initial", identity.initial},
                {"worker.birthDate", identity.birth_date},
                {"worker.placeOfBirth", identity.place_of_birth},
                {"worker.countryOfBirth", identity.country_of_birth},
                {"worker.gender", identity.gender},
                {"worker.nationality", identity.nationality}};
            for (const auto& [place, value] : members) draft.set(place, value.value_or(""));
            if (const auto& address = identity.address) {
                draft.set("worker.address.street", address->street.value_or(""));
                draft.set("worker.address.houseNumber", address->house_number.value_or(""));
                draft.set("worker.address.boxNumber", address->box_number.value_or(""));
                draft.set("worker.address.postCode", address->post_code.value_or(""));
                draft.set("worker.address.municipality", address->municipality_name.value_or(""));
                draft.set("worker.address.country", address->country.value_or(""));
            }
        }
        for (const auto& period : worker->periods) {
            if (period.cancelled) continue;
            for (auto& [place, answer] : answers_of(period))
                if (place.starts_with("features.")) draft.set(place, answer);
            break;
        }
    }
    return draft;
}

Jotting draft_on(const Visit& visit, const domain::Period& period, domain::Kind kind) {
    Jotting draft{
        .id = {},
        .kind = draft_kind,
        .login = visit.who->account.login,
        .employer = visit.employer->number.value(),
        .answers = {{"kind", std::string(domain::to_code(kind))}, {"periodId", std::to_string(period.id.value())}}};
    return draft;
}

}  // namespace dimona::web
