#include "channel/rest/exchange.hpp"

#include "channel/rest/headers.hpp"
#include "http/later.hpp"

namespace dimona::rest {

namespace {

// A caller in between may pass on the name that the one before him gave.
std::string_view related_trace(const http::Request& request) {
    const auto own = request.header("BelGov-Trace-Id");
    return own.empty() ? request.header("BelGov-Related-Trace-Id") : own;
}

}  // namespace

Shared begin_exchange(http::Request request, http::Respond respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request = std::move(request);
    exchange->respond = std::move(respond);
    exchange->observed.operation = "none";
    exchange->observed.method = exchange->request.method;
    exchange->observed.trace_id = exchange->trace();
    return exchange;
}

void Answering::finish(const Shared& exchange, http::Response response) const {
    exchange->respond(complete(exchange, std::move(response)));
}

void Answering::finish_later(const Shared& exchange, std::function<http::Response()> make) const {
    http::respond_later(exchange->respond, [this, exchange, make = std::move(make)]() -> http::Response {
        return complete(exchange, make());
    });
}

http::Response Answering::complete(const Shared& exchange, http::Response response) const {
    add_common_headers(response, exchange->trace(), related_trace(exchange->request));
    auto& observed = exchange->observed;
    observed.status = response.status;
    const auto taken = std::chrono::steady_clock::now() - exchange->begun;
    observed.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
    if (observe_) observe_(observed);
    return response;
}

void Answering::add_common_headers(http::Response& response, const std::string& trace_id,
                                   std::string_view related) const {
    response.headers.push_back({"BelGov-Trace-Id", trace_id});
    if (is_uuid(related)) response.headers.push_back({"BelGov-Related-Trace-Id", std::string(related)});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    if (tls_) response.headers.push_back({"Strict-Transport-Security", "max-age=31536000; includeSubDomains"});
}

}  // namespace dimona::rest
