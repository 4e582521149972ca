// A client that declares over HTTP with a token, on many connections, as fast as it is answered or at a given rate:
// entries, exits, updates and cancellations that fit together. Prints one JSON object with what it saw.
//
// At a rate, the time of an answer counts from the moment when its request was due, so that a stall is not hidden.
//
// Client and server share the machine, so the client does little: one thread, one system call to send a request and
// one to receive its answer, and of the answer it reads only the status, the length, the place and the verdict.
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_time.hpp"

namespace {

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
        for (const auto& name : summary.at("names").as_array()) names_.emplace_back(json::serialize(name));
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

    // A search of the kind asked for, about another employer, worker, name or day each time. Who is meant by a name and
    // a birth date is found out with an entry that is only tried.
    std::string search(const std::string& kind) {
        const auto count = static_cast<std::size_t>(counter_++);
        const auto employer = R"("employer":{"enterpriseNumber":")" + employers_[count % employers_.size()] + "\"}";
        if (kind == "employer") return "{" + employer + "}";
        if (kind == "worker") return R"({"worker":{"ssin":")" + workers_[count * 7'919 % workers_.size()] + "\"}}";
        if (kind == "name")
            return "{" + employer + R"(,"worker":)" + names_[count * 7'919 % names_.size()] +
                   R"(,"dimonaIn":{"startDate":")" + dimona::format_date(first_day_) +
                   R"(","features":{"workerType":"OTH","jointCommissionNumber":"XXX"}}})";
        const auto day = dimona::format_date(first_day_ - days{static_cast<int>(count % 300)});
        return "{" + employer + R"(,"period":{"startDate":")" + day + R"(","endDate":")" + day + "\"}}";
    }

private:
    std::int64_t counter_;
    dimona::LocalDate first_day_{};
    std::vector<std::string> employers_, workers_, names_;
};

struct Seen {
    std::vector<std::uint32_t> microseconds;
    std::int64_t accepted = 0, refused = 0, failed = 0;
};

[[noreturn]] void give_up(const std::string& doing) { throw std::runtime_error(doing + ": " + std::strerror(errno)); }

double processor_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// An answer as far as it has come.
struct Answer {
    int status = 0;
    std::string_view head, body;

    // Nothing: more is to come.
    static std::optional<Answer> read(std::string_view text) {
        const auto end = text.find("\r\n\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        Answer answer{.head = text.substr(0, end + 2)};
        answer.status = std::atoi(text.substr(std::string_view("HTTP/1.1 ").size()).data());
        const auto length = static_cast<std::size_t>(std::atoll(answer.header("Content-Length").data()));
        const auto rest = text.substr(end + 4);
        if (rest.size() < length) return std::nullopt;
        answer.body = rest.substr(0, length);
        return answer;
    }
    // As the server writes its names; up to the end of the line.
    [[nodiscard]] std::string_view header(std::string_view name) const {
        for (auto at = head.find(name); at != std::string_view::npos; at = head.find(name, at + 1)) {
            if (at < 2 || head[at - 1] != '\n' || head.substr(at + name.size(), 2) != ": ") continue;
            const auto value = head.substr(at + name.size() + 2);
            return value.substr(0, value.find('\r'));
        }
        return "0";
    }
};

class Load {
public:
    Load(const Options& options, Script& script) : options_(options), script_(script) {
        std::string token = content_of(options.token_file);
        while (!token.empty() && std::isspace(static_cast<unsigned char>(token.back()))) token.pop_back();
        const auto* target = options_.search.empty()     ? "/REST/dimona/v2/declarations"
                             : options_.search == "name" ? "/REST/dimona/v2/declarations?dryRun=true"
                                                         : "/REST/dimona/v2/periods/search";
        head_ = std::string("POST ") + target + " HTTP/1.1\r\nHost: " + options_.host + "\r\nAuthorization: Bearer " +
                token + "\r\nContent-Type: application/json\r\nPrefer: wait=10\r\nContent-Length: ";
    }
    ~Load() {
        for (const auto& talk : talks_) close(talk.socket);
        close(waiting_);
    }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    json::object run() {
        if (waiting_ < 0) give_up("epoll_create1");
        talks_.resize(static_cast<std::size_t>(options_.connections));
        for (auto& talk : talks_) {
            connect(talk);
            idle_.push_back(&talk);
        }
        began_ = Clock::now();
        ends_ = began_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
        next_due_ = due_of_next();
        while (next_due_ || idle_.size() < talks_.size()) {
            start_what_is_due();
            if (next_due_ || idle_.size() < talks_.size()) receive_what_has_come();
        }
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
                {"cpuMicroseconds", processor_seconds() * 1e6 / std::max(1.0, static_cast<double>(times.size()))},
                {"p50", quantile(0.5)},
                {"p99", quantile(0.99)},
                {"p999", quantile(0.999)}};
    }

private:
    // One connection: a request, its answer, the next request.
    struct Talk {
        int socket = -1;
        Clock::time_point due{};
        std::string request, received, later, follow_up;
    };

