// TLS 1.3, and 1.2 with forward secrecy and authenticated encryption only (RFC 9325).
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "base/result.hpp"
#include "http/server.hpp"
#include "http/transport.hpp"

namespace dimona::http {

// Certificate, key and rules of the handshake; one for each address that is listened on.
class TlsIdentity {
public:
    [[nodiscard]] static Result<std::shared_ptr<TlsIdentity>> load(const Tls& files);
    ~TlsIdentity();

    [[nodiscard]] std::unique_ptr<Transport> transport(boost::asio::ip::tcp::socket socket);

private:
    class Detail;
    explicit TlsIdentity(std::unique_ptr<Detail> detail);
    std::unique_ptr<Detail> detail_;
};

}  // namespace dimona::http
