// Requests about the unsecured channels, as they are kept (register/blocking.hpp): closed sets by their codes.
#pragma once

#include "register/codec/filed.hpp"

namespace dimona::registry::codec {

// As it is kept: the closed sets by their codes.
struct KeptRequest {
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::string id, wanted, decider, state, asked_by, via, motive, decided_by, reason;
    Instant asked_at{};
    std::optional<Instant> decided_at;
};
template <class V, Is<KeptRequest> T>
void members(V& v, T& r) {
    v("id", r.id), v("employer", r.employer), v("wanted", r.wanted), v("decider", r.decider), v("state", r.state);
    v("askedAt", r.asked_at), v("askedBy", r.asked_by), v("via", r.via), v("motive", r.motive);
    v("decidedAt", r.decided_at), v("decidedBy", r.decided_by), v("reason", r.reason);
}

}  // namespace dimona::registry::codec