    void connect(Talk& talk) {
        addrinfo wanted{}, *found = nullptr;
        wanted.ai_socktype = SOCK_STREAM;
        if (getaddrinfo(options_.host.c_str(), options_.port.c_str(), &wanted, &found) != 0)
            throw std::runtime_error("no such address: " + options_.host);
        talk.socket = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int connected = ::connect(talk.socket, found->ai_addr, found->ai_addrlen);
        freeaddrinfo(found);
        if (connected != 0) give_up("connect");
        const int on = 1;
        setsockopt(talk.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &talk;
        if (epoll_ctl(waiting_, EPOLL_CTL_ADD, talk.socket, &event) != 0) give_up("epoll_ctl");
    }

    // The moment when the next request is due; nothing when it is over.
    std::optional<Clock::time_point> due_of_next() {
        const auto number = sent_++;
        if (options_.requests_max > 0 && number >= options_.requests_max) return std::nullopt;
        auto due = Clock::now();
        if (options_.rate > 0)
            due = began_ + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(static_cast<double>(number) / options_.rate));
        if (due >= ends_) return std::nullopt;
        return due;
    }

    void start_what_is_due() {
        while (next_due_ && !idle_.empty() && *next_due_ <= Clock::now()) {
            auto& talk = *idle_.back();
            idle_.pop_back();
            talk.due = *next_due_;
            ask(talk);
            next_due_ = due_of_next();
        }
    }

    void ask(Talk& talk) {
        std::string body = std::move(talk.follow_up);
        talk.follow_up.clear();
        talk.later.clear();
        if (!options_.search.empty())
            body = script_.search(options_.search);
        else if (body.empty()) {
            auto step = script_.next();
            body = std::move(step.body);
            talk.later = std::move(step.follow_up);
        }
        talk.request.assign(head_).append(std::to_string(body.size())).append("\r\n\r\n").append(body);
        talk.received.clear();
        for (std::size_t at = 0; at < talk.request.size();) {
            const auto sent = send(talk.socket, talk.request.data() + at, talk.request.size() - at, MSG_NOSIGNAL);
            if (sent < 0) give_up("send");
            at += static_cast<std::size_t>(sent);
        }
    }

    void receive_what_has_come() {
        std::array<epoll_event, 256> events{};
        timespec longest{.tv_sec = 60, .tv_nsec = 0};
        if (next_due_ && !idle_.empty()) {
            const auto left = std::max(*next_due_ - Clock::now(), Clock::duration::zero());
            longest.tv_sec = std::chrono::floor<std::chrono::seconds>(left).count();
            longest.tv_nsec = (left % std::chrono::seconds{1}).count();
        }
        const int count = epoll_pwait2(waiting_, events.data(), static_cast<int>(events.size()), &longest, nullptr);
        if (count < 0 && errno != EINTR) give_up("epoll_pwait2");
        for (int index = 0; index < count; ++index)
            receive(*static_cast<Talk*>(events[static_cast<std::size_t>(index)].data.ptr));
    }

    void receive(Talk& talk) {
        const auto bytes = recv(talk.socket, buffer_.data(), buffer_.size(), 0);
        if (bytes <= 0) throw std::runtime_error("the server ended a connection");
        const std::string_view part(buffer_.data(), static_cast<std::size_t>(bytes));
        if (!talk.received.empty()) talk.received.append(part);
        const auto answer = Answer::read(talk.received.empty() ? part : std::string_view(talk.received));
        if (!answer) {
            if (talk.received.empty()) talk.received.assign(part);
            return;
        }
        const auto waited = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - talk.due).count();
        seen_.microseconds.push_back(static_cast<std::uint32_t>(waited));
        note(talk, *answer);
        idle_.push_back(&talk);
    }

    void note(Talk& talk, const Answer& answer) {
        if (answer.status / 100 != 2) {
            if (seen_.failed++ == 0) std::cerr << answer.status << " " << answer.body << "\n";
            return;
        }
        if (!options_.search.empty()) return;
        if (answer.body.find(R"("result":"B")") != std::string_view::npos) {
            if (seen_.refused++ == 0) std::cerr << answer.body << "\n";
            return;
        }
        ++seen_.accepted;
        if (talk.later.empty()) return;
        const auto location = answer.header("Location");
        const auto slash = location.rfind('/');
        if (slash == std::string_view::npos) return;
        talk.follow_up = std::move(talk.later);
        talk.follow_up.replace(talk.follow_up.find('@'), 1, location.substr(slash + 1));
    }

    Options options_;
    Script& script_;
    std::string head_;
    int waiting_ = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Talk> talks_;
    std::vector<Talk*> idle_;
    std::array<char, 256 * 1024> buffer_{};
    Clock::time_point began_, ends_;
    std::optional<Clock::time_point> next_due_;
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
    app.add_option("--search", options.search, "employer, worker, date or name: search instead of declaring");
    CLI11_PARSE(app, argc, argv);
    Script script(json::parse(content_of(options.summary_file)).as_object(), options.start);
    try {
        std::cout << json::serialize(std::make_unique<Load>(options, script)->run()) << "\n";
    } catch (const std::exception& problem) {
        std::cerr << "bench_load: " << problem.what() << "\n";
        return 1;
    }
}
