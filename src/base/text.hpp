// Words about text that any room needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dimona {

// A whole non-negative decimal number, digits only, at most 18 of them.
[[nodiscard]] std::optional<std::int64_t> parse_digits(std::string_view text);
[[nodiscard]] std::string zero_padded(std::int64_t number, int width);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trim(std::string_view text);
// Valid UTF-8 without control characters other than tab and line ends.
[[nodiscard]] bool is_clean_text(std::string_view text);
// Number of code points (not bytes): what a glossary length means.
[[nodiscard]] std::size_t code_points(std::string_view utf8);
// For comparing and finding names: lower case, accents, hyphens and blanks removed ("D'Hoore-Noël" = "dhoorenoel").
// At most so many, and no half ones.
[[nodiscard]] std::string_view first_code_points(std::string_view utf8, std::size_t count);
[[nodiscard]] std::string folded_name(std::string_view utf8);
// "{zone}: late" with {"zone","Start date"} -> "Start date: late". Unknown placeholders stay as they are.
struct Placeholder {
    std::string name;
    std::string value;
    friend bool operator==(const Placeholder&, const Placeholder&) = default;
};
[[nodiscard]] std::string fill_in(std::string_view text, const std::vector<Placeholder>& values);

}  // namespace dimona
