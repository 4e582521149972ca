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

}  // namespace dimona::domain
