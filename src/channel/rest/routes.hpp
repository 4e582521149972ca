// Which operation answers which method and path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dimona::rest {

enum class Operation {
    declare,
    get_declaration,
    explain_declaration,
    search_declarations,
    get_period,
    search_periods,
    search_relations,
    get_daily_registration,
    check_health,
    get_openapi,
    token,
    jwks,
    metadata,
};
[[nodiscard]] std::string_view name_of(Operation operation);  // as in the OpenAPI document

struct Route {
    std::optional<Operation> operation;  // absent: the path exists, the method does not; or nothing is there
    std::string allowed;                 // methods of the path; empty: there is no such path
    std::int64_t number = 0;             // of a path with {id}
    bool number_is_readable = true;
};
// HEAD is answered as GET.
[[nodiscard]] Route find_route(std::string_view method, std::string_view path);

}  // namespace dimona::rest
