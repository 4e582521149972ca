// One connection: requests are read, handled and answered one after the other, so answers keep their order.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <unordered_set>

#include "http/request_reader.hpp"
#include "http/response_text.hpp"
#include "http/server_state.hpp"
#include "http/transport.hpp"

namespace dimona::http {

class Connection;
// The connections of one I/O thread; touched on that thread only.
using Connections = std::unordered_set<Connection*>;

class Connection {
public:
    // The state has counted this connection already; the destructor takes it off again.
    Connection(std::shared_ptr<ServerState> state, Connections& siblings, boost::asio::io_context& context,
               std::unique_ptr<Transport> transport);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] boost::asio::awaitable<void> run();
    // Ends the connection when no request is under way; otherwise it ends after the answer.
    void end_if_idle();
    // Ends the connection now, whatever it does.
    void cut();

private:
    enum class Received { request, refused, too_slow, nothing };

    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<Received> receive();
    boost::asio::awaitable<Response> ask_handler(const std::string& trace_id);
    boost::asio::awaitable<bool> answer(Response response, AfterAnswer after, const std::string& trace_id);

    const std::shared_ptr<ServerState> state_;
    Connections& siblings_;
    const std::unique_ptr<Transport> transport_;
    boost::asio::steady_timer answer_timer_;
    RequestReader reader_;
    bool is_fresh_ = true;  // no request yet
    bool is_idle_ = false;
    bool is_cut_ = false;
};

}  // namespace dimona::http
