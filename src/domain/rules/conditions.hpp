// The named conditions of the field catalogue (reference/law/fields.csv).
#pragma once

#include <string_view>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Null when there is no condition of this name; the empty name always holds.
using Condition = bool (*)(const Facts&);
[[nodiscard]] Condition condition_named(std::string_view name);

// Worker types, and joint committee 322, whose periods must have an end (glossary 2023/3, zone 00911).
[[nodiscard]] bool type_needs_end_date(WorkerType type);
// STU, O17, S17: hours are planned and reserved (zone 01135).
[[nodiscard]] bool reserves_hours(WorkerType type);

}  // namespace dimona::domain
