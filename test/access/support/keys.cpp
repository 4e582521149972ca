#include "access/support/keys.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <map>
#include <stdexcept>

#include "base/digest.hpp"

namespace dimona::access::test {

namespace {

void check(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

KeyPair pair_of(EVP_PKEY* made) {
    KeyPair pair{Key(made), {}};
    check(made != nullptr, "a key could not be made");
    pair.public_pem = must(write_public_key(pair.key));
    return pair;
}

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string encoded(const boost::json::object& object) { return base64url(boost::json::serialize(object)); }

std::string number_of(const BIGNUM* number, int width) {
    std::string bytes(static_cast<std::size_t>(width), '\0');
    check(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), width) == width, "a number is too wide");
    return bytes;
}

std::string parameter_of(const Key& key, const char* name) {
    BIGNUM* number = nullptr;
    check(EVP_PKEY_get_bn_param(key.get(), name, &number) == 1, "the key lacks a parameter");
    auto bytes = number_of(number, BN_num_bytes(number));
    BN_free(number);
    return bytes;
}

std::string raw_signature(const std::string& der, int width) {
    const auto* begin = bytes_of(der);
    ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size()));
    check(signature != nullptr, "no signature");
    auto raw = number_of(ECDSA_SIG_get0_r(signature), width) + number_of(ECDSA_SIG_get0_s(signature), width);
    ECDSA_SIG_free(signature);
    return raw;
}

}  // namespace

const KeyPair& rsa_pair(const std::string& name, int bits) {
    static std::map<std::string, KeyPair> pairs;
    const auto known = pairs.find(name);
    if (known != pairs.end()) return known->second;
    return pairs.emplace(name, pair_of(EVP_RSA_gen(static_cast<unsigned>(bits)))).first->second;
}

const KeyPair& p256_pair(const std::string& name) {
    static std::map<std::string, KeyPair> pairs;
    const auto known = pairs.find(name);
    if (known != pairs.end()) return known->second;
    return pairs.emplace(name, pair_on_curve("P-256")).first->second;
}

KeyPair pair_on_curve(const char* curve) { return pair_of(EVP_EC_gen(curve)); }

std::string signed_jws(const boost::json::object& header, const boost::json::object& claims, const Key& key) {
    const auto signed_part = encoded(header) + "." + encoded(claims);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t size = 0;
    check(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key.get()) == 1, "signing can't start");
    check(EVP_DigestSign(context, nullptr, &size, bytes_of(signed_part), signed_part.size()) == 1, "no size");
    std::string signature(size, '\0');
    check(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes_of(signed_part),
                         signed_part.size()) == 1,
          "not signed");
    signature.resize(size);
    EVP_MD_CTX_free(context);
    constexpr int bits_a_byte = 8;
    if (EVP_PKEY_is_a(key.get(), "EC"))
        signature = raw_signature(signature, (EVP_PKEY_get_bits(key.get()) + bits_a_byte - 1) / bits_a_byte);
    return signed_part + "." + base64url(signature);
}

std::string hmac_jws(boost::json::object header, const boost::json::object& claims, const std::string& secret) {
    header["alg"] = "HS256";
    const auto signed_part = encoded(header) + "." + encoded(claims);
    std::string code(32, '\0');
    unsigned int size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(signed_part), signed_part.size(),
         reinterpret_cast<unsigned char*>(code.data()), &size);
    return signed_part + "." + base64url(code);
}

std::string certificate_of(const Key& key) {
    X509* certificate = X509_new();
    constexpr long a_day = 86'400;
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), a_day);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, bytes_of("vendor"), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    check(X509_set_pubkey(certificate, key.get()) == 1, "no key in the certificate");
    check(X509_sign(certificate, key.get(), EVP_sha256()) > 0, "the certificate can't be signed");
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(bio);
    X509_free(certificate);
    return pem;
}

std::string jwk_of_rsa(const Key& key) {
    return boost::json::serialize(boost::json::object{{"kty", "RSA"},
                                                      {"n", base64url(parameter_of(key, OSSL_PKEY_PARAM_RSA_N))},
                                                      {"e", base64url(parameter_of(key, OSSL_PKEY_PARAM_RSA_E))}});
}

std::string jwk_of_p256(const Key& key) { return boost::json::serialize(must(public_jwk(key))); }

}  // namespace dimona::access::test
