// What all connections of a server share.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "http/server.hpp"

namespace dimona::http {

class ServerState {
public:
    ServerState(Limits server_limits, Handler request_handler, Refuse refuse);

    // The response to a request that the server itself refuses; never throws.
    [[nodiscard]] Response refusal(int status, std::string_view reason, const std::string& trace_id);

    // A connection may only be added below connections_max.
    [[nodiscard]] bool add_connection();
    void remove_connection();
    // False: the time was over first.
    [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds time_max);
    void wait_until_empty();
    [[nodiscard]] Server::Figures figures() const;

    const Limits limits;
    const Handler handler;
    std::atomic<bool> is_stopping = false;

private:
    const Refuse refuse_;
    mutable std::mutex mutex_;
    std::condition_variable emptied_;
    Server::Figures figures_;
};

}  // namespace dimona::http
