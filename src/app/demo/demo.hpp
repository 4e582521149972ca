// The demonstration: a filled store and a file of credentials that anybody can script against.
#pragma once

#include <string>

#include "app/data_directory.hpp"

namespace dimona::app {

// Fills an empty store with the demo population, and makes a key for each client (demo/keys, mode 0600).
// A store that holds employers already is left as it is.
[[nodiscard]] Status fill_with_demo(registry::Store& store, const DataDirectory& directory);

// A file that only its owner reads.
[[nodiscard]] Status write_demo_file(const std::string& path, const std::string& text);

// demo/credentials.json: addresses, clients with their keys, employers, enterprises that are none yet, workers.
[[nodiscard]] Status write_credentials(const DataDirectory& directory, const std::string& base_url);

}  // namespace dimona::app
