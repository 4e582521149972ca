// Plays one scenario in a world of its own and compares what the register says with what the scenario expects.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/declaration/request.hpp"
#include "scenario/script.hpp"

namespace dimona::scenario {

// What differed: one text a difference, each starting with file:line. Empty: everything held.
[[nodiscard]] std::vector<std::string> play(const Scenario& scenario);

// The codes that a `then` line expects; empty for a line that expects none or is about something else.
[[nodiscard]] std::set<std::string> codes_expected(const Step& step);

// The declarations for which the scenario expects this code. Throws when the scenario can't be played.
[[nodiscard]] std::vector<domain::DeclarationRequest> requests_found(const Scenario& scenario, const std::string& code);

}  // namespace dimona::scenario
