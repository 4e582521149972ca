// Signing in at an OpenID Connect provider (code flow with PKCE, RFC 7636): this is how eID or itsme come in.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/server.hpp"

namespace dimona::web {

struct OpenIdSettings {
    std::string issuer, client_id, client_secret;
    std::string name;  // on the sign-in page: "itsme"
    std::string scope = "openid";
    std::string acr;  // asked for, and required in the answer; empty: none
};

class OpenIdProvider;
struct DeleteOpenIdProvider {
    void operator()(OpenIdProvider* provider) const;
};
using OpenIdProviderPointer = std::unique_ptr<OpenIdProvider, DeleteOpenIdProvider>;

// Nothing is fetched before the first sign-in. What is remembered between going and
// coming back stays in this process.
[[nodiscard]] Result<OpenIdProviderPointer> make_provider(OpenIdSettings settings, std::string base_url,
                                                          const Clock& real_clock);
[[nodiscard]] const std::string& provider_name(const OpenIdProvider& provider);

struct Departure {
    std::string address;  // of the provider
    std::string secret;   // for the cookie that must come back
};
[[nodiscard]] Result<Departure> begin_at_provider(OpenIdProvider& provider, const std::string& language);
// "ISSUER SUBJECT" of whoever comes back. Errors are for the log; people are told only that it did not succeed.
[[nodiscard]] Result<std::string> subject_from_provider(OpenIdProvider& provider, const http::Request& request,
                                                        const std::string& secret);

}  // namespace dimona::web
