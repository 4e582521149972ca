// Requests of employers for a change after the legal window: the list, one request, the decision.
#include "channel/web/drafts.hpp"
#include "channel/web/pages/change_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/viewing.hpp"

namespace dimona::web::pages {

namespace {

using registry::ChangeRequest;

std::string path_of(const Visit& visit) { return "/desk/changes/" + visit.part(0); }

struct Found {
    ChangeRequest request;
    registry::PeriodView view;
};

Result<Found> find_request(Desk& desk, const Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return fail(ErrorKind::not_found, "this is no number of a case", visit.part(0));
    const auto reader = DIMONA_TRY(desk.store.read());
    auto request = DIMONA_TRY(registry::change_request(*reader, registry::CaseNumber{*number}));
    if (!request) return fail(ErrorKind::not_found, "there is no such request", visit.part(0));
    auto period = DIMONA_TRY(reader->period(request->period));
    if (!period) return fail(ErrorKind::internal, "a request is about a period that is missing", visit.part(0));
    Found found{*std::move(request), DIMONA_TRY(registry::period_view(*reader, *std::move(period)))};
    DIMONA_TRY_VOID(note_look(desk, visit,
                              {.operation = "desk.changeRequest",
                               .employer = found.view.period.employer,
                               .person = found.view.period.person,
                               .number = *number}));
    return found;
}

http::Response show_request(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems,
                            const Html& verdict = {}) {
    const auto found = find_request(desk, visit);
    if (!found) return trouble(visit, found.error());
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto& [request, view] = *found;
    const auto& period = view.period;
    const auto& t = visit.t;
    const auto about = registry::subject_of("change-request", visit.part(0));
    auto rows = change_rows(visit, request);
    rows.push_back({t("Employer"), employer_text(**reader, period.employer)});
    rows.push_back({t("Worker"), view.person ? view.person->family_name + " " + view.person->given_name : ""});
    rows.push_back({t("Period"), link(visit.url("/desk/periods/" + std::to_string(period.id.value())),
                                      std::to_string(period.id.value()))});
    rows.push_back({t("Kind of worker"), type_text(t, desk.intake.rulebook(), period.features.worker_type)});
    rows.push_back({t("Days and hours"), days_of(t, period)});
    auto main = summary_list(rows) + waiting_box(desk, visit, about) + verdict;
    if (is_open(request) && !is_waiting(desk, about)) {
        auto typed = answers_of(period);
        for (const auto& [place, value] : values) typed[place] = value;
        std::vector<Choice> choices;
        if (!period.cancelled) {
            choices.push_back({.value = "change",
                               .text = t("Grant it: enter the change"),
                               .conditional = period_fields(desk, visit, typed, problems)});
            choices.push_back({.value = "cancel", .text = t("Grant it: cancel the period")});
        }
        choices.push_back({.value = "refuse", .text = t("Refuse it")});
        main += form(visit, visit.url(path_of(visit)),
                     desk_choices(visit, t("What do you decide?"), std::move(choices), problems) +
                         text_field(visit,
                                    {.name = "reason",
                                     .label = t("Reason"),
                                     .hint = t("The employer reads it. Don't write the number of a person.")},
                                    problems) +
                         submit(t("Decide")));
    }
    const auto acts = registry::acts_about(**reader, about, 0, 20);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Request {number} for a change", {{"number", visit.part(0)}}),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/changes"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-changes"});
}

std::optional<registry::DeskAction> action_of(Desk& desk, const Visit& visit, const domain::Period& period,
                                              Answers& values, Problems& problems) {
    const auto decision = visit.form["decision"];
    registry::DeskAction action{.code = decision == "refuse" ? "change.refuse" : "change.grant",
                                .about = registry::subject_of("change-request", visit.part(0)),
                                .details = {{"case", visit.part(0)}},
                                .reason = {},
                                .by = {}};
    if (decision == "change")
        read_change(desk, visit, period, action, values, problems);
    else if (decision == "cancel")
        action.details.push_back({"kind", std::string(domain::to_code(domain::Kind::cancel))});
    else if (decision != "refuse")
        problems.push_back({"decision", visit.t("Choose what you decide")});
    action.reason = read_reason(visit, problems);
    return problems.empty() ? std::optional(std::move(action)) : std::nullopt;
}

}  // namespace

http::Response desk_changes(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open = registry::open_change_requests(**reader);
    if (!open) return trouble(visit, open.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& request : *open) {
        const auto number = std::to_string(request.number.value());
        rows.push_back({{link(visit.url("/desk/changes/" + number), number)},
                        {employer_text(**reader, request.employer)},
                        {std::to_string(request.period.value())},
                        {t.moment(request.asked_at)},
                        {age_text(t, request.asked_at, desk.intake.now())}});
    }
    auto list = paragraph(t("No request waits for a decision."));
    if (!rows.empty())
        list = scrolling_table(
            {.caption = t("Open cases, the oldest first: {count}", {{"count", std::to_string(open->size())}}),
             .caption_classes = "govuk-table__caption--m",
             .head = {{t("Case")}, {t("Employer")}, {t("Period")}, {t("Asked")}, {t("Age")}},
             .rows = std::move(rows),
             .first_cell_is_header = true});
    return show(visit, {.title = t("Requests for a change"),
                        .main = list,
                        .back = visit.url("/desk"),
                        .wide = true,
                        .section = "desk-changes"});
}

http::Response desk_change(Desk& desk, Visit& visit) { return show_request(desk, visit, {}, {}); }

http::Response take_desk_change(Desk& desk, Visit& visit) {
    const auto found = find_request(desk, visit);
    if (!found) return trouble(visit, found.error());
    Answers values;
    Problems problems;
    const auto action = action_of(desk, visit, found->view.period, values, problems);
    if (!action) return show_request(desk, visit, values, problems);
    if (action->code == "change.grant") {
        const auto refusal = refusal_beforehand(desk, visit, *action, std::nullopt);
        if (!refusal) return trouble(visit, refusal.error());
        if (!refusal->empty())
            return show_request(desk, visit, values, {{"decision", visit.t("The rules refuse this")}}, *refusal);
    }
    const auto outcome = decide(desk, visit, *action);
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path_of(visit));
    return go_on(desk, visit, path_of(visit),
                 notice_of(visit, *outcome, visit.t("The request is decided, and the employer is told")));
}

}  // namespace dimona::web::pages
