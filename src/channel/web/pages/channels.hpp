// The pages about the programs of an enterprise: clients of the web service and senders of batches.
#pragma once

#include "channel/web/desk.hpp"

namespace dimona::web::pages {

// channels.cpp
http::Response channels(Desk& desk, Visit& visit);
http::Response new_client(Desk& desk, Visit& visit);
http::Response take_new_client(Desk& desk, Visit& visit);
http::Response new_sender(Desk& desk, Visit& visit);
http::Response take_new_sender(Desk& desk, Visit& visit);

// channels_program.cpp: one program, by client id or sender number
http::Response program(Desk& desk, Visit& visit);
http::Response add_key(Desk& desk, Visit& visit);
http::Response remove_key(Desk& desk, Visit& visit);
http::Response change_scopes(Desk& desk, Visit& visit);
http::Response revoke_program(Desk& desk, Visit& visit);

// --- what they share

// Text of a key: a file that was chosen, or what was pasted.
[[nodiscard]] std::string key_text_of(const FormData& form);
[[nodiscard]] Html key_fields(const Visit& visit, const std::string& typed, const std::string& error);
[[nodiscard]] Html scope_fields(const Visit& visit, const std::vector<std::string>& chosen, const std::string& error);
[[nodiscard]] std::vector<std::string> scopes_in(const FormData& form);

}  // namespace dimona::web::pages
