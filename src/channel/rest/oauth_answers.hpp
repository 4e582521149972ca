// What the token endpoint and the addresses around it answer (RFC 6749, RFC 8414).
#pragma once

#include <string>

#include "access/token_service.hpp"
#include "http/server.hpp"

namespace dimona::rest {

[[nodiscard]] http::Response token_granted(const access::TokenAnswer& answer);
// `realm` names this service to a client that could not prove who it is.
[[nodiscard]] http::Response token_refused(const access::OAuthError& error, const std::string& realm);
[[nodiscard]] http::Response authorization_server_metadata(const std::string& base_url);
[[nodiscard]] http::Response key_set(std::string jwks);

}  // namespace dimona::rest
