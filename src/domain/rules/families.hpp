// The rule families: each file beside this one holds one, and lists its rules in the order of the codes.
#pragma once

#include <span>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

[[nodiscard]] std::span<const Rule> employer_rules();
[[nodiscard]] std::span<const Rule> worker_rules();
[[nodiscard]] std::span<const Rule> feature_rules();
[[nodiscard]] std::span<const Rule> date_rules();
[[nodiscard]] std::span<const Rule> period_state_rules();
[[nodiscard]] std::span<const Rule> overlap_rules();
[[nodiscard]] std::span<const Rule> occasional_day_rules();
[[nodiscard]] std::span<const Rule> lateness_rules();
[[nodiscard]] std::span<const Rule> freeze_rules();
[[nodiscard]] std::span<const Rule> flexi_rules();
[[nodiscard]] std::span<const Rule> quota_rules();
[[nodiscard]] std::span<const Rule> daily_registration_rules();

}  // namespace dimona::domain
