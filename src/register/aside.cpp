#include "register/aside.hpp"

#include <utility>

namespace dimona::registry {

Aside::~Aside() { finish(); }

void Aside::finish() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Aside::run(Task task) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !next_; });
    next_ = std::move(task);
    changed_.notify_all();
}

void Aside::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return next_ || stopping_; });
        if (!next_) return;
        {
            const auto task = std::exchange(next_, std::nullopt);
            changed_.notify_all();
            lock.unlock();
            (*task)();
        }
        lock.lock();
    }
}

}  // namespace dimona::registry
