// How people come in: by a letter with a link that holds once. Only the digest of the link's code is kept.
//
//   link   BASE/LANGUAGE/invitation/CODE        CODE = enterprise number ‖ "-" ‖ 32 random bytes in base64url
//
// Whoever has the link chooses a password and sets up one-time codes, and has an account. An address that already has
// an account of this enterprise signs in first; one that has an account elsewhere needs another address.
#pragma once

#include <chrono>

#include "access/account.hpp"
#include "register/approvals.hpp"

namespace dimona::access {

struct Invitation {
    std::string id;  // ENTERPRISE/DIGEST of the code; not secret
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    std::string enterprise_name;  // as the letter says it
    std::string login;            // e-mail address to which the letter goes
    std::string name;             // of the person; he may correct it
    Grant grant;
    domain::Language language = domain::Language::en;
    std::string by;  // login; "service" when it follows from a request
    Instant at{}, expires{};
    std::string password_hash, code_secret;  // chosen so far by whoever has the link
    friend bool operator==(const Invitation&, const Invitation&) = default;
};

inline constexpr std::chrono::days invitation_lifetime{7};

// What invitations need to know of the service.
struct Inviting {
    std::string base_url;
    Instant now{};
    std::optional<Instant> desk_now = {};  // by the clock of the operator's desk; absent: the same
};

// Queues the letter and writes the act "account.invited". An earlier invitation of this address for this enterprise
// ends. Whether `by` may do it is for the caller (people.hpp) to check. conflict: the address has an active account of
// this enterprise. Does not commit.
[[nodiscard]] Result<Invitation> invite(registry::Writer& writer, Invitation wanted, const Inviting& inviting);
// The same, when the invitation brings something to an account that is there: the main manager's role, or that one
// represents the enterprise.
[[nodiscard]] Result<Invitation> invite_also_known(registry::Writer& writer, Invitation wanted,
                                                   const Inviting& inviting);

// The invitation of a link; nothing when it is wrong, used, withdrawn, or has expired.
[[nodiscard]] Result<std::optional<Invitation>> invitation_of_code(registry::Reader& reader, std::string_view code,
                                                                   Instant now);
[[nodiscard]] Result<std::vector<Invitation>> invitations_of(registry::Reader& reader,
                                                             domain::EnterpriseNumber enterprise, Instant now);
// Keeps what was chosen so far. Does not commit.
[[nodiscard]] Status keep_invitation(registry::Writer& writer, const Invitation& invitation);
[[nodiscard]] Status withdraw_invitation(registry::Writer& writer, const Invitation& invitation, const std::string& by,
                                         Instant now);

// Uses it up and makes the account, or changes the one that is there; writes "account.joined". A main manager who was
// there becomes a co-manager. conflict: the address has an account elsewhere; invalid: password or one-time codes are
// not chosen yet, and there is no account. Does not commit.
[[nodiscard]] Result<Account> accept_invitation(registry::Writer& writer, const Invitation& invitation,
                                                std::int64_t code_step, Instant now);

// --- the first way in for an enterprise

enum class AccessRequest {
    invited,  // a letter went to the address that the enterprise register knows
    waiting,  // one went already, and still holds
    asked,    // the register knows no address: the operator's desk decides
    managed,  // the enterprise has a main access manager: ask him
};
// For the legal representative of an enterprise that nobody manages yet. `email` is what a visitor typed: it is told to
// the operator's desk and never written to from here. Does not commit.
[[nodiscard]] Result<AccessRequest> request_access(registry::Writer& writer, const Inviting& inviting,
                                                   domain::EnterpriseNumber enterprise, const std::string& name,
                                                   const std::string& email, domain::Language language);
inline constexpr const char* access_requested = "access.requested";  // code of the approval at the desk
// After the operator's desk has confirmed such a request (register/approvals.hpp): invites the legal representative to
// the address in it, which the staff has checked. Does not commit.
[[nodiscard]] Result<Invitation> grant_access(registry::Writer& writer, const Inviting& inviting,
                                              const registry::Approval& request, const std::string& by);

}  // namespace dimona::access
