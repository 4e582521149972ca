// Headers that say how an answer is wanted.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "channel/rest/issue.hpp"
#include "domain/rules/rulebook.hpp"
#include "http/server.hpp"

namespace dimona::rest {

// "wait=5" among the preferences (RFC 7240); nothing without one.
[[nodiscard]] std::optional<int> wait_preference(std::string_view prefer);
// The first language of ours that the caller likes (RFC 9110 12.5.4); English otherwise.
[[nodiscard]] domain::Language preferred_language(std::string_view accept_language);
[[nodiscard]] bool accepts_json(std::string_view accept);
// The media type without its parameters is this one.
[[nodiscard]] bool is_media_type(std::string_view content_type, std::string_view expected);
// 1 to 255 printable characters.
[[nodiscard]] bool is_idempotency_key(std::string_view key);
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace dimona::rest
