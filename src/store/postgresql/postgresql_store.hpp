// The register's store on PostgreSQL, or on an engine that speaks its protocol: several processes share it.
//
// One process at a time has the turn to write: it holds a row that each writing transaction locks first, until its
// commit. The chain of the journal makes every declaration follow the one before, so this order is needed in any
// case; it also decides each worker's declarations one after the other. When the process or its machine dies, the
// server ends the transaction, and the turn is free.
#pragma once

#include <memory>
#include <string>

#include "register/port/store.hpp"

namespace dimona::store {

struct PostgresqlOptions {
    std::string uri;               // postgresql://user@host:port/database, with everything that libpq understands
    int patience_ms = 5'000;       // how long a server that does not answer is asked again
    std::size_t readers_max = 16;  // pooled read connections
};

// Opens, creates or upgrades in place. Errors: unsupported (written by a newer version, or the tables of another
// program), unavailable (can't be reached), internal (damaged); each with the remedy. Nothing is changed on error.
[[nodiscard]] Result<std::unique_ptr<registry::Store>> open_postgresql(const PostgresqlOptions& options);

// Version of the schema that this program writes.
[[nodiscard]] int postgresql_schema_version();

}  // namespace dimona::store
