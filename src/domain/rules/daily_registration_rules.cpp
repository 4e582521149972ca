// Daily registration of permanent horeca workers: start and end hours under their period.
//
// Sources: NSSO glossary 2023/3, block 90480 and zone 01085; portal, daily registration in the horeca.
#include <algorithm>

#include "domain/rules/decide.hpp"
#include "domain/rules/families.hpp"
#include "domain/rules/registrations.hpp"

namespace dimona::domain {

namespace {

bool is_registration(const Facts& facts) { return facts.declaration.kind == Kind::daily_registration; }
bool is_create(const Facts& facts) {
    return is_registration(facts) && facts.declaration.action == RegistrationAction::create;
}
bool names_registration(const Facts& facts) {
    return is_registration(facts) && !is_create(facts) && facts.declaration.registration_id;
}
bool has_registration(const Facts& facts) { return names_registration(facts) && facts.situation.registration; }
bool is_modify(const Facts& facts) {
    return has_registration(facts) && facts.declaration.action == RegistrationAction::modify;
}
bool has_live_period(const Facts& facts) { return is_registration(facts) && is_live(facts.before); }
bool shapes_registration(const Facts& facts) {
    return has_live_period(facts) && registration_afterwards(facts) && !registration_afterwards(facts)->cancelled;
}

LocalTime begin_of_registration(const Registration& registration) {
    return at(registration.start_day, registration.start_hour);
}
std::optional<LocalTime> end_of_registration(const Registration& registration) {
    if (!registration.end_hour) return std::nullopt;
    return at(registration.end_day, *registration.end_hour);
}

void unknown(const Facts& facts, Findings& findings) {
    if (!facts.situation.registration && facts.situation.sees_file)
        findings.push_back(
            {"01085-354", place(facts, "dailyRegistrationId"), {{"value", *facts.request.registration_id}}});
}
void already_cancelled(const Facts& facts, Findings& findings) {
    if (facts.situation.registration->cancelled) findings.push_back({"01085-355", place(facts, "dailyRegistrationId")});
}

// 00913-461: the employer must have chosen Dimona, and not only the cash register.
void employer_did_not_choose(const Facts& facts, Findings& findings) {
    const auto& employer = facts.situation.employer.employer;
    if (employer && !employer->registers_days_here) findings.push_back({"00913-461", place(facts, "periodId")});
}

// 00913-462: permanent workers only; occasional and flexi work is declared with its hours in the Dimona itself.
void not_a_permanent_worker(const Facts& facts, Findings& findings) {
    if (!is_permanent(*facts.before)) findings.push_back({"00913-462", place(facts, "periodId")});
}

// 00910-462, 00911-462: within the period. Work that runs past midnight may end on the day after.
void start_outside_period(const Facts& facts, Findings& findings) {
    const auto day = registration_afterwards(facts)->start_day;
    if (day < facts.before->start_day || (facts.before->end_day && day > *facts.before->end_day))
        findings.push_back({"00910-462", place(facts, "startDate"), {{"value", format_date(day)}}});
}
void end_outside_period(const Facts& facts, Findings& findings) {
    const auto day = registration_afterwards(facts)->end_day;
    if (day < facts.before->start_day || (facts.before->end_day && day > *facts.before->end_day + std::chrono::days{1}))
        findings.push_back({"00911-462", place(facts, "endDate"), {{"value", format_date(day)}}});
}

// 90480-003: it is neither created nor changed nor cancelled.
void action_unreadable(const Facts& facts, Findings& findings) {
    if (!facts.declaration.action) findings.push_back({"90480-003", "dailyRegistration"});
}

// 90480-003: on one day the end comes after the start.
void hours_in_wrong_order(const Facts& facts, Findings& findings) {
    const auto after = *registration_afterwards(facts);
    const auto end = end_of_registration(after);
    if (after.end_day >= after.start_day && end && *end <= begin_of_registration(after))
        findings.push_back({"90480-003", "dailyRegistration"});
}

// 90480-260: hours of all registrations that begin on the same day.
void too_many_hours(const Facts& facts, Findings& findings) {
    const auto after = *registration_afterwards(facts);
    const auto limit = facts.rulebook.parameter("daily_registration_hours", after.start_day);
    if (!limit) return;
    const auto length = [](const Registration& registration) {
        const auto end = end_of_registration(registration);
        return end ? brussels_instant(*end) - brussels_instant(begin_of_registration(registration))
                   : std::chrono::milliseconds{0};
    };
    auto sum = length(after);
    for (const auto& other : facts.situation.day_registrations)
        if (other.id != after.id && !other.cancelled && other.start_day == after.start_day) sum += length(other);
    if (sum > std::chrono::hours{*limit})
        findings.push_back({"90480-260", "dailyRegistration", {{"limit", std::to_string(*limit)}}});
}

// 90480-334: two registrations never hold a common moment; one without an end lasts until its day is over.
void overlapping(const Facts& facts, Findings& findings) {
    const auto after = *registration_afterwards(facts);
    const auto end = [](const Registration& registration) {
        return end_of_registration(registration).value_or(LocalTime{registration.end_day + std::chrono::days{1}});
    };
    const auto& others = facts.situation.day_registrations;
    const auto found = std::find_if(others.begin(), others.end(), [&](const Registration& other) {
        return other.id != after.id && !other.cancelled && begin_of_registration(other) < end(after) &&
               begin_of_registration(after) < end(other);
    });
    if (found != others.end())
        findings.push_back({"90480-334", "dailyRegistration", {{"period", std::to_string(found->id.value())}}});
}

void nothing_changed(const Facts& facts, Findings& findings) {
    if (registration_afterwards(facts) == facts.situation.registration)
        findings.push_back({"90480-444", "dailyRegistration"});
}

bool is_too_late(const Facts& facts, Change change, const Registration& registration) {
    Period day = *facts.before;
    day.start_day = registration.start_day;
    day.start_hour = registration.start_hour;
    day.end_day = registration.end_day;
    day.end_hour = registration.end_hour;
    const auto deadline = deadline_for(day, change, facts.rulebook, facts.today);
    return deadline && (deadline->never || (deadline->too_late_from && facts.received_at >= *deadline->too_late_from));
}

// 00913-181, 01085-181: the windows of the table, counted from the day that is, or was, registered.
void closed_for_new_ones(const Facts& facts, Findings& findings) {
    if (is_too_late(facts, Change::registration_create, *registration_afterwards(facts)))
        findings.push_back({"00913-181", place(facts, "periodId")});
}
void window_closed(const Facts& facts, Findings& findings) {
    const auto change = facts.declaration.action == RegistrationAction::modify ? Change::registration_modify
                                                                               : Change::registration_cancel;
    if (is_too_late(facts, change, *facts.situation.registration))
        findings.push_back({"01085-181", place(facts, "dailyRegistrationId")});
}
bool creates_readable(const Facts& facts) {
    return is_create(facts) && is_live(facts.before) && registration_afterwards(facts);
}
bool has_registration_and_period(const Facts& facts) { return has_registration(facts) && facts.before; }
bool creates_on_live_period(const Facts& facts) { return is_create(facts) && is_live(facts.before); }

constexpr Rule rules[] = {
    {"00910-462", shapes_registration, start_outside_period},
    {"00911-462", shapes_registration, end_outside_period},
    {"00913-181", creates_readable, closed_for_new_ones},
    {"00913-461", has_live_period, employer_did_not_choose},
    {"00913-462", creates_on_live_period, not_a_permanent_worker},
    {"01085-181", has_registration_and_period, window_closed},
    {"01085-354", names_registration, unknown},
    {"01085-355", has_registration, already_cancelled},
    {"90480-003", is_registration, action_unreadable},
    {"90480-003", shapes_registration, hours_in_wrong_order},
    {"90480-260", shapes_registration, too_many_hours},
    {"90480-334", shapes_registration, overlapping},
    {"90480-444", is_modify, nothing_changed},
};

}  // namespace

std::optional<Registration> registration_afterwards(const Facts& facts) {
    const auto& declared = facts.declaration;
    Registration registration;
    if (is_create(facts)) {
        if (!facts.before || !declared.start_day || !declared.start_hour || !declared.end_day) return std::nullopt;
        registration = {.id = RegistrationId{facts.id.value()},
                        .period = facts.before->id,
                        .start_day = *declared.start_day,
                        .start_hour = *declared.start_hour,
                        .end_day = *declared.end_day,
                        .end_hour = declared.end_hour,
                        .cancelled = false,
                        .last_declaration = {},
                        .created_at = facts.recorded_at,
                        .changed_at = {}};
        return registration;
    }
    if (!facts.situation.registration) return std::nullopt;
    registration = *facts.situation.registration;
    if (declared.action == RegistrationAction::cancel) {
        registration.cancelled = true;
        return registration;
    }
    if (declared.start_day) registration.start_day = *declared.start_day;
    if (declared.start_hour) registration.start_hour = *declared.start_hour;
    if (declared.end_day) registration.end_day = *declared.end_day;
    if (declared.end_hour) registration.end_hour = declared.end_hour;
    return registration;
}

std::span<const Rule> daily_registration_rules() { return rules; }

}  // namespace dimona::domain
