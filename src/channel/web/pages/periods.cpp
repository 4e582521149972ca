// Periods: ready-made lists, combined search, one period with its history.
#include <algorithm>
#include <array>

#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/change_parts.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/staff_search.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::FileQuery;
using registry::PeriodView;

constexpr const char* search_kind = "search-periods";
// --- ready-made lists

// Of some lists one may choose the days. They stand in the address: they say nothing about anybody.
enum class DaysOf { none, one, two };
struct ReadyList {
    const char* name;
    const char* title;
    DaysOf days = DaysOf::none;
    const char* chosen_title = "";
};
constexpr std::array ready_lists = {
    ReadyList{"recent", DIMONA_MESSAGE("Newest periods")},
    ReadyList{"in-service", DIMONA_MESSAGE("In service today"), DaysOf::one, DIMONA_MESSAGE("In service on {first}")},
    ReadyList{"open", DIMONA_MESSAGE("Open periods without last day")},
    ReadyList{"entries", DIMONA_MESSAGE("Entries of the last 31 days and the next 31"), DaysOf::two,
              DIMONA_MESSAGE("Entries from {first} until {last}")},
    ReadyList{"exits", DIMONA_MESSAGE("Exits of the last 31 days"), DaysOf::two,
              DIMONA_MESSAGE("Exits from {first} until {last}")},
    ReadyList{"ending", DIMONA_MESSAGE("Ending within 14 days")},
    ReadyList{"late", DIMONA_MESSAGE("Declared late")},
};

const ReadyList& ready_list(std::string_view name) {
    for (const auto& list : ready_lists)
        if (list.name == name) return list;
    return ready_lists.front();
}

struct ChosenDays {
    LocalDate first, last;
};
ChosenDays usual_days(std::string_view list, LocalDate today) {
    constexpr std::chrono::days month{31};
    if (list == "entries") return {today - month, today + month};
    if (list == "exits") return {today - month, today};
    return {today, today};
}

FileQuery query_of(std::string_view list, const ChosenDays& days, LocalDate today) {
    constexpr std::chrono::days fortnight{14};
    FileQuery query;
    if (list != "recent") query.cancelled = false;
    if (list == "in-service") query.first_day = query.last_day = days.first;
    if (list == "open") query.open = true;
    if (list == "entries") query.starts_from = days.first, query.starts_until = days.last;
    if (list == "exits") query.ends_from = days.first, query.ends_until = days.last;
    if (list == "ending") query.ends_from = today, query.ends_until = today + fortnight;
    if (list == "late") query.late = true;
    return query;
}

// --- combined search

struct Asked {
    registry::SearchCriteria criteria;
    std::string title, address;  // of the list, without page and order
    Answers typed;
    const ReadyList* list = nullptr;  // none: a search
    std::string from, until;          // days of the list, as typed
    Problems problems = {};
    NamedPersons named = {};
};

std::optional<LocalDate> day_of(const Answers& typed, const std::string& name) {
    const auto found = typed.find(name);
    return found == typed.end() ? std::nullopt : parse_date(found->second);
}

std::string text_of(const Answers& typed, const std::string& name) {
    const auto found = typed.find(name);
    return found == typed.end() ? std::string() : found->second;
}

registry::SearchCriteria criteria_of(const Answers& typed) {
    registry::SearchCriteria criteria;
    auto& query = criteria.query;
    criteria.ssin = domain::Ssin::parse(text_of(typed, "ssin"));
    query.first_day = day_of(typed, "from");
    query.last_day = day_of(typed, "until");
    query.worker_type = domain::parse_worker_type(text_of(typed, "type"));
    query.joint_committee = domain::parse_joint_committee(text_of(typed, "committee"));
    query.channel = domain::parse_channel(text_of(typed, "channel"));
    query.user_enterprise = domain::EnterpriseNumber::parse(text_of(typed, "user"));
    if (const auto number = parse_digits(text_of(typed, "number"))) query.period = domain::PeriodId{*number};
    const auto state = text_of(typed, "state");
    if (state == "open") query.open = true, query.cancelled = false;
    if (state == "closed") query.open = false, query.cancelled = false;
    if (state == "cancelled") query.cancelled = true;
    if (state == "late") query.late = true;
    return criteria;
}

