// Rows of mandates and careers, whose columns are their whole record.
#pragma once

#include "domain/person/person.hpp"
#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_MANDATE_COLUMNS "mandator, mandatary, first_day, last_day, revoked"
#define DIMONA_CAREER_COLUMNS "quarter, employer, percent, pensioner"

// A career row of no employer (a pension) has employer 0.
inline constexpr std::int64_t no_employer = 0;

inline int index_of(Quarter quarter) { return quarter.year * 4 + quarter.number - 1; }
inline Quarter quarter_at(std::int64_t index) { return {static_cast<int>(index / 4), static_cast<int>(index % 4 + 1)}; }

[[nodiscard]] inline registry::Mandate read_mandate_row(const Query& row) {
    return {.mandator = domain::EnterpriseNumber::from_stored(row.integer(0)),
            .mandatary = domain::EnterpriseNumber::from_stored(row.integer(1)),
            .valid = {row.day(2), row.optional_day(3)},
            .revoked = row.integer(4) != 0};
}

[[nodiscard]] inline domain::CareerQuarter read_career_row(const Query& row) {
    domain::CareerQuarter career{.quarter = quarter_at(row.integer(0)),
                                 .employer = std::nullopt,
                                 .percent = static_cast<int>(row.integer(2)),
                                 .pensioner = row.integer(3) != 0};
    if (row.integer(1) != no_employer) career.employer = domain::EmployerNumber::from_stored(row.integer(1));
    return career;
}

}  // namespace dimona::store
