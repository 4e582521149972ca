// Is the worker entitled to a flexi-job? Decided from career data, never guessed.
#pragma once

#include "domain/rules/facts.hpp"

namespace dimona::domain {

struct FlexiAnswer {
    FlexiResult result = FlexiResult::provisional;
    bool enough_work_before = true;     // 90017-058 when not
    bool free_at_this_employer = true;  // no other contract here before it in the quarter
};
// For an IN of type FLX whose worker and start day are known.
[[nodiscard]] FlexiAnswer flexi_answer(const Facts& facts);

}  // namespace dimona::domain
