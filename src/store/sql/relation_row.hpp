// A row of the table of relations, with the employer's enterprise beside it.
#pragma once

#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_RELATION_COLUMNS              \
    "employer, person, start_day, end_day, " \
    "(SELECT enterprise FROM employer WHERE number = relation.employer)"

[[nodiscard]] inline registry::Relation read_relation_row(const Query& query) {
    registry::Relation relation{.employer = domain::EmployerNumber::from_stored(query.integer(0)),
                                .enterprise = std::nullopt,
                                .person = domain::PersonKey{query.integer(1)},
                                .start_day = query.day(2),
                                .end_day = query.day(3)};
    if (relation.end_day == open_end_marker) relation.end_day.reset();
    if (!query.is_null(4)) relation.enterprise = domain::EnterpriseNumber::from_stored(query.integer(4));
    return relation;
}

}  // namespace dimona::store
