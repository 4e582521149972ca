// A response that is made on the connection's own thread, for a handler whose thread others wait for.
#pragma once

#include <functional>

#include "http/server.hpp"

namespace dimona::http {

using MakeResponse = std::function<Response()>;

// In the place of `respond(make())`. `make` is called once: on the thread of the connection that asked, also when it
// has gone meanwhile; at once when `respond` is not a connection's.
void respond_later(const Respond& respond, MakeResponse make);

}  // namespace dimona::http
