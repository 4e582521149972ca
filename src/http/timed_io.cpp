#include "http/timed_io.hpp"

namespace dimona::http {

namespace net = boost::asio;
using boost::system::error_code;

namespace {

// Nobody who is told to go away gets more than this read from him.
constexpr std::size_t drained_bytes_max = 16 * 1024 * 1024;

}  // namespace

struct Watch::Alarm {
    explicit Alarm(net::ip::tcp::socket& watched) : timer(watched.get_executor()), socket(&watched) {}

    net::steady_timer timer;
    net::ip::tcp::socket* socket;
    std::uint64_t round = 0;  // an expiry of an earlier round is too late to matter
    bool has_rung = false;
};

Watch::Watch(net::ip::tcp::socket& socket) : alarm_(std::make_shared<Alarm>(socket)) {}

Watch::~Watch() {
    ++alarm_->round;
    alarm_->timer.cancel();
}

void Watch::start(Deadline deadline) {
    alarm_->has_rung = false;
    alarm_->timer.expires_at(deadline);
    alarm_->timer.async_wait([alarm = alarm_, round = ++alarm_->round](error_code cancelled) {
        if (cancelled || alarm->round != round) return;
        alarm->has_rung = true;
        error_code ignored;
        alarm->socket->cancel(ignored);
    });
}

Transport::Outcome Watch::stop(error_code problem) {
    ++alarm_->round;
    alarm_->timer.cancel();
    if (!problem) return Transport::Outcome::done;
    return alarm_->has_rung ? Transport::Outcome::timed_out : Transport::Outcome::ended;
}

std::string address_of_peer(const net::ip::tcp::socket& socket) {
    error_code problem;
    const auto endpoint = socket.remote_endpoint(problem);
    return problem ? std::string{} : endpoint.address().to_string();
}

net::awaitable<void> hang_up(net::ip::tcp::socket& socket, Watch& watch, Deadline deadline) {
    error_code problem;
    socket.shutdown(net::ip::tcp::socket::shutdown_send, problem);
    std::array<char, 4096> forgotten{};
    for (std::size_t drained = 0; !problem && drained < drained_bytes_max;) {
        const Transport::Reading reading = co_await timed_read(socket, watch, forgotten, deadline);
        if (reading.outcome != Transport::Outcome::done) break;
        drained += reading.bytes;
    }
    socket.close(problem);
}

}  // namespace dimona::http
