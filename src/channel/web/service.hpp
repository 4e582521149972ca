// The secured online service: requests for pages in, pages out. Contains no rule.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "channel/web/batches.hpp"
#include "channel/web/blocking_mail.hpp"
#include "channel/web/guardian.hpp"
#include "channel/web/open_id.hpp"
#include "channel/web/receipts.hpp"
#include "channel/web/service_settings.hpp"
#include "http/server.hpp"

namespace dimona::web {

// What happened, for logs and figures: nothing that says who a person is.
struct Observed {
    std::string page;  // pattern of the address, "asset", or "none"
    std::string method;
    int status = 0;
    std::int64_t microseconds = 0;
    std::string trace_id;
};

class WebService {
public:
    WebService(registry::Store& store, registry::Lanes& lanes, registry::Intake& intake,
               registry::Consultations& consultations, const Clock& real_clock, const Clock& legal_clock,
               std::unique_ptr<Receipts> receipts, Settings settings);
    ~WebService();
    WebService(const WebService&) = delete;
    WebService& operator=(const WebService&) = delete;

    // Is this request for the pages (and not for the web service)?
    [[nodiscard]] static bool takes(const http::Request& request);
    // Uploads are larger than anything else that people send.
    [[nodiscard]] static bool takes_file(std::string_view path);
    // Any thread; answers from a thread of its own.
    void handle(http::Request request, http::Respond respond);
    // Both to be called now and then. What has expired goes: sessions, requests that nobody answered.
    Status tidy();
    // The letters of the deadline guardian, and about what was declared without signing in. Gives the letters queued.
    Result<int> look_after();
    // A message to the operator about the unsecured channels. Gives what was done, for the log.
    Result<std::string> take_mail(const IncomingMail& mail);
    // Finishes what was begun.
    void stop();

private:
    class Detail;
    std::unique_ptr<Detail> detail_;
};

}  // namespace dimona::web
