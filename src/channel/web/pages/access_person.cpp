// Inviting somebody, one person with what he may do, leaving.
#include <algorithm>
#include <array>

#include "channel/web/access_words.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/proof.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::web::pages {

namespace {

using access::Right;
using access::Role;

constexpr std::array roles_to_give = {Role::user, Role::group_manager, Role::access_manager, Role::co_manager};
constexpr std::size_t name_length_max = 100;
constexpr int acts_shown = 20;

// What stands in the form, as it was typed.
struct Typed {
    std::string name, login, language;
    access::Grant grant;
    bool has_role = false;
};

Typed typed_in(const Visit& visit) {
    Typed typed{.name = visit.form["name"],
                .login = visit.form["login"],
                .language = visit.form["language"],
                .grant = {},
                .has_role = false};
    if (const auto role = access::parse_role(visit.form["role"])) {
        typed.grant.role = *role;
        typed.has_role = true;
    }
    for (const auto& code : visit.form.all("right"))
        if (const auto right = access::parse_right(code)) typed.grant.rights.insert(*right);
    for (const auto& code : visit.form.all("group"))
        if (const auto quality = access::parse_quality(code)) typed.grant.qualities.insert(*quality);
    return typed;
}

std::string error_at(const std::vector<ErrorLink>& errors, const std::string& href) {
    for (const auto& error : errors)
        if (error.href == href) return error.text;
    return {};
}

std::string role_hint(const Words& words, Role role) {
    switch (role) {
        case Role::user:
            return words("What is ticked below");
        case Role::group_manager:
            return words("What is ticked below, and the people of one group");
        case Role::access_manager:
            return words("Everything, except naming other access managers");
        case Role::co_manager:
            return words("Everything, except naming co-managers and handing over the main manager's role");
        case Role::main_manager:
        case Role::authority:
            break;
    }
    return {};
}

// Only what the giver may give.
Html grant_fields(const Visit& visit, const access::Grant& grant, bool has_role, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto& giver = visit.who->account.grant;
    std::vector<Choice> roles, rights, groups;
    for (const auto role : roles_to_give)
        if (role < giver.role)
            roles.push_back({.value = std::string(access::to_code(role)),
                             .text = role_text(t, role),
                             .hint = role_hint(t, role),
                             .checked = has_role && grant.role == role});
    for (const auto right : access::rights_to_give()) {
        const bool may_give = giver.role != Role::group_manager || giver.rights.contains(right);
        if (may_give)
            rights.push_back({.value = std::string(access::to_code(right)),
                              .text = right_text(t, right),
                              .checked = grant.rights.contains(right)});
    }
    for (const auto quality : access::all_qualities()) {
        const bool may_give = giver.role != Role::group_manager || giver.qualities.contains(quality);
        if (may_give)
            groups.push_back({.value = std::string(access::to_code(quality)),
                              .text = quality_text(t, quality),
                              .checked = grant.qualities.contains(quality)});
    }
    const auto error_prefix = t("Error");
    return radios({.name = "role",
                   .fieldset = Fieldset{.legend = {t("Role"), "govuk-fieldset__legend--s"}},
                   .items = std::move(roles),
                   .group = {.error = error_at(errors, "#role"), .error_prefix = error_prefix},
                   .id_prefix = "role"}) +
           checkboxes({.name = "right",
                       .fieldset = Fieldset{.legend = {t("Rights"), "govuk-fieldset__legend--s"}},
                       .items = std::move(rights),
                       .group = {.hint = t("For users and group managers; declaring comes with looking"),
                                 .error = error_at(errors, "#right"),
                                 .error_prefix = error_prefix},
                       .id_prefix = "right"}) +
           checkboxes({.name = "group",
                       .fieldset = Fieldset{.legend = {t("Groups"), "govuk-fieldset__legend--s"}},
                       .items = std::move(groups),
                       .group = {.hint = t("Employer: for your own enterprise. Service provider and social "
                                           "secretariat: for those who gave your enterprise a mandate."),
                                 .error = error_at(errors, "#group"),
                                 .error_prefix = error_prefix},
                       .id_prefix = "group"});
}

// What a person can put right in the form; what he may not give comes from the room below.
std::vector<ErrorLink> mistakes_in(const Visit& visit, const Typed& typed) {
    const auto& t = visit.t;
    std::vector<ErrorLink> errors;
    if (!typed.has_role) errors.push_back({t("Choose a role"), "#role"});
    const bool is_chosen_one_by_one = typed.grant.role == Role::user || typed.grant.role == Role::group_manager;
    if (typed.has_role && is_chosen_one_by_one && typed.grant.rights.empty())
        errors.push_back({t("Choose at least one right"), "#right"});
    if (typed.has_role && typed.grant.role == Role::user && typed.grant.qualities.empty())
        errors.push_back({t("Choose at least one group"), "#group"});
    if (typed.has_role && typed.grant.role == Role::group_manager && typed.grant.qualities.size() != 1)
        errors.push_back({t("A group manager has exactly one group"), "#group"});
    return errors;
}

http::Response show_invite(const Visit& visit, const Typed& typed, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto error_prefix = t("Error");
    const auto fields =
        input({.id = "name",
               .name = "name",
               .label = {t("Name"), "govuk-label--s"},
               .group = {.error = error_at(errors, "#name"), .error_prefix = error_prefix},
               .value = typed.name,
               .autocomplete = "off",
               .spellcheck = "false"}) +
        input({.id = "login",
               .name = "login",
               .label = {t("E-mail address"), "govuk-label--s"},
               .group = {.hint = t("Personal: the account is found by it"),
                         .error = error_at(errors, "#login"),
                         .error_prefix = error_prefix},
               .value = typed.login,
               .type = "email",
               .autocomplete = "off",
               .spellcheck = "false"}) +
        select({.id = "language",
                .name = "language",
                .label = {t("Language of the letter"), "govuk-label--s"},
                .items = {{"nl", "Nederlands"}, {"fr", "Français"}, {"de", "Deutsch"}, {"en", "English"}},
                .value = typed.language}) +
        grant_fields(visit, typed.grant, typed.has_role, errors);
    return show(visit,
                {.title = t("Invite somebody"),
                 .main = paragraph(t("A letter goes to the address with a link that holds once, for seven days.")) +
                         form(visit, visit.url("/access/invite"), fields + submit(t("Invite"))),
                 .errors = errors,
                 .back = visit.url("/access"),
                 .status = errors.empty() ? 200 : 422});
}

Result<std::string> enterprise_name(registry::Reader& reader, const Visit& visit) {
    const auto enterprise = visit.who->account.enterprise;
    if (const auto employer = DIMONA_TRY(reader.employer_of(enterprise))) return employer->name;
    const auto known = DIMONA_TRY(registry::find_enterprise(reader, enterprise));
    const auto name = known ? known->name(visit.t.language()) : std::string();
    return name.empty() ? enterprise.to_text() : name;
}

// The person whom the address names, of this enterprise only.
Result<access::Account> person_at(registry::Reader& reader, const Visit& visit) {
    for (auto& one : DIMONA_TRY(access::accounts_of(reader, visit.who->account.enterprise)))
        if (key_of(one.login) == visit.part(0)) return std::move(one);
    return fail(ErrorKind::not_found, "there is no such person", visit.part(0));
}

Html change_form(const Visit& visit, const access::Account& one, const Typed& typed,
                 const std::vector<ErrorLink>& errors) {
    return heading(2, visit.t("Change what this person may do"), "m") +
           form(visit, visit.url("/access/people/" + key_of(one.login)),
                grant_fields(visit, typed.grant, typed.has_role, errors) + submit(visit.t("Change")));
}

Html removal_form(const Visit& visit, const access::Account& one) {
    const auto& t = visit.t;
    return heading(2, t("Take access away"), "m") +
           paragraph(t("All sessions of this person end at once. Programs of the enterprise go on.")) +
           form(visit, visit.url("/access/people/" + key_of(one.login) + "/remove"),
                input({.id = "reason",
                       .name = "reason",
                       .label = {t("Reason, for the history"), "govuk-label--s"},
                       .autocomplete = "off"}) +
                    submit(t("Take access away"), "govuk-button--warning"));
}

http::Response show_person(Desk& desk, const Visit& visit, const access::Account& one, const Typed& typed,
                           const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto acts = registry::acts_about(**reader, access::subject_of_account(one.login), 0, acts_shown);
    if (!acts) return trouble(visit, acts.error());
    const auto& giver = visit.who->account;
    const bool may_change =
        one.active && giver.login != one.login && access::may_change(giver.grant, one.grant).has_value();
    const auto facts = summary_list({{t("Name"), one.name},
                                     {t("E-mail address"), one.login},
                                     {t("Rights"), one.active ? grant_text(t, one.grant) : t("Has left")}});
    return show(visit, {.title = one.name,
                        .main = facts +
                                (may_change ? change_form(visit, one, typed, errors) + removal_form(visit, one)
                                            : paragraph(t("You may not change what this person may do."))) +
                                history_table(visit, *acts, t("What happened")),
                        .errors = errors,
                        .back = visit.url("/access"),
                        .status = errors.empty() ? 200 : 422,
                        .wide = true});
}

}  // namespace

