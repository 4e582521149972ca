// The members of the desk's cases.
#pragma once

#include "register/change_requests.hpp"
#include "register/codec/json.hpp"
#include "register/emergencies.hpp"

namespace dimona::registry::codec {

template <class V, Is<Outage> T>
void members(V& v, T& r) {
    v("number", r.number), v("channels", r.channels), v("from", r.from), v("until", r.until), v("note", r.note);
    v("reportedBy", r.reported_by), v("reportedAt", r.reported_at);
}
template <class V, Is<EmergencyCase> T>
void members(V& v, T& r) {
    v("number", r.number), v("employer", r.employer), v("enterprise", r.enterprise), v("kind", r.kind);
    v("about", r.about), v("evidence", r.evidence), v("reportedAt", r.reported_at), v("enteredAt", r.entered_at);
    v("enteredBy", r.entered_by), v("state", r.state), v("decidedBy", r.decided_by), v("reason", r.reason);
    v("declaration", r.declaration);
}
template <class V, Is<ChangeRequest> T>
void members(V& v, T& r) {
    v("number", r.number), v("period", r.period), v("employer", r.employer), v("enterprise", r.enterprise);
    v("wanted", r.wanted), v("reason", r.reason), v("evidence", r.evidence), v("askedAt", r.asked_at);
    v("askedBy", r.asked_by), v("askedFor", r.asked_for), v("state", r.state), v("decidedBy", r.decided_by);
    v("decisionReason", r.decision_reason), v("decidedAt", r.decided_at), v("declaration", r.declaration);
}

}  // namespace dimona::registry::codec
