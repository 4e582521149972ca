#include "http/listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/address.hpp"
#include "http/trace_id.hpp"

namespace dimona::http {
namespace {

namespace net = boost::asio;
using boost::system::error_code;

// When the system gives no more sockets, trying again at once would only burn the processor.
constexpr std::chrono::milliseconds pause_after_failure{50};

net::awaitable<void> serve(std::unique_ptr<Connection> connection) { co_await connection->run(); }

auto cannot_listen(const net::ip::tcp::endpoint& endpoint, error_code problem) {
    const std::string place = format_address(endpoint);
    if (problem == net::error::address_in_use) {
        return fail(ErrorKind::conflict, "The address is in use by another program", place,
                    "Stop that program or choose another port.");
    }
    if (problem == net::error::access_denied) {
        return fail(ErrorKind::forbidden, "The system does not allow this program to listen here", place,
                    "Choose a port above 1023, or give the program the right to bind lower ports.");
    }
    return fail(ErrorKind::invalid, "Can't listen: " + problem.message(), place,
                "Choose an address of this machine, for example 127.0.0.1:8080.");
}

}  // namespace

Listener::Listener(std::shared_ptr<ServerState> state, std::vector<std::unique_ptr<IoLoop>>& loops,
                   std::shared_ptr<TlsIdentity> tls)
    : state_(std::move(state)), loops_(loops), tls_(std::move(tls)), acceptor_(loops.front()->context) {}

Status Listener::open(const net::ip::tcp::endpoint& endpoint) {
    error_code problem;
    acceptor_.open(endpoint.protocol(), problem);
    if (!problem) acceptor_.set_option(net::ip::tcp::acceptor::reuse_address(true), problem);
    if (!problem) acceptor_.bind(endpoint, problem);
    if (!problem) acceptor_.listen(net::socket_base::max_listen_connections, problem);
    if (problem) return cannot_listen(endpoint, problem);
    return {};
}

void Listener::close() {
    error_code ignored;
    acceptor_.close(ignored);
}

net::awaitable<void> Listener::run() {
    while (acceptor_.is_open()) {
        IoLoop& loop = *loops_[next_loop_++ % loops_.size()];
        error_code problem;
        net::ip::tcp::socket socket =
            co_await acceptor_.async_accept(loop.context, net::redirect_error(net::use_awaitable, problem));
        if (!problem) {
            welcome(loop, std::move(socket));
        } else if (acceptor_.is_open()) {
            net::steady_timer pause{acceptor_.get_executor(), pause_after_failure};
            co_await pause.async_wait(net::redirect_error(net::use_awaitable, problem));
        }
    }
}

void Listener::welcome(IoLoop& loop, net::ip::tcp::socket socket) {
    error_code ignored;
    socket.set_option(net::ip::tcp::no_delay(true), ignored);
    if (!state_->add_connection()) return turn_away(std::move(socket));
    auto transport = tls_ ? tls_->transport(std::move(socket)) : plain_transport(std::move(socket));
    auto connection = std::make_unique<Connection>(state_, loop.connections, loop.context, std::move(transport));
    net::co_spawn(loop.context, serve(std::move(connection)), net::detached);
}

// A short answer fits into the socket's own buffer; nobody waits for a client that is not let in.
void Listener::turn_away(net::ip::tcp::socket socket) {
    error_code ignored;
    const std::string trace_id = new_trace_id();
    const Response response = state_->refusal(503, "The server has all the connections it can serve.", trace_id);
    if (tls_ || !is_sendable(response)) return;
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(head_of(response, AfterAnswer::close) + response.body), ignored);
    socket.shutdown(net::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace dimona::http
