// Keys and signatures made by the tests themselves, so that what the service checks is not checked with itself.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "access/keys.hpp"
#include "store/support/must.hpp"

namespace dimona::access::test {

using store::test::must;

// A client's key pair: the private half, and the PEM that is registered.
struct KeyPair {
    Key key;
    std::string public_pem;
};
// Made once a name and kept for the whole run: RSA keys take time.
const KeyPair& rsa_pair(const std::string& name = "first", int bits = 2048);
const KeyPair& p256_pair(const std::string& name = "first");
// "P-384", "secp256k1": curves that are not accepted.
KeyPair pair_on_curve(const char* curve);

// Any header with any claims under any key: SHA-256 with PKCS#1 v1.5 for RSA, r ‖ s for curves.
std::string signed_jws(const boost::json::object& header, const boost::json::object& claims, const Key& key);
// "alg": "HS256" with this secret: what an attacker makes of a public key.
std::string hmac_jws(boost::json::object header, const boost::json::object& claims, const std::string& secret);
// A self-signed certificate of the key.
std::string certificate_of(const Key& key);
std::string jwk_of_rsa(const Key& key);
std::string jwk_of_p256(const Key& key);

}  // namespace dimona::access::test
