// JSON without mercy: one value, valid UTF-8, no member twice, bounded depth.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "channel/rest/issue.hpp"

namespace dimona::rest {

// Issues without value when the text is no JSON; a value and issues when members stand twice.
struct ParsedJson {
    bool is_json = false;
    boost::json::value value;
    Issues issues;
};
[[nodiscard]] ParsedJson parse_strictly(std::string_view text);

}  // namespace dimona::rest
