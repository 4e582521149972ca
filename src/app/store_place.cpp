#include "app/store_place.hpp"

#include "store/postgresql/postgresql_store.hpp"

namespace dimona::app {

namespace {

std::string problem_of_uri(const std::string& uri) {
    if (uri.empty() || uri.starts_with("postgresql://") || uri.starts_with("postgres://")) return {};
    return "write the address of a database like postgresql://user@host:5432/dimona, or leave --store out for the "
           "file in the data directory";
}

}  // namespace

void add_store_option(CLI::App& command, std::string& uri) {
    command
        .add_option("--store", uri,
                    "PostgreSQL database, postgresql://USER@HOST:PORT/DATABASE (default: dimona.sqlite in the data "
                    "directory)")
        ->envname("DIMONA_STORE")
        ->check(problem_of_uri);
}

void add_store_options(CLI::App& command, StorePlace& place) {
    command.add_option("--data", place.data, "Data directory")->envname("DIMONA_DATA")->capture_default_str();
    add_store_option(command, place.uri);
}

Result<std::unique_ptr<registry::Store>> open_existing_store(const StorePlace& place) {
    if (place.is_shared()) return store::open_postgresql({.uri = place.uri});
    return DIMONA_TRY(DataDirectory::existing(place.data)).open_store();
}

Result<std::unique_ptr<registry::Store>> open_or_make_store(const StorePlace& place) {
    if (place.is_shared()) return store::open_postgresql({.uri = place.uri});
    return DIMONA_TRY(DataDirectory::create(place.data)).open_store();
}

}  // namespace dimona::app
