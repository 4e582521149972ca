#include "channel/web/open_id.hpp"

#include <curl/curl.h>
#include <openssl/crypto.h>

#include <boost/json.hpp>
#include <boost/url.hpp>
#include <map>
#include <mutex>

#include "access/jws.hpp"
#include "base/digest.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;
namespace urls = boost::urls;

constexpr std::size_t secret_bytes = 32, answer_bytes_max = 1 << 20;
constexpr long request_time_max_s = 10;
constexpr std::chrono::minutes absence_max{10};
constexpr std::chrono::seconds clock_skew{60};

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorKind::invalid, std::move(why), "OpenID Connect", "try again, or look at the provider's settings");
}

std::size_t take(char* data, std::size_t size, std::size_t count, void* into) {
    auto& text = *static_cast<std::string*>(into);
    if (text.size() + size * count > answer_bytes_max) return 0;
    text.append(data, size * count);
    return size * count;
}

struct FreeCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

Result<json::object> fetch(const std::string& address, const std::string* form, const std::string& user) {
    const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
    if (!curl) return fail(ErrorKind::internal, "libcurl can't be started");
    std::string body;
    curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, request_time_max_s);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
    if (form) curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form->c_str());
    if (!user.empty()) curl_easy_setopt(curl.get(), CURLOPT_USERPWD, user.c_str());
    const auto problem = curl_easy_perform(curl.get());
    if (problem != CURLE_OK)
        return fail(ErrorKind::unavailable, std::string("the provider does not answer: ") + curl_easy_strerror(problem),
                    address);
    boost::system::error_code wrong;
    const auto value = json::parse(body, wrong);
    if (wrong || !value.is_object()) return refused("the provider's answer is no JSON object");
    return value.get_object();
}

std::string text(const json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string encoded(std::string_view value) { return urls::encode(value, urls::unreserved_chars); }

bool names(const json::value* audience, const std::string& client) {
    if (!audience) return false;
    if (audience->is_string()) return audience->get_string() == client;
    if (!audience->is_array()) return false;
    for (const auto& one : audience->get_array())
        if (one.is_string() && one.get_string() == client) return true;
    return false;
}

std::optional<Instant> moment(const json::object& claims, const char* name) {
    const auto* value = claims.if_contains(name);
    if (!value || !value->is_number()) return std::nullopt;
    return Instant{std::chrono::seconds{value->to_number<std::int64_t>()}};
}

// What is remembered while somebody is away, by the digest of the cookie.
struct Absence {
    std::string state, nonce, verifier;
    Instant begun{};
};

}  // namespace

class OpenIdProvider {
public:
    OpenIdProvider(OpenIdSettings settings, std::string base_url, const Clock& clock)
        : settings_(std::move(settings)), base_url_(std::move(base_url)), clock_(clock) {}

    [[nodiscard]] const std::string& name() const { return settings_.name; }

    Result<Departure> begin(const std::string& language) {
        const auto metadata = DIMONA_TRY(discover());
        const auto secret = base64url(random_bytes(secret_bytes));
        const Absence absence{base64url(random_bytes(secret_bytes)), base64url(random_bytes(secret_bytes)),
                              base64url(random_bytes(secret_bytes)), clock_.now()};
        const auto digest = sha256(absence.verifier);
        auto address = text(metadata, "authorization_endpoint") +
                       "?response_type=code&client_id=" + encoded(settings_.client_id) +
                       "&redirect_uri=" + encoded(return_address()) + "&scope=" + encoded(settings_.scope) +
                       "&state=" + absence.state + "&nonce=" + absence.nonce +
                       "&code_challenge_method=S256&ui_locales=" + language +
                       "&code_challenge=" + base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
        if (!settings_.acr.empty()) address += "&acr_values=" + encoded(settings_.acr);
        remember(secret, absence);
        return Departure{std::move(address), secret};
    }

    Result<std::string> come_back(const http::Request& request, const std::string& secret) {
        const auto absence = recall(secret);
        if (!absence) return refused("nobody left from here with this cookie");
        if (request.parameter("state").value_or("") != absence->state) return refused("the state does not fit");
        if (const auto issuer = request.parameter("iss"); issuer && *issuer != settings_.issuer)
            return refused("the answer comes from another issuer");
        const auto code = request.parameter("code");
        if (!code) return refused("the provider gave no code: " + request.parameter("error").value_or("no reason"));
        const auto metadata = DIMONA_TRY(discover());
        const auto form = "grant_type=authorization_code&code=" + encoded(*code) +
                          "&redirect_uri=" + encoded(return_address()) + "&code_verifier=" + absence->verifier;
        const auto answer = DIMONA_TRY(fetch(text(metadata, "token_endpoint"), &form,
                                             encoded(settings_.client_id) + ":" + encoded(settings_.client_secret)));
        return subject_of(text(answer, "id_token"), *absence, metadata);
    }

private:
    [[nodiscard]] std::string return_address() const { return base_url_ + "/sign-in/return"; }

