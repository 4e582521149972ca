#include "app/probes.hpp"

namespace dimona::app {

namespace {

constexpr std::string_view metrics_path = "/metrics", live_path = "/livez", ready_path = "/readyz";

bool is_loopback(std::string_view peer) {
    return peer == "::1" || peer.starts_with("127.") || peer.starts_with("::ffff:127.");
}

}  // namespace

bool asks_for_a_probe(const http::Request& request) {
    return request.path == metrics_path || request.path == live_path || request.path == ready_path;
}

bool comes_from_this_machine(const http::Request& request) {
    return is_loopback(request.peer) && request.count("X-Forwarded-For") == 0 && request.count("Forwarded") == 0;
}

http::Response plain_text(int status, std::string sentence) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(sentence) + "\n"};
}

Probes::Probes(Metrics& metrics, const registry::Lanes& lanes, registry::Store& store,
               std::function<http::Server::Figures()> server_figures)
    : metrics_(metrics), lanes_(lanes), store_(store), server_figures_(std::move(server_figures)) {}

http::Response Probes::answer(const http::Request& request) const {
    if (!asks_for_a_probe(request)) return plain_text(404, "There are /metrics, /livez and /readyz.");
    if (request.method != "GET" && request.method != "HEAD") {
        auto response = plain_text(405, "Only GET and HEAD.");
        response.headers.push_back({"Allow", "GET, HEAD"});
        return response;
    }
    if (request.path == metrics_path)
        return {200,
                {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                metrics_.exposition(lanes_, server_figures_())};
    if (request.path == live_path || store_.probe()) return plain_text(200, "ok");
    return plain_text(503, "The store does not take writes.");
}

}  // namespace dimona::app
