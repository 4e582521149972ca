// One request on its way through the service, and what every answer carries.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "channel/rest/service.hpp"

namespace dimona::rest {

// What was asked, by whom, and how to answer.
struct Exchange {
    http::Request request;
    http::Respond respond;
    Observed observed;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    registry::Caller caller;  // once it is known
    std::int64_t number = 0;  // of a path with {id}
    [[nodiscard]] const std::string& trace() const { return request.trace_id; }
};
using Shared = std::shared_ptr<Exchange>;
[[nodiscard]] Shared begin_exchange(http::Request request, http::Respond respond);

class Answering {
public:
    Answering(bool tls, std::function<void(const Observed&)> observe) : tls_(tls), observe_(std::move(observe)) {}

    // Answers, once, and tells the observer.
    void finish(const Shared& exchange, http::Response response) const;
    // The same with a response that is made on the connection's thread.
    void finish_later(const Shared& exchange, std::function<http::Response()> make) const;
    // `related`: the caller's own name of the exchange; it is given back when it is a UUID.
    void add_common_headers(http::Response& response, const std::string& trace_id, std::string_view related) const;

private:
    // With what every answer carries; the observer is told.
    [[nodiscard]] http::Response complete(const Shared& exchange, http::Response response) const;

    bool tls_;
    std::function<void(const Observed&)> observe_;
};

}  // namespace dimona::rest
