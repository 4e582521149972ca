// 90017-510, 90017-058: conditions of a flexi-job.
//
// Source: administrative instructions, Dimona, flexi-jobs; Act of 16 November 2015, articles 3 and 4.
#include <algorithm>

#include "domain/rules/families.hpp"
#include "domain/rules/flexi.hpp"

namespace dimona::domain {

namespace {

// The day on which somebody reaches this age. With an unknown day or month the last possible one is taken: never
// too early. Who was born on 29 February has the last day of that month in other years.
LocalDate birthday_at(IncompleteDate birth, int age) {
    using namespace std::chrono;
    const year_month month =
        year{birth.year + age} / std::chrono::month{static_cast<unsigned>(birth.month == 0 ? 12 : birth.month)};
    const year_month_day exact = month / day{static_cast<unsigned>(birth.day)};
    return LocalDate{birth.month != 0 && exact.ok() ? exact : year_month_day{month / last}};
}

// 1. Pensioners: from a fixed age on without condition; before it when the pension register knows them in T-2.
bool is_pensioner(const Facts& facts, LocalDate start) {
    const auto age = facts.rulebook.parameter("flexi_pension_age", start);
    const auto& birth = facts.situation.worker.person->birth_date;
    if (age && birth && start >= birthday_at(*birth, *age)) return true;
    const auto& career = facts.situation.career;
    const auto two_before = minus(quarter_of(start), 2);
    return career && std::any_of(career->begin(), career->end(),
                                 [&](const CareerQuarter& row) { return row.pensioner && row.quarter == two_before; });
}

// 2. Enough work with one or more *other* employers in the third quarter before.
int percent_elsewhere(const Facts& facts, LocalDate start) {
    const auto three_before = minus(quarter_of(start), 3);
    int percent = 0;
    for (const auto& row : *facts.situation.career)
        if (row.quarter == three_before && row.employer != facts.situation.employer.employer->number)
            percent += row.percent;
    return percent;
}

// 3. Since 2024: not when an ordinary, student or occasional period at this employer came first in the quarter.
bool has_other_contract_before(const Facts& facts, const Period& flexi) {
    if (facts.rulebook.parameter("flexi_same_employer_excluded", flexi.start_day).value_or(0) == 0) return false;
    const auto quarter = quarter_of(flexi.start_day);
    const auto& periods = facts.situation.periods;
    return std::any_of(periods.begin(), periods.end(), [&](const Period& other) {
        const auto type = other.features.worker_type;
        const bool excludes = type == WorkerType::OTH || type == WorkerType::STU || type == WorkerType::EXT;
        const bool in_quarter =
            other.start_day <= last_day(quarter) && (!other.end_day || *other.end_day >= first_day(quarter));
        return excludes && !other.cancelled && in_quarter && begin_of(other) <= begin_of(flexi);
    });
}

void conditions_not_met(const Facts& facts, Findings& findings) {
    if (flexi_answer(facts).result == FlexiResult::refused) findings.push_back({"90017-510", "worker"});
}
void not_enough_work(const Facts& facts, Findings& findings) {
    if (flexi_answer(facts).enough_work_before) return;
    const auto three_before = minus(quarter_of(facts.after->start_day), 3);
    const auto minimum = facts.rulebook.parameter("flexi_percent_min", facts.after->start_day).value_or(0);
    findings.push_back(
        {"90017-058", "worker", {{"first", format_quarter(three_before)}, {"limit", std::to_string(minimum)}}});
}

constexpr Rule rules[] = {{"90017-058", asks_flexi_conditions, not_enough_work},
                          {"90017-510", asks_flexi_conditions, conditions_not_met}};

}  // namespace

bool asks_flexi_conditions(const Facts& facts) {
    if (!shapes_a_period(facts) || facts.type != WorkerType::FLX) return false;
    if (!facts.situation.worker.person || !facts.situation.employer.employer) return false;
    return is_in(facts) || quarter_of(facts.after->start_day) != quarter_of(facts.before->start_day);
}

FlexiAnswer flexi_answer(const Facts& facts) {
    const LocalDate start = facts.after->start_day;
    FlexiAnswer answer;
    answer.free_at_this_employer = !has_other_contract_before(facts, *facts.after);
    const bool exempt = is_pensioner(facts, start);
    const auto minimum = facts.rulebook.parameter("flexi_percent_min", start);
    if (!exempt && facts.situation.career && minimum)
        answer.enough_work_before = percent_elsewhere(facts, start) >= *minimum;

    if (!answer.free_at_this_employer || !answer.enough_work_before)
        answer.result = FlexiResult::refused;
    else if (exempt || facts.situation.career)
        answer.result = FlexiResult::accepted;
    return answer;  // without career data: provisional
}

std::span<const Rule> flexi_rules() { return rules; }

}  // namespace dimona::domain
