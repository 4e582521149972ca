// Loads exactly what the rules may look at (domain/rules/situation.hpp).
#pragma once

#include "domain/rules/situation.hpp"
#include "register/intake.hpp"

namespace dimona::registry {

// `identified`: the outcome of an operator's work on a waiting declaration; absent at first decision.
struct IdentifiedWorker {
    std::optional<domain::Person> person;  // absent: refused as not identifiable
};
[[nodiscard]] Result<domain::Situation> load_situation(Reader& reader, const domain::DeclarationRequest& request,
                                                       const Caller& caller, Instant received_at,
                                                       const std::optional<IdentifiedWorker>& identified);

// May this enterprise declare for, and look into the file of, that employer on this day?
[[nodiscard]] Result<bool> acts_for(Reader& reader, std::optional<domain::EnterpriseNumber> enterprise,
                                    const domain::Employer& employer, LocalDate day);
// Every employer that this enterprise may act for on this day: its own first.
[[nodiscard]] Result<std::vector<domain::Employer>> employers_of(Reader& reader, domain::EnterpriseNumber enterprise,
                                                                 LocalDate day);

}  // namespace dimona::registry
