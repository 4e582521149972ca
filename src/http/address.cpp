#include "http/address.hpp"

#include "base/text.hpp"

namespace dimona::http {
namespace {

namespace net = boost::asio;

constexpr std::int64_t port_max = 65535;

auto not_an_address(std::string_view text) {
    return fail(ErrorKind::invalid, "Not an address to listen on", std::string{text},
                "Write it as 127.0.0.1:8080 or [::1]:8080; port 0 takes any free port.");
}

}  // namespace

Result<net::ip::tcp::endpoint> parse_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return not_an_address(text);
    const auto port = parse_digits(text.substr(colon + 1));
    if (!port || *port > port_max) return not_an_address(text);

    std::string_view host = text.substr(0, colon);
    const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
    if (is_bracketed) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    boost::system::error_code problem;
    const auto address = net::ip::make_address(std::string{host}, problem);
    // Without brackets the colons of an IPv6 address can't be told from the one before the port.
    if (problem || address.is_v6() != is_bracketed) return not_an_address(text);
    return net::ip::tcp::endpoint{address, static_cast<net::ip::port_type>(*port)};
}

std::string format_address(const net::ip::tcp::endpoint& endpoint) {
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

}  // namespace dimona::http
