#include "access/token_service.hpp"

#include <algorithm>
#include <list>
#include <set>
#include <unordered_map>

#include "access/certificates.hpp"
#include "access/client_assertion.hpp"
#include "base/text.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::string_view token_type = "at+jwt";
constexpr std::string_view audience = "dimona";
constexpr std::size_t remembered_tokens_max = 10'000;
constexpr seconds client_checked_every{5};

std::int64_t numeric_date(Instant instant) { return std::chrono::floor<seconds>(instant).time_since_epoch().count(); }

std::string joined(const std::vector<std::string>& scopes) {
    std::string text;
    for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

// Tokens whose signature was verified, so that the next request need not do it again; the oldest is forgotten.
class VerifiedTokens {
public:
    std::optional<TokenClaims> find(const Digest& token) {
        const std::lock_guard lock(mutex_);
        const auto found = by_token_.find(to_hex(token));
        return found == by_token_.end() ? std::nullopt : std::optional(found->second->second);
    }
    void remember(const Digest& token, const TokenClaims& claims) {
        const std::lock_guard lock(mutex_);
        auto name = to_hex(token);
        if (by_token_.contains(name)) return;
        order_.emplace_back(name, claims);
        by_token_.emplace(std::move(name), std::prev(order_.end()));
        if (order_.size() <= remembered_tokens_max) return;
        by_token_.erase(order_.front().first);
        order_.pop_front();
    }

private:
    using Order = std::list<std::pair<std::string, TokenClaims>>;
    std::mutex mutex_;
    Order order_;
    std::unordered_map<std::string, Order::iterator> by_token_;
};

// Which keys of which clients hold, asked of the store at most every few seconds a client.
class ActiveClients {
public:
    ActiveClients(registry::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    // The client is active, and the key is still one of its own.
    Result<bool> is_active(const std::string& client_id, const std::string& key) {
        const auto now = clock_.now();
        {
            const std::lock_guard lock(mutex_);
            const auto known = known_.find(client_id);
            if (known != known_.end() && known->second.asked_at + client_checked_every > now &&
                known->second.asked_at <= now && known->second.keys.contains(key))
                return true;  // a key that is not known may have been added since: it is asked for
        }
        const auto reader = DIMONA_TRY(store_.read());
        const auto client = DIMONA_TRY(reader->oauth_client(client_id));
        std::set<std::string> keys;
        if (client && client->active)
            for (const auto& pem : client->public_keys_pem)
                if (const auto registered = read_registered_key(pem)) keys.insert(registered->thumbprint);
        const bool active = keys.contains(key);
        const std::lock_guard lock(mutex_);
        known_[client_id] = {now, std::move(keys)};
        return active;
    }

private:
    struct Known {
        Instant asked_at{};
        std::set<std::string> keys;  // none when it is revoked or unknown
    };
    registry::Store& store_;
    const Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
};

class JwtTokenService final : public TokenService {
public:
    JwtTokenService(registry::Store& store, registry::Lanes& lanes, const Clock& clock, TokenSettings settings, Key key,
                    json::object jwk)
        : store_(store),
          lanes_(lanes),
          clock_(clock),
          settings_(std::move(settings)),
          key_(std::move(key)),
          jwk_(std::move(jwk)),
          active_(store, clock) {}

    void issue(const std::string& form_body, std::function<void(tl::expected<TokenAnswer, OAuthError>)> done) override {
        const auto now = clock_.now();
        const auto request = read_token_request(form_body);
        if (!request) return done(tl::unexpected(request.error()));
        auto assertion = read_assertion(*request, settings_, now);
        if (!assertion) return done(tl::unexpected(assertion.error()));
        const auto client = authenticated_client(*assertion, now);
        if (!client) return done(tl::unexpected(client.error()));
        const auto scopes = granted_scopes(*request, client->client);
        if (!scopes) return done(tl::unexpected(scopes.error()));
        // The assertion is spent, durably, before the token is given out.
        struct Spending {
            Assertion assertion;
            bool fresh = false;
        };
        auto spending = std::make_shared<Spending>(Spending{std::move(*assertion)});
        lanes_.submit(
            0,
            {.run = [spending, now](registry::Writer& writer) -> Status {
                 const auto& spent = spending->assertion;
                 spending->fresh = DIMONA_TRY(writer.use_assertion(spent.client_id, spent.jti, spent.expires, now));
                 return {};
             },
             .done =
                 [this, spending, client = *client, scopes = *scopes, now, done = std::move(done)](const Status& kept) {
                     if (!kept)
                         return done(tl::unexpected(OAuthError{503, "temporarily_unavailable", kept.error().message}));
                     if (!spending->fresh)
                         return done(tl::unexpected(invalid_client("this assertion was used before (jti)")));
                     done(token_for(client, scopes, now));
                 }});
    }

    tl::expected<TokenClaims, TokenProblem> check(std::string_view authorization_header) override {
        constexpr std::string_view scheme = "Bearer ";
        if (authorization_header.empty()) return tl::unexpected(TokenProblem::missing);
        if (authorization_header.size() <= scheme.size() ||
            !is_scheme(authorization_header.substr(0, scheme.size()), scheme))
            return tl::unexpected(TokenProblem::invalid);
        const auto compact = authorization_header.substr(scheme.size());
        const auto name = sha256(compact);
        auto claims = verified_.find(name);
        if (!claims) {
            claims = verify(compact);
            if (!claims) return tl::unexpected(TokenProblem::invalid);
            verified_.remember(name, *claims);
        }
        if (claims->expires <= clock_.now()) return tl::unexpected(TokenProblem::expired);
        const auto active = active_.is_active(claims->client_id, claims->client_key);
        if (!active) return tl::unexpected(TokenProblem::cannot_be_checked);
        if (!*active) return tl::unexpected(TokenProblem::invalid);
        return *std::move(claims);
    }

    [[nodiscard]] std::string jwks() const override {
        return json::serialize(json::object{{"keys", json::array{jwk_}}});
    }

private:
    // Schemes of HTTP authentication are not case-sensitive (RFC 9110 11.1).
    static bool is_scheme(std::string_view text, std::string_view scheme) {
        return std::equal(text.begin(), text.end(), scheme.begin(), scheme.end(), [](char one, char other) {
            const auto lower = [](char letter) {
                return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
            };
            return lower(one) == lower(other);
        });
    }

    // An unknown client, a revoked one and a wrong key get the same answer.
    struct Authenticated {
        registry::OAuthClient client;
        std::string key;
    };
    tl::expected<Authenticated, OAuthError> authenticated_client(const Assertion& assertion, Instant now) {
        const auto reader = store_.read();
        if (!reader) return tl::unexpected(OAuthError{503, "temporarily_unavailable", reader.error().message});
        const auto client = (*reader)->oauth_client(assertion.client_id);
        if (!client) return tl::unexpected(OAuthError{503, "temporarily_unavailable", client.error().message});
        const auto key = *client && (*client)->active ? key_that_signed(assertion, **client, now) : std::nullopt;
        if (!key) return tl::unexpected(invalid_client("the client is unknown or the signature is not its own"));
        return Authenticated{**client, *key};
    }

    tl::expected<TokenAnswer, OAuthError> token_for(const Authenticated& authenticated,
                                                    const std::vector<std::string>& scopes, Instant now) const {
        const auto& client = authenticated.client;
        const auto scope = joined(scopes);
        const json::object header = {{"alg", "ES256"}, {"typ", token_type}, {"kid", jwk_.at("kid")}};
        const json::object claims = {{"iss", settings_.issuer},
                                     {"sub", client.client_id},
                                     {"aud", audience},
                                     {"client_id", client.client_id},
                                     {"client_key", authenticated.key},
                                     {"enterprise", client.enterprise.value()},
                                     {"scope", scope},
                                     {"iat", numeric_date(now)},
                                     {"exp", numeric_date(now) + settings_.token_lifetime_s},
                                     {"jti", base64url(random_bytes(16))}};
        auto token = sign(header, claims, key_);
        if (!token) return tl::unexpected(OAuthError{500, "server_error", token.error().message});
        return TokenAnswer{std::move(*token), scope, settings_.token_lifetime_s};
    }

    std::optional<TokenClaims> verify(std::string_view compact) const {
        const auto jws = take_apart(compact);
        if (!jws || !is_signed_by(*jws, key_)) return std::nullopt;
        const auto* type = jws->header.if_contains("typ");
        if (!type || *type != json::value(token_type)) return std::nullopt;
        // Only we sign with this key, so the members are there and of their types.
        const auto& claims = jws->claims;
        if (!claims.contains("client_key")) return std::nullopt;  // of an earlier version of this program
        if (claims.at("aud") != json::value(audience) || claims.at("iss") != json::value(settings_.issuer))
            return std::nullopt;
        TokenClaims read{.client_id = std::string(claims.at("client_id").as_string()),
                         .enterprise = domain::EnterpriseNumber::from_stored(claims.at("enterprise").as_int64()),
                         .scopes = {},
                         .client_key = std::string(claims.at("client_key").as_string()),
                         .expires = Instant{seconds{claims.at("exp").as_int64()}}};
        for (const auto& scope : split(std::string_view(claims.at("scope").as_string()), ' '))
            read.scopes.push_back(scope);
        return read;
    }

    registry::Store& store_;
    registry::Lanes& lanes_;
    const Clock& clock_;
    TokenSettings settings_;
    Key key_;
    json::object jwk_;
    VerifiedTokens verified_;
    ActiveClients active_;
};

}  // namespace

bool TokenClaims::has(std::string_view scope) const {
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

Result<std::unique_ptr<TokenService>> TokenService::open(registry::Store& store, registry::Lanes& lanes,
                                                         const Clock& real_clock, TokenSettings settings) {
    auto key = DIMONA_TRY(open_signing_key(settings.signing_key_file));
    auto jwk = DIMONA_TRY(public_jwk(key));
    return std::make_unique<JwtTokenService>(store, lanes, real_clock, std::move(settings), std::move(key),
                                             std::move(jwk));
}

}  // namespace dimona::access
