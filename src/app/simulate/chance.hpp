// Chance that is the same on every machine for the same seed (SplitMix64, public domain, S. Vigna).
#pragma once

#include <cstdint>
#include <span>

namespace dimona::app {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        return mixed(state_);
    }
    // 0 <= result < count; the tiny bias of the remainder does not matter here.
    std::int64_t below(std::int64_t count) {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(count));
    }
    std::int64_t between(std::int64_t first, std::int64_t last) { return first + below(last - first + 1); }
    bool happens(int permille) { return below(1'000) < permille; }
    // An index, by weights.
    std::size_t one_of(std::span<const int> weights) {
        std::int64_t sum = 0;
        for (const int weight : weights) sum += weight;
        auto left = below(sum);
        for (std::size_t index = 0;; ++index) {
            left -= weights[index];
            if (left < 0) return index;
        }
    }

    // Always the same for a number: properties of the n-th employer, without remembering them.
    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31U);
    }

private:
    std::uint64_t state_;
};

}  // namespace dimona::app
