// Declaring for one worker: question pages, check your answers, send.
#include <algorithm>

#include "channel/web/drafts.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using domain::Kind;

std::string step_address(const Visit& visit, const Jotting& draft, std::string_view step) {
    return visit.url("/declare/" + draft.id + "/" + std::string(step));
}

// The draft of this address, while it is the visitor's own and for the employer for whom he acts. He may act for nobody
// any more: when a mandate has ended, what is sent is refused by the register, and he is told why.
Result<Jotting> find_draft(Desk& desk, const Visit& visit) {
    auto found = DIMONA_TRY(desk.jottings.find(draft_kind, visit.part(0), visit.who->account.login));
    if (!found || (visit.employer && found->employer != visit.employer->number.value()))
        return fail(ErrorKind::not_found, "there is no such draft", visit.part(0));
    return *std::move(found);
}

QuestionForm question_form(Desk& desk, const Visit& visit, const Jotting& draft) {
    return {visit.t, desk.intake.rulebook(), brussels_date(desk.intake.now()), offer_for(desk, visit, draft)};
}

Result<domain::Period> period_of(Desk& desk, const Visit& visit, const Jotting& draft) {
    const domain::PeriodId id{parse_digits(draft["periodId"]).value_or(0)};
    const auto view = DIMONA_TRY(wait_for<registry::PeriodView>(
        [&](auto done) { desk.consultations.period(visit.caller, id, std::move(done)); }));
    return view.period;
}

std::string title_of(const Visit& visit, const Jotting& draft, std::string_view group) {
    switch (kind_of(draft)) {
        case Kind::out:
            return visit.t("Declare an exit");
        case Kind::update:
            return visit.t("Change a period");
        case Kind::cancel:
            return visit.t("Cancel a period");
        case Kind::in:
        case Kind::daily_registration:
            break;
    }
    for (const auto& known : groups())
        if (known.name == group) return visit.t(known.title);
    return visit.t("Declare an entry");
}

// What an UPDATE page shows: the period as it is, with what was already typed.
Answers update_values(const domain::Period& period, const Jotting& draft) {
    auto values = answers_of(period);
    for (const auto& [place, answer] : draft.answers) values[place] = answer;
    return values;
}

Html period_summary(Desk& desk, const Visit& visit, const domain::Period& period) {
    const auto& rulebook = desk.intake.rulebook();
    return summary_list({{visit.t("Period"), std::to_string(period.id.value())},
                         {visit.t("Kind of worker"), type_text(visit.t, rulebook, period.features.worker_type)},
                         {visit.t("Days and hours"), days_of(visit.t, period)}});
}

Html deadlines_box(Desk& desk, const Visit& visit, const domain::Period& period) {
    std::vector<Html> lines;
    for (const auto& deadline : open_deadlines(period, desk.intake.rulebook(), desk.intake.now()))
        lines.push_back(deadline_text(visit.t, deadline));
    return lines.empty() ? Html() : inset_text(list(lines));
}

std::string page_before(const Visit& visit, const Jotting& draft, const Course& course, std::string_view group) {
    if (kind_of(draft) != Kind::in) return visit.url("/periods/" + draft["periodId"]);
    std::string before = visit.url(draft["who"].empty() ? "/declare/in" : "/workers/" + draft["who"]);
    for (const auto& known : groups()) {
        if (known.name == group) break;
        if (course.has(known.name)) before = step_address(visit, draft, known.name);
    }
    return before;
}

