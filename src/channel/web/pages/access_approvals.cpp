// What waits for a second person of the enterprise.
#include "channel/web/access_words.hpp"
#include "channel/web/approved_actions.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/proof.hpp"

namespace dimona::web::pages {

namespace {

bool may_confirm(const Visit& visit) { return visit.may(access::Right::manage) || visit.who->account.grant.represents; }

Html decision_form(const Visit& visit, const registry::Approval& one) {
    const auto& t = visit.t;
    const bool own = one.asked_by == visit.who->account.login;
    Html choices;
    if (!own && may_confirm(visit)) choices += button({.text = t("Confirm"), .name = "decision", .value = "confirm"});
    if (own || may_confirm(visit))
        choices += button({.text = own ? t("Take it back") : t("Refuse"),
                           .name = "decision",
                           .value = "refuse",
                           .classes = "govuk-button--secondary"});
    if (choices.empty()) return paragraph(t("Another manager of the whole enterprise decides."));
    const auto note = own ? paragraph(t("Somebody else confirms what you asked for.")) : Html();
    const auto reason = input(
        {.id = "reason-" + one.id, .name = "reason", .label = {t("Reason, when you refuse")}, .autocomplete = "off"});
    return note + form(visit, visit.url("/access/approvals"),
                       hidden("approval", one.id) + (own ? Html() : reason) + buttons(choices));
}

}  // namespace

http::Response approvals(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open =
        registry::open_approvals(**reader, registry::subject(visit.who->account.enterprise), desk.sessions.now());
    if (!open) return trouble(visit, open.error());
    Html content;
    if (open->empty()) content = paragraph(t("Nothing waits."));
    for (const auto& one : *open)
        content += element("section", "dimona-section",
                           heading(2, act_text(t, one.code).value_or(one.code), "m") +
                               summary_list({{t("Details"), approval_details(t, one)},
                                             {t("Asked by"), one.asked_by},
                                             {t("Asked on"), t.moment(one.asked_at)},
                                             {t("Holds until"), t.moment(one.expires)}}) +
                               decision_form(visit, one));
    return show(visit, {.title = t("What waits for a second person"), .main = content, .back = visit.url("/access")});
}

http::Response decide_approval(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const bool confirms = visit.form["decision"] == "confirm";
    if (confirms)
        if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto id = visit.form["approval"];
    const auto reason = visit.form["reason"];
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        if (!confirms) return access::refuse_for_enterprise(writer, actor, id, reason);
        const auto approval = DIMONA_TRY(access::confirm_for_enterprise(writer, actor, id));
        return carry_out_approved(writer, actor, approval, desk);
    });
    if (!status && status.error().kind == ErrorKind::conflict)
        return show(visit, {.title = t("It can't be done any more"),
                            .main = paragraph(t("Refuse it; it can be asked for again.")),
                            .errors = {{refusal_text(t, status.error()), "#main-content"}},
                            .back = visit.url("/access/approvals"),
                            .status = 409});
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access/approvals", confirms ? t("Confirmed, and done") : t("It is not done"));
}

}  // namespace dimona::web::pages
