#include "channel/web/floodgate.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "base/secret.hpp"
#include "channel/web/rate_limit.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;

constexpr std::size_t buckets_max = 200'000;
constexpr std::size_t name_length = 32;
constexpr std::chrono::seconds an_hour{3'600}, a_minute{60};
// Refusals may put a bucket into debt, by one filling at most.
constexpr double debt_max = 1;

double filled_after(double left, double most, std::chrono::seconds refill, std::chrono::milliseconds passed) {
    const auto part = std::chrono::duration<double>(passed) / std::chrono::duration<double>(refill);
    return std::min(most, left + std::max(0.0, part) * most);
}

}  // namespace

std::string Floodgate::name_of(std::string_view scope, std::string_view value) const {
    return to_hex(hmac_sha256(key_, std::string(scope) + "\n" + std::string(value))).substr(0, name_length);
}

std::vector<Floodgate::Drawn> Floodgate::buckets_of(const Attempt& attempt) const {
    const auto rate = [](int most, std::chrono::seconds refill) { return Rate{static_cast<double>(most), refill}; };
    std::vector<Drawn> all = {
        {name_of("everybody", ""), rate(limits_.of_everybody_a_minute, a_minute)},
        {name_of("network", network_of(attempt.peer)), rate(limits_.declarations_an_hour, an_hour)},
        {name_of("employer", attempt.employer), rate(limits_.for_employer_an_hour, an_hour)}};
    if (!attempt.worker.empty())
        all.push_back({name_of("worker", attempt.worker), rate(limits_.for_worker_an_hour, an_hour)});
    return all;
}

Floodgate::Bucket& Floodgate::bucket(const Drawn& drawn, Instant now) {
    if (buckets_.size() >= buckets_max && !buckets_.contains(drawn.name)) forget_full_ones(now);
    auto& found = buckets_.try_emplace(drawn.name, Bucket{drawn.rate.most, now, drawn.rate}).first->second;
    found.rate = drawn.rate;
    found.left = filled_after(found.left, drawn.rate.most, drawn.rate.refill, now - found.seen);
    found.seen = std::max(found.seen, now);
    return found;
}

std::optional<int> Floodgate::take(const std::vector<Drawn>& from, double tokens, Instant now) {
    double wait = 0;
    for (const auto& drawn : from) {
        const auto& one = bucket(drawn, now);
        const double needed = std::min(tokens, drawn.rate.most);
        if (one.left < needed)
            wait =
                std::max(wait, (needed - one.left) / drawn.rate.most * static_cast<double>(drawn.rate.refill.count()));
    }
    if (wait > 0) return std::max(1, static_cast<int>(std::ceil(wait)));
    for (const auto& drawn : from) bucket(drawn, now).left -= tokens;
    changed_ = true;
    return std::nullopt;
}

std::optional<int> Floodgate::admit_visit(const std::string& peer, Instant now) {
    const std::lock_guard lock(mutex_);
    return take({{name_of("visits", network_of(peer)), {static_cast<double>(limits_.visits_an_hour), an_hour}}}, 1,
                now);
}

std::optional<int> Floodgate::admit(const Attempt& attempt, Instant now) {
    const std::lock_guard lock(mutex_);
    return take(buckets_of(attempt), attempt.proved ? 1 : limits_.unproved_costs, now);
}

void Floodgate::note_refusal(const Attempt& attempt, Instant now) {
    const std::lock_guard lock(mutex_);
    for (const auto& drawn : buckets_of(attempt)) {
        if (drawn.rate.refill == a_minute) continue;  // everybody does not pay for the mistakes of one
        auto& one = bucket(drawn, now);
        one.left = std::max(-debt_max * drawn.rate.most, one.left - (limits_.refused_costs - 1));
    }
    changed_ = true;
}

void Floodgate::forget_full_ones(Instant now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const auto& one = entry.second;
        return filled_after(one.left, one.rate.most, one.rate.refill, now - one.seen) >= one.rate.most;
    });
    // All of them in use: the oldest half goes. Everybody's bucket still bounds the whole.
    if (buckets_.size() < buckets_max) return;
    std::vector<Instant> seen;
    seen.reserve(buckets_.size());
    for (const auto& [name, one] : buckets_) seen.push_back(one.seen);
    const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
    std::nth_element(seen.begin(), middle, seen.end());
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.seen <= *middle; });
}

std::optional<std::string> Floodgate::snapshot(Instant now, std::chrono::seconds every) {
    const std::lock_guard lock(mutex_);
    if (!changed_ || now - kept_at_ < every) return std::nullopt;
    changed_ = false;
    kept_at_ = now;
    json::object all;
    for (const auto& [name, one] : buckets_) {
        if (filled_after(one.left, one.rate.most, one.rate.refill, now - one.seen) >= one.rate.most) continue;
        all.emplace(name,
                    json::array{one.left, one.rate.most, one.rate.refill.count(), one.seen.time_since_epoch().count()});
    }
    return json::serialize(all);
}

void Floodgate::restore(const std::string& snapshot) {
    const std::lock_guard lock(mutex_);
    boost::system::error_code problem;
    const auto value = json::parse(snapshot, problem);
    if (problem || !value.is_object()) return;
    for (const auto& [name, kept] : value.get_object()) {
        const auto* parts = kept.if_array();
        if (!parts || parts->size() != 4 || buckets_.size() >= buckets_max) continue;
        try {
            const Bucket known{
                parts->at(0).to_number<double>(),
                Instant{std::chrono::milliseconds{parts->at(3).to_number<std::int64_t>()}},
                {parts->at(1).to_number<double>(), std::chrono::seconds{parts->at(2).to_number<std::int64_t>()}}};
            if (known.rate.most <= 0 || known.rate.refill.count() <= 0) continue;
            auto [place, is_new] = buckets_.try_emplace(std::string(name), known);
            if (!is_new && known.left < place->second.left) place->second = known;
        } catch (const std::exception&) {
            continue;  // written by another version: that bucket begins full
        }
    }
}

}  // namespace dimona::web
