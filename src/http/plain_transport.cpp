#include "http/timed_io.hpp"

namespace dimona::http {
namespace {

namespace net = boost::asio;

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(net::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    net::awaitable<Outcome> open(Deadline) override { co_return Outcome::done; }

    net::awaitable<Reading> read(std::span<char> room, Deadline deadline) override {
        return timed_read(socket_, watch_, room, deadline);
    }

    net::awaitable<Outcome> write(std::string_view head, std::string_view body, Deadline deadline) override {
        return timed_write(socket_, watch_, head, body, deadline);
    }

    net::awaitable<void> finish(Deadline deadline) override { return hang_up(socket_, watch_, deadline); }

    void close() override {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    std::string peer() const override { return peer_; }

private:
    net::ip::tcp::socket socket_;
    const std::string peer_ = address_of_peer(socket_);
    Watch watch_{socket_};
};

}  // namespace

std::unique_ptr<Transport> plain_transport(net::ip::tcp::socket socket) {
    return std::make_unique<PlainTransport>(std::move(socket));
}

}  // namespace dimona::http
