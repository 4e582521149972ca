// A name for one request, to find it again in logs and answers. Not a secret.
#pragma once

#include <string>

namespace dimona::http {

// UUID version 4 (RFC 9562 5.4) from a generator of this thread.
[[nodiscard]] std::string new_trace_id();

}  // namespace dimona::http
