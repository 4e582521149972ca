// Reads the rulebook from the shipped data under reference/.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "domain/rules/rulebook.hpp"

namespace dimona::registry {

// A file of reference/, by its path below it ("rules/459.toml").
struct LawFile {
    std::string_view path;
    std::string_view content;
};
// Errors name file and line. Checks completeness: see domain/rules/rulebook.hpp.
[[nodiscard]] Result<std::shared_ptr<const domain::Rulebook>> load_rulebook(const std::vector<LawFile>& files);

}  // namespace dimona::registry
