// Time as an argument: nothing below app/ asks the machine what time it is.
#pragma once

#include <chrono>

namespace dimona {

// A point in time, UTC, to the millisecond: what is stored and what protocols carry.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Port. Implementations may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace dimona
