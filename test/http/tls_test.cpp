// A round trip through TLS, with a certificate that the test makes for itself.
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;
using Connected = std::unique_ptr<BIO, Release<BIO_free_all>>;
using File = std::unique_ptr<std::FILE, Release<std::fclose>>;

class TlsServer : public testing::Test {
protected:
    TlsServer() {
        std::filesystem::create_directories(folder_);
        const Key key{EVP_EC_gen("P-256")};
        const Certificate certificate{X509_new()};
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME* name = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1,
                                   -1, 0);
        X509_set_issuer_name(certificate.get(), name);
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        PEM_write_X509(File{std::fopen(files_.certificate_chain_file.c_str(), "w")}.get(), certificate.get());
        PEM_write_PrivateKey(File{std::fopen(files_.private_key_file.c_str(), "w")}.get(), key.get(), nullptr, nullptr,
                             0, nullptr, nullptr);
    }
    ~TlsServer() override { std::filesystem::remove_all(folder_); }

    // What the server answers to a client that speaks at most this version; empty when they don't agree.
    static std::string ask(const std::string& address, int version_max) {
        const Context context{SSL_CTX_new(TLS_client_method())};
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), version_max);
        const Connected connected{BIO_new_ssl_connect(context.get())};
        BIO_set_conn_hostname(connected.get(), address.c_str());
        const std::string request = get("/secret", "Connection: close\r\n");
        if (BIO_do_connect(connected.get()) <= 0) return {};
        BIO_write(connected.get(), request.data(), static_cast<int>(request.size()));
        std::string answer;
        std::array<char, 1024> part{};
        for (int count = 0; (count = BIO_read(connected.get(), part.data(), part.size())) > 0;) {
            answer.append(part.data(), static_cast<std::size_t>(count));
        }
        return answer;
    }

    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("dimona-tls-" + std::to_string(::getpid()));
    const Tls files_{folder_ / "chain.pem", folder_ / "key.pem"};
};

Response refused(int status, std::string_view reason, const std::string&) {
    return {.status = status, .headers = {}, .body = std::string{reason}};
}

TEST_F(TlsServer, AnswersThroughTls13AndTls12AndNothingOlder) {
    Server server{{}, 1, echo, refused};
    const auto address = server.listen("127.0.0.1:0", files_);
    ASSERT_TRUE(address) << address.error().message;
    server.start();
    EXPECT_TRUE(ask(*address, TLS1_3_VERSION).ends_with("GET /secret "));
    EXPECT_TRUE(ask(*address, TLS1_2_VERSION).ends_with("GET /secret "));
    EXPECT_EQ(ask(*address, TLS1_1_VERSION), "");
}

TEST_F(TlsServer, CutsOffAClientThatNeverFinishesItsHandshake) {
    Server server{{.header_time_max = std::chrono::milliseconds{30}}, 1, echo, refused};
    const auto address = server.listen("127.0.0.1:0", files_);
    ASSERT_TRUE(address);
    server.start();
    Client silent{*address};
    EXPECT_TRUE(silent.is_hung_up());
    Client plain{*address};
    plain.send(get("/"));
    EXPECT_FALSE(plain.receive());
}

TEST_F(TlsServer, RefusesAKeyThatDoesNotBelongToTheCertificate) {
    const Key other{EVP_EC_gen("P-256")};
    PEM_write_PrivateKey(File{std::fopen(files_.private_key_file.c_str(), "w")}.get(), other.get(), nullptr, nullptr, 0,
                         nullptr, nullptr);
    Server server{{}, 1, echo, refused};
    const auto address = server.listen("127.0.0.1:0", files_);
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().place, files_.private_key_file);
}

}  // namespace
}  // namespace dimona::http
