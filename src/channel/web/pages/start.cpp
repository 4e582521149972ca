// The start page, in the order of the portal; and the pages that explain.
#include "access/people.hpp"
#include "channel/web/guardian.hpp"
#include "channel/web/pages/emergency_parts.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages {

namespace {

constexpr std::size_t warnings_shown = 12;

Html section(const std::string& title, const Html& content) {
    return element("section", "dimona-section", element("h2", "govuk-heading-m", title) + content);
}

Html introduction(const Visit& visit) {
    return paragraph(visit.t("Dimona is the electronic message with which every employer, public or private, reports "
                             "when a worker enters and leaves service. It is made at the latest when the work begins."),
                     "govuk-body-l");
}

Html file_functions(const Visit& visit) {
    const auto& t = visit.t;
    return list({t("add new workers"), t("declare for one or several workers (Multi-Dimona)"),
                 t("look up and manage your declarations"),
                 t("register the days of permanent workers in the hotel and catering industry"),
                 t("search workers and declarations")});
}

Html about_the_file(const Visit& visit) {
    const auto& t = visit.t;
    return section(t("Personnel file"),
                   paragraph(t("The personnel file is a secured database. It holds all your declarations and the "
                               "workers whom you declared; what is known is filled in for you.")) +
                       paragraph(t("In the personnel file you can:")) + file_functions(visit) +
                       button({.text = t("Sign in"), .href = visit.url("/sign-in"), .classes = "govuk-button--start"}));
}

Html before_the_first(const Visit& visit) {
    const auto& t = visit.t;
    return section(
        t("Before my first Dimona"),
        paragraph(t("Before you can make Dimona declarations, you must identify yourself as an employer.")) +
            element("h3", "govuk-heading-s", link(visit.url("/identify"), t("Identify yourself as an employer"))) +
            paragraph(t("You send what the authority needs to know of your enterprise, and have your NSSO "
                        "number at once.")) +
            element(
                "h3", "govuk-heading-s",
                link(visit.url("/mandates/give"), t("Give a mandate to a social secretariat or service provider"))) +
            paragraph(t("Somebody who knows Dimona declares for you; you stay responsible.")));
}

Html about_the_open_service(const Visit& visit) {
    const auto& t = visit.t;
    return section(t("Dimona (unsecured)"),
                   paragraph(t("Use the unsecured version when you:")) +
                       list({t("are not registered on the portal yet, but want to make a declaration already;"),
                             t("want to make a declaration without identifying yourself.")}) +
                       button({.text = t("Declare without signing in"),
                               .href = visit.url("/unsecured"),
                               .classes = "govuk-button--secondary"}));
}

Html about_the_lock(const Visit& visit) {
    const auto& t = visit.t;
    return section(
        t("How do I lock the unsecured channels?"),
        paragraph(
            t("Do you want to be sure that no declaration is made by an unsecured channel? Then block the "
              "unsecured channels of Dimona: every declaration by telephone and by the unsecured online service is "
              "refused from then on.")) +
            list({Html(t("Sign in as access manager, and block them on the page:")) + " " +
                      link(visit.url("/blocking"), t("Unsecured channels")),
                  Html(t("Or send an e-mail to the operator of this service, from the address with which you sign in, "
                         "with the subject:")) +
                      " " + element("strong", "", t("Block unsecured Dimona channel"))}) +
            paragraph(t("Only the access manager can ask for this.")) +
            paragraph(Html(t("Do you want to use the unsecured channels again? Open them on the same page, or send an "
                             "e-mail with your motive and the subject:")) +
                      " " + element("strong", "", t("Annulation of security"))));
}

Html explanations(const Visit& visit) {
    const auto& t = visit.t;
    return section(t("Instructions"),
                   paragraph(link(visit.url("/instructions"), t("What to declare, and until when")))) +
           section(t("Corrections"),
                   paragraph(t("A declaration that is not right is changed or cancelled in the personnel file, as long "
                               "as its deadline has not passed."))) +
           section(t("Technical information"),
                   paragraph(link(visit.url("/technical"), t("Web service, and how to check receipts"))));
}

Html warnings_of(Desk& desk, const Visit& visit) {
    const auto warnings = desk.guardian.warnings(*visit.employer, warnings_shown);
    if (!warnings) return {};
    if (warnings->empty()) return paragraph(visit.t("Nothing is urgent."));
    std::vector<Html> lines;
    for (const auto& warning : *warnings)
        lines.push_back(link(visit.url(warning_path(warning)), warning_text(visit.t, warning)));
    return list(lines);
}

Html role_offer(Desk& desk, const Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return {};
    const auto transfer = access::transfer_of(**reader, visit.who->account.enterprise, desk.sessions.now());
    if (!transfer || !*transfer || (*transfer)->to != visit.who->account.login) return {};
    return inset_text(link(visit.url("/access/offer"), visit.t("The main manager's role is offered to you: answer")));
}

Html tile(const Visit& visit, const char* path, const std::string& title, const std::string& text) {
    return element("li", "dimona-tile",
                   element("h3", "govuk-heading-s", link(visit.url(path), title)) + paragraph(text));
}

http::Response start_of_employer(Desk& desk, const Visit& visit) {
    const auto& t = visit.t;
    Html tiles;
    if (visit.may(access::Right::declare)) {
        tiles += tile(visit, "/declare", t("Declare"), t("Entry, exit, change or cancellation, for one worker"));
        tiles += tile(visit, "/multi", t("Multi-Dimona"), t("The same for several workers, or from a table"));
        tiles += tile(visit, "/workers/add", t("Add a worker"), t("By number, or without one"));
    }
    tiles += tile(visit, "/workers", t("Workers"), t("Search your staff, with periods and history"));
    tiles += tile(visit, "/periods?list=in-service", t("In service today"), t("And other ready-made lists"));
    tiles += tile(visit, "/declarations", t("Declarations"), t("With verdict, receipt and who declared"));
    tiles += tile(visit, "/days", t("Daily registration"), t("Hours of permanent hotel and catering workers"));
    tiles += tile(visit, "/quotas", t("Quotas"), t("Students, occasional workers, flexi-jobs"));
    if (visit.may(access::Right::identify) && visit.employer->enterprise == visit.who->account.enterprise)
        tiles +=
            tile(visit, "/employer", t("Data of the employer"), t("What the repertory has of you: see it, change it"));
    if (visit.may_for_own(access::Right::mandate))
        tiles += tile(visit, "/mandates", t("Mandates"), t("Given and received, and what waits for your answer"));
    if (visit.may(access::Right::people))
        tiles += tile(visit, "/access", t("Access"), t("People, roles and rights of your enterprise"));
    if (visit.may(access::Right::manage))
        tiles += tile(visit, "/channels", t("Channels"), t("Clients of the web service, senders, keys"));
    if (visit.may(access::Right::manage))
        tiles += tile(visit, "/blocking", t("Unsecured channels"), t("Block them, or open them again"));
    tiles += tile(visit, "/emergency", t("Emergency procedure"), t("When no channel works, and you can't declare"));
    if (visit.may(access::Right::manage))
        tiles += tile(visit, "/log", t("Who looked at what"), t("Log of consultations of your file"));
    return show(visit,
                {.title = visit.employer->name,
                 .main = outages_announced(desk, visit) +
                         section(t("What needs attention"), role_offer(desk, visit) + warnings_of(desk, visit)) +
                         section(t("Personnel file"), element("ul", "dimona-tiles", tiles)) + explanations(visit),
                 .wide = true});
}

}  // namespace

