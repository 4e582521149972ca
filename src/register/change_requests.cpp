#include "register/change_requests.hpp"

#include <array>

#include "register/case_file.hpp"
#include "register/codec/desk.hpp"
#include "register/standard_periods.hpp"

namespace dimona::registry {

namespace {

constexpr CaseFile<ChangeRequest> request_file("change-request");
constexpr std::array<std::string_view, 3> state_codes = {"open", "granted", "refused"};
constexpr const char* by_period = "change-request-period";

std::string name_of(CaseNumber number) { return zero_padded(number.value(), 12); }
std::string prefix_of(domain::PeriodId period) { return zero_padded(period.value(), 12) + "/"; }

Act act_of(const ChangeRequest& request, std::string code, std::string by, std::string reason, Instant at) {
    return {.at = at,
            .code = std::move(code),
            .by = std::move(by),
            .by_enterprise = std::nullopt,
            .reason = std::move(reason),
            .about = {subject_of("desk", "all"), subject_of("change-request", name_of(request.number)),
                      subject(request.employer)},
            .details = {{"case", std::to_string(request.number.value())},
                        {"period", std::to_string(request.period.value())}}};
}

Result<ChangeRequest> open_request(Reader& reader, CaseNumber number) {
    auto found = DIMONA_TRY(request_file.find(reader, number));
    if (!found) return fail(ErrorKind::not_found, "there is no such request", std::to_string(number.value()));
    if (!is_open(*found))
        return fail(ErrorKind::conflict, "this request was decided before by " + found->decided_by,
                    std::to_string(number.value()));
    return *std::move(found);
}

Status close(Writer& writer, ChangeRequest request, ChangeState state, const std::string& by, const std::string& reason,
             Instant now) {
    request.state = state;
    request.decided_by = by;
    request.decision_reason = reason;
    request.decided_at = now;
    DIMONA_TRY_VOID(request_file.put(writer, request));
    auto act = act_of(request, state == ChangeState::granted ? "change.granted" : "change.refused", by, reason, now);
    if (request.declaration) act.details.push_back({"declaration", std::to_string(request.declaration->value())});
    return record_act(writer, act);
}

}  // namespace

std::string_view to_code(ChangeState state) { return state_codes[static_cast<std::size_t>(state)]; }
bool from_code(std::string_view code, ChangeState& state) { return find_code(state_codes, code, state); }

bool may_ask_for_change(const domain::Period& period, const domain::Rulebook& rulebook, Instant now) {
    if (period.cancelled) return false;
    if (period.locked || period.blocked) return true;
    using domain::Change;
    for (const auto change : {Change::start_earlier, Change::start_later, Change::start_hour, Change::end_earlier,
                              Change::end_later, Change::planned_hours, Change::cancel}) {
        const auto deadline = domain::deadline_for(period, change, rulebook, brussels_date(now));
        if (!deadline) continue;
        if (deadline->never || (deadline->too_late_from && now >= *deadline->too_late_from)) return true;
    }
    return false;
}

Result<CaseNumber> ask_for_change(Writer& writer, ChangeRequest request) {
    for (const auto& other : DIMONA_TRY(change_requests_about(writer, request.period)))
        if (is_open(other))
            return fail(ErrorKind::conflict, "a request about this period waits already",
                        std::to_string(other.number.value()), "wait for the decision");
    request.number = DIMONA_TRY(next_case_number(writer));
    request.state = ChangeState::open;
    DIMONA_TRY_VOID(request_file.put(writer, request));
    DIMONA_TRY_VOID(writer.put_paper({by_period, prefix_of(request.period) + name_of(request.number), {}, {}}));
    auto act = act_of(request, "change.asked", request.asked_by, request.reason, request.asked_at);
    act.by_enterprise = request.asked_for;
    DIMONA_TRY_VOID(record_act(writer, act));
    return request.number;
}

Result<std::optional<ChangeRequest>> change_request(Reader& reader, CaseNumber number) {
    return request_file.find(reader, number);
}
Result<std::vector<ChangeRequest>> open_change_requests(Reader& reader) { return request_file.open(reader); }

Result<std::vector<ChangeRequest>> change_requests_about(Reader& reader, domain::PeriodId period) {
    std::vector<ChangeRequest> requests;
    const auto prefix = prefix_of(period);
    for (const auto& pointer : DIMONA_TRY(reader.papers(by_period, prefix, "", cases_max))) {
        const CaseNumber number{parse_digits(pointer.name.substr(prefix.size())).value_or(0)};
        if (auto found = DIMONA_TRY(request_file.find(reader, number))) requests.push_back(*std::move(found));
    }
    return requests;
}

Status refuse_change(Writer& writer, CaseNumber number, const std::string& by, const std::string& reason, Instant now) {
    return close(writer, DIMONA_TRY(open_request(writer, number)), ChangeState::refused, by, reason, now);
}

Result<Answer> grant_change(Writer& writer, CaseNumber number, const domain::DeclarationRequest& change,
                            const std::string& by, const std::string& reason, const domain::Rulebook& rulebook,
                            Instant now) {
    auto request = DIMONA_TRY(open_request(writer, number));
    if (change.period_id != std::to_string(request.period.value()))
        return fail(ErrorKind::invalid, "the change is about another period than the request", "periodId");
    auto answer = DIMONA_TRY(
        enter_by_staff(writer, {.request = change, .locks = std::nullopt, .by = by, .reason = reason, .asked = number},
                       rulebook, now));
    if (answer.decision.result == domain::Verdict::refused) return answer;
    request.declaration = answer.id;
    DIMONA_TRY_VOID(close(writer, request, ChangeState::granted, by, reason, now));
    return answer;
}

}  // namespace dimona::registry
