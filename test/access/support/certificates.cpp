#include "access/support/certificates.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "access/support/keys.hpp"

namespace dimona::access::test {

namespace {

void check(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

void set_name(X509_NAME* name, const std::string& common_name) {
    check(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0) == 1,
          "no name in the certificate");
}

void add_extension(X509* certificate, int kind, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    check(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "no extension in the certificate");
    X509_EXTENSION_free(extension);
}

}  // namespace

std::string certificate(const CertificateOptions& options) {
    const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), &X509_free);
    const auto begin = std::chrono::floor<std::chrono::seconds>(options.not_before).time_since_epoch().count();
    constexpr std::int64_t a_day = 86'400;
    const auto& pair = p256_pair(options.pair);
    const auto& signer = options.signed_by.empty() ? pair : p256_pair(options.signed_by);
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 7);
    ASN1_TIME_set(X509_getm_notBefore(made.get()), begin);
    ASN1_TIME_set(X509_getm_notAfter(made.get()), begin + options.days * a_day);
    set_name(X509_get_subject_name(made.get()), options.pair);
    set_name(X509_get_issuer_name(made.get()), options.signed_by.empty() ? options.pair : options.signed_by);
    if (options.is_authority) {
        add_extension(made.get(), NID_basic_constraints, "critical,CA:TRUE");
        add_extension(made.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    }
    check(X509_set_pubkey(made.get(), pair.key.get()) == 1, "no key in the certificate");
    check(X509_sign(made.get(), signer.key.get(), EVP_sha256()) > 0, "the certificate can't be signed");
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(BIO_new(BIO_s_mem()), &BIO_free_all);
    check(PEM_write_bio_X509(bio.get(), made.get()) == 1, "the certificate can't be written");
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace dimona::access::test
