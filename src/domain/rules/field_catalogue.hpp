// Annex 30, suffixes 001, 003, 005: a field is missing, has no valid value, or may not be there.
#pragma once

#include <string>
#include <vector>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Compares the declaration with reference/law/fields.csv: for each field the first row that fits decides.
void check_fields(const Facts& facts, Findings& findings);

// The codes that check_fields can find with this rulebook.
[[nodiscard]] std::vector<std::string> codes_of_fields(const Rulebook& rulebook);

// Operations as fields.csv names them: In, Out, Update, Cancel, DailyCreate, DailyModify, DailyCancel.
[[nodiscard]] std::string_view operation_of(const Declaration& declaration);

}  // namespace dimona::domain
