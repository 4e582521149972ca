#include "store/support/engine.hpp"

#include <algorithm>

#include "store/sqlite/sqlite_store.hpp"

namespace dimona::store::test {

std::vector<Engine> all_engines() {
    return {
        {"sqlite", [](const Folder& folder) { return open_sqlite({.path = folder.file("store.sqlite")}); }},
        {"sqlite_in_memory", [](const Folder&) { return open_sqlite({.path = ":memory:"}); }, false},
    };
}

std::vector<Engine> durable_engines() {
    auto engines = all_engines();
    std::erase_if(engines, [](const Engine& engine) { return !engine.durable; });
    return engines;
}

}  // namespace dimona::store::test
