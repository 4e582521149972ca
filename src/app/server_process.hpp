// The whole service in one process: everything chosen, connected, started and stopped in the right order.
#pragma once

#include <memory>
#include <string>

#include "app/serve_options.hpp"
#include "base/result.hpp"

namespace dimona::app {

class ServerProcess {
public:
    // Opens the store, fills it for a demonstration, listens. Serves after start().
    static Result<std::unique_ptr<ServerProcess>> open(const ServeOptions& options);
    virtual ~ServerProcess() = default;

    virtual void start() = 0;
    // Requests in flight are answered and made durable, then everything is closed.
    virtual void stop() = 0;
    [[nodiscard]] virtual const std::string& base_url() const = 0;
    [[nodiscard]] virtual std::string credentials_file() const = 0;  // of a demonstration
    [[nodiscard]] virtual std::string demo_users_text() const = 0;   // idem: who may sign in to the pages
};

}  // namespace dimona::app
