// Workers without a number: the cases that an operator resolves, and the definitive verdict that follows.
#pragma once

#include "register/intake.hpp"
#include "register/near_persons.hpp"

namespace dimona::registry {

struct CaseView {
    IdentificationCase identification;
    domain::DeclarationRequest request;      // what the declarant said about the worker
    std::vector<domain::Person> candidates;  // persons whose names or birth date fit
};
[[nodiscard]] Result<std::vector<CaseView>> open_identification_cases(Reader& reader);
[[nodiscard]] Result<CaseView> identification_case(Reader& reader, domain::DeclarationId declaration);

// The same with persons who are near (near_persons.hpp).
[[nodiscard]] Result<std::vector<Candidate>> candidates_of(Reader& reader, const CaseView& view);

// The worker is this person: decides definitively, judged as of the original reception. Does not commit.
[[nodiscard]] Result<Answer> match_case(Writer& writer, domain::DeclarationId declaration, domain::Ssin ssin,
                                        const std::string& operator_id, const std::string& reason,
                                        const domain::Rulebook& rulebook, Instant now);
[[nodiscard]] Result<Answer> match_case(Writer& writer, domain::DeclarationId declaration, domain::PersonKey person,
                                        const std::string& operator_id, const std::string& reason,
                                        const domain::Rulebook& rulebook, Instant now);
// The worker has no number yet: gives him a BIS number (month + 20, or + 40 when the sex is known), enters him into
// the register as he was declared, and decides. invalid: names or birth year were not declared. Does not commit.
[[nodiscard]] Result<Answer> assign_number(Writer& writer, domain::DeclarationId declaration,
                                           const std::string& operator_id, const std::string& reason,
                                           const domain::Rulebook& rulebook, Instant now);
// Nobody could be found: refused with 90017-151. Does not commit.
[[nodiscard]] Result<Answer> refuse_case(Writer& writer, domain::DeclarationId declaration,
                                         const std::string& operator_id, const std::string& reason,
                                         const domain::Rulebook& rulebook, Instant now);

}  // namespace dimona::registry
