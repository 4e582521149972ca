#include "channel/rest/routes.hpp"

#include <array>

#include "base/text.hpp"

namespace dimona::rest {

namespace {

struct Entry {
    Operation operation;
    std::string_view name, method, path;  // {id} stands for a number
};

constexpr std::array<Entry, 13> entries{{
    {Operation::declare, "declare", "POST", "/REST/dimona/v2/declarations"},
    {Operation::get_declaration, "getDeclaration", "GET", "/REST/dimona/v2/declarations/{id}"},
    {Operation::explain_declaration, "explainDeclaration", "GET", "/REST/dimona/v2/declarations/{id}/explanation"},
    {Operation::search_declarations, "searchDeclarations", "POST", "/REST/dimona/v2/declarations/search"},
    {Operation::get_period, "getPeriod", "GET", "/REST/dimona/v2/periods/{id}"},
    {Operation::search_periods, "searchPeriods", "POST", "/REST/dimona/v2/periods/search"},
    {Operation::search_relations, "searchRelations", "POST", "/REST/dimona/v2/relations/search"},
    {Operation::get_daily_registration, "getDailyRegistration", "GET", "/REST/dimona/v2/dailyRegistrations/{id}"},
    {Operation::check_health, "checkHealth", "GET", "/REST/dimona/v2/health"},
    {Operation::get_openapi, "getOpenapi", "GET", "/REST/dimona/v2/openapi.json"},
    {Operation::token, "token", "POST", "/REST/oauth/v5/token"},
    {Operation::jwks, "jwks", "GET", "/.well-known/jwks.json"},
    {Operation::metadata, "metadata", "GET", "/.well-known/oauth-authorization-server"},
}};

constexpr std::string_view number_mark = "{id}";

// What stands in place of {id}; nothing when the path is another one.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
    const auto mark = pattern.find(number_mark);
    if (mark == std::string_view::npos) return path == pattern ? std::optional(std::string_view()) : std::nullopt;
    const auto tail = pattern.substr(mark + number_mark.size());
    if (path.size() <= mark + tail.size() || path.substr(0, mark) != pattern.substr(0, mark) || !path.ends_with(tail))
        return std::nullopt;
    const auto segment = path.substr(mark, path.size() - mark - tail.size());
    return segment.find('/') == std::string_view::npos ? std::optional(segment) : std::nullopt;
}

// A path without {id} wins over one with it: /declarations/search is no number.
bool is_fixed(const Entry& entry) { return entry.path.find(number_mark) == std::string_view::npos; }

}  // namespace

std::string_view name_of(Operation operation) {
    for (const auto& entry : entries)
        if (entry.operation == operation) return entry.name;
    return {};
}

Route find_route(std::string_view method, std::string_view path) {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    Route route;
    for (const bool fixed : {true, false}) {
        for (const auto& entry : entries) {
            if (is_fixed(entry) != fixed) continue;
            const auto segment = match(entry.path, path);
            if (!segment) continue;
            route.allowed += (route.allowed.empty() ? "" : ", ") + std::string(entry.method);
            if (entry.method == "GET") route.allowed += ", HEAD";
            if (entry.method != wanted) continue;
            route.operation = entry.operation;
            const auto number = parse_digits(*segment);
            route.number = number.value_or(0);
            route.number_is_readable = fixed || number.has_value();
        }
        if (!route.allowed.empty()) break;
    }
    if (!route.allowed.empty()) route.allowed += ", OPTIONS";
    return route;
}

}  // namespace dimona::rest
