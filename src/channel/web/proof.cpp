#include "channel/web/proof.hpp"

#include "channel/web/cookies.hpp"
#include "channel/web/open_id.hpp"

namespace dimona::web {

namespace {

constexpr const char* proof_field = "proof";

// Of a form that is sent again: everything but the token, which the new form has by itself.
Html fields_again(const Visit& visit) {
    Html fields;
    for (const auto& field : visit.form.fields())
        if (field.name != "token" && field.name != proof_field) fields += hidden(field.name, field.value);
    return fields;
}

http::Response show_question(const Visit& visit, const std::string& problem, int status) {
    const auto& t = visit.t;
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#proof"});
    return show(
        visit,
        {.title = t("Is it still you?"),
         .main = paragraph(t("This change is sensitive, and you signed in a while ago. Enter your password, or a code "
                             "of your app; then it goes on.")) +
                 form(visit, visit.request.path,
                      fields_again(visit) +
                          input({.id = proof_field,
                                 .name = proof_field,
                                 .label = {t("Password or code"), "govuk-label--s"},
                                 .group = {.error = problem, .error_prefix = t("Error")},
                                 .type = "password",
                                 .autocomplete = "current-password",
                                 .spellcheck = "false"}) +
                          submit(t("Continue"))),
         .errors = std::move(errors),
         .status = status});
}

// Whoever has neither password nor codes here proves it where he signs in.
http::Response show_provider(const Desk& desk, const Visit& visit) {
    const auto& t = visit.t;
    return show(
        visit, {.title = t("Is it still you?"),
                .main = paragraph(t("This change is sensitive, and you signed in a while ago. Sign in again, then send "
                                    "the form once more.")) +
                        paragraph(link(visit.url("/sign-in/provider"),
                                       t("Sign in with {name}", {{"name", provider_name(*desk.provider)}}))),
                .status = 403});
}

}  // namespace

std::optional<http::Response> ask_for_proof(Desk& desk, Visit& visit) {
    if (desk.sessions.was_proved_lately(visit.who->session)) return std::nullopt;
    const auto& account = visit.who->account;
    if (account.password_hash.empty() && account.code_secret.empty() && desk.provider)
        return show_provider(desk, visit);
    if (!visit.form.has(proof_field)) return show_question(visit, {}, 200);
    auto proved = desk.sessions.prove(visit.who->session, visit.form.untrimmed(proof_field));
    if (!proved) return trouble(visit, proved.error());
    if (proved->problem == access::SignInProblem::wrong)
        return show_question(visit, visit.t("This is neither your password nor a code that still holds"), 422);
    if (proved->problem) {
        auto response = see_other(visit.url("/sign-in"));
        response.headers.push_back({"Set-Cookie", session_cookie(desk.base_url, {})});
        return response;
    }
    visit.who->session = std::move(proved->session);
    return std::nullopt;
}

}  // namespace dimona::web
