#include "channel/web/identification_course.hpp"

#include <algorithm>

#include "access/invitation.hpp"
#include "base/digest.hpp"
#include "channel/web/rate_limit.hpp"
#include "channel/web/routes.hpp"
#include "register/letters.hpp"

namespace dimona::web {

namespace {

using registry::Identification;
using Step = IdentificationStep;

constexpr const char* limit_drawer = "employer-identification-limit";
constexpr int numbers_a_day_max = 50;  // of one network: an office that identifies many employers signs in

bool has_route(std::string_view path) {
    const auto routes = page_routes();
    return std::any_of(routes.begin(), routes.end(),
                       [&](const PageRoute& route) { return route.method == "GET" && route.path == path; });
}

http::Response is_employer_already(const Visit& visit) {
    const auto& t = visit.t;
    return show(visit,
                {.title = t("This enterprise is an employer already"),
                 .main = paragraph(t("It has its NSSO number, so there is nothing to identify here.")) +
                         paragraph(t("Its data are seen and changed in the secured service, by whoever has access "
                                     "there; its access manager gives it.")) +
                         (visit.who ? paragraph(link(visit.url("/employer"), t("Data of the employer")))
                                    : button({.text = t("Sign in"), .href = visit.url("/sign-in")})),
                 .back = visit.url("/"),
                 .status = 409});
}

http::Response is_for_the_authority(const Visit& visit) {
    const auto& t = visit.t;
    return show(visit, {.title = t("The authority enters this employer itself"),
                        .main = paragraph(t("Provincial and local administrations are not identified here: the "
                                            "authority's staff enters them, with form R1.")) +
                                paragraph(t("Ask the operator of this service.")),
                        .back = visit.url("/"),
                        .status = 409});
}

http::Response cant_be_sent(const Visit& visit, const IdentificationCourse& course, const Error& error) {
    if (error.kind == ErrorKind::conflict) return is_employer_already(visit);
    if (error.kind == ErrorKind::forbidden) return is_for_the_authority(visit);
    if (error.kind == ErrorKind::invalid) return see_other(course.address(visit, error.place));
    return trouble(visit, error);
}

http::Response too_many(const Visit& visit) {
    return show(visit, {.title = visit.t("Too many requests"),
                        .main = paragraph(visit.t("Many employers were identified from your network today. Sign in, or "
                                                  "go on tomorrow: your answers are kept.")),
                        .status = 429});
}

// One more number for this network today; false: too many. Kept in the store: it holds for every process, and after a
// restart.
Result<bool> count_number(registry::Writer& writer, const std::string& peer, Instant now) {
    const auto name = to_hex(sha256(format_date(brussels_date(now)) + "\n" + network_of(peer)));
    const auto paper = DIMONA_TRY(writer.paper(limit_drawer, name));
    const int before = paper ? std::stoi(paper->text) : 0;
    if (before >= numbers_a_day_max) return false;
    DIMONA_TRY_VOID(writer.put_paper({limit_drawer, name, std::to_string(before + 1), now + std::chrono::hours{24}}));
    return true;
}

http::Response show_question(Desk& desk, const Visit& visit, const IdentificationCourse& course,
                             const OpenedIdentification& at, Step step, const FormData* typed,
                             const Problems& problems) {
    const auto form_of = identification_form(desk, visit);
    std::vector<ErrorLink> links;
    for (auto& [text, href] : QuestionForm::links(problems)) links.push_back({text, href});
    const auto& answers = at.identification.answers;
    return show(visit,
                {.title = form_of.title(step),
                 .main = form(visit, course.address(visit, to_code(step)),
                              form_of.ask(step, answers, at.check, typed, problems) + submit(visit.t("Continue"))),
                 .errors = std::move(links),
                 .back = course.address(visit, "tasks"),
                 .status = problems.empty() ? 200 : 422,
                 .has_own_heading = true});
}

// A search without scripts sends the form to itself.
bool is_search(Step step, const FormData& form) { return step == Step::activity && form["look"] == "yes"; }

std::optional<Step> step_asked(const Visit& visit, const OpenedIdentification& at) {
    const auto step = registry::parse_identification_step(visit.parts.empty() ? "" : visit.parts.back());
    if (!step) return std::nullopt;
    const auto steps = registry::steps_of(at.identification.answers, at.check);
    return std::find(steps.begin(), steps.end(), *step) == steps.end() ? std::nullopt : step;
}

// What must be known before the others make sense.
bool is_foundation(Step step) { return step == Step::kind || step == Step::enterprise; }

std::vector<SummaryRow> rows_of(Desk& desk, const Visit& visit, const IdentificationCourse& course,
                                const OpenedIdentification& at) {
    const auto words = identification_form(desk, visit);
    std::vector<SummaryRow> rows;
    for (const auto step : registry::steps_of(at.identification.answers, at.check)) {
        const bool can_change = step != Step::enterprise || !course.owner.enterprise;
        bool is_first = true;
        for (const auto& [key, value] : words.shown(step, at.identification.answers, at.check)) {
            SummaryRow row{key, value, {}};
            if (is_first && can_change)
                row.actions = {{course.address(visit, to_code(step)), visit.t("Change"), words.title(step)}};
            is_first = false;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::string heading_of(const Words& t, const Identification& identification) {
    return identification.number->is_provisional() ? t("Your provisional NSSO number") : t("Your NSSO number");
}

std::vector<SummaryRow> facts_of(const Words& t, const IdentificationForm& words,
                                 const Identification& identification) {
    return {{heading_of(t, identification), std::to_string(identification.number->value())},
            {t("Enterprise number"), enterprise_text(*identification.enterprise)},
            {t("Name"), identification.name},
            {t("NACE code"), words.activity_text(identification.nace)},
            {t("Category of employer"), categories_text(t, identification.categories)},
            {t("Employer from"), t.day(first_day(quarter_of(*identification.answers.first_hire)))}};
}

}  // namespace

IdentificationCourse open_course(const Visit& visit) { return {"/identify", registry::visiting(visit.visitor)}; }
IdentificationCourse secured_course(const Visit& visit) {
    return {"/employer/identify", registry::signed_in(visit.who->account.login, visit.who->account.enterprise)};
}

Result<std::optional<OpenedIdentification>> opened(Desk& desk, const IdentificationCourse& course) {
    const auto reader = DIMONA_TRY(desk.store.read());
    auto identification = DIMONA_TRY(registry::identification_of(*reader, course.owner, desk.sessions.now()));
    if (!identification) return std::nullopt;
    const auto& answers = identification->answers;
    RegisterCheck check;
    if (answers.has(Step::enterprise))
        check = DIMONA_TRY(
            registry::check_register(*reader, answers, desk.intake.rulebook(), brussels_date(desk.intake.now())));
    return OpenedIdentification{*std::move(identification), std::move(check)};
}

IdentificationForm identification_form(Desk& desk, const Visit& visit) {
    return {visit.t, desk.intake.rulebook(), brussels_date(desk.intake.now())};
}

std::string next_page(const OpenedIdentification& opened) {
    const auto open = registry::open_steps(opened.identification.answers, opened.check);
    return open.empty() ? "check" : std::string(registry::to_code(open.front()));
}

std::string notification_text(const Words& t, const domain::Rulebook& rulebook, const Identification& identification,
                              const std::string& base_url) {
    const IdentificationForm words(t, rulebook, brussels_date(*identification.sent_at));
    std::string text = t("Identification as an employer") + "\n\n";
    const auto line = [&](const std::string& key, const std::string& value) { text += t.pair(key, value) + "\n"; };
    line(heading_of(t, identification), std::to_string(identification.number->value()));
    line(t("Enterprise number"), enterprise_text(*identification.enterprise));
    line(t("Name"), identification.name);
    line(t("NACE code"), words.activity_text(identification.nace));
    line(t("Category of employer"), categories_text(t, identification.categories));
    line(t("Employer from"), t.day(first_day(quarter_of(*identification.answers.first_hire))));
    line(t("Identified"), t.moment(*identification.sent_at));
    if (!identification.register_gaps.empty()) {
        text += "\n" +
                t("The number is provisional: you can declare with it, and get a definitive one when the data are "
                  "complete.") +
                "\n";
        for (const auto& gap : words.gap_lines(identification.register_gaps)) text += "- " + gap + "\n";
    }
    text += "\n" + t("Declare each worker with Dimona before the work begins:") + " " + base_url + "/" + t.code() +
            "/\n" + t("Tell the authority when the activity, the joint committee or the contact changes.") + "\n";
    return text;
}

http::Response begin_course(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto begun = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        DIMONA_TRY(registry::begin_identification(writer, course.owner, desk.sessions.now()));
        return {};
    });
    if (!begun) return trouble(visit, begun.error());
    return see_other(course.address(visit, "kind"));
}

http::Response tasks_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    if ((*at)->identification.number) return see_other(course.address(visit, "done"));
    const auto& t = visit.t;
    const auto words = identification_form(desk, visit);
    const auto& answers = (*at)->identification.answers;
    const bool is_founded = answers.has(Step::kind) && answers.has(Step::enterprise);
    std::vector<Task> tasks;
    int done = 0;
    for (const auto step : registry::steps_of(answers, (*at)->check)) {
        if (step == Step::enterprise && course.owner.enterprise) continue;
        const bool is_done = answers.has(step);
        done += is_done ? 1 : 0;
        Task task{.title = words.title(step)};
        if (is_founded || step == Step::kind || (is_foundation(step) && answers.has(Step::kind))) {
            task.href = course.address(visit, to_code(step));
            task.status = is_done ? Html(t("Completed")) : tag(t("To do"), "govuk-tag--blue");
        } else {
            task.status = t("Cannot start yet");
        }
        tasks.push_back(std::move(task));
    }
    const auto count = tasks.size();
    const bool is_complete = next_page(**at) == "check";
    auto main =
        paragraph(t("{done} of {count} answered", {{"done", std::to_string(done)}, {"count", std::to_string(count)}})) +
        task_list("task", tasks);
    if (is_complete)
        main += button({.text = t("Check your answers"), .href = course.address(visit, "check")});
    else
        main += button({.text = t("Continue"), .href = course.address(visit, next_page(**at))});
    if (!course.owner.enterprise)
        main += form(visit, course.address(visit, "save"),
                     submit(t("Save and come back later"), "govuk-button--secondary"));
    return show(visit, {.title = t("Identification as an employer"), .main = main, .back = visit.url(course.base)});
}

http::Response question_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    if ((*at)->identification.number) return see_other(course.address(visit, "done"));
    const auto step = step_asked(visit, **at);
    if (!step) return not_found(visit);
    if (*step == Step::enterprise && course.owner.enterprise) return see_other(course.address(visit, "tasks"));
    const auto& answers = (*at)->identification.answers;
    if (!is_foundation(*step) && (!answers.has(Step::kind) || !answers.has(Step::enterprise)))
        return see_other(course.address(visit, next_page(**at)));
    return show_question(desk, visit, course, **at, *step, nullptr, {});
}

