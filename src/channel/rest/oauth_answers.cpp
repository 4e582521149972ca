#include "channel/rest/oauth_answers.hpp"

#include <boost/json.hpp>

namespace dimona::rest {

namespace json = boost::json;

namespace {

// RFC 6749 5.1: no cache keeps what came with a token.
http::Response oauth_answer(int status, const json::object& body) {
    return {status,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}, {"Pragma", "no-cache"}},
            json::serialize(body)};
}

// Keys and addresses change seldom, and never without notice.
http::Response public_answer(std::string body) {
    return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "max-age=300"}}, std::move(body)};
}

}  // namespace

http::Response token_granted(const access::TokenAnswer& answer) {
    return oauth_answer(200, {{"access_token", answer.access_token},
                              {"token_type", "Bearer"},
                              {"expires_in", answer.expires_in_s},
                              {"scope", answer.scope}});
}

http::Response token_refused(const access::OAuthError& error, const std::string& realm) {
    auto response = oauth_answer(error.status, {{"error", error.error}, {"error_description", error.description}});
    if (error.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"" + realm + "\""});
    return response;
}

http::Response authorization_server_metadata(const std::string& base_url) {
    return public_answer(json::serialize(
        json::object{{"issuer", base_url},
                     {"token_endpoint", base_url + "/REST/oauth/v5/token"},
                     {"jwks_uri", base_url + "/.well-known/jwks.json"},
                     {"grant_types_supported", json::array{"client_credentials"}},
                     {"response_types_supported", json::array{}},
                     {"token_endpoint_auth_methods_supported", json::array{"private_key_jwt"}},
                     {"token_endpoint_auth_signing_alg_values_supported", json::array{"RS256", "ES256"}},
                     {"scopes_supported", json::array{access::scope_declare, access::scope_consult}}}));
}

http::Response key_set(std::string jwks) { return public_answer(std::move(jwks)); }

}  // namespace dimona::rest
