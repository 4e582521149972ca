#include "access/certificates.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "access/keys.hpp"
#include "base/digest.hpp"

namespace dimona::access {

namespace {

constexpr std::size_t text_bytes_max = 64 * 1024;
constexpr std::size_t certificates_max = 10;  // a chain is not longer
constexpr std::string_view certificate_mark = "-----BEGIN CERTIFICATE-----";

template <auto function>
struct Free {
    template <class T>
    void operator()(T* handle) const {
        function(handle);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Trusted = std::unique_ptr<X509_STORE, Free<X509_STORE_free>>;
using Checking = std::unique_ptr<X509_STORE_CTX, Free<X509_STORE_CTX_free>>;
struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), FreeStack>;

tl::unexpected<Error> refused(std::string message, std::string remedy) {
    return fail(ErrorKind::invalid, std::move(message), {}, std::move(remedy));
}

std::vector<Certificate> certificates_in(std::string_view text) {
    const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::vector<Certificate> found;
    while (found.size() < certificates_max) {
        Certificate one(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (!one) break;
        found.push_back(std::move(one));
    }
    return found;
}

std::string text_of(BIO* bio) {
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string name_text(const X509_NAME* name) {
    const Bio bio(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    return text_of(bio.get());
}

std::string serial_text(const X509* certificate) {
    const std::unique_ptr<BIGNUM, Free<BN_free>> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    if (!number) return {};
    char* digits = BN_bn2hex(number.get());
    std::string text = digits ? digits : "";
    OPENSSL_free(digits);
    return text;
}

Result<Instant> moment_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return refused("a date of the certificate can't be read", "make a new certificate");
    return Instant{std::chrono::seconds{timegm(&parts)}};
}

Result<std::string> thumbprint_of(const Key& key) {
    unsigned char* bytes = nullptr;
    const int size = i2d_PUBKEY(key.get(), &bytes);
    if (size <= 0) return fail(ErrorKind::internal, "a public key can't be written");
    const auto digest = sha256({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
    OPENSSL_free(bytes);
    return base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Result<std::string> pem_of(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(bio.get(), certificate) != 1)
        return fail(ErrorKind::internal, "a certificate can't be written");
    return text_of(bio.get());
}

Result<std::vector<Certificate>> authorities_of(const CertificateRules& rules) {
    std::vector<Certificate> all;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(rules.authorities_folder, problem)) {
        if (!entry.is_regular_file()) continue;
        const std::ifstream stream(entry.path());
        std::ostringstream text;
        text << stream.rdbuf();
        for (auto& one : certificates_in(text.str())) all.push_back(std::move(one));
    }
    if (problem || all.empty())
        return fail(ErrorKind::unavailable, "there are no certificates of trusted authorities",
                    rules.authorities_folder, "put them there as PEM files, or accept self-signed certificates");
    return all;
}

// RFC 5280 6, as OpenSSL does it; revocation lists are not asked for.
Status check_chain(const std::vector<Certificate>& given, const CertificateRules& rules, Instant now) {
    const auto authorities = DIMONA_TRY(authorities_of(rules));
    const Trusted trusted(X509_STORE_new());
    for (const auto& authority : authorities) X509_STORE_add_cert(trusted.get(), authority.get());
    const Stack between(sk_X509_new_null());
    for (std::size_t index = 1; index < given.size(); ++index) sk_X509_push(between.get(), given[index].get());
    const Checking checking(X509_STORE_CTX_new());
    if (!trusted || !between || !checking ||
        X509_STORE_CTX_init(checking.get(), trusted.get(), given.front().get(), between.get()) != 1)
        return fail(ErrorKind::internal, "a chain of certificates can't be checked");
    X509_STORE_CTX_set_time(checking.get(), 0,
                            std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    if (X509_verify_cert(checking.get()) == 1) return {};
    return fail(ErrorKind::invalid, "no trusted authority stands behind the certificate",
                X509_verify_cert_error_string(X509_STORE_CTX_get_error(checking.get())),
                "use a certificate of an accepted authority, with the certificates between");
}

}  // namespace

Result<RegisteredKey> read_registered_key(std::string_view text) {
    if (text.size() > text_bytes_max) return refused("the file is too large for a key", "give one certificate or key");
    const auto key = DIMONA_TRY(read_public_key(text));
    RegisteredKey registered{.pem = {},
                             .thumbprint = DIMONA_TRY(thumbprint_of(key)),
                             .algorithm = DIMONA_TRY(algorithm_of(key)) == Algorithm::RS256 ? "RS256" : "ES256",
                             .subject = {},
                             .issuer = {},
                             .serial = {},
                             .not_before = std::nullopt,
                             .not_after = std::nullopt};
    if (text.find(certificate_mark) == std::string_view::npos) {
        registered.pem = DIMONA_TRY(write_public_key(key));
        return registered;
    }
    const auto certificates = certificates_in(text.substr(text.find(certificate_mark)));
    if (certificates.empty()) return refused("the certificate can't be read", "give it in PEM");
    auto* certificate = certificates.front().get();
    registered.pem = DIMONA_TRY(pem_of(certificate));
    registered.subject = name_text(X509_get_subject_name(certificate));
    registered.issuer = name_text(X509_get_issuer_name(certificate));
    registered.serial = serial_text(certificate);
    registered.not_before = DIMONA_TRY(moment_of(X509_get0_notBefore(certificate)));
    registered.not_after = DIMONA_TRY(moment_of(X509_get0_notAfter(certificate)));
    return registered;
}

Result<RegisteredKey> admit_key(std::string_view text, const CertificateRules& rules, Instant now) {
    if (text.find("PRIVATE KEY-----") != std::string_view::npos)
        return refused("this is a private key: nobody but you may have it",
                       "register the public key, and make a new pair: this one was shown");
    auto key = DIMONA_TRY(read_registered_key(text));
    if (key.not_after && *key.not_after <= now) return refused("the certificate has expired", "make a new certificate");
    if (key.not_before && now < *key.not_before)
        return refused("the certificate does not hold yet", "register it when it does");
    if (rules.self_signed) return key;
    if (!key.is_certificate())
        return refused("a bare key does not say whose it is", "use a certificate of an accepted authority");
    DIMONA_TRY_VOID(check_chain(certificates_in(text.substr(text.find(certificate_mark))), rules, now));
    return key;
}

Status check_rules(const CertificateRules& rules) {
    if (rules.self_signed) return {};
    DIMONA_TRY(authorities_of(rules));
    return {};
}

}  // namespace dimona::access
