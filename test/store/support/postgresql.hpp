// The PostgreSQL server of the tests. It is started before them and stopped after them (test/support/postgresql.sh);
// its address stands in a file of the build, or in DIMONA_TEST_POSTGRESQL.
#pragma once

#include <string>

#include "store/support/folder.hpp"

namespace dimona::store::test {

// A schema of its own for each folder, so that tests don't see each other; it is removed with the server.
[[nodiscard]] std::string postgresql_uri_of(const Folder& folder);

// Runs statements as somebody else would, beside the store.
void run_on_postgresql(const std::string& uri, const std::string& sql);

}  // namespace dimona::store::test
