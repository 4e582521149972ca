// The members of what is filed about a public body. The names are a storage format: see members.hpp.
#pragma once

#include "register/codec/members.hpp"
#include "register/public_bodies.hpp"

namespace dimona::registry::codec {

template <class V, Is<PublicBody> T>
void members(V& v, T& r) {
    v("kind", r.kind), v("name", r.name), v("enterprise", r.enterprise), v("pplNumber", r.ppl_number);
    v("subEntities", r.sub_entities), v("activeFrom", r.active_from), v("number", r.number);
}

}  // namespace dimona::registry::codec

#include "register/codec/filed.hpp"