void take_ready_list(const Visit& visit, LocalDate today, Asked& asked) {
    const auto& list = ready_list(visit.parameter("list"));
    auto days = usual_days(list.name, today);
    asked.list = &list;
    asked.title = visit.t(list.title);
    asked.address = std::string("?list=") + list.name;
    asked.from = visit.parameter("from");
    asked.until = list.days == DaysOf::one ? asked.from : visit.parameter("until");
    const bool is_chosen = list.days != DaysOf::none && (!asked.from.empty() || !asked.until.empty());
    if (is_chosen) {
        const auto first = parse_date(asked.from), last = parse_date(asked.until);
        if (!first) asked.problems.push_back({"list-from", visit.t("Enter a real date, such as 2026-03-27")});
        if (!last && list.days == DaysOf::two)
            asked.problems.push_back({"list-until", visit.t("Enter a real date, such as 2026-03-27")});
        if (first && last && *last < *first)
            asked.problems.push_back({"list-until", visit.t("The last day lies before the first day")});
        if (asked.problems.empty()) {
            days = {*first, *last};
            asked.title =
                visit.t(list.chosen_title, {{"first", visit.t.day(days.first)}, {"last", visit.t.day(days.last)}});
            asked.address += "&from=" + format_date(days.first) + "&until=" + format_date(days.last);
        }
    } else {
        asked.from = format_date(days.first);
        asked.until = format_date(days.last);
    }
    asked.criteria.query = query_of(list.name, days, today);
}

Result<Asked> list_asked(Desk& desk, const Visit& visit) {
    Asked asked;
    const auto id = visit.parameter("q");
    if (!id.empty()) {
        const auto kept = DIMONA_TRY(desk.jottings.find(search_kind, id, visit.who->account.login));
        if (kept) {
            asked.typed = kept->answers;
            asked.criteria = criteria_of(asked.typed);
            asked.title = visit.t("Periods found");
            asked.address = "?q=" + id;
            asked.named = DIMONA_TRY(persons_named(desk, visit, text_of(asked.typed, "text")));
            if (const auto person = asked.named.single()) asked.criteria.query.person = person;
        }
    }
    if (asked.address.empty()) take_ready_list(visit, desk.file.today(), asked);
    asked.criteria.employer = visit.employer->number;
    return asked;
}

Result<registry::PageOf<PeriodView>> find(Desk& desk, const Visit& visit, const Asked& asked,
                                          const registry::Page& page) {
    if (asked.named.fits_nobody() || !asked.problems.empty()) return registry::PageOf<PeriodView>{};
    return wait_for<registry::PageOf<PeriodView>>(
        [&](auto done) { desk.consultations.search_periods(visit.caller, asked.criteria, page, std::move(done)); });
}

Result<registry::PageOf<PeriodView>> find_all(Desk& desk, const Visit& visit, const Asked& asked, std::size_t count) {
    auto all =
        DIMONA_TRY(all_lines<PeriodView>([&](const registry::Page& page) { return find(desk, visit, asked, page); },
                                         [](const PeriodView& view) { return view.period.id.value(); }, count));
    std::erase_if(all.items, [&](const PeriodView& view) { return !asked.named.fits(view.period.person); });
    return all;
}

std::string name_of(const std::optional<domain::Person>& person) {
    return person ? person->family_name + " " + person->given_name : std::string();
}

