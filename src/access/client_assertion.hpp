// The request for a token and the assertion in it: RFC 6749 4.4, RFC 7521 4.2, RFC 7523 3.
#pragma once

#include "access/jws.hpp"
#include "access/token_service.hpp"

namespace dimona::access {

struct TokenRequest {
    std::string assertion;
    std::optional<std::string> client_id, scope;
};
// Reads the form; parameters given twice, and other grants than ours, are refused.
[[nodiscard]] tl::expected<TokenRequest, OAuthError> read_token_request(const std::string& form_body);

struct Assertion {
    std::string client_id, jti;
    Instant expires{};
    UnverifiedJws jws;
};
// Checks everything but the signature and the single use.
[[nodiscard]] tl::expected<Assertion, OAuthError> read_assertion(const TokenRequest& request,
                                                                 const TokenSettings& settings, Instant now);
// The thumbprint (certificates.hpp) of the client's key that signed it; nothing when none did that holds now.
[[nodiscard]] std::optional<std::string> key_that_signed(const Assertion& assertion,
                                                         const registry::OAuthClient& client, Instant now);
// Blank-separated scopes that the client has: those asked for, or all of them.
[[nodiscard]] tl::expected<std::vector<std::string>, OAuthError> granted_scopes(const TokenRequest& request,
                                                                                const registry::OAuthClient& client);
[[nodiscard]] OAuthError invalid_client(std::string description);

}  // namespace dimona::access
