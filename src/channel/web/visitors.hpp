// People who fill in forms without signing in: their browser keeps a random secret, and nothing else about them.
//
// What is kept for them is found by a digest of the secret; the token in their forms is another digest of it, so that
// a form of somebody else's page does nothing (CSRF) and nothing needs to be stored for a mere look.
#pragma once

#include <string>
#include <string_view>

namespace dimona::web {

[[nodiscard]] std::string make_visitor_secret();
// Made by make_visitor_secret(), as far as its form tells.
[[nodiscard]] bool is_visitor_secret(std::string_view text);
[[nodiscard]] std::string visitor_name(std::string_view secret);
[[nodiscard]] std::string visitor_form_token(std::string_view secret);

}  // namespace dimona::web
