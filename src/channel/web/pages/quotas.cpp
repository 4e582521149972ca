// Quotas of the employer and of his workers, the calendar of occasional days, flexi-jobs to renew.
#include <algorithm>
#include <map>
#include <set>

#include "channel/web/batches.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::PeriodView;

constexpr int periods_max = 5'000;
constexpr std::chrono::days one_day{1};

Result<std::vector<PeriodView>> periods_between(Desk& desk, const Visit& visit, LocalDate first, LocalDate last,
                                                std::optional<domain::WorkerType> type) {
    registry::SearchCriteria criteria;
    criteria.employer = visit.employer->number;
    criteria.query.cancelled = false;
    criteria.query.worker_type = type;
    criteria.query.starts_from = first;
    criteria.query.starts_until = last;
    auto page = DIMONA_TRY(wait_for<registry::PageOf<PeriodView>>([&](auto done) {
        desk.consultations.search_periods(visit.caller, criteria, {.number = 1, .size = periods_max}, std::move(done));
    }));
    return std::move(page.items);
}

std::string name_of(const PeriodView& view) {
    return view.person ? view.person->family_name + " " + view.person->given_name : std::string();
}

Html horeca_days(Desk& desk, const Visit& visit) {
    if (!visit.employer->is(domain::EmployerCategory::horeca)) return {};
    const auto today = desk.file.today();
    const auto limit = desk.intake.rulebook().parameter("horeca_employer_days", today);
    const auto used = desk.file.horeca_days_used(*visit.employer, year_of(today));
    if (!limit || !used) return {};
    return element("h2", "govuk-heading-m",
                   visit.t("Days of occasional workers, {year}", {{"year", std::to_string(year_of(today))}})) +
           summary_list({{visit.t("In all"), std::to_string(*limit)},
                         {visit.t("Used"), std::to_string(*used)},
                         {visit.t("Left"), std::to_string(std::max(0, *limit - *used))}});
}

// Near: a tenth or less is left.
constexpr int near_part = 10;
bool is_near(const domain::Balance& balance) { return balance.left() * near_part <= balance.limit; }
bool is_exceeded(const domain::Balance& balance) { return balance.over > 0; }

// The lists: all limits that count, or those that ask for attention.
constexpr std::string_view warnings_list = "warnings";
bool only_warnings(const Visit& visit) { return visit.parameter("list") == warnings_list; }

struct QuotaRow {
    domain::PersonKey person{};
    std::string name;
    domain::Balance balance;
};

Result<std::vector<QuotaRow>> quota_rows(Desk& desk, const Visit& visit) {
    std::vector<QuotaRow> rows;
    for (const auto& line : DIMONA_TRY(desk.file.quotas(visit.caller, visit.employer->number)))
        for (const auto& balance : line.balances)
            if (!only_warnings(visit) || is_near(balance) || is_exceeded(balance))
                rows.push_back({line.person.key, line.person.family_name + " " + line.person.given_name, balance});
    return rows;
}

std::string state_text(const Visit& visit, const domain::Balance& balance) {
    if (is_exceeded(balance)) return visit.t("Exceeded");
    return is_near(balance) ? visit.t("Nearly used up") : std::string();
}

Sheet sheet_of(Desk& desk, const Visit& visit, const std::vector<QuotaRow>& rows) {
    const auto& t = visit.t;
    Sheet sheet{.title = t("Quotas of your workers"),
                .columns = {{t("Worker")},
                            {t("Limit")},
                            {t("In all"), {}, true},
                            {t("Used"), {}, true},
                            {t("Left"), {}, true},
                            {t("State")}},
                .rows = {}};
    for (const auto& row : rows) {
        const auto& balance = row.balance;
        sheet.rows.push_back({row.name, quota_text(t, desk.intake.rulebook(), balance.type),
                              std::to_string(balance.limit), std::to_string(balance.used),
                              std::to_string(balance.left()), state_text(visit, balance)});
    }
    return sheet;
}

