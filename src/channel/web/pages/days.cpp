// Daily registration of permanent workers in the hotel and catering industry: a board for one day, and the month.
#include <algorithm>
#include <map>

#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::DayLine;
using std::chrono::days;

constexpr std::chrono::days one_day{1};

Result<std::vector<DayLine>> board_of(Desk& desk, const Visit& visit, LocalDate first, LocalDate last) {
    auto lines = DIMONA_TRY(desk.file.days(visit.caller, visit.employer->number, first, last));
    std::erase_if(lines, [](const DayLine& line) { return !domain::is_permanent(line.period); });
    std::sort(lines.begin(), lines.end(), [](const DayLine& one, const DayLine& other) {
        const auto name = [](const DayLine& line) {
            return line.person ? folded_name(line.person->family_name + line.person->given_name) : std::string();
        };
        return name(one) < name(other);
    });
    return lines;
}

LocalDate day_asked(Desk& desk, const Visit& visit, const std::string& text) {
    (void)visit;
    return parse_date(text).value_or(desk.file.today());
}

std::string name_of(const DayLine& line) {
    return line.person ? line.person->family_name + " " + line.person->given_name : std::string();
}

struct Slot {
    std::string field;  // "r123" of a registration, "n456" of a period: a new one
    std::string start, end;
};
struct Row {
    const DayLine* line = nullptr;
    std::vector<Slot> slots;
};

std::vector<Row> rows_of(const std::vector<DayLine>& lines, LocalDate day, bool copies_yesterday) {
    std::vector<Row> rows;
    for (const auto& line : lines) {
        if (line.period.start_day > day || (line.period.end_day && *line.period.end_day < day)) continue;
        Row row{&line, {}};
        std::vector<Slot> before;
        for (const auto& registration : line.registrations) {
            Slot slot{"r" + std::to_string(registration.id.value()), format_hour(registration.start_hour),
                      registration.end_hour ? format_hour(*registration.end_hour) : std::string()};
            if (registration.start_day == day) row.slots.push_back(slot);
            if (registration.start_day == day - one_day) before.push_back(slot);
        }
        const auto fresh = "n" + std::to_string(line.period.id.value());
        if (row.slots.empty() && copies_yesterday)
            for (std::size_t index = 0; index < before.size(); ++index)
                row.slots.push_back({fresh + "-" + std::to_string(index), before[index].start, before[index].end});
        row.slots.push_back({fresh + "-" + std::to_string(before.size() + row.slots.size()), {}, {}});
        rows.push_back(std::move(row));
    }
    return rows;
}

struct BoardProblem {
    std::string field, text;
};

std::string shown_hour(const Visit& visit, const std::string& text) {
    const auto hour = parse_hour(text);
    return hour ? visit.t.hour(*hour) : text;
}

Html hour_field(const Visit& visit, const Slot& slot, const char* end, const std::string& label,
                const std::string& value, const std::vector<BoardProblem>& problems) {
    const auto name = slot.field + "-" + end;
    const bool wrong = std::any_of(problems.begin(), problems.end(),
                                   [&](const BoardProblem& problem) { return problem.field == name; });
    Attributes attributes = {{"class", joined({"govuk-input govuk-input--width-5", wrong ? "govuk-input--error" : ""})},
                             {"id", name},
                             {"name", name},
                             {"type", "text"},
                             {"value", shown_hour(visit, value)},
                             {"inputmode", "numeric"},
                             {"autocomplete", "off"},
                             {"aria-label", label}};
    return void_element("input", attributes);
}

// What was typed, when the board is shown again.
std::string typed_or(const Visit& visit, const Slot& slot, const char* end, const std::string& known) {
    const auto name = slot.field + "-" + end;
    return visit.form.has(name) ? visit.form[name] : known;
}

Html slot_fields(const Visit& visit, const std::string& who, const Slot& slot,
                 const std::vector<BoardProblem>& problems) {
    const auto& t = visit.t;
    auto html = hour_field(visit, slot, "start", t("Start hour of {name}", {{"name", who}}),
                           typed_or(visit, slot, "start", slot.start), problems) +
                " – " +
                hour_field(visit, slot, "end", t("End hour of {name}", {{"name", who}}),
                           typed_or(visit, slot, "end", slot.end), problems);
    if (slot.field.starts_with("r")) {
        Attributes box = {{"type", "checkbox"}, {"name", slot.field + "-cancel"}, {"value", "yes"}};
        html += element("label", "dimona-cancel", void_element("input", box) + " " + t("cancel"));
    }
    return element("div", "dimona-slot", html);
}

