// JSON Web Signatures in compact form (RFC 7515), RS256 and ES256 only.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "access/keys.hpp"

namespace dimona::access {

// The parts of a compact JWS that could be taken apart; nothing is proved yet.
struct UnverifiedJws {
    boost::json::object header, claims;
    std::string signed_part;  // header.payload as sent
    std::string signature;
};

// Errors say what is malformed. At most 16 KiB.
[[nodiscard]] Result<UnverifiedJws> take_apart(std::string_view compact);
// The header must name the algorithm that the key has.
[[nodiscard]] bool is_signed_by(const UnverifiedJws& jws, const Key& key);
// An ES256 token.
[[nodiscard]] Result<std::string> sign(const boost::json::object& header, const boost::json::object& claims,
                                       const Key& key);

}  // namespace dimona::access
