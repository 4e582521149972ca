// The only places where the machine is asked what time it is.
#pragma once

#include "base/clock.hpp"

namespace dimona::app {

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// Real time moved by a fixed amount: starts at a given moment and runs on. For demonstrations.
class ShiftedClock final : public Clock {
public:
    ShiftedClock(const Clock& real, Instant starts_at) : real_(real), shift_(starts_at - real.now()) {}
    [[nodiscard]] Instant now() const override { return real_.now() + shift_; }

private:
    const Clock& real_;
    std::chrono::milliseconds shift_;
};

}  // namespace dimona::app
