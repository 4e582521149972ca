// The register's store on SQLite (WAL, synchronous=FULL): one file, no other process needed.
#pragma once

#include <memory>
#include <string>

#include "register/port/store.hpp"

namespace dimona::store {

struct SqliteOptions {
    std::string path;              // ":memory:" for tests; else the file, created when it does not exist
    int busy_timeout_ms = 10'000;  // how long a writer waits for another process
    int readers_max = 16;          // pooled read connections
    bool create = true;
};

// Opens, creates or upgrades in place. Errors: unsupported (written by a newer version), unavailable (can't be
// opened or locked), internal (damaged); each with the remedy. Nothing is changed on error.
[[nodiscard]] Result<std::unique_ptr<registry::Store>> open_sqlite(const SqliteOptions& options);

// Version of the schema that this program writes.
[[nodiscard]] int sqlite_schema_version();

}  // namespace dimona::store
