// The log beside the file: on the disk at every commit, and never without bounds.
#pragma once

#include "store/sqlite/connection.hpp"

namespace dimona::store {

// Commits of this connection are durable when they return. Pages go from the log to the file little by little,
// without waiting for anybody; when readers have kept the log from starting anew for long, the writer waits for
// them a moment.
[[nodiscard]] Status keep_log(SqliteConnection& connection);

}  // namespace dimona::store
