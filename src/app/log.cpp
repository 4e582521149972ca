#include "app/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/clocks.hpp"
#include "base/local_time.hpp"

namespace dimona::app {

namespace {

constexpr const char* logger_name = "dimona";

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
        case LogLevel::off:
            return "off";
    }
    return {};
}

std::shared_ptr<spdlog::logger> standard_error() {
    if (auto logger = spdlog::get(logger_name)) return logger;
    auto logger = spdlog::stderr_logger_mt(logger_name);
    logger->set_pattern("%v");  // the line is made here, whole
    logger->set_level(spdlog::level::trace);
    return logger;
}

}  // namespace

// Lines that wait to be written, and the thread that writes them.
class Log::Lines {
public:
    ~Lines() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            arrived_.notify_one();
        }
        thread_.join();
        write_all();
    }

    void add(std::string_view line) {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty()) arrived_.notify_one();
        waiting_.append(line).push_back('\n');
    }
    void write_all() {
        const std::lock_guard writing(writing_);  // in the order in which they came
        std::string lines;
        {
            const std::lock_guard lock(mutex_);
            lines.swap(waiting_);
        }
        if (lines.empty()) return;
        lines.pop_back();  // the last line end is the logger's
        logger_->info(lines);
    }

private:
    void work() {
        constexpr std::chrono::milliseconds gathered_for{5};
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            arrived_.wait_for(lock, gathered_for, [this] { return stopping_; });
            lock.unlock();
            write_all();
            lock.lock();
        }
    }

    const std::shared_ptr<spdlog::logger> logger_ = standard_error();
    std::mutex mutex_, writing_;
    std::condition_variable arrived_;
    std::string waiting_;
    bool stopping_ = false;
    std::thread thread_{[this] { work(); }};
};

Log::Log(LogLevel level) : level_(level), lines_(std::make_unique<Lines>()) {}
Log::~Log() = default;

void Log::write(LogLevel level, std::string_view event, boost::json::object fields) const {
    if (!takes(level)) return;
    std::string line = "{\"at\":\"" + format_instant(SystemClock().now()) + "\",\"level\":\"";
    line.append(name_of(level)).append("\",\"event\":").append(boost::json::serialize(boost::json::string(event)));
    if (fields.empty())
        line.push_back('}');
    else
        line.append(",").append(boost::json::serialize(fields), 1);
    lines_->add(line);
    if (level >= LogLevel::warning) lines_->write_all();
}

}  // namespace dimona::app
