// What an employer asks of the authority: a change after the legal window, and the emergency procedure.
#include "channel/web/drafts.hpp"
#include "channel/web/pages/change_parts.hpp"
#include "channel/web/pages/emergency_parts.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::ChangeRequest;
using registry::EmergencyCase;

// --- a change

Result<registry::PeriodView> own_period(Desk& desk, const Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return fail(ErrorKind::not_found, "this is no period number", visit.part(0));
    auto view = DIMONA_TRY(wait_for<registry::PeriodView>(
        [&](auto done) { desk.consultations.period(visit.caller, domain::PeriodId{*number}, std::move(done)); }));
    if (view.period.employer != visit.employer->number)
        return fail(ErrorKind::not_found, "this period belongs to another employer", visit.part(0));
    return view;
}

bool may_ask(Desk& desk, const domain::Period& period) {
    return registry::may_ask_for_change(period, desk.intake.rulebook(), desk.intake.now());
}

http::Response show_request_form(const Visit& visit, const registry::PeriodView& view, const Problems& problems) {
    const auto& t = visit.t;
    const auto path = "/periods/" + visit.part(0);
    const auto name = view.person ? view.person->family_name + " " + view.person->given_name : std::string();
    return show(
        visit,
        {.title = t("Ask the authority for a change"),
         .main =
             paragraph(t("The time in which you could make this change yourself is over, or the period is locked. "
                         "The authority decides; you get a letter.")) +
             summary_list(
                 {{t("Period"), visit.part(0)}, {t("Worker"), name}, {t("Days and hours"), days_of(t, view.period)}}) +
             form(visit, visit.url(path + "/request"),
                  text_field(visit,
                             {.name = "wanted",
                              .label = t("What should change"),
                              .hint = t("For example: the last day is 31 March 2026")},
                             problems) +
                      text_field(visit, {.name = "reason", .label = t("Why, and why not in time")}, problems) +
                      text_field(visit,
                                 {.name = "evidence",
                                  .label = t("Evidence"),
                                  .hint = t("What shows it: a document and where it is kept. No number of a person.")},
                                 problems) +
                      submit(t("Ask"))),
         .errors = error_links(problems),
         .back = visit.url(path),
         .status = problems.empty() ? 200 : 422,
         .section = "periods"});
}

// Seen by whoever acts for the employer of the period.
template <class Case>
bool is_own(const Visit& visit, const Case& one) {
    return one.enterprise ? one.enterprise == visit.employer->enterprise : one.employer == visit.employer->number;
}

// --- the emergency procedure

http::Response show_emergencies(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto cases = registry::emergencies_of(**reader, *visit.employer);
    if (!cases) return trouble(visit, cases.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (auto one = cases->rbegin(); one != cases->rend(); ++one) {
        const auto number = std::to_string(one->number.value());
        rows.push_back({{link(visit.url("/emergency/" + number), number)},
                        {kind_text(t, one->kind)},
                        {t.moment(one->reported_at)},
                        {emergency_state(t, one->state)}});
    }
    Html main = outages_announced(desk, visit) +
                paragraph(t("When a channel fails, use another one first. If none works, report at once what you could "
                            "not declare and keep the number of the case.")) +
                paragraph(t("When the authority recognises the emergency, one declaration under the case counts from "
                            "the moment of your report. Lateness is not excused by itself."));
    if (!rows.empty())
        main += scrolling_table({.caption = t("Your emergency cases"),
                                 .caption_classes = "govuk-table__caption--m",
                                 .head = {{t("Case")}, {t("Declaration")}, {t("Reported")}, {t("State")}},
                                 .rows = std::move(rows),
                                 .first_cell_is_header = true});
    if (visit.may(access::Right::declare))
        main += element("h2", "govuk-heading-m", t("Report what you could not declare")) +
                form(visit, visit.url("/emergency"), emergency_fields(visit, problems) + submit(t("Report")));
    return show(visit, {.title = t("Emergency procedure"),
                        .main = main,
                        .errors = error_links(problems),
                        .back = visit.url("/"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "declare"});
}

Result<EmergencyCase> own_emergency(Desk& desk, const Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    const auto reader = DIMONA_TRY(desk.store.read());
    auto found = number ? DIMONA_TRY(registry::emergency(*reader, registry::CaseNumber{*number}))
                        : std::optional<EmergencyCase>();
    if (!found || !is_own(visit, *found)) return fail(ErrorKind::not_found, "there is no such case", visit.part(0));
    return *std::move(found);
}

}  // namespace

http::Response request_change(Desk& desk, Visit& visit) {
    const auto view = own_period(desk, visit);
    if (!view) return trouble(visit, view.error());
    if (!may_ask(desk, view->period)) return see_other(visit.url("/periods/" + visit.part(0)));
    return show_request_form(visit, *view, {});
}

http::Response take_change_request(Desk& desk, Visit& visit) {
    const auto view = own_period(desk, visit);
    if (!view) return trouble(visit, view.error());
    const auto path = "/periods/" + visit.part(0);
    if (!may_ask(desk, view->period)) return see_other(visit.url(path));
    Problems problems;
    ChangeRequest request{.number = {},
                          .period = view->period.id,
                          .employer = view->period.employer,
                          .enterprise = view->period.enterprise,
                          .wanted = read_text(visit, "wanted", visit.t("Enter what should change"), problems),
                          .reason = read_text(visit, "reason", visit.t("Enter why, and why not in time"), problems),
                          .evidence = read_text(visit, "evidence", visit.t("Enter what shows it"), problems),
                          .asked_at = desk.intake.now(),
                          .asked_by = visit.who->account.login,
                          .asked_for = visit.who->account.enterprise};
    if (!problems.empty()) return show_request_form(visit, *view, problems);
    registry::CaseNumber number{};
    const auto asked = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        number = DIMONA_TRY(registry::ask_for_change(writer, request));
        return {};
    });
    if (!asked && asked.error().kind == ErrorKind::conflict)
        return go_on(desk, visit, path, visit.t("A request about this period waits already"));
    if (!asked) return trouble(visit, asked.error());
    return go_on(desk, visit, "/requests/" + std::to_string(number.value()),
                 visit.t("Your request is with the authority. Its number: {number}",
                         {{"number", std::to_string(number.value())}}));
}

