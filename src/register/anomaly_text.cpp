#include "register/anomaly_text.hpp"

namespace dimona::registry {

// Names of quotas and units are words of the rulebook.
std::string detail_of(const domain::Rulebook& rulebook, const domain::RuleCard& card, const domain::Anomaly& anomaly,
                      domain::Language language) {
    const auto index = static_cast<std::size_t>(language);
    if (card.detail[index].empty() || anomaly.facts.empty()) return {};
    auto facts = anomaly.facts;
    for (auto& fact : facts) {
        const auto known = rulebook.words.find(fact.name + ":" + fact.value);
        if (known != rulebook.words.end()) fact.value = known->second[index];
    }
    auto text = fill_in(card.detail[index], facts);
    return text.find('{') == std::string::npos ? text : std::string();
}

}  // namespace dimona::registry