http::Response take_answer_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    auto& opened_now = **at;
    if (opened_now.identification.number) return see_other(course.address(visit, "done"));
    const auto step = step_asked(visit, opened_now);
    if (!step || (*step == Step::enterprise && course.owner.enterprise)) return not_found(visit);
    auto& answers = opened_now.identification.answers;
    if (!is_foundation(*step) && (!answers.has(Step::kind) || !answers.has(Step::enterprise)))
        return see_other(course.address(visit, next_page(opened_now)));
    if (is_search(*step, visit.form)) return show_question(desk, visit, course, opened_now, *step, &visit.form, {});
    Problems problems;
    const auto before = answers;
    identification_form(desk, visit).read(*step, visit.form, opened_now.check, answers, problems);
    if (!problems.empty()) {
        answers = before;
        return show_question(desk, visit, course, opened_now, *step, &visit.form, problems);
    }
    if (*step == Step::enterprise) {
        const auto reader = desk.store.read();
        if (!reader) return trouble(visit, reader.error());
        const auto check =
            registry::check_register(**reader, answers, desk.intake.rulebook(), brussels_date(desk.intake.now()));
        if (!check) return trouble(visit, check.error());
        if (check->is_employer) return is_employer_already(visit);
        if (check->is_provincial_or_local) return is_for_the_authority(visit);
        opened_now.check = *check;
    }
    answers.mark(*step);
    const auto kept = desk.lanes.run(0, [&](registry::Writer& writer) {
        return registry::keep_identification(writer, opened_now.identification, desk.sessions.now());
    });
    if (!kept) return trouble(visit, kept.error());
    return see_other(course.address(visit, next_page(opened_now)));
}

