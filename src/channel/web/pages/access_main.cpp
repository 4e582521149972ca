// The main manager's role: handed over, accepted, or given by a legal representative.
#include "channel/web/access_words.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/proof.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::web::pages {

namespace {

// Everybody who could take the role.
Result<std::vector<Choice>> successors(registry::Reader& reader, const Visit& visit, bool also_self) {
    std::vector<Choice> choices;
    for (const auto& one : DIMONA_TRY(access::accounts_of(reader, visit.who->account.enterprise))) {
        const bool self = one.login == visit.who->account.login;
        if (!one.active || one.grant.role == access::Role::main_manager || (self && !also_self)) continue;
        choices.push_back({.value = key_of(one.login),
                           .text = self ? visit.t("Yourself") : one.name,
                           .hint = one.login + " – " + grant_text(visit.t, one.grant)});
    }
    return choices;
}

Result<std::string> login_of(registry::Reader& reader, const Visit& visit, const std::string& key) {
    for (const auto& one : DIMONA_TRY(access::accounts_of(reader, visit.who->account.enterprise)))
        if (!key.empty() && one.active && key_of(one.login) == key) return one.login;
    return fail(ErrorKind::not_found, "there is no such person", key);
}

Html choice_of_person(const Visit& visit, std::vector<Choice> choices, const std::string& legend,
                      const std::string& error) {
    return radios({.name = "person",
                   .fieldset = Fieldset{.legend = {legend, "govuk-fieldset__legend--s"}},
                   .items = std::move(choices),
                   .group = {.error = error, .error_prefix = visit.t("Error")},
                   .id_prefix = "person"});
}

http::Response show_hand_over(Desk& desk, const Visit& visit, const std::string& error) {
    const auto& t = visit.t;
    if (visit.who->account.grant.role != access::Role::main_manager) return not_allowed(visit);
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto transfer = access::transfer_of(**reader, visit.who->account.enterprise, desk.sessions.now());
    if (!transfer) return trouble(visit, transfer.error());
    const auto title = t("Hand the main manager's role over");
    if (*transfer)
        return show(visit, {.title = title,
                            .main = paragraph(t("You offered your role to {who}; it becomes true when it is accepted.",
                                                {{"who", (*transfer)->to}})) +
                                    form(visit, visit.url("/access/transfer"),
                                         hidden("decision", "end") +
                                             submit(t("Take the offer back"), "govuk-button--secondary")),
                            .back = visit.url("/access")});
    const auto choices = successors(**reader, visit, false);
    if (!choices) return trouble(visit, choices.error());
    if (choices->empty())
        return show(visit, {.title = title,
                            .main = paragraph(t("There is nobody yet who could take it: invite somebody first.")) +
                                    paragraph(link(visit.url("/access/invite"), t("Invite somebody"))),
                            .back = visit.url("/access")});
    std::vector<ErrorLink> errors;
    if (!error.empty()) errors.push_back({error, "#person"});
    return show(visit,
                {.title = title,
                 .main = paragraph(t("The other accepts within seven days. Then you become a co-manager.")) +
                         form(visit, visit.url("/access/transfer"),
                              choice_of_person(visit, *choices, t("To whom?"), error) + submit(t("Offer the role"))),
                 .errors = errors,
                 .back = visit.url("/access"),
                 .status = errors.empty() ? 200 : 422});
}

struct Newcomer {
    std::string name, login;
};

http::Response show_naming(Desk& desk, const Visit& visit, const Newcomer& typed,
                           const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    if (!visit.who->account.grant.represents) return not_allowed(visit);
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    auto choices = successors(**reader, visit, true);
    if (!choices) return trouble(visit, choices.error());
    const auto present = access::main_manager_of(**reader, visit.who->account.enterprise);
    if (!present) return trouble(visit, present.error());
    const auto error_of = [&](const char* href) {
        for (const auto& error : errors)
            if (error.href == href) return error.text;
        return std::string();
    };
    const auto newcomer = input({.id = "name",
                                 .name = "name",
                                 .label = {t("Name")},
                                 .group = {.error = error_of("#name"), .error_prefix = t("Error")},
                                 .value = typed.name,
                                 .autocomplete = "off",
                                 .spellcheck = "false"}) +
                          input({.id = "login",
                                 .name = "login",
                                 .label = {t("E-mail address")},
                                 .group = {.error = error_of("#login"), .error_prefix = t("Error")},
                                 .value = typed.login,
                                 .type = "email",
                                 .autocomplete = "off",
                                 .spellcheck = "false"});
    choices->push_back({.value = "new",
                        .text = t("Somebody who has no account yet"),
                        .checked = !typed.login.empty() || !typed.name.empty(),
                        .conditional = newcomer});
    auto now = t("Your enterprise has no main access manager yet.");
    if (*present) now = t("Main access manager now: {name}. He becomes a co-manager.", {{"name", (*present)->name}});
    return show(visit, {.title = t("Name the main access manager"),
                        .main = paragraph(now) + form(visit, visit.url("/access/main"),
                                                      choice_of_person(visit, *std::move(choices), t("Who is it?"),
                                                                       error_of("#person")) +
                                                          submit(t("Name the main access manager"))),
                        .errors = errors,
                        .back = visit.url("/access"),
                        .status = errors.empty() ? 200 : 422});
}

http::Response invite_newcomer(Desk& desk, Visit& visit, const Newcomer& typed) {
    const auto& t = visit.t;
    const auto login = access::parse_login(typed.login);
    std::vector<ErrorLink> errors;
    if (typed.name.empty()) errors.push_back({t("Enter a name"), "#name"});
    if (!login) errors.push_back({t("Enter an e-mail address, like me@firm.example"), "#login"});
    if (!errors.empty()) return show_naming(desk, visit, typed, errors);
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        const auto employer = DIMONA_TRY(writer.employer_of(actor.enterprise));
        const auto known = DIMONA_TRY(registry::find_enterprise(writer, actor.enterprise));
        access::Invitation wanted;
        wanted.enterprise = actor.enterprise;
        wanted.enterprise_name = actor.enterprise.to_text();
        if (known) wanted.enterprise_name = known->name(t.language());
        if (employer) wanted.enterprise_name = employer->name;
        wanted.login = *login;
        wanted.name = typed.name;
        wanted.language = t.language();
        wanted.by = actor.login;
        return access::invite_main_manager(writer, actor, std::move(wanted), desk.base_url);
    });
    if (!status && is_refusal(status.error()))
        return show_naming(desk, visit, typed, {{refusal_text(t, status.error()), "#login"}});
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access", t("A letter goes to {address}", {{"address", *login}}));
}

}  // namespace

