// The one door for declarations: every channel submits here and gets the same decision back.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "domain/rules/decide.hpp"
#include "register/lanes.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

// Who declares, as established by access/.
struct Caller {
    domain::Channel channel = domain::Channel::web_service;
    std::string id;                                      // client or user id; "anonymous" on open channels
    std::optional<domain::EnterpriseNumber> enterprise;  // for whom he acts in the first place
    std::string trace_id;
};

// Cases of the operator's desk (emergencies, requests for a change) have twelve digits, as declarations have.
struct CaseTag;
using CaseNumber = Strong<CaseTag, std::int64_t>;

// Entered by staff of the authority: the caller's id is that of the staff member.
struct StaffWork {
    domain::StaffEntry entry;
    std::string reason;
    std::optional<CaseNumber> request;  // an employer's request that led to it
};

struct Submission {
    domain::DeclarationRequest request;
    Caller caller;
    std::optional<std::string> idempotency_key;
    std::optional<StaffWork> staff = {};
    std::optional<CaseNumber> emergency = {};  // solves this case, and counts from its moment (emergencies.hpp)
};

struct Answer {
    domain::DeclarationId id{};  // 0 for a dry run
    Instant received_at{};
    domain::Decision decision;
    std::optional<domain::PeriodId> period;
    bool repeated = false;  // same idempotency key: this is the answer of the first time
    // As the registers know them, for a caller who has proved that he acts for the employer; absent otherwise.
    std::optional<domain::Employer> employer = {};
    std::optional<domain::Person> person = {};
};

class Intake {
public:
    Intake(Store& store, Lanes& lanes, std::shared_ptr<const domain::Rulebook> rulebook, const Clock& legal_clock);

    // Decides and records. `answered` is called once, after the decision is durable (or with the error when
    // it is not: then nothing was recorded). ErrorKind::conflict: the idempotency key belongs to another body, or
    // the emergency case can't be used for this declaration.
    void submit(Submission submission, std::function<void(Result<Answer>)> answered);
    // The complete verdict; nothing is stored.
    [[nodiscard]] Result<Answer> dry_run(const Submission& submission);

    // What a form still has to ask, by place; see domain/rules/field_catalogue.hpp.
    [[nodiscard]] Result<std::map<std::string, domain::Presence>> asked_fields(const Submission& submission);

    [[nodiscard]] const domain::Rulebook& rulebook() const { return *rulebook_; }
    [[nodiscard]] Instant now() const { return legal_clock_.now(); }

private:
    Store& store_;
    Lanes& lanes_;
    std::shared_ptr<const domain::Rulebook> rulebook_;
    const Clock& legal_clock_;
};

// The step inside a lane: situation, decision, journal, personnel file. Used by the intake, by identification
// and by tests. Does not commit.
[[nodiscard]] Result<Answer> decide_and_record(Writer& writer, const Submission& submission,
                                               const domain::Rulebook& rulebook, Instant received_at);

}  // namespace dimona::registry
