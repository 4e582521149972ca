// The first identification of an enterprise as an employer, without signing in; and the same for whoever is signed in.
#include "channel/web/identification_course.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages {

namespace {

http::Response show_resume(const Visit& visit, const std::string& typed, const std::string& problem) {
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#code"});
    return show(visit, {.title = visit.t("Go on with an identification"),
                        .main = form(visit, visit.url("/identify/resume"),
                                     input({.id = "code",
                                            .name = "code",
                                            .label = {visit.t("Code"), "govuk-label--s"},
                                            .group = {.hint = visit.t("20 letters and digits, as they were shown when "
                                                                      "you saved your answers"),
                                                      .error = problem,
                                                      .error_prefix = visit.t("Error")},
                                            .value = typed,
                                            .classes = "govuk-input--width-20",
                                            .autocomplete = "off",
                                            .spellcheck = "false"}) +
                                         submit(visit.t("Continue"))),
                        .errors = std::move(errors),
                        .back = visit.url("/identify"),
                        .status = problem.empty() ? 200 : 422});
}

// What the page before the questions says.
Html preparation(const Visit& visit) {
    const auto& t = visit.t;
    return paragraph(t("Before you can make declarations you identify yourself as an employer. It takes a few minutes; "
                       "at the end you have your NSSO number, and can declare your first worker at once.")) +
           element("h2", "govuk-heading-m", t("What you need")) +
           list({t("the enterprise number, when there is one"), t("what the enterprise does, and its joint committee"),
                 t("the day on which the first worker starts, and how many there will be"),
                 t("your insurer against accidents at work")});
}

}  // namespace

http::Response identify(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto course = open_course(visit);
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    Html going_on;
    const bool is_draft = *at && !(*at)->identification.number;
    if (*at)
        going_on = button({.text = is_draft ? t("Continue where you were") : t("Show your number again"),
                           .href = course.address(visit, is_draft ? "tasks" : "done")});
    return show(
        visit,
        {.title = t("Identify yourself as an employer"),
         .main = preparation(visit) + going_on +
                 form(visit, visit.url("/identify"),
                      submit(*at ? t("Begin a new identification") : t("Begin"),
                             *at ? "govuk-button--secondary" : "govuk-button--start")) +
                 paragraph(link(visit.url("/identify/resume"), t("I have a code, and want to go on where I stopped"))) +
                 paragraph(t("You are an employer already? Sign in to see and change your data.")),
         .back = visit.url("/")});
}

http::Response begin_identification(Desk& desk, Visit& visit) { return begin_course(desk, visit, open_course(visit)); }

http::Response resume_identification(Desk& desk, Visit& visit) {
    (void)desk;
    return show_resume(visit, "", "");
}

http::Response take_resume_code(Desk& desk, Visit& visit) {
    const auto typed = visit.form["code"];
    const auto code = registry::parse_resume_code(typed);
    if (!code)
        return show_resume(
            visit, typed,
            typed.empty() ? visit.t("Enter the code") : visit.t("This is no code: it has 20 letters and digits"));
    const auto course = open_course(visit);
    bool is_found = false;
    const auto resumed = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        const auto found = registry::resume_identification(writer, course.owner, *code, desk.sessions.now());
        is_found = found.has_value();
        if (!found && found.error().kind != ErrorKind::not_found) return tl::make_unexpected(found.error());
        return {};
    });
    if (!resumed) return trouble(visit, resumed.error());
    if (!is_found)
        return show_resume(visit, typed, visit.t("Nothing is kept under this code: check it, or begin again"));
    return see_other(course.address(visit, "tasks"));
}

http::Response save_identification(Desk& desk, Visit& visit) {
    const auto course = open_course(visit);
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at || (*at)->identification.number) return see_other(visit.url("/identify"));
    const auto code = registry::make_resume_code();
    const auto now = desk.sessions.now();
    const auto kept = desk.lanes.run(0, [&](registry::Writer& writer) {
        return registry::put_resume_code(writer, (*at)->identification, code, now);
    });
    if (!kept) return trouble(visit, kept.error());
    const auto& t = visit.t;
    const auto until = brussels_date(now + registry::identification_lifetime);
    return show(visit,
                {.title = t("Your answers are saved"),
                 .main = paragraph(t("Write this code down, or print the page. It is shown only once:")) +
                         inset_text(element("p", "govuk-heading-l dimona-code", code)) +
                         paragraph(t("With it you can go on from any computer until {day}. Whoever has it sees your "
                                     "answers.",
                                     {{"day", t.day(until)}})) +
                         paragraph(link(course.address(visit, "tasks"), t("Go on now"))),
                 .back = course.address(visit, "tasks")});
}

http::Response identification_tasks(Desk& desk, Visit& visit) { return tasks_page(desk, visit, open_course(visit)); }
http::Response identification_question(Desk& desk, Visit& visit) {
    return question_page(desk, visit, open_course(visit));
}
http::Response take_identification_answer(Desk& desk, Visit& visit) {
    return take_answer_page(desk, visit, open_course(visit));
}
http::Response check_identification(Desk& desk, Visit& visit) { return check_page(desk, visit, open_course(visit)); }
http::Response send_identification(Desk& desk, Visit& visit) { return send_page(desk, visit, open_course(visit)); }
http::Response identification_done(Desk& desk, Visit& visit) { return done_page(desk, visit, open_course(visit)); }
http::Response identification_notification(Desk& desk, Visit& visit) {
    return notification_page(desk, visit, open_course(visit));
}
http::Response identification_notification_file(Desk& desk, Visit& visit) {
    return notification_file(desk, visit, open_course(visit));
}

}  // namespace dimona::web::pages
