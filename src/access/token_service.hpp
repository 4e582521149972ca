// OAuth 2 tokens for programs: client_credentials with private_key_jwt (RFC 6749 4.4, 7523 2.2), access tokens
// as signed JWT (RFC 9068). Token times are real time, never the legal clock.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "register/lanes.hpp"
#include "register/port/store.hpp"

namespace dimona::access {

inline constexpr std::string_view scope_declare = "scope:dimona:declaration:declarant";
inline constexpr std::string_view scope_consult = "scope:dimona:declaration:consult";

// What a valid access token says.
struct TokenClaims {
    std::string client_id;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    std::vector<std::string> scopes;
    std::string client_key;  // thumbprint of the key that asked for it
    Instant expires{};
    [[nodiscard]] bool has(std::string_view scope) const;
};

// RFC 6749 5.2.
struct OAuthError {
    int status = 400;   // 401 for invalid_client
    std::string error;  // "invalid_client"
    std::string description;
};
struct TokenAnswer {
    std::string access_token, scope;
    int expires_in_s = 0;
};

enum class TokenProblem { missing, invalid, expired, cannot_be_checked };  // the last: the store does not answer

struct TokenSettings {
    std::string issuer;                           // base URL of this service
    std::vector<std::string> accepted_audiences;  // of assertions: token URL, issuer, and configured others
    int token_lifetime_s = 600;                   // at most 600
    int assertion_lifetime_max_s = 86'400;        // how far in the future an assertion's exp may lie
    int clock_skew_s = 30;
    std::string signing_key_file;  // ES256 key in PEM; created when it does not exist (mode 0600)
};

class TokenService {
public:
    static Result<std::unique_ptr<TokenService>> open(registry::Store& store, registry::Lanes& lanes,
                                                      const Clock& real_clock, TokenSettings settings);
    virtual ~TokenService() = default;

    // Form body of POST token. The jti of the assertion is durable before the token is given out.
    virtual void issue(const std::string& form_body,
                       std::function<void(tl::expected<TokenAnswer, OAuthError>)> done) = 0;
    // "Bearer …" header value -> claims. Revoked clients are refused within seconds although their token has not
    // expired; so are tokens that were asked for with a key that was removed since.
    virtual tl::expected<TokenClaims, TokenProblem> check(std::string_view authorization_header) = 0;
    // {"keys":[…]} of /.well-known/jwks.json
    virtual std::string jwks() const = 0;
};

}  // namespace dimona::access
