// What is wrong with a request, member by member (belgif input validation issues).
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
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

[[nodiscard]] boost::json::object to_json(const Issue& issue);

}  // namespace dimona::rest
