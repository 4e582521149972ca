#include "base/secret.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/invariant.hpp"

namespace dimona {

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    Digest digest;
    unsigned int size = 0;
    const auto* done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                            reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(), &size);
    require(done != nullptr && size == digest.size(), "HMAC with SHA-256 is part of every OpenSSL");
    return digest;
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace dimona
