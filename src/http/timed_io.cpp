#include "http/timed_io.hpp"

#include <optional>

namespace dimona::http {

namespace net = boost::asio;
using boost::system::error_code;

namespace {

// Nobody who is told to go away gets more than this read from him.
constexpr std::size_t drained_bytes_max = 16 * 1024 * 1024;

}  // namespace

struct Watch::Alarm : std::enable_shared_from_this<Watch::Alarm> {
    explicit Alarm(net::ip::tcp::socket& watched) : timer(watched.get_executor()), socket(&watched) {}

    void set(Deadline moment) {
        expires_at = moment;
        timer.expires_at(moment);  // whoever waits for it is told that he waits in vain
        timer.async_wait([self = shared_from_this()](error_code cancelled) {
            if (!cancelled) self->expired();
        });
    }
    void expired() {
        expires_at.reset();
        if (!deadline) return;
        if (*deadline > std::chrono::steady_clock::now()) return set(*deadline);
        has_rung = true;
        error_code ignored;
        socket->cancel(ignored);
    }

    net::steady_timer timer;
    net::ip::tcp::socket* socket;
    std::optional<Deadline> deadline;    // of the operation that is watched
    std::optional<Deadline> expires_at;  // of the timer, while it runs
    bool has_rung = false;
};

Watch::Watch(net::ip::tcp::socket& socket) : alarm_(std::make_shared<Alarm>(socket)) {}

Watch::~Watch() {
    alarm_->deadline.reset();
    alarm_->timer.cancel();
}

void Watch::start(Deadline deadline) {
    alarm_->has_rung = false;
    alarm_->deadline = deadline;
    if (!alarm_->expires_at || *alarm_->expires_at > deadline) alarm_->set(deadline);
}

Transport::Outcome Watch::stop(error_code problem) {
    alarm_->deadline.reset();
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
