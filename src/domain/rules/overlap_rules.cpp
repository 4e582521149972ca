// Two periods of one worker at one employer.
//
// Source: annex 30 edition 2022/1, codes 333 and 334. Overlap is judged within one set of features: an ordinary
// and a student period may stand side by side.
#include <algorithm>

#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

// Days that run backwards are an anomaly of their own (00911-014) and hold no moment in common with anything.
bool runs_forwards(const Period& period) { return !period.end_day || *period.end_day >= period.start_day; }

bool can_be_compared(const Facts& facts) {
    return shapes_a_period(facts) && facts.situation.worker.person && facts.situation.employer.employer &&
           runs_forwards(*facts.after);
}
bool in_can_be_compared(const Facts& facts) { return is_in(facts) && can_be_compared(facts); }
bool update_can_be_compared(const Facts& facts) { return is_update(facts) && can_be_compared(facts); }

bool is_other_of_same_features(const Period& other, const Period& period) {
    return other.id != period.id && !other.cancelled && other.features == period.features;
}
bool is_identical(const Period& one, const Period& other) {
    return one.start_day == other.start_day && one.start_hour == other.start_hour && one.end_day == other.end_day &&
           one.end_hour == other.end_hour;
}

template <class Fits>
const Period* find_other(const Facts& facts, Fits fits) {
    const auto& periods = facts.situation.periods;
    const auto found = std::find_if(periods.begin(), periods.end(), [&](const Period& other) {
        return is_other_of_same_features(other, *facts.after) && fits(other);
    });
    return found == periods.end() ? nullptr : &*found;
}

void report(const Facts& facts, Findings& findings, std::string_view suffix, const Period& other) {
    Finding finding{block_code(facts, suffix),
                    place(facts, "startDate"),
                    {{"period", std::to_string(other.id.value())}, {"first", format_date(other.start_day)}}};
    if (other.end_day) finding.facts.push_back({"last", format_date(*other.end_day)});
    findings.push_back(std::move(finding));
}

const Period* find_identical(const Facts& facts) {
    return find_other(facts, [&](const Period& one) { return is_identical(one, *facts.after); });
}

// -333: the very same period is there already.
void duplicate(const Facts& facts, Findings& findings) {
    if (const auto* other = find_identical(facts)) report(facts, findings, "333", *other);
}

// -334: another period of the same features holds a common moment; a duplicate is not said twice.
void overlapping(const Facts& facts, Findings& findings) {
    if (find_identical(facts)) return;
    if (const auto* other = find_other(facts, [&](const Period& one) { return overlap(one, *facts.after); }))
        report(facts, findings, "334", *other);
}

constexpr Rule rules[] = {
    {"90373-333", in_can_be_compared, duplicate},
    {"90373-334", in_can_be_compared, overlapping},
    {"90378-333", update_can_be_compared, duplicate},
    {"90378-334", update_can_be_compared, overlapping},
};

}  // namespace

std::span<const Rule> overlap_rules() { return rules; }

}  // namespace dimona::domain
