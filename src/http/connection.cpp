#include "http/connection.hpp"

#include "http/answer_slot.hpp"
#include "http/trace_id.hpp"

namespace dimona::http {
namespace {

namespace net = boost::asio;
using std::chrono::steady_clock;
using Stage = RequestReader::Stage;

// How long a peer that was told to go gets to hang up.
constexpr std::chrono::seconds farewell_time_max{2};
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(std::shared_ptr<ServerState> state, Connections& siblings, net::io_context& context,
                       std::unique_ptr<Transport> transport)
    : state_(std::move(state)),
      siblings_(siblings),
      transport_(std::move(transport)),
      answer_timer_(context),
      reader_(state_->limits) {}

Connection::~Connection() {
    siblings_.erase(this);
    state_->remove_connection();
}

void Connection::end_if_idle() {
    if (is_idle_) transport_->close();
}

void Connection::cut() {
    is_cut_ = true;
    answer_timer_.cancel();
    transport_->close();
}

net::awaitable<void> Connection::run() {
    siblings_.insert(this);
    is_idle_ = true;
    const auto opened = co_await transport_->open(steady_clock::now() + state_->limits.header_time_max);
    is_idle_ = false;
    if (opened == Transport::Outcome::done) {
        bool goes_on = true;
        while (goes_on) goes_on = co_await exchange();
        if (!is_cut_) co_await transport_->finish(steady_clock::now() + farewell_time_max);
    }
    transport_->close();
}

// One request and its answer. False: it was the last.
net::awaitable<bool> Connection::exchange() {
    const Received received = co_await receive();
    const std::string trace_id = new_trace_id();
    switch (received) {
        case Received::nothing:
            co_return false;
        case Received::too_slow:
            co_return co_await answer(state_->refusal(408, "The request did not arrive in time.", trace_id),
                                      AfterAnswer::close, trace_id);
        case Received::refused:
            co_return co_await answer(state_->refusal(reader_.refusal().status, reader_.refusal().reason, trace_id),
                                      AfterAnswer::close, trace_id);
        case Received::request:
            break;
    }
    Response response = co_await ask_handler(trace_id);
    if (is_cut_) co_return false;
    const bool ends = !reader_.keeps_alive() || asks_to_close(response) || state_->is_stopping;
    const bool goes_on =
        co_await answer(std::move(response), ends ? AfterAnswer::close : AfterAnswer::keep_open, trace_id);
    if (goes_on) reader_.next();
    co_return goes_on;
}

net::awaitable<Connection::Received> Connection::receive() {
    const Limits& limits = state_->limits;
    const auto start = steady_clock::now();
    Deadline deadline = start + (is_fresh_ ? limits.header_time_max : limits.idle_time_max);
    Stage reached = Stage::untouched;
    while (true) {
        const Stage stage = reader_.stage();
        if (stage == Stage::complete || stage == Stage::refused) {
            is_fresh_ = false;
            co_return stage == Stage::complete ? Received::request : Received::refused;
        }
        // A fresh connection has until the same moment for its head, however late the first byte came.
        if (stage == Stage::head && reached == Stage::untouched && !is_fresh_) {
            deadline = steady_clock::now() + limits.header_time_max;
        }
        if (stage == Stage::body && reached != Stage::body) deadline = steady_clock::now() + limits.body_time_max;
        reached = stage;
        if (reader_.take_expectation()) {
            if (co_await transport_->write(go_on, {}, deadline) != Transport::Outcome::done)
                co_return Received::nothing;
        }
        is_idle_ = stage == Stage::untouched;
        if (is_idle_ && state_->is_stopping) co_return Received::nothing;
        const Transport::Reading reading = co_await transport_->read(reader_.room(), deadline);
        const bool was_idle = std::exchange(is_idle_, false);
        if (reading.outcome == Transport::Outcome::timed_out && !was_idle) co_return Received::too_slow;
        if (reading.outcome != Transport::Outcome::done) co_return Received::nothing;
        reader_.filled(reading.bytes);
    }
}

net::awaitable<Response> Connection::ask_handler(const std::string& trace_id) {
    Request request = reader_.take();
    request.peer = transport_->peer();
    request.trace_id = trace_id;

    // The slot must forget the timer when this coroutine ends, however it ends.
    const auto withdraw = [](AnswerSlot* slot) { slot->withdraw(); };
    const auto slot = std::make_shared<AnswerSlot>(answer_timer_);
    const std::unique_ptr<AnswerSlot, decltype(withdraw)> withdrawal{slot.get(), withdraw};
    const Deadline deadline = steady_clock::now() + state_->limits.answer_time_max;
    std::optional<Response> response;
    try {
        state_->handler(std::move(request), PutIntoSlot{slot});
        response = co_await slot->wait(deadline);
    } catch (...) {  // a handler's failure is one request's failure
        response = state_->refusal(500, "The server failed while it handled the request.", trace_id);
    }
    if (response) co_return std::move(*response);
    if (is_cut_) co_return Response{};
    co_return state_->refusal(503, "The answer is not ready in time; ask again later.", trace_id);
}

net::awaitable<bool> Connection::answer(Response response, AfterAnswer after, const std::string& trace_id) {
    if (!is_sendable(response)) {
        response = state_->refusal(500, "The server made an answer that can't be sent.", trace_id);
        if (!is_sendable(response)) response = Response{.status = 500, .headers = {}, .body = {}};
        after = AfterAnswer::close;
    }
    const std::string head = head_of(response, after);
    const bool with_body = may_have_body(response.status) && !reader_.is_head_request();
    const auto written =
        co_await transport_->write(head, with_body ? std::string_view{response.body} : std::string_view{},
                                   steady_clock::now() + state_->limits.write_time_max);
    if (written != Transport::Outcome::done) transport_->close();
    co_return written == Transport::Outcome::done&& after == AfterAnswer::keep_open;
}

}  // namespace dimona::http
