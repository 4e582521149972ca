// A row of the consultation log.
#pragma once

#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_CONSULTATION_COLUMNS \
    "id, at, caller, caller_enterprise, operation, employer, person, number, results, trace_id"

[[nodiscard]] inline registry::Consultation read_consultation_row(const Query& query) {
    registry::Consultation log{.line = query.integer(0),
                               .at = query.instant(1),
                               .caller = std::string(query.text(2)),
                               .operation = std::string(query.text(4)),
                               .number = query.optional_integer(7),
                               .results = static_cast<int>(query.integer(8)),
                               .trace_id = std::string(query.text(9))};
    if (!query.is_null(3)) log.caller_enterprise = domain::EnterpriseNumber::from_stored(query.integer(3));
    if (!query.is_null(5)) log.employer = domain::EmployerNumber::from_stored(query.integer(5));
    if (!query.is_null(6)) log.person = domain::PersonKey{query.integer(6)};
    return log;
}

}  // namespace dimona::store
