#include "register/lanes.hpp"

#include <chrono>
#include <exception>
#include <future>

#include "register/aside.hpp"

namespace dimona::registry {

struct Lanes::Lane {
    mutable std::mutex mutex;
    std::condition_variable arrived;
    std::deque<Job> queue;
    bool stopping = false;
    Aside answers;  // many are woken by an answer: the lane decides what is next meanwhile
    std::thread thread;
};

namespace {

Error overloaded(std::string message) {
    return {ErrorKind::unavailable, std::move(message), {}, "try again in a few seconds"};
}

Status run_guarded(const Lanes::Job& job, Writer& writer) {
    try {
        return job.run(writer);
    } catch (const std::exception& trouble) {
        return fail(ErrorKind::internal, std::string("a job failed: ") + trouble.what());
    }
}

void answer_all(Aside& aside, std::vector<Lanes::Job> jobs, Status status) {
    aside.run([jobs = std::move(jobs), status = std::move(status)] {
        for (const auto& job : jobs) job.done(status);
    });
}

}  // namespace

Lanes::Lanes(Store& store, LaneLimits limits) : store_(store), limits_(limits) {
    if (limits_.lanes > store.max_writers()) limits_.lanes = store.max_writers();
    for (int number = 0; number < limits_.lanes; ++number) {
        auto& lane = *lanes_.emplace_back(std::make_unique<Lane>());
        lane.thread = std::thread([this, &lane] { work(lane); });
    }
}

Lanes::~Lanes() { stop(); }

void Lanes::submit(std::uint64_t key, Job job) {
    Lane& lane = *lanes_[key % lanes_.size()];
    std::unique_lock lock(lane.mutex);
    if (lane.stopping || lane.queue.size() >= static_cast<std::size_t>(limits_.queue_max)) {
        const auto* why = lane.stopping ? "the service is stopping" : "too much is waiting to be decided";
        lock.unlock();
        job.done(tl::unexpected(overloaded(why)));
        return;
    }
    lane.queue.push_back(std::move(job));
    if (lane.queue.size() == 1) lane.arrived.notify_one();
}

void Lanes::stop() {
    for (auto& lane : lanes_) {
        const std::lock_guard lock(lane->mutex);
        lane->stopping = true;
        lane->arrived.notify_one();
    }
    for (auto& lane : lanes_) {
        if (lane->thread.joinable()) lane->thread.join();
        lane->answers.finish();
    }
}

std::size_t Lanes::waiting() const {
    std::size_t sum = 0;
    for (const auto& lane : lanes_) {
        const std::lock_guard lock(lane->mutex);
        sum += lane->queue.size();
    }
    return sum;
}

Lanes::Figures Lanes::figures() const { return {jobs_, batches_, failed_commits_, commit_microseconds_}; }

void Lanes::work(Lane& lane) {
    for (;;) {
        std::vector<Job> batch;
        {
            std::unique_lock lock(lane.mutex);
            lane.arrived.wait(lock, [&] { return lane.stopping || !lane.queue.empty(); });
            if (lane.queue.empty()) return;
            while (!lane.queue.empty() && batch.size() < static_cast<std::size_t>(limits_.batch_max)) {
                batch.push_back(std::move(lane.queue.front()));
                lane.queue.pop_front();
            }
        }
        run_batch(std::move(batch), lane.answers);
    }
}

void Lanes::make_ready(const std::vector<Job>& batch, Writer& writer) {
    std::vector<Reading> readings;
    for (const auto& job : batch)
        if (job.reads) readings.push_back(job.reads);
    if (!readings.empty()) writer.make_ready(readings);
}

void Lanes::run_batch(std::vector<Job> batch, Aside& answers) {
    while (!batch.empty()) {
        auto opened = store_.write();
        if (!opened) return answer_all(answers, std::move(batch), tl::unexpected(opened.error()));
        auto writer = std::move(*opened);

        make_ready(batch, *writer);
        std::size_t failed = batch.size();
        Status trouble;
        for (std::size_t index = 0; index < batch.size() && failed == batch.size(); ++index) {
            trouble = run_guarded(batch[index], *writer);
            if (!trouble) failed = index;
        }
        if (failed < batch.size()) {
            writer.reset();  // rolls back: the others are run again without the one that failed
            if (trouble.error().kind == ErrorKind::unavailable) return answer_all(answers, std::move(batch), trouble);
            const auto alone = batch.begin() + static_cast<std::ptrdiff_t>(failed);
            answer_all(answers, {*alone}, trouble);
            batch.erase(alone);
            continue;
        }

        const auto before = std::chrono::steady_clock::now();
        const auto committed = writer->commit();
        writer.reset();
        commit_microseconds_ += static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before).count());
        ++batches_;
        jobs_ += batch.size();
        if (!committed) ++failed_commits_;
        return answer_all(answers, std::move(batch), committed);
    }
}

Status Lanes::run(std::uint64_t key, std::function<Status(Writer&)> work) {
    std::promise<Status> promise;
    auto future = promise.get_future();
    submit(key, {.run = std::move(work), .done = [&promise](const Status& status) { promise.set_value(status); }});
    return future.get();
}

}  // namespace dimona::registry
