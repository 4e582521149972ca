#include "channel/rest/issue.hpp"

namespace dimona::rest {

namespace {

struct Kind {
    const char* urn;
    const char* title;
};

Kind kind_of(IssueKind kind) {
    switch (kind) {
        case IssueKind::schema_violation:
            return {"belgif:input-validation:schemaViolation", "Input value is invalid with respect to the schema"};
        case IssueKind::unknown_input:
            return {"belgif:input-validation:unknownInput", "Unknown input"};
        case IssueKind::required_input:
            return {"belgif-ext:input-validation:requiredInput", "Input is required"};
        case IssueKind::exactly_one_expected:
            return {"belgif-ext:input-validation:exactlyOneOfExpected", "Exactly one of these inputs must be present"};
        case IssueKind::invalid_input:
            return {"belgif:input-validation:invalidInput", "Invalid input"};
        case IssueKind::invalid_structure:
            return {"belgif-ext:input-validation:invalidStructure", "Input value has an invalid structure"};
    }
    return {};
}

const char* name_of(IssuePlace place) {
    switch (place) {
        case IssuePlace::body:
            return "body";
        case IssuePlace::header:
            return "header";
        case IssuePlace::path:
            return "path";
        case IssuePlace::query:
            return "query";
    }
    return "";
}

}  // namespace

bool may_be_shown(std::string_view member, const boost::json::value& value) {
    constexpr std::size_t length_max = 100;
    return !member.starts_with("worker") && !value.is_structured() &&
           !(value.is_string() && value.get_string().size() > length_max);
}

boost::json::object to_json(const Issue& issue) {
    const auto [urn, title] = kind_of(issue.kind);
    boost::json::object object = {{"type", std::string("urn:problem-type:") + urn},
                                  {"title", title},
                                  {"in", name_of(issue.in)},
                                  {"name", issue.name},
                                  {"detail", issue.detail}};
    if (issue.value) object.emplace("value", *issue.value);
    return object;
}

}  // namespace dimona::rest
