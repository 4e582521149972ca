#include "access/sessions.hpp"

#include <boost/json.hpp>

#include "access/one_time_code.hpp"
#include "base/digest.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;
using registry::Paper;
using registry::Writer;

constexpr const char* drawer = "session";
constexpr std::size_t token_bytes = 32, account_part = 16;
// A session that was used is written again at most this often.
constexpr std::chrono::seconds seen_again_after{60};
constexpr int sessions_max = 100;

std::string account_key(const std::string& login) { return to_hex(sha256(login)).substr(0, account_part); }

// TOKEN = account part ‖ "." ‖ random; the paper's name holds the account part and the digest of the whole.
std::string name_of(const std::string& token) { return token.substr(0, account_part) + "/" + to_hex(sha256(token)); }
std::string make_token(const std::string& login) {
    return account_key(login) + "." + base64url(random_bytes(token_bytes));
}

std::string to_text(const Session& session) {
    return json::serialize(json::object{{"login", session.login},
                                        {"formToken", session.form_token},
                                        {"needsCode", session.needs_code},
                                        {"employer", session.employer},
                                        {"created", session.created.time_since_epoch().count()},
                                        {"seen", session.seen.time_since_epoch().count()},
                                        {"proved", session.proved.time_since_epoch().count()},
                                        {"agent", session.agent},
                                        {"peer", session.peer},
                                        {"notice", session.notice}});
}

Result<Session> read(const Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        const auto text = [&](const char* name) { return std::string(object.at(name).as_string()); };
        const auto moment = [&](const char* name) {
            return Instant{std::chrono::milliseconds{object.at(name).as_int64()}};
        };
        return Session{.id = paper.name,
                       .login = text("login"),
                       .form_token = text("formToken"),
                       .needs_code = object.at("needsCode").as_bool(),
                       .employer = object.at("employer").as_int64(),
                       .created = moment("created"),
                       .seen = moment("seen"),
                       .proved = moment("proved"),
                       .agent = text("agent"),
                       .peer = text("peer"),
                       .notice = text("notice")};
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "a session can't be read", paper.name, "sign in again");
    }
}

// When nobody comes back it is thrown away.
Instant end_of(const Session& session, const SessionLimits& limits) {
    const Instant oldest = session.created + limits.age_max;
    const Instant idle = session.needs_code ? session.created + limits.code_time_max : session.seen + limits.idle_max;
    return std::min(oldest, idle);
}

Paper paper_of(const Session& session, const SessionLimits& limits) {
    return {drawer, session.id, to_text(session), end_of(session, limits)};
}

bool is_locked(const Account& account, Instant now) { return account.locked_until && now < *account.locked_until; }

}  // namespace

Result<Sessions::Begun> Sessions::open(const Account& account, const Browser& browser, bool needs_code) {
    const auto now = clock_.now();
    Begun begun{.token = make_token(account.login), .session = {}, .problem = {}};
    begun.session = {.id = name_of(begun.token),
                     .login = account.login,
                     .form_token = base64url(random_bytes(token_bytes)),
                     .needs_code = needs_code,
                     .employer = 0,
                     .created = now,
                     .seen = now,
                     .proved = now,
                     .agent = browser.agent.substr(0, 200),
                     .peer = browser.peer,
                     .notice = {}};
    DIMONA_TRY_VOID(
        lanes_.run(0, [paper = paper_of(begun.session, limits_)](Writer& writer) { return writer.put_paper(paper); }));
    return begun;
}

// True when this failure locked the account.
Result<bool> Sessions::note_failure(const std::string& login) {
    bool locked = false;
    DIMONA_TRY_VOID(change(login, [&](Account& account) {
        if (is_locked(account, clock_.now())) return;
        locked = ++account.failures >= limits_.failures_max;
        if (!locked) return;
        account.failures = 0;
        account.locked_until = clock_.now() + limits_.lock_time;
    }));
    return locked;
}

Result<Sessions::Begun> Sessions::begin(const std::string& login, const std::string& password, const Browser& browser) {
    const auto found = DIMONA_TRY(account(*DIMONA_TRY(store_.read()), login));
    // The password is checked in every case: the time that it takes tells nothing.
    const bool right = is_password(password, found ? found->password_hash : std::string());
    if (found && is_locked(*found, clock_.now())) return Begun{{}, {}, SignInProblem::locked};
    if (!found || !found->active || !right) {
        if (found && DIMONA_TRY(note_failure(login))) return Begun{{}, {}, SignInProblem::locked};
        return Begun{{}, {}, SignInProblem::wrong};
    }
    return open(*found, browser, true);
}

Result<Sessions::Begun> Sessions::confirm(const Session& session, const std::string& code) {
    bool right = false, locked = false;
    Account confirmed;
    DIMONA_TRY_VOID(change(session.login, [&](Account& account) {
        right = false;
        locked = is_locked(account, clock_.now());
        if (locked) return;
        const auto step = step_of_code(account.code_secret, code, clock_.now(), account.last_code_step);
        if (!step) return;
        right = true;
        account.last_code_step = *step;
        account.failures = 0;
        confirmed = account;
    }));
    if (locked) return Begun{{}, {}, SignInProblem::locked};
    if (!right) {
        if (!DIMONA_TRY(note_failure(session.login))) return Begun{{}, {}, SignInProblem::wrong};
        DIMONA_TRY_VOID(end(session.id));
        return Begun{{}, {}, SignInProblem::locked};
    }
    DIMONA_TRY_VOID(end(session.id));
    return open(confirmed, {session.agent, session.peer}, false);
}

