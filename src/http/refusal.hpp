// Why the server itself turns a request away, before any handler has seen it.
#pragma once

#include <string_view>

namespace dimona::http {

struct Refusal {
    int status = 400;
    std::string_view reason = {};  // a literal: one sentence for the person who wrote the client
};

}  // namespace dimona::http
