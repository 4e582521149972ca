// Signing in and out.
#include "channel/web/cookies.hpp"
#include "channel/web/open_id.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages {

namespace {

std::string problem_text(const Desk& desk, const Visit& visit, access::SignInProblem problem) {
    switch (problem) {
        case access::SignInProblem::wrong:
            return visit.t("The e-mail address or the password is not right");
        case access::SignInProblem::locked:
            return visit.t("There were too many attempts: try again in {minutes} minutes",
                           {{"minutes", std::to_string(desk.sessions.limits().lock_time.count())}});
        case access::SignInProblem::too_many:
            return visit.t("There were too many attempts from your network: try again later");
    }
    return {};
}

http::Response show_sign_in(Desk& desk, const Visit& visit, const std::string& login, const std::string& problem,
                            int status) {
    Html demonstration;
    if (desk.is_demonstration)
        demonstration =
            inset_text(visit.t("This is a demonstration: who may sign in, and how, was printed when the "
                               "service was started."));
    Html provider;
    if (desk.provider)
        provider = paragraph(link(visit.url("/sign-in/provider"),
                                  visit.t("Sign in with {name}", {{"name", provider_name(*desk.provider)}})));
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#login"});
    return show(visit, {.title = visit.t("Sign in"),
                        .main = demonstration + provider +
                                form(visit, visit.url("/sign-in"),
                                     input({.id = "login",
                                            .name = "login",
                                            .label = {visit.t("E-mail address"), "govuk-label--s"},
                                            .group = {.error = problem, .error_prefix = visit.t("Error")},
                                            .value = login,
                                            .type = "email",
                                            .autocomplete = "username",
                                            .spellcheck = "false"}) +
                                         input({.id = "password",
                                                .name = "password",
                                                .label = {visit.t("Password"), "govuk-label--s"},
                                                .type = "password",
                                                .autocomplete = "current-password",
                                                .spellcheck = "false"}) +
                                         submit(visit.t("Continue"))),
                        .errors = std::move(errors),
                        .back = visit.url("/"),
                        .status = status});
}

http::Response show_code(const Visit& visit, const std::string& problem, int status) {
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#code"});
    return show(visit, {.title = visit.t("Enter the code of your app"),
                        .main = form(visit, visit.url("/sign-in/code"),
                                     input({.id = "code",
                                            .name = "code",
                                            .label = {visit.t("Six digits"), "govuk-label--s"},
                                            .group = {.hint = visit.t("Your authenticator app shows a new code every "
                                                                      "30 seconds; each holds once"),
                                                      .error = problem,
                                                      .error_prefix = visit.t("Error")},
                                            .classes = "govuk-input--width-10",
                                            .inputmode = "numeric",
                                            .autocomplete = "one-time-code",
                                            .spellcheck = "false"}) +
                                         submit(visit.t("Sign in"))),
                        .errors = std::move(errors),
                        .back = visit.url("/sign-in"),
                        .status = status});
}

access::Sessions::Browser browser_of(const Visit& visit) {
    return {std::string(visit.request.header("User-Agent")), visit.request.peer};
}

http::Response with_session(const Desk& desk, http::Response response, const std::string& token) {
    response.headers.push_back({"Set-Cookie", session_cookie(desk.base_url, token)});
    return response;
}

}  // namespace

http::Response sign_in(Desk& desk, Visit& visit) {
    if (visit.who && !visit.who->session.needs_code) return see_other(visit.url("/"));
    return show_sign_in(desk, visit, {}, {}, 200);
}

http::Response take_password(Desk& desk, Visit& visit) {
    const auto typed = visit.form["login"];
    const auto login = access::parse_login(typed);
    if (!login) return show_sign_in(desk, visit, typed, visit.t("Enter your e-mail address"), 422);
    const auto begun = desk.sessions.begin(*login, visit.form.untrimmed("password"), browser_of(visit));
    if (!begun) return trouble(visit, begun.error());
    if (begun->problem)
        return show_sign_in(desk, visit, typed, problem_text(desk, visit, *begun->problem),
                            *begun->problem == access::SignInProblem::wrong ? 422 : 429);
    return with_session(desk, see_other(visit.url("/sign-in/code")), begun->token);
}

http::Response code(Desk& desk, Visit& visit) {
    (void)desk;
    if (!visit.who->session.needs_code) return see_other(visit.url("/"));
    return show_code(visit, {}, 200);
}

http::Response take_code(Desk& desk, Visit& visit) {
    if (!visit.who->session.needs_code) return see_other(visit.url("/"));
    const auto begun = desk.sessions.confirm(visit.who->session, visit.form["code"]);
    if (!begun) return trouble(visit, begun.error());
    if (begun->problem == access::SignInProblem::wrong)
        return show_code(visit, visit.t("The code is not right or was used already: wait for the next one"), 422);
    if (begun->problem) return show_sign_in(desk, visit, {}, problem_text(desk, visit, *begun->problem), 429);
    return with_session(desk, see_other(visit.url("/")), begun->token);
}

http::Response sign_out(Desk& desk, Visit& visit) {
    if (const auto ended = desk.sessions.end(visit.who->session.id); !ended) return trouble(visit, ended.error());
    return with_session(desk, see_other(visit.url("/")), {});
}

// --- OpenID Connect

http::Response go_to_provider(Desk& desk, Visit& visit) {
    if (!desk.provider) return not_found(visit);
    auto departure = begin_at_provider(*desk.provider, visit.t.code());
    if (!departure) return trouble(visit, departure.error());
    auto response = see_other(departure->address);
    response.headers.push_back({"Set-Cookie", departure_cookie(desk.base_url, departure->secret)});
    return response;
}

http::Response come_from_provider(Desk& desk, Visit& visit) {
    if (!desk.provider) return not_found(visit);
    const auto subject = subject_from_provider(*desk.provider, visit.request,
                                               cookie(visit.request, departure_cookie_name(desk.base_url)));
    if (!subject) return show_sign_in(desk, visit, {}, visit.t("Signing in elsewhere did not succeed: try again"), 422);
    const auto begun = desk.sessions.begin_for_subject(*subject, browser_of(visit));
    if (!begun) return trouble(visit, begun.error());
    if (begun->problem)
        return show_sign_in(desk, visit, {},
                            visit.t("You are known there, but have no account here: ask the access manager"), 403);
    return with_session(desk, see_other(visit.url("/")), begun->token);
}

}  // namespace dimona::web::pages
