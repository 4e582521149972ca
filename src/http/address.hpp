// Where to listen: "127.0.0.1:8080", "[::1]:0", "localhost:8080".
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dimona::http {

[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> parse_address(std::string_view text);
[[nodiscard]] std::string format_address(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace dimona::http
