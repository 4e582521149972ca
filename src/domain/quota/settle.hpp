// Settling a ledger: who came first gets first.
#pragma once

#include <vector>

#include "domain/quota/quota.hpp"
#include "domain/rules/rulebook.hpp"

namespace dimona::domain {

// Every limit that this period counts in, with what it uses of it. `entries` are all entries of the worker in
// the years around, those of the period itself included (in their state after the declaration).
// A limit without a row for the day is left out. Pure.
[[nodiscard]] std::vector<Balance> settle(const Period& period, const std::vector<QuotaEntry>& entries,
                                          const Rulebook& rulebook);

// Hours or days?
[[nodiscard]] bool counts_hours(QuotaType type);

}  // namespace dimona::domain
