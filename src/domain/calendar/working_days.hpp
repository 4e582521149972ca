// Belgian working days: Saturday, Sunday and the legal holidays are none.
//
// Source: the ten legal holidays of the Royal Decree of 18 April 1974 (Act of 4 January 1974 on holidays).
#pragma once

#include <vector>

#include "base/local_time.hpp"

namespace dimona::domain {

// The ten legal holidays of a year (1974 and later), in order.
[[nodiscard]] std::vector<LocalDate> legal_holidays(int year);
[[nodiscard]] bool is_working_day(LocalDate day);
// Strictly later than `day`.
[[nodiscard]] LocalDate first_working_day_after(LocalDate day);

}  // namespace dimona::domain
