#include "access/client_assertion.hpp"

#include <algorithm>
#include <boost/url/parse_query.hpp>
#include <map>

#include "access/certificates.hpp"
#include "base/text.hpp"

namespace dimona::access {

namespace {

using std::chrono::seconds;

constexpr std::string_view grant = "client_credentials";
constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::size_t jti_length_max = 256;
constexpr std::size_t form_bytes_max = 32 * 1024;
constexpr std::size_t parameters_max = 20;

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

bool contains(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_for_us(const boost::json::object& claims, const TokenSettings& settings) {
    const auto accepted = [&](const boost::json::value& audience) {
        return audience.is_string() && contains(settings.accepted_audiences, std::string_view(audience.get_string()));
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

using Form = std::map<std::string, std::string>;

// Nothing of the body is repeated in an answer: descriptions are of few characters only (RFC 6749 5.2).
tl::expected<Form, OAuthError> read_form(const std::string& body) {
    if (body.size() > form_bytes_max) return refuse("invalid_request", "the body is too long");
    const auto parsed = boost::urls::parse_query(body);
    if (!parsed) return refuse("invalid_request", "the body is not application/x-www-form-urlencoded");
    if (parsed->size() > parameters_max) return refuse("invalid_request", "there are too many parameters");
    Form form;
    boost::urls::encoding_opts plus_is_blank;
    plus_is_blank.space_as_plus = true;
    for (const auto& parameter : *parsed)
        if (!form.emplace(parameter.key.decode(plus_is_blank), parameter.value.decode(plus_is_blank)).second)
            return refuse("invalid_request", "a parameter is given twice");
    return form;
}

}  // namespace

OAuthError invalid_client(std::string description) { return {401, "invalid_client", std::move(description)}; }

tl::expected<TokenRequest, OAuthError> read_token_request(const std::string& form_body) {
    const auto form = DIMONA_TRY(read_form(form_body));
    const auto get = [&](const char* name) -> std::optional<std::string> {
        const auto found = form.find(name);
        return found == form.end() ? std::nullopt : std::optional(found->second);
    };
    if (!get("grant_type")) return refuse("invalid_request", "'grant_type' is missing");
    if (get("grant_type") != grant) return refuse("unsupported_grant_type", "only client_credentials is supported");
    // One method of authentication a request (RFC 6749 2.3).
    if (get("client_secret")) return refuse("invalid_request", "authenticate with client_assertion alone");
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

std::optional<std::string> key_that_signed(const Assertion& assertion, const registry::OAuthClient& client,
                                           Instant now) {
    for (const auto& pem : client.public_keys_pem) {
        const auto key = read_public_key(pem);
        if (!key || !is_signed_by(assertion.jws, *key)) continue;
        const auto registered = read_registered_key(pem);
        if (registered && registered->holds(now)) return registered->thumbprint;
    }
    return std::nullopt;
}

tl::expected<std::vector<std::string>, OAuthError> granted_scopes(const TokenRequest& request,
                                                                  const registry::OAuthClient& client) {
    if (!request.scope || trim(*request.scope).empty()) return client.scopes;
    std::vector<std::string> granted;
    for (const auto& scope : split(trim(*request.scope), ' ')) {
        if (scope.empty() || contains(granted, scope)) continue;
        if (!contains(client.scopes, scope)) return refuse("invalid_scope", "the client does not have this scope");
        granted.push_back(scope);
    }
    return granted;
}

}  // namespace dimona::access
