// A verdict and what belongs to it, for people: result, anomalies with remedy, quotas, deadlines.
#pragma once

#include "channel/web/components/content.hpp"
#include "channel/web/words.hpp"
#include "domain/rules/decide.hpp"
#include "register/consultation.hpp"

namespace dimona::web {

[[nodiscard]] std::string result_text(const Words& words, domain::Verdict verdict);
// A whole sentence, for the page that comes after sending.
[[nodiscard]] std::string verdict_title(const Words& words, domain::Verdict verdict);
[[nodiscard]] Html result_tag(const Words& words, domain::Verdict verdict);
[[nodiscard]] std::string kind_text(const Words& words, domain::Kind kind);
[[nodiscard]] std::string channel_text(const Words& words, domain::Channel channel);
// Who declared; whoever used an open channel has no name.
[[nodiscard]] std::string declarant_text(const Words& words, const registry::DeclarationView& view);
[[nodiscard]] std::string type_text(const Words& words, const domain::Rulebook& rulebook, domain::WorkerType type);
[[nodiscard]] std::string committee_text(const Words& words, const domain::Rulebook& rulebook,
                                         std::optional<domain::JointCommittee> committee);
[[nodiscard]] std::string quota_text(const Words& words, const domain::Rulebook& rulebook, domain::QuotaType type);

// Each anomaly with what it means and what to do; empty when there are none.
[[nodiscard]] Html anomalies_view(const Words& words, const domain::Rulebook& rulebook,
                                  const std::vector<domain::Anomaly>& anomalies);
// In one line, for tables and files.
[[nodiscard]] std::string anomalies_line(const Words& words, const domain::Rulebook& rulebook,
                                         const std::vector<domain::Anomaly>& anomalies);
[[nodiscard]] Html balances_view(const Words& words, const domain::Rulebook& rulebook,
                                 const std::vector<domain::Balance>& balances);

// Until when what may still be changed: only changes that have an end which lies ahead.
struct OpenDeadline {
    domain::Change change{};
    Instant until{};
};
[[nodiscard]] std::vector<OpenDeadline> open_deadlines(const domain::Period& period, const domain::Rulebook& rulebook,
                                                       Instant now);
[[nodiscard]] std::string deadline_text(const Words& words, const OpenDeadline& deadline);

[[nodiscard]] std::string days_of(const Words& words, const domain::Period& period);  // "4 May 2026, 18:00 – 23:00"
[[nodiscard]] Html state_tag(const Words& words, const domain::Period& period);

}  // namespace dimona::web
