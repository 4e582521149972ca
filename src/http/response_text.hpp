// A response as it goes over the wire: the status line and headers; the body follows unchanged.
#pragma once

#include <string>

#include "http/server.hpp"

namespace dimona::http {

enum class AfterAnswer { keep_open, close };

// False: a header's name or value, or the status, would break the message or smuggle a second one into it.
[[nodiscard]] bool is_sendable(const Response& response);
// True: the response itself asks for the end of the connection.
[[nodiscard]] bool asks_to_close(const Response& response);
// RFC 9110 6.4.1: some statuses never have a body.
[[nodiscard]] bool may_have_body(int status);
// Adds Content-Length, Date and Connection, which are the server's to say; the caller's own are left out.
[[nodiscard]] std::string head_of(const Response& response, AfterAnswer after);

}  // namespace dimona::http
