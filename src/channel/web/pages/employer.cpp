// What the repertory has of one's own enterprise, and changing it.
#include <algorithm>
#include <array>

#include "channel/web/identification_course.hpp"
#include "channel/web/pages/pages.hpp"
#include "register/employer_profile.hpp"
#include "register/repertory.hpp"

namespace dimona::web::pages {

namespace {

using registry::EmployerProfile;
using registry::ProfileAuthor;
using Step = IdentificationStep;

constexpr std::array changeable = {Step::activity, Step::committees, Step::contact, Step::insurer,
                                   Step::establishments};
constexpr int acts_shown = 100, acts_a_step = 500, periods_counted = 100;

struct Own {
    std::optional<domain::Employer> employer;
    EmployerProfile profile;
    RegisterCheck check;
    std::optional<registry::ProfileChange> waiting;

    [[nodiscard]] bool is_active() const {
        return employer && std::any_of(employer->active.begin(), employer->active.end(),
                                       [](const DateRange& range) { return !range.last; });
    }
};

ProfileAuthor author_of(const Visit& visit) { return {visit.who->account.login, visit.who->account.enterprise}; }

Result<Own> own_of(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    const auto enterprise = visit.who->account.enterprise;
    Own own;
    own.employer = DIMONA_TRY(reader->employer_of(enterprise));
    own.profile.enterprise = enterprise;
    own.profile.answers.enterprise = enterprise;
    if (auto profile = DIMONA_TRY(registry::employer_profile(*reader, enterprise))) own.profile = *std::move(profile);
    own.check = DIMONA_TRY(registry::check_register(*reader, own.profile.answers, desk.intake.rulebook(),
                                                    brussels_date(desk.intake.now())));
    own.waiting = DIMONA_TRY(registry::waiting_change(*reader, enterprise));
    return own;
}

std::string active_text(const Words& t, const domain::Employer& employer) {
    std::string text;
    for (const auto& range : employer.active)
        text += (text.empty() ? "" : "; ") +
                (range.last ? t("from {first} to {last}", {{"first", t.day(range.first)}, {"last", t.day(*range.last)}})
                            : t("since {first}", {{"first", t.day(range.first)}}));
    return text;
}

Html repertory_view(const Visit& visit, const Own& own) {
    const auto& t = visit.t;
    const auto& employer = *own.employer;
    std::vector<SummaryRow> rows = {
        {employer.number.is_provisional() ? t("Your provisional NSSO number") : t("Your NSSO number"),
         std::to_string(employer.number.value())},
        {t("Enterprise number"), enterprise_text(*employer.enterprise)},
        {t("Name"), employer.name},
        {t("Category of employer"), categories_text(t, employer.categories)},
        {t("Employer"), active_text(t, employer)}};
    if (!own.profile.quarters_without_staff.empty()) {
        std::string quarters;
        for (const auto& text : own.profile.quarters_without_staff)
            if (const auto quarter = parse_quarter(text))
                quarters += (quarters.empty() ? "" : ", ") + t.quarter(*quarter);
        rows.push_back({t("Without staff"), quarters});
    }
    return summary_list(rows, "dimona-wide-keys");
}

Html profile_view(Desk& desk, const Visit& visit, const Own& own) {
    const auto words = identification_form(desk, visit);
    std::vector<SummaryRow> rows;
    for (const auto step : changeable) {
        const auto steps = registry::steps_of(own.profile.answers, own.check);
        if (std::find(steps.begin(), steps.end(), step) == steps.end()) continue;
        const Action change{visit.url("/employer/change/" + std::string(registry::to_code(step))), visit.t("Change"),
                            words.subject(step)};
        if (!own.profile.answers.has(step)) {
            rows.push_back({words.subject(step), visit.t("Not told yet"), {change}});
            continue;
        }
        bool is_first = true;
        for (const auto& [key, value] : words.shown(step, own.profile.answers, own.check)) {
            rows.push_back({key, value, is_first ? std::vector<Action>{change} : std::vector<Action>{}});
            is_first = false;
        }
    }
    return summary_list(rows, "dimona-wide-keys");
}

Html section(const std::string& title, const Html& content) {
    return element("section", "dimona-section", element("h2", "govuk-heading-m", title) + content);
}

std::optional<Step> step_asked(const Visit& visit, const Own& own) {
    const auto step = registry::parse_identification_step(visit.part(0));
    if (!step || std::find(changeable.begin(), changeable.end(), *step) == changeable.end()) return std::nullopt;
    const auto steps = registry::steps_of(own.profile.answers, own.check);
    return std::find(steps.begin(), steps.end(), *step) == steps.end() ? std::nullopt : step;
}

std::vector<ErrorLink> links_of(const Problems& problems) {
    std::vector<ErrorLink> links;
    for (auto& [text, href] : QuestionForm::links(problems)) links.push_back({text, href});
    return links;
}

http::Response show_change(Desk& desk, const Visit& visit, const Own& own, Step step, const FormData* typed,
                           const Problems& problems) {
    const auto words = identification_form(desk, visit);
    const bool may_wait = step == Step::activity || step == Step::committees;
    return show(
        visit,
        {.title = words.title(step),
         .main = form(visit, visit.url("/employer/change/" + std::string(registry::to_code(step))),
                      words.ask(step, own.profile.answers, own.check, typed, problems) +
                          (may_wait ? paragraph(visit.t("A change that makes another category of employer of you holds "
                                                        "when the authority has agreed."))
                                    : Html()) +
                          submit(visit.t("Save"))),
         .errors = links_of(problems),
         .back = visit.url("/employer"),
         .status = problems.empty() ? 200 : 422,
         .has_own_heading = true});
}

// --- what happened, in words

std::string detail_name(const Words& t, std::string name) {
    if (name.ends_with("Before")) name.resize(name.size() - std::string_view("Before").size());
    const std::pair<const char*, std::string> names[] = {{"contactName", t("Contact")},
                                                         {"contactMail", t("E-mail address")},
                                                         {"contactPhone", t("Telephone")},
                                                         {"contactLanguage", t("Language of letters")},
                                                         {"activity", t("Activity")},
                                                         {"nace", t("NACE code")},
                                                         {"committees", t("Joint committees")},
                                                         {"establishments", t("Establishment units")},
                                                         {"insurer", t("Accident insurer")},
                                                         {"policy", t("Policy number")},
                                                         {"categories", t("Category of employer")},
                                                         {"number", t("NSSO number")},
                                                         {"quarter", t("Quarter")},
                                                         {"lastDay", t("Last day")},
                                                         {"firstDay", t("First day")},
                                                         {"firstHire", t("First worker starts on")}};
    for (const auto& [known, text] : names)
        if (name == known) return text;
    return name;
}

std::string detail_value(const Words& t, const registry::ActDetail& detail) {
    if (detail.value.empty()) return t("nothing");
    if (detail.name.starts_with("categories")) {
        std::set<domain::EmployerCategory> categories;
        for (const auto& code : split(detail.value, ' '))
            if (const auto category = domain::parse_category(code)) categories.insert(*category);
        return categories_text(t, categories);
    }
    if (const auto day = parse_date(detail.value)) return t.day(*day);
    if (const auto quarter = parse_quarter(detail.value)) return t.quarter(*quarter);
    return detail.value;
}

Html details_view(const Words& t, const registry::Act& act) {
    std::vector<Html> lines;
    std::string before;
    for (const auto& detail : act.details) {
        if (detail.name.ends_with("Before")) {
            before = detail_value(t, detail);
            continue;
        }
        const auto value = detail_value(t, detail);
        const auto change =
            before.empty() ? value : t("{before}, then {after}", {{"before", before}, {"after", value}});
        lines.emplace_back(t.pair(detail_name(t, detail.name), change));
        before.clear();
    }
    if (!act.reason.empty()) lines.emplace_back(t.pair(t("Reason"), act.reason));
    return lines.empty() ? Html() : list(lines);
}

// The newest ones: of an enterprise there may be thousands of other acts.
Result<std::vector<registry::RecordedAct>> acts_about_data(registry::Reader& reader,
                                                           domain::EnterpriseNumber enterprise) {
    std::vector<registry::RecordedAct> found;
    for (std::int64_t before = 0; static_cast<int>(found.size()) < acts_shown;) {
        auto acts = DIMONA_TRY(registry::acts_about(reader, registry::subject(enterprise), before, acts_a_step));
        for (auto& recorded : acts) {
            before = recorded.sequence;
            if (recorded.act.code.starts_with("employer.") && static_cast<int>(found.size()) < acts_shown)
                found.push_back(std::move(recorded));
        }
        if (static_cast<int>(acts.size()) < acts_a_step) break;
    }
    return found;
}

// Whoever works for the authority is not named.
std::string author_text(const Words& t, const registry::Act& act) {
    if (act.by == registry::unknown_visitor) return t("unsecured service");
    return act.by_enterprise ? act.by : t("the authority");
}

http::Response show_quarters(Desk& desk, const Visit& visit, const std::string& problem) {
    std::vector<Choice> items;
    for (const auto quarter : registry::quarters_to_report(brussels_date(desk.intake.now())))
        items.push_back({.value = format_quarter(quarter),
                         .text = visit.t.quarter(quarter),
                         .checked = visit.form["quarter"] == format_quarter(quarter)});
    const auto title = visit.t("In which quarter was there no staff at all?");
    return show(visit,
                {.title = title,
                 .main = form(visit, visit.url("/employer/no-staff"),
                              radios({.name = "quarter",
                                      .fieldset = Fieldset{.legend = {title, "govuk-fieldset__legend--l", true}},
                                      .items = std::move(items),
                                      .group = {.hint = visit.t("A full quarter without anybody in service is "
                                                                "reported; you stay an employer"),
                                                .error = problem,
                                                .error_prefix = visit.t("Error")},
                                      .id_prefix = "quarter"}) +
                                  submit(visit.t("Report"))),
                 .errors = problem.empty() ? std::vector<ErrorLink>() : std::vector<ErrorLink>{{problem, "#quarter"}},
                 .back = visit.url("/employer"),
                 .status = problem.empty() ? 200 : 422,
                 .has_own_heading = true});
}

// --- days typed in three fields

Html day_question(const Visit& visit, const std::string& name, const std::string& legend, const std::string& hint,
                  const std::string& problem) {
    std::vector<DatePart> items;
    const std::pair<const char*, std::string> parts[] = {
        {"day", visit.t("Day")}, {"month", visit.t("Month")}, {"year", visit.t("Year")}};
    for (const auto& [part, label] : parts)
        items.push_back({part, label, visit.form[name + "-" + part], !problem.empty()});
    return date_input({.id = name,
                       .name_prefix = name,
                       .fieldset = Fieldset{.legend = {legend, "govuk-fieldset__legend--s"}},
                       .items = std::move(items),
                       .group = {.hint = hint, .error = problem, .error_prefix = visit.t("Error")}});
}

std::optional<LocalDate> day_typed(const Visit& visit, const std::string& name) {
    const auto day = parse_digits(visit.form[name + "-day"]), month = parse_digits(visit.form[name + "-month"]),
               year = parse_digits(visit.form[name + "-year"]);
    if (!day || !month || !year || visit.form[name + "-year"].size() != 4) return std::nullopt;
    return parse_date(zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2));
}

struct Trouble {
    std::string day, sure;
};
http::Response show_strike_off(const Visit& visit, const Trouble& problem, int open_periods) {
    const auto& t = visit.t;
    std::vector<ErrorLink> errors;
    if (!problem.day.empty()) errors.push_back({problem.day, "#lastDay-day"});
    if (!problem.sure.empty()) errors.push_back({problem.sure, "#sure"});
    Html warning;
    if (open_periods > 0)
        warning = web::warning_text(t("Periods that go on after this day: {count}. Declare the exit of these workers "
                                      "too; afterwards nobody can be declared for later days.",
                                      {{"count", std::to_string(open_periods)}}),
                                    t("Warning")) +
                  paragraph(link(visit.url("/periods?list=open"), t("Open periods"))) +
                  checkboxes({.name = "sure",
                              .items = {{.value = "yes", .text = t("Strike off all the same")}},
                              .group = {.error = problem.sure, .error_prefix = t("Error")},
                              .id_prefix = "sure"});
    const int status = errors.empty() ? 200 : 422;
    return show(visit, {.title = t("Strike off as an employer"),
                        .main = paragraph(t("You will not be an employer any more from the day after the last day. "
                                            "Declarations for earlier days remain possible.")) +
                                form(visit, visit.url("/employer/strike-off"),
                                     day_question(visit, "lastDay", t("Last day as an employer"),
                                                  t("For example, 27 3 2026"), problem.day) +
                                         input({.id = "reason",
                                                .name = "reason",
                                                .label = {t("Reason") + " " + t("(optional)"), "govuk-label--s"},
                                                .value = visit.form["reason"]}) +
                                         warning + submit(t("Strike off"), "govuk-button--warning")),
                        .errors = std::move(errors),
                        .back = visit.url("/employer"),
                        .status = status});
}

http::Response show_again(const Visit& visit, const std::string& problem) {
    const auto& t = visit.t;
    return show(visit, {.title = t("Staff again"),
                        .main = paragraph(t("You keep your number and your data.")) +
                                form(visit, visit.url("/employer/again"),
                                     day_question(visit, "firstDay", t("When does the first worker start?"),
                                                  t("For example, 27 3 2026"), problem) +
                                         submit(t("Take up again"))),
                        .errors = problem.empty() ? std::vector<ErrorLink>()
                                                  : std::vector<ErrorLink>{{problem, "#firstDay-day"}},
                        .back = visit.url("/employer"),
                        .status = problem.empty() ? 200 : 422});
}

}  // namespace

