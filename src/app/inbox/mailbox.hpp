// Where messages to the operator arrive: a Maildir, or a mailbox on an IMAP server (RFC 9051, by libcurl).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"

namespace dimona::app {

struct InboxSettings {
    std::string place;  // a folder with new/ and cur/, or imap(s)://HOST[:PORT]/MAILBOX
    std::string user, password;
    std::string authserv_id;
};

class Mailbox {
public:
    virtual ~Mailbox() = default;
    // Gives each new message to `take`. What `take` has handled is not new any more: it lies in cur/, or is marked as
    // answered. When `take` fails the message stays, and the rest waits.
    virtual Status each_new(const std::function<Status(const std::string& raw)>& take) = 0;
};
[[nodiscard]] Result<std::unique_ptr<Mailbox>> open_mailbox(const InboxSettings& settings);

}  // namespace dimona::app
