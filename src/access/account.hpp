// People who may sign in: who they are, for which enterprise they come, and what they may do there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.hpp"
#include "domain/rules/rulebook.hpp"
#include "register/port/store.hpp"

namespace dimona::access {

struct Account {
    std::string login;  // e-mail address in lower case
    std::string name;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    Grant grant;
    domain::Language language = domain::Language::en;
    std::string password_hash;        // argon2id, in the form of the reference library; empty: no password
    std::string code_secret;          // base32; empty: no second factor of ours
    std::int64_t last_code_step = 0;  // a code holds once
    std::string subject;              // "ISSUER SUBJECT" at an OpenID provider; empty: none
    int failures = 0;                 // in a row
    std::optional<Instant> locked_until;
    bool active = true;
    bool wants_mail = true;  // of the deadline guardian
    friend bool operator==(const Account&, const Account&) = default;
};

// A mandate, when it is another enterprise's employer.
[[nodiscard]] Acting acting_for(const Account& account, const domain::Employer& employer);
[[nodiscard]] inline bool acts_for(const Account& account, const domain::Employer& employer) {
    return acts_as(account.grant, acting_for(account, employer));
}

// Lower case, trimmed; nothing when it can't be an e-mail address.
[[nodiscard]] std::optional<std::string> parse_login(std::string_view text);

[[nodiscard]] Result<std::optional<Account>> account(registry::Reader& reader, std::string_view login);
[[nodiscard]] Result<std::optional<Account>> account_of_subject(registry::Reader& reader, std::string_view subject);
[[nodiscard]] Result<std::vector<Account>> accounts(registry::Reader& reader);
// The people of an enterprise by login, those who left included.
[[nodiscard]] Result<std::vector<Account>> accounts_of(registry::Reader& reader, domain::EnterpriseNumber enterprise);
// Subject of acts about somebody: what was given to him, and taken away.
[[nodiscard]] std::string subject_of_account(std::string_view login);
// Does not commit.
[[nodiscard]] Status put_account(registry::Writer& writer, const Account& account);

// argon2id; takes tens of milliseconds and 64 MiB. Errors: memory.
[[nodiscard]] Result<std::string> hash_password(const std::string& password);
// As slow for an empty hash as for a real one, so that nobody learns who has an account.
[[nodiscard]] bool is_password(const std::string& password, const std::string& hash);
// What is wrong with a new password, as a message id; nothing when it is good (NIST SP 800-63B: length, and not
// one of the commonest).
inline constexpr std::size_t password_length_min = 12, password_length_max = 128;
[[nodiscard]] std::optional<const char*> weakness_of(const std::string& password, const Account& account);

}  // namespace dimona::access