http::Response employer(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    const auto& t = visit.t;
    if (!own->employer)
        return show(visit,
                    {.title = t("Data of the employer"),
                     .main = paragraph(t("Your enterprise is no employer yet. Identify it, and you have an NSSO number "
                                         "at once.")) +
                             button({.text = t("Identify yourself as an employer"),
                                     .href = visit.url("/employer/identify"),
                                     .classes = "govuk-button--start"})});
    Html waiting;
    if (own->waiting)
        waiting =
            inset_text(t("A change waits for the authority: from {before} to {after}. Asked for by {who} on {day}.",
                         {{"before", categories_text(t, own->waiting->before)},
                          {"after", categories_text(t, own->waiting->after)},
                          {"who", own->waiting->by},
                          {"day", t.moment(own->waiting->asked_at)}}));
    std::vector<Html> doors;
    if (own->is_active()) {
        doors.push_back(link(visit.url("/employer/no-staff"), t("Report a quarter without staff")));
        doors.push_back(link(visit.url("/employer/strike-off"), t("Strike off as an employer")));
    } else {
        doors.push_back(link(visit.url("/employer/again"), t("Staff again")));
    }
    doors.push_back(link(visit.url("/employer/history"), t("What was changed, by whom and when")));
    Html known;
    if (own->check.enterprise)
        known = section(t("Enterprise register"),
                        paragraph(t("Changed at an enterprise counter or the registry of the enterprise court, not "
                                    "here.")) +
                            identification_form(desk, visit).register_view(*own->check.enterprise));
    return show(visit, {.title = t("Data of the employer"),
                        .main = waiting + section(t("Repertory of employers"), repertory_view(visit, *own)) +
                                section(t("What you told"), profile_view(desk, visit, *own)) + known +
                                section(t("More"), list(doors))});
}

