// Cookies: over TLS with the __Host- prefix (RFC 6265bis 4.1.3.2), so that no other host can set them.
#pragma once

#include <string>
#include <string_view>

#include "http/server.hpp"

namespace dimona::web {

[[nodiscard]] std::string session_cookie_name(std::string_view base_url);
[[nodiscard]] std::string departure_cookie_name(std::string_view base_url);
// Of somebody who fills in open forms: see visitors.hpp.
[[nodiscard]] std::string visitor_cookie_name(std::string_view base_url);
// Set-Cookie; an empty value removes the cookie. A session's cookie ends with the browser.
[[nodiscard]] std::string language_cookie_name(std::string_view base_url);
[[nodiscard]] std::string session_cookie(std::string_view base_url, const std::string& token);
[[nodiscard]] std::string departure_cookie(std::string_view base_url, const std::string& secret);
[[nodiscard]] std::string visitor_cookie(std::string_view base_url, const std::string& secret);
// Kept for a year: who chose another language than his browser's is asked once.
[[nodiscard]] std::string language_cookie(std::string_view base_url, const std::string& code);
// Of the request; empty when there is none.
[[nodiscard]] std::string cookie(const http::Request& request, std::string_view name);

}  // namespace dimona::web
