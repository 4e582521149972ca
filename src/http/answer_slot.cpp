#include "http/answer_slot.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dimona::http {

namespace net = boost::asio;

namespace {

// Nobody waits for it any more.
void make_in_vain(const MakeResponse& make) {
    try {
        make();
    } catch (...) {  // nor for its failure
        return;
    }
}

}  // namespace

void AnswerSlot::put(MakeResponse make) {
    {
        const std::lock_guard lock{mutex_};
        if (is_answered_) return;
        is_answered_ = true;
        if (timer_ != nullptr) {
            make_ = std::move(make);
            // The timer belongs to the connection's thread; only there it may be touched.
            net::post(timer_->get_executor(), [self = shared_from_this()] { self->wake(); });
            return;
        }
    }
    make_in_vain(make);
}

void AnswerSlot::wake() {
    const std::lock_guard lock{mutex_};
    if (timer_ != nullptr) timer_->cancel();
}

MakeResponse AnswerSlot::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(make_, nullptr);
}

net::awaitable<std::optional<Response>> AnswerSlot::wait(Deadline deadline) {
    auto make = take();  // most handlers answer before they return
    if (!make) {
        timer_->expires_at(deadline);
        boost::system::error_code cancelled;
        co_await timer_->async_wait(net::redirect_error(net::use_awaitable, cancelled));
        make = take();
    }
    std::optional<Response> answer;
    if (make) answer = make();
    co_return answer;
}

void AnswerSlot::withdraw() {
    {
        const std::lock_guard lock{mutex_};
        timer_ = nullptr;
    }
    if (const auto make = take()) make_in_vain(make);
}

void PutIntoSlot::operator()(Response response) const {
    slot->put([response = std::move(response)]() mutable { return std::move(response); });
}

void respond_later(const Respond& respond, MakeResponse make) {
    if (const auto* put = respond.target<PutIntoSlot>())
        put->slot->put(std::move(make));
    else
        respond(make());
}

}  // namespace dimona::http