Html navigation_of(const Visit& visit, LocalDate day) {
    const auto& t = visit.t;
    const auto of = [&](LocalDate other) { return visit.url("/days?day=" + format_date(other)); };
    return element(
        "p", "govuk-body dimona-days",
        link(of(day - one_day), t("Day before")) + " " + link(of(day + one_day), t("Day after")) + " " +
            link(visit.url("/days?day=" + format_date(day) + "&copy=yes"), t("Copy the hours of the day before")) +
            " " + link(visit.url("/days/month?month=" + format_date(day).substr(0, 7)), t("The whole month")));
}

Html opt_in(const Visit& visit) {
    const auto& t = visit.t;
    const bool here = visit.employer->registers_days_here;
    const auto text = here ? t("You register the days of permanent workers here.")
                           : t("You have not chosen to register the days of permanent workers with Dimona: each "
                               "registration is refused until you do.");
    Html html = here ? paragraph(text) : warning_text(text, t("Warning"));
    if (visit.may(access::Right::manage) && visit.employer->enterprise == visit.who->account.enterprise)
        html += form(
            visit, visit.url("/days/choose"),
            hidden("here", here ? "no" : "yes") +
                submit(here ? t("Stop registering days here") : t("Register days here"), "govuk-button--secondary"));
    return html;
}

http::Response show_board(Desk& desk, const Visit& visit, LocalDate day, const std::vector<BoardProblem>& problems,
                          const std::vector<std::string>& results) {
    const auto lines = board_of(desk, visit, day - one_day, day);
    if (!lines) return trouble(visit, lines.error());
    const bool may_declare = visit.may(access::Right::declare);
    std::vector<std::vector<Cell>> rows;
    for (const auto& row : rows_of(*lines, day, visit.parameter("copy") == "yes")) {
        const auto who = name_of(*row.line);
        Html slots;
        for (const auto& slot : row.slots) {
            if (may_declare)
                slots += slot_fields(visit, who, slot, problems);
            else if (slot.field.starts_with("r"))
                slots += element("div", "", shown_hour(visit, slot.start) + " – " + shown_hour(visit, slot.end));
        }
        rows.push_back({{link(visit.url("/periods/" + std::to_string(row.line->period.id.value())), who) +
                         element("div", "govuk-hint",
                                 type_text(visit.t, desk.intake.rulebook(), row.line->period.features.worker_type))},
                        {slots}});
    }
    const auto& t = visit.t;
    Html board = rows.empty()
                     ? paragraph(t("No permanent worker of the hotel and catering industry is in service on this day."))
                     : scrolling_table({.caption = t.weekday(day),
                                        .caption_classes = "govuk-table__caption--m",
                                        .head = {{t("Worker")}, {t("Hours")}},
                                        .rows = std::move(rows),
                                        .first_cell_is_header = true});
    if (may_declare && !lines->empty())
        board = form(visit, visit.url("/days"),
                     hidden("day", format_date(day)) + board + submit(t("Register these hours")));
    std::vector<ErrorLink> errors;
    for (const auto& problem : problems) errors.push_back({problem.text, "#" + problem.field});
    Html outcome;
    if (!results.empty()) {
        std::vector<Html> items(results.begin(), results.end());
        outcome = notification_banner({.title = t("Result"), .content = list(items)});
    }
    return show(visit, {.title = t("Daily registration"),
                        .main = outcome + (visit.employer->registers_days_here
                                               ? navigation_of(visit, day) + board + opt_in(visit)
                                               : opt_in(visit) + navigation_of(visit, day) + board),
                        .errors = std::move(errors),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "days"});
}

// --- from the board to declarations

struct Wanted {
    Answers answers;
    std::string who;
};

std::string next_day_if_earlier(LocalDate day, const std::string& start, const std::string& end) {
    return format_date(!end.empty() && end <= start ? day + one_day : day);
}