Html quotas_of_workers(Desk& desk, const Visit& visit, const std::vector<QuotaRow>& rows) {
    if (rows.empty())
        return paragraph(only_warnings(visit) ? visit.t("No quota is exceeded or nearly used up.")
                                              : visit.t("No worker counts in a quota this year."));
    const auto sheet = sheet_of(desk, visit, rows);
    std::vector<Cell> head;
    for (const auto& column : sheet.columns) head.push_back({column.title, column.numeric ? "numeric" : ""});
    std::vector<std::vector<Cell>> cells;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& row = rows[index];
        const auto& texts = sheet.rows[index];
        const auto state = texts[5].empty()
                               ? Html()
                               : tag(texts[5], is_exceeded(row.balance) ? "govuk-tag--red" : "govuk-tag--yellow");
        cells.push_back({{link(visit.url("/workers/" + std::to_string(row.person.value())), texts[0])},
                         {texts[1]},
                         {texts[2], "numeric"},
                         {texts[3], "numeric"},
                         {texts[4], "numeric"},
                         {state}});
    }
    return scrolling_table({.caption = sheet.title,
                            .caption_classes = "govuk-table__caption--m",
                            .head = std::move(head),
                            .rows = std::move(cells),
                            .first_cell_is_header = true}) +
           export_links(visit, visit.url(only_warnings(visit) ? "/quotas/export?list=warnings" : "/quotas/export"));
}

}  // namespace

http::Response quotas(Desk& desk, Visit& visit) {
    const auto rows = quota_rows(desk, visit);
    if (!rows) return trouble(visit, rows.error());
    const auto& t = visit.t;
    std::vector<Html> links = {only_warnings(visit) ? link(visit.url("/quotas"), t("All quotas"))
                                                    : link(visit.url("/quotas?list=warnings"), t("Quota warnings")),
                               link(visit.url("/quotas/calendar"), t("Calendar of occasional days"))};
    if (visit.may(access::Right::declare))
        links.push_back(link(visit.url("/quotas/renewals"), t("Flexi-jobs of the next quarter")));
    const auto navigation =
        element("nav", {{"class", "dimona-lists"}, {"aria-label", t("Ready-made lists")}}, list(links, false));
    return show(visit, {.title = only_warnings(visit) ? t("Quota warnings") : t("Quotas"),
                        .main = navigation + horeca_days(desk, visit) + quotas_of_workers(desk, visit, *rows),
                        .wide = true,
                        .section = "quotas"});
}

http::Response export_quotas(Desk& desk, Visit& visit) {
    const auto rows = quota_rows(desk, visit);
    if (!rows) return trouble(visit, rows.error());
    return export_sheet(visit, sheet_of(desk, visit, *rows), visit.parameter("as"), "dimona-quotas");
}

http::Response calendar(Desk& desk, Visit& visit) {
    const auto asked = parse_date(visit.parameter("month") + "-01");
    const std::chrono::year_month_day today{desk.file.today()};
    const auto first = asked.value_or(LocalDate{today.year() / today.month() / 1});
    const std::chrono::year_month_day date{first};
    const LocalDate last{date.year() / date.month() / std::chrono::last};
    const auto periods = periods_between(desk, visit, first, last, domain::WorkerType::EXT);
    if (!periods) return trouble(visit, periods.error());
    std::map<LocalDate, std::vector<const PeriodView*>> by_day;
    for (const auto& view : *periods) by_day[view.period.start_day].push_back(&view);
    const auto monday = first - (std::chrono::weekday{first} - std::chrono::Monday);
    std::vector<Cell> head;
    for (int index = 0; index < 7; ++index) {
        const auto name = visit.t.weekday(monday + std::chrono::days{index});
        head.push_back({name.substr(0, name.find_first_of(" ,"))});
    }
    std::vector<std::vector<Cell>> rows;
    for (auto week = monday; week <= last; week += std::chrono::days{7}) {
        std::vector<Cell> row;
        for (int index = 0; index < 7; ++index) {
            const auto day = week + std::chrono::days{index};
            if (day < first || day > last) {
                row.push_back({});
                continue;
            }
            Html content =
                element("strong", "", std::to_string(static_cast<unsigned>(std::chrono::year_month_day{day}.day())));
            for (const auto* view : by_day[day])
                content +=
                    element("div", "dimona-calendar__entry",
                            link(visit.url("/periods/" + std::to_string(view->period.id.value())), name_of(*view)) +
                                (view->period.start_hour ? " " + visit.t.hour(*view->period.start_hour) : ""));
            row.push_back({content});
        }
        rows.push_back(std::move(row));
    }
    const auto of = [&](LocalDate day) { return visit.url("/quotas/calendar?month=" + format_date(day).substr(0, 7)); };
    const auto title = visit.t.pair(visit.t("Occasional days"), visit.t.month(first));
    return show(visit, {.title = title,
                        .main = pagination({.label = visit.t("Months"),
                                            .previous = of(first - one_day),
                                            .next = of(last + one_day),
                                            .previous_text = visit.t("Month before"),
                                            .next_text = visit.t("Month after")}) +
                                scrolling_table({.caption = title,
                                                 .caption_classes = "govuk-visually-hidden",
                                                 .head = std::move(head),
                                                 .rows = std::move(rows),
                                                 .classes = "dimona-calendar"}),
                        .back = visit.url("/quotas"),
                        .wide = true,
                        .section = "quotas"});
}

