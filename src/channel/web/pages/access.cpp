// People and invitations of an enterprise, its options, what happened.
#include "channel/web/pages/access.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "channel/web/access_words.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/proof.hpp"

namespace dimona::web::pages {

namespace {

constexpr std::size_t key_length = 16;

Html people_table(const Visit& visit, const std::vector<access::Account>& all) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : all) {
        if (!one.active) continue;
        const bool self = one.login == visit.who->account.login;
        rows.push_back({{one.name},
                        {one.login},
                        {grant_text(t, one.grant)},
                        {self ? Html(t("this is you"))
                              : link(visit.url("/access/people/" + key_of(one.login)), t("Show"), one.name)}});
    }
    return scrolling_table({.caption = t("People"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Name")}, {t("E-mail address")}, {t("Rights")}, {t("Action")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

Html invitations_table(const Visit& visit, const std::vector<access::Invitation>& open) {
    if (open.empty()) return {};
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : open)
        rows.push_back(
            {{one.name},
             {one.login},
             {grant_text(t, one.grant)},
             {t.moment(one.expires)},
             {form(visit, visit.url("/access/invitations/withdraw"),
                   hidden("invitation", one.id) +
                       element("button", {{"type", "submit"}, {"class", "dimona-link-button"}},
                               Html(t("Withdraw")) + element("span", "govuk-visually-hidden", " " + one.name)))}});
    return scrolling_table(
        {.caption = t("Invited"),
         .caption_classes = "govuk-table__caption--m",
         .head = {{t("Name")}, {t("E-mail address")}, {t("Rights")}, {t("Holds until")}, {t("Action")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

Html offer_note(const Visit& visit, const std::optional<access::Transfer>& transfer) {
    if (!transfer) return {};
    const auto& t = visit.t;
    const auto& login = visit.who->account.login;
    if (transfer->to == login)
        return inset_text(link(visit.url("/access/offer"), t("The main manager's role is offered to you: answer")));
    if (transfer->from != login) return {};
    return inset_text(
        Html(t("You offered your role to {who}; it becomes true when it is accepted.", {{"who", transfer->to}})) + " " +
        link(visit.url("/access/transfer"), t("Take the offer back")));
}

Html doors(const Visit& visit, std::size_t waiting) {
    const auto& t = visit.t;
    const auto& grant = visit.who->account.grant;
    std::vector<Html> lines;
    if (grant.represents) lines.push_back(link(visit.url("/access/main"), t("Name the main access manager")));
    if (grant.role == access::Role::main_manager)
        lines.push_back(link(visit.url("/access/transfer"), t("Hand the main manager's role over")));
    lines.push_back(link(visit.url("/access/approvals"),
                         t("Wait for a second person: {count}", {{"count", std::to_string(waiting)}})));
    if (visit.may(access::Right::manage)) {
        lines.push_back(link(visit.url("/access/options"), t("One or two persons for sensitive changes")));
        lines.push_back(link(visit.url("/channels"), t("Channels: programs and their keys")));
        lines.push_back(link(visit.url("/log"), t("Who looked at what")));
    }
    lines.push_back(link(visit.url("/access/history"), t("What happened")));
    return list(lines);
}

}  // namespace

access::Actor actor_of(const Desk& desk, const Visit& visit) {
    return {visit.who->account.login, visit.who->account.enterprise, desk.sessions.now()};
}

std::string key_of(const std::string& login) { return to_hex(sha256(login)).substr(0, key_length); }

http::Response done(Desk& desk, const Visit& visit, access::Outcome outcome, const std::string& notice,
                    const std::string& path) {
    if (outcome == access::Outcome::done) return go_on(desk, visit, path, notice);
    return go_on(desk, visit, "/access/approvals", visit.t("It waits until a second person confirms it"));
}

http::Response people(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto enterprise = visit.who->account.enterprise;
    const auto now = desk.sessions.now();
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto all = access::accounts_of(**reader, enterprise);
    if (!all) return trouble(visit, all.error());
    const auto invited = access::invitations_of(**reader, enterprise, now);
    if (!invited) return trouble(visit, invited.error());
    const auto transfer = access::transfer_of(**reader, enterprise, now);
    if (!transfer) return trouble(visit, transfer.error());
    const auto waiting = registry::open_approvals(**reader, registry::subject(enterprise), now);
    if (!waiting) return trouble(visit, waiting.error());
    const bool invites = access::is_manager(visit.who->account.grant.role);
    return show(
        visit,
        {.title = t("Access: people and what they may do"),
         .main = offer_note(visit, *transfer) +
                 (invites ? button({.text = t("Invite somebody"), .href = visit.url("/access/invite")}) : Html()) +
                 people_table(visit, *all) + invitations_table(visit, *invited) + doors(visit, waiting->size()),
         .back = visit.url("/"),
         .wide = true});
}

http::Response withdraw_invitation(Desk& desk, Visit& visit) {
    const auto actor = actor_of(desk, visit);
    const auto id = visit.form["invitation"];
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        const auto giver = DIMONA_TRY(access::acting_account(writer, actor, access::Right::people));
        for (const auto& open : DIMONA_TRY(access::invitations_of(writer, actor.enterprise, actor.at))) {
            if (open.id != id) continue;
            // One's own invitation, or one that one could have written.
            if (open.by != actor.login) DIMONA_TRY_VOID(access::may_change(giver.grant, open.grant));
            return access::withdraw_invitation(writer, open, actor.login, actor.at);
        }
        return fail(ErrorKind::not_found, "there is no such invitation", id);
    });
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access", visit.t("The invitation does not hold any more"));
}

// --- one or two persons

http::Response access_options(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto wanted = access::wants_second_person(**reader, visit.who->account.enterprise);
    if (!wanted) return trouble(visit, wanted.error());
    return show(
        visit,
        {.title = t("One or two persons for sensitive changes"),
         .main = paragraph(
                     t("Sensitive are: inviting or making managers, registering keys, lifting the block of the "
                       "unsecured channels, and this choice itself. With two persons, one asks and another manager of "
                       "the enterprise or a legal representative confirms within seven days.")) +
                 form(visit, visit.url("/access/options"),
                      radios({.name = "persons",
                              .fieldset = Fieldset{.legend = {t("How many persons?"), "govuk-fieldset__legend--s"}},
                              .items = {{.value = "one", .text = t("One person is enough")},
                                        {.value = "two", .text = t("Two persons")}},
                              .value = *wanted ? "two" : "one"}) +
                          submit(t("Keep"))),
         .back = visit.url("/access")});
}

http::Response take_access_options(Desk& desk, Visit& visit) {
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const bool wanted = visit.form["persons"] == "two";
    const auto outcome = change<access::Outcome>(
        desk, [&](registry::Writer& writer) { return access::choose_second_person(writer, actor, wanted); });
    if (!outcome && outcome.error().kind == ErrorKind::conflict)
        return show(visit, {.title = visit.t("One or two persons for sensitive changes"),
                            .main = paragraph(visit.t("Invite another access manager first.")),
                            .errors = {{refusal_text(visit.t, outcome.error()), "#main-content"}},
                            .back = visit.url("/access/options"),
                            .status = 422});
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, visit.t("Your choice is kept"), "/access");
}

http::Response access_history(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto told = told_acts(**reader, t, registry::subject(visit.who->account.enterprise),
                                parse_digits(visit.parameter("before")).value_or(0));
    if (!told) return trouble(visit, told.error());
    Html main = told->acts.empty() && told->older_before > 0
                    ? paragraph(t("Nothing of people, rights and programs among the acts looked through."))
                    : history_table(visit, told->acts, t("Changes of people, rights and programs"));
    if (told->older_before > 0)
        main += paragraph(
            link(with(visit.url("/access/history"), "before", std::to_string(told->older_before)), t("Older ones")));
    return show(visit, {.title = t("What happened"), .main = main, .back = visit.url("/access"), .wide = true});
}

}  // namespace dimona::web::pages
