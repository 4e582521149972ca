// What an anomaly says about this one declaration.
#pragma once

#include <string>

#include "domain/rules/decision.hpp"
#include "domain/rules/rulebook.hpp"

namespace dimona::registry {

// The card's sentence with the facts filled in; empty when the card has none, or when a fact is missing.
[[nodiscard]] std::string detail_of(const domain::Rulebook& rulebook, const domain::RuleCard& card,
                                    const domain::Anomaly& anomaly, domain::Language language);

}  // namespace dimona::registry
