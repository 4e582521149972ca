// Whoever has the link of a letter chooses a password, sets up one-time codes, and is in.
#include "access/invitation.hpp"

#include "access/one_time_code.hpp"
#include "channel/web/access_words.hpp"
#include "channel/web/cookies.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/receipt_document.hpp"

namespace dimona::web::pages {

namespace {

constexpr std::size_t name_length_max = 100;

// The invitation of this address; or nothing, with the page that says so.
struct Found {
    std::optional<access::Invitation> invitation;
    std::optional<http::Response> refused;
    std::optional<access::Account> known;  // the active account that the address has at this enterprise
};

http::Response does_not_hold(const Visit& visit) {
    return show(visit, {.title = visit.t("This invitation does not hold"),
                        .main = paragraph(visit.t("It was used, withdrawn or replaced by a newer one, or is older than "
                                                  "seven days. Ask whoever invited you for a new one.")),
                        .status = 404});
}

http::Response is_elsewhere(const Visit& visit) {
    return show(visit, {.title = visit.t("This address has an account of another enterprise"),
                        .main = paragraph(visit.t("One address has one account. Ask to be invited under another "
                                                  "address.")),
                        .status = 409});
}

Found find(Desk& desk, const Visit& visit) {
    Found found;
    const auto reader = desk.store.read();
    if (!reader) return {{}, trouble(visit, reader.error()), {}};
    auto invitation = access::invitation_of_code(**reader, visit.part(0), desk.sessions.now());
    if (!invitation) return {{}, trouble(visit, invitation.error()), {}};
    if (!*invitation) return {{}, does_not_hold(visit), {}};
    auto known = access::account(**reader, (*invitation)->login);
    if (!known) return {{}, trouble(visit, known.error()), {}};
    if (*known && (*known)->enterprise != (*invitation)->enterprise) return {{}, is_elsewhere(visit), {}};
    if (*known && (*known)->active) found.known = **known;
    found.invitation = **invitation;
    return found;
}

std::string address_of(const Visit& visit, const char* more = "") {
    return visit.url("/invitation/" + visit.part(0) + more);
}

Html what_it_brings(const Visit& visit, const access::Invitation& invitation) {
    const auto& t = visit.t;
    return summary_list({{t("Enterprise"), invitation.enterprise_name},
                         {t("E-mail address"), invitation.login},
                         {t("Rights"), grant_text(t, invitation.grant)},
                         {t("Holds until"), t.moment(invitation.expires)}});
}

http::Response show_password(const Visit& visit, const access::Invitation& invitation, const std::string& name,
                             const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto error_of = [&](const char* href) {
        for (const auto& error : errors)
            if (error.href == href) return error.text;
        return std::string();
    };
    return show(visit, {.title = t("Your access to Dimona"),
                        .main = what_it_brings(visit, invitation) +
                                form(visit, address_of(visit),
                                     input({.id = "name",
                                            .name = "name",
                                            .label = {t("Your name"), "govuk-label--s"},
                                            .group = {.error = error_of("#name"), .error_prefix = t("Error")},
                                            .value = name,
                                            .autocomplete = "name",
                                            .spellcheck = "false"}) +
                                         input({.id = "password",
                                                .name = "password",
                                                .label = {t("Choose a password"), "govuk-label--s"},
                                                .group = {.hint = t("At least 12 characters"),
                                                          .error = error_of("#password"),
                                                          .error_prefix = t("Error")},
                                                .type = "password",
                                                .autocomplete = "new-password",
                                                .spellcheck = "false"}) +
                                         submit(t("Continue"))),
                        .errors = errors,
                        .status = errors.empty() ? 200 : 422});
}

// Somebody who has an account here takes what the invitation brings, signed in.
http::Response show_addition(const Visit& visit, const access::Invitation& invitation) {
    const auto& t = visit.t;
    const bool is_in = visit.who && !visit.who->session.needs_code && visit.who->account.login == invitation.login;
    const auto next = is_in ? form(visit, address_of(visit), submit(t("Accept")))
                            : paragraph(t("You have an account already. Sign in, then open the link of the letter "
                                          "again.")) +
                                  paragraph(link(visit.url("/sign-in"), t("Sign in")));
    return show(visit, {.title = t("Your access to Dimona"), .main = what_it_brings(visit, invitation) + next});
}

http::Response show_app(const Visit& visit, const access::Invitation& invitation, const std::string& problem) {
    const auto& t = visit.t;
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#code"});
    const auto address = access::code_address(invitation.code_secret, invitation.login);
    return show(
        visit,
        {.title = t("Set up your authenticator app"),
         .main =
             paragraph(t("Scan the code with an authenticator app, or type the key in it. Then enter the six digits "
                         "that it shows.")) +
             Html::markup(qr_svg(address, t("Code for the authenticator app"))) +
             summary_list(
                 {{t("Key"), element("span", {{"class", "dimona-code"}, {"id", "secret"}}, invitation.code_secret)}}) +
             form(visit, address_of(visit, "/app"),
                  input({.id = "code",
                         .name = "code",
                         .label = {t("Six digits"), "govuk-label--s"},
                         .group = {.hint = t("Your authenticator app shows a new code every 30 seconds; each holds "
                                             "once"),
                                   .error = problem,
                                   .error_prefix = t("Error")},
                         .classes = "govuk-input--width-10",
                         .inputmode = "numeric",
                         .autocomplete = "one-time-code",
                         .spellcheck = "false"}) +
                      submit(t("Continue"))),
         .errors = errors,
         .back = address_of(visit),
         .status = errors.empty() ? 200 : 422});
}

http::Response accept_addition(Desk& desk, Visit& visit, const access::Invitation& invitation) {
    if (!visit.who || visit.who->session.needs_code || visit.who->account.login != invitation.login)
        return show_addition(visit, invitation);
    const auto now = desk.sessions.now();
    const auto accepted = change<access::Account>(
        desk, [&](registry::Writer& writer) { return access::accept_invitation(writer, invitation, 0, now); });
    if (!accepted && accepted.error().kind == ErrorKind::not_found) return does_not_hold(visit);
    if (!accepted) return trouble(visit, accepted.error());
    return go_on(desk, visit, "/access", visit.t("Your access is changed"));
}

}  // namespace

http::Response invitation(Desk& desk, Visit& visit) {
    auto found = find(desk, visit);
    if (found.refused) return *std::move(found.refused);
    if (found.known) return show_addition(visit, *found.invitation);
    return show_password(visit, *found.invitation, found.invitation->name, {});
}

http::Response take_invitation_password(Desk& desk, Visit& visit) {
    auto found = find(desk, visit);
    if (found.refused) return *std::move(found.refused);
    if (found.known) return accept_addition(desk, visit, *found.invitation);
    auto& invitation = *found.invitation;
    const auto name = visit.form["name"];
    const auto password = visit.form.untrimmed("password");
    std::vector<ErrorLink> errors;
    if (name.empty() || code_points(name) > name_length_max) errors.push_back({visit.t("Enter a name"), "#name"});
    const access::Account newcomer{.login = invitation.login,
                                   .name = name,
                                   .enterprise = invitation.enterprise,
                                   .subject = {},
                                   .locked_until = {}};
    if (const auto weakness = access::weakness_of(password, newcomer))
        errors.push_back({visit.t(*weakness), "#password"});
    if (!errors.empty()) return show_password(visit, invitation, name, errors);
    auto hash = access::hash_password(password);
    if (!hash) return trouble(visit, hash.error());
    invitation.name = name;
    invitation.password_hash = *std::move(hash);
    if (invitation.code_secret.empty()) invitation.code_secret = access::make_code_secret();
    // Looked up again where it is written: one that was used or withdrawn meanwhile does not come back.
    const auto kept = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        if (!DIMONA_TRY(access::invitation_of_code(writer, visit.part(0), desk.sessions.now())))
            return fail(ErrorKind::not_found, "the invitation was used or withdrawn");
        return access::keep_invitation(writer, invitation);
    });
    if (!kept && kept.error().kind == ErrorKind::not_found) return does_not_hold(visit);
    if (!kept) return trouble(visit, kept.error());
    return see_other(address_of(visit, "/app"));
}

