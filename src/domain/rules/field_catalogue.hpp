// Annex 30, suffixes 001, 003, 005: a field is missing, has no valid value, or may not be there.
#pragma once

#include <string>
#include <vector>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Compares the declaration with reference/law/fields.csv: for each field the first row that fits decides.
void check_fields(const Facts& facts, Findings& findings);

// Which fields this declaration, as far as it is filled in, may or must still have: what a form asks. Places are those
// of fields.csv ("startHour", "features.workerType"); forbidden fields are left out.
struct AskedField {
    std::string place;
    Presence presence = Presence::optional;
};
[[nodiscard]] std::vector<AskedField> asked_fields(const DeclarationRequest& request, const Situation& situation,
                                                   const Rulebook& rulebook, Instant now);

// The codes that check_fields can find with this rulebook.
[[nodiscard]] std::vector<std::string> codes_of_fields(const Rulebook& rulebook);

// Operations as fields.csv names them: In, Out, Update, Cancel, DailyCreate, DailyModify, DailyCancel.
[[nodiscard]] std::string_view operation_of(const Declaration& declaration);

}  // namespace dimona::domain
