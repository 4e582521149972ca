// Actions that a second person must confirm: asked by one, done when another agrees.
//
// An approval says what is to be done and for whom; it does nothing by itself. Whoever confirms it carries the action
// out in the same transaction, from the details. Asking, confirming, refusing and expiring write acts. Who may confirm
// at all is decided by the room that asks (the managers of an enterprise, the staff of the authority): here only that
// it is somebody else.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "register/acts.hpp"

namespace dimona::registry {

struct Approval {
    std::string id;                  // given by ask_approval()
    std::string code;                // of the action: "client.key.added", "unsecured.unblocked", …
    std::string subject;             // to whom it belongs: subject(enterprise), or the operator's desk
    std::string about;               // what it is done to, as a subject of acts; empty: nothing but `subject`
    std::vector<ActDetail> details;  // what is needed to do it
    std::string reason;
    std::string asked_by;  // login
    std::optional<domain::EnterpriseNumber> by_enterprise;
    Instant asked_at{}, expires{};
    friend bool operator==(const Approval&, const Approval&) = default;

    // The value of a detail; empty when there is none.
    [[nodiscard]] std::string operator[](std::string_view name) const;
};

inline constexpr std::chrono::days approval_lifetime{7};
inline constexpr const char* desk_approvals = "desk/approvals";  // `subject` of what the authority's staff confirm

// Who decides about an approval, and when.
struct Decider {
    std::string login;
    std::optional<domain::EnterpriseNumber> enterprise;
    Instant at{};
};

// Gives it an id, and an end when it has none. Does not commit.
[[nodiscard]] Result<Approval> ask_approval(Writer& writer, Approval asked);
// Open ones of a subject, the oldest first; those that have expired are not among them.
[[nodiscard]] Result<std::vector<Approval>> open_approvals(Reader& reader, std::string_view subject, Instant now);
// not_found when it is decided, expired, or belongs to another subject.
[[nodiscard]] Result<Approval> open_approval(Reader& reader, std::string_view subject, std::string_view id,
                                             Instant now);
// Gives back what is now to be done, in the same transaction. forbidden: the one who asked can't confirm; not_found as
// above. Does not commit.
[[nodiscard]] Result<Approval> confirm_approval(Writer& writer, std::string_view subject, std::string_view id,
                                                const Decider& decider);
// Where somebody outside asked and two must agree: the first who agrees asks the second, until the same end. Nothing is
// confirmed yet. not_found as above. Does not commit.
[[nodiscard]] Result<Approval> agree_as_first(Writer& writer, std::string_view subject, std::string_view id,
                                              const Decider& decider);
// Also by the one who asked: then it is taken back. Does not commit.
[[nodiscard]] Status refuse_approval(Writer& writer, std::string_view subject, std::string_view id,
                                     const Decider& decider, const std::string& reason);
// Puts away what nobody decided in time, of the subjects that begin so ("desk/", "enterprise/"). Gives how many. Does
// not commit.
[[nodiscard]] Result<int> expire_approvals(Writer& writer, std::string_view subjects, Instant now);

}  // namespace dimona::registry
