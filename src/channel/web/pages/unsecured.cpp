// The open ("unsecured") service: entry, exit, change and cancellation without signing in.
//
// Nothing is shown that the visitor did not type, and nothing is looked up before the whole declaration is there: the
// pages are the same whether the employer, the worker or the period exists, and whether the employer blocked the open
// channels. The verdict is the first thing that the visitor learns. Names of steps and controls are those of the form
// that programs know.
#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/open_service.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/pages/unsecured_course.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using namespace of_unsecured;
using domain::Kind;

constexpr std::array declared_kinds = {Kind::in, Kind::out, Kind::update, Kind::cancel};
constexpr const char* no_committee = "none";

#define N(text) DIMONA_MESSAGE(text)
const Question employer_question{"employer.number",
                                 "employer",
                                 Control::text,
                                 N("Number of the employer"),
                                 N("Enterprise number, NSSO number or provisional NSSO number"),
                                 "govuk-input--width-20"};
const Question period_question{"periodId",
                               "period",
                               Control::text,
                               N("Dimona number of the period"),
                               N("12 digits; it is on the receipt of the entry"),
                               "govuk-input--width-20"};
#undef N

// --- numbers of employers

struct EmployerTyped {
    const char* place;
    const char* name;  // message
};
std::optional<EmployerTyped> read_employer(const std::string& digits) {
    const EmployerTyped enterprise{"employer.enterpriseNumber", DIMONA_MESSAGE("Enterprise number")};
    constexpr std::size_t whole_length = 10;
    if (digits.size() == whole_length && domain::EnterpriseNumber::parse(digits)) return enterprise;
    if (domain::EmployerNumber::parse_definitive(digits))
        return EmployerTyped{"employer.nssoNumber", DIMONA_MESSAGE("NSSO number")};
    if (domain::EmployerNumber::parse_provisional(digits))
        return EmployerTyped{"employer.provisionalNumber", DIMONA_MESSAGE("Provisional NSSO number")};
    if (domain::EnterpriseNumber::parse(digits)) return enterprise;
    return std::nullopt;
}

// --- forms

// The button of a step, as programs find it: by its id; where an employer is confirmed they look for an input.
Html step_button(std::string_view step, const std::string& text) {
    if (step == "confirm")
        return void_element("input", {{"type", "submit"},
                                      {"id", "next"},
                                      {"name", "next"},
                                      {"value", text},
                                      {"class", "govuk-button"},
                                      {"data-module", "govuk-button"}});
    const std::string id = step == "summary" ? "confirm" : "next";
    return button({.text = text, .name = id, .id = id, .prevent_double_click = true});
}

Html step_form(Desk& desk, const Visit& visit, std::string_view step, const Html& content) {
    return form(visit, address_of(visit, step),
                hidden("visit", desk.open.forms().token(visit.visitor, step, desk.open.now())) + content);
}

struct StepPage {
    std::string title;
    Html content;
    Problems problems = {};
    Naming naming = {};
};

http::Response show_step(Desk& desk, const Visit& visit, const std::string& back, std::string_view step,
                         StepPage page) {
    std::vector<ErrorLink> links;
    for (auto& [text, href] : QuestionForm::links(page.problems, page.naming)) links.push_back({text, href});
    const int status = links.empty() ? 200 : 422;
    return show(visit, {.title = std::move(page.title),
                        .main = step_form(desk, visit, step, page.content + step_button(step, visit.t("Next"))),
                        .errors = std::move(links),
                        .back = back,
                        .status = status});
}

http::Response too_often(const Visit& visit, int seconds) {
    constexpr int a_minute = 60;
    const auto minutes = std::to_string((seconds + a_minute - 1) / a_minute);
    auto response =
        show(visit,
             {.title = visit.t("Too many declarations"),
              .main = paragraph(visit.t("The service without signing in is limited, so that it stays there for "
                                        "everybody. Nothing was sent. Minutes to wait: {minutes}.",
                                        {{"minutes", minutes}})) +
                      paragraph(visit.t("What you typed is kept for this visit. In the personnel file there is no such "
                                        "limit.")) +
                      paragraph(link(visit.url("/sign-in"), visit.t("Sign in"))),
              .status = 429});
    response.headers.push_back({"Retry-After", std::to_string(seconds)});
    return response;
}