http::Response invitation_app(Desk& desk, Visit& visit) {
    auto found = find(desk, visit);
    if (found.refused) return *std::move(found.refused);
    if (found.known || found.invitation->password_hash.empty()) return see_other(address_of(visit));
    return show_app(visit, *found.invitation, {});
}

http::Response take_invitation_code(Desk& desk, Visit& visit) {
    auto found = find(desk, visit);
    if (found.refused) return *std::move(found.refused);
    const auto& invitation = *found.invitation;
    if (found.known || invitation.password_hash.empty()) return see_other(address_of(visit));
    const auto now = desk.sessions.now();
    const auto step = access::step_of_code(invitation.code_secret, visit.form["code"], now, 0);
    if (!step)
        return show_app(visit, invitation, visit.t("The code is not right: enter the one that the app shows now"));
    const auto joined = change<access::Account>(
        desk, [&](registry::Writer& writer) { return access::accept_invitation(writer, invitation, *step, now); });
    if (!joined && joined.error().kind == ErrorKind::not_found) return does_not_hold(visit);
    if (!joined && joined.error().kind == ErrorKind::conflict) return is_elsewhere(visit);
    if (!joined) return trouble(visit, joined.error());
    auto begun = desk.sessions.begin_for_newcomer(
        *joined, {std::string(visit.request.header("User-Agent")), visit.request.peer});
    if (!begun) return trouble(visit, begun.error());
    begun->session.notice = visit.t("Your account is ready, and you are signed in");
    if (const auto kept = desk.sessions.keep(begun->session); !kept) return trouble(visit, kept.error());
    auto response = see_other(visit.url("/"));
    response.headers.push_back({"Set-Cookie", session_cookie(desk.base_url, begun->token)});
    return response;
}

}  // namespace dimona::web::pages
