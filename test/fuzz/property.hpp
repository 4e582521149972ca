// What must hold for every input. libFuzzer keeps the input that breaks it.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace dimona::fuzz {

inline void must_hold(bool property, const char* what) {
    if (property) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace dimona::fuzz
