#include "channel/web/rate_limit.hpp"

#include <algorithm>

namespace dimona::web {

namespace {

constexpr std::size_t buckets_max = 100'000;
constexpr std::size_t groups_of_a_network = 4;  // of 16 bits: a household has a /64

std::string network_of(const std::string& peer) {
    if (peer.find(':') == std::string::npos) return peer;
    std::size_t at = 0;
    for (std::size_t group = 0; group < groups_of_a_network; ++group) {
        at = peer.find(':', at);
        if (at == std::string::npos) return peer;
        ++at;
    }
    return peer.substr(0, at);
}

}  // namespace

bool RateLimit::admits(const std::string& peer, Instant now) {
    const std::lock_guard lock(mutex_);
    const double full = a_minute_;
    if (buckets_.size() > buckets_max)
        std::erase_if(buckets_, [&](const auto& bucket) { return now - bucket.second.seen > std::chrono::minutes{1}; });
    auto [place, is_new] = buckets_.try_emplace(network_of(peer), Bucket{full, now});
    auto& bucket = place->second;
    const std::chrono::duration<double, std::ratio<60>> passed = now - bucket.seen;
    bucket.left = std::min(full, bucket.left + std::max(0.0, passed.count()) * full);
    bucket.seen = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
}

}  // namespace dimona::web
