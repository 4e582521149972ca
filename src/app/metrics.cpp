#include "app/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <tuple>

namespace dimona::app {

namespace {

using Counters = prometheus::Family<prometheus::Counter>;
using Gauges = prometheus::Family<prometheus::Gauge>;
using Histograms = prometheus::Family<prometheus::Histogram>;

Counters& counters(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
Gauges& gauges(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

// A counter that follows a figure which is kept elsewhere.
void follow(prometheus::Counter& counter, double value) {
    if (value > counter.Value()) counter.Increment(value - counter.Value());
}

const prometheus::Histogram::BucketBoundaries durations = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                           0.25,  0.5,    1,     2.5,  5,     10};

}  // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    Counters& requests = counters(registry, "dimona_http_requests_total", "Answered requests");
    Histograms& duration = prometheus::BuildHistogram()
                               .Name("dimona_http_request_duration_seconds")
                               .Help("Time from the whole request to its answer")
                               .Register(registry);
    Counters& declarations = counters(registry, "dimona_declarations_total", "Decided declarations");
    prometheus::Counter& jobs = counters(registry, "dimona_lane_jobs_total", "Jobs run by the lanes").Add({});
    prometheus::Counter& batches =
        counters(registry, "dimona_lane_batches_total", "Transactions committed by the lanes").Add({});
    prometheus::Counter& failed =
        counters(registry, "dimona_lane_failed_commits_total", "Transactions that could not be committed").Add({});
    prometheus::Counter& commit_time =
        counters(registry, "dimona_lane_commit_seconds_total", "Time spent in commits").Add({});
    prometheus::Gauge& waiting = gauges(registry, "dimona_lane_waiting_jobs", "Jobs that wait for a lane").Add({});
    prometheus::Gauge& connections = gauges(registry, "dimona_http_connections", "Open connections").Add({});
    prometheus::Counter& refused =
        counters(registry, "dimona_http_refused_total", "Requests refused by the server itself").Add({});

    // The library finds a figure by all its labels, with a copy of each: what was found once is kept.
    struct OfOperation {
        prometheus::Histogram* duration = nullptr;
        std::map<int, prometheus::Counter*> by_status = {};
    };
    std::mutex mutex;
    std::map<std::string, OfOperation, std::less<>> by_operation;
    std::map<std::tuple<std::string, std::string, std::string>, prometheus::Counter*, std::less<>> by_result;
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {
    gauges(families_->registry, "dimona_build_info", "The running program").Add({{"version", DIMONA_VERSION}}).Set(1);
}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view operation, int status, double seconds) {
    const std::lock_guard lock(families_->mutex);
    auto& known = families_->by_operation;
    auto found = known.find(operation);
    if (found == known.end()) {
        const std::string name(operation);
        found = known.emplace(name, Families::OfOperation{&families_->duration.Add({{"operation", name}}, durations)})
                    .first;
    }
    auto*& answered = found->second.by_status[status];
    if (!answered)
        answered = &families_->requests.Add({{"operation", found->first}, {"status", std::to_string(status)}});
    answered->Increment();
    found->second.duration->Observe(seconds);
}

void Metrics::declaration(std::string_view channel, std::string_view kind, std::string_view result) {
    const std::lock_guard lock(families_->mutex);
    auto& known = families_->by_result;
    auto found = known.find(std::tuple(channel, kind, result));
    if (found == known.end()) {
        std::tuple<std::string, std::string, std::string> labels{channel, kind, result};
        auto& counter = families_->declarations.Add(
            {{"channel", std::get<0>(labels)}, {"kind", std::get<1>(labels)}, {"result", std::get<2>(labels)}});
        found = known.emplace(std::move(labels), &counter).first;
    }
    found->second->Increment();
}

std::string Metrics::exposition(const registry::Lanes& lanes, const http::Server::Figures& server) {
    const auto figures = lanes.figures();
    constexpr double microseconds_a_second = 1e6;
    follow(families_->jobs, static_cast<double>(figures.jobs));
    follow(families_->batches, static_cast<double>(figures.batches));
    follow(families_->failed, static_cast<double>(figures.failed_commits));
    follow(families_->commit_time, static_cast<double>(figures.commit_microseconds) / microseconds_a_second);
    follow(families_->refused, static_cast<double>(server.refused_total));
    families_->waiting.Set(static_cast<double>(lanes.waiting()));
    families_->connections.Set(static_cast<double>(server.connections_open));
    return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace dimona::app