constexpr std::size_t start_hour_column = 5, end_hour_column = 7;
Sheet sheet_of(Desk& desk, const Visit& visit, const std::vector<PeriodView>& views) {
    const auto& t = visit.t;
    const auto& rulebook = desk.intake.rulebook();
    Sheet sheet{.title = t("Periods"),
                .columns = {{t("Period")},
                            {t("Worker"), "name"},
                            {t("Kind of worker"), "type"},
                            {t("Joint committee")},
                            {t("First day"), "start"},
                            {t("Start hour")},
                            {t("Last day"), "end"},
                            {t("End hour")},
                            {t("State")}},
                .rows = {}};
    for (const auto& view : views) {
        const auto& period = view.period;
        sheet.rows.push_back(
            {std::to_string(period.id.value()), name_of(view.person),
             type_text(t, rulebook, period.features.worker_type),
             period.features.joint_committee ? std::string(domain::to_code(*period.features.joint_committee))
                                             : std::string(),
             t.short_day(period.start_day), period.start_hour ? t.hour(*period.start_hour) : "",
             period.end_day ? t.short_day(*period.end_day) : "", period.end_hour ? t.hour(*period.end_hour) : "",
             period.cancelled ? t("Cancelled")
             : period.end_day ? t("Closed")
                              : t("Open")});
    }
    return sheet;
}

void sort(std::vector<PeriodView>& views, const std::string& order) {
    const bool falling = order.starts_with("-");
    const auto by = [&](auto rank) { sort_by(views, falling, rank); };
    if (order.ends_with("name")) by([](const PeriodView& view) { return folded_name(name_of(view.person)); });
    if (order.ends_with("type")) by([](const PeriodView& view) { return view.period.features.worker_type; });
    if (order.ends_with("start")) by([](const PeriodView& view) { return view.period.start_day; });
    if (order.ends_with("end"))
        by([](const PeriodView& view) { return view.period.end_day.value_or(open_end_marker); });
}

Result<registry::PageOf<PeriodView>> ordered_page(Desk& desk, const Visit& visit, const Asked& asked,
                                                  const std::string& order, int page, std::string& cut) {
    if (order.empty() && !asked.named.are_several())
        return find(desk, visit, asked, {.number = page, .size = lines_a_page});
    const auto most = order.empty() ? lines_exported_max : lines_sorted_max;
    auto all = DIMONA_TRY(find_all(desk, visit, asked, most));
    if (all.more) cut = cut_text(visit, most);
    sort(all.items, order);
    return page_of(std::move(all.items), page);
}

Html lists_navigation(const Visit& visit) {
    std::vector<Html> items;
    for (const auto& list : ready_lists)
        items.push_back(link(visit.url("/periods?list=" + std::string(list.name)), visit.t(list.title)));
    items.push_back(link(visit.url("/quotas?list=warnings"), visit.t("Quota warnings")));
    return element("nav", {{"class", "dimona-lists"}, {"aria-label", visit.t("Ready-made lists")}}, list(items, false));
}

// The days of a list, as a form that stays in the address.
Html days_form(const Visit& visit, const Asked& asked) {
    if (!asked.list || asked.list->days == DaysOf::none) return {};
    const auto day = [&](const char* name, const std::string& text, const std::string& value) {
        const auto id = "list-" + std::string(name);
        FormGroup group{.error_prefix = visit.t("Error")};
        for (const auto& problem : asked.problems)
            if (problem.place == id) group.error = problem.text;
        return input(
            {.id = id, .name = name, .label = {text}, .group = std::move(group), .value = value, .type = "date"});
    };
    const bool is_one = asked.list->days == DaysOf::one;
    auto fields = day("from", is_one ? visit.t("Day") : visit.t("First day"), asked.from);
    if (!is_one) fields += day("until", visit.t("Last day"), asked.until);
    return element("form", {{"action", visit.url("/periods")}, {"method", "get"}, {"novalidate", std::nullopt}},
                   hidden("list", asked.list->name) +
                       element("div", "dimona-filter",
                               fields + button({.text = visit.t("Show"), .classes = "govuk-button--secondary"})));
}

std::vector<Option> codes_of(const Visit& visit, const auto& list, LocalDate today) {
    std::vector<Option> options;
    for (const auto& [code, entry] : list)
        if (entry.valid.covers(today)) options.push_back({code, code + " – " + visit.t.of(entry.name)});
    return options;
}

