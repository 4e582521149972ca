#include "channel/web/visitors.hpp"

#include "base/digest.hpp"

namespace dimona::web {

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_length = (secret_bytes * 4 + 2) / 3;  // in base64 without padding

// Each use has a digest of its own: none of them tells another one.
std::string digest_for(std::string_view use, std::string_view secret) {
    const auto digest = sha256(std::string(use) + "\n" + std::string(secret));
    return base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

std::string make_visitor_secret() { return base64url(random_bytes(secret_bytes)); }

bool is_visitor_secret(std::string_view text) {
    bool is_base64url = false;
    return text.size() == secret_length && !from_base64url(text, is_base64url).empty() && is_base64url;
}

std::string visitor_name(std::string_view secret) { return digest_for("visitor", secret); }
std::string visitor_form_token(std::string_view secret) { return digest_for("form", secret); }

}  // namespace dimona::web
