#include "store/support/engine.hpp"

#include <algorithm>

#include "store/postgresql/postgresql_store.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/postgresql.hpp"

namespace dimona::store::test {

std::vector<Engine> all_engines() {
    return {
        {.name = "sqlite",
         .open = [](const Folder& folder) { return open_sqlite({.path = folder.file("store.sqlite")}); }},
        {.name = "sqlite_in_memory",
         .open = [](const Folder&) { return open_sqlite({.path = ":memory:"}); },
         .durable = false},
        {.name = "postgresql",
         .open = [](const Folder& folder) { return open_postgresql({.uri = postgresql_uri_of(folder)}); },
         .is_a_file = false},
    };
}

std::vector<Engine> durable_engines() {
    auto engines = all_engines();
    std::erase_if(engines, [](const Engine& engine) { return !engine.durable; });
    return engines;
}

std::vector<Engine> engines_in_a_file() {
    auto engines = durable_engines();
    std::erase_if(engines, [](const Engine& engine) { return !engine.is_a_file; });
    return engines;
}

}  // namespace dimona::store::test