http::Response lost_form(const Visit& visit) {
    return show(visit, {.title = visit.t("This form has expired"),
                        .main = paragraph(visit.t("Nothing was sent. The service keeps what you type under a cookie, "
                                                  "as long as your visit lasts; without it you can't go on.")) +
                                paragraph(link(visit.url("/unsecured"), visit.t("Begin again"))),
                        .status = 409});
}

// --- step: employer

http::Response ask_employer(Desk& desk, const Visit& visit, const Jotting& draft, const Answers& values,
                            const Problems& problems) {
    const auto naming = usual_naming();
    const auto chosen = values.contains("kind") ? values.at("kind") : std::string(domain::to_code(Kind::in));
    std::vector<Choice> kinds;
    for (const auto kind : declared_kinds) {
        const std::string code(domain::to_code(kind));
        kinds.push_back({.value = code, .text = kind_text(visit.t, kind), .checked = code == chosen});
    }
    const auto introduction =
        paragraph(
            visit.t("For whoever is not registered on the portal yet, or declares without signing in. You need the "
                    "numbers of the employer and of the worker: nothing is filled in, and nothing is shown that "
                    "you did not type yourself.")) +
        paragraph(link(visit.url("/sign-in"), visit.t("Rather sign in: the personnel file fills in what is known")));
    const auto fields =
        radios({.name = "kind",
                .fieldset = Fieldset{.legend = {visit.t("What do you want to declare?"), "govuk-fieldset__legend--s"}},
                .items = std::move(kinds),
                .id_prefix = "kind"}) +
        asking(desk, visit, draft, naming).ask(employer_question, true, values, problems);
    return show_step(desk, visit, visit.url("/"), "employer",
                     {.title = visit.t("Declare without signing in"),
                      .content = introduction + fields,
                      .problems = problems,
                      .naming = naming});
}

http::Response take_employer(Desk& desk, Visit& visit, OpenVisit open) {
    const auto kind = domain::parse_kind(visit.form["kind"]).value_or(Kind::in);
    const auto naming = usual_naming();
    Answers typed = open.draft.answers;
    Problems problems;
    typed["kind"] = domain::to_code(kind == Kind::daily_registration ? Kind::in : kind);
    asking(desk, visit, open.draft, naming).read(employer_question, true, visit.form, typed, problems);
    const auto digits = number_typed(typed["employer.number"]);
    const auto read = read_employer(digits);
    if (problems.empty() && !read)
        problems.push_back({"employer.number", visit.t("This is no valid number of an employer: check its digits")});
    if (!problems.empty()) return ask_employer(desk, visit, open.draft, typed, problems);

    const bool is_new = !open.has_begun || !open.draft["sent"].empty();
    if (is_new) {
        if (const auto wait = desk.open.floodgate().admit_visit(visit.request.peer, desk.open.now()))
            return too_often(visit, *wait);
    }
    // Another declaration, or another employer: nothing of before is carried over.
    if (is_new || open.draft["kind"] != typed["kind"] || open.draft["employer.number"] != digits) {
        begin_anew(desk, open);
        open.draft.set("kind", typed["kind"]);
        open.draft.set("employer.number", digits);
        open.draft.set(read->place, digits);
        mark_seen(open.draft, "employer");
    }
    if (const auto kept = keep(desk, visit, open); !kept) return trouble(visit, kept.error());
    desk.open.keep_limits();
    return see_other(address_of(visit, "confirm"));
}

// --- step: confirm

