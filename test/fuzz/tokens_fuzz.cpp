// Tokens and assertions: nothing that the holder of the key has not signed is ever taken for signed.
#include "access/certificates.hpp"
#include "access/client_assertion.hpp"
#include "access/jws.hpp"
#include "access/keys.hpp"
#include "fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dimona;
    static const auto key = access::make_key(access::Algorithm::ES256).value();  // it signs nothing
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto jws = access::take_apart(text))
        fuzz::must_hold(!access::is_signed_by(*jws, key), "a forged signature was believed");
    (void)access::read_public_key(text);
    (void)access::read_registered_key(text);
    if (const auto request = access::read_token_request(text)) {
        const auto now = Instant{std::chrono::milliseconds{1'780'000'000'000}};
        const access::TokenSettings settings{.issuer = "http://127.0.0.1", .accepted_audiences = {"http://127.0.0.1"}};
        if (const auto assertion = access::read_assertion(*request, settings, now)) {
            fuzz::must_hold(!assertion->client_id.empty(), "an assertion names its client");
            const registry::OAuthClient client{.client_id = assertion->client_id,
                                               .public_keys_pem = {access::write_public_key(key).value()}};
            fuzz::must_hold(!access::key_that_signed(*assertion, client, now), "a forged assertion was believed");
        }
    }
    return 0;
}
