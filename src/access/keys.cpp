#include "access/keys.hpp"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/digest.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;

constexpr int rsa_bits_min = 2048;
constexpr std::string_view p256_name = SN_X9_62_prime256v1;  // other curves have 256 bits too
constexpr std::size_t coordinate_bytes = 32;

template <auto function>
struct Free {
    template <class T>
    void operator()(T* handle) const {
        function(handle);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

tl::unexpected<Error> bad_key(std::string message, std::string_view place = {}) {
    return fail(ErrorKind::invalid, std::move(message), std::string(place),
                "give a PEM public key, a PEM certificate or a JWK: RSA of at least 2048 bits, or P-256");
}

Bio reading(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

std::string content_of(const Bio& bio) {
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

Result<std::string> decoded_member(const boost::json::object& jwk, std::string_view name) {
    const auto* member = jwk.if_contains(name);
    if (!member || !member->is_string()) return bad_key("the JWK lacks a member that it needs", name);
    bool ok = false;
    auto bytes = from_base64url(std::string_view(member->get_string()), ok);
    if (!ok || bytes.empty()) return bad_key("a member of the JWK is not base64url", name);
    return bytes;
}

Key key_from(const char* type, OSSL_PARAM* parameters) {
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return Key(key);
}

Number number_of(const std::string& bytes) {
    return Number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
}

Result<Key> rsa_key(const boost::json::object& jwk) {
    const auto modulus = number_of(DIMONA_TRY(decoded_member(jwk, "n")));
    const auto exponent = number_of(DIMONA_TRY(decoded_member(jwk, "e")));
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    if (auto key = key_from("RSA", parameters.get())) return key;
    return bad_key("the RSA key of the JWK is not usable");
}

Result<Key> elliptic_key(const boost::json::object& jwk) {
    const auto* curve = jwk.if_contains("crv");
    if (!curve || *curve != "P-256") return bad_key("the curve of the JWK is not P-256");
    const auto x = DIMONA_TRY(decoded_member(jwk, "x")), y = DIMONA_TRY(decoded_member(jwk, "y"));
    if (x.size() != coordinate_bytes || y.size() != coordinate_bytes) return bad_key("a coordinate has not 32 bytes");
    const std::string point = "\x04" + x + y;  // uncompressed form
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    if (auto key = key_from("EC", parameters.get())) return key;
    return bad_key("the point of the JWK is not on the curve");
}

Result<Key> key_of_jwk(std::string_view text) {
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) return bad_key("the JWK is not a JSON object");
    const auto& jwk = value.get_object();
    const auto* type = jwk.if_contains("kty");
    if (type && *type == "RSA") return rsa_key(jwk);
    if (type && *type == "EC") return elliptic_key(jwk);
    return bad_key("the type of the JWK is neither RSA nor EC");
}

Result<Key> key_of_pem(std::string_view text) {
    if (text.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos) {
        const Certificate certificate(PEM_read_bio_X509(reading(text).get(), nullptr, nullptr, nullptr));
        if (Key key(certificate ? X509_get_pubkey(certificate.get()) : nullptr); key) return key;
        return bad_key("the certificate can't be read");
    }
    if (Key key(PEM_read_bio_PUBKEY(reading(text).get(), nullptr, nullptr, nullptr)); key) return key;
    return bad_key("this is no PEM public key");
}

// Under another name first: a process that dies halfway leaves no half key.
Status write_secret(const std::string& file, const std::string& text) {
    const auto draft = file + ".new";
    const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(ErrorKind::unavailable, "a key file can't be made", file, "check the directory");
    const auto written = ::write(descriptor, text.data(), text.size());
    const bool durable = written == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!durable || std::rename(draft.c_str(), file.c_str()) != 0)
        return fail(ErrorKind::unavailable, "a key file can't be written", file, "check the disk");
    return {};
}

}  // namespace

Result<Algorithm> algorithm_of(const Key& key) {
    if (EVP_PKEY_is_a(key.get(), "RSA")) {
        if (EVP_PKEY_get_bits(key.get()) < rsa_bits_min) return bad_key("an RSA key has fewer than 2048 bits");
        return Algorithm::RS256;
    }
    std::array<char, 80> curve{};
    std::size_t length = 0;
    if (EVP_PKEY_is_a(key.get(), "EC") &&
        EVP_PKEY_get_group_name(key.get(), curve.data(), curve.size(), &length) == 1 &&
        std::string_view(curve.data(), length) == p256_name)
        return Algorithm::ES256;
    return bad_key("the key is neither RSA nor P-256");
}

Result<Key> read_public_key(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool is_jwk = first != std::string_view::npos && text[first] == '{';
    auto key = DIMONA_TRY(is_jwk ? key_of_jwk(text) : key_of_pem(text));
    DIMONA_TRY(algorithm_of(key));
    return key;
}

Result<std::string> write_public_key(const Key& key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1) return bad_key("the key can't be written");
    return content_of(bio);
}

Result<std::string> write_private_key(const Key& key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return fail(ErrorKind::internal, "a private key can't be written");
    return content_of(bio);
}

Result<Key> make_key(Algorithm algorithm) {
    Key key(algorithm == Algorithm::RS256 ? EVP_RSA_gen(rsa_bits_min) : EVP_EC_gen("P-256"));
    if (!key) return fail(ErrorKind::internal, "a key can't be made");
    return key;
}

Result<Key> open_signing_key(const std::string& file) {
    if (std::filesystem::exists(file)) {
        const std::ifstream stream(file);
        if (!stream) return fail(ErrorKind::unavailable, "the key file can't be read", file, "check its rights");
        std::ostringstream text;
        text << stream.rdbuf();
        Key key(PEM_read_bio_PrivateKey(reading(text.str()).get(), nullptr, nullptr, nullptr));
        if (!key || !algorithm_of(key) || *algorithm_of(key) != Algorithm::ES256)
            return fail(ErrorKind::invalid, "this is no P-256 private key in PEM", file,
                        "remove the file to have one made");
        return key;
    }
    auto key = DIMONA_TRY(make_key(Algorithm::ES256));
    DIMONA_TRY_VOID(write_secret(file, DIMONA_TRY(write_private_key(key))));
    return key;
}

Result<json::object> public_jwk(const Key& key) {
    // RFC 7638: the thumbprint is over the required members in alphabetical order.
    json::object jwk = {{"crv", "P-256"}, {"kty", "EC"}};
    for (const auto& [parameter, name] :
         {std::pair{OSSL_PKEY_PARAM_EC_PUB_X, "x"}, std::pair{OSSL_PKEY_PARAM_EC_PUB_Y, "y"}}) {
        BIGNUM* value = nullptr;
        if (EVP_PKEY_get_bn_param(key.get(), parameter, &value) != 1) return bad_key("the key has no coordinates");
        const Number owned(value);
        std::string coordinate(coordinate_bytes, '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(coordinate.data()), static_cast<int>(coordinate_bytes));
        jwk.emplace(name, base64url(coordinate));
    }
    const auto digest = sha256(json::serialize(jwk));
    jwk.emplace("kid", base64url({reinterpret_cast<const char*>(digest.data()), digest.size()}));
    jwk.emplace("use", "sig");
    jwk.emplace("alg", "ES256");
    return jwk;
}

}  // namespace dimona::access