http::Response employer_history(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto acts = acts_about_data(**reader, visit.who->account.enterprise);
    if (!acts) return trouble(visit, acts.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& [sequence, act] : *acts) {
        rows.push_back({{t.moment(act.at)},
                        {author_text(t, act)},
                        {paragraph(employer_act_text(t, act.code)) + details_view(t, act)}});
    }
    const auto content = rows.empty() ? paragraph(t("Nothing was changed yet."))
                                      : scrolling_table({.caption = t("Changes, the newest first"),
                                                         .caption_classes = "govuk-visually-hidden",
                                                         .head = {{t("When")}, {t("By whom")}, {t("What")}},
                                                         .rows = std::move(rows),
                                                         .first_cell_is_header = true});
    return show(visit, {.title = t("What was changed, by whom and when"),
                        .main = content,
                        .back = visit.url("/employer"),
                        .wide = true});
}

http::Response change_employer(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->employer) return see_other(visit.url("/employer"));
    const auto step = step_asked(visit, *own);
    if (!step) return not_found(visit);
    return show_change(desk, visit, *own, *step, nullptr, {});
}

http::Response take_employer_change(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->employer) return see_other(visit.url("/employer"));
    const auto step = step_asked(visit, *own);
    if (!step) return not_found(visit);
    if (*step == Step::activity && visit.form["look"] == "yes")
        return show_change(desk, visit, *own, *step, &visit.form, {});
    auto answers = own->profile.answers;
    Problems problems;
    identification_form(desk, visit).read(*step, visit.form, own->check, answers, problems);
    if (!problems.empty()) return show_change(desk, visit, *own, *step, &visit.form, problems);
    answers.mark(*step);
    auto outcome = registry::ProfileOutcome::unchanged;
    std::optional<Error> refused;
    const auto changed = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        refused.reset();
        const auto done = registry::change_profile(writer, author_of(visit), *step, answers, desk.intake.rulebook(),
                                                   desk.intake.now());
        if (done)
            outcome = *done;
        else if (done.error().kind == ErrorKind::conflict)
            refused = done.error();
        else
            return tl::make_unexpected(done.error());
        return {};
    });
    if (!changed) return trouble(visit, changed.error());
    const auto& t = visit.t;
    if (refused)
        return show(visit,
                    {.title = t("A change waits for the authority already"),
                     .main = paragraph(t("Nothing was changed. When it is decided, you can ask for another one.")),
                     .back = visit.url("/employer"),
                     .status = 409});
    switch (outcome) {
        case registry::ProfileOutcome::unchanged:
            return go_on(desk, visit, "/employer", t("Nothing was changed"));
        case registry::ProfileOutcome::changed:
            return go_on(desk, visit, "/employer", t("Your data are changed"));
        case registry::ProfileOutcome::asked:
            return go_on(desk, visit, "/employer",
                         t("The change was sent to the authority: it holds when it has agreed"));
    }
    return {};
}

