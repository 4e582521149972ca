#include <algorithm>

#include "http/characters.hpp"
#include "http/server.hpp"

namespace dimona::http {

std::string_view Request::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const Header& h) { return equals_ignoring_case(h.name, name); });
    return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

std::size_t Request::count(std::string_view header_name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(headers, [&](const Header& h) { return equals_ignoring_case(h.name, header_name); }));
}

std::optional<std::string> Request::parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &Header::name);
    if (found == query.end()) return std::nullopt;
    return found->value;
}

}  // namespace dimona::http