Html search_form(Desk& desk, const Visit& visit, const Answers& typed, const Problems& problems) {
    const auto& t = visit.t;
    const auto today = desk.file.today();
    const auto& rulebook = desk.intake.rulebook();
    const auto error_of = [&](std::string_view place) {
        for (const auto& problem : problems)
            if (problem.place == place) return problem.text;
        return std::string();
    };
    const auto day = [&](const char* name, const std::string& text) {
        return input({.id = name,
                      .name = name,
                      .label = {text},
                      .group = {.error = error_of(name), .error_prefix = t("Error")},
                      .value = text_of(typed, name),
                      .type = "date"});
    };
    const auto text = [&](const char* name, const std::string& words) {
        return input({.id = name,
                      .name = name,
                      .label = {words},
                      .group = {.error = error_of(name), .error_prefix = t("Error")},
                      .value = text_of(typed, name),
                      .inputmode = "numeric",
                      .autocomplete = "off"});
    };
    const auto choice = [&](const char* name, const std::string& words, std::vector<Option> options) {
        options.insert(options.begin(), {"", t("All")});
        return select(
            {.id = name, .name = name, .label = {words}, .items = std::move(options), .value = text_of(typed, name)});
    };
    const auto fields =
        input({.id = "text",
               .name = "text",
               .label = {t("Name or own reference")},
               .value = text_of(typed, "text"),
               .autocomplete = "off",
               .spellcheck = "false"}) +
        text("ssin", t("National register number or BIS number")) + text("number", t("Period")) +
        day("from", t("In service from")) + day("until", t("In service until")) +
        choice("type", t("Kind of worker"), codes_of(visit, rulebook.worker_types, today)) +
        choice("committee", t("Joint committee"), codes_of(visit, rulebook.joint_committees, today)) +
        text("user", t("Enterprise number of the user")) + choice("channel", t("Channel"), channel_options(t)) +
        choice("state", t("State"),
               {{"open", t("Open")}, {"closed", t("Closed")}, {"cancelled", t("Cancelled")}, {"late", t("Late")}});
    return details(
        t("Search by several criteria"),
        form(visit, visit.url("/periods/search"), element("div", "dimona-filter", fields) + submit(t("Search"))),
        !typed.empty());
}

}  // namespace

http::Response periods(Desk& desk, Visit& visit) {
    const auto asked = list_asked(desk, visit);
    if (!asked) return trouble(visit, asked.error());
    const auto order = visit.parameter("sort");
    const int page = page_asked(visit);
    std::string cut;  // says that some are not there
    const auto found = ordered_page(desk, visit, *asked, order, page, cut);
    if (!found) return trouble(visit, found.error());
    const auto sheet = sheet_of(desk, visit, found->items);
    const auto base = visit.url("/periods" + asked->address);
    // Hours stand beside their day on the screen, in a column of their own in a file.
    const auto is_hour = [](std::size_t column) { return column == start_hour_column || column == end_hour_column; };
    std::vector<Cell> head;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
        if (!is_hour(column)) head.push_back(sort_heading(visit, sheet.columns[column], base, order));
    std::vector<std::vector<Cell>> rows;
    for (std::size_t index = 0; index < found->items.size(); ++index) {
        const auto& cells = sheet.rows[index];
        const auto& view = found->items[index];
        std::vector<Cell> row = {{link(visit.url("/periods/" + cells[0]), cells[0])},
                                 {link(visit.url("/workers/" + std::to_string(view.period.person.value())), cells[1])}};
        for (std::size_t column = 2; column + 1 < cells.size(); ++column)
            if (!is_hour(column))
                row.push_back(
                    {cells[column] +
                     (is_hour(column + 1) && !cells[column + 1].empty() ? ", " + cells[column + 1] : std::string())});
        row.push_back({state_tag(visit.t, view.period)});
        rows.push_back(std::move(row));
    }
    const auto address = order.empty() ? base : with(base, "sort", order);
    const auto table = rows.empty() ? paragraph(visit.t("There are no periods here."))
                                    : scrolling_table({.caption = asked->title,
                                                       .caption_classes = "govuk-visually-hidden",
                                                       .head = std::move(head),
                                                       .rows = std::move(rows),
                                                       .first_cell_is_header = true});
    std::vector<ErrorLink> errors;
    for (auto& [text, href] : QuestionForm::links(asked->problems)) errors.push_back({text, href});
    const auto files = visit.url("/periods/export" + asked->address);
    return show(visit, {.title = visit.t.pair(visit.t("Periods"), asked->title),
                        .main = lists_navigation(visit) + days_form(visit, *asked) +
                                search_form(desk, visit, asked->typed, {}) + (cut.empty() ? Html() : inset_text(cut)) +
                                table + pages_of(visit, address, page, found->more) +
                                export_links(visit, order.empty() ? files : with(files, "sort", order)),
                        .errors = std::move(errors),
                        .status = asked->problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "periods"});
}

