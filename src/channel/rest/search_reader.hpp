// Search bodies and paging parameters.
#pragma once

#include "channel/rest/schema.hpp"
#include "http/server.hpp"
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

struct ReadPage {
    registry::Page page;
    Issues issues;
};
[[nodiscard]] ReadPage read_page(const http::Request& request);
// Address of the page behind this one; `last` is the key of its last item.
[[nodiscard]] std::string next_url(const std::string& collection_url, const registry::Page& page, std::int64_t last);

}  // namespace dimona::rest
