// Signing in, and what follows: a session is found by a random token that only the browser has. Times are real
// time, never the legal clock.
#pragma once

#include <map>
#include <mutex>

#include "access/account.hpp"
#include "register/lanes.hpp"

namespace dimona::access {

struct Session {
    std::string id;  // name of its paper: account and digest of the token; not secret
    std::string login;
    std::string form_token;     // stands in every form (CSRF)
    bool needs_code = true;     // the password was right, the second factor is still missing
    std::int64_t employer = 0;  // for whom one acts; 0: not chosen
    Instant created{}, seen{};
    Instant proved{};         // when the person last proved who he is: sensitive changes want it to be recent
    std::string agent, peer;  // to recognise a session in the list
    std::string notice;       // said once, on the next page
    friend bool operator==(const Session&, const Session&) = default;
};

struct SessionLimits {
    std::chrono::minutes idle_max{30};
    std::chrono::hours age_max{12};
    std::chrono::minutes code_time_max{10};  // between password and code
    int failures_max = 5;                    // in a row, then the account is locked for a time
    std::chrono::minutes lock_time{15};
    std::chrono::minutes proof_age_max{5};  // for sensitive changes (OWASP ASVS 7.5.3)
};

// All sessions of an account, at once. Does not commit.
[[nodiscard]] Status end_sessions(registry::Writer& writer, const std::string& login);

enum class SignInProblem { wrong, locked, too_many };

class Sessions {
public:
    Sessions(registry::Store& store, registry::Lanes& lanes, const Clock& real_clock, SessionLimits limits = {})
        : store_(store), lanes_(lanes), clock_(real_clock), limits_(limits) {}

    struct Begun {
        std::string token;  // for the cookie
        Session session;
        std::optional<SignInProblem> problem;
    };
    struct Browser {
        std::string agent, peer;
    };
    // First step. The problem `wrong` says neither whether the account exists nor which part was wrong.
    Result<Begun> begin(const std::string& login, const std::string& password, const Browser& browser);
    // Second step: the session gets a new token (no fixation).
    Result<Begun> confirm(const Session& session, const std::string& code);
    // Proves again who it is, by password or one-time code: the session is the same, `proved` is new.
    Result<Begun> prove(const Session& session, const std::string& password_or_code);
    // Somebody who has just shown that the account is his in another way (access/invitation.hpp).
    Result<Begun> begin_for_newcomer(const Account& account, const Browser& browser) {
        return open(account, browser, false);
    }
    // A person whom an OpenID provider has identified; `wrong`: nobody here.
    Result<Begun> begin_for_subject(const std::string& subject, const Browser& browser);

    // The session of this token, while it lasts and its account may sign in.
    struct Known {
        Session session;
        Account account;
    };
    Result<std::optional<Known>> find(const std::string& token);
    Status keep(const Session& session);

    Result<std::vector<Session>> sessions_of(const std::string& login);
    Status end(const std::string& id);
    // All but `kept`; returns how many.
    Result<int> end_others(const std::string& login, const std::string& kept);
    Status change(const std::string& login, const std::function<void(Account&)>& change);

    [[nodiscard]] bool was_proved_lately(const Session& session) const {
        return clock_.now() < session.proved + limits_.proof_age_max;
    }

    // Throws away sessions and other papers that have expired.
    Status tidy();
    [[nodiscard]] const SessionLimits& limits() const { return limits_; }
    [[nodiscard]] Instant now() const { return clock_.now(); }

private:
    Result<Begun> open(const Account& account, const Browser& browser, bool needs_code);
    Result<bool> note_failure(const std::string& login);

    registry::Store& store_;
    registry::Lanes& lanes_;
    const Clock& clock_;
    SessionLimits limits_;
};

}  // namespace dimona::access
