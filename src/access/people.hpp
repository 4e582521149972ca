// The people of an enterprise: who brings them in, changes what they may do, and lets them go. Everything is checked
// against what the one who acts may do at that moment, and writes its act in the same transaction. Nothing commits.
//
// Errors that a person meets: not_found for anybody of another enterprise, forbidden with what is not allowed, conflict
// when it contradicts what is there.
#pragma once

#include "access/invitation.hpp"
#include "register/approvals.hpp"

namespace dimona::access {

// Who acts, for his own enterprise.
struct Actor {
    std::string login;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    Instant at{};
};
// The account as it is now; forbidden when it may not do this any more.
[[nodiscard]] Result<Account> acting_account(registry::Reader& reader, const Actor& actor, Right right);

[[nodiscard]] Result<Account> person_of(registry::Reader& reader, domain::EnterpriseNumber enterprise,
                                        std::string_view login);
[[nodiscard]] Result<std::optional<Account>> main_manager_of(registry::Reader& reader,
                                                             domain::EnterpriseNumber enterprise);

// Done, or waiting for the second person whom the enterprise wants for sensitive changes.
enum class Outcome { done, waits };

[[nodiscard]] Result<Outcome> invite_person(registry::Writer& writer, const Actor& actor, Invitation wanted,
                                            const std::string& base_url);
// invalid: the grant makes no sense (rights.hpp). Nobody changes himself.
[[nodiscard]] Result<Outcome> change_person(registry::Writer& writer, const Actor& actor, const std::string& login,
                                            Grant grant);
// His sessions end at once. The main manager can't be removed, and can't leave: he hands his role over first.
[[nodiscard]] Status remove_person(registry::Writer& writer, const Actor& actor, const std::string& login,
                                   const std::string& reason);
[[nodiscard]] Status leave(registry::Writer& writer, const Actor& actor);

// --- the main manager's role

struct Transfer {
    std::string from, to;  // logins
    Instant at{}, expires{};
    friend bool operator==(const Transfer&, const Transfer&) = default;
};
[[nodiscard]] Result<std::optional<Transfer>> transfer_of(registry::Reader& reader, domain::EnterpriseNumber enterprise,
                                                          Instant now);
// By the main manager, to somebody of the enterprise; it becomes true when the other accepts.
[[nodiscard]] Status ask_transfer(registry::Writer& writer, const Actor& actor, const std::string& to);
// By the other. The former main manager becomes a co-manager.
[[nodiscard]] Status accept_transfer(registry::Writer& writer, const Actor& actor);
// By either of both.
[[nodiscard]] Status end_transfer(registry::Writer& writer, const Actor& actor);
// By a legal representative: somebody of the enterprise, or himself, at once; or an invitation to somebody new. Whoever
// was main manager becomes a co-manager.
[[nodiscard]] Status name_main_manager(registry::Writer& writer, const Actor& actor, const std::string& login);
[[nodiscard]] Status invite_main_manager(registry::Writer& writer, const Actor& actor, Invitation wanted,
                                         const std::string& base_url);

// --- two persons for sensitive changes

[[nodiscard]] Result<bool> wants_second_person(registry::Reader& reader, domain::EnterpriseNumber enterprise);
// By a manager of the whole enterprise. conflict: nobody else could confirm. Ending it is itself a sensitive change.
[[nodiscard]] Result<Outcome> choose_second_person(registry::Writer& writer, const Actor& actor, bool wanted);
// When the enterprise wants it, puts `asked` before a second person and gives `waits`; else the caller goes on.
[[nodiscard]] Result<Outcome> ask_second_person(registry::Writer& writer, const Actor& actor, registry::Approval asked);
// An approval of the enterprise is confirmed by another manager of the whole enterprise, or a legal representative.
// What it asks for is then done by carry_out(), or by the room that knows its code.
[[nodiscard]] Result<registry::Approval> confirm_for_enterprise(registry::Writer& writer, const Actor& actor,
                                                                const std::string& id);
[[nodiscard]] Status refuse_for_enterprise(registry::Writer& writer, const Actor& actor, const std::string& id,
                                           const std::string& reason);
// The actions of this file. False: the code is of another room.
[[nodiscard]] Result<bool> carry_out(registry::Writer& writer, const Actor& confirming,
                                     const registry::Approval& approval, const std::string& base_url);

}  // namespace dimona::access
