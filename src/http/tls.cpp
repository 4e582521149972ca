#include "http/tls.hpp"

#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "http/timed_io.hpp"

namespace dimona::http {
namespace {

namespace net = boost::asio;
using boost::system::error_code;

constexpr const char* ciphers_of_tls_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL";

class TlsTransport final : public Transport {
public:
    TlsTransport(net::ip::tcp::socket socket, net::ssl::context& context) : stream_(std::move(socket), context) {}

    net::awaitable<Outcome> open(Deadline deadline) override {
        error_code problem;
        watch_.start(deadline);
        co_await stream_.async_handshake(net::ssl::stream_base::server,
                                         net::redirect_error(net::use_awaitable, problem));
        co_return watch_.stop(problem);
    }

    net::awaitable<Reading> read(std::span<char> room, Deadline deadline) override {
        return timed_read(stream_, watch_, room, deadline);
    }

    net::awaitable<Outcome> write(std::string_view head, std::string_view body, Deadline deadline) override {
        return timed_write(stream_, watch_, head, body, deadline);
    }

    net::awaitable<void> finish(Deadline deadline) override {
        error_code problem;
        watch_.start(deadline);
        co_await stream_.async_shutdown(net::redirect_error(net::use_awaitable, problem));
        // Many clients hang up without the closing alert; the answer is written all the same.
        static_cast<void>(watch_.stop(problem));
        co_await hang_up(stream_.next_layer(), watch_, deadline);
    }

    void close() override {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }

    std::string peer() const override { return peer_; }

private:
    // Beast's stream joins the two buffers of an answer into one TLS record.
    boost::beast::ssl_stream<net::ip::tcp::socket> stream_;
    const std::string peer_ = address_of_peer(stream_.next_layer());
    Watch watch_{stream_.next_layer()};
};

}  // namespace

class TlsIdentity::Detail {
public:
    net::ssl::context context{net::ssl::context::tls_server};
};

TlsIdentity::TlsIdentity(std::unique_ptr<Detail> detail) : detail_(std::move(detail)) {}
TlsIdentity::~TlsIdentity() = default;

Result<std::shared_ptr<TlsIdentity>> TlsIdentity::load(const Tls& files) {
    auto detail = std::make_unique<Detail>();
    SSL_CTX* const native = detail->context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    if (SSL_CTX_set_cipher_list(native, ciphers_of_tls_1_2) != 1) {
        return fail(ErrorKind::internal, "OpenSSL offers none of the TLS 1.2 ciphers that are allowed");
    }
    error_code problem;
    detail->context.use_certificate_chain_file(files.certificate_chain_file, problem);
    if (problem) {
        return fail(ErrorKind::invalid, "The TLS certificate can't be used: " + problem.message(),
                    files.certificate_chain_file,
                    "Give a readable PEM file with the server's certificate first and its issuers after it.");
    }
    detail->context.use_private_key_file(files.private_key_file, net::ssl::context::pem, problem);
    if (problem) {
        return fail(ErrorKind::invalid, "The TLS private key can't be used: " + problem.message(),
                    files.private_key_file,
                    "Give a readable PEM file without password that holds the key of the certificate.");
    }
    return std::shared_ptr<TlsIdentity>(new TlsIdentity(std::move(detail)));
}

std::unique_ptr<Transport> TlsIdentity::transport(net::ip::tcp::socket socket) {
    return std::make_unique<TlsTransport>(std::move(socket), detail_->context);
}

}  // namespace dimona::http