StepPage ask_confirmation(const Visit& visit, const Jotting& draft) {
    const auto typed = read_employer(draft["employer.number"]);
    return {.title = visit.t("Is this the right employer?"),
            .content = summary_list({{visit.t("Declaration"), kind_text(visit.t, kind_declared(draft))},
                                     {typed ? visit.t(typed->name) : visit.t("Number of the employer"),
                                      draft["employer.number"]}}) +
                       paragraph(visit.t("Compare the number with your papers: without signing in no name is shown."))};
}

// --- steps with questions

StepPage ask_worker(Desk& desk, const Visit& visit, const Jotting& draft, const Answers& values,
                    const Problems& problems) {
    auto naming = usual_naming();
    auto content = asking(desk, visit, draft, naming).ask(*question_at("worker.ssin"), true, values, problems);
    if (is_entry(draft))
        content += paragraph(link(address_of(visit, "identity"), visit.t("The worker has no number yet")));
    return {.title = is_entry(draft) ? visit.t("Who starts?") : visit.t("About which worker is it?"),
            .content = content,
            .problems = problems,
            .naming = std::move(naming)};
}

bool is_needed(std::string_view step, const Question& question, const Course& course) {
    if (step == "identity") return is_needed_without_number(question.place);
    if (step == "characteristics") return question.place != "features.subEntityNumber";
    return course.needs(question);
}

StepPage ask_group(Desk& desk, const Visit& visit, const Jotting& draft, const Course& course, std::string_view step,
                   const Answers& values, const Problems& problems) {
    auto naming = usual_naming();
    const auto form_of = asking(desk, visit, draft, naming);
    Html content;
    for (const auto* question : questions_of(step, draft, course)) {
        const bool is_optional_here = question->place == "features.subEntityNumber";
        const bool needed = is_needed(step, *question, course);
        const auto asked = form_of.ask(*question, needed, values, problems);
        content += is_optional_here ? details(visit.t("Administration with sub-entities"), asked,
                                              values.contains("features.subEntityNumber"))
                                    : asked;
    }
    std::string title = visit.t("More about this work");
    if (step == "characteristics") title = visit.t("Kind of work");
    if (step == "user") title = visit.t("User of the temporary worker");
    if (step == "identity") title = visit.t("Who is the worker?");
    return {.title = title, .content = content, .problems = problems, .naming = std::move(naming)};
}

bool is_flexi(const Jotting& draft) { return draft["features.workerType"] == "FLX"; }

Question for_a_day() {
    auto question = *question_at("startDate");
    question.label = DIMONA_MESSAGE("Day of the performance");
    return question;
}

// One page: for one performance its day and hours, for a period its first and last day.
Html flexi_fields(Desk& desk, const Visit& visit, const Jotting& draft, const Answers& values,
                  const Problems& problems) {
    const auto by_day = asking(desk, visit, draft, naming_of_a_day());
    const auto by_period = asking(desk, visit, draft, usual_naming());
    // What was typed, and what is wrong with it, belongs to the form that was chosen.
    const bool is_by_period = draft["form"] == "period";
    const auto ask = [&](const QuestionForm& form_of, const Question& question) {
        const bool chosen = (&form_of == &by_period) == is_by_period;
        return form_of.ask(question, true, chosen ? values : Answers(), chosen ? problems : Problems());
    };
    const auto& start_hour = *question_at("startHour");
    const auto& end_hour = *question_at("endHour");
    return by_period.ask(
        *question_at("form"), true, values, problems, false,
        {{"day", ask(by_day, for_a_day()) + ask(by_day, start_hour) + ask(by_day, end_hour)},
         {"period", ask(by_period, *question_at("startDate")) + ask(by_period, *question_at("endDate"))}});
}

