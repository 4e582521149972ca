// Search bodies.
#pragma once

#include "channel/rest/schema.hpp"
#include "register/consultation.hpp"

namespace dimona::rest {

struct ReadSearch {
    registry::SearchCriteria criteria;
    Issues issues;
};
[[nodiscard]] std::vector<std::string> search_schemas();
// `schema`: DeclarationSearch, PeriodSearch or RelationSearch. Numbers and codes must be right here: a search is
// no declaration and gets no verdict.
[[nodiscard]] ReadSearch read_search(std::string_view body, std::string_view schema, const Schemas& schemas,
                                     UnknownMembers unknown);

}  // namespace dimona::rest
