// Against floods and against trying numbers out, on the open service: buckets of tokens that fill again evenly.
//
// A declaration takes a token from the bucket of its network, of its employer's number, of its worker's number and of
// everybody; a refused one, and one without proof of work, takes more. Buckets have names that hold no number of
// anybody (HMAC with a key of the service). What is used up outlives a restart: it is kept in the store now and then.
// Several servers count apart, and learn from each other when they start.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace dimona::web {

struct FloodLimits {
    int visits_an_hour = 120;           // of one network address
    int declarations_an_hour = 60;      // of one network address
    int for_employer_an_hour = 120;     // for one number of an employer
    int for_worker_an_hour = 20;        // for one number of a worker
    int of_everybody_a_minute = 3'000;  // on this server
    int refused_costs = 4;              // declarations
    int unproved_costs = 2;             // without proof of work, after the wait
};

class Floodgate {
public:
    Floodgate(FloodLimits limits, std::string key) : limits_(limits), key_(std::move(key)) {}

    struct Attempt {
        std::string peer, employer, worker;  // numbers as typed, without blanks and dots
        bool proved = true;
    };
    // Nothing: admitted and counted. Otherwise the seconds after which it may be tried again; then nothing was taken.
    [[nodiscard]] std::optional<int> admit_visit(const std::string& peer, Instant now);
    [[nodiscard]] std::optional<int> admit(const Attempt& attempt, Instant now);
    // The declaration was admitted, and refused.
    void note_refusal(const Attempt& attempt, Instant now);

    // What is used up, as a text, when something changed since the last time and that was `every` ago.
    [[nodiscard]] std::optional<std::string> snapshot(Instant now, std::chrono::seconds every);
    void restore(const std::string& snapshot);

private:
    struct Rate {
        double most = 0;
        std::chrono::seconds refill{3'600};  // from empty to full
    };
    struct Bucket {
        double left = 0;
        Instant seen{};
        Rate rate = {};
    };
    struct Drawn {
        std::string name;
        Rate rate;
    };
    [[nodiscard]] std::string name_of(std::string_view scope, std::string_view value) const;
    [[nodiscard]] std::vector<Drawn> buckets_of(const Attempt& attempt) const;
    Bucket& bucket(const Drawn& drawn, Instant now);
    std::optional<int> take(const std::vector<Drawn>& from, double tokens, Instant now);
    void forget_full_ones(Instant now);

    FloodLimits limits_;
    std::string key_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
    bool changed_ = false;
    Instant kept_at_{};
};

}  // namespace dimona::web
