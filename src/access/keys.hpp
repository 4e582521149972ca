// Public and private keys: RSA of at least 2048 bits, or P-256. OpenSSL does the work.
#pragma once

#include <openssl/evp.h>

#include <boost/json/fwd.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dimona::access {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

enum class Algorithm { RS256, ES256 };
// Decided by the key alone, never by what a token says of itself.
[[nodiscard]] Result<Algorithm> algorithm_of(const Key& key);

// A PEM public key or certificate, or a JWK object.
[[nodiscard]] Result<Key> read_public_key(std::string_view text);
[[nodiscard]] Result<std::string> write_public_key(const Key& key);
// An ES256 key from a PEM file, which is made (mode 0600) when it does not exist.
[[nodiscard]] Result<Key> open_signing_key(const std::string& file);

// A new private key, and its PEM: for demonstrations.
[[nodiscard]] Result<Key> make_key(Algorithm algorithm);
[[nodiscard]] Result<std::string> write_private_key(const Key& key);

// Of a P-256 key, as others look for it in a key set: with "kid", its thumbprint (RFC 7638).
[[nodiscard]] Result<boost::json::object> public_jwk(const Key& key);

}  // namespace dimona::access
