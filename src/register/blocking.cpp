#include "register/blocking.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/codec/blocking.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr const char* drawer = "blocking-request";
constexpr std::size_t id_bytes = 9;
constexpr int requests_a_step = 500;

template <class Code, std::size_t count>
Code code_of(std::string_view text, const Code (&all)[count]) {
    for (const auto one : all)
        if (to_code(one) == text) return one;
    return all[0];
}

codec::KeptRequest kept(const BlockingRequest& request) {
    codec::KeptRequest record;
    record.employer = request.employer;
    record.id = request.id;
    record.wanted = to_code(request.wanted);
    record.decider = to_code(request.decider);
    record.state = to_code(request.state);
    record.asked_at = request.asked_at;
    record.asked_by = request.asked_by;
    record.via = request.via;
    record.motive = request.motive;
    record.decided_at = request.decided_at;
    record.decided_by = request.decided_by;
    record.reason = request.reason;
    return record;
}

BlockingRequest request_of(const codec::KeptRequest& record) {
    constexpr Wanted wanted[] = {Wanted::block, Wanted::unblock};
    constexpr DecidedBy deciders[] = {DecidedBy::authority, DecidedBy::manager};
    constexpr RequestState states[] = {RequestState::open, RequestState::granted, RequestState::refused};
    return {.id = record.id,
            .employer = record.employer,
            .wanted = code_of(record.wanted, wanted),
            .decider = code_of(record.decider, deciders),
            .state = code_of(record.state, states),
            .asked_at = record.asked_at,
            .asked_by = record.asked_by,
            .via = record.via,
            .motive = record.motive,
            .decided_at = record.decided_at,
            .decided_by = record.decided_by,
            .reason = record.reason};
}

// A request may have been made under a number that was provisional then.
Result<domain::Employer> existing(Reader& reader, domain::EmployerNumber number) {
    auto employer = DIMONA_TRY(reader.employer(DIMONA_TRY(current_number(reader, number))));
    if (!employer)
        return fail(ErrorKind::not_found, "there is no such employer", std::to_string(number.value()),
                    "check the number");
    return *std::move(employer);
}

Act act_of(const domain::Employer& employer, const char* code, const Will& will, std::vector<ActDetail> details) {
    details.insert(details.begin(), {"via", will.via});
    Act act{.at = will.at,
            .code = code,
            .by = will.by,
            .by_enterprise = will.by_enterprise,
            .reason = will.reason,
            .about = {subject(employer.number), blocking_subject(employer.number)},
            .details = std::move(details)};
    if (employer.enterprise) act.about.push_back(subject(*employer.enterprise));
    if (!will.by_enterprise) act.about.push_back(subject_of("desk", "all"));
    return act;
}

Status set_blocked(Writer& writer, domain::EmployerNumber number, bool blocked, const Will& will,
                   std::vector<ActDetail> details) {
    auto employer = DIMONA_TRY(existing(writer, number));
    employer.blocks_unsecured = blocked;
    return change_employer(writer, employer,
                           act_of(employer, blocked ? blocked_code : unblocked_code, will, std::move(details)));
}

Status needs_motive(const Will& will) {
    if (is_motive(will.reason)) return {};
    return fail(ErrorKind::invalid, "the block is lifted only with a motive", "reason",
                fmt::format("say why, in {} to {} characters", motive_length_min, motive_length_max));
}

// What was decided is in the acts: the request itself is kept for whoever has its address.
Status keep(Writer& writer, const BlockingRequest& request) {
    constexpr std::chrono::days decided_kept{400};
    const auto expires = request.decided_at ? std::optional<Instant>(*request.decided_at + decided_kept) : std::nullopt;
    return codec::file(writer, drawer, request.id, kept(request), expires);
}

Result<std::vector<BlockingRequest>> open_ones(Reader& reader) {
    std::vector<BlockingRequest> open;
    for (std::string after;;) {
        const auto records = DIMONA_TRY(codec::filed<codec::KeptRequest>(reader, drawer, "", after, requests_a_step));
        for (const auto& record : records) {
            after = record.id;
            auto request = request_of(record);
            if (request.state != RequestState::open) continue;
            request.employer = DIMONA_TRY(current_number(reader, request.employer));
            open.push_back(std::move(request));
        }
        if (records.size() < static_cast<std::size_t>(requests_a_step)) break;
    }
    std::stable_sort(open.begin(), open.end(), [](const BlockingRequest& one, const BlockingRequest& other) {
        return one.asked_at < other.asked_at;
    });
    return open;
}

}  // namespace

