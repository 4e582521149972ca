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

// Last moment for a change of this period by its employer, in Brussels time; nothing when it is always or
// never possible (`never` tells which).
struct DeadlineAnswer {
    std::optional<LocalTime> until;
    bool never = false;
    Consequence consequence = Consequence::late;
    std::string source;
};
[[nodiscard]] DeadlineAnswer deadline_for(const Period& original, Change change, const Rulebook& rulebook, LocalDate today);

// All rules of the function and matrix shapes, in the order in which they are asked.
[[nodiscard]] std::vector<Rule> all_rules();

}  // namespace dimona::domain
