// What is done to registers and rights, beside declarations: who did what, why, and to whom or what it happened.
//
// An act is an entry of the journal (kind "act"), so that it can't be changed unseen, and is found by each of its
// subjects, newest first. Whatever changes an employer, a mandate, a right or a case writes its act in the same
// transaction. Persons are named by key, never by number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/port/store.hpp"

namespace dimona::registry {

struct ActDetail {
    std::string name, value;  // "name before" is written as name + "Before"
    friend bool operator==(const ActDetail&, const ActDetail&) = default;
};

struct Act {
    Instant at{};
    std::string code;                                       // "unsecured.blocked", "mandate.confirmed", …
    std::string by;                                         // login or client id; "service" for what follows by itself
    std::optional<domain::EnterpriseNumber> by_enterprise;  // absent: the authority's staff, or the service
    std::string reason;                                     // the motive, when one is asked for
    std::vector<std::string> about;                         // subjects; see below
    std::vector<ActDetail> details;
    friend bool operator==(const Act&, const Act&) = default;
};

inline constexpr const char* act_kind = "act";

// Names of subjects.
[[nodiscard]] std::string subject(domain::EmployerNumber employer);
[[nodiscard]] std::string subject(domain::EnterpriseNumber enterprise);
// Anything else that has a history: subject_of("account", "me@firm.example"), subject_of("mandate", id).
[[nodiscard]] std::string subject_of(std::string_view what, std::string_view name);

// Appends the act to the journal. Does not commit.
[[nodiscard]] Status record_act(Writer& writer, const Act& act);

struct RecordedAct {
    std::int64_t sequence = 0;  // of its journal entry
    Act act;
};
// Newest first: up to `count` with a smaller sequence than `before` (0: the newest ones).
[[nodiscard]] Result<std::vector<RecordedAct>> acts_about(Reader& reader, std::string_view subject, std::int64_t before,
                                                          int count);
// What is found under `from` is found under `to` as well: one thing has got another name.
[[nodiscard]] Status follow_subject(Writer& writer, std::string_view from, std::string_view to);

}  // namespace dimona::registry
