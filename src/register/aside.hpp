// A thread of its own for what need not hold somebody up who has more important things to do.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace dimona::registry {

// Runs what it is given, one after the other, in the order of arrival.
class Aside {
public:
    using Task = std::function<void()>;

    Aside() = default;
    ~Aside();  // finish()
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

    // Any thread. Waits while one task runs and another is waiting, so that nothing piles up.
    void run(Task task);
    // Returns when everything has run; nothing may be given any more.
    void finish();

private:
    void work();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Task> next_;
    bool stopping_ = false;
    std::thread thread_{[this] { work(); }};
};

}  // namespace dimona::registry
