#include "register/approvals.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "register/codec/filed.hpp"

namespace dimona::registry {

namespace codec {

template <class V, Is<Approval> T>
void members(V& v, T& r) {
    v("id", r.id), v("code", r.code), v("subject", r.subject), v("about", r.about), v("details", r.details);
    v("reason", r.reason), v("askedBy", r.asked_by), v("byEnterprise", r.by_enterprise), v("askedAt", r.asked_at);
    v("expires", r.expires);
}

}  // namespace codec

namespace {

constexpr const char* drawer = "approval";
constexpr std::size_t id_bytes = 12;
constexpr int at_once = 500;

std::string name_of(std::string_view subject, std::string_view id) {
    return std::string(subject) + "/" + std::string(id);
}

// What happened to an approval is found at the enterprise or desk, at the thing, and at the approval itself.
Act act_about(const Approval& approval, const char* code, std::string by,
              std::optional<domain::EnterpriseNumber> enterprise, Instant at, std::string reason) {
    Act act{.at = at,
            .code = code,
            .by = std::move(by),
            .by_enterprise = enterprise,
            .reason = std::move(reason),
            .about = {approval.subject, subject_of("approval", approval.id)},
            .details = {{"action", approval.code}}};
    if (!approval.about.empty()) act.about.push_back(approval.about);
    act.details.insert(act.details.end(), approval.details.begin(), approval.details.end());
    return act;
}

Status put_away(Writer& writer, const Approval& approval) {
    return writer.remove_paper(drawer, name_of(approval.subject, approval.id));
}

}  // namespace

std::string Approval::operator[](std::string_view name) const {
    const auto found =
        std::find_if(details.begin(), details.end(), [&](const ActDetail& detail) { return detail.name == name; });
    return found == details.end() ? std::string() : found->value;
}

Result<Approval> ask_approval(Writer& writer, Approval asked) {
    asked.id = base64url(random_bytes(id_bytes));
    if (asked.expires == Instant{}) asked.expires = asked.asked_at + approval_lifetime;
    DIMONA_TRY_VOID(codec::file(writer, drawer, name_of(asked.subject, asked.id), asked));
    DIMONA_TRY_VOID(record_act(
        writer, act_about(asked, "approval.asked", asked.asked_by, asked.by_enterprise, asked.asked_at, asked.reason)));
    return asked;
}

Result<std::vector<Approval>> open_approvals(Reader& reader, std::string_view subject, Instant now) {
    std::vector<Approval> open;
    for (std::string after;;) {
        const auto filed = DIMONA_TRY(codec::filed<Approval>(reader, drawer, name_of(subject, ""), after, at_once));
        for (const auto& approval : filed)
            if (approval.expires > now) open.push_back(approval);
        if (filed.size() < at_once) break;
        after = name_of(subject, filed.back().id);
    }
    std::stable_sort(open.begin(), open.end(),
                     [](const Approval& one, const Approval& other) { return one.asked_at < other.asked_at; });
    return open;
}

Result<Approval> open_approval(Reader& reader, std::string_view subject, std::string_view id, Instant now) {
    auto found = DIMONA_TRY(codec::filed<Approval>(reader, drawer, name_of(subject, id)));
    if (!found || found->expires <= now)
        return fail(ErrorKind::not_found, "nothing waits for a second person under this number", std::string(id),
                    "look at the list again: it may be decided, or have expired");
    return *std::move(found);
}

Result<Approval> confirm_approval(Writer& writer, std::string_view subject, std::string_view id,
                                  const Decider& decider) {
    auto approval = DIMONA_TRY(open_approval(writer, subject, id, decider.at));
    if (approval.asked_by == decider.login)
        return fail(ErrorKind::forbidden, "who asked for it can't confirm it", approval.id, "ask somebody else");
    DIMONA_TRY_VOID(put_away(writer, approval));
    DIMONA_TRY_VOID(record_act(
        writer, act_about(approval, "approval.confirmed", decider.login, decider.enterprise, decider.at, {})));
    return approval;
}

Result<Approval> agree_as_first(Writer& writer, std::string_view subject, std::string_view id, const Decider& decider) {
    auto agreed = DIMONA_TRY(open_approval(writer, subject, id, decider.at));
    DIMONA_TRY_VOID(put_away(writer, agreed));
    agreed.asked_by = decider.login;
    agreed.by_enterprise = decider.enterprise;
    agreed.asked_at = decider.at;
    return ask_approval(writer, std::move(agreed));
}

Status refuse_approval(Writer& writer, std::string_view subject, std::string_view id, const Decider& decider,
                       const std::string& reason) {
    const auto approval = DIMONA_TRY(open_approval(writer, subject, id, decider.at));
    DIMONA_TRY_VOID(put_away(writer, approval));
    return record_act(writer,
                      act_about(approval, "approval.refused", decider.login, decider.enterprise, decider.at, reason));
}

Result<int> expire_approvals(Writer& writer, std::string_view subjects, Instant now) {
    int expired = 0;
    for (std::string after;;) {
        const auto filed = DIMONA_TRY(codec::filed<Approval>(writer, drawer, subjects, after, at_once));
        for (const auto& approval : filed) {
            if (approval.expires > now) continue;
            DIMONA_TRY_VOID(put_away(writer, approval));
            DIMONA_TRY_VOID(
                record_act(writer, act_about(approval, "approval.expired", "service", std::nullopt, now, {})));
            ++expired;
        }
        if (filed.size() < at_once) return expired;
        after = name_of(filed.back().subject, filed.back().id);
    }
}

}  // namespace dimona::registry
