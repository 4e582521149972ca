// What the machine's own watchers ask: /metrics, /livez, /readyz.
#pragma once

#include <functional>

#include "app/metrics.hpp"
#include "http/server.hpp"
#include "register/lanes.hpp"
#include "register/port/store.hpp"

namespace dimona::app {

[[nodiscard]] bool asks_for_a_probe(const http::Request& request);
// Directly: a proxy before the service shows by its headers.
[[nodiscard]] bool comes_from_this_machine(const http::Request& request);

class Probes {
public:
    Probes(Metrics& metrics, const registry::Lanes& lanes, registry::Store& store,
           std::function<http::Server::Figures()> server_figures);
    // Any thread; 404 for what is no probe.
    [[nodiscard]] http::Response answer(const http::Request& request) const;

private:
    Metrics& metrics_;
    const registry::Lanes& lanes_;
    registry::Store& store_;
    std::function<http::Server::Figures()> server_figures_;
};

// A plain sentence, for answers that no client of the web service sees.
[[nodiscard]] http::Response plain_text(int status, std::string sentence);

}  // namespace dimona::app
