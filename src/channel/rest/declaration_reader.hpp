// A JSON body as a declaration.
#pragma once

#include "channel/rest/schema.hpp"
#include "domain/declaration/request.hpp"

namespace dimona::rest {

struct ReadDeclaration {
    domain::DeclarationRequest request;
    Issues issues;  // none: the request is complete
};

// Names of the schemas that it compares with.
[[nodiscard]] std::vector<std::string> declaration_schemas();
[[nodiscard]] ReadDeclaration read_declaration(std::string_view body, const Schemas& schemas, UnknownMembers unknown);

// The other direction: what was declared, in the words of the REST service.
[[nodiscard]] boost::json::object echo_of(const domain::DeclarationRequest& request);

}  // namespace dimona::rest
