// The decision: pure rules over a request and a situation.
#pragma once

#include "domain/rules/decision.hpp"
#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Pure and total: any request in any situation gives a decision, the same one each time. All anomalies that
// apply are returned, not the first one. `id` is the number that this declaration has been given; an
// accepted IN opens a period with the same number.
//
// Result: refused when an anomaly is blocking; else waiting when the worker could not be identified by the
// system; else accepted, with warning when an anomaly is left.
[[nodiscard]] Decision decide(const DeclarationRequest& request, const Situation& situation, const Rulebook& rulebook,
                              Instant received_at, DeclarationId id);

// Up to when an employer may make a change: reference/law/windows.csv, first row that fits.
struct DeadlineAnswer {
    std::optional<Instant> too_late_from;  // absent: always in time, or never allowed
    bool never = false;
    Consequence consequence = Consequence::late;
    std::string source;
};
// `period` has the dates that the deadline is counted from. Nothing when no row covers the day.
[[nodiscard]] std::optional<DeadlineAnswer> deadline_for(const Period& period, Change change, const Rulebook& rulebook,
                                                         LocalDate today);

// All rules of the function and matrix shapes, in the order in which they are asked.
[[nodiscard]] const std::vector<Rule>& all_rules();

// Codes that a rule or the field catalogue can find and that have no card: must be empty for a usable rulebook.
[[nodiscard]] std::vector<std::string> codes_without_card(const Rulebook& rulebook);

}  // namespace dimona::domain
