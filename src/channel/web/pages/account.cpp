// One's own account, sessions, for whom one acts; and the log for the access manager.
#include <algorithm>
#include <array>

#include "channel/web/grant_words.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages {

namespace {

constexpr int log_lines = 50;

Html sessions_table(Desk& desk, const Visit& visit) {
    const auto sessions = desk.sessions.sessions_of(visit.who->account.login);
    if (!sessions) return {};
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& session : *sessions) {
        const bool own = session.id == visit.who->session.id;
        rows.push_back(
            {{session.agent.empty() ? t("unknown browser") : session.agent},
             {session.peer},
             {t.moment(session.created)},
             {t.moment(session.seen)},
             {own ? Html(t("this session"))
                  : form(visit, visit.url("/account/sessions/end"),
                         hidden("session", session.id) +
                             element("button", {{"type", "submit"}, {"class", "dimona-link-button"}},
                                     Html(t("End it")) + element("span", "govuk-visually-hidden",
                                                                 " " + t("the session of {moment}",
                                                                         {{"moment", t.moment(session.created)}}))))}});
    }
    return scrolling_table(
               {.caption = t("Where you are signed in"),
                .caption_classes = "govuk-table__caption--m",
                .head = {{t("Browser")}, {t("Network address")}, {t("Since")}, {t("Last used")}, {t("Action")}},
                .rows = std::move(rows)}) +
           form(visit, visit.url("/account/sessions/end"),
                hidden("session", "others") + submit(t("Sign out everywhere else"), "govuk-button--secondary"));
}

http::Response show_account(Desk& desk, const Visit& visit, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto& account = visit.who->account;
    const auto error_of = [&](const std::string& href) {
        for (const auto& error : errors)
            if (error.href == href) return error.text;
        return std::string();
    };
    const auto secret = [&](const char* name, const std::string& text, const char* autocomplete,
                            const std::string& hint) {
        return input({.id = name,
                      .name = name,
                      .label = {text},
                      .group = {.hint = hint, .error = error_of("#" + std::string(name)), .error_prefix = t("Error")},
                      .type = "password",
                      .classes = "govuk-input--width-20",
                      .autocomplete = autocomplete,
                      .spellcheck = "false"});
    };
    std::vector<SummaryRow> rows = {{t("Name"), account.name}, {t("E-mail address"), account.login}};
    if (!visit.may(access::Right::operate)) rows.push_back({t("Enterprise"), account.enterprise.to_text()});
    rows.push_back({t("Rights"), grant_text(visit.t, account.grant)});
    const auto facts = summary_list(rows);
    const auto mail = form(visit, visit.url("/account"),
                           checkboxes({.name = "mail",
                                       .items = {{.value = "yes",
                                                  .text = t("Write to me when a deadline comes near"),
                                                  .checked = account.wants_mail}}}) +
                               submit(t("Keep"), "govuk-button--secondary"));
    const auto password = element("h2", "govuk-heading-m", t("Password")) +
                          form(visit, visit.url("/account/password"),
                               secret("old", t("Present password"), "current-password", "") +
                                   secret("new", t("New password"), "new-password", t("At least 12 characters")) +
                                   submit(t("Change the password"), "govuk-button--secondary"));
    const auto more = list({link(visit.url("/access/leave"), t("Leave the enterprise"))});
    return show(visit, {.title = t("Your account"),
                        .main = facts + mail + sessions_table(desk, visit) + password + more,
                        .errors = errors,
                        .back = visit.url("/"),
                        .status = errors.empty() ? 200 : 422,
                        .wide = true});
}

}  // namespace

http::Response account(Desk& desk, Visit& visit) { return show_account(desk, visit, {}); }

http::Response change_account(Desk& desk, Visit& visit) {
    const bool wants = visit.form["mail"] == "yes";
    const auto changed = desk.sessions.change(visit.who->account.login, [&](access::Account& account) {
        account.wants_mail = wants;
        account.language = visit.t.language();
    });
    if (!changed) return trouble(visit, changed.error());
    return go_on(desk, visit, "/account", visit.t("Your choice is kept"));
}

