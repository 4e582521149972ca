#include "channel/web/rate_limit.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace dimona::web {

namespace {

constexpr std::size_t buckets_max = 100'000;

}  // namespace

std::string network_of(const std::string& peer) {
    boost::system::error_code problem;
    auto address = boost::asio::ip::make_address(peer, problem);
    if (problem) return peer;
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    if (address.is_v4()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::make_address_v6(bytes).to_string() + "/64";
}

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
