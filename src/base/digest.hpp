// SHA-256, for chains and keys of records (never for passwords).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dimona {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Digest& digest);
[[nodiscard]] std::string base64url(std::string_view bytes);                // without padding
[[nodiscard]] std::string from_base64url(std::string_view text, bool& ok);  // ok = false: not base64url
[[nodiscard]] std::string random_bytes(std::size_t count);                  // from the system's generator

}  // namespace dimona