StepPage ask_period(Desk& desk, const Visit& visit, const Jotting& draft, const Course& course, const Answers& values,
                    const Problems& problems) {
    auto naming = is_entry(draft) && is_flexi(draft) && draft["form"] != "period" ? naming_of_a_day() : usual_naming();
    const auto form_of = asking(desk, visit, draft, usual_naming());
    Html content;
    std::string title = visit.t("Days and hours");
    if (!is_entry(draft)) {
        content += form_of.ask(period_question, true, values, problems);
        title = kind_declared(draft) == Kind::out      ? visit.t("Declare an exit")
                : kind_declared(draft) == Kind::update ? visit.t("Change a period")
                                                       : visit.t("Cancel a period");
        if (kind_declared(draft) == Kind::update)
            content += paragraph(visit.t("Fill in only what changes.")) +
                       checkboxes({.name = "removeEnd",
                                   .items = {{.value = "yes",
                                              .text = visit.t("There is no last day any more"),
                                              .checked = draft["endDate"] == format_date(open_end_marker)}}});
    }
    if (is_entry(draft) && is_flexi(draft))
        content += flexi_fields(desk, visit, draft, values, problems);
    else
        for (const auto* question : questions_of("period", draft, course))
            content += form_of.ask(*question, course.needs(*question), values, problems);
    return {.title = title, .content = content, .problems = problems, .naming = std::move(naming)};
}

StepPage page_of(Desk& desk, const Visit& visit, const Jotting& draft, const Course& course, std::string_view step,
                 const Problems& problems) {
    auto values = draft.answers;
    if (!draft["noCommittee"].empty()) values["features.jointCommissionNumber"] = no_committee;
    if (step == "confirm") return ask_confirmation(visit, draft);
    if (step == "worker") return ask_worker(desk, visit, draft, values, problems);
    if (step == "period") return ask_period(desk, visit, draft, course, values, problems);
    return ask_group(desk, visit, draft, course, step, values, problems);
}

// --- reading answers

void read_worker(Desk& desk, const Visit& visit, Jotting& draft, Problems& problems) {
    const auto& question = *question_at("worker.ssin");
    asking(desk, visit, draft, usual_naming()).read(question, true, visit.form, draft.answers, problems);
    if (problems.empty() && !domain::Ssin::parse(draft["worker.ssin"]))
        problems.push_back({"worker.ssin", visit.t("This is no valid number: check its 11 digits")});
    if (!problems.empty()) return;
    draft.set("numberless", "");
    for (const auto& known : questions())
        if (known.group == "identity") draft.answers.erase(std::string(known.place));
}

void read_group(Desk& desk, const Visit& visit, Jotting& draft, const Course& course, std::string_view step,
                Problems& problems) {
    const auto form_of = asking(desk, visit, draft, usual_naming());
    for (const auto* question : questions_of(step, draft, course)) {
        form_of.read(*question, is_needed(step, *question, course), visit.form, draft.answers, problems);
    }
    if (step != "characteristics") return;
    const bool none = draft["features.jointCommissionNumber"] == no_committee;
    draft.set("noCommittee", none ? "yes" : "");
    if (none) draft.answers.erase("features.jointCommissionNumber");
}

// The hours of one performance may end on the following day.
void read_flexi(Desk& desk, const Visit& visit, Jotting& draft, Problems& problems) {
    const auto by_period = asking(desk, visit, draft, usual_naming());
    by_period.read(*question_at("form"), true, visit.form, draft.answers, problems);
    if (draft["form"] == "period") {
        for (const char* place : {"startDate", "endDate"})
            by_period.read(*question_at(place), true, visit.form, draft.answers, problems);
        for (const char* place : {"startHour", "endHour"}) draft.answers.erase(place);
        return;
    }
    const auto by_day = asking(desk, visit, draft, naming_of_a_day());
    by_day.read(for_a_day(), true, visit.form, draft.answers, problems);
    for (const char* place : {"startHour", "endHour"})
        by_day.read(*question_at(place), true, visit.form, draft.answers, problems);
    const auto day = parse_date(draft["startDate"]);
    const auto start = parse_hour(draft["startHour"]), end = parse_hour(draft["endHour"]);
    if (!day || !start || !end) return;
    draft.set("endDate", format_date(*end <= *start ? *day + std::chrono::days{1} : *day));
}

