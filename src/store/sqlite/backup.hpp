// A copy of the whole store, of one moment, while others go on reading and writing.
#pragma once

#include <string>

#include "store/sqlite/connection.hpp"

namespace dimona::store {

// `path` appears only when the copy is complete and on the disk. ErrorKind::conflict: there is a file of this name.
[[nodiscard]] Status back_up(SqliteConnection& source, const std::string& path);

}  // namespace dimona::store
