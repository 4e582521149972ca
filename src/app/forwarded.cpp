#include "app/forwarded.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/characters.hpp"

namespace dimona::app {

std::string asking_address(const http::Request& request, const std::vector<std::string>& proxies) {
    if (std::find(proxies.begin(), proxies.end(), request.peer) == proxies.end()) return request.peer;
    // Several fields are one list: the proxy's own word stands at its end.
    std::string last;
    for (const auto& header : request.headers)
        if (http::equals_ignoring_case(header.name, "X-Forwarded-For")) last = header.value;
    const auto comma = last.rfind(',');
    const auto address =
        trim(comma == std::string::npos ? std::string_view(last) : std::string_view(last).substr(comma + 1));
    return address.empty() ? request.peer : std::string(address);
}

}  // namespace dimona::app
