// Rows of papers, whose columns are their whole record.
#pragma once

#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

#define DIMONA_PAPER_COLUMNS "drawer, name, text, expires"

[[nodiscard]] inline registry::Paper read_paper_row(const Query& row) {
    registry::Paper paper{.drawer = std::string(row.text(0)),
                          .name = std::string(row.text(1)),
                          .text = std::string(row.text(2)),
                          .expires = std::nullopt};
    if (!row.is_null(3)) paper.expires = row.instant(3);
    return paper;
}

}  // namespace dimona::store
