// Blocking the unsecured channels of an employer, and lifting the block.
//
// Only the employer's access manager can ask for either: whoever calls has made sure of that (or is the authority's
// staff, at its desk). A block holds as soon as its transaction is committed: every declaration that is decided after
// it, on whichever server, finds it (rule 90256-342). Lifting it takes a motive, which is kept. What is asked in a way
// that does not prove enough (by e-mail) becomes a request, which somebody else decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/acts.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

// Who wants it, by which way, and why.
struct Will {
    Instant at{};
    std::string by;                                         // login, or whoever works at the authority's desk
    std::optional<domain::EnterpriseNumber> by_enterprise;  // absent: the authority's staff
    std::string via;                                        // "page", "e-mail", "desk", "command"
    std::string reason;                                     // the motive
};

inline constexpr const char* blocked_code = "unsecured.blocked";
inline constexpr const char* unblocked_code = "unsecured.unblocked";
inline constexpr const char* requested_code = "unsecured.requested";
inline constexpr const char* refused_code = "unsecured.refused";

// What a second person of the enterprise confirms, when it wants one: details "employer" and perhaps "request".
inline constexpr const char* unblock_action = "unsecured.unblock";

// A motive that says something: so many characters at least, and at most.
inline constexpr std::size_t motive_length_min = 10, motive_length_max = 1'000;
[[nodiscard]] bool is_motive(std::string_view text);

// Writes nothing when it is so already. not_found: no such employer. invalid: no motive. They do not commit.
[[nodiscard]] Status block_unsecured(Writer& writer, domain::EmployerNumber employer, const Will& will);
[[nodiscard]] Status unblock_unsecured(Writer& writer, domain::EmployerNumber employer, const Will& will);

// --- requests

enum class Wanted { block, unblock };
enum class DecidedBy {
    manager,    // the access manager himself: confirms it when he has signed in
    authority,  // the operator's desk
};
enum class RequestState { open, granted, refused };
[[nodiscard]] std::string_view to_code(Wanted wanted);
[[nodiscard]] std::string_view to_code(DecidedBy decider);
[[nodiscard]] std::string_view to_code(RequestState state);

struct BlockingRequest {
    std::string id;
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    Wanted wanted = Wanted::block;
    DecidedBy decider = DecidedBy::authority;
    RequestState state = RequestState::open;
    Instant asked_at{};
    std::string asked_by, via, motive;
    std::optional<Instant> decided_at;
    std::string decided_by, reason;
    friend bool operator==(const BlockingRequest&, const BlockingRequest&) = default;
};

// Gives the id. An open request of the same kind for this employer is replaced: the newest one counts.
[[nodiscard]] Result<std::string> request_blocking(Writer& writer, domain::EmployerNumber employer, Wanted wanted,
                                                   DecidedBy decider, const Will& will);
[[nodiscard]] Result<std::optional<BlockingRequest>> blocking_request(Reader& reader, std::string_view id);
// Everything that waits for the authority's desk, oldest first.
[[nodiscard]] Result<std::vector<BlockingRequest>> open_blocking_requests(Reader& reader);
[[nodiscard]] Result<std::vector<BlockingRequest>> open_blocking_requests(Reader& reader,
                                                                          domain::EmployerNumber employer);
// Grants (then it is done, in the same transaction) or refuses. conflict: it was decided before.
[[nodiscard]] Status decide_blocking(Writer& writer, std::string_view id, bool granted, const Will& will);

// --- history

// Acts of this subject only: newest first, see acts_about().
[[nodiscard]] std::string blocking_subject(domain::EmployerNumber employer);
[[nodiscard]] inline Result<std::vector<RecordedAct>> blocking_history(Reader& reader, domain::EmployerNumber employer,
                                                                       std::int64_t before, int count) {
    return acts_about(reader, blocking_subject(employer), before, count);
}

}  // namespace dimona::registry