void read_period(Desk& desk, const Visit& visit, Jotting& draft, const Course& course, Problems& problems) {
    const auto form_of = asking(desk, visit, draft, usual_naming());
    if (!is_entry(draft)) {
        form_of.read(period_question, true, visit.form, draft.answers, problems);
        draft.set("periodId", number_typed(draft["periodId"]));
        if (problems.empty() && !domain::parse_twelve_digit_number(draft["periodId"]))
            problems.push_back({"periodId", visit.t("This is no period number: check its 12 digits")});
    }
    if (is_entry(draft) && is_flexi(draft)) return read_flexi(desk, visit, draft, problems);
    bool any = false;
    for (const auto* question : questions_of("period", draft, course)) {
        form_of.read(*question, course.needs(*question), visit.form, draft.answers, problems);
        any = any || !draft[std::string(question->place)].empty();
    }
    if (kind_declared(draft) != Kind::update) return;
    if (visit.form["removeEnd"] == "yes") {
        draft.set("endDate", format_date(open_end_marker));
        any = true;
    }
    if (problems.empty() && !any) problems.push_back({"startDate", visit.t("Change at least one of the answers")});
}

void read_step(Desk& desk, const Visit& visit, Jotting& draft, const Course& course, std::string_view step,
               Problems& problems) {
    if (step == "confirm") return;
    if (step == "worker") return read_worker(desk, visit, draft, problems);
    if (step == "period") return read_period(desk, visit, draft, course, problems);
    read_group(desk, visit, draft, course, step, problems);
}

// --- step: summary

std::vector<SummaryRow> summary_rows(Desk& desk, const Visit& visit, const Jotting& draft) {
    const auto words = asking(desk, visit, draft, usual_naming());
    const auto row = [&](std::string_view step, const std::string& name, const Html& value) {
        return SummaryRow{name, value, {{address_of(visit, step), visit.t("Change"), name}}};
    };
    const auto typed = read_employer(draft["employer.number"]);
    std::vector<SummaryRow> rows = {
        row("employer", visit.t("Declaration"), kind_text(visit.t, kind_declared(draft))),
        row("employer", typed ? visit.t(typed->name) : visit.t("Number of the employer"), draft["employer.number"])};
    if (!draft["periodId"].empty()) rows.push_back(row("period", visit.t(period_question.label), draft["periodId"]));
    for (const auto& question : questions()) {
        const auto answer = draft[std::string(question.place)];
        if (answer.empty()) continue;
        const std::string_view step = question.group == "dates" || question.group == "form" ? "period"
                                      : is_asked_in_characteristics(question)               ? "characteristics"
                                                                                            : question.group;
        rows.push_back(row(step, visit.t(short_label(question)), words.shown(question, answer)));
    }
    return rows;
}

// The hidden controls tell our script what to look for, and how long to wait at least.
Html sending_form(Desk& desk, const Visit& visit, const OpenVisit& open, bool has_waited) {
    const auto& settings = desk.open.forms().settings();
    const auto now = desk.open.now();
    const Instant begun{std::chrono::milliseconds{parse_digits(open.draft["begunAt"]).value_or(0)}};
    const auto early = std::max<std::int64_t>(0, (begun + settings.fill_time_min - now).count());
    const auto token = desk.open.forms().token(visit.visitor, "summary", now);
    Attributes work = {
        {"type", "hidden"}, {"name", "visit"}, {"value", token}, {"data-wait-ms", std::to_string(early)}};
    if (!has_waited) {
        add(work, "data-proof-seed", OpenForms::seed_of(token));
        add(work, "data-proof-bits", std::to_string(settings.proof_bits));
    }
    return form(
        visit, address_of(visit, "summary"),
        void_element("input", work) + hidden("proof", "") + step_button("summary", visit.t("Send the declaration")));
}

http::Response show_summary(Desk& desk, const Visit& visit, const OpenVisit& open, const std::string& back) {
    return show(visit,
                {.title = visit.t("Check your answers before you send the declaration"),
                 .main = summary_list(summary_rows(desk, visit, open.draft)) +
                         paragraph(visit.t("By sending this declaration you confirm that, as far as you know, its data "
                                           "are right. The employer sees it in the personnel file.")) +
                         sending_form(desk, visit, open, false),
                 .back = back});
}

