// An employer asks the authority for a change that he can't make himself any more.
//
// Asked for by whoever may declare, once the legal window has closed or the period is locked. The desk grants it by
// entering the change itself (a declaration with a staff mark, see domain::StaffEntry), or refuses it; both with a
// reason, and the employer gets a letter.
#pragma once

#include "register/acts.hpp"
#include "register/intake.hpp"

namespace dimona::registry {

enum class ChangeState { open, granted, refused };
[[nodiscard]] std::string_view to_code(ChangeState state);
[[nodiscard]] bool from_code(std::string_view code, ChangeState& state);
struct ChangeRequest {
    CaseNumber number{};
    domain::PeriodId period{};
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::optional<domain::EnterpriseNumber> enterprise;
    std::string wanted;    // what should become of the period
    std::string reason;    // why, and why not in time
    std::string evidence;  // what shows it: text, name of a file
    Instant asked_at{};
    std::string asked_by;
    std::optional<domain::EnterpriseNumber> asked_for;  // the enterprise that he came for: it may be a mandatary
    ChangeState state = ChangeState::open;
    std::string decided_by, decision_reason;
    std::optional<Instant> decided_at;
    std::optional<domain::DeclarationId> declaration;  // the change that was entered
    friend bool operator==(const ChangeRequest&, const ChangeRequest&) = default;
};
[[nodiscard]] inline bool is_open(const ChangeRequest& one) { return one.state == ChangeState::open; }

// Is there something about this period that the employer can't change himself any more?
[[nodiscard]] bool may_ask_for_change(const domain::Period& period, const domain::Rulebook& rulebook, Instant now);

// conflict: one is open about this period already. Does not commit.
[[nodiscard]] Result<CaseNumber> ask_for_change(Writer& writer, ChangeRequest request);
[[nodiscard]] Result<std::optional<ChangeRequest>> change_request(Reader& reader, CaseNumber number);
[[nodiscard]] Result<std::vector<ChangeRequest>> open_change_requests(Reader& reader);  // oldest first
[[nodiscard]] Result<std::vector<ChangeRequest>> change_requests_about(Reader& reader, domain::PeriodId period);

[[nodiscard]] Status refuse_change(Writer& writer, CaseNumber number, const std::string& by, const std::string& reason,
                                   Instant now);
// `change`: UPDATE, OUT or CANCEL of the request's period. The answer is the verdict on it; when that is a refusal,
// nothing is decided about the request. Does not commit.
[[nodiscard]] Result<Answer> grant_change(Writer& writer, CaseNumber number, const domain::DeclarationRequest& change,
                                          const std::string& by, const std::string& reason,
                                          const domain::Rulebook& rulebook, Instant now);

}  // namespace dimona::registry
