// The lines that begin with `given`: what is true in the world before something is declared.
#pragma once

#include "scenario/stage.hpp"

namespace dimona::scenario {

// Throws ScenarioError for a line that can't be understood.
void apply_given(Stage& stage, const std::string& text);

}  // namespace dimona::scenario