http::Response no_staff(Desk& desk, Visit& visit) { return show_quarters(desk, visit, ""); }

http::Response take_no_staff(Desk& desk, Visit& visit) {
    const auto quarter = parse_quarter(visit.form["quarter"]);
    if (!quarter) return show_quarters(desk, visit, visit.t("Choose a quarter"));
    std::optional<Error> refused;
    const auto reported = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        refused.reset();
        const auto done = registry::report_no_staff(writer, author_of(visit), *quarter, desk.intake.now());
        if (!done && (done.error().kind == ErrorKind::conflict || done.error().kind == ErrorKind::invalid))
            refused = done.error();
        else if (!done)
            return done;
        return {};
    });
    if (!reported) return trouble(visit, reported.error());
    if (refused)
        return show_quarters(desk, visit,
                             refused->kind == ErrorKind::conflict
                                 ? visit.t("Somebody was in service in this quarter: correct the periods first")
                                 : visit.t("Choose a quarter"));
    return go_on(desk, visit, "/employer",
                 visit.t("Reported: no staff in {quarter}", {{"quarter", visit.t.quarter(*quarter)}}));
}

http::Response strike_off(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->is_active()) return see_other(visit.url("/employer"));
    return show_strike_off(visit, {}, 0);
}

http::Response take_strike_off(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->is_active()) return see_other(visit.url("/employer"));
    const auto& t = visit.t;
    const auto day = day_typed(visit, "lastDay");
    if (!day) return show_strike_off(visit, {t("Enter a real date, such as 27 3 2026"), ""}, 0);
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open =
        registry::periods_from(**reader, own->employer->number, *day + std::chrono::days{1}, periods_counted);
    if (!open) return trouble(visit, open.error());
    if (*open > 0 && visit.form["sure"] != "yes")
        return show_strike_off(visit, {"", t("Confirm that you strike off although periods are open")}, *open);
    std::optional<Error> refused;
    const auto reason = visit.form["reason"].substr(0, 300);
    const auto done = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        refused.reset();
        const auto struck = registry::strike_off(writer, author_of(visit), *day, reason, desk.intake.now());
        if (!struck && (struck.error().kind == ErrorKind::invalid || struck.error().kind == ErrorKind::conflict))
            refused = struck.error();
        else if (!struck)
            return struck;
        return {};
    });
    if (!done) return trouble(visit, done.error());
    if (refused) return show_strike_off(visit, {t("This day lies before your first day as an employer"), ""}, 0);
    return go_on(desk, visit, "/employer", t("Struck off: the last day is {day}", {{"day", t.day(*day)}}));
}

