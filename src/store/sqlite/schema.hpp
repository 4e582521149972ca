// The tables, and how older files are brought up to date.
#pragma once

#include "store/sqlite/connection.hpp"

namespace dimona::store {

// Marks our files ("DIMO"); SQLite keeps it in the header.
inline constexpr int application_id = 0x44494D4F;

// Creates or upgrades, each step in a transaction of its own. unsupported: written by a newer program, or the
// file belongs to another one; then nothing was changed.
[[nodiscard]] Status bring_up_to_date(SqliteConnection& connection);

}  // namespace dimona::store
