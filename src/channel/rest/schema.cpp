#include "channel/rest/schema.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace dimona::rest {

namespace json = boost::json;

namespace {

constexpr std::string_view reference_root = "#/components/schemas/";

std::string joined(std::string_view path, std::string_view member) {
    return path.empty() ? std::string(member) : std::string(path).append(".").append(member);
}

}  // namespace

Schemas::Schemas(std::string_view openapi_document, const std::vector<std::string>& wanted)
    : document_(json::parse(openapi_document)) {
    for (const auto& name : wanted) named(name);
}

const Schemas::Node* Schemas::named(const std::string& name) {
    if (const auto known = named_.find(name); known != named_.end()) return known->second;
    const auto& schemas = document_.at("components").at("schemas").as_object();
    const auto* schema = schemas.if_contains(name);
    if (!schema) throw std::runtime_error("the OpenAPI document lacks the schema " + name);
    const auto* node = compile(*schema);
    named_.emplace(name, node);
    return node;
}

const Schemas::Node* Schemas::compile(const json::value& schema) {
    const auto& object = schema.as_object();
    if (const auto* reference = object.if_contains("$ref"))
        return named(std::string(std::string_view(reference->as_string()).substr(reference_root.size())));
    auto& node = *nodes_.emplace_back(std::make_unique<Node>());
    const std::string_view type = object.at("type").as_string();
    using Type = Node::Type;
    node.type = type == "object"    ? Type::object
                : type == "array"   ? Type::array
                : type == "integer" ? Type::whole_number
                : type == "boolean" ? Type::truth
                                    : Type::text;
    if (const auto* members = object.if_contains("properties"))
        for (const auto& member : members->as_object()) node.members.emplace(member.key(), compile(member.value()));
    if (const auto* required = object.if_contains("required"))
        for (const auto& name : required->as_array()) node.required.emplace_back(name.as_string());
    if (const auto* words = object.if_contains("enum"))
        for (const auto& word : words->as_array()) node.words.emplace_back(word.as_string());
    if (const auto* items = object.if_contains("items")) node.items = compile(*items);
    if (const auto* length = object.if_contains("maxLength")) node.length_max = length->to_number<std::int64_t>();
    if (const auto* count = object.if_contains("maxItems")) node.items_max = count->to_number<std::int64_t>();
    return &node;
}

// One walk through a value.
struct Schemas::Check {
    UnknownMembers unknown;
    Issues issues = {};

    void add(IssueKind kind, const std::string& path, std::string detail, const json::value* value = nullptr) {
        Issue issue{kind, IssuePlace::body, path, std::move(detail)};
        if (value && may_be_shown(path, *value)) issue.value = *value;
        issues.push_back(std::move(issue));
    }
    void wrong_type(const std::string& path, const char* expected, const json::value& value) {
        add(IssueKind::schema_violation, path, std::string(expected) + " is expected here", &value);
    }

    void walk(const Node& node, json::value& value, const std::string& path) {
        if (value.is_null())
            return add(IssueKind::schema_violation, path, "null is never accepted; leave the member out");
        switch (node.type) {
            case Node::Type::object:
                return walk_object(node, value, path);
            case Node::Type::array:
                return walk_array(node, value, path);
            case Node::Type::text:
                return walk_text(node, value, path);
            case Node::Type::whole_number:
                if (!value.is_int64()) wrong_type(path, "a whole number (no text, no fraction)", value);
                return;
            case Node::Type::truth:
                if (!value.is_bool()) wrong_type(path, "true or false", value);
                return;
        }
    }
    void walk_object(const Node& node, json::value& value, const std::string& path) {
        if (!value.is_object()) return wrong_type(path, "an object", value);
        auto& object = value.get_object();
        for (const auto& name : node.required)
            if (!object.contains(name)) add(IssueKind::required_input, joined(path, name), "this member is required");
        std::vector<std::string> tolerated;
        for (auto& member : object) {
            const auto known = node.members.find(std::string_view(member.key()));
            if (known != node.members.end())
                walk(*known->second, member.value(), joined(path, member.key()));
            else if (unknown == UnknownMembers::tolerated)
                tolerated.emplace_back(member.key());
            else
                add(IssueKind::unknown_input, joined(path, member.key()),
                    "there is no such member; check its spelling or leave it out");
        }
        for (const auto& name : tolerated) object.erase(name);
    }
    void walk_array(const Node& node, json::value& value, const std::string& path) {
        if (!value.is_array()) return wrong_type(path, "a list", value);
        auto& array = value.get_array();
        if (node.items_max > 0 && array.size() > static_cast<std::size_t>(node.items_max))
            return add(IssueKind::schema_violation, path,
                       "at most " + std::to_string(node.items_max) + " items are accepted");
        for (std::size_t index = 0; index < array.size(); ++index)
            walk(*node.items, array[index], path + "[" + std::to_string(index) + "]");
    }
    void walk_text(const Node& node, const json::value& value, const std::string& path) {
        if (!value.is_string()) return wrong_type(path, "a text", value);
        const std::string_view text = value.get_string();
        if (trim(text).empty())
            return add(IssueKind::schema_violation, path, "an empty text is not accepted; leave the member out");
        if (node.length_max > 0 && code_points(text) > static_cast<std::size_t>(node.length_max))
            return add(IssueKind::schema_violation, path,
                       "at most " + std::to_string(node.length_max) + " characters are accepted");
        if (!node.words.empty() && std::find(node.words.begin(), node.words.end(), text) == node.words.end()) {
            std::string choice;
            for (const auto& word : node.words) choice += (choice.empty() ? "" : ", ") + word;
            add(IssueKind::schema_violation, path, "one of these is expected: " + choice, &value);
        }
    }
};

Issues Schemas::differences(std::string_view schema, json::value& value, UnknownMembers unknown) const {
    Check check{unknown};
    const auto known = named_.find(schema);
    require(known != named_.end(), "only schemas that were asked for are compiled");
    check.walk(*known->second, value, "");
    return std::move(check.issues);
}

}  // namespace dimona::rest