http::Response search_periods(Desk& desk, Visit& visit) {
    Jotting jotting{.id = {},
                    .kind = search_kind,
                    .login = visit.who->account.login,
                    .employer = visit.employer->number.value(),
                    .answers = {}};
    for (const char* name : {"text", "from", "until", "type", "committee", "state", "channel"})
        jotting.set(name, visit.form[name]);
    for (const char* name : {"ssin", "number", "user"}) jotting.set(name, number_typed(visit.form[name]));
    Problems problems;
    const auto& t = visit.t;
    if (!jotting["ssin"].empty() && !domain::Ssin::parse(jotting["ssin"]))
        problems.push_back({"ssin", t("This is no valid number: check its 11 digits")});
    if (!jotting["number"].empty() && !domain::parse_twelve_digit_number(jotting["number"]))
        problems.push_back({"number", t("This is no period number: check its 12 digits")});
    if (!jotting["user"].empty() && !domain::EnterpriseNumber::parse(jotting["user"]))
        problems.push_back({"user", t("This is no enterprise number: check its 10 digits")});
    for (const char* name : {"from", "until"})
        if (!jotting[name].empty() && !parse_date(jotting[name]))
            problems.push_back({name, t("Enter a real date, such as 2026-03-27")});
    if (!problems.empty()) {
        std::vector<ErrorLink> errors;
        for (auto& [text, href] : QuestionForm::links(problems)) errors.push_back({text, href});
        return show(visit, {.title = t("Periods"),
                            .main = search_form(desk, visit, jotting.answers, problems),
                            .errors = std::move(errors),
                            .status = 422,
                            .wide = true,
                            .section = "periods"});
    }
    if (const auto kept = desk.jottings.keep(jotting); !kept) return trouble(visit, kept.error());
    return see_other(with(visit.url("/periods"), "q", jotting.id));
}

http::Response export_periods(Desk& desk, Visit& visit) {
    const auto asked = list_asked(desk, visit);
    if (!asked) return trouble(visit, asked.error());
    auto found = find_all(desk, visit, *asked, lines_exported_max);
    if (!found) return trouble(visit, found.error());
    sort(found->items, visit.parameter("sort"));
    auto sheet = sheet_of(desk, visit, found->items);
    if (found->more) sheet.rows.push_back({cut_text(visit, lines_exported_max)});
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-periods");
}

// --- one period

