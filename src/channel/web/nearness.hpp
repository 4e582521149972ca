// Finding names that are spelled a little differently.
#pragma once

#include <string>
#include <vector>

#include "register/personnel_file.hpp"

namespace dimona::web {

// Longer than any name or reference: such a text fits nobody. Looking for it would cost its square.
inline constexpr std::size_t searched_text_max = 100;

// Those whose name begins with the words typed, or whose reference holds them; when there are none, those whose name
// differs by one letter in four at most. Accents, case, hyphens and blanks don't count.
[[nodiscard]] std::vector<registry::StaffLine> nearest(std::vector<registry::StaffLine> lines,
                                                       const std::string& typed);

// Levenshtein's: letters to insert, remove or replace.
[[nodiscard]] std::size_t distance(const std::string& one, const std::string& other);

}  // namespace dimona::web