    Result<json::object> discover() {
        const std::lock_guard lock(mutex_);
        if (!metadata_.empty()) return metadata_;
        auto metadata = DIMONA_TRY(fetch(settings_.issuer + "/.well-known/openid-configuration", nullptr, {}));
        if (text(metadata, "issuer") != settings_.issuer) return refused("the provider names another issuer");
        metadata_ = std::move(metadata);
        return metadata_;
    }

    void remember(const std::string& secret, const Absence& absence) {
        const std::lock_guard lock(mutex_);
        std::erase_if(away_, [&](const auto& other) { return clock_.now() - other.second.begun > absence_max; });
        away_.emplace(to_hex(sha256(secret)), absence);
    }
    // Once only.
    std::optional<Absence> recall(const std::string& secret) {
        const std::lock_guard lock(mutex_);
        const auto found = away_.find(to_hex(sha256(secret)));
        if (found == away_.end()) return std::nullopt;
        auto absence = found->second;
        away_.erase(found);
        return clock_.now() - absence.begun > absence_max ? std::nullopt : std::optional(std::move(absence));
    }

    // OpenID Connect Core 3.1.3.7.
    Result<std::string> subject_of(const std::string& id_token, const Absence& absence, const json::object& metadata) {
        const auto jws = DIMONA_TRY(access::take_apart(id_token));
        const auto keys = DIMONA_TRY(fetch(text(metadata, "jwks_uri"), nullptr, {}));
        if (!is_signed_by_one_of(jws, keys)) return refused("the ID token is not signed by the provider");
        if (text(jws.claims, "iss") != settings_.issuer) return refused("the ID token has another issuer");
        if (!names(jws.claims.if_contains("aud"), settings_.client_id))
            return refused("the ID token is meant for somebody else");
        const auto expires = moment(jws.claims, "exp");
        if (!expires || *expires + clock_skew < clock_.now()) return refused("the ID token has expired");
        if (text(jws.claims, "nonce") != absence.nonce) return refused("the nonce does not fit");
        if (!settings_.acr.empty() && text(jws.claims, "acr") != settings_.acr)
            return refused("the person was not identified as strongly as asked");
        const auto subject = text(jws.claims, "sub");
        if (subject.empty()) return refused("the ID token names nobody");
        return settings_.issuer + " " + subject;
    }

    static bool is_signed_by_one_of(const access::UnverifiedJws& jws, const json::object& key_set) {
        const auto* keys = key_set.if_contains("keys");
        if (!keys || !keys->is_array()) return false;
        for (const auto& member : keys->get_array()) {
            const auto key = access::read_public_key(json::serialize(member));
            if (key && access::is_signed_by(jws, *key)) return true;
        }
        return false;
    }

    OpenIdSettings settings_;
    std::string base_url_;
    const Clock& clock_;
    std::mutex mutex_;
    json::object metadata_;
    std::map<std::string, Absence> away_;
};

void DeleteOpenIdProvider::operator()(OpenIdProvider* provider) const { delete provider; }

Result<OpenIdProviderPointer> make_provider(OpenIdSettings settings, std::string base_url, const Clock& real_clock) {
    if (settings.client_id.empty())
        return fail(ErrorKind::invalid, "an OpenID provider needs our client id", "--openid-client", "give it");
    // Without TLS anybody on the way could say who somebody is.
    const auto issuer = boost::urls::parse_uri(settings.issuer);
    const bool is_here = issuer && (issuer->host() == "127.0.0.1" || issuer->host() == "localhost");
    if (!settings.issuer.starts_with("https://") && !is_here)
        return fail(ErrorKind::invalid, "an OpenID provider elsewhere is asked by https only", "--openid-issuer",
                    "give its https address");
    if (settings.name.empty()) settings.name = settings.issuer;
    return OpenIdProviderPointer(new OpenIdProvider(std::move(settings), std::move(base_url), real_clock));
}
const std::string& provider_name(const OpenIdProvider& provider) { return provider.name(); }
Result<Departure> begin_at_provider(OpenIdProvider& provider, const std::string& language) {
    return provider.begin(language);
}
Result<std::string> subject_from_provider(OpenIdProvider& provider, const http::Request& request,
                                          const std::string& secret) {
    return provider.come_back(request, secret);
}

}  // namespace dimona::web
