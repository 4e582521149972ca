// Stops the process when something that must hold does not. Active in every build: a wrong personnel file
// is worse than a restart, and what was acknowledged is already durable.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace dimona {

inline void require(bool holds, const char* why_it_must_hold,
                    std::source_location at = std::source_location::current()) {
    if (holds) [[likely]]
        return;
    std::fprintf(stderr, "broken invariant at %s:%u: %s\n", at.file_name(), at.line(), why_it_must_hold);
    std::abort();
}

}  // namespace dimona