http::Response show_question(Desk& desk, const Visit& visit, const Jotting& draft, const Course& course,
                             const Answers& values, const Problems& problems) {
    const auto& group = visit.part(1);
    const auto questions_form = question_form(desk, visit, draft);
    std::vector<const Question*> asked;
    for (const auto& question : questions())
        if (question.group == group && course.asks(question)) asked.push_back(&question);
    if (asked.empty()) return see_other(step_address(visit, draft, next_step(draft, course)));
    const bool is_one = asked.size() == 1;
    Html fields;
    if (kind_of(draft) != Kind::in) {
        const auto period = period_of(desk, visit, draft);
        if (!period) return trouble(visit, period.error());
        fields += period_summary(desk, visit, *period) + deadlines_box(desk, visit, *period);
        if (kind_of(draft) == Kind::update && period->end_day)
            fields += checkboxes({.name = "removeEnd",
                                  .items = {{.value = "yes",
                                             .text = visit.t("There is no last day any more"),
                                             .checked = draft["endDate"] == format_date(open_end_marker)}}});
    }
    for (const auto* question : asked)
        fields += questions_form.ask(*question, course.needs(*question), values, problems,
                                     is_one && kind_of(draft) == Kind::in);
    std::vector<ErrorLink> links;
    for (auto& [text, href] : QuestionForm::links(problems)) links.push_back({text, href});
    return show(visit, {.title = is_one && kind_of(draft) == Kind::in ? visit.t(asked.front()->label)
                                                                      : title_of(visit, draft, group),
                        .main = form(visit, step_address(visit, draft, group), fields + submit(visit.t("Continue"))),
                        .errors = std::move(links),
                        .back = page_before(visit, draft, course, group),
                        .section = "declare",
                        .has_own_heading = is_one && kind_of(draft) == Kind::in});
}

// Of an UPDATE only what differs from the period is declared.
void keep_changes_only(const domain::Period& period, const FormData& form, Jotting& draft) {
    const auto before = answers_of(period);
    if (form["removeEnd"] == "yes") draft.set("endDate", format_date(open_end_marker));
    for (const auto& question : questions()) {
        const std::string place(question.place);
        const auto known = before.find(place);
        if (question.group == "dates" && known != before.end() && draft[place] == known->second)
            draft.answers.erase(place);
    }
}

std::vector<SummaryRow> answered_rows(Desk& desk, const Visit& visit, const Jotting& draft, const Course& course) {
    const auto words = question_form(desk, visit, draft);
    std::vector<SummaryRow> rows;
    for (const auto& question : questions()) {
        const std::string place(question.place);
        const auto answer = draft[place];
        if (answer.empty()) continue;
        const bool about_worker = place.starts_with("worker.");
        if (!about_worker && !course.asks(question)) continue;
        SummaryRow row{visit.t(short_label(question)), words.shown(question, answer), {}};
        if (!about_worker)
            row.actions = {
                {step_address(visit, draft, question.group), visit.t("Change"), visit.t(short_label(question))}};
        rows.push_back(std::move(row));
    }
    return rows;
}

// The emergency case of this draft was used meanwhile, or is for something else.
http::Response case_is_used(const Visit& visit, const Jotting& draft) {
    const auto number = draft[emergency_answer];
    return show(visit, {.title = visit.t("This declaration can't be made under the emergency case"),
                        .main = paragraph(visit.t("A case holds for one declaration of the kind that was reported. "
                                                  "Nothing was sent.")) +
                                paragraph(link(visit.url("/emergency/" + number),
                                               visit.t("Emergency case {number}", {{"number", number}}))),
                        .back = visit.url("/emergency"),
                        .status = 409,
                        .section = "declare"});
}

Html verdict_beforehand(Desk& desk, const Visit& visit, const registry::Answer& answer) {
    const auto& decision = answer.decision;
    auto html = element("h2", "govuk-heading-m", visit.t("What the verdict would be now")) +
                paragraph(result_tag(visit.t, decision.result));
    html += anomalies_view(visit.t, desk.intake.rulebook(), decision.anomalies);
    if (decision.result == domain::Verdict::refused)
        html +=
            paragraph(visit.t("Nothing has been sent yet. Correct the answers above, or send the declaration all "
                              "the same to have a receipt of the refusal."));
    html += balances_view(visit.t, desk.intake.rulebook(), decision.balances);
    return html;
}

}  // namespace

