#include "channel/web/pages/unsecured_course.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace dimona::web::pages::of_unsecured {

namespace {

using domain::Kind;

constexpr const char* open_draft_kind = "unsecured";
constexpr std::size_t key_bytes = 18;

std::vector<Naming::Name> usual_names() {
    return {{"employer.number", "idemployerNumber", "employerNumber"},
            {"worker.ssin", "idinss", "inss"},
            {"features.workerType", "typeSelect", "typeSelect"},
            {"features.jointCommissionNumber", "comSelect", "comSelect"},
            {"form", "idflexiRadioButtonsOnStep3_D", "flexiRadioButtonsOnStep3"},
            {"startDate", "idstartDate", "startDate"},
            {"endDate", "idendDate", "endDate"},
            {"startHour", "idstartTime0", "startTime0"},
            {"endHour", "idendTime0", "endTime0"},
            {"plannedHoursNumber", "idplannedHours", "plannedHours"},
            {"periodId", "iddimonaNumber", "dimonaNumber"}};
}

// The steps of this declaration, in order; those that ask nothing are left out.
std::vector<std::string> steps_of(const Jotting& draft, const Course& course) {
    std::vector<std::string> steps = {"employer", "confirm", "worker"};
    if (!is_entry(draft)) {
        steps.insert(steps.end(), {"period", "summary"});
        return steps;
    }
    if (!draft["numberless"].empty()) steps.emplace_back("identity");
    steps.emplace_back("characteristics");
    for (const char* step : {"user", "period", "more"})
        if (!questions_of(step, draft, course).empty()) steps.emplace_back(step);
    steps.emplace_back("summary");
    return steps;
}

}  // namespace

Naming usual_naming() {
    return {.names = usual_names(), .as_lists = true, .whole_dates = true, .may_lack_committee = true};
}

Naming naming_of_a_day() {
    auto naming = usual_naming();
    for (auto& name : naming.names)
        if (name.place == "startDate") name = {"startDate", "iddateFlexi", "dateFlexi"};
    return naming;
}

Kind kind_declared(const Jotting& draft) { return kind_of(draft); }
bool is_entry(const Jotting& draft) { return kind_declared(draft) == Kind::in; }

Result<OpenVisit> find_visit(Desk& desk, Visit& visit) {
    visit.employer.reset();
    visit.caller = {.channel = domain::Channel::web_unsecured,
                    .id = anonymous,
                    .enterprise = std::nullopt,
                    .trace_id = visit.request.trace_id};
    OpenVisit open;
    if (auto found = DIMONA_TRY(desk.jottings.find(open_draft_kind, visit.visitor, anonymous))) {
        open.draft = *std::move(found);
        open.has_begun = true;
    }
    return open;
}

void begin_anew(Desk& desk, OpenVisit& open) {
    open.draft.answers = {{"begunAt", std::to_string(desk.open.now().time_since_epoch().count())},
                          {"key", base64url(random_bytes(key_bytes))}};
    open.has_begun = false;
}

Status keep(Desk& desk, const Visit& visit, OpenVisit& open) {
    open.draft.id = visit.visitor;
    open.draft.kind = open_draft_kind;
    open.draft.login = anonymous;
    return desk.jottings.keep(open.draft);
}

std::string address_of(const Visit& visit, std::string_view step) {
    return visit.url("/unsecured" + (step == "employer" ? std::string() : "/" + std::string(step)));
}

bool is_asked_in_characteristics(const Question& question) {
    return question.group == "type" || question.group == "committee" || question.place == "features.subEntityNumber";
}

std::vector<const Question*> questions_of(std::string_view step, const Jotting& draft, const Course& course) {
    std::vector<const Question*> asked;
    for (const auto& question : questions()) {
        const bool here = step == "characteristics" ? is_asked_in_characteristics(question) && is_entry(draft)
                          : step == "period"        ? question.group == "dates"
                          : step == "more"          ? question.group == "more" && !is_asked_in_characteristics(question)
                                                    : question.group == step;
        if (here && (step == "identity" || step == "characteristics" || course.asks(question)))
            asked.push_back(&question);
    }
    return asked;
}

bool is_seen(const Jotting& draft, std::string_view step) {
    const auto seen = split(draft["seen"], ',');
    return std::find(seen.begin(), seen.end(), step) != seen.end();
}

std::string first_open(const Jotting& draft, const Course& course) {
    for (const auto& step : steps_of(draft, course))
        if (!is_seen(draft, step)) return step;
    return "summary";
}

bool is_reachable(const Jotting& draft, const Course& course, std::string_view step) {
    const auto not_done = first_open(draft, course);
    for (const auto& known : steps_of(draft, course)) {
        if (known == step) return true;
        if (known == not_done) return false;
    }
    return false;
}

std::string step_after(const Jotting& draft, const Course& course, std::string_view step) {
    if (first_open(draft, course) == "summary") return "summary";
    const auto steps = steps_of(draft, course);
    const auto here = std::find(steps.begin(), steps.end(), step);
    return here == steps.end() || here + 1 == steps.end() ? first_open(draft, course) : *(here + 1);
}

std::string step_before(const Visit& visit, const Jotting& draft, const Course& course, std::string_view step) {
    std::string before = visit.url("/");
    for (const auto& known : steps_of(draft, course)) {
        if (known == step) break;
        before = address_of(visit, known);
    }
    return before;
}

void forget_after(Jotting& draft, std::string_view step) {
    std::string kept;
    for (const auto& seen : split(draft["seen"], ',')) {
        if (seen == step) break;
        kept += (kept.empty() ? "" : ",") + seen;
    }
    draft.set("seen", kept);
}

QuestionForm asking(Desk& desk, const Visit& visit, const Jotting& draft, Naming naming) {
    return {visit.t, desk.intake.rulebook(), brussels_date(desk.intake.now()), offer_for(desk, visit, draft),
            std::move(naming)};
}

}  // namespace dimona::web::pages::of_unsecured
