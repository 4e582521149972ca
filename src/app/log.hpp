// Log lines: one JSON object a line on standard error. Never a national number, never a body.
//
// Lines that come close together are written together, some milliseconds later: thousands of requests a second need not
// wait for a system call each. A warning or an error is written at once, with everything before it.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace dimona::app {

enum class LogLevel { debug, info, warning, error, off };

class Log {
public:
    explicit Log(LogLevel level);
    ~Log();  // everything is written
    // {"at": …, "level": …, "event": event, …fields}
    void write(LogLevel level, std::string_view event, boost::json::object fields) const;
    [[nodiscard]] bool takes(LogLevel level) const { return level >= level_; }

private:
    class Lines;
    LogLevel level_;
    std::unique_ptr<Lines> lines_;
};

}  // namespace dimona::app