http::Response declare(Desk& desk, Visit& visit) {
    (void)desk;
    const auto door = [&](const char* path, const std::string& text, const std::string& what) {
        return element("h2", "govuk-heading-m", link(visit.url(path), text)) + paragraph(what);
    };
    return show(visit, {.title = visit.t("What do you want to declare?"),
                        .main = door("/declare/in", visit.t("Somebody starts"),
                                     visit.t("The entry of one worker, at the latest when the work begins.")) +
                                door("/multi", visit.t("Several workers at once (Multi-Dimona)"),
                                     visit.t("Choose workers of your file, or send a table (CSV or Excel).")) +
                                door("/periods?list=open", visit.t("Somebody leaves"),
                                     visit.t("The exit: choose the open period.")) +
                                door("/periods?list=recent", visit.t("Change or cancel"),
                                     visit.t("Choose the period that is not right.")) +
                                door("/days", visit.t("Daily registration"),
                                     visit.t("Hours of permanent workers in the hotel and catering industry.")) +
                                door("/quotas/renewals", visit.t("Flexi-jobs of the next quarter"),
                                     visit.t("Renew the periods that end with this quarter.")),
                        .section = "declare"});
}

http::Response new_entry(Desk& desk, Visit& visit) {
    (void)desk;
    const auto emergency = visit.parameter("case");
    const auto& ssin = *question_at("worker.ssin");
    auto before = paragraph(link(visit.url("/workers"), visit.t("Choose a worker of your file")));
    Html known;
    if (!emergency.empty()) {
        before = inset_text(visit.t("Under emergency case {number}", {{"number", emergency}}));
        known = hidden("case", emergency);
    }
    return show(
        visit,
        {.title = visit.t("Who starts?"),
         .main = before +
                 form(visit, visit.url("/declare/in"),
                      known +
                          input({.id = control_id(ssin.place),
                                 .name = std::string(ssin.place),
                                 .label = {visit.t(ssin.label), "govuk-label--s"},
                                 .group = {.hint = visit.t(ssin.hint)},
                                 .classes = std::string(ssin.width),
                                 .inputmode = "numeric",
                                 .autocomplete = "off",
                                 .spellcheck = "false"}) +
                          submit(visit.t("Continue"))) +
                 paragraph(link(visit.url("/workers/add/without-number"), visit.t("The worker has no number yet"))),
         .back = visit.url("/declare"),
         .section = "declare"});
}

http::Response take_new_entry(Desk& desk, Visit& visit) {
    const auto& question = *question_at("worker.ssin");
    const auto typed = visit.form[question.place];
    const auto ssin = domain::Ssin::parse(number_typed(typed));
    if (!ssin) {
        const auto text = typed.empty() ? visit.t("Enter the number of the worker")
                                        : visit.t("This is no valid number: check its 11 digits");
        const auto id = control_id(question.place);
        return show(
            visit,
            {.title = visit.t("Who starts?"),
             .main = form(
                 visit, visit.url("/declare/in"),
                 (visit.form["case"].empty() ? Html() : hidden("case", visit.form["case"])) +
                     input({.id = id,
                            .name = std::string(question.place),
                            .label = {visit.t(question.label), "govuk-label--s"},
                            .group = {.hint = visit.t(question.hint), .error = text, .error_prefix = visit.t("Error")},
                            .value = typed,
                            .classes = std::string(question.width),
                            .inputmode = "numeric",
                            .autocomplete = "off",
                            .spellcheck = "false"}) +
                     submit(visit.t("Continue"))),
             .errors = {{text, "#" + id}},
             .back = visit.url("/declare"),
             .status = 422,
             .section = "declare"});
    }
    auto draft = draft_in(desk, visit, nullptr);
    if (!draft) return trouble(visit, draft.error());
    draft->set("worker.ssin", ssin->to_text());
    if (const auto emergency = domain::parse_twelve_digit_number(visit.form["case"]))
        draft->set(emergency_answer, std::to_string(*emergency));
    if (const auto kept = desk.jottings.keep(*draft); !kept) return trouble(visit, kept.error());
    const auto course = course_of(desk, visit, *draft);
    if (!course) return trouble(visit, course.error());
    return see_other(step_address(visit, *draft, next_step(*draft, *course)));
}

http::Response question(Desk& desk, Visit& visit) {
    const auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    const auto course = course_of(desk, visit, *draft);
    if (!course) return trouble(visit, course.error());
    if (!course->has(visit.part(1))) return not_found(visit);
    auto values = draft->answers;
    if (kind_of(*draft) == Kind::update) {
        const auto period = period_of(desk, visit, *draft);
        if (!period) return trouble(visit, period.error());
        values = update_values(*period, *draft);
    }
    return show_question(desk, visit, *draft, *course, values, {});
}

