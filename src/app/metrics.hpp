// Figures for Prometheus. No label names an employer or a person.
#pragma once

#include <memory>
#include <string>

#include "http/server.hpp"
#include "register/lanes.hpp"

namespace dimona::app {

class Metrics {
public:
    Metrics();
    ~Metrics();
    void request(const std::string& operation, int status, double seconds);
    void declaration(const std::string& channel, const std::string& kind, const std::string& result);
    // Text exposition, with the present state of lanes and server.
    [[nodiscard]] std::string exposition(const registry::Lanes& lanes, const http::Server::Figures& server);

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace dimona::app
