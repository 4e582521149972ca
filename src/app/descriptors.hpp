// Open files that the system allows this process.
#pragma once

namespace dimona::app {

// Raises the soft limit as far as needed and possible. Gives how many connections fit: `wanted` or fewer.
[[nodiscard]] int connections_that_fit(int wanted);

}  // namespace dimona::app