// Milliseconds until the declaration may be sent without proof of work; 0: now.
std::int64_t still_to_wait(Desk& desk, const Jotting& draft) {
    const auto until = parse_digits(draft["waitUntil"]);
    if (!until) return -1;
    return std::max<std::int64_t>(0, *until - desk.open.now().time_since_epoch().count());
}

Floodgate::Attempt attempt_of(const Visit& visit, const Jotting& draft, bool proved) {
    auto worker = draft["worker.ssin"];
    if (worker.empty()) worker = draft["worker.familyName"] + "/" + draft["worker.birthDate"];
    return {.peer = visit.request.peer, .employer = draft["employer.number"], .worker = worker, .proved = proved};
}

http::Response go_to_result(const Visit& visit) { return see_other(address_of(visit, "result")); }

// What was typed is of no more use: the receipt is made from the journal.
Status note_sent(Desk& desk, const Visit& visit, OpenVisit& open, domain::DeclarationId id) {
    const auto kind = open.draft["kind"];
    open.draft.answers = {{"kind", kind}, {"sent", std::to_string(id.value())}};
    return keep(desk, visit, open);
}

http::Response declare_now(Desk& desk, Visit& visit, OpenVisit& open, bool proved) {
    const auto attempt = attempt_of(visit, open.draft, proved);
    if (const auto wait = desk.open.floodgate().admit(attempt, desk.open.now())) return too_often(visit, *wait);
    auto submission = submission_of(desk, visit, open.draft);
    submission.idempotency_key = open.draft["key"];
    const auto answer = declare_and_wait(desk.intake, std::move(submission));
    auto id = answer ? std::optional(answer->id) : std::nullopt;
    if (!answer && answer.error().kind == ErrorKind::conflict) {
        // It was sent, and changed afterwards: what was sent counts.
        const auto reader = desk.store.read();
        if (!reader) return trouble(visit, reader.error());
        const auto before = (*reader)->idempotency(anonymous, sha256(open.draft["key"]));
        if (before && *before) id = (*before)->declaration;
    }
    if (!id) return trouble(visit, answer.error());
    if (answer && answer->decision.result == domain::Verdict::refused)
        desk.open.floodgate().note_refusal(attempt, desk.open.now());
    desk.open.keep_limits();
    if (const auto kept = note_sent(desk, visit, open, *id); !kept) return trouble(visit, kept.error());
    return go_to_result(visit);
}

http::Response take_summary(Desk& desk, Visit& visit, OpenVisit open) {
    const auto& forms = desk.open.forms();
    const auto now = desk.open.now();
    const Instant begun{std::chrono::milliseconds{parse_digits(open.draft["begunAt"]).value_or(0)}};
    const bool early = now < begun + forms.settings().fill_time_min;
    const bool proved = forms.is_proved(visit.form.untrimmed("visit"), visit.form["proof"]);
    if (proved && !early) return declare_now(desk, visit, open, true);
    if (still_to_wait(desk, open.draft) == 0) return declare_now(desk, visit, open, false);
    if (open.draft["waitUntil"].empty()) {
        open.draft.set("waitUntil", std::to_string((now + forms.settings().wait).time_since_epoch().count()));
        if (const auto kept = keep(desk, visit, open); !kept) return trouble(visit, kept.error());
    }
    return see_other(address_of(visit, "wait"));
}

}  // namespace

http::Response open_employer(Desk& desk, Visit& visit) {
    auto open = find_visit(desk, visit);
    if (!open) return trouble(visit, open.error());
    if (!open->draft["sent"].empty()) open->draft.answers.clear();
    return ask_employer(desk, visit, open->draft, open->draft.answers, {});
}

