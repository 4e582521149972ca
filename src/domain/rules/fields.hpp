// Every field of a declaration: where it stands in the request, and which values it may have.
#pragma once

#include <span>
#include <string_view>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

struct Field {
    std::string_view zone;
    std::string_view place;                                 // as in reference/law/fields.csv
    const Text* (*get)(const DeclarationRequest&);          // null: its block was not declared
    bool (*valid)(const Facts&, const std::string& value);  // within the domain of the zone (annex 30, suffix 003)
};

[[nodiscard]] std::span<const Field> all_fields();
// Null when the program does not know a field of this zone at this place.
[[nodiscard]] const Field* field_at(std::string_view zone, std::string_view place);

}  // namespace dimona::domain
