// The access manager blocks the unsecured channels of his employer, and lifts the block.
#include <algorithm>

#include "channel/web/pages/access.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/proof.hpp"
#include "register/approvals.hpp"
#include "register/blocking.hpp"

namespace dimona::web::pages {

namespace {

using registry::BlockingRequest;
using registry::DecidedBy;
using registry::Wanted;

constexpr int history_shown = 50;
constexpr const char* motive_id = "motive";

registry::Will will_of(Desk& desk, const Visit& visit, std::string reason) {
    return {.at = desk.intake.now(),
            .by = visit.who->account.login,
            .by_enterprise = visit.who->account.enterprise,
            .via = "page",
            .reason = std::move(reason)};
}

std::string act_text(const Words& t, const std::string& code) {
    if (code == registry::blocked_code) return t("Blocked");
    if (code == registry::unblocked_code) return t("Opened again");
    if (code == registry::requested_code) return t("Asked for");
    if (code == registry::refused_code) return t("Request refused");
    return code;
}

std::string via_text(const Words& t, const registry::Act& act) {
    for (const auto& detail : act.details) {
        if (detail.name != "via") continue;
        if (detail.value == "page") return t("this page");
        if (detail.value == "e-mail") return t("e-mail");
        return t("the authority's desk");
    }
    return {};
}

Html history_of(const Visit& visit, const std::vector<registry::RecordedAct>& acts) {
    const auto& t = visit.t;
    if (acts.empty()) return paragraph(t("Nothing was changed until now."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& [sequence, act] : acts)
        // Whoever works for the authority is not named.
        rows.push_back({{t.moment(act.at)},
                        {act_text(t, act.code)},
                        {act.by_enterprise ? act.by : t("the authority")},
                        {via_text(t, act)},
                        {act.reason}});
    return scrolling_table({.caption = t("What was changed, and by whom"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("When")}, {t("What")}, {t("By whom")}, {t("Through")}, {t("Motive")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

std::string wanted_text(const Words& t, const BlockingRequest& request) {
    return request.wanted == Wanted::block ? t("Block the unsecured channels") : t("Open the unsecured channels again");
}

// What was asked by e-mail, and waits: for the manager, who is here now, or for the authority.
Html requests_of(const Visit& visit, const std::vector<BlockingRequest>& requests) {
    const auto& t = visit.t;
    Html all;
    for (const auto& request : requests) {
        std::vector<SummaryRow> rows = {{t("Asked"), wanted_text(t, request)},
                                        {t("When"), t.moment(request.asked_at)},
                                        {t("By whom"), request.asked_by}};
        if (!request.motive.empty()) rows.push_back({t("Motive"), request.motive});
        all += summary_list(rows);
        if (request.decider == DecidedBy::authority) {
            all += paragraph(t("The authority decides about it."));
            continue;
        }
        const auto address = visit.url("/blocking/requests/" + request.id);
        all +=
            buttons(form(visit, address, hidden("decision", "confirm") + submit(t("Yes, I asked for this"))) +
                    form(visit, address,
                         hidden("decision", "refuse") + submit(t("No, this was not me"), "govuk-button--secondary")));
    }
    return all.empty() ? all : element("h2", "govuk-heading-m", t("Asked by e-mail")) + all;
}

Html block_form(const Visit& visit) {
    const auto& t = visit.t;
    return paragraph(
               t("From then on every declaration for your enterprise by the unsecured online service or by "
                 "telephone is refused (90256-342). Declarations in the personnel file, by the web service and by "
                 "batch go on.")) +
           form(visit, visit.url("/blocking"),
                hidden("wanted", "block") + submit(t("Block the unsecured channels"), "govuk-button--warning"));
}

Html unblock_form(const Visit& visit, const std::string& typed, const std::string& problem) {
    const auto& t = visit.t;
    return form(visit, visit.url("/blocking"),
                hidden("wanted", "unblock") +
                    textarea({.id = motive_id,
                              .name = motive_id,
                              .label = {t("Why should the unsecured channels be opened again?"), "govuk-label--s"},
                              .group = {.hint = t("At least 10 characters. The motive is kept."),
                                        .error = problem,
                                        .error_prefix = t("Error")},
                              .value = typed,
                              .rows = 4}) +
                    submit(t("Open the unsecured channels again")));
}

// Something waits for a second person already: it is not asked twice.
Result<bool> is_waiting_for_second(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    const auto open = DIMONA_TRY(
        registry::open_approvals(*reader, registry::subject(visit.who->account.enterprise), desk.sessions.now()));
    return std::any_of(open.begin(), open.end(),
                       [](const registry::Approval& approval) { return approval.code == registry::unblock_action; });
}

http::Response show_blocking(Desk& desk, const Visit& visit, const std::string& typed, const std::string& problem) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto employer = (*reader)->employer(visit.employer->number);
    if (!employer) return trouble(visit, employer.error());
    const auto acts = registry::blocking_history(**reader, visit.employer->number, 0, history_shown);
    if (!acts) return trouble(visit, acts.error());
    const auto requests = registry::open_blocking_requests(**reader, visit.employer->number);
    if (!requests) return trouble(visit, requests.error());
    const auto waits = is_waiting_for_second(desk, visit);
    if (!waits) return trouble(visit, waits.error());
    const bool blocked = *employer && (*employer)->blocks_unsecured;
    const auto state = paragraph(Html(t("State now:")) + " " +
                                 (blocked ? tag(t("Blocked"), "govuk-tag--red") : tag(t("Open"), "govuk-tag--green")));
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#" + std::string(motive_id)});
    const int status = errors.empty() ? 200 : 422;
    return show(visit, {.title = t("Unsecured channels"),
                        .main = state + requests_of(visit, *requests) +
                                (!blocked ? block_form(visit)
                                 : *waits ? inset_text(link(visit.url("/access/approvals"),
                                                            t("Opening them again waits for a second person")))
                                          : unblock_form(visit, typed, problem)) +
                                history_of(visit, *acts),
                        .errors = std::move(errors),
                        .back = visit.url("/"),
                        .status = status,
                        .wide = true});
}

constexpr const char* page = "/blocking";

// The right is looked at once more in the transaction: it may have been taken away a moment ago. Opening again waits
// for a second person when the enterprise wants one; `request`: of an e-mail that is confirmed.
Result<access::Outcome> carry_out(Desk& desk, const Visit& visit, Wanted wanted, const std::string& motive,
                                  const std::string& request) {
    const auto number = visit.employer->number;
    const auto actor = actor_of(desk, visit);
    return change<access::Outcome>(desk, [&](registry::Writer& writer) -> Result<access::Outcome> {
        DIMONA_TRY(access::acting_account(writer, actor, access::Right::manage));
        if (wanted == Wanted::unblock) {
            registry::Approval asked{.code = registry::unblock_action,
                                     .about = registry::blocking_subject(number),
                                     .details = {{"employer", std::to_string(number.value())}},
                                     .reason = motive};
            if (!request.empty()) asked.details.push_back({"request", request});
            if (DIMONA_TRY(access::ask_second_person(writer, actor, std::move(asked))) == access::Outcome::waits)
                return access::Outcome::waits;
        }
        const auto will = will_of(desk, visit, motive);
        if (!request.empty())
            DIMONA_TRY_VOID(registry::decide_blocking(writer, request, true, will_of(desk, visit, {})));
        else if (wanted == Wanted::block)
            DIMONA_TRY_VOID(registry::block_unsecured(writer, number, will));
        else
            DIMONA_TRY_VOID(registry::unblock_unsecured(writer, number, will));
        return access::Outcome::done;
    });
}

std::string notice_of(const Visit& visit, Wanted wanted) {
    return wanted == Wanted::block
               ? visit.t("The unsecured channels are blocked: from now on no declaration is accepted there")
               : visit.t("The unsecured channels are open again");
}

}  // namespace

http::Response blocking(Desk& desk, Visit& visit) {
    if (!visit.employer) return see_other(visit.url("/employers"));
    return show_blocking(desk, visit, {}, {});
}

http::Response change_blocking(Desk& desk, Visit& visit) {
    if (!visit.employer) return see_other(visit.url("/employers"));
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto wanted = visit.form["wanted"] == "block" ? Wanted::block : Wanted::unblock;
    const auto motive = visit.form[motive_id];
    if (wanted == Wanted::unblock && !registry::is_motive(motive))
        return show_blocking(desk, visit, motive, visit.t("Say why, in 10 to 1000 characters"));
    const auto waits = is_waiting_for_second(desk, visit);
    if (!waits) return trouble(visit, waits.error());
    if (wanted == Wanted::unblock && *waits) return see_other(visit.url("/access/approvals"));
    const auto outcome = carry_out(desk, visit, wanted, wanted == Wanted::block ? std::string() : motive, {});
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, notice_of(visit, wanted), page);
}

// The link in the answer to an e-mail leads here: it holds for the employer's own access manager alone.
http::Response blocking_request(Desk& desk, Visit& visit) { return blocking(desk, visit); }

http::Response decide_blocking_request(Desk& desk, Visit& visit) {
    if (!visit.employer) return see_other(visit.url("/employers"));
    const bool granted = visit.form["decision"] == "confirm";
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto request = registry::blocking_request(**reader, visit.part(0));
    if (!request) return trouble(visit, request.error());
    if (!*request || (*request)->employer != visit.employer->number || (*request)->decider != DecidedBy::manager)
        return not_found(visit);
    if (!granted) {
        const auto refused = desk.lanes.run(0, [&](registry::Writer& writer) {
            return registry::decide_blocking(writer, (*request)->id, false, will_of(desk, visit, {}));
        });
        if (!refused && refused.error().kind != ErrorKind::conflict) return trouble(visit, refused.error());
        return go_on(desk, visit, page, visit.t("The request is refused; nothing was changed"));
    }
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto outcome = carry_out(desk, visit, (*request)->wanted, (*request)->motive, (*request)->id);
    if (!outcome && outcome.error().kind == ErrorKind::conflict) return see_other(visit.url(page));
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, notice_of(visit, (*request)->wanted), page);
}

}  // namespace dimona::web::pages
