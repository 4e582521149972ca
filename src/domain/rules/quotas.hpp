// Quotas that a declaration counts in, and what it changes on an employer's account.
#pragma once

#include <vector>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Of the worker and of the employer, with this declaration counted; none unless a period would be left behind.
[[nodiscard]] std::vector<Balance> balances_of(const Facts& facts);

// What the declaration adds to and takes from the days of horeca employers.
[[nodiscard]] std::vector<AdjustEmployerQuota> employer_days_of(const Facts& facts);

}  // namespace dimona::domain
