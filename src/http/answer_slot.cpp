#include "http/answer_slot.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dimona::http {

namespace net = boost::asio;

void AnswerSlot::put(Response response) {
    const std::lock_guard lock{mutex_};
    if (is_answered_ || timer_ == nullptr) return;
    is_answered_ = true;
    response_ = std::move(response);
    // The timer belongs to the connection's thread; only there it may be touched.
    net::post(timer_->get_executor(), [self = shared_from_this()] { self->wake(); });
}

void AnswerSlot::wake() {
    const std::lock_guard lock{mutex_};
    if (timer_ != nullptr) timer_->cancel();
}

std::optional<Response> AnswerSlot::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(response_, std::nullopt);
}

net::awaitable<std::optional<Response>> AnswerSlot::wait(Deadline deadline) {
    auto answer = take();  // most handlers answer before they return
    if (!answer) {
        timer_->expires_at(deadline);
        boost::system::error_code cancelled;
        co_await timer_->async_wait(net::redirect_error(net::use_awaitable, cancelled));
        answer = take();
    }
    co_return answer;
}

void AnswerSlot::withdraw() {
    const std::lock_guard lock{mutex_};
    timer_ = nullptr;
}

}  // namespace dimona::http
