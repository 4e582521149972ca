// A client that declares over HTTP with a token, on many connections, as fast as it is answered or at a given rate:
// entries, exits, updates and cancellations that fit together. Prints one JSON object with what it saw.
//
// At a rate, the time of an answer counts from the moment when its request was due, so that a stall is not hidden.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <deque>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/local_time.hpp"

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;
using std::chrono::days;

struct Options {
    std::string host = "127.0.0.1", port = "8080", token_file, summary_file, search;
    int connections = 128, requests_max = 0;
    double seconds = 8, rate = 0;
    std::int64_t start = 0;  // of the counter of days and workers: another part of the calendar
};

std::string content_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// What is declared next: each sequence is about one worker and days of its own, so that it can be accepted.
class Script {
public:
    Script(const json::object& summary, std::int64_t start) : counter_(start) {
        for (const auto& employer : summary.at("employers").as_array())
            if (const auto& category = employer.at("category").as_string();
                category == "ordinary" || category == "non_profit")
                employers_.emplace_back(employer.at("enterpriseNumber").as_string());
        for (const auto& worker : summary.at("workers").as_array()) workers_.emplace_back(worker.as_string());
        const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        first_day_ = dimona::brussels_date(now) + days{1};
    }

    struct Step {
        std::string body;
        std::string follow_up;  // declared when this one is accepted; @ stands for the number of the period
    };
    Step next() {
        const auto count = counter_++;
        const auto turns = static_cast<std::int64_t>(workers_.size());
        const auto day = first_day_ + days{14 * (count / turns % 25)};  // within a year
        const auto& worker = workers_[static_cast<std::size_t>(count % turns)];
        const auto& employer = employers_[static_cast<std::size_t>(count / turns / 25 + count) % employers_.size()];
        const auto text = [](dimona::LocalDate date) { return dimona::format_date(date); };
        const auto entry = [&](const std::string& type, std::optional<dimona::LocalDate> last,
                               const std::string& more) {
            return R"({"employer":{"enterpriseNumber":")" + employer + R"("},"worker":{"ssin":")" + worker +
                   R"("},"dimonaIn":{"startDate":")" + text(day) + "\"" +
                   (last ? R"(,"endDate":")" + text(*last) + "\"" : "") + more + R"(,"features":{"workerType":")" +
                   type + R"(","jointCommissionNumber":"XXX"}}})";
        };
        switch (count % 5) {
            case 0:
                return {entry("OTH", {}, ""),
                        R"({"dimonaOut":{"periodId":@,"endDate":")" + text(day + days{9}) + "\"}}"};
            case 1:
                return {entry("OTH", day + days{3}, ""),
                        R"({"dimonaUpdate":{"periodId":@,"endDate":")" + text(day + days{5}) + "\"}}"};
            case 2:
                return {entry("STU", day + days{2}, R"(,"plannedHoursNumber":16)"),
                        R"({"dimonaCancel":{"periodId":@}})"};
            default:
                return {entry("OTH", day, ""), ""};
        }
    }

    // A search of the kind asked for, about another employer, worker or day each time.
    std::string search(const std::string& kind) {
        const auto count = static_cast<std::size_t>(counter_++);
        const auto employer = R"("employer":{"enterpriseNumber":")" + employers_[count % employers_.size()] + "\"}";
        if (kind == "employer") return "{" + employer + "}";
        if (kind == "worker") return R"({"worker":{"ssin":")" + workers_[count * 7'919 % workers_.size()] + "\"}}";
        const auto day = dimona::format_date(first_day_ - days{static_cast<int>(count % 300)});
        return "{" + employer + R"(,"period":{"startDate":")" + day + R"(","endDate":")" + day + "\"}}";
    }

private:
    std::int64_t counter_;
    dimona::LocalDate first_day_{};
    std::vector<std::string> employers_, workers_;
};

struct Seen {
    std::vector<std::uint32_t> microseconds;
    std::int64_t accepted = 0, refused = 0, failed = 0;
};

class Load {
public:
    Load(const Options& options, Script& script)
        : options_(options), script_(script), token_(content_of(options.token_file)) {
        while (!token_.empty() && std::isspace(static_cast<unsigned char>(token_.back()))) token_.pop_back();
    }

