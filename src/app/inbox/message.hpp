// Reading a message (RFC 5322, MIME), with GMime: who wrote it, what it says, and whether our mail server vouches for
// the sender.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "channel/web/blocking_mail.hpp"

namespace dimona::app {

inline constexpr std::size_t message_bytes_max = 1 << 20;

// `authserv_id`: how the receiving mail server calls itself in Authentication-Results; empty: it vouches for nobody.
[[nodiscard]] Result<web::IncomingMail> read_message(std::string_view raw, const std::string& authserv_id);

// RFC 8601: does the first field of this server say that DMARC passed for the domain, or DKIM with its own signature?
// `fields`: the values of all Authentication-Results, in the order of the message.
[[nodiscard]] bool vouches_for(const std::vector<std::string>& fields, std::string_view authserv_id,
                               std::string_view domain);

}  // namespace dimona::app