Result<Sessions::Begun> Sessions::prove(const Session& session, const std::string& password_or_code) {
    const auto known = DIMONA_TRY(account(*DIMONA_TRY(store_.read()), session.login));
    if (!known || !known->active) return Begun{{}, {}, SignInProblem::wrong};
    // In every case: the time that it takes does not tell which of both was given.
    const bool is_right_password = is_password(password_or_code, known->password_hash);
    bool right = false, locked = false;
    DIMONA_TRY_VOID(change(session.login, [&](Account& account) {
        right = false;
        locked = is_locked(account, clock_.now());
        if (locked) return;
        const auto step = step_of_code(account.code_secret, password_or_code, clock_.now(), account.last_code_step);
        if (step) account.last_code_step = *step;
        right = is_right_password || step;
        if (right) account.failures = 0;
    }));
    if (locked) return Begun{{}, {}, SignInProblem::locked};
    if (!right) {
        if (!DIMONA_TRY(note_failure(session.login))) return Begun{{}, {}, SignInProblem::wrong};
        DIMONA_TRY_VOID(end(session.id));
        return Begun{{}, {}, SignInProblem::locked};
    }
    auto proved = session;
    proved.proved = clock_.now();
    DIMONA_TRY_VOID(keep(proved));
    return Begun{{}, std::move(proved), {}};
}

Result<Sessions::Begun> Sessions::begin_for_subject(const std::string& subject, const Browser& browser) {
    const auto found = DIMONA_TRY(account_of_subject(*DIMONA_TRY(store_.read()), subject));
    if (!found || !found->active) return Begun{{}, {}, SignInProblem::wrong};
    return open(*found, browser, false);
}

Result<std::optional<Sessions::Known>> Sessions::find(const std::string& token) {
    if (token.size() <= account_part || token[account_part] != '.') return std::nullopt;
    const auto reader = DIMONA_TRY(store_.read());
    const auto paper = DIMONA_TRY(reader->paper(drawer, name_of(token)));
    if (!paper) return std::nullopt;
    auto session = DIMONA_TRY(read(*paper));
    const auto now = clock_.now();
    if (end_of(session, limits_) <= now) return std::nullopt;
    auto owner = DIMONA_TRY(account(*reader, session.login));
    if (!owner || !owner->active) return std::nullopt;
    if (now - session.seen >= seen_again_after) {
        session.seen = now;
        DIMONA_TRY_VOID(keep(session));
    }
    return Known{std::move(session), *std::move(owner)};
}

Status Sessions::keep(const Session& session) {
    return lanes_.run(0, [paper = paper_of(session, limits_)](Writer& writer) -> Status {
        // One that was ended meanwhile does not come back.
        if (!DIMONA_TRY(writer.paper(drawer, paper.name))) return {};
        return writer.put_paper(paper);
    });
}

Status end_sessions(Writer& writer, const std::string& login) {
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(writer.papers(drawer, account_key(login) + "/", after, sessions_max));
        for (const auto& paper : papers) DIMONA_TRY_VOID(writer.remove_paper(drawer, paper.name));
        if (papers.size() < sessions_max) return {};
        after = papers.back().name;
    }
}

Result<std::vector<Session>> Sessions::sessions_of(const std::string& login) {
    std::vector<Session> sessions;
    const auto reader = DIMONA_TRY(store_.read());
    for (const auto& paper : DIMONA_TRY(reader->papers(drawer, account_key(login) + "/", "", sessions_max))) {
        auto session = DIMONA_TRY(read(paper));
        if (session.login == login && !session.needs_code && end_of(session, limits_) > clock_.now())
            sessions.push_back(std::move(session));
    }
    return sessions;
}

Status Sessions::end(const std::string& id) {
    return lanes_.run(0, [id](Writer& writer) { return writer.remove_paper(drawer, id); });
}

Result<int> Sessions::end_others(const std::string& login, const std::string& kept) {
    int ended = 0;
    DIMONA_TRY_VOID(lanes_.run(0, [&](Writer& writer) -> Status {
        ended = 0;
        for (std::string after;;) {
            const auto papers = DIMONA_TRY(writer.papers(drawer, account_key(login) + "/", after, sessions_max));
            for (const auto& paper : papers) {
                after = paper.name;
                if (paper.name == kept) continue;
                DIMONA_TRY_VOID(writer.remove_paper(drawer, paper.name));
                ++ended;
            }
            if (papers.size() < sessions_max) return {};
        }
    }));
    return ended;
}

// Read and written in one transaction: two attempts at the same moment count as two.
Status Sessions::change(const std::string& login, const std::function<void(Account&)>& change) {
    return lanes_.run(0, [login, change](Writer& writer) -> Status {
        auto found = DIMONA_TRY(account(writer, login));
        if (!found) return {};
        const auto before = *found;
        change(*found);
        return *found == before ? Status() : put_account(writer, *found);
    });
}

Status Sessions::tidy() {
    return lanes_.run(0, [now = clock_.now()](Writer& writer) { return writer.remove_expired_papers(now); });
}

}  // namespace dimona::access
