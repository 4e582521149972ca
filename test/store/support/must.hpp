// A value, or a failed test that says why.
#pragma once

#include <stdexcept>

#include "base/result.hpp"

namespace dimona::store::test {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message + " (" + result.error().place + ")");
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace dimona::store::test
