// Texts that only whoever knows a key can have made, and comparing secrets.
#pragma once

#include <string_view>

#include "base/digest.hpp"

namespace dimona {

// RFC 2104, with SHA-256.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view bytes);
// In a time that does not depend on where they differ.
[[nodiscard]] bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace dimona