http::Response hand_over(Desk& desk, Visit& visit) { return show_hand_over(desk, visit, {}); }

http::Response take_hand_over(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto actor = actor_of(desk, visit);
    if (visit.form["decision"] == "end") {
        const auto status =
            desk.lanes.run(0, [&](registry::Writer& writer) { return access::end_transfer(writer, actor); });
        if (!status) return trouble(visit, status.error());
        return go_on(desk, visit, "/access", t("The offer is taken back"));
    }
    if (visit.who->account.grant.role != access::Role::main_manager) return not_allowed(visit);
    if (visit.form["person"].empty()) return show_hand_over(desk, visit, t("Choose a person"));
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        return access::ask_transfer(writer, actor, DIMONA_TRY(login_of(writer, visit, visit.form["person"])));
    });
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access", t("Your role is offered; the other finds the offer on the start page"));
}

http::Response offered_role(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto& account = visit.who->account;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto transfer = access::transfer_of(**reader, account.enterprise, desk.sessions.now());
    if (!transfer) return trouble(visit, transfer.error());
    if (!*transfer || (*transfer)->to != account.login)
        return show(visit, {.title = t("The main manager's role"),
                            .main = paragraph(t("No role is offered to you.")),
                            .back = visit.url("/")});
    return show(
        visit, {.title = t("The main manager's role"),
                .main = paragraph(t("{who} offers you the role of main access manager. You answer then for the people, "
                                    "their rights and the programs of the enterprise.",
                                    {{"who", (*transfer)->from}})) +
                        form(visit, visit.url("/access/offer"),
                             buttons(button({.text = t("Accept"), .name = "decision", .value = "accept"}) +
                                     button({.text = t("Decline"),
                                             .name = "decision",
                                             .value = "decline",
                                             .classes = "govuk-button--secondary"}))),
                .back = visit.url("/")});
}

http::Response answer_offer(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto actor = actor_of(desk, visit);
    const bool accepts = visit.form["decision"] == "accept";
    if (accepts)
        if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) {
        return accepts ? access::accept_transfer(writer, actor) : access::end_transfer(writer, actor);
    });
    if (!status && status.error().kind == ErrorKind::not_found) return see_other(visit.url("/access/offer"));
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, accepts ? "/access" : "/",
                 accepts ? t("You are the main access manager now") : t("You declined the role"));
}

http::Response name_main_manager(Desk& desk, Visit& visit) { return show_naming(desk, visit, {}, {}); }

http::Response take_main_manager(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    if (!visit.who->account.grant.represents) return not_allowed(visit);
    const auto chosen = visit.form["person"];
    if (chosen.empty()) return show_naming(desk, visit, {}, {{t("Choose a person"), "#person"}});
    if (chosen == "new") return invite_newcomer(desk, visit, {visit.form["name"], visit.form["login"]});
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        return access::name_main_manager(writer, actor, DIMONA_TRY(login_of(writer, visit, chosen)));
    });
    if (!status && is_refusal(status.error()))
        return show_naming(desk, visit, {}, {{refusal_text(t, status.error()), "#person"}});
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access", t("The main access manager is named"));
}

}  // namespace dimona::web::pages
