// Where the records are: in a file of the data directory, or on a database server that several processes share.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/data_directory.hpp"
#include "register/port/store.hpp"

namespace dimona::app {

struct StorePlace {
    std::string data = default_data_directory;
    std::string uri;  // postgresql://…; empty: the file

    [[nodiscard]] bool is_shared() const { return !uri.empty(); }
};

// --data DIR and --store URI, or DIMONA_DATA and DIMONA_STORE.
void add_store_options(CLI::App& command, StorePlace& place);
// The option --store alone, for commands that treat --data in their own way.
void add_store_option(CLI::App& command, std::string& uri);

// For commands that work on what is there: a file that does not exist is an error.
[[nodiscard]] Result<std::unique_ptr<registry::Store>> open_existing_store(const StorePlace& place);
// Makes the directory and the store where they are missing.
[[nodiscard]] Result<std::unique_ptr<registry::Store>> open_or_make_store(const StorePlace& place);

}  // namespace dimona::app
