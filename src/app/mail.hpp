// Letters of the service: to an SMTP server (RFC 5321), or as files (RFC 5322) in a folder for whoever collects them.
#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "register/letters.hpp"

namespace dimona::app {

struct MailSettings {
    std::string server;  // smtp://HOST:PORT or smtps://HOST:PORT; empty: files
    std::string user, password;
    std::string sender = "dimona@localhost";
    std::string folder;  // for files
};
[[nodiscard]] std::unique_ptr<registry::Postman> make_postman(MailSettings settings, const Clock& clock);

}  // namespace dimona::app
