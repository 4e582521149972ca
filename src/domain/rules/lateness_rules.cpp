// Too late: a warning (460), or a refusal where the window is closed (181, 344). Which one, and until when, says
// reference/law/windows.csv.
//
// Sources: Royal Decree of 5 November 2002; Social Criminal Code, article 181; administrative instructions.
#include "domain/rules/decide.hpp"
#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

bool is_too_late(const Facts& facts, const DeadlineAnswer& deadline) {
    return deadline.never || (deadline.too_late_from && facts.received_at >= *deadline.too_late_from);
}

Finding finding_of(const Facts& facts, const DeadlineAnswer& deadline, std::string code, std::string_view member) {
    Finding finding{std::move(code), place(facts, member)};
    if (deadline.too_late_from) {
        const auto last = brussels_time(*deadline.too_late_from - std::chrono::milliseconds{1});
        const auto day = std::chrono::floor<std::chrono::days>(last);
        const auto minute = std::chrono::duration_cast<std::chrono::minutes>(last - LocalTime{day});
        auto hour = format_hour(ClockTime{static_cast<int>(minute.count())});
        finding.facts = {{"deadline", format_date(day) + ' ' + hour.insert(2, ":")}};
    }
    return finding;
}

// What an UPDATE changes, with the period that the deadline is counted from: moving a day back is judged by the
// new day ("at the latest when the worker starts", "first working day after the exit"), all else by the old one.
struct Step {
    Change change;
    const Period* counted_from;
    std::string_view member;
};

void add_start_steps(const Period& before, const Period& after, std::vector<Step>& steps) {
    if (after.start_day < before.start_day)
        steps.push_back({Change::start_earlier, &after, "startDate"});
    else if (after.start_day > before.start_day)
        steps.push_back({Change::start_later, &before, "startDate"});
    else if (after.start_hour != before.start_hour)
        steps.push_back({Change::start_hour, after.start_hour < before.start_hour ? &after : &before, "startHour"});
}

void add_end_steps(const Facts& facts, const Period& before, const Period& after, std::vector<Step>& steps) {
    const auto old_end = end_of(before), new_end = end_of(after);
    if (!old_end || old_end == new_end) return;  // closing an open period is 00913-359
    const bool day_moves = facts.declaration.end_day && before.end_day != after.end_day;
    const std::string_view member = day_moves ? "endDate" : "endHour";
    if (!new_end)
        steps.push_back({Change::remove_end, &before, "endDate"});
    else if (*new_end > *old_end)
        steps.push_back({Change::end_later, &before, member});
    else
        steps.push_back({Change::end_earlier, is_hourly(before) ? &before : &after, member});
}

std::vector<Step> steps_of(const Facts& facts) {
    std::vector<Step> steps;
    switch (facts.declaration.kind) {
        case Kind::in:
            steps.push_back({Change::declare_in, &*facts.after, "startDate"});
            break;
        case Kind::cancel:
            steps.push_back({Change::cancel, &*facts.before, "periodId"});
            break;
        case Kind::update:
            add_start_steps(*facts.before, *facts.after, steps);
            add_end_steps(facts, *facts.before, *facts.after, steps);
            if (facts.after->planned_hours != facts.before->planned_hours)
                steps.push_back({Change::planned_hours, &*facts.before, "plannedHoursNumber"});
            break;
        case Kind::out:
        case Kind::daily_registration:
            break;
    }
    return steps;
}

// Runs all steps that are too late with the given consequence.
template <class Report>
void each_late_step(const Facts& facts, Consequence consequence, Report report) {
    for (const auto& step : steps_of(facts)) {
        const auto deadline = deadline_for(*step.counted_from, step.change, facts.rulebook, facts.today);
        if (deadline && deadline->consequence == consequence && is_too_late(facts, *deadline)) report(step, *deadline);
    }
}

// 90373-460, 90378-460
void late(const Facts& facts, Findings& findings) {
    each_late_step(facts, Consequence::late, [&](const Step& step, const DeadlineAnswer& deadline) {
        findings.push_back(finding_of(facts, deadline, block_code(facts, "460"), step.member));
    });
}

// 00913-181
void window_closed(const Facts& facts, Findings& findings) {
    each_late_step(facts, Consequence::refused_181, [&](const Step&, const DeadlineAnswer& deadline) {
        findings.push_back(finding_of(facts, deadline, "00913-181", "periodId"));
    });
}

// 00910-344, 00911-344: the day may not be put later (any more).
bool is_about_the_start(const Step& step) { return step.change == Change::start_later; }
void start_postponed(const Facts& facts, Findings& findings) {
    each_late_step(facts, Consequence::refused_344, [&](const Step& step, const DeadlineAnswer& deadline) {
        if (is_about_the_start(step)) findings.push_back(finding_of(facts, deadline, "00910-344", step.member));
    });
}
void end_postponed(const Facts& facts, Findings& findings) {
    each_late_step(facts, Consequence::refused_344, [&](const Step& step, const DeadlineAnswer& deadline) {
        if (!is_about_the_start(step)) findings.push_back(finding_of(facts, deadline, "00911-344", step.member));
    });
}

bool in_with_period(const Facts& facts) { return is_in(facts) && facts.after; }
bool update_with_period(const Facts& facts) { return is_update(facts) && facts.after; }
bool changes_period(const Facts& facts) {
    return (is_update(facts) || facts.declaration.kind == Kind::cancel) && facts.after;
}

constexpr Rule rules[] = {
    {"00910-344", update_with_period, start_postponed},
    {"00911-344", update_with_period, end_postponed},
    {"00913-181", changes_period, window_closed},
    {"90373-460", in_with_period, late},
    {"90378-460", update_with_period, late},
};

}  // namespace

std::span<const Rule> lateness_rules() { return rules; }

}  // namespace dimona::domain
