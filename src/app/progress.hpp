// A line that counts while long work goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace dimona::app {

// On a terminal only; otherwise nothing.
[[nodiscard]] std::function<void(std::int64_t)> progress_line(std::string what, std::string unit);

}  // namespace dimona::app
