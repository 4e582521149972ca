#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace dimona::app {

std::function<void(std::int64_t)> progress_line(std::string what, std::string unit) {
    if (!isatty(STDERR_FILENO)) return {};
    return [what = std::move(what), unit = std::move(unit)](std::int64_t done) {
        std::cerr << fmt::format("\r{}: {} {}", what, done, unit) << std::flush;
    };
}

}  // namespace dimona::app
