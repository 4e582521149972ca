// The OpenAPI document and what it compiles to.
#pragma once

#include <boost/json.hpp>

#include "app/embedded.hpp"
#include "channel/rest/declaration_reader.hpp"
#include "channel/rest/search_reader.hpp"

namespace dimona::rest::test {

namespace json = boost::json;

inline std::string openapi_text() {
    for (const auto& file : embedded_files())
        if (file.path == "openapi/dimona-v2.json") return std::string(file.content);
    return {};
}

inline const json::object& openapi() {
    static const json::value document = json::parse(openapi_text());
    return document.as_object();
}

inline const json::object& schema(std::string_view name) {
    return openapi().at("components").at("schemas").at(name).as_object();
}

inline const Schemas& schemas() {
    static const Schemas compiled = [] {
        auto names = declaration_schemas();
        for (auto& name : search_schemas()) names.push_back(std::move(name));
        return Schemas(openapi_text(), names);
    }();
    return compiled;
}

inline std::vector<std::string> names_of(const Issues& issues) {
    std::vector<std::string> names;
    for (const auto& issue : issues) names.push_back(issue.name);
    return names;
}

inline ReadDeclaration read_strictly(std::string_view body) {
    return read_declaration(body, schemas(), UnknownMembers::refused);
}

}  // namespace dimona::rest::test
