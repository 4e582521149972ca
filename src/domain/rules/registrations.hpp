// What a daily registration would look like afterwards.
#pragma once

#include <optional>

#include "domain/rules/facts.hpp"

namespace dimona::domain {

// Nothing when too little could be read, or when the registration is not there.
[[nodiscard]] std::optional<Registration> registration_afterwards(const Facts& facts);

}  // namespace dimona::domain