namespace {

Html facts_of(Desk& desk, const Visit& visit, const registry::HistoryView& view) {
    const auto& t = visit.t;
    const auto& rulebook = desk.intake.rulebook();
    const auto& period = view.period.period;
    std::vector<SummaryRow> rows = {{t("Period"), element("span", "dimona-code", std::to_string(period.id.value()))},
                                    {t("Worker"), link(visit.url("/workers/" + std::to_string(period.person.value())),
                                                       name_of(view.period.person))},
                                    {t("Kind of worker"), type_text(t, rulebook, period.features.worker_type)}};
    if (period.features.joint_committee)
        rows.push_back({t("Joint committee"), committee_text(t, rulebook, period.features.joint_committee)});
    if (period.features.user_enterprise_number || period.features.user_name)
        rows.push_back({t("User"), period.features.user_enterprise_number
                                       ? period.features.user_enterprise_number->to_text()
                                       : *period.features.user_name});
    if (period.features.user_joint_committee)
        rows.push_back(
            {t("Joint committee of the user"), committee_text(t, rulebook, period.features.user_joint_committee)});
    if (period.features.sub_entity) rows.push_back({t("Number of the sub-entity"), *period.features.sub_entity});
    rows.push_back({t("Days and hours"), days_of(t, period)});
    if (period.planned_hours) rows.push_back({t("Planned hours"), std::to_string(*period.planned_hours)});
    rows.push_back({t("State"), state_tag(t, period)});
    return summary_list(rows);
}

Html history_of(const Visit& visit, const std::vector<registry::DeclarationView>& declarations) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& view : declarations) {
        const auto number = std::to_string(view.record.id.value());
        rows.push_back({{link(visit.url("/declarations/" + number), number)},
                        {kind_text(t, view.record.kind)},
                        {t.moment(view.record.received_at)},
                        {channel_text(t, view.record.channel)},
                        {declarant_text(t, view)},
                        {result_tag(t, view.record.result)}});
    }
    return scrolling_table(
        {.caption = t("History of declarations"),
         .caption_classes = "govuk-table__caption--m",
         .head =
             {{t("Number")}, {t("Declaration")}, {t("Received")}, {t("Channel")}, {t("Declared by")}, {t("Verdict")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

Html registrations_of(const Visit& visit, const std::vector<domain::Registration>& registrations) {
    if (registrations.empty()) return {};
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& registration : registrations)
        rows.push_back({{t.day(registration.start_day)},
                        {t.hour(registration.start_hour)},
                        {registration.end_hour ? t.hour(*registration.end_hour) : std::string()},
                        {registration.cancelled ? t("Cancelled") : t("Registered")}});
    return scrolling_table({.caption = t("Daily registrations"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Day")}, {t("Start hour")}, {t("End hour")}, {t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

Html actions_on(const Visit& visit, const domain::Period& period) {
    if (!visit.may(access::Right::declare) || period.cancelled) return {};
    const auto action = [&](const char* kind, const std::string& text, const char* classes) {
        return form(visit, visit.url("/periods/" + std::to_string(period.id.value()) + "/" + kind),
                    submit(text, classes));
    };
    Html all;
    if (!period.end_day) all += action("out", visit.t("Declare the exit"), "");
    all += action("update", visit.t("Change"), "govuk-button--secondary");
    all += action("cancel", visit.t("Cancel this period"), "govuk-button--warning");
    return buttons(all);
}

}  // namespace

http::Response period(Desk& desk, Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return not_found(visit);
    const auto view = desk.file.history(visit.caller, domain::PeriodId{*number});
    if (!view) return trouble(visit, view.error());
    const auto& period = view->period.period;
    // One acts for one employer at a time: the page of another one's period would mislead.
    if (period.employer != visit.employer->number) return not_found(visit);
    std::vector<Html> deadlines;
    for (const auto& deadline : open_deadlines(period, desk.intake.rulebook(), desk.intake.now()))
        deadlines.push_back(deadline_text(visit.t, deadline));
    return show(visit,
                {.title = visit.t("Period of {name}", {{"name", name_of(view->period.person)}}),
                 .main = facts_of(desk, visit, *view) + (deadlines.empty() ? Html() : inset_text(list(deadlines))) +
                         actions_on(visit, period) + change_requests_of(desk, visit, period) +
                         history_of(visit, view->declarations) + registrations_of(visit, view->registrations),
                 .back = visit.url("/periods"),
                 .wide = true,
                 .section = "periods"});
}

// OUT, UPDATE or CANCEL: a draft, then its questions.
http::Response declare_on_period(Desk& desk, Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return not_found(visit);
    const auto found = wait_for<PeriodView>(
        [&](auto done) { desk.consultations.period(visit.caller, domain::PeriodId{*number}, std::move(done)); });
    if (!found) return trouble(visit, found.error());
    if (found->period.employer != visit.employer->number) return not_found(visit);
    const auto& what = visit.part(1);
    const auto kind = what == "out"      ? domain::Kind::out
                      : what == "update" ? domain::Kind::update
                                         : domain::Kind::cancel;
    if (what != "out" && what != "update" && what != "cancel") return not_found(visit);
    auto draft = draft_on(visit, found->period, kind);
    if (const auto kept = desk.jottings.keep(draft); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/declare/" + draft.id + (kind == domain::Kind::cancel ? "/check" : "/dates")));
}

}  // namespace dimona::web::pages
