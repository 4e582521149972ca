// What happened to people, programs and their rights, in words; and why something of it is refused.
#pragma once

#include <optional>

#include "channel/web/grant_words.hpp"
#include "channel/web/layout.hpp"
#include "register/approvals.hpp"

namespace dimona::web {

// "Somebody was invited"; nothing for an act that is told elsewhere.
[[nodiscard]] std::optional<std::string> act_text(const Words& words, const std::string& code);
// To whom or what it happened, and what changed: "user@firm.example: User → Access manager".
[[nodiscard]] std::string act_details(const Words& words, const registry::Act& act);
// What is asked for: the same words for an action that waits.
[[nodiscard]] std::string approval_details(const Words& words, const registry::Approval& approval);

// A refusal of the rooms below, in the reader's language.
[[nodiscard]] std::string refusal_text(const Words& words, const Error& error);
// For what a person can put right, or may not do; anything else is trouble().
[[nodiscard]] bool is_refusal(const Error& error);

// Acts, newest first, as a table; empty when there is none.
[[nodiscard]] Html history_table(const Visit& visit, const std::vector<registry::RecordedAct>& acts,
                                 const std::string& caption);

}  // namespace dimona::web
