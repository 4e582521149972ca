// Character classes of HTTP and of URIs.
#pragma once

#include <string_view>

namespace dimona::http {

// RFC 9110 5.6.2: what names of methods and headers are made of.
[[nodiscard]] bool is_token(std::string_view text);
// RFC 9110 5.5: visible characters, blanks, tabs and bytes above ASCII; no other control characters.
[[nodiscard]] bool is_field_value(std::string_view text);
// RFC 3986 3.3 and 3.4: a path and query of legal characters whose percent signs are followed by two hex digits.
[[nodiscard]] bool is_path_and_query(std::string_view text);
// RFC 9110 7.2: host and optional port. May be empty.
[[nodiscard]] bool is_host(std::string_view text);
// The value of a hexadecimal digit, or -1.
[[nodiscard]] int hex_value(char digit);
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right);

}  // namespace dimona::http
