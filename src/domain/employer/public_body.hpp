// Public bodies that are employers: how they are told apart, and their numbers.
#pragma once

#include <optional>
#include <string_view>

#include "domain/employer/employer.hpp"

namespace dimona::domain {

enum class PublicBodyKind { provincial_local, federal, public_broadcaster, parliament, other };
[[nodiscard]] std::string_view to_code(PublicBodyKind kind);  // "provincialLocal", "federal", …
[[nodiscard]] std::optional<PublicBodyKind> parse_public_body_kind(std::string_view code);
[[nodiscard]] std::set<EmployerCategory> categories_of(PublicBodyKind kind);

// Federal bodies without a number of their own declare under that of the Belgian State, 0009354-67, and say by their
// sub-entity which of them it is (administrative instructions, zone 00652).
[[nodiscard]] EmployerNumber belgian_state();

// Ten digits (zone 00652).
[[nodiscard]] bool is_sub_entity_code(std::string_view text);
// Number of a provincial or local administration (zone 00109), eight digits, 00000197 to 99999926. Dimona does not use
// it; how its check digits are made is not established (docs/open-points.md).
[[nodiscard]] bool is_ppl_number(std::string_view text);

}  // namespace dimona::domain
