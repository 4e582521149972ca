// Is the period there, and does its state allow the declaration?
//
// Sources: NSSO glossary 2023/3, zone 00913 and block 90378; annex 30 edition 2022/1.
#include "domain/rules/conditions.hpp"
#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

bool is_daily_create(const Facts& facts) {
    return facts.declaration.kind == Kind::daily_registration && facts.declaration.action == RegistrationAction::create;
}
// OUT, UPDATE, CANCEL and a new daily registration name their period.
bool names_a_period(const Facts& facts) {
    return !is_in(facts) && (facts.declaration.kind != Kind::daily_registration || is_daily_create(facts)) &&
           facts.declaration.period_id;
}
// A daily registration that is changed or cancelled leads to its period.
bool has_period(const Facts& facts) { return !is_in(facts) && facts.before; }
std::string named_at(const Facts& facts) {
    return place(facts, facts.request.period_id ? "periodId" : "dailyRegistrationId");
}
bool is_live_update(const Facts& facts) { return is_update(facts) && is_live(facts.before); }
bool is_live_out(const Facts& facts) { return facts.declaration.kind == Kind::out && is_live(facts.before); }

void period_unknown(const Facts& facts, Findings& findings) {
    if (!facts.before && facts.situation.sees_file)
        findings.push_back({"00913-354", place(facts, "periodId"), {{"value", *facts.request.period_id}}});
}
void period_cancelled(const Facts& facts, Findings& findings) {
    if (facts.before->cancelled) findings.push_back({"00913-355", named_at(facts)});
}
void period_closed(const Facts& facts, Findings& findings) {
    if (facts.before->end_day)
        findings.push_back({"00913-356", place(facts, "periodId"), {{"last", format_date(*facts.before->end_day)}}});
}
void period_blocked(const Facts& facts, Findings& findings) {
    if (facts.before->blocked) findings.push_back({"00913-357", named_at(facts)});
}
// Zone 00936: entered by the NSSO itself; the employer can't declare on it.
void period_locked(const Facts& facts, Findings& findings) {
    if (facts.before->locked) findings.push_back({"00913-362", named_at(facts)});
}

// 00913-359: an open period is closed by an OUT.
void update_closes_period(const Facts& facts, Findings& findings) {
    if (!facts.before->end_day && facts.declaration.end_day) findings.push_back({"00913-359", place(facts, "endDate")});
}

// An end that the worker type demands (90378-368), or joint committee 322 does (00913-368), stays.
void end_demanded_by_type(const Facts& facts, Findings& findings) {
    if (facts.declaration.removes_end && type_needs_end_date(*facts.type))
        findings.push_back({"90378-368", place(facts, "endDate")});
}
void end_demanded_by_committee(const Facts& facts, Findings& findings) {
    if (facts.declaration.removes_end && !type_needs_end_date(*facts.type) &&
        facts.joint_committee == JointCommittee::temporary_322)
        findings.push_back({"00913-368", place(facts, "endDate")});
}

bool changes_hours_too(const Facts& facts) { return form_of(facts) == "day" || form_of(facts) == "day_rate"; }
// Staff of the authority may change the lock alone.
bool changes_the_lock(const Facts& facts) {
    const auto& staff = facts.situation.staff;
    return staff && staff->locks && facts.before && *staff->locks != facts.before->locked;
}
bool says_nothing(const Facts& facts) {
    const auto& request = facts.request;
    return !changes_the_lock(facts) && !request.start_date && !request.start_hour && !request.end_date &&
           !request.end_hour && !request.planned_hours;
}
// 90378-360 and -361: an UPDATE without anything to change; the second for types that have hours.
void dates_required(const Facts& facts, Findings& findings) {
    if (says_nothing(facts) && !changes_hours_too(facts)) findings.push_back({"90378-360", "dimonaUpdate"});
}
void dates_or_hours_required(const Facts& facts, Findings& findings) {
    if (says_nothing(facts) && changes_hours_too(facts)) findings.push_back({"90378-361", "dimonaUpdate"});
}

// 90378-444: what was declared is what the file says already.
void nothing_changed(const Facts& facts, Findings& findings) {
    if (!says_nothing(facts) && facts.after == facts.before) findings.push_back({"90378-444", "dimonaUpdate"});
}

constexpr Rule rules[] = {
    {"00913-354", names_a_period, period_unknown},
    {"00913-355", has_period, period_cancelled},
    {"00913-356", is_live_out, period_closed},
    {"00913-357", has_period, period_blocked},
    {"00913-359", is_live_update, update_closes_period},
    {"00913-362", has_period, period_locked},
    {"00913-368", is_live_update, end_demanded_by_committee},
    {"90378-360", is_live_update, dates_required},
    {"90378-361", is_live_update, dates_or_hours_required},
    {"90378-368", is_live_update, end_demanded_by_type},
    {"90378-444", is_live_update, nothing_changed},
};

}  // namespace

std::span<const Rule> period_state_rules() { return rules; }

}  // namespace dimona::domain
