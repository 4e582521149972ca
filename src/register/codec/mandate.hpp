// The members of a mandate's record; see members.hpp.
#pragma once

#include "register/codec/filed.hpp"
#include "register/mandates.hpp"

namespace dimona::registry::codec {

template <class V, Is<MandateRecord> T>
void members(V& v, T& r) {
    v("id", r.id), v("group", r.group), v("coversDimona", r.covers_dimona);
    v("mandator", r.mandator), v("mandatary", r.mandatary), v("kind", r.kind), v("licence", r.licence);
    v("valid", r.valid), v("state", r.state), v("form", r.form);
    v("askedAt", r.asked_at), v("askedBy", r.asked_by), v("decidedAt", r.decided_at), v("decidedBy", r.decided_by);
    v("closedAt", r.closed_at), v("closedBy", r.closed_by);
    v("parent", r.parent), v("handedOnBy", r.handed_on_by), v("depth", r.depth);
}

}  // namespace dimona::registry::codec
