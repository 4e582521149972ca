// Days and hours of a period: their domain and their order.
//
// Sources: NSSO glossary 2023/3, zones 00777, 00778, 00910, 00911; annex 30 edition 2022/1.
#include <string_view>

#include "domain/rules/conditions.hpp"
#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

using std::chrono::days;

bool is_article17(const Facts& facts) {
    return facts.type == WorkerType::O17 || facts.type == WorkerType::S17 || facts.type == WorkerType::T17;
}
bool declares_start(const Facts& facts) { return facts.declaration.start_day.has_value(); }
bool declares_end(const Facts& facts) { return facts.declaration.end_day.has_value() || facts.request.end_date; }

bool is_year_allowed(const Facts& facts, LocalDate day, std::string_view first_year) {
    const auto first = facts.rulebook.parameter(first_year, facts.today);
    const auto ahead = facts.rulebook.parameter("years_ahead", facts.today);
    return first && ahead && year_of(day) >= *first && year_of(day) < year_of(facts.today) + *ahead;
}

// 00910-008
void start_outside_domain(const Facts& facts, Findings& findings) {
    const LocalDate start = *facts.declaration.start_day;
    bool outside = !is_year_allowed(facts, start, "start_year_min");
    // 1. A flexi-job is declared at the earliest so many days before the quarter of its start.
    const auto flexi_days = facts.rulebook.parameter("flexi_days_before_quarter", facts.today);
    if (facts.type == WorkerType::FLX && flexi_days)
        outside |= facts.today < first_day(quarter_of(start)) - days{*flexi_days};
    // 2. Article 17 is declared at the earliest so many days before the activity.
    const auto article17_days = facts.rulebook.parameter("article17_days_ahead", start);
    if (is_article17(facts)) outside |= !article17_days || facts.today < start - days{*article17_days};
    // 3. The former scheme of article 17 ended with a year.
    const auto last_year = facts.rulebook.parameter("article17_former_year_max", start);
    if (facts.type == WorkerType::A17) outside |= last_year && year_of(start) > *last_year;
    if (outside) findings.push_back({"00910-008", place(facts, "startDate"), {{"value", format_date(start)}}});
}

// 00911-008
void end_outside_domain(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration;
    // 1. 9999-12-31 stands for "no end any more" and exists in an UPDATE only.
    const bool marker = facts.request.end_date && parse_date(*facts.request.end_date) == open_end_marker;
    bool outside = marker && !declared.removes_end;
    if (declared.end_day) {
        outside |= !is_year_allowed(facts, *declared.end_day, "end_year_min");
        if (facts.after && !facts.after->cancelled) {
            // 2. One day only: occasional work paid by the day, article 17 at public television.
            const bool one_day = form_of(facts) == "day_rate" || facts.type == WorkerType::T17;
            outside |= one_day && *declared.end_day != facts.after->start_day;
            // 3. A flexi-job by period ends after its first day.
            outside |= form_of(facts) == "period" && *declared.end_day <= facts.after->start_day;
        }
    }
    if (outside) findings.push_back({"00911-008", place(facts, "endDate"), {{"value", *facts.request.end_date}}});
}

// 00911-014
void end_before_start(const Facts& facts, Findings& findings) {
    const auto& after = facts.after;
    if (after->end_day && *after->end_day < after->start_day)
        findings.push_back({"00911-014",
                            place(facts, "endDate"),
                            {{"first", format_date(after->start_day)}, {"last", format_date(*after->end_day)}}});
}
bool has_period_to_judge(const Facts& facts) { return facts.after && !facts.after->cancelled; }
bool has_registration_days(const Facts& facts) {
    return facts.declaration.kind == Kind::daily_registration && facts.declaration.start_day &&
           facts.declaration.end_day;
}
void registration_ends_before_start(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration;
    if (*declared.end_day < *declared.start_day)
        findings.push_back({"00911-014",
                            place(facts, "endDate"),
                            {{"first", format_date(*declared.start_day)}, {"last", format_date(*declared.end_day)}}});
}

// 00778-345: on one day the end hour comes after the start hour.
void end_hour_before_start_hour(const Facts& facts, Findings& findings) {
    const auto& after = *facts.after;
    if (after.start_hour && after.end_hour && after.end_day == after.start_day && *after.end_hour <= *after.start_hour)
        findings.push_back({"00778-345",
                            place(facts, "endHour"),
                            {{"first", format_hour(*after.start_hour)}, {"last", format_hour(*after.end_hour)}}});
}

// 90373-341, 90378-341: work declared in hours lasts at most a day and a night.
void too_long(const Facts& facts, Findings& findings) {
    const auto& after = *facts.after;
    const auto hours = facts.rulebook.parameter("hourly_period_hours", facts.law_day);
    const auto end = end_of(after);
    if (!after.start_hour || !after.end_hour || !end || !hours) return;
    // Real hours, not those of the wall clock: the night of a clock change is shorter or longer.
    if (brussels_instant(*end) - brussels_instant(begin_of(after)) > std::chrono::hours{*hours})
        findings.push_back({block_code(facts, "341"), place(facts, "endDate"), {{"limit", std::to_string(*hours)}}});
}

// 90373-421, 90378-421: hours are reserved, and flexi conditions checked, quarter by quarter.
void more_than_one_quarter(const Facts& facts, Findings& findings) {
    const auto& after = *facts.after;
    if (!after.end_day || quarter_of(after.start_day) == quarter_of(*after.end_day)) return;
    // A flexi performance may run past midnight into the next quarter.
    if (form_of(facts) == "day" && *after.end_day <= after.start_day + days{1}) return;
    findings.push_back({block_code(facts, "421"),
                        place(facts, "endDate"),
                        {{"last", format_date(last_day(quarter_of(after.start_day)))}}});
}
bool is_kept_in_one_quarter(const Facts& facts) {
    return facts.type && (reserves_hours(*facts.type) || facts.type == WorkerType::FLX);
}
bool in_in_quarter(const Facts& facts) {
    return is_in(facts) && shapes_a_period(facts) && is_kept_in_one_quarter(facts);
}
bool update_in_quarter(const Facts& facts) {
    return is_update(facts) && shapes_a_period(facts) && is_kept_in_one_quarter(facts);
}
bool hourly_in(const Facts& facts) { return is_in(facts) && shapes_a_period(facts); }
bool hourly_update(const Facts& facts) { return is_update(facts) && shapes_a_period(facts); }

constexpr Rule rules[] = {
    {"00778-345", shapes_a_period, end_hour_before_start_hour},
    {"00910-008", declares_start, start_outside_domain},
    {"00911-008", declares_end, end_outside_domain},
    {"00911-014", has_period_to_judge, end_before_start},
    {"00911-014", has_registration_days, registration_ends_before_start},
    {"90373-341", hourly_in, too_long},
    {"90373-421", in_in_quarter, more_than_one_quarter},
    {"90378-341", hourly_update, too_long},
    {"90378-421", update_in_quarter, more_than_one_quarter},
};

}  // namespace

std::span<const Rule> date_rules() { return rules; }

}  // namespace dimona::domain
