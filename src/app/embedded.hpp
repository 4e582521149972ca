// Files that are built into the program: the law under reference/, the OpenAPI document.
#pragma once

#include <span>
#include <string_view>

namespace dimona {

struct EmbeddedFile {
    std::string_view path;  // "reference/rules/459.toml", "openapi/dimona-v2.json"
    std::string_view content;
};
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace dimona
