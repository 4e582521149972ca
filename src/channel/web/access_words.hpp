// What happened to people, programs and their rights, in words; and why something of it is refused.
#pragma once

#include <optional>

#include "channel/web/grant_words.hpp"
#include "channel/web/layout.hpp"
#include "register/approvals.hpp"

namespace dimona::web {

// "Somebody was invited"; nothing for an act that is told elsewhere.
[[nodiscard]] std::optional<std::string> act_text(const Words& words, const std::string& code);
// The same for what happened to an enterprise: what the authority's staff consider among themselves is not its to read,
// only what was asked of them.
[[nodiscard]] std::optional<std::string> act_text(const Words& words, const registry::Act& act);
// To whom or what it happened, and what changed: "user@firm.example: User → Access manager".
[[nodiscard]] std::string act_details(const Words& words, const registry::Act& act);
// What is asked for: the same words for an action that waits.
[[nodiscard]] std::string approval_details(const Words& words, const registry::Approval& approval);

// A refusal of the rooms below, in the reader's language.
[[nodiscard]] std::string refusal_text(const Words& words, const Error& error);
// For what a person can put right, or may not do; anything else is trouble().
[[nodiscard]] bool is_refusal(const Error& error);

// What the histories tell of a subject, newest first, from before the act `before` (0: from the newest).
struct ToldActs {
    std::vector<registry::RecordedAct> acts;
    std::int64_t older_before = 0;  // where those that are older begin; 0: there are none
};
// One page. Acts that are told elsewhere stand between: of a thousand looked at there may be none, and older ones all
// the same.
[[nodiscard]] Result<ToldActs> told_acts(registry::Reader& reader, const Words& words, const std::string& subject,
                                         std::int64_t before);

// Acts, newest first, as a table; says so when there is none.
[[nodiscard]] Html history_table(const Visit& visit, const std::vector<registry::RecordedAct>& acts,
                                 const std::string& caption);

}  // namespace dimona::web
