// The letter that brings an invitation, in the language of its reader.
#pragma once

#include "access/invitation.hpp"
#include "register/letters.hpp"

namespace dimona::access {

[[nodiscard]] registry::Letter invitation_letter(const Invitation& invitation, const std::string& link);

}  // namespace dimona::access
