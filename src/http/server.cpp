#include "http/server.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "http/address.hpp"
#include "http/listener.hpp"

namespace dimona::http {

namespace net = boost::asio;

// Each I/O thread has an event loop of its own: a connection stays on one thread, so nothing of it needs a lock.
class Server::Detail {
public:
    Detail(Limits limits, int threads, Handler handler, Refuse refuse)
        : state_(std::make_shared<ServerState>(limits, std::move(handler), std::move(refuse))) {
        for (int i = 0; i < std::max(threads, 1); ++i) loops_.push_back(std::make_unique<IoLoop>());
    }

    Result<std::string> listen(const std::string& address, const std::optional<Tls>& files) {
        const auto endpoint = DIMONA_TRY(parse_address(address));
        std::shared_ptr<TlsIdentity> tls;
        if (files) tls = DIMONA_TRY(TlsIdentity::load(*files));
        auto listener = std::make_unique<Listener>(state_, loops_, std::move(tls));
        DIMONA_TRY_VOID(listener->open(endpoint));
        listeners_.push_back(std::move(listener));
        return format_address(listeners_.back()->endpoint());
    }

    void start() {
        for (const auto& listener : listeners_) {
            net::co_spawn(loops_.front()->context, listener->run(), net::detached);
        }
        for (const auto& loop : loops_) {
            work_.push_back(net::make_work_guard(loop->context));
            threads_.emplace_back([&context = loop->context] { context.run(); });
        }
    }

    void stop() {
        const std::lock_guard lock{stopping_};
        if (state_->is_stopping.exchange(true)) return;
        if (threads_.empty()) {
            for (const auto& listener : listeners_) listener->close();
            return;
        }
        net::post(loops_.front()->context, [this] {
            for (const auto& listener : listeners_) listener->close();
        });
        on_every_connection(&Connection::end_if_idle);
        if (!state_->wait_until_empty(state_->limits.stop_time_max)) {
            on_every_connection(&Connection::cut);
            state_->wait_until_empty();
        }
        work_.clear();
        for (const auto& loop : loops_) loop->context.stop();
        for (std::thread& thread : threads_) thread.join();
    }

    Figures figures() const { return state_->figures(); }

private:
    void on_every_connection(void (Connection::*action)()) {
        for (const auto& loop : loops_) {
            net::post(loop->context, [&connections = loop->connections, action] {
                for (Connection* connection : connections) (connection->*action)();
            });
        }
    }

    using Work = net::executor_work_guard<net::io_context::executor_type>;

    const std::shared_ptr<ServerState> state_;
    std::vector<std::unique_ptr<IoLoop>> loops_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<Work> work_;
    std::vector<std::thread> threads_;
    std::mutex stopping_;
};

Server::Server(Limits limits, int threads, Handler handler, Refuse refuse)
    : detail_(std::make_unique<Detail>(limits, threads, std::move(handler), std::move(refuse))) {}

Server::~Server() { stop(); }

Result<std::string> Server::listen(const std::string& address, const std::optional<Tls>& tls) {
    return detail_->listen(address, tls);
}
void Server::start() { detail_->start(); }
void Server::stop() { detail_->stop(); }
Server::Figures Server::figures() const { return detail_->figures(); }

}  // namespace dimona::http