http::Response take_up_again(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->employer || own->is_active()) return see_other(visit.url("/employer"));
    return show_again(visit, "");
}

http::Response take_taking_up_again(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (!own->employer || own->is_active()) return see_other(visit.url("/employer"));
    const auto& t = visit.t;
    const auto day = day_typed(visit, "firstDay");
    if (!day) return show_again(visit, t("Enter a real date, such as 27 3 2026"));
    std::optional<Error> refused;
    const auto done = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        refused.reset();
        const auto again = registry::take_up_again(writer, author_of(visit), *day, desk.intake.now());
        if (!again && again.error().kind == ErrorKind::conflict)
            refused = again.error();
        else if (!again)
            return again;
        return {};
    });
    if (!done) return trouble(visit, done.error());
    if (refused) return show_again(visit, t("You were an employer on this day already: choose a later one"));
    return go_on(desk, visit, "/employer", t("You are an employer again"));
}

// --- identification by whoever is signed in

http::Response own_identification_start(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    const auto course = secured_course(visit);
    const auto at = opened(desk, course);
    if (!at) return trouble(visit, at.error());
    if (*at && (*at)->identification.number) return see_other(course.address(visit, "done"));
    if (own->employer) return see_other(visit.url("/employer"));
    if (*at) return see_other(course.address(visit, "tasks"));
    return show(visit,
                {.title = visit.t("Identify yourself as an employer"),
                 .main = paragraph(visit.t("It takes a few minutes; your answers are kept for a month, and your "
                                           "colleagues can go on with them.")) +
                         form(visit, visit.url("/employer/identify"), submit(visit.t("Begin"), "govuk-button--start")),
                 .back = visit.url("/employer")});
}