http::Response open_step(Desk& desk, Visit& visit) {
    const auto open = find_visit(desk, visit);
    if (!open) return trouble(visit, open.error());
    const auto& step = visit.part(0);
    if (!open->has_begun) return see_other(address_of(visit, "employer"));
    if (!open->draft["sent"].empty()) return go_to_result(visit);
    auto draft = open->draft;
    if (step == "identity" && is_entry(draft) && is_seen(draft, "confirm")) draft.set("numberless", "yes");
    const auto course = course_of(desk, visit, draft);
    if (!course) return trouble(visit, course.error());
    if (step == "employer") return see_other(address_of(visit, "employer"));
    if (step != "identity" || draft["numberless"].empty())
        if (!is_reachable(draft, *course, step)) return see_other(address_of(visit, first_open(draft, *course)));
    const auto back = step_before(visit, draft, *course, step);
    if (step == "summary") return show_summary(desk, visit, *open, back);
    return show_step(desk, visit, back, step, page_of(desk, visit, draft, *course, step, {}));
}

http::Response take_open_step(Desk& desk, Visit& visit) {
    auto open = find_visit(desk, visit);
    if (!open) return trouble(visit, open.error());
    const auto step = visit.parts.empty() ? std::string("employer") : visit.part(0);
    if (!desk.open.forms().issued(visit.form.untrimmed("visit"), visit.visitor, step, desk.open.now()))
        return lost_form(visit);
    if (step == "employer") return take_employer(desk, visit, *std::move(open));
    if (!open->has_begun) return see_other(address_of(visit, "employer"));
    if (!open->draft["sent"].empty()) return go_to_result(visit);
    auto& draft = open->draft;
    if (step == "identity" && is_entry(draft) && is_seen(draft, "confirm") && draft["numberless"].empty()) {
        draft.set("numberless", "yes");
        draft.answers.erase("worker.ssin");
        forget_after(draft, "worker");
        mark_seen(draft, "worker");
    }
    const auto course = course_of(desk, visit, draft);
    if (!course) return trouble(visit, course.error());
    if (!is_reachable(draft, *course, step)) return see_other(address_of(visit, first_open(draft, *course)));
    if (step == "summary") return take_summary(desk, visit, *std::move(open));
    Problems problems;
    const auto type_before = draft["features.workerType"];
    read_step(desk, visit, draft, *course, step, problems);
    if (!problems.empty())
        return show_step(desk, visit, step_before(visit, draft, *course, step), step,
                         page_of(desk, visit, draft, *course, step, problems));
    if (step == "characteristics" && draft["features.workerType"] != type_before) forget_after(draft, step);
    mark_seen(draft, step);
    draft.set("waitUntil", "");
    if (const auto kept = keep(desk, visit, *open); !kept) return trouble(visit, kept.error());
    const auto after = course_of(desk, visit, draft);
    if (!after) return trouble(visit, after.error());
    return see_other(address_of(visit, step_after(draft, *after, step)));
}

// Without a script there is no proof of work: a short wait stands for it.
http::Response open_wait(Desk& desk, Visit& visit) {
    const auto open = find_visit(desk, visit);
    if (!open) return trouble(visit, open.error());
    if (!open->has_begun) return see_other(address_of(visit, "employer"));
    if (!open->draft["sent"].empty()) return go_to_result(visit);
    const auto wait = still_to_wait(desk, open->draft);
    if (wait < 0) return see_other(address_of(visit, "summary"));
    if (wait > 0) {
        constexpr std::int64_t a_second = 1'000;
        const auto seconds = std::to_string(wait / a_second + 1);
        const auto why = visit.t(
            "So that programs can't flood the service, it takes the declaration in {seconds} s at the "
            "earliest. Nothing has been sent yet.",
            {{"seconds", seconds}});
        return show(
            visit, {.title = visit.t("One moment, please"),
                    .main = paragraph(why) + paragraph(again_link(address_of(visit, "wait"), visit.t("Go on"), wait))});
    }
    return show(visit,
                {.title = visit.t("You can send the declaration now"),
                 .main = summary_list(summary_rows(desk, visit, open->draft)) + sending_form(desk, visit, *open, true),
                 .back = address_of(visit, "summary")});
}

}  // namespace dimona::web::pages
