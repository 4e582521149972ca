// Where the handler's answer is put, from whatever thread and whenever, and where the connection waits for it.
//
// Both sides may disappear first: the connection withdraws when it is cut or has waited long enough, and what is put
// afterwards is made, because somebody may count it, and dropped; a handler that never answers leaves a slot that
// nobody looks at.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <optional>

#include "http/later.hpp"
#include "http/transport.hpp"

namespace dimona::http {

class AnswerSlot : public std::enable_shared_from_this<AnswerSlot> {
public:
    // The timer is the connection's and stays alive until withdraw().
    explicit AnswerSlot(boost::asio::steady_timer& timer) : timer_(&timer) {}

    // Any thread. Only the first answer counts.
    void put(MakeResponse make);
    // The connection's thread, where the answer is made too: what that throws comes out here. Nothing: the deadline
    // passed, or the timer was cancelled without an answer.
    [[nodiscard]] boost::asio::awaitable<std::optional<Response>> wait(Deadline deadline);
    // The connection's thread.
    void withdraw();

private:
    [[nodiscard]] MakeResponse take();
    void wake();

    std::mutex mutex_;
    boost::asio::steady_timer* timer_;
    bool is_answered_ = false;
    MakeResponse make_;
};

// What a handler gets to answer with.
struct PutIntoSlot {
    std::shared_ptr<AnswerSlot> slot;
    void operator()(Response response) const;
};

}  // namespace dimona::http