http::Response check_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    if ((*at)->identification.number) return see_other(course.address(visit, "done"));
    if (const auto next = next_page(**at); next != "check") return see_other(course.address(visit, next));
    const auto& t = visit.t;
    const auto words = identification_form(desk, visit);
    return show(visit,
                {.title = t("Check your answers"),
                 .main = summary_list(rows_of(desk, visit, course, **at), "dimona-wide-keys") +
                         words.gaps_view((*at)->check.gaps) +
                         form(visit, course.address(visit, "check"),
                              paragraph(t("By sending you confirm that these answers are right. You get the number at "
                                          "once.")) +
                                  submit(t("Send identification"))),
                 .back = course.address(visit, "tasks")});
}

http::Response send_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    // Sent twice is sent once.
    if ((*at)->identification.number) return see_other(course.address(visit, "done"));
    std::optional<Error> refused;
    bool is_within_limit = true;
    const auto now = desk.intake.now();
    const auto work = [&](registry::Writer& writer) -> Result<Identification> {
        // Read again where it is written: two that are sent at the same moment are one.
        const auto kept = DIMONA_TRY(registry::identification_of(writer, course.owner, desk.sessions.now()));
        if (!kept) return fail(ErrorKind::not_found, "this identification is not there any more", "", "begin again");
        if (kept->number) return *kept;
        auto done = DIMONA_TRY(registry::identify_employer(writer, course.owner, *kept, desk.intake.rulebook(), now));
        const auto t = desk.words(done.answers.contact_language);
        DIMONA_TRY_VOID(
            registry::queue_letter(writer,
                                   {.to = done.answers.contact_mail,
                                    .subject = t("Dimona: your number as an employer"),
                                    .text = notification_text(t, desk.intake.rulebook(), done, desk.base_url)},
                                   desk.sessions.now()));
        // Whoever comes without an account has nobody yet who lets others in.
        if (!course.owner.enterprise && done.enterprise)
            DIMONA_TRY(access::request_access(writer, {desk.base_url, desk.sessions.now(), now}, *done.enterprise,
                                              done.answers.contact_name, done.answers.contact_mail,
                                              done.answers.contact_language));
        return done;
    };
    const auto sent = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        refused.reset();
        is_within_limit =
            course.owner.enterprise || DIMONA_TRY(count_number(writer, visit.request.peer, desk.sessions.now()));
        if (!is_within_limit) return {};
        const auto done = work(writer);
        if (done) return {};
        if (done.error().kind == ErrorKind::unavailable || done.error().kind == ErrorKind::internal)
            return tl::make_unexpected(done.error());
        refused = done.error();  // nothing was written by what refuses
        return {};
    });
    if (!sent) return trouble(visit, sent.error());
    if (!is_within_limit) return too_many(visit);
    if (refused) return cant_be_sent(visit, course, *refused);
    return see_other(course.address(visit, "done"));
}

