// What the authority's staff decide at their desk, as data: so that it can be done at once, or wait for a second person
// (four eyes) and be done when that one agrees. Texts of persons and numbers of persons never stand in an action: a
// person is named by key.
//
//   code                    details
//   worker.match            declaration, person
//   worker.assign           declaration
//   worker.refuse           declaration
//   emergency.recognise     case
//   emergency.refuse        case
//   change.grant            case, kind, and what an UPDATE or OUT declares
//   change.refuse           case
//   period.enter            employer, person, workerType, …, locks
//   period.change           period, kind, and what it declares
//   period.lock             period, locks
//   unsecured.grant         request
//   unsecured.refuse        request
//   unsecured.block         employer
//   unsecured.unblock       employer
//   employer.confirm        employer (its provisional number)
//   employer.change         enterprise: a change of its data that waits is agreed to
//   employer.keep           enterprise: it is refused
//   body.register           kind, name, enterprise, ppl, subEntities, from
//   procuration.enter       group, mandator, mandatary, kind, licence, first, last
#pragma once

#include "register/approvals.hpp"
#include "register/intake.hpp"

namespace dimona::registry {

struct DeskAction {
    std::string code;
    std::string about;  // subject of acts: where a waiting action is found again
    std::vector<ActDetail> details;
    std::string reason, by;

    [[nodiscard]] std::string operator[](std::string_view name) const;
};

// Somebody who is to be told: the login of who declared or asked, and what about.
struct DeskNotice {
    std::string login;
    std::string what;    // "worker.decided", "change.granted", "change.refused", "emergency.recognised", …
    std::string number;  // of the declaration, case or employer
    // Somebody without account: the contact of an employer.
    std::string mail = {};
    domain::Language language = domain::Language::en;
};

struct DeskOutcome {
    bool waits = false;            // for a second person; nothing is done yet
    std::optional<Answer> answer;  // the verdict on what was decided or entered
    std::vector<DeskNotice> notices;
    std::string number = {};  // of the employer that was entered or confirmed
};

// Does it, or asks for a second person. invalid: no reason. conflict: decided before, or waiting already. Does
// not commit.
[[nodiscard]] Result<DeskOutcome> act_at_desk(Writer& writer, const DeskAction& action, bool four_eyes,
                                              const domain::Rulebook& rulebook, Instant now);
// The second person agrees: then it is done, in his name and that of the first. Does not commit.
[[nodiscard]] Result<DeskOutcome> confirm_at_desk(Writer& writer, const std::string& approval, const std::string& by,
                                                  const domain::Rulebook& rulebook, Instant now);
// What waits about a subject; nothing when nothing does.
[[nodiscard]] Result<std::optional<Approval>> waiting_action(Reader& reader, std::string_view about, Instant now);

// The declaration that an action of the kinds change.grant, period.enter, period.change and period.lock makes.
[[nodiscard]] Result<domain::DeclarationRequest> request_of_action(Reader& reader, const DeskAction& action);

}  // namespace dimona::registry
