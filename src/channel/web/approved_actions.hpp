// What is done when a second person of the enterprise has confirmed it: one line an action that somebody asks for.
#pragma once

#include <span>

#include "access/people.hpp"
#include "channel/web/desk.hpp"

namespace dimona::web {

// False: the approval is of another code. In the transaction that confirms it; does not commit.
using CarryOut = Result<bool> (*)(registry::Writer& writer, const access::Actor& confirming,
                                  const registry::Approval& approval, const Desk& desk);

// unsupported: nobody here knows the code.
[[nodiscard]] Status carry_out_approved(registry::Writer& writer, const access::Actor& confirming,
                                        const registry::Approval& approval, const Desk& desk);

}  // namespace dimona::web