// --- flexi-jobs of the next quarter

namespace {

Quarter next(Quarter quarter) {
    return quarter.number == 4 ? Quarter{quarter.year + 1, 1} : Quarter{quarter.year, quarter.number + 1};
}

// Periods of this quarter (not single performances) whose worker has none in the next.
Result<std::vector<PeriodView>> renewable(Desk& desk, const Visit& visit) {
    const auto quarter = quarter_of(desk.file.today());
    const auto after = next(quarter);
    auto periods =
        DIMONA_TRY(periods_between(desk, visit, first_day(quarter), last_day(after), domain::WorkerType::FLX));
    std::erase_if(periods, [](const PeriodView& view) { return domain::is_hourly(view.period); });
    std::set<domain::PersonKey> renewed;
    for (const auto& view : periods)
        if (quarter_of(view.period.start_day) == after) renewed.insert(view.period.person);
    std::set<domain::PersonKey> seen;
    std::erase_if(periods, [&](const PeriodView& view) {
        return quarter_of(view.period.start_day) == after || renewed.contains(view.period.person) ||
               !seen.insert(view.period.person).second;
    });
    std::sort(periods.begin(), periods.end(), [](const PeriodView& one, const PeriodView& other) {
        return folded_name(name_of(one)) < folded_name(name_of(other));
    });
    return periods;
}

http::Response show_renewals(Desk& desk, const Visit& visit, const std::string& problem) {
    const auto periods = renewable(desk, visit);
    if (!periods) return trouble(visit, periods.error());
    const auto& t = visit.t;
    const auto after = next(quarter_of(desk.file.today()));
    std::vector<Choice> items;
    for (const auto& view : *periods)
        items.push_back({.value = std::to_string(view.period.id.value()),
                         .text = name_of(view),
                         .hint = days_of(t, view.period),
                         .checked = problem.empty()});
    Html main;
    if (items.empty())
        main = paragraph(t("There is no flexi-job to renew."));
    else
        main = form(
            visit, visit.url("/quotas/renewals"),
            checkboxes(
                {.name = "periods",
                 .fieldset = Fieldset{.legend = {t("Whom do you renew for {quarter}?", {{"quarter", t.quarter(after)}}),
                                                 "govuk-fieldset__legend--m"}},
                 .items = std::move(items),
                 .group = {.hint = t("From {first} until {last}; each line is checked before anything is sent",
                                     {{"first", t.day(first_day(after))}, {"last", t.day(last_day(after))}}),
                           .error = problem,
                           .error_prefix = t("Error")}}) +
                submit(t("Check the lines")));
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#periods"});
    return show(visit, {.title = t("Flexi-jobs of the next quarter"),
                        .main = std::move(main),
                        .errors = std::move(errors),
                        .back = visit.url("/quotas"),
                        .status = problem.empty() ? 200 : 422,
                        .section = "quotas"});
}

}  // namespace

http::Response renewals(Desk& desk, Visit& visit) { return show_renewals(desk, visit, {}); }

http::Response take_renewals(Desk& desk, Visit& visit) {
    const auto chosen = visit.form.all("periods");
    const std::set<std::string> ids(chosen.begin(), chosen.end());
    const auto periods = renewable(desk, visit);
    if (!periods) return trouble(visit, periods.error());
    const auto after = next(quarter_of(desk.file.today()));
    std::vector<BatchLine> lines;
    for (const auto& view : *periods) {
        if (!ids.contains(std::to_string(view.period.id.value())) || !view.person) continue;
        BatchLine line{.kind = domain::Kind::in, .answers = answers_of(view.period), .worker = name_of(view)};
        line.answers.erase("form");
        line.answers["worker.ssin"] = view.person->ssin.to_text();
        line.answers["startDate"] = format_date(first_day(after));
        line.answers["endDate"] = format_date(last_day(after));
        add_employer(*visit.employer, line.answers);
        lines.push_back(std::move(line));
    }
    if (lines.empty()) return show_renewals(desk, visit, visit.t("Choose at least one worker"));
    const auto id = desk.batches.begin(visit.caller, visit.employer->number, {.lines = std::move(lines)});
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/multi/" + *id));
}

}  // namespace dimona::web::pages
