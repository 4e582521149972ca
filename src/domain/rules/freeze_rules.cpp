// 90373-450, 90378-450: a kind of declaration is closed for a time for some periods (reference/law/freezes.csv),
// for example while the NSSO changes how students are counted.
//
// Source: annex 30 edition 2022/1, code 450.
#include <algorithm>

#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

void frozen(const Facts& facts, Findings& findings) {
    const auto& freezes = facts.rulebook.freezes;
    const auto found = std::find_if(freezes.begin(), freezes.end(), [&](const FreezeRow& freeze) {
        return freeze.kinds.contains(facts.declaration.kind) &&
               (freeze.types.empty() || freeze.types.contains(*facts.type)) &&
               freeze.period_start.covers(facts.after->start_day) && freeze.received.covers(facts.today);
    });
    if (found == freezes.end()) return;
    Finding finding{block_code(facts, "450"), place(facts, "startDate")};
    if (found->received.last) finding.facts = {{"last", format_date(*found->received.last)}};
    findings.push_back(std::move(finding));
}
bool shapes_in(const Facts& facts) { return is_in(facts) && shapes_a_period(facts); }
bool shapes_update(const Facts& facts) { return is_update(facts) && shapes_a_period(facts); }

constexpr Rule rules[] = {{"90373-450", shapes_in, frozen}, {"90378-450", shapes_update, frozen}};

}  // namespace

std::span<const Rule> freeze_rules() { return rules; }

}  // namespace dimona::domain
