// SQLite's log, written in few pieces: SQLite hands over each page in two, and each piece is a call to the system.
#pragma once

namespace dimona::store {

// Name of a VFS of SQLite that keeps what is written to a log, one after the other, until it is flushed, or read, or
// something else is written. Only for connections with synchronous=FULL: they flush before others may see a commit.
// What can't be written is reported by the flush, so that the commit fails. Null: SQLite has none that could be
// wrapped; then its own is used.
[[nodiscard]] const char* gathered_log_vfs();

}  // namespace dimona::store
