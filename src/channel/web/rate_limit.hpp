// So many requests a minute from one network address (a /64 of IPv6), counted in memory.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.hpp"

namespace dimona::web {

// The network of an address: itself for IPv4, its /64 for IPv6 (a household has one), however it is written.
[[nodiscard]] std::string network_of(const std::string& peer);

class RateLimit {
public:
    explicit RateLimit(int a_minute) : a_minute_(a_minute) {}
    // False: too many. A bucket fills again evenly.
    [[nodiscard]] bool admits(const std::string& peer, Instant now);

private:
    struct Bucket {
        double left = 0;
        Instant seen{};
    };
    int a_minute_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace dimona::web
