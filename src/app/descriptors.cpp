#include "app/descriptors.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace dimona::app {

namespace {

constexpr rlim_t for_the_rest = 128;  // the store, its readers, listeners, logs

}  // namespace

int connections_that_fit(int wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    const auto needed = static_cast<rlim_t>(wanted) + for_the_rest;
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= needed) return wanted;
    return static_cast<int>(std::max<rlim_t>(limit.rlim_cur, for_the_rest + 1) - for_the_rest);
}

}  // namespace dimona::app
