// What a rule is given: the declaration, the situation, and what the declaration would make of the period.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "domain/declaration/reading.hpp"
#include "domain/rules/decision.hpp"
#include "domain/rules/rulebook.hpp"
#include "domain/rules/situation.hpp"

namespace dimona::domain {

struct Facts {
    const DeclarationRequest& request;
    const Declaration& declaration;
    const Situation& situation;
    const Rulebook& rulebook;
    Instant recorded_at{};       // when it was received: what the personnel file notes
    Instant received_at{};       // the moment that it counts from: the same, but for the emergency procedure
    LocalTime received_local{};  // in Brussels
    LocalDate today{};
    DeclarationId id{};  // number of this declaration, order of its claims

    // The period that the declaration names (OUT, UPDATE, CANCEL, daily registration).
    const std::optional<Period>& before;
    // The period as it would be afterwards, built from what could be read: present when there is enough to
    // judge overlaps, windows and quotas (IN: type and start day; UPDATE, OUT: a live period). A CANCEL has
    // the cancelled period here.
    std::optional<Period> after;
    // Worker type, joint committee and form that the rules go by: the declaration's for an IN, else the period's.
    std::optional<WorkerType> type;
    std::optional<JointCommittee> joint_committee;
    std::optional<JointCommittee> sector;
    // Day on which code lists and limits are read: start day if known, else the period's, else today.
    LocalDate law_day{};
};

// Puts together what the rules look at.
[[nodiscard]] Facts facts_of(const DeclarationRequest& request, const Declaration& declaration,
                             const Situation& situation, const Rulebook& rulebook, Instant recorded_at,
                             DeclarationId id);

// form of a period or of an IN: "day" (hours), "day_rate", "period" (FLX by quarter), "ordinary".
[[nodiscard]] std::string_view form_of(const Facts& facts);

// REST spelling of a member for this kind of declaration: place(facts, "startDate") -> "dimonaIn.startDate".
[[nodiscard]] std::string place(const Facts& facts, std::string_view member);

// Code of the block of this kind: block_code(facts, "334") -> "90373-334" for an IN, "90378-334" for an UPDATE.
[[nodiscard]] std::string block_code(const Facts& facts, std::string_view suffix);
[[nodiscard]] inline bool is_in(const Facts& facts) { return facts.declaration.kind == Kind::in; }
[[nodiscard]] inline bool is_update(const Facts& facts) { return facts.declaration.kind == Kind::update; }
// A period that can still be declared on: there, not cancelled.
[[nodiscard]] inline bool is_live(const std::optional<Period>& period) { return period && !period->cancelled; }
// An IN or an UPDATE that would leave a period behind which can be judged.
[[nodiscard]] inline bool shapes_a_period(const Facts& facts) {
    return (is_in(facts) || is_update(facts)) && facts.after && !facts.after->cancelled;
}

// A rule of the function shape: a code, when it applies, what it finds.
// Neither looks at a store, a clock or another rule's result.
struct Rule {
    std::string_view code;
    bool (*applies)(const Facts&);
    void (*check)(const Facts&, Findings&);
};

}  // namespace dimona::domain