http::Response change_request(Desk& desk, Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto found =
        number ? registry::change_request(**reader, registry::CaseNumber{*number}) : std::optional<ChangeRequest>();
    if (!found) return trouble(visit, found.error());
    if (!*found || !is_own(visit, **found)) return not_found(visit);
    const auto period = "/periods/" + std::to_string((*found)->period.value());
    auto rows = change_rows(visit, **found);
    rows.push_back({visit.t("Period"), link(visit.url(period), std::to_string((*found)->period.value()))});
    return show(visit, {.title = visit.t("Request {number} for a change", {{"number", visit.part(0)}}),
                        .main = summary_list(rows),
                        .back = visit.url(period),
                        .section = "periods"});
}

http::Response emergencies(Desk& desk, Visit& visit) { return show_emergencies(desk, visit, {}); }

http::Response take_emergency(Desk& desk, Visit& visit) {
    Problems problems;
    auto emergency = read_emergency(visit, problems);
    if (!problems.empty()) return show_emergencies(desk, visit, problems);
    emergency.employer = visit.employer->number;
    emergency.enterprise = visit.employer->enterprise;
    emergency.reported_at = emergency.entered_at = desk.intake.now();
    emergency.entered_by = visit.who->account.login;
    const auto number = enter_emergency_case(desk, emergency);
    if (!number) return trouble(visit, number.error());
    return go_on(desk, visit, "/emergency/" + std::to_string(number->value()),
                 visit.t("Your report is with the authority. Number of the case: {number}",
                         {{"number", std::to_string(number->value())}}));
}

http::Response emergency(Desk& desk, Visit& visit) {
    const auto found = own_emergency(desk, visit);
    if (!found) return trouble(visit, found.error());
    const auto& t = visit.t;
    Html main = summary_list(emergency_rows(visit, *found));
    if (found->state == registry::EmergencyState::recognised && visit.may(access::Right::declare)) {
        if (found->kind == domain::Kind::in)
            main += form(visit, visit.url("/emergency/" + visit.part(0) + "/declare"),
                         submit(t("Declare under this case")));
        else
            main += form(visit, visit.url("/emergency/" + visit.part(0) + "/declare"),
                         input({.id = "period",
                                .name = "period",
                                .label = {t("Number of the period"), "govuk-label--s"},
                                .classes = "govuk-input--width-20",
                                .inputmode = "numeric",
                                .autocomplete = "off"}) +
                             submit(t("Declare under this case")));
    }
    return show(visit, {.title = t("Emergency case {number}", {{"number", visit.part(0)}}),
                        .main = main,
                        .back = visit.url("/emergency"),
                        .section = "declare"});
}

// A draft like any other, with the number of the case; an entry begins with the number of the worker.
http::Response declare_emergency(Desk& desk, Visit& visit) {
    const auto found = own_emergency(desk, visit);
    if (!found) return trouble(visit, found.error());
    if (found->state != registry::EmergencyState::recognised)
        return see_other(visit.url("/emergency/" + visit.part(0)));
    if (found->kind == domain::Kind::in) return see_other(visit.url("/declare/in?case=" + visit.part(0)));
    const auto number = domain::parse_twelve_digit_number(number_typed(visit.form["period"]));
    const auto view = number ? wait_for<registry::PeriodView>([&](auto done) {
        desk.consultations.period(visit.caller, domain::PeriodId{*number}, std::move(done));
    })
                             : Result<registry::PeriodView>(fail(ErrorKind::not_found, "this is no period number"));
    if (!view || view->period.employer != visit.employer->number)
        return go_on(desk, visit, "/emergency/" + visit.part(0), visit.t("You have no period with this number"));
    auto draft = draft_on(visit, view->period, found->kind);
    draft.set(emergency_answer, visit.part(0));
    if (const auto kept = desk.jottings.keep(draft); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/declare/" + draft.id + (found->kind == domain::Kind::cancel ? "/check" : "/dates")));
}

}  // namespace dimona::web::pages
