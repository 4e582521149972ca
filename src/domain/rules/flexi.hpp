// Is the worker entitled to a flexi-job? Decided from career data, never guessed.
#pragma once

#include "domain/rules/facts.hpp"

namespace dimona::domain {

struct FlexiAnswer {
    FlexiResult result = FlexiResult::provisional;
    bool enough_work_before = true;     // 90017-058 when not
    bool free_at_this_employer = true;  // no other contract here before it in the quarter
};
// The conditions hold quarter by quarter: they are asked for an IN, and for an UPDATE that moves the start into
// another quarter, once worker, employer and start day are known.
[[nodiscard]] bool asks_flexi_conditions(const Facts& facts);
// When they are asked.
[[nodiscard]] FlexiAnswer flexi_answer(const Facts& facts);

}  // namespace dimona::domain