// What access/account.hpp finds wrong with a password.
[[maybe_unused]] constexpr std::array password_messages = {DIMONA_MESSAGE("Enter a password of at least 12 characters"),
                                                           DIMONA_MESSAGE("Enter a shorter password"),
                                                           DIMONA_MESSAGE("Choose a password that is harder to guess")};

// A new password ends all other sessions.
http::Response change_password(Desk& desk, Visit& visit) {
    const auto before = visit.form.untrimmed("old"), chosen = visit.form.untrimmed("new");
    std::vector<ErrorLink> errors;
    if (!access::is_password(before, visit.who->account.password_hash))
        errors.push_back({visit.t("This is not your present password"), "#old"});
    if (const auto weakness = access::weakness_of(chosen, visit.who->account))
        errors.push_back({visit.t(*weakness), "#new"});
    if (!errors.empty()) return show_account(desk, visit, errors);
    const auto hash = access::hash_password(chosen);
    if (!hash) return trouble(visit, hash.error());
    const auto changed = desk.sessions.change(visit.who->account.login,
                                              [&](access::Account& account) { account.password_hash = *hash; });
    if (!changed) return trouble(visit, changed.error());
    const auto ended = desk.sessions.end_others(visit.who->account.login, visit.who->session.id);
    if (!ended) return trouble(visit, ended.error());
    return go_on(desk, visit, "/account", visit.t("Your password is changed; you are signed out everywhere else"));
}

http::Response end_session(Desk& desk, Visit& visit) {
    const auto id = visit.form["session"];
    if (id == "others") {
        const auto ended = desk.sessions.end_others(visit.who->account.login, visit.who->session.id);
        if (!ended) return trouble(visit, ended.error());
        return go_on(desk, visit, "/account", visit.t("You are signed out everywhere else"));
    }
    const auto sessions = desk.sessions.sessions_of(visit.who->account.login);
    if (!sessions) return trouble(visit, sessions.error());
    const bool own = std::any_of(sessions->begin(), sessions->end(),
                                 [&](const access::Session& session) { return session.id == id; });
    if (!own) return not_found(visit);
    if (const auto ended = desk.sessions.end(id); !ended) return trouble(visit, ended.error());
    return go_on(desk, visit, "/account", visit.t("The session is ended"));
}

http::Response employers(Desk& desk, Visit& visit) {
    if (visit.may(access::Right::operate)) return see_other(visit.url("/desk"));
    auto all = desk.file.employers(visit.caller);
    if (!all) return trouble(visit, all.error());
    std::erase_if(*all, [&](const auto& one) { return !access::acts_for(visit.who->account, one); });
    const auto& t = visit.t;
    if (all->empty())
        return show(visit,
                    {.title = t("You act for no employer"),
                     .main = paragraph(t("Your enterprise is not known as an employer, and nobody has given it a "
                                         "mandate.")) +
                             (visit.may_for_own(access::Right::mandate)
                                  ? paragraph(link(visit.url("/mandates"), t("Mandates of your enterprise")))
                                  : Html()) +
                             (visit.may(access::Right::people)
                                  ? paragraph(link(visit.url("/access"), t("Manage the access of your enterprise")))
                                  : Html())});
    std::vector<std::vector<Cell>> rows;
    for (const auto& employer : *all) {
        const bool present = visit.employer && visit.employer->number == employer.number;
        const bool own = employer.enterprise == visit.who->account.enterprise;
        rows.push_back({{employer.name},
                        {std::to_string(employer.number.value())},
                        {own ? t("own enterprise") : t("by mandate")},
                        {present ? Html(t("you act for this one"))
                                 : form(visit, visit.url("/employers"),
                                        hidden("employer", std::to_string(employer.number.value())) +
                                            element("button", {{"type", "submit"}, {"class", "dimona-link-button"}},
                                                    Html(t("Act for")) + " " +
                                                        element("span", "govuk-visually-hidden", employer.name)))}});
    }
    return show(visit, {.title = t("For whom do you act?"),
                        .main = scrolling_table({.caption = t("Employers"),
                                                 .head = {{t("Name")}, {t("Number")}, {t("Why")}, {t("Action")}},
                                                 .rows = std::move(rows),
                                                 .first_cell_is_header = true}),
                        .wide = true});
}

