// A row of the table of declarations, in both directions.
#pragma once

#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_DECLARATION_COLUMNS                                                                          \
    "id, journal_sequence, kind, result, received_at, channel, declarant, declarant_enterprise, employer, " \
    "enterprise, "                                                                                          \
    "person, period, registration, start_day, end_day, worker_type, joint_committee, late"

[[nodiscard]] Result<registry::DeclarationRecord> read_declaration_row(const Query& query);

}  // namespace dimona::store
