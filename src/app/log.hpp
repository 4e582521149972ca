// Log lines: one JSON object a line on standard error. Never a national number, never a body.
#pragma once

#include <boost/json.hpp>
#include <string>

namespace dimona::app {

enum class LogLevel { debug, info, warning, error, off };

class Log {
public:
    explicit Log(LogLevel level);
    // {"at": …, "level": …, "event": event, …fields}
    void write(LogLevel level, std::string_view event, boost::json::object fields) const;
    [[nodiscard]] bool takes(LogLevel level) const { return level >= level_; }

private:
    LogLevel level_;
};

}  // namespace dimona::app
