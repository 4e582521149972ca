// What is wrong with a request, member by member (belgif input validation issues).
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dimona::rest {

enum class IssueKind {
    schema_violation,
    unknown_input,
    required_input,
    exactly_one_expected,
    invalid_input,
    invalid_structure
};
enum class IssuePlace { body, header, path, query };

struct Issue {
    IssueKind kind = IssueKind::schema_violation;
    IssuePlace in = IssuePlace::body;
    std::string name;                              // "dimonaIn.startDate"
    std::string detail;                            // what is wrong, and what to do
    std::optional<boost::json::value> value = {};  // never personal data
};
using Issues = std::vector<Issue>;

// Short values that say nothing about a person help to find the mistake; others are not sent back.
[[nodiscard]] bool may_be_shown(std::string_view member, const boost::json::value& value);

[[nodiscard]] boost::json::object to_json(const Issue& issue);

}  // namespace dimona::rest
