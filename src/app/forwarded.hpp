// Behind a reverse proxy: who asked, as the proxy says.
#pragma once

#include <string>
#include <vector>

#include "http/server.hpp"

namespace dimona::app {

// The last address of X-Forwarded-For when the request comes from one of these proxies (addresses without port), which
// have added it; otherwise whoever is at the other end of the connection.
[[nodiscard]] std::string asking_address(const http::Request& request, const std::vector<std::string>& proxies);

}  // namespace dimona::app
