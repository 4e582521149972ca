// Group commit: a lane gathers the jobs that are waiting, runs them one after the other in one transaction,
// commits once, and only then answers all of them.
//
// Jobs of one key always run in the same lane, in the order of submission. When the commit fails, every job
// of the batch is answered with the error and nothing of the batch was written.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "register/port/store.hpp"

namespace dimona::registry {

class Aside;

struct LaneLimits {
    int lanes = 1;
    int queue_max = 20'000;  // a full lane answers ErrorKind::unavailable at once
    int batch_max = 1'000;   // jobs a transaction
};

class Lanes {
public:
    // `run` gives an error only when the store fails. It may be called again in a new transaction when the
    // first attempt was rolled back because another job of the batch failed: it must not keep state between calls.
    struct Job {
        std::function<Status(Writer&)> run;
        std::function<void(const Status&)> done;  // after the commit, on the lane's thread for answers; must be quick
        Reading reads = {};                       // what `run` will look up, as far as that can be told before
    };

    Lanes(Store& store, LaneLimits limits);
    ~Lanes();  // stop()
    Lanes(const Lanes&) = delete;
    Lanes& operator=(const Lanes&) = delete;

    // Any thread. `done` is called exactly once.
    void submit(std::uint64_t key, Job job);
    // The same for a thread that has nothing better to do than to wait. Never from within a job.
    [[nodiscard]] Status run(std::uint64_t key, std::function<Status(Writer&)> work);
    // Runs what was submitted, then refuses new jobs.
    void stop();
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] int count() const { return static_cast<int>(lanes_.size()); }

    struct Figures {
        std::uint64_t jobs = 0, batches = 0, failed_commits = 0;
        std::uint64_t commit_microseconds = 0;  // sum over all batches
    };
    [[nodiscard]] Figures figures() const;

private:
    struct Lane;
    void work(Lane& lane);
    void run_batch(std::vector<Job> batch, Aside& answers);
    static void make_ready(const std::vector<Job>& batch, Writer& writer);

    Store& store_;
    LaneLimits limits_;
    std::atomic<std::uint64_t> jobs_ = 0, batches_ = 0, failed_commits_ = 0, commit_microseconds_ = 0;
    std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace dimona::registry
