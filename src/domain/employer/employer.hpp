// An employer as the repertory knows it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/local_time.hpp"
#include "domain/declaration/vocabulary.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::domain {

struct Employer {
    EmployerNumber number = EmployerNumber::from_stored(0);
    std::optional<EnterpriseNumber> enterprise;
    std::string name;
    std::set<EmployerCategory> categories;
    std::vector<DateRange> active;          // when it is in the repertory with staff
    std::vector<std::string> sub_entities;  // not empty: takes part in the sub-entity scheme
    bool blocks_unsecured = false;          // asked by its access manager
    bool registers_days_here = false;       // chose Dimona for the daily registration of permanent horeca staff
    friend bool operator==(const Employer&, const Employer&) = default;

    [[nodiscard]] bool is(EmployerCategory category) const { return categories.contains(category); }
    [[nodiscard]] bool active_on(LocalDate day) const {
        for (const auto& range : active)
            if (range.covers(day)) return true;
        return false;
    }
};

}  // namespace dimona::domain
