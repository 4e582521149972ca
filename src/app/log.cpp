#include "app/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

Log::Log(LogLevel level) : level_(level) {
    if (spdlog::get(logger_name)) return;
    auto logger = spdlog::stderr_logger_mt(logger_name);
    logger->set_pattern("%v");  // the line is made here, whole
    logger->set_level(spdlog::level::trace);
}

void Log::write(LogLevel level, std::string_view event, boost::json::object fields) const {
    if (!takes(level)) return;
    boost::json::object line = {
        {"at", format_instant(SystemClock().now())}, {"level", name_of(level)}, {"event", event}};
    for (auto& field : fields) line.emplace(field.key(), std::move(field.value()));
    spdlog::get(logger_name)->info(boost::json::serialize(line));
}

}  // namespace dimona::app