std::string_view to_code(Wanted wanted) {
    switch (wanted) {
        case Wanted::block:
            return "block";
        case Wanted::unblock:
            return "unblock";
    }
    return {};
}
std::string_view to_code(DecidedBy decider) {
    switch (decider) {
        case DecidedBy::manager:
            return "manager";
        case DecidedBy::authority:
            return "authority";
    }
    return {};
}
std::string_view to_code(RequestState state) {
    switch (state) {
        case RequestState::open:
            return "open";
        case RequestState::granted:
            return "granted";
        case RequestState::refused:
            return "refused";
    }
    return {};
}

bool is_motive(std::string_view text) {
    const auto length = code_points(trim(text));
    return length >= motive_length_min && length <= motive_length_max;
}

Status block_unsecured(Writer& writer, domain::EmployerNumber employer, const Will& will) {
    return set_blocked(writer, employer, true, will, {});
}

Status unblock_unsecured(Writer& writer, domain::EmployerNumber employer, const Will& will) {
    DIMONA_TRY_VOID(needs_motive(will));
    return set_blocked(writer, employer, false, will, {});
}

Result<std::string> request_blocking(Writer& writer, domain::EmployerNumber number, Wanted wanted, DecidedBy decider,
                                     const Will& will) {
    const auto employer = DIMONA_TRY(existing(writer, number));
    if (wanted == Wanted::unblock) DIMONA_TRY_VOID(needs_motive(will));
    // The newest one counts, of those whom the same side decides: a letter that nobody vouches for replaces none that
    // the authority has.
    std::vector<ActDetail> details;
    for (const auto& former : DIMONA_TRY(open_ones(writer))) {
        if (former.employer != employer.number || former.wanted != wanted || former.decider != decider) continue;
        DIMONA_TRY_VOID(writer.remove_paper(drawer, former.id));
        details.push_back({"replaces", former.id});
    }
    const BlockingRequest request{.id = base64url(random_bytes(id_bytes)),
                                  .employer = employer.number,
                                  .wanted = wanted,
                                  .decider = decider,
                                  .state = RequestState::open,
                                  .asked_at = will.at,
                                  .asked_by = will.by,
                                  .via = will.via,
                                  .motive = will.reason,
                                  .decided_at = std::nullopt,
                                  .decided_by = {},
                                  .reason = {}};
    DIMONA_TRY_VOID(keep(writer, request));
    details.insert(details.begin(), {{"request", request.id}, {"wanted", std::string(to_code(wanted))}});
    DIMONA_TRY_VOID(record_act(writer, act_of(employer, requested_code, will, std::move(details))));
    return request.id;
}

Result<std::optional<BlockingRequest>> blocking_request(Reader& reader, std::string_view id) {
    const auto record = DIMONA_TRY(codec::filed<codec::KeptRequest>(reader, drawer, id));
    if (!record) return std::nullopt;
    auto request = request_of(*record);
    request.employer = DIMONA_TRY(current_number(reader, request.employer));
    return request;
}

Result<std::vector<BlockingRequest>> open_blocking_requests(Reader& reader) {
    auto open = DIMONA_TRY(open_ones(reader));
    std::erase_if(open, [](const BlockingRequest& request) { return request.decider != DecidedBy::authority; });
    return open;
}

Result<std::vector<BlockingRequest>> open_blocking_requests(Reader& reader, domain::EmployerNumber employer) {
    auto open = DIMONA_TRY(open_ones(reader));
    std::erase_if(open, [&](const BlockingRequest& request) { return request.employer != employer; });
    return open;
}

Status decide_blocking(Writer& writer, std::string_view id, bool granted, const Will& will) {
    auto request = DIMONA_TRY(blocking_request(writer, id));
    if (!request)
        return fail(ErrorKind::not_found, "there is no such request", std::string(id), "look at the list of requests");
    if (request->state != RequestState::open)
        return fail(ErrorKind::conflict, "this request was decided before", std::string(id), "load the list again");
    request->state = granted ? RequestState::granted : RequestState::refused;
    request->decided_at = will.at;
    request->decided_by = will.by;
    request->reason = will.reason;
    DIMONA_TRY_VOID(keep(writer, *request));
    const std::vector<ActDetail> details = {{"request", request->id}, {"askedBy", request->asked_by}};
    if (!granted) {
        const auto employer = DIMONA_TRY(existing(writer, request->employer));
        return record_act(writer, act_of(employer, refused_code, will, details));
    }
    // The motive that is kept is that of whoever asked; who grants adds his own.
    Will done = will;
    if (request->wanted == Wanted::unblock)
        done.reason = request->motive + (will.reason.empty() ? "" : " / " + will.reason);
    return set_blocked(writer, request->employer, request->wanted == Wanted::block, done, details);
}

std::string blocking_subject(domain::EmployerNumber employer) {
    return subject_of("unsecured", std::to_string(employer.value()));
}

}  // namespace dimona::registry