// What differs from what is registered: new hours, changed ones, cancelled ones.
std::vector<Wanted> wanted_by(const Visit& visit, const std::vector<Row>& rows, LocalDate day,
                              std::vector<BoardProblem>& problems) {
    std::vector<Wanted> all;
    for (const auto& row : rows)
        for (const auto& slot : row.slots) {
            const auto start_typed = visit.form[slot.field + "-start"], end_typed = visit.form[slot.field + "-end"];
            const auto start = start_typed.empty() ? "" : hour_typed(start_typed);
            const auto end = end_typed.empty() ? "" : hour_typed(end_typed);
            for (const auto& [suffix, hour] : {std::pair{"-start", start}, std::pair{"-end", end}})
                if (!hour.empty() && !parse_hour(hour))
                    problems.push_back(
                        {slot.field + suffix, visit.t("{name}: enter an hour between 00:00 and 23:59, such as 18:30",
                                                      {{"name", name_of(*row.line)}})});
            Wanted wanted{{}, name_of(*row.line)};
            add_employer(*visit.employer, wanted.answers);
            const bool is_new = slot.field.starts_with("n");
            if (!is_new) {
                wanted.answers["dailyRegistrationId"] = slot.field.substr(1);
                if (visit.form[slot.field + "-cancel"] == "yes") {
                    wanted.answers["action"] = "cancel";
                    all.push_back(std::move(wanted));
                    continue;
                }
                if (!visit.form.has(slot.field + "-start") || (start == slot.start && end == slot.end)) continue;
                wanted.answers["action"] = "modify";
                if (start != slot.start) wanted.answers["startHour"] = start;
                if (end != slot.end) wanted.answers["endHour"] = end;
                if (!end.empty()) wanted.answers["endDate"] = next_day_if_earlier(day, start, end);
            } else {
                if (start.empty() && end.empty()) continue;
                if (start.empty()) {
                    problems.push_back({slot.field + "-start",
                                        visit.t("{name}: enter the start hour", {{"name", name_of(*row.line)}})});
                    continue;
                }
                wanted.answers["action"] = "create";
                wanted.answers["periodId"] = std::to_string(row.line->period.id.value());
                wanted.answers["startDate"] = format_date(day);
                wanted.answers["startHour"] = start;
                wanted.answers["endDate"] = next_day_if_earlier(day, start, end);
                if (!end.empty()) wanted.answers["endHour"] = end;
            }
            std::erase_if(wanted.answers, [](const auto& answer) { return answer.second.empty(); });
            all.push_back(std::move(wanted));
        }
    return all;
}

// New slots may be more than the board drew: each name in the form counts.
void add_typed_slots(const Visit& visit, std::vector<Row>& rows) {
    for (auto& row : rows) {
        const auto fresh = "n" + std::to_string(row.line->period.id.value()) + "-";
        std::erase_if(row.slots, [](const Slot& slot) { return slot.field.starts_with("n"); });
        for (const auto& field : visit.form.fields())
            if (field.name.starts_with(fresh) && field.name.ends_with("-start"))
                row.slots.push_back(
                    {field.name.substr(0, field.name.size() - std::string_view("-start").size()), {}, {}});
    }
}

}  // namespace

http::Response days(Desk& desk, Visit& visit) {
    return show_board(desk, visit, day_asked(desk, visit, visit.parameter("day")), {}, {});
}

http::Response take_days(Desk& desk, Visit& visit) {
    const auto day = day_asked(desk, visit, visit.form["day"]);
    const auto lines = board_of(desk, visit, day - one_day, day);
    if (!lines) return trouble(visit, lines.error());
    auto rows = rows_of(*lines, day, false);
    add_typed_slots(visit, rows);
    std::vector<BoardProblem> problems;
    const auto wanted = wanted_by(visit, rows, day, problems);
    if (!problems.empty()) return show_board(desk, visit, day, problems, {});
    std::vector<std::string> results;
    for (const auto& one : wanted) {
        const auto answer =
            declare_and_wait(desk.intake, {.request = request_of(domain::Kind::daily_registration, one.answers),
                                           .caller = visit.caller,
                                           .idempotency_key = std::nullopt});
        if (!answer) return trouble(visit, answer.error());
        auto text = visit.t.pair(one.who, result_text(visit.t, answer->decision.result));
        const auto why = anomalies_line(visit.t, desk.intake.rulebook(), answer->decision.anomalies);
        results.push_back(why.empty() ? text : text + " – " + why);
    }
    if (results.empty()) results.push_back(visit.t("Nothing was changed"));
    // The answers are shown afresh from what is registered now.
    visit.form = {};
    return show_board(desk, visit, day, {}, results);
}

