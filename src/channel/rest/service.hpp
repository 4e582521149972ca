// The REST web service v2 and its token endpoint: HTTP requests in, answers out. Contains no rule.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "access/token_service.hpp"
#include "http/server.hpp"
#include "register/consultation.hpp"
#include "register/intake.hpp"

namespace dimona::rest {

// What happened, for logs and figures: nothing that says who a person is.
struct Observed {
    std::string operation;  // operationId of the OpenAPI document, "token", or "none"
    std::string method;
    int status = 0;
    std::int64_t microseconds = 0;
    std::string client_id, trace_id;
    std::optional<domain::Kind> kind;  // of a declaration that was decided and stored
    std::optional<domain::Verdict> result;
};

struct Settings {
    std::string base_url;  // "https://dimona.example", without a slash at the end
    std::string openapi_document;
    bool tolerate_unknown_members = false;
    bool tls = false;
    std::uint64_t body_bytes_max = 256 * 1024;
    std::function<bool()> is_healthy;
    std::function<void(const Observed&)> observe;
};

class RestService {
public:
    RestService(registry::Intake& intake, registry::Consultations& consultations, access::TokenService& tokens,
                Settings settings);
    ~RestService();
    // Any thread; answers through `respond`, also later and from another thread.
    void handle(http::Request request, http::Respond respond);
    // The answer to a request that the HTTP server itself refuses.
    [[nodiscard]] http::Response refuse(int status, std::string_view reason, const std::string& trace_id) const;

private:
    class Detail;
    std::shared_ptr<Detail> detail_;
};

}  // namespace dimona::rest
