// What the pages about mandates have in common. Mandates are those of the visitor's own enterprise, whoever it acts for
// at the moment.
#pragma once

#include <functional>

#include "channel/web/lists.hpp"
#include "channel/web/mandate_words.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/questions.hpp"

namespace dimona::web::pages::of_mandates {

using domain::EnterpriseNumber;
using domain::MandataryKind;
using domain::MandateState;
using registry::Doer;
using registry::MandateRecord;
using registry::MandateRequest;

inline constexpr const char* summary_table = "govuk-table__caption--m";
inline constexpr int last_quarters_ahead = 12;  // how far away an end can be chosen

[[nodiscard]] EnterpriseNumber own(const Visit& visit);
[[nodiscard]] LocalDate today(const Desk& desk);
[[nodiscard]] Quarter plus(Quarter quarter, int quarters);
[[nodiscard]] Doer doer(const Desk& desk, const Visit& visit, std::string reason = {});

[[nodiscard]] MandateState state_of(const Desk& desk, const MandateRecord& mandate);
[[nodiscard]] bool waits_for_us(const Desk& desk, const Visit& visit, const MandateRecord& mandate);
[[nodiscard]] bool may_hand_on(const Desk& desk, const Visit& visit, const MandateRecord& mandate);

// The mandate of this address, when it concerns the visitor's enterprise. Errors: not_found.
[[nodiscard]] Result<MandateRecord> find_own(Desk& desk, const Visit& visit);
// The register's doing and the letters about it, in one transaction.
[[nodiscard]] Result<MandateRecord> change(Desk& desk, const Doer& by,
                                           const std::function<const char*(const MandateRecord&)>& code,
                                           const std::function<Result<MandateRecord>(registry::Writer&)>& work);
// Something that the visitor can correct: its message is a text of the pages.
[[nodiscard]] bool is_for_the_visitor(const Error& error);

[[nodiscard]] Result<std::string> name_of(Desk& desk, const Visit& visit, EnterpriseNumber enterprise);
[[nodiscard]] std::string with_number(const std::string& name, EnterpriseNumber number);
[[nodiscard]] std::string address_of(const Visit& visit, const std::string& id, const char* what = "");
[[nodiscard]] std::string error_of(const std::vector<ErrorLink>& errors, const std::string& href);

[[nodiscard]] Html coverage(const Visit& visit);
[[nodiscard]] Html paper_link(const Visit& visit, const MandateRecord& mandate);
[[nodiscard]] Result<Html> mandates_table(Desk& desk, const Visit& visit, const std::string& caption,
                                          const std::vector<MandateRecord>& mandates, bool received);

}  // namespace dimona::web::pages::of_mandates