http::Response begin_own_identification(Desk& desk, Visit& visit) {
    const auto own = own_of(desk, visit);
    if (!own) return trouble(visit, own.error());
    if (own->employer) return see_other(visit.url("/employer"));
    return begin_course(desk, visit, secured_course(visit));
}

http::Response own_identification_tasks(Desk& desk, Visit& visit) {
    return tasks_page(desk, visit, secured_course(visit));
}
http::Response own_identification_question(Desk& desk, Visit& visit) {
    return question_page(desk, visit, secured_course(visit));
}
http::Response take_own_identification_answer(Desk& desk, Visit& visit) {
    return take_answer_page(desk, visit, secured_course(visit));
}
http::Response check_own_identification(Desk& desk, Visit& visit) {
    return check_page(desk, visit, secured_course(visit));
}
http::Response send_own_identification(Desk& desk, Visit& visit) {
    return send_page(desk, visit, secured_course(visit));
}
http::Response own_identification_done(Desk& desk, Visit& visit) {
    return done_page(desk, visit, secured_course(visit));
}
http::Response own_identification_notification(Desk& desk, Visit& visit) {
    return notification_page(desk, visit, secured_course(visit));
}
http::Response own_identification_notification_file(Desk& desk, Visit& visit) {
    return notification_file(desk, visit, secured_course(visit));
}

}  // namespace dimona::web::pages
