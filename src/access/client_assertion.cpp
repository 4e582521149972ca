#include "access/client_assertion.hpp"

#include <algorithm>
#include <boost/url/parse_query.hpp>

#include "base/text.hpp"

namespace dimona::access {

namespace {

using std::chrono::seconds;

constexpr std::string_view grant = "client_credentials";
constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::size_t jti_length_max = 256;

tl::unexpected<OAuthError> refuse(std::string error, std::string description) {
    return tl::unexpected(OAuthError{400, std::move(error), std::move(description)});
}
tl::unexpected<OAuthError> refuse_client(std::string description) {
    return tl::unexpected(invalid_client(std::move(description)));
}

std::optional<std::string> text_claim(const boost::json::object& claims, std::string_view name) {
    const auto* claim = claims.if_contains(name);
    if (!claim || !claim->is_string()) return std::nullopt;
    return std::string(claim->get_string());
}

// NumericDate: seconds since 1970, perhaps with a fraction.
std::optional<Instant> time_claim(const boost::json::object& claims, std::string_view name) {
    const auto* claim = claims.if_contains(name);
    constexpr double latest = 253'402'300'799.0;  // the year 9999
    if (!claim || !claim->is_number()) return std::nullopt;
    const double value = claim->to_number<double>();
    if (value < 0 || value > latest) return std::nullopt;
    return Instant{std::chrono::milliseconds{static_cast<std::int64_t>(value * 1000.0)}};
}

bool is_for_us(const boost::json::object& claims, const TokenSettings& settings) {
    const auto accepted = [&](const boost::json::value& audience) {
        return audience.is_string() &&
               std::find(settings.accepted_audiences.begin(), settings.accepted_audiences.end(),
                         std::string_view(audience.get_string())) != settings.accepted_audiences.end();
    };
    const auto* audience = claims.if_contains("aud");
    if (!audience) return false;
    if (audience->is_array()) return std::any_of(audience->get_array().begin(), audience->get_array().end(), accepted);
    return accepted(*audience);
}

bool has_known_type(const boost::json::object& header) {
    const auto type = text_claim(header, "typ");
    return !header.contains("typ") || type == "JWT" || type == "client-authentication+jwt";
}

// Absent, or a time that has come (give or take the skew of two clocks).
bool has_begun(const boost::json::object& claims, std::string_view name, Instant now, seconds skew) {
    if (!claims.contains(name)) return true;
    const auto begin = time_claim(claims, name);
    return begin && *begin <= now + skew;
}

}  // namespace

OAuthError invalid_client(std::string description) { return {401, "invalid_client", std::move(description)}; }

tl::expected<TokenRequest, OAuthError> read_token_request(const std::string& form_body) {
    const auto parsed = boost::urls::parse_query(form_body);
    if (!parsed) return refuse("invalid_request", "the body is not application/x-www-form-urlencoded");
    std::vector<std::pair<std::string, std::string>> parameters;
    boost::urls::encoding_opts form;
    form.space_as_plus = true;
    for (const auto& parameter : *parsed) {
        std::string name = parameter.key.decode(form), value = parameter.value.decode(form);
        for (const auto& [known, ignored] : parameters)
            if (known == name) return refuse("invalid_request", "'" + name + "' is given twice");
        parameters.emplace_back(std::move(name), std::move(value));
    }
    const auto get = [&](std::string_view name) -> std::optional<std::string> {
        for (const auto& [known, value] : parameters)
            if (known == name) return value;
        return std::nullopt;
    };
    if (!get("grant_type")) return refuse("invalid_request", "'grant_type' is missing");
    if (get("grant_type") != grant) return refuse("unsupported_grant_type", "only client_credentials is supported");
    if (!get("client_assertion_type") || !get("client_assertion"))
        return refuse_client("authenticate with client_assertion_type and client_assertion (private_key_jwt)");
    if (get("client_assertion_type") != assertion_type)
        return refuse("invalid_request", "client_assertion_type must be " + std::string(assertion_type));
    return TokenRequest{*get("client_assertion"), get("client_id"), get("scope")};
}

tl::expected<Assertion, OAuthError> read_assertion(const TokenRequest& request, const TokenSettings& settings,
                                                   Instant now) {
    auto jws = take_apart(request.assertion);
    if (!jws) return refuse_client(jws.error().message);
    const auto& claims = jws->claims;
    const auto subject = text_claim(claims, "sub"), issuer = text_claim(claims, "iss"), jti = text_claim(claims, "jti");
    const auto expires = time_claim(claims, "exp");
    const seconds skew{settings.clock_skew_s};

    if (!has_known_type(jws->header)) return refuse_client("the type of the assertion is not JWT");
    if (!subject || subject->empty() || subject != issuer)
        return refuse_client("iss and sub must both be the client id");
    if (request.client_id && request.client_id != subject) return refuse_client("client_id differs from sub");
    if (!is_for_us(claims, settings)) return refuse_client("aud must be the address of this token service");
    if (!expires) return refuse_client("exp is missing or no time");
    if (*expires + skew <= now) return refuse_client("the assertion has expired");
    if (*expires > now + seconds{settings.assertion_lifetime_max_s} + skew)
        return refuse_client("exp lies too far in the future");
    if (!has_begun(claims, "nbf", now, skew)) return refuse_client("the assertion is not valid yet (nbf)");
    if (!has_begun(claims, "iat", now, skew)) return refuse_client("the assertion was made in the future (iat)");
    if (!jti || jti->empty() || jti->size() > jti_length_max) return refuse_client("jti is missing or too long");
    return Assertion{*subject, *jti, *expires + skew, std::move(*jws)};
}

bool is_signed_by_client(const Assertion& assertion, const registry::OAuthClient& client) {
    return std::any_of(client.public_keys_pem.begin(), client.public_keys_pem.end(), [&](const std::string& pem) {
        const auto key = read_public_key(pem);
        return key && is_signed_by(assertion.jws, *key);
    });
}

tl::expected<std::vector<std::string>, OAuthError> granted_scopes(const TokenRequest& request,
                                                                  const registry::OAuthClient& client) {
    if (!request.scope || trim(*request.scope).empty()) return client.scopes;
    std::vector<std::string> granted;
    for (const auto& scope : split(trim(*request.scope), ' ')) {
        if (scope.empty()) continue;
        if (std::find(client.scopes.begin(), client.scopes.end(), scope) == client.scopes.end())
            return refuse("invalid_scope", "the client does not have the scope '" + scope.substr(0, 100) + "'");
        granted.push_back(scope);
    }
    return granted;
}

}  // namespace dimona::access
