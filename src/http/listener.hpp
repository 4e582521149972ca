// Accepts connections on one address and hands each to the next I/O thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <vector>

#include "http/connection.hpp"
#include "http/tls.hpp"

namespace dimona::http {

// An event loop that one thread runs, with the connections that live on it.
struct IoLoop {
    Connections connections;  // outlives the context, whose end destroys what is left of them
    boost::asio::io_context context{1};
};

class Listener {
public:
    // `loops` outlive the listener; its own work happens on the first of them.
    Listener(std::shared_ptr<ServerState> state, std::vector<std::unique_ptr<IoLoop>>& loops,
             std::shared_ptr<TlsIdentity> tls);

    Status open(const boost::asio::ip::tcp::endpoint& endpoint);
    [[nodiscard]] boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
    [[nodiscard]] boost::asio::awaitable<void> run();
    // On the first loop's thread, or while no thread runs.
    void close();

private:
    void welcome(IoLoop& loop, boost::asio::ip::tcp::socket socket);
    void turn_away(boost::asio::ip::tcp::socket socket);

    const std::shared_ptr<ServerState> state_;
    std::vector<std::unique_ptr<IoLoop>>& loops_;
    const std::shared_ptr<TlsIdentity> tls_;  // empty: plain
    boost::asio::ip::tcp::acceptor acceptor_;
    std::size_t next_loop_ = 0;
};

}  // namespace dimona::http
