// The rulebook that is built into the program.
#pragma once

#include <memory>

#include "domain/rules/rulebook.hpp"

namespace dimona::app {

// Read once; complete: each code that a rule can find has its card.
[[nodiscard]] Result<std::shared_ptr<const domain::Rulebook>> shipped_rulebook();

}  // namespace dimona::app