http::Response choose_employer(Desk& desk, Visit& visit) {
    const auto number = parse_digits(visit.form["employer"]);
    if (!number) return not_found(visit);
    const auto found = desk.file.employer(visit.caller, domain::EmployerNumber::from_stored(*number));
    if (!found) return trouble(visit, found.error());
    if (!access::acts_for(visit.who->account, *found)) return not_found(visit);
    auto session = visit.who->session;
    session.employer = *number;
    if (const auto kept = desk.sessions.keep(session); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/"));
}

namespace {

struct Operation {
    std::string_view code;
    const char* message;
};
constexpr std::array operations = {
    Operation{"staff.list", DIMONA_MESSAGE("List of workers")},
    Operation{"worker.get", DIMONA_MESSAGE("One worker")},
    Operation{"worker.identify", DIMONA_MESSAGE("Number and name checked")},
    Operation{"periods.search", DIMONA_MESSAGE("Periods searched")},
    Operation{"period.get", DIMONA_MESSAGE("One period")},
    Operation{"period.history", DIMONA_MESSAGE("One period with its history")},
    Operation{"relations.search", DIMONA_MESSAGE("Relations searched")},
    Operation{"declarations.search", DIMONA_MESSAGE("Declarations searched")},
    Operation{"declaration.get", DIMONA_MESSAGE("One declaration")},
    Operation{"days.list", DIMONA_MESSAGE("Daily registrations")},
    Operation{"quotas.list", DIMONA_MESSAGE("Quotas")},
    Operation{"log.list", DIMONA_MESSAGE("This log")},
    Operation{"desk.identification", DIMONA_MESSAGE("Identification, by the authority")},
    Operation{"desk.candidate", DIMONA_MESSAGE("Candidate for an identification, by the authority")},
    Operation{"desk.period", DIMONA_MESSAGE("One period, by the authority")},
    Operation{"desk.changeRequest", DIMONA_MESSAGE("Request for a change, by the authority")},
    Operation{"desk.emergency", DIMONA_MESSAGE("Emergency case, by the authority")},
    Operation{"desk.person", DIMONA_MESSAGE("One person, by the authority")},
};

// In words; what has none yet, as its code.
std::string operation_text(const Visit& visit, const std::string& code) {
    for (const auto& operation : operations)
        if (operation.code == code) return visit.t(operation.message);
    return code;
}

std::string short_moment(const Visit& visit, Instant instant) {
    const auto local = brussels_time(instant);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return visit.t.short_day(day) + " " + visit.t.hour(ClockTime{static_cast<int>((local - LocalTime{day}).count())});
}

}  // namespace

http::Response log(Desk& desk, Visit& visit) {
    if (!visit.employer) return see_other(visit.url("/employers"));
    const auto before = parse_digits(visit.parameter("before")).value_or(0);
    const auto lines = desk.file.log(visit.caller, visit.employer->number, before, log_lines);
    if (!lines) return trouble(visit, lines.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& line : *lines) {
        const auto& logged = line.consultation;
        rows.push_back({{short_moment(visit, logged.at), {}, "dimona-unbroken"},
                        {logged.caller},
                        {logged.caller_enterprise ? logged.caller_enterprise->to_text() : std::string()},
                        {operation_text(visit, logged.operation)},
                        {line.person ? line.person->family_name + " " + line.person->given_name : std::string()},
                        {logged.number ? std::to_string(*logged.number) : std::string()},
                        {std::to_string(logged.results), "numeric"}});
    }
    const bool more = lines->size() == static_cast<std::size_t>(log_lines);
    const auto next = more ? with(visit.url("/log"), "before", std::to_string(lines->back().consultation.line)) : "";
    return show(visit, {.title = t("Who looked at what"),
                        .main = scrolling_table({.caption = t("Log of consultations"),
                                                 .head = {{t("When")},
                                                          {t("Who")},
                                                          {t("Enterprise")},
                                                          {t("Operation")},
                                                          {t("Worker")},
                                                          {t("Number")},
                                                          {t("Results"), "numeric"}},
                                                 .rows = std::move(rows)}) +
                                pagination({.label = t("Pages"),
                                            .previous = "",
                                            .next = next,
                                            .previous_text = "",
                                            .next_text = t("Older lines")}),
                        .back = visit.url("/"),
                        .wide = true});
}

}  // namespace dimona::web::pages
