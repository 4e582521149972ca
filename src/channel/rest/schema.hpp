// Request bodies are checked against the OpenAPI document itself: there is no second description of them.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "channel/rest/issue.hpp"

namespace dimona::rest {

enum class UnknownMembers { refused, tolerated };

// The part of JSON Schema that the document uses for requests: objects without further members, arrays, texts,
// whole numbers, truth values, lists of words, references.
class Schemas {
public:
    // Throws std::runtime_error when the document is not usable: it is part of the program.
    // `wanted`: the schemas that bodies will be compared with.
    Schemas(std::string_view openapi_document, const std::vector<std::string>& wanted);

    // Everything in which `value` differs from the schema of this name, which must be one of the wanted ones.
    // Unknown members that are tolerated are taken out of `value`: nobody reads what nobody checked.
    [[nodiscard]] Issues differences(std::string_view schema, boost::json::value& value, UnknownMembers unknown) const;

private:
    struct Node {
        enum class Type { object, array, text, whole_number, truth } type = Type::object;
        std::map<std::string, const Node*, std::less<>> members;
        std::vector<std::string> required;
        const Node* items = nullptr;
        std::vector<std::string> words;
        std::int64_t length_max = 0, items_max = 0;  // 0: no limit
    };
    struct Check;
    const Node* compile(const boost::json::value& schema);
    const Node* named(const std::string& name);

    boost::json::value document_;
    std::map<std::string, const Node*, std::less<>> named_;
    std::vector<std::unique_ptr<Node>> nodes_;
};

}  // namespace dimona::rest
