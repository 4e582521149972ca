#include "http/server_state.hpp"

namespace dimona::http {

ServerState::ServerState(Limits server_limits, Handler request_handler, Refuse refuse)
    : limits(server_limits), handler(std::move(request_handler)), refuse_(std::move(refuse)) {}

Response ServerState::refusal(int status, std::string_view reason, const std::string& trace_id) {
    {
        const std::lock_guard lock{mutex_};
        ++figures_.refused_total;
    }
    try {
        return refuse_(status, reason, trace_id);
    } catch (...) {  // the body is a courtesy; the status must get through
        return Response{.status = status, .headers = {}, .body = {}};
    }
}

bool ServerState::add_connection() {
    const std::lock_guard lock{mutex_};
    ++figures_.connections_total;
    if (figures_.connections_open >= limits.connections_max) return false;
    ++figures_.connections_open;
    return true;
}

void ServerState::remove_connection() {
    const std::lock_guard lock{mutex_};
    if (--figures_.connections_open == 0) emptied_.notify_all();
}

bool ServerState::wait_until_empty(std::chrono::milliseconds time_max) {
    std::unique_lock lock{mutex_};
    return emptied_.wait_for(lock, time_max, [&] { return figures_.connections_open == 0; });
}

void ServerState::wait_until_empty() {
    std::unique_lock lock{mutex_};
    emptied_.wait(lock, [&] { return figures_.connections_open == 0; });
}

Server::Figures ServerState::figures() const {
    const std::lock_guard lock{mutex_};
    return figures_;
}

}  // namespace dimona::http
