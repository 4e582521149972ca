// What the enterprise register knows of the demo employers, and of enterprises that are no employers yet.
#pragma once

#include "app/demo/population.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::app {

// The records of the employers of the population, in its order.
[[nodiscard]] std::vector<registry::Enterprise> enterprises_of(const Population& population);

// Somebody who may still become an employer, so that an identification can be tried.
struct Candidate {
    std::string kind;  // complete noEmail naturalPerson incomplete inactive
    registry::Enterprise enterprise;
};
[[nodiscard]] std::vector<Candidate> demo_candidates();
// A few lines for the terminal.
[[nodiscard]] std::string describe_candidates();

}  // namespace dimona::app
