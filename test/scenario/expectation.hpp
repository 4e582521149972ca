// The lines that begin with `then`: what must be true now.
#pragma once

#include <stdexcept>
#include <string>

#include "scenario/stage.hpp"

namespace dimona::scenario {

// It is not so; says what is expected and what was found. The scenario goes on.
struct Difference : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Throws Difference when it is not so, ScenarioError for a line that can't be understood.
void expect(Stage& stage, const std::string& text);

}  // namespace dimona::scenario
