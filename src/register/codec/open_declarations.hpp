// How declarations of open channels are noted (register/open_declarations.hpp).
#pragma once

#include "register/codec/members.hpp"
#include "register/open_declarations.hpp"

namespace dimona::registry::codec {

template <class V, Is<OpenDeclaration> T>
void members(V& v, T& r) {
    v("employer", r.employer), v("id", r.id), v("kind", r.kind), v("result", r.result), v("channel", r.channel);
    v("receivedAt", r.received_at);
}

}  // namespace dimona::registry::codec

#include "register/codec/filed.hpp"
