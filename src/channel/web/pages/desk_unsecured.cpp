// The operator's desk: requests about the unsecured channels of an employer, and what the authority does by itself.
#include "channel/web/pages/desk_parts.hpp"
#include "register/blocking.hpp"

namespace dimona::web::pages {

namespace {

using registry::BlockingRequest;
using registry::Wanted;

constexpr int history_shown = 50;
constexpr const char* number_field = "number";

std::string wanted_text(const Words& t, Wanted wanted) {
    return wanted == Wanted::block ? t("Block the unsecured channels") : t("Open the unsecured channels again");
}

Html state_of(const Words& t, const domain::Employer& employer) {
    return employer.blocks_unsecured ? tag(t("Blocked"), "govuk-tag--red") : tag(t("Open"), "govuk-tag--green");
}

std::string subject_of_request(const Visit& visit) { return registry::subject_of("unsecured-request", visit.part(0)); }

Result<domain::Employer> employer_asked(registry::Reader& reader, const std::string& text) {
    const auto digits = number_typed(text);
    auto employer = DIMONA_TRY(reader.employer(domain::EmployerNumber::from_stored(parse_digits(digits).value_or(0))));
    if (employer) return *std::move(employer);
    const auto enterprise = domain::EnterpriseNumber::parse(digits);
    if (enterprise)
        if (auto found = DIMONA_TRY(reader.employer_of(*enterprise))) return *std::move(found);
    return fail(ErrorKind::not_found, "there is no such employer", text);
}

Html history_of(registry::Reader& reader, const Visit& visit, domain::EmployerNumber number) {
    const auto acts = registry::blocking_history(reader, number, 0, history_shown);
    return acts ? acts_table(visit, visit.t("History"), *acts) : Html();
}

// --- lists

http::Response show_list(Desk& desk, const Visit& visit, const std::string& typed, const Problems& problems) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open = registry::open_blocking_requests(**reader);
    if (!open) return trouble(visit, open.error());
    std::vector<std::vector<Cell>> rows;
    for (const auto& request : *open)
        rows.push_back({{link(visit.url("/desk/unsecured/" + request.id), wanted_text(t, request.wanted))},
                        {employer_text(**reader, request.employer)},
                        {request.asked_by},
                        {t.moment(request.asked_at)},
                        {age_text(t, request.asked_at, desk.intake.now())}});
    const auto list =
        rows.empty()
            ? paragraph(t("No request waits for a decision."))
            : scrolling_table({.caption = t("Requests that wait, the oldest first"),
                               .caption_classes = "govuk-table__caption--m",
                               .head = {{t("Asked")}, {t("Employer")}, {t("By whom")}, {t("When")}, {t("Age")}},
                               .rows = std::move(rows),
                               .first_cell_is_header = true});
    const auto look_up = form(visit, visit.url("/desk/unsecured"),
                              input({.id = number_field,
                                     .name = number_field,
                                     .label = {t("Number of the employer"), "govuk-label--s"},
                                     .group = {.hint = t("Enterprise number, NSSO number or provisional NSSO number"),
                                               .error = problem_at(problems, number_field),
                                               .error_prefix = t("Error")},
                                     .value = typed,
                                     .classes = "govuk-input--width-20",
                                     .inputmode = "numeric",
                                     .autocomplete = "off"}) +
                                  submit(t("Look up"), "govuk-button--secondary"));
    return show(visit, {.title = t("Unsecured channels"),
                        .main = list + heading(2, t("Block or open unsecured channels"), "m") + look_up,
                        .errors = error_links(problems),
                        .back = visit.url("/desk"),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "desk"});
}

// --- one request

Result<BlockingRequest> find_request(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    auto request = DIMONA_TRY(registry::blocking_request(*reader, visit.part(0)));
    if (!request || request->decider != registry::DecidedBy::authority)
        return fail(ErrorKind::not_found, "there is no such request", visit.part(0));
    return *std::move(request);
}

std::string state_text(const Words& t, registry::RequestState state) {
    switch (state) {
        case registry::RequestState::open:
            return t("Waits for a decision");
        case registry::RequestState::granted:
            return t("Granted");
        case registry::RequestState::refused:
            return t("Refused");
    }
    return {};
}

http::Response show_request(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto& t = visit.t;
    const auto request = find_request(desk, visit);
    if (!request) return trouble(visit, request.error());
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    std::vector<SummaryRow> rows = {{t("Asked"), wanted_text(t, request->wanted)},
                                    {t("Employer"), employer_text(**reader, request->employer)},
                                    {t("By whom"), request->asked_by},
                                    {t("When"), t.moment(request->asked_at)},
                                    {t("Motive"), request->motive},
                                    {t("State"), state_text(t, request->state)}};
    if (!request->reason.empty()) rows.push_back({t("Reason"), request->reason});
    auto main = summary_list(rows) + waiting_box(desk, visit, subject_of_request(visit));
    if (request->state == registry::RequestState::open && !is_waiting(desk, subject_of_request(visit)))
        main += form(visit, visit.url("/desk/unsecured/" + visit.part(0)),
                     reason_field(visit, problems) +
                         buttons(button({.text = t("Grant it"), .name = "decision", .value = "grant"}) +
                                 button({.text = t("Refuse it"),
                                         .name = "decision",
                                         .value = "refuse",
                                         .classes = "govuk-button--secondary"})));
    return show(visit, {.title = t("Request about the unsecured channels"),
                        .main = main + history_of(**reader, visit, request->employer),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/unsecured"),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "desk"});
}

// --- one employer, by the authority itself

std::string subject_of_employer(const domain::Employer& employer) {
    return registry::blocking_subject(employer.number);
}

http::Response show_employer(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto employer = employer_asked(**reader, visit.part(0));
    if (!employer) return trouble(visit, employer.error());
    const auto about = subject_of_employer(*employer);
    auto main = summary_list({{t("Employer"), employer_text(**reader, employer->number)},
                              {t("State now:"), state_of(t, *employer)}}) +
                waiting_box(desk, visit, about);
    if (!is_waiting(desk, about))
        main +=
            form(visit, visit.url("/desk/unsecured/employer/" + visit.part(0)),
                 hidden("wanted", employer->blocks_unsecured ? "unblock" : "block") + reason_field(visit, problems) +
                     submit(wanted_text(t, employer->blocks_unsecured ? Wanted::unblock : Wanted::block)));
    return show(visit, {.title = t("Unsecured channels"),
                        .main = main + history_of(**reader, visit, employer->number),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/unsecured"),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "desk"});
}

}  // namespace

http::Response desk_unsecured(Desk& desk, Visit& visit) { return show_list(desk, visit, {}, {}); }

http::Response find_desk_unsecured(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto typed = visit.form[number_field];
    const auto employer = employer_asked(**reader, typed);
    if (!employer && employer.error().kind != ErrorKind::not_found) return trouble(visit, employer.error());
    if (!employer) return show_list(desk, visit, typed, {{number_field, visit.t("No employer has this number")}});
    return see_other(visit.url("/desk/unsecured/employer/" + std::to_string(employer->number.value())));
}

http::Response desk_unsecured_employer(Desk& desk, Visit& visit) { return show_employer(desk, visit, {}); }

http::Response take_desk_unsecured_employer(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto employer = employer_asked(**reader, visit.part(0));
    if (!employer) return trouble(visit, employer.error());
    const bool blocks = visit.form["wanted"] == "block";
    Problems problems;
    const auto reason = read_reason(visit, problems);
    if (problems.empty() && !registry::is_motive(reason))
        problems.push_back({"reason", visit.t("Say why, in 10 to 1000 characters")});
    if (!problems.empty()) return show_employer(desk, visit, problems);
    const auto outcome = decide(desk, visit,
                                {.code = blocks ? "unsecured.block" : "unsecured.unblock",
                                 .about = subject_of_employer(*employer),
                                 .details = {{"employer", std::to_string(employer->number.value())}},
                                 .reason = reason,
                                 .by = {}});
    const auto path = "/desk/unsecured/employer/" + visit.part(0);
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path);
    return go_on(desk, visit, path, notice_of(visit, *outcome, visit.t("Done, and kept in the history")));
}

http::Response desk_unsecured_request(Desk& desk, Visit& visit) { return show_request(desk, visit, {}); }

http::Response take_desk_unsecured_request(Desk& desk, Visit& visit) {
    const auto request = find_request(desk, visit);
    if (!request) return trouble(visit, request.error());
    Problems problems;
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_request(desk, visit, problems);
    const auto outcome = decide(desk, visit,
                                {.code = visit.form["decision"] == "grant" ? "unsecured.grant" : "unsecured.refuse",
                                 .about = subject_of_request(visit),
                                 .details = {{"request", request->id}},
                                 .reason = reason,
                                 .by = {}});
    const auto path = "/desk/unsecured/" + visit.part(0);
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path);
    return go_on(desk, visit, path,
                 notice_of(visit, *outcome, visit.t("The request is decided, and the employer is told")));
}

}  // namespace dimona::web::pages