http::Response start(Desk& desk, Visit& visit) {
    if (visit.who && visit.who->session.needs_code) return see_other(visit.url("/sign-in/code"));
    if (visit.may(access::Right::operate)) return see_other(visit.url("/desk"));
    const bool looks_at_no_file = visit.who && !visit.may(access::Right::consult);
    if (looks_at_no_file && visit.may(access::Right::people)) return see_other(visit.url("/access"));
    if (visit.who && !visit.employer) return see_other(visit.url("/employers"));
    if (visit.who) return start_of_employer(desk, visit);
    return show(visit, {.title = visit.t("Dimona and the personnel file"),
                        .main = outages_announced(desk, visit) + introduction(visit) + before_the_first(visit) +
                                about_the_file(visit) + about_the_open_service(visit) + about_the_lock(visit) +
                                explanations(visit)});
}

http::Response instructions(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    const auto item = [](const std::string& title, const std::string& text) {
        return element("h2", "govuk-heading-m", title) + paragraph(text);
    };
    return show(
        visit,
        {.title = t("Instructions"),
         .main =
             item(t("Entry (IN)"), t("At the latest when the worker begins to work. Students, occasional workers and "
                                     "flexi-jobs lose their special treatment when the declaration comes late.")) +
             item(t("Exit (OUT)"), t("At the latest on the first working day after the last day. It is not "
                                     "needed when the last day was declared with the entry.")) +
             item(t("Change (UPDATE)"),
                  t("Days and hours of a period can be changed within deadlines that depend on the kind of "
                    "worker; the page of each period shows them.")) +
             item(t("Cancellation (CANCEL)"),
                  t("When the worker did not come: at the latest on the declared first day.")) +
             item(t("Verdict"), t("Each declaration is checked at once: accepted, accepted with warning, refused, or "
                                  "waiting until the worker has been identified. Each anomaly says what to do.")),
         .back = visit.url("/")});
}

http::Response technical(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    return show(visit,
                {.title = t("Technical information"),
                 .main = list({link("/REST/dimona/v2/openapi.json", t("Description of the web service (OpenAPI)")),
                               link("/.well-known/oauth-authorization-server", t("Where programs get tokens")),
                               link("/verify/keys.json", t("Keys with which receipts are checked"))}),
                 .back = visit.url("/")});
}

http::Response accessibility(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    return show(
        visit,
        {.title = t("Accessibility"),
         .main = paragraph(t("These pages are made to meet WCAG 2.2, level AA. They work without scripts, with the "
                             "keyboard alone, and at four times the size.")) +
                 paragraph(t("Each change of the pages is checked by automatic tools in four languages; they find only "
                             "a part of all problems.")) +
                 paragraph(t("Something does not work for you? Tell the operator of this service; everything can also "
                             "be declared through the web service.")),
         .back = visit.url("/")});
}

http::Response privacy(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    return show(
        visit,
        {.title = t("Personal data"),
         .main =
             paragraph(t("Only who acts for an employer sees that employer's file. Each look into it is "
                         "logged: who, for whom, when and what; the access manager can read this log.")) +
             paragraph(t("The number of a person never stands in an address or in a log of the server.")) +
             paragraph(t("There are at most three cookies: that of your session, which ends when you sign out; one for "
                         "forms that are filled in without signing in, which ends with the browser; and one that "
                         "remembers the language which you chose.")),
         .back = visit.url("/")});
}

}  // namespace dimona::web::pages
