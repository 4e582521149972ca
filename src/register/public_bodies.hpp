// Public bodies in the repertory: entered by the authority's staff, by form, instead of identifying themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/employer/public_body.hpp"
#include "register/acts.hpp"

namespace dimona::registry {

struct PublicBody {
    domain::PublicBodyKind kind = domain::PublicBodyKind::provincial_local;
    std::string name;
    std::optional<domain::EnterpriseNumber> enterprise;  // needed but for a federal body
    std::optional<std::string> ppl_number;               // provincial and local administrations only
    std::vector<std::string> sub_entities;               // at least one for a federal body
    LocalDate active_from{};
    // Given by register_public_body.
    domain::EmployerNumber number = domain::EmployerNumber::from_stored(0);
    friend bool operator==(const PublicBody&, const PublicBody&) = default;
};

inline constexpr const char* public_body_registered = "employer.publicBody.registered";  // code of the act

// Gives a definitive number and enters the employer, with an act. A federal body gets no number: its sub-entities are
// added to those of the Belgian State, which is entered with the first of them, with the enterprise number given then.
// Errors are about one member and name it in `place` ("name", "enterpriseNumber", "pplNumber", "subEntities").
[[nodiscard]] Result<domain::EmployerNumber> register_public_body(Writer& writer, PublicBody body, const Act& act);

// By employer number, then sub-entity; `after` is the place that the last one before gave, empty at first.
struct PublicBodyPage {
    std::vector<PublicBody> bodies;
    std::string next;
};
[[nodiscard]] Result<PublicBodyPage> public_bodies(Reader& reader, const std::string& after, int count);

}  // namespace dimona::registry
