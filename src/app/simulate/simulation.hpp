// Fills a store with the declarations of an invented country, through the real decision and the real journal.
#pragma once

#include <functional>

#include "app/simulate/country.hpp"
#include "domain/rules/rulebook.hpp"

namespace dimona::app {

struct SimulationPlan {
    std::int64_t periods = 10'000;  // accepted ones; reached within one in a hundred
    std::int64_t employers = 0;     // 0: as many as go with the periods
    std::uint64_t seed = 1;
    LocalDate from = make_date(2025, 1, 1), until = make_date(2025, 12, 31);
};

struct SimulationReport {
    std::int64_t declarations = 0, accepted = 0, refused = 0, periods = 0;
};

// Employers and persons that go with a plan.
[[nodiscard]] Country country_of(const SimulationPlan& plan);

// The same plan always gives the same journal. The store must be empty (ErrorKind::conflict). `progress` is told the
// periods so far; it may be empty.
[[nodiscard]] Result<SimulationReport> simulate(registry::Store& store,
                                                std::shared_ptr<const domain::Rulebook> rulebook,
                                                const SimulationPlan& plan,
                                                const std::function<void(std::int64_t)>& progress);

}  // namespace dimona::app
