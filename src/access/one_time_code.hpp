// Time-based one-time codes (RFC 6238): six digits, thirty seconds, HMAC-SHA-1 as every authenticator app does it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace dimona::access {

// 160 random bits in base32 (RFC 4648), as authenticator apps take them.
[[nodiscard]] std::string make_code_secret();
[[nodiscard]] std::int64_t code_step(Instant now);
// Nothing when the secret is no base32.
[[nodiscard]] std::optional<std::string> code_at(std::string_view secret, std::int64_t step);
// The step to which the code belongs: the present one, the one before or the one after, and later than
// `last_used`, since a code holds only once. Blanks within the code are ignored.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now,
                                                       std::int64_t last_used);
// otpauth://totp/… for a QR code or a link.
[[nodiscard]] std::string code_address(std::string_view secret, std::string_view login);

}  // namespace dimona::access
