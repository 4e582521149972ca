// Periods at the desk: look one up, change it in the employer's place, lock it, enter a new one ("standard" period).
#include <array>

#include "channel/web/drafts.hpp"
#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/standard_periods.hpp"
#include "register/viewing.hpp"

namespace dimona::web::pages {

namespace {

constexpr std::array change_places = {"startDate", "startHour", "endDate", "endHour", "plannedHoursNumber"};
constexpr std::array feature_places = {"features.workerType",
                                       "features.jointCommissionNumber",
                                       "startDate",
                                       "startHour",
                                       "endDate",
                                       "endHour",
                                       "plannedHoursNumber",
                                       "features.subEntityNumber",
                                       "features.usingEmployer.enterpriseNumber",
                                       "features.usingEmployer.jointCommissionNumber"};
struct DetailName {
    std::string_view place, detail;
};
constexpr std::array detail_names = {DetailName{"startDate", "startDate"},
                                     DetailName{"startHour", "startHour"},
                                     DetailName{"endDate", "endDate"},
                                     DetailName{"endHour", "endHour"},
                                     DetailName{"plannedHoursNumber", "plannedHours"},
                                     DetailName{"features.workerType", "workerType"},
                                     DetailName{"features.jointCommissionNumber", "jointCommittee"},
                                     DetailName{"features.subEntityNumber", "subEntity"},
                                     DetailName{"features.usingEmployer.enterpriseNumber", "userEnterprise"},
                                     DetailName{"features.usingEmployer.jointCommissionNumber", "userJointCommittee"}};

void add_details(const Answers& answers, registry::DeskAction& action) {
    for (const auto& [place, detail] : detail_names) {
        const auto found = answers.find(std::string(place));
        if (found != answers.end() && !found->second.empty())
            action.details.push_back({std::string(detail), found->second});
    }
}

// Only what differs from the period is declared.
void keep_differences(const domain::Period& period, Answers& answers) {
    for (const auto& [place, value] : answers_of(period))
        if (const auto found = answers.find(place); found != answers.end() && found->second == value)
            answers.erase(found);
}

std::string path_of(const Visit& visit) { return "/desk/periods/" + visit.part(0); }

Result<registry::PeriodView> find_period(Desk& desk, const Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return fail(ErrorKind::not_found, "this is no period number", visit.part(0));
    const auto reader = DIMONA_TRY(desk.store.read());
    auto period = DIMONA_TRY(reader->period(domain::PeriodId{*number}));
    if (!period) return fail(ErrorKind::not_found, "there is no such period", visit.part(0));
    auto view = DIMONA_TRY(registry::period_view(*reader, *std::move(period)));
    DIMONA_TRY_VOID(note_look(desk, visit,
                              {.operation = "desk.period",
                               .employer = view.period.employer,
                               .person = view.period.person,
                               .number = *number}));
    return view;
}

Html facts_of(Desk& desk, const Visit& visit, const registry::PeriodView& view) {
    const auto& t = visit.t;
    const auto& period = view.period;
    const auto& rulebook = desk.intake.rulebook();
    std::vector<SummaryRow> rows = {
        {t("Period"), std::to_string(period.id.value())},
        {t("Employer"), view.employer ? view.employer->name : std::to_string(period.employer.value())},
        {t("Worker"), view.person ? view.person->family_name + " " + view.person->given_name : std::string()},
        {t("Kind of worker"), type_text(t, rulebook, period.features.worker_type)},
        {t("Joint committee"), committee_text(t, rulebook, period.features.joint_committee)},
        {t("Days and hours"), days_of(t, period)},
        {t("State"), state_tag(t, period)}};
    if (period.planned_hours) rows.push_back({t("Planned hours"), std::to_string(*period.planned_hours)});
    return summary_list(rows);
}

Html history_of(Desk& desk, const Visit& visit, domain::PeriodId id) {
    const auto reader = desk.store.read();
    if (!reader) return {};
    const auto records = (*reader)->declarations_of(id);
    if (!records) return {};
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& record : *records) {
        std::string by = record.declarant, why;
        const auto entry = (*reader)->journal_entry(record.journal_sequence);
        if (entry && *entry)
            if (const auto document = registry::from_document((*entry)->document)) {
                if (document->staff) by = t.pair(t("Staff of the authority"), document->operator_id.value_or(""));
                why = document->reason.value_or("");
                if (document->counts_from)
                    why =
                        t("Counts from {moment} (emergency case {number})",
                          {{"moment", t.moment(*document->counts_from)},
                           {"number", std::to_string(document->case_number.value_or(registry::CaseNumber{}).value())}});
            }
        rows.push_back({{std::to_string(record.id.value())},
                        {kind_text(t, record.kind)},
                        {t.moment(record.received_at)},
                        {by},
                        {why},
                        {result_tag(t, record.result)}});
    }
    return scrolling_table(
        {.caption = t("History of declarations"),
         .caption_classes = "govuk-table__caption--m",
         .head =
             {{t("Number")}, {t("Declaration")}, {t("Received")}, {t("Declared by")}, {t("Reason")}, {t("Verdict")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

http::Response show_period(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems,
                           const Html& verdict = {}) {
    const auto view = find_period(desk, visit);
    if (!view) return trouble(visit, view.error());
    const auto& period = view->period;
    const auto& t = visit.t;
    const auto about = registry::subject_of("period", visit.part(0));
    auto typed = answers_of(period);
    for (const auto& [place, value] : values) typed[place] = value;
    std::vector<Choice> choices;
    if (!period.cancelled) {
        choices.push_back({.value = "change",
                           .text = t("Change days or hours"),
                           .conditional = period_fields(desk, visit, typed, problems)});
        choices.push_back({.value = "cancel", .text = t("Cancel the period")});
        choices.push_back({.value = period.locked ? "unlock" : "lock",
                           .text = period.locked ? t("Unlock: the employer can declare on it again")
                                                 : t("Lock: the employer can't declare on it any more")});
    }
    auto main = facts_of(desk, visit, *view) + waiting_box(desk, visit, about) + verdict;
    if (!choices.empty() && !is_waiting(desk, about))
        main += form(visit, visit.url(path_of(visit)),
                     desk_choices(visit, t("What do you enter?"), std::move(choices), problems) +
                         reason_field(visit, problems) + submit(t("Enter")));
    return show(visit, {.title = t("Period {number}", {{"number", visit.part(0)}}),
                        .main = main + history_of(desk, visit, period.id),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/periods"),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "desk-periods"});
}

std::optional<registry::DeskAction> action_on_period(Desk& desk, const Visit& visit, const domain::Period& period,
                                                     Answers& values, Problems& problems) {
    const auto decision = visit.form["decision"];
    registry::DeskAction action{.code = "period.change",
                                .about = registry::subject_of("period", visit.part(0)),
                                .details = {{"period", visit.part(0)}},
                                .reason = {},
                                .by = {}};
    if (decision == "change")
        read_change(desk, visit, period, action, values, problems);
    else if (decision == "cancel")
        action.details.push_back({"kind", std::string(domain::to_code(domain::Kind::cancel))});
    else if (decision == "lock" || decision == "unlock")
        action.code = "period.lock", action.details.push_back({"locks", decision == "lock" ? "yes" : "no"});
    else
        problems.push_back({"decision", visit.t("Choose what you enter")});
    action.reason = read_reason(visit, problems);
    return problems.empty() ? std::optional(std::move(action)) : std::nullopt;
}

// --- a new one

Html new_form(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto& t = visit.t;
    const auto asking = desk_questions(desk, visit);
    auto fields = input({.id = "employer",
                         .name = "employer",
                         .label = {t("NSSO number of the employer"), "govuk-label--s"},
                         .group = {.error = problem_at(problems, "employer"), .error_prefix = t("Error")},
                         .value = visit.form["employer"],
                         .classes = "govuk-input--width-10",
                         .inputmode = "numeric",
                         .autocomplete = "off"}) +
                  asking.ask(*question_at("worker.ssin"), true, values, problems);
    for (const char* place : feature_places) {
        const std::string_view name(place);
        const bool needed = name == "features.workerType" || name == "startDate";
        fields += asking.ask(*question_at(place), needed, values, problems);
    }
    fields += checkboxes({.name = "locks",
                          .items = {{.value = "yes",
                                     .text = t("Lock it: the employer can't declare on it"),
                                     .checked = !visit.form.has("token") || visit.form["locks"] == "yes"}}});
    return form(visit, visit.url("/desk/periods/new"), fields + reason_field(visit, problems) + submit(t("Enter")));
}

http::Response show_new(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems,
                        const Html& verdict = {}) {
    return show(visit, {.title = visit.t("Enter a period"),
                        .main = verdict + new_form(desk, visit, values, problems),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/periods"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-periods"});
}

std::optional<registry::DeskAction> new_action(Desk& desk, const Visit& visit, Answers& values, Problems& problems) {
    registry::DeskAction action{.code = "period.enter", .about = {}, .details = {}, .reason = {}, .by = {}};
    const auto reader = desk.store.read();
    if (!reader) {
        problems.push_back({"employer", visit.t("The service is not available")});
        return std::nullopt;
    }
    const auto typed = number_typed(visit.form["employer"]);
    auto number = domain::EmployerNumber::parse_definitive(typed);
    if (!number) number = domain::EmployerNumber::parse_provisional(typed);
    const auto employer = number ? (*reader)->employer(*number) : std::optional<domain::Employer>();
    if (!employer || !*employer)
        problems.push_back({"employer", visit.t("No employer has this number")});
    else
        action.details.push_back({"employer", std::to_string(number->value())});
    const auto asking = desk_questions(desk, visit);
    asking.read(*question_at("worker.ssin"), true, visit.form, values, problems);
    const auto ssin = domain::Ssin::parse(values["worker.ssin"]);
    const auto person = ssin ? (*reader)->person(*ssin) : std::optional<domain::Person>();
    if (person && *person)
        action.details.push_back({"person", std::to_string((*person)->key.value())});
    else if (problem_at(problems, "worker.ssin").empty())
        problems.push_back({"worker.ssin", visit.t("Nobody in the register has this number")});
    for (const char* place : feature_places) {
        const std::string_view name(place);
        asking.read(*question_at(place), name == "features.workerType" || name == "startDate", visit.form, values,
                    problems);
    }
    add_details(values, action);
    action.details.push_back({"locks", visit.form["locks"] == "yes" ? "yes" : "no"});
    action.reason = read_reason(visit, problems);
    action.about = registry::subject_of(
        "period", "new/" + typed + "/" + (person && *person ? std::to_string((*person)->key.value()) : std::string()));
    return problems.empty() ? std::optional(std::move(action)) : std::nullopt;
}

}  // namespace

// --- shared with requests for a change

Html period_fields(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto asking = desk_questions(desk, visit);
    Html fields;
    for (const char* place : change_places) fields += asking.ask(*question_at(place), true, values, problems);
    return fields + checkboxes({.name = "removeEnd",
                                .items = {{.value = "yes",
                                           .text = visit.t("There is no last day any more"),
                                           .checked = visit.form["removeEnd"] == "yes"}}});
}

void read_change(Desk& desk, const Visit& visit, const domain::Period& period, registry::DeskAction& action,
                 Answers& values, Problems& problems) {
    const auto asking = desk_questions(desk, visit);
    const auto before = problems.size();
    for (const char* place : change_places) asking.read(*question_at(place), false, visit.form, values, problems);
    if (problems.size() > before) return;
    auto declared = values;
    keep_differences(period, declared);
    if (visit.form["removeEnd"] == "yes") declared["endDate"] = format_date(open_end_marker);
    // The last day of an open period is an exit, not a change.
    const bool closes = !period.end_day && !declared["endDate"].empty();
    std::erase_if(declared, [](const auto& answer) { return answer.second.empty(); });
    if (declared.empty())
        problems.push_back({"startDate", visit.t("Change at least one of the answers"), "day"});
    else if (closes && declared.size() > 1)
        problems.push_back(
            {"endDate", visit.t("Enter the last day of an open period alone, and other changes after it"), "day"});
    action.details.push_back({"kind", std::string(domain::to_code(closes ? domain::Kind::out : domain::Kind::update))});
    add_details(declared, action);
}

Result<Html> refusal_beforehand(Desk& desk, const Visit& visit, const registry::DeskAction& action,
                                std::optional<bool> locks) {
    const auto reader = DIMONA_TRY(desk.store.read());
    const auto answer = DIMONA_TRY(desk.intake.dry_run(
        registry::submission_of({.request = DIMONA_TRY(registry::request_of_action(*reader, action)),
                                 .locks = locks,
                                 .by = visit.who->account.login,
                                 .reason = action.reason,
                                 .asked = std::nullopt})));
    if (answer.decision.result != domain::Verdict::refused) return Html();
    return element("h2", "govuk-heading-m", visit.t("The rules refuse this, and nothing was entered")) +
           anomalies_view(visit.t, desk.intake.rulebook(), answer.decision.anomalies);
}

Html desk_choices(const Visit& visit, const std::string& legend, std::vector<Choice> choices,
                  const Problems& problems) {
    for (auto& choice : choices) choice.checked = choice.value == visit.form["decision"];
    return radios({.name = "decision",
                   .fieldset = Fieldset{.legend = {legend, "govuk-fieldset__legend--m"}},
                   .items = std::move(choices),
                   .group = {.error = problem_at(problems, "decision"), .error_prefix = visit.t("Error")},
                   .id_prefix = "decision"});
}

// --- pages

http::Response desk_periods(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    const bool sent = visit.request.method == "POST";
    const auto error = sent ? t("This is no period number: check its 12 digits") : std::string();
    return show(visit,
                {.title = t("Look up a period"),
                 .main = form(visit, visit.url("/desk/periods"),
                              input({.id = "number",
                                     .name = "number",
                                     .label = {t("Number of the period"), "govuk-label--s"},
                                     .group = {.hint = t("12 digits"), .error = error, .error_prefix = t("Error")},
                                     .value = visit.form["number"],
                                     .classes = "govuk-input--width-20",
                                     .inputmode = "numeric",
                                     .autocomplete = "off"}) +
                                  submit(t("Look up"))) +
                         paragraph(link(visit.url("/desk/periods/new"), t("Enter a period"))),
                 .errors = sent ? std::vector<ErrorLink>{{error, "#number"}} : std::vector<ErrorLink>{},
                 .back = visit.url("/desk"),
                 .status = sent ? 422 : 200,
                 .section = "desk-periods"});
}

http::Response find_desk_period(Desk& desk, Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(number_typed(visit.form["number"]));
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto period = number ? (*reader)->period(domain::PeriodId{*number}) : std::optional<domain::Period>();
    if (!period) return trouble(visit, period.error());
    if (!*period) return desk_periods(desk, visit);
    return see_other(visit.url("/desk/periods/" + std::to_string(*number)));
}

http::Response desk_period(Desk& desk, Visit& visit) { return show_period(desk, visit, {}, {}); }

http::Response take_desk_period(Desk& desk, Visit& visit) {
    const auto view = find_period(desk, visit);
    if (!view) return trouble(visit, view.error());
    Answers values;
    Problems problems;
    const auto action = action_on_period(desk, visit, view->period, values, problems);
    if (!action) return show_period(desk, visit, values, problems);
    const auto locks = (*action)["locks"];
    const auto refusal =
        refusal_beforehand(desk, visit, *action, locks.empty() ? std::nullopt : std::optional(locks == "yes"));
    if (!refusal) return trouble(visit, refusal.error());
    if (!refusal->empty())
        return show_period(desk, visit, values, {{"decision", visit.t("The rules refuse this")}}, *refusal);
    const auto outcome = decide(desk, visit, *action);
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path_of(visit));
    return go_on(desk, visit, path_of(visit),
                 notice_of(visit, *outcome, visit.t("It is entered in the personnel file")));
}

http::Response new_desk_period(Desk& desk, Visit& visit) { return show_new(desk, visit, {}, {}); }

http::Response take_new_desk_period(Desk& desk, Visit& visit) {
    Answers values;
    Problems problems;
    const auto action = new_action(desk, visit, values, problems);
    if (!action) return show_new(desk, visit, values, problems);
    const auto refusal = refusal_beforehand(desk, visit, *action, (*action)["locks"] == "yes");
    if (!refusal) return trouble(visit, refusal.error());
    if (!refusal->empty())
        return show_new(desk, visit, values, {{"employer", visit.t("The rules refuse this")}}, *refusal);
    const auto outcome = decide(desk, visit, *action);
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), "/desk/periods");
    const auto path = outcome->answer && outcome->answer->period
                          ? "/desk/periods/" + std::to_string(outcome->answer->period->value())
                          : std::string("/desk/periods");
    return go_on(desk, visit, path, notice_of(visit, *outcome, visit.t("It is entered in the personnel file")));
}

}  // namespace dimona::web::pages