    json::object run() {
        began_ = Clock::now();
        ends_ = began_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
        for (int number = 0; number < options_.connections; ++number)
            asio::co_spawn(context_, talk(), [this](const std::exception_ptr& problem) {
                if (problem) ++seen_.failed;
            });
        context_.run();
        const std::chrono::duration<double> passed = Clock::now() - began_;
        auto& times = seen_.microseconds;
        std::sort(times.begin(), times.end());
        const auto quantile = [&](double share) {
            return times.empty() ? 0.0
                                 : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))] / 1e3;
        };
        return {{"requests", times.size()},
                {"seconds", passed.count()},
                {"rate", static_cast<double>(times.size()) / passed.count()},
                {"accepted", seen_.accepted},
                {"refused", seen_.refused},
                {"failed", seen_.failed},
                {"p50", quantile(0.5)},
                {"p99", quantile(0.99)},
                {"p999", quantile(0.999)}};
    }

private:
    // The moment when the next request is due; nothing when it is over.
    std::optional<Clock::time_point> next_due() {
        const auto number = sent_++;
        if (options_.requests_max > 0 && number >= options_.requests_max) return std::nullopt;
        auto due = Clock::now();
        if (options_.rate > 0)
            due = began_ + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(static_cast<double>(number) / options_.rate));
        if (due >= ends_) return std::nullopt;
        return due;
    }

    http::request<http::string_body> request_of(std::string body) const {
        const auto* target =
            options_.search.empty() ? "/REST/dimona/v2/declarations" : "/REST/dimona/v2/periods/search";
        http::request<http::string_body> request(http::verb::post, target, 11);
        request.set(http::field::host, options_.host);
        request.set(http::field::authorization, "Bearer " + token_);
        request.set(http::field::content_type, "application/json");
        request.set("Prefer", "wait=10");
        request.body() = std::move(body);
        request.prepare_payload();
        return request;
    }

    asio::awaitable<void> talk() {
        boost::beast::tcp_stream stream(context_);
        asio::ip::tcp::resolver resolver(context_);
        co_await stream.async_connect(resolver.resolve(options_.host, options_.port), asio::use_awaitable);
        stream.socket().set_option(asio::ip::tcp::no_delay(true));
        boost::beast::flat_buffer buffer;
        asio::steady_timer timer(context_);
        std::string follow_up;
        while (const auto due = next_due()) {
            if (*due > Clock::now()) {
                timer.expires_at(*due);
                co_await timer.async_wait(asio::use_awaitable);
            }
            std::string body = std::move(follow_up), later;
            follow_up.clear();
            if (!options_.search.empty())
                body = script_.search(options_.search);
            else if (body.empty()) {
                auto step = script_.next();
                body = std::move(step.body);
                later = std::move(step.follow_up);
            }
            const auto request = request_of(std::move(body));
            co_await http::async_write(stream, request, asio::use_awaitable);
            http::response<http::string_body> response;
            co_await http::async_read(stream, buffer, response, asio::use_awaitable);
            const auto waited = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - *due).count();
            seen_.microseconds.push_back(static_cast<std::uint32_t>(waited));
            note(response, later, follow_up);
        }
    }

    void note(const http::response<http::string_body>& response, const std::string& later, std::string& follow_up) {
        if (response.result_int() / 100 != 2) {
            if (seen_.failed++ == 0) std::cerr << response.result_int() << " " << response.body() << "\n";
            return;
        }
        if (!options_.search.empty()) return;
        const auto& body = response.body();
        if (body.find(R"("result":"B")") != std::string::npos) {
            if (seen_.refused++ == 0) std::cerr << body << "\n";
            return;
        }
        ++seen_.accepted;
        const std::string location(response[http::field::location]);
        const auto slash = location.rfind('/');
        if (later.empty() || slash == std::string::npos) return;
        follow_up = later;
        follow_up.replace(follow_up.find('@'), 1, location.substr(slash + 1));
    }

    Options options_;
    Script& script_;
    std::string token_;
    asio::io_context context_{1};
    Clock::time_point began_, ends_;
    std::int64_t sent_ = 0;
    Seen seen_;
};

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("A client that declares, or searches, on many connections");
    app.add_option("--host", options.host);
    app.add_option("--port", options.port);
    app.add_option("--token-file", options.token_file)->required();
    app.add_option("--summary", options.summary_file, "of dimona simulate")->required();
    app.add_option("--connections", options.connections)->capture_default_str();
    app.add_option("--seconds", options.seconds)->capture_default_str();
    app.add_option("--requests-max", options.requests_max);
    app.add_option("--rate", options.rate, "requests a second; 0: as fast as they are answered");
    app.add_option("--start", options.start, "first number of the sequences");
    app.add_option("--search", options.search, "employer, worker or date: search instead of declaring");
    CLI11_PARSE(app, argc, argv);
    Script script(json::parse(content_of(options.summary_file)).as_object(), options.start);
    std::cout << json::serialize(Load(options, script).run()) << "\n";
}
