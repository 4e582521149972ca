// A row of the ledgers.
#pragma once

#include "domain/quota/quota.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_QUOTA_ENTRY_COLUMNS "ledger, period, employer, day, amount, claim, outside, temporary"

[[nodiscard]] inline Result<domain::QuotaEntry> read_quota_entry_row(const Query& row) {
    const auto ledger = domain::parse_ledger(row.text(0));
    if (!ledger) return fail(ErrorKind::unsupported, "a quota entry of an unknown ledger", std::string(row.text(0)));
    return domain::QuotaEntry{.ledger = *ledger,
                              .period = domain::PeriodId{row.integer(1)},
                              .employer = domain::EmployerNumber::from_stored(row.integer(2)),
                              .day = row.day(3),
                              .amount = static_cast<int>(row.integer(4)),
                              .order = row.integer(5),
                              .outside = row.integer(6) != 0,
                              .temporary = row.integer(7) != 0};
}

}  // namespace dimona::store