http::Response invite_person(Desk&, Visit& visit) {
    if (!access::is_manager(visit.who->account.grant.role)) return not_allowed(visit);
    return show_invite(visit,
                       {.name = {},
                        .login = {},
                        .language = visit.t.code(),
                        .grant = {.qualities = {access::Quality::employer}},
                        .has_role = false},
                       {});
}

http::Response take_invitation(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    if (!access::is_manager(visit.who->account.grant.role)) return not_allowed(visit);
    const auto typed = typed_in(visit);
    auto errors = mistakes_in(visit, typed);
    const auto login = access::parse_login(typed.login);
    const auto language = domain::parse_language(typed.language);
    if (!login) errors.insert(errors.begin(), {t("Enter an e-mail address, like me@firm.example"), "#login"});
    if (typed.name.empty() || code_points(typed.name) > name_length_max)
        errors.insert(errors.begin(), {t("Enter a name"), "#name"});
    if (!errors.empty()) return show_invite(visit, typed, errors);
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto outcome = change<access::Outcome>(desk, [&](registry::Writer& writer) -> Result<access::Outcome> {
        return access::invite_person(writer, actor,
                                     {.id = {},
                                      .enterprise = actor.enterprise,
                                      .enterprise_name = DIMONA_TRY(enterprise_name(writer, visit)),
                                      .login = *login,
                                      .name = typed.name,
                                      .grant = typed.grant,
                                      .language = language.value_or(t.language()),
                                      .by = actor.login},
                                     desk.base_url);
    });
    if (!outcome && is_refusal(outcome.error()))
        return show_invite(
            visit, typed,
            {{refusal_text(t, outcome.error()), outcome.error().kind == ErrorKind::conflict ? "#login" : "#role"}});
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, t("A letter goes to {address}", {{"address", *login}}), "/access");
}

