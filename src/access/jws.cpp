#include "access/jws.hpp"

#include <openssl/ec.h>

#include "base/digest.hpp"

namespace dimona::access {

namespace {

constexpr std::size_t token_bytes_max = 16 * 1024;
constexpr std::size_t es256_bytes = 64;  // r and s, 32 bytes each (RFC 7518 3.4)

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigest>;
struct FreeSignature {
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
using EcSignature = std::unique_ptr<ECDSA_SIG, FreeSignature>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Result<boost::json::object> decoded_object(std::string_view part, const char* what) {
    bool ok = false;
    const auto text = from_base64url(part, ok);
    boost::system::error_code error;
    if (ok) {
        auto value = boost::json::parse(text, error);
        if (!error && value.is_object()) return std::move(value.get_object());
    }
    return fail(ErrorKind::invalid, std::string("the ") + what + " of the token is not base64url of a JSON object");
}

// r ‖ s -> DER, as OpenSSL wants it.
std::string der_of(std::string_view raw) {
    if (raw.size() != es256_bytes) return {};
    const int half = static_cast<int>(es256_bytes / 2);
    const EcSignature signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes_of(raw), half, nullptr),
                   BN_bin2bn(bytes_of(raw) + half, half, nullptr));
    std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(signature.get(), &end);
    return der;
}

std::string raw_of(const std::string& der) {
    const auto* begin = bytes_of(der);
    const EcSignature signature(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
    std::string raw(es256_bytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    const int half = static_cast<int>(es256_bytes / 2);
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + half, half);
    return raw;
}

}  // namespace

Result<UnverifiedJws> take_apart(std::string_view compact) {
    if (compact.size() > token_bytes_max) return fail(ErrorKind::invalid, "the token is too long");
    const auto first = compact.find('.');
    const auto second = first == std::string_view::npos ? first : compact.find('.', first + 1);
    if (second == std::string_view::npos || compact.find('.', second + 1) != std::string_view::npos)
        return fail(ErrorKind::invalid, "the token has not three parts");
    UnverifiedJws jws{.header = DIMONA_TRY(decoded_object(compact.substr(0, first), "header")),
                      .claims = DIMONA_TRY(decoded_object(compact.substr(first + 1, second - first - 1), "payload")),
                      .signed_part = std::string(compact.substr(0, second)),
                      .signature = {}};
    bool ok = false;
    jws.signature = from_base64url(compact.substr(second + 1), ok);
    if (!ok || jws.signature.empty()) return fail(ErrorKind::invalid, "the signature of the token is not base64url");
    return jws;
}

bool is_signed_by(const UnverifiedJws& jws, const Key& key) {
    const auto algorithm = algorithm_of(key);
    if (!algorithm) return false;
    const auto* named = jws.header.if_contains("alg");
    const std::string_view expected = *algorithm == Algorithm::RS256 ? "RS256" : "ES256";
    if (!named || *named != boost::json::value(expected)) return false;
    // A header that declares extensions as critical which we do not know must be refused (RFC 7515 4.1.11).
    if (jws.header.contains("crit")) return false;
    const std::string signature = *algorithm == Algorithm::RS256 ? jws.signature : der_of(jws.signature);
    if (signature.empty()) return false;
    const DigestContext context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(jws.signed_part),
                            jws.signed_part.size()) == 1;
}

Result<std::string> sign(const boost::json::object& header, const boost::json::object& claims, const Key& key) {
    std::string token = base64url(boost::json::serialize(header)) + '.' + base64url(boost::json::serialize(claims));
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    std::string der;
    bool done = EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
                EVP_DigestSign(context.get(), nullptr, &size, bytes_of(token), token.size()) == 1;
    if (done) {
        der.resize(size);
        done = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size, bytes_of(token),
                              token.size()) == 1;
        der.resize(size);
    }
    if (!done) return fail(ErrorKind::internal, "a token can't be signed");
    return token + '.' + base64url(raw_of(der));
}

}  // namespace dimona::access
