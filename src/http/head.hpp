// The head of a request, from the first byte of the request line to the empty line, read strictly.
//
//   head    = method SP target SP "HTTP/1." ("0" / "1") CRLF *(name ":" OWS value OWS CRLF) CRLF     (RFC 9112)
//
// Whatever two implementations could understand in two ways is refused: that is how requests are smuggled past
// a proxy (RFC 9112 11.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "http/refusal.hpp"
#include "http/server.hpp"

namespace dimona::http {

struct HeadEnd {
    enum class Found { not_yet, complete, malformed } found = Found::not_yet;
    std::size_t size = 0;  // complete: bytes of the head, the empty line included
};
// Looks for the end of the head; `already_seen` bytes were looked at before. A line end without carriage return or
// a control character is malformed at once: waiting for more would only end in a time-out.
[[nodiscard]] HeadEnd find_head_end(std::string_view bytes, std::size_t already_seen);

struct Head {
    std::string method;
    std::string path;
    std::vector<Header> query;
    std::vector<Header> headers;
    std::optional<std::uint64_t> content_length;
    bool is_chunked = false;
    bool keeps_alive = true;
    bool expects_continue = false;
};

[[nodiscard]] tl::expected<Head, Refusal> read_head(std::string_view head, const Limits& limits);

}  // namespace dimona::http
