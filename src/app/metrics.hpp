// Figures for Prometheus. No label names an employer or a person.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/server.hpp"
#include "register/lanes.hpp"

namespace dimona::app {

class Metrics {
public:
    Metrics();
    ~Metrics();
    // Any thread.
    void request(std::string_view operation, int status, double seconds);
    void declaration(std::string_view channel, std::string_view kind, std::string_view result);
    // Text exposition, with the present state of lanes and server.
    [[nodiscard]] std::string exposition(const registry::Lanes& lanes, const http::Server::Figures& server);

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace dimona::app
