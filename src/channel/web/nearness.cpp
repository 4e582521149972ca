#include "channel/web/nearness.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace dimona::web {

namespace {

using registry::StaffLine;

bool begins_with(const StaffLine& line, const std::string& folded) {
    return (line.folded_family_name + line.folded_given_name).starts_with(folded) ||
           (line.folded_given_name + line.folded_family_name).starts_with(folded);
}

bool has_reference(const StaffLine& line, const std::string& typed) {
    return !line.reference.empty() && line.reference.find(typed) != std::string::npos;
}

// Each letter that one has more must be inserted.
bool may_be_within(std::size_t allowed, const std::string& one, const std::string& other) {
    const auto [shorter, longer] = std::minmax({one.size(), other.size()});
    return longer - shorter <= allowed;
}

bool is_near(const StaffLine& line, const std::string& folded) {
    constexpr std::size_t letters_for_a_difference = 4;
    const auto allowed = std::max<std::size_t>(1, folded.size() / letters_for_a_difference);
    for (const auto& name :
         {line.folded_family_name, line.folded_given_name, line.folded_family_name + line.folded_given_name,
          line.folded_given_name + line.folded_family_name})
        if (may_be_within(allowed, name, folded) && distance(name, folded) <= allowed) return true;
    return false;
}

template <class Fits>
std::vector<StaffLine> those(const std::vector<StaffLine>& lines, Fits fits) {
    std::vector<StaffLine> kept;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept), fits);
    return kept;
}

}  // namespace

std::size_t distance(const std::string& one, const std::string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t line = 1; line <= one.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= other.size(); ++column) {
            const auto above = row[column];
            const auto replaced = diagonal + (one[line - 1] == other[column - 1] ? 0 : 1);
            row[column] = std::min({replaced, above + 1, row[column - 1] + 1});
            diagonal = above;
        }
    }
    return row.back();
}

std::vector<StaffLine> nearest(std::vector<StaffLine> lines, const std::string& typed) {
    if (code_points(typed) > searched_text_max) return {};
    const auto folded = folded_name(typed);
    auto found = those(lines, [&](const StaffLine& line) {
        return (!folded.empty() && begins_with(line, folded)) || has_reference(line, typed);
    });
    if (!found.empty() || folded.empty()) return found;
    return those(lines, [&](const StaffLine& line) { return is_near(line, folded); });
}

}  // namespace dimona::web
