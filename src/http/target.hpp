// The target of a request line: which path, which parameters (RFC 9112 3.2).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "http/refusal.hpp"
#include "http/server.hpp"

namespace dimona::http {

struct Target {
    std::string path;           // as sent, starts with '/'
    std::vector<Header> query;  // names and values, decoded
    std::string_view host;      // only in absolute form; it then takes the place of the Host header (RFC 9112 3.2.2)
};

[[nodiscard]] tl::expected<Target, Refusal> read_target(std::string_view method, std::string_view target);

// "a=1&b=%C3%A9+x" by the rules of HTML forms: '+' is a blank. The percent signs are known to be well formed.
[[nodiscard]] std::vector<Header> decode_query(std::string_view query);

}  // namespace dimona::http
