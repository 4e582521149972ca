// A grant as details of an act or of an approval, and back.
#pragma once

#include "access/rights.hpp"
#include "register/acts.hpp"

namespace dimona::access {

// "role", "rights", "groups", "represents"; with `suffix` "Before": what was there before.
void add_details(std::vector<registry::ActDetail>& details, const Grant& grant, const std::string& suffix = {});
// Nothing when they are not what add_details() writes.
[[nodiscard]] std::optional<Grant> grant_of(const std::vector<registry::ActDetail>& details,
                                            const std::string& suffix = {});

}  // namespace dimona::access