http::Response choose_days(Desk& desk, Visit& visit) {
    if (!visit.employer) return see_other(visit.url("/employers"));
    const auto chosen =
        desk.file.choose_daily_registration(visit.caller, visit.employer->number, visit.form["here"] == "yes");
    if (!chosen) return trouble(visit, chosen.error());
    return see_other(visit.url("/days"));
}

// --- the month

namespace {

LocalDate month_asked(Desk& desk, const Visit& visit) {
    const auto today = desk.file.today();
    const auto first = parse_date(visit.parameter("month") + "-01");
    if (first) return *first;
    const std::chrono::year_month_day date{today};
    return LocalDate{date.year() / date.month() / 1};
}
LocalDate last_of_month(LocalDate first) {
    const std::chrono::year_month_day date{first};
    return LocalDate{date.year() / date.month() / std::chrono::last};
}

Result<Sheet> month_sheet(Desk& desk, const Visit& visit, LocalDate first) {
    const auto& t = visit.t;
    Sheet sheet{.title = t("Daily registration"),
                .columns = {{t("Day")}, {t("Worker")}, {t("Start hour")}, {t("End hour")}, {t("Hours"), {}, true}},
                .rows = {}};
    std::vector<std::pair<LocalDate, std::vector<std::string>>> rows;
    for (const auto& line : DIMONA_TRY(board_of(desk, visit, first, last_of_month(first))))
        for (const auto& registration : line.registrations) {
            std::string hours;
            if (registration.end_hour) {
                const auto minutes = (at(registration.end_day, *registration.end_hour) -
                                      at(registration.start_day, registration.start_hour))
                                         .count();
                hours = std::to_string(minutes / 60) + ":" + zero_padded(minutes % 60, 2);
            }
            rows.emplace_back(registration.start_day,
                              std::vector<std::string>{
                                  t.short_day(registration.start_day), name_of(line), t.hour(registration.start_hour),
                                  registration.end_hour ? t.hour(*registration.end_hour) : "", hours});
        }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    for (auto& [day, row] : rows) sheet.rows.push_back(std::move(row));
    return sheet;
}

}  // namespace

http::Response month(Desk& desk, Visit& visit) {
    const auto first = month_asked(desk, visit);
    const auto sheet = month_sheet(desk, visit, first);
    if (!sheet) return trouble(visit, sheet.error());
    std::vector<Cell> head;
    for (const auto& column : sheet->columns) head.push_back({column.title, column.numeric ? "numeric" : ""});
    std::vector<std::vector<Cell>> rows;
    for (const auto& cells : sheet->rows) {
        std::vector<Cell> row;
        for (std::size_t index = 0; index < cells.size(); ++index)
            row.push_back({cells[index], sheet->columns[index].numeric ? "numeric" : ""});
        rows.push_back(std::move(row));
    }
    const auto of = [&](LocalDate day) { return visit.url("/days/month?month=" + format_date(day).substr(0, 7)); };
    const auto title = visit.t.pair(visit.t("Daily registration"), visit.t.month(first));
    return show(visit,
                {.title = title,
                 .main = pagination({.label = visit.t("Months"),
                                     .previous = of(first - one_day),
                                     .next = of(last_of_month(first) + one_day),
                                     .previous_text = visit.t("Month before"),
                                     .next_text = visit.t("Month after")}) +
                         (rows.empty() ? paragraph(visit.t("Nothing is registered in this month."))
                                       : scrolling_table({.caption = title,
                                                          .caption_classes = "govuk-visually-hidden",
                                                          .head = std::move(head),
                                                          .rows = std::move(rows)})) +
                         export_links(visit, visit.url("/days/month/export?month=" + format_date(first).substr(0, 7))),
                 .back = visit.url("/days"),
                 .wide = true,
                 .section = "days"});
}

http::Response export_month(Desk& desk, Visit& visit) {
    const auto sheet = month_sheet(desk, visit, month_asked(desk, visit));
    if (!sheet) return trouble(visit, sheet.error());
    return export_sheet(visit, *sheet, visit.parameter("as"), "dimona-days");
}

}  // namespace dimona::web::pages
