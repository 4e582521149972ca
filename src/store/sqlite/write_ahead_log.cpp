#include "store/sqlite/write_ahead_log.hpp"

namespace dimona::store {

namespace {

constexpr int copied_from_pages = 4'000;    // 16 MiB: enough to write a page once for many commits
constexpr int emptied_from_pages = 65'536;  // 256 MiB
constexpr int wait_for_readers_ms = 100;

// Called by SQLite after a commit with the length of the log. A checkpoint that does not succeed is no trouble:
// the data are safe in the log, and the next commit tries again.
int after_commit(void* of, sqlite3* database, const char* schema, int pages) {
    if (pages < copied_from_pages) return SQLITE_OK;
    const bool too_long = pages >= emptied_from_pages;
    if (too_long) sqlite3_busy_timeout(database, wait_for_readers_ms);
    sqlite3_wal_checkpoint_v2(database, schema, too_long ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                              nullptr, nullptr);
    if (too_long) sqlite3_busy_timeout(database, static_cast<const SqliteConnection*>(of)->busy_timeout_ms());
    return SQLITE_OK;
}

}  // namespace

Status keep_log(SqliteConnection& connection) {
    auto mode = DIMONA_TRY(connection.once("PRAGMA journal_mode=WAL"));
    DIMONA_TRY(mode.next());
    if (mode.text(0) != "wal")
        return fail(ErrorKind::unavailable, "this file system can't hold a write-ahead log", connection.place(),
                    "put the data directory on a local disk");
    sqlite3_wal_hook(connection.handle(), after_commit, &connection);
    return connection.execute("PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864");
}

}  // namespace dimona::store
