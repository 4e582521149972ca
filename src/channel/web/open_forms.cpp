#include "channel/web/open_forms.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"

namespace dimona::web {

namespace {

constexpr std::size_t proof_length_max = 18, seed_length = 24;

std::string as_text(const Digest& digest) { return {digest.begin(), digest.end()}; }

int leading_zero_bits(const Digest& digest) {
    int bits = 0;
    for (const auto byte : digest) {
        for (unsigned mask = 0x80; mask != 0; mask >>= 1U) {
            if (byte & mask) return bits;
            ++bits;
        }
    }
    return bits;
}

std::string mac_of(std::string_view key, std::string_view visit, std::string_view step, std::string_view issued) {
    const auto signed_text = std::string(visit) + "\n" + std::string(step) + "\n" + std::string(issued);
    return base64url(as_text(hmac_sha256(key, signed_text)));
}

}  // namespace

std::string OpenForms::token(std::string_view visit, std::string_view step, Instant now) const {
    const auto issued = std::to_string(now.time_since_epoch().count());
    return issued + ":" + mac_of(key_, visit, step, issued);
}

std::optional<Instant> OpenForms::issued(std::string_view token, std::string_view visit, std::string_view step,
                                         Instant now) const {
    const auto colon = token.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto issued = token.substr(0, colon);
    const auto milliseconds = parse_digits(issued);
    if (!milliseconds || !is_same_secret(token.substr(colon + 1), mac_of(key_, visit, step, issued)))
        return std::nullopt;
    const Instant made{std::chrono::milliseconds{*milliseconds}};
    if (made + settings_.lifetime < now) return std::nullopt;
    return made;
}

std::string OpenForms::seed_of(std::string_view token) {
    const auto colon = token.find(':');
    return colon == std::string_view::npos ? std::string() : std::string(token.substr(colon + 1, seed_length));
}

bool OpenForms::is_proved(std::string_view token, std::string_view proof) const {
    if (settings_.proof_bits == 0) return true;
    if (proof.empty() || proof.size() > proof_length_max || !parse_digits(proof)) return false;
    return leading_zero_bits(sha256(seed_of(token) + ":" + std::string(proof))) >= settings_.proof_bits;
}

}  // namespace dimona::web
