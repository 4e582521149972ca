// What the error codes of PostgreSQL (its manual, appendix A) mean to whoever runs the service.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace dimona::store {

struct Trouble {
    ErrorKind kind;
    const char* remedy;
};

// `state` has five characters, or none when the connection itself is the trouble.
[[nodiscard]] Trouble trouble_of_state(std::string_view state);

// The connection is of no use any more: it is broken, or leads to a server that takes no writes now.
[[nodiscard]] bool ends_the_connection(std::string_view state);

}  // namespace dimona::store