http::Response person(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto one = person_at(**reader, visit);
    if (!one) return trouble(visit, one.error());
    return show_person(desk, visit, *one,
                       {.name = {}, .login = {}, .language = {}, .grant = one->grant, .has_role = true}, {});
}

http::Response change_person(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto one = person_at(**reader, visit);
    if (!one) return trouble(visit, one.error());
    const auto typed = typed_in(visit);
    if (const auto errors = mistakes_in(visit, typed); !errors.empty())
        return show_person(desk, visit, *one, typed, errors);
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto outcome = change<access::Outcome>(
        desk, [&](registry::Writer& writer) { return access::change_person(writer, actor, one->login, typed.grant); });
    if (!outcome && outcome.error().kind == ErrorKind::forbidden && one->login == visit.who->account.login)
        return not_allowed(visit);
    if (!outcome && is_refusal(outcome.error()))
        return show_person(desk, visit, *one, typed, {{refusal_text(visit.t, outcome.error()), "#role"}});
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, visit.t("The rights of {name} are changed", {{"name", one->name}}), "/access");
}

// Taking away must be quick: no proof is asked for.
http::Response remove_person(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto one = person_at(**reader, visit);
    if (!one) return trouble(visit, one.error());
    const auto actor = actor_of(desk, visit);
    const auto reason = visit.form["reason"];
    if (one->login == actor.login) return see_other(visit.url("/access/leave"));
    const auto status = desk.lanes.run(
        0, [&](registry::Writer& writer) { return access::remove_person(writer, actor, one->login, reason); });
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, "/access", visit.t("{name} has no access any more", {{"name", one->name}}));
}

http::Response leave(Desk&, Visit& visit) {
    const auto& t = visit.t;
    const bool is_main = visit.who->account.grant.role == Role::main_manager;
    if (is_main)
        return show(visit,
                    {.title = t("Leave the enterprise"),
                     .main = paragraph(t("You are the main access manager: hand the role over first.")) +
                             paragraph(link(visit.url("/access/transfer"), t("Hand the main manager's role over"))),
                     .back = visit.url("/account")});
    return show(
        visit,
        {.title = t("Leave the enterprise"),
         .main = paragraph(t("Your account ends at once, with all its sessions. To come back you must be "
                             "invited again.")) +
                 form(visit, visit.url("/access/leave"), submit(t("Leave the enterprise"), "govuk-button--warning")),
         .back = visit.url("/account")});
}

http::Response take_leave(Desk& desk, Visit& visit) {
    const auto actor = actor_of(desk, visit);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) { return access::leave(writer, actor); });
    if (!status && status.error().kind == ErrorKind::conflict) return see_other(visit.url("/access/leave"));
    if (!status) return trouble(visit, status.error());
    return see_other(visit.url("/"));
}

}  // namespace dimona::web::pages