http::Response done_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at) return see_other(visit.url(course.base));
    const auto& identification = (*at)->identification;
    if (!identification.number) return see_other(course.address(visit, next_page(**at)));
    const auto& t = visit.t;
    const auto words = identification_form(desk, visit);
    const auto number = element("strong", "", std::to_string(identification.number->value()));
    const bool is_provisional = identification.number->is_provisional();
    auto main = panel(is_provisional ? t("You have a provisional number") : t("You are identified as an employer"),
                      Html(heading_of(t, identification)) + void_element("br", {}) + number);
    main += summary_list(facts_of(t, words, identification), "dimona-wide-keys") +
            words.gaps_view(identification.register_gaps);
    main += element("h2", "govuk-heading-m", t("What to do next"));
    std::vector<Html> next;
    if (visit.who)
        next.push_back(link(visit.url("/declare/in"), t("Declare your first worker")));
    else if (has_route("/unsecured"))
        next.push_back(link(visit.url("/unsecured"), t("Declare your first worker at once, without signing in")));
    if (!identification.answers.insurer.empty())
        next.emplace_back(t("Keep the policy of your accident insurer at hand."));
    else
        next.emplace_back(t("Take out an insurance against accidents at work before the first day."));
    next.emplace_back(
        visit.who ? t("Have an access manager named, who decides who may sign in for the enterprise.")
                  : t("The legal representative gets an invitation at the address that the enterprise register knows, "
                      "and names the access manager. Without such an address the authority looks at your request."));
    if (identification.answers.mandatary)
        next.emplace_back(t("Give your social secretariat or service provider its mandate in the secured service."));
    main += list(next);
    main += paragraph(t("The same was sent to {mail}.", {{"mail", identification.answers.contact_mail}})) +
            list({link(course.address(visit, "notification"), t("Notification to print")),
                  link(course.address(visit, "notification.txt"), t("Notification as a text file"))});
    return show(visit, {.title = t("You are identified as an employer"), .main = main, .has_own_heading = true});
}

http::Response notification_page(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at || !(*at)->identification.number) return not_found(visit);
    const auto& identification = (*at)->identification;
    const auto words = identification_form(desk, visit);
    return show(visit,
                {.title = visit.t("Identification as an employer"),
                 .main = summary_list(facts_of(visit.t, words, identification), "dimona-wide-keys") +
                         paragraph(visit.t.pair(visit.t("Identified"), visit.t.moment(*identification.sent_at))) +
                         words.gaps_view(identification.register_gaps) +
                         paragraph(visit.t("Tell the authority when the activity, the joint committee or the contact "
                                           "changes.")),
                 .back = course.address(visit, "done")});
}

http::Response notification_file(Desk& desk, Visit& visit, const IdentificationCourse& course) {
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (!*at || !(*at)->identification.number) return not_found(visit);
    const auto& identification = (*at)->identification;
    return download(notification_text(visit.t, desk.intake.rulebook(), identification, desk.base_url),
                    "text/plain; charset=utf-8", "dimona-" + std::to_string(identification.number->value()) + ".txt");
}

}  // namespace dimona::web
