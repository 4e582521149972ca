// Is the file what it should be?
#pragma once

#include "store/sqlite/connection.hpp"

namespace dimona::store {

// Pages and indexes, references between rows, and the tables themselves. An error names the first thing wrong.
[[nodiscard]] Status check_integrity(SqliteConnection& connection);

}  // namespace dimona::store
