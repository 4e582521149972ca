// One connection's way of moving bytes, plain or through TLS, with a deadline on everything.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace dimona::http {

using Deadline = std::chrono::steady_clock::time_point;

// Port. Everything is called on the connection's own I/O thread, one operation at a time. After a read that timed out
// one can still write, to say why the connection ends.
class Transport {
public:
    enum class Outcome { done, ended, timed_out };
    struct Reading {
        Outcome outcome = Outcome::ended;
        std::size_t bytes = 0;
    };

    virtual ~Transport() = default;
    virtual boost::asio::awaitable<Outcome> open(Deadline deadline) = 0;
    virtual boost::asio::awaitable<Reading> read(std::span<char> room, Deadline deadline) = 0;
    virtual boost::asio::awaitable<Outcome> write(std::string_view head, std::string_view body, Deadline deadline) = 0;
    // Says that nothing more will be written and waits for the peer to hang up, so that what was written last
    // is not lost in a reset (RFC 9112 9.6).
    virtual boost::asio::awaitable<void> finish(Deadline deadline) = 0;
    // At once; an operation that is waiting ends.
    virtual void close() = 0;
    [[nodiscard]] virtual std::string peer() const = 0;
};

[[nodiscard]] std::unique_ptr<Transport> plain_transport(boost::asio::ip::tcp::socket socket);

}  // namespace dimona::http
