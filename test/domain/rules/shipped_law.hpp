// The rulebook as it is shipped: every file under reference/, read by the same loader as in the program.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "register/law_library.hpp"

namespace dimona::domain::test {

inline const Rulebook& shipped_law() {
    static const auto rulebook = [] {
        const std::filesystem::path root = std::filesystem::path(DIMONA_SOURCE_DIR) / "reference";
        std::vector<std::pair<std::string, std::string>> contents;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            const auto extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".csv" && extension != ".toml")) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            contents.emplace_back(std::filesystem::relative(entry.path(), root).generic_string(),
                                  std::string(std::istreambuf_iterator<char>(file), {}));
        }
        std::vector<registry::LawFile> files;
        files.reserve(contents.size());
        for (const auto& [path, content] : contents) files.push_back({path, content});
        auto loaded = registry::load_rulebook(files);
        if (!loaded) throw std::runtime_error(loaded.error().message + " (" + loaded.error().place + ")");
        return *loaded;
    }();
    return *rulebook;
}

}  // namespace dimona::domain::test