http::Response take_answer(Desk& desk, Visit& visit) {
    auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    const auto course = course_of(desk, visit, *draft);
    if (!course) return trouble(visit, course.error());
    const auto reading = question_form(desk, visit, *draft);
    const auto& group = visit.part(1);
    Problems problems;
    for (const auto& question : questions())
        if (question.group == group && course->asks(question))
            reading.read(question, course->needs(question), visit.form, draft->answers, problems);
    if (kind_of(*draft) == Kind::update && problems.empty()) {
        const auto period = period_of(desk, visit, *draft);
        if (!period) return trouble(visit, period.error());
        const auto typed = draft->answers;
        keep_changes_only(*period, visit.form, *draft);
        const bool any = std::any_of(questions().begin(), questions().end(), [&](const Question& question) {
            return question.group == "dates" && !(*draft)[std::string(question.place)].empty();
        });
        if (!any) problems.push_back({"startDate", visit.t("Change at least one of the answers"), "day"});
        if (!problems.empty()) draft->answers = typed;
    }
    if (!problems.empty()) {
        auto response = show_question(desk, visit, *draft, *course, draft->answers, problems);
        response.status = 422;
        return response;
    }
    if (group == "type") propose_committee(desk, visit, *draft);
    mark_seen(*draft, group);
    if (const auto kept = desk.jottings.keep(*draft); !kept) return trouble(visit, kept.error());
    const auto after = course_of(desk, visit, *draft);
    if (!after) return trouble(visit, after.error());
    return see_other(step_address(visit, *draft, next_step(*draft, *after)));
}

http::Response check(Desk& desk, Visit& visit) {
    const auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    if (!(*draft)["sent"].empty()) return see_other(visit.url("/declarations/" + (*draft)["sent"]));
    const auto course = course_of(desk, visit, *draft);
    if (!course) return trouble(visit, course.error());
    const auto answer = desk.intake.dry_run(submission_of(desk, visit, *draft));
    if (!answer && answer.error().kind == ErrorKind::conflict) return case_is_used(visit, *draft);
    if (!answer) return trouble(visit, answer.error());
    std::vector<SummaryRow> rows = {{visit.t("Declaration"), kind_text(visit.t, kind_of(*draft))},
                                    {visit.t("Employer"), visit.employer->name}};
    if (const auto emergency = (*draft)[emergency_answer]; !emergency.empty())
        rows.push_back({visit.t("Emergency case"), emergency});
    if (answer->person)
        rows.push_back({visit.t("Worker"), answer->person->family_name + " " + answer->person->given_name});
    Html before;
    if (kind_of(*draft) != Kind::in) {
        const auto period = period_of(desk, visit, *draft);
        if (!period) return trouble(visit, period.error());
        before = period_summary(desk, visit, *period) + deadlines_box(desk, visit, *period);
    }
    for (auto& row : answered_rows(desk, visit, *draft, *course)) rows.push_back(std::move(row));
    const bool refused = answer->decision.result == domain::Verdict::refused;
    const auto send_text = refused ? visit.t("Send it all the same") : visit.t("Send the declaration");
    return show(visit, {.title = visit.t("Check your answers before you send the declaration"),
                        .main = before + summary_list(rows) + verdict_beforehand(desk, visit, *answer) +
                                form(visit, step_address(visit, *draft, "check"),
                                     submit(send_text, refused ? "govuk-button--secondary" : "")),
                        .back = visit.url("/declare"),
                        .section = "declare"});
}

// The draft's id is the key: sent twice, it is one declaration.
http::Response send(Desk& desk, Visit& visit) {
    auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    if (!(*draft)["sent"].empty()) return see_other(visit.url("/declarations/" + (*draft)["sent"]));
    const auto answer = declare_and_wait(desk.intake, submission_of(desk, visit, *draft));
    if (!answer && answer.error().kind == ErrorKind::conflict) return case_is_used(visit, *draft);
    if (!answer) return trouble(visit, answer.error());
    const auto number = std::to_string(answer->id.value());
    draft->set("sent", number);
    if (const auto kept = desk.jottings.keep(*draft); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/declarations/" + number + "/sent"));
}

}  // namespace dimona::web::pages
