// The members of identifications and profiles of employers. The names are a storage format: see members.hpp.
#pragma once

#include "register/codec/repertory.hpp"
#include "register/employer_identification.hpp"
#include "register/employer_profile.hpp"

namespace dimona::registry::codec {

template <class V, Is<Workforce> T>
void members(V& v, T& r) {
    v("blueCollar", r.blue_collar), v("whiteCollar", r.white_collar), v("students", r.students);
    v("apprentices", r.apprentices), v("occasional", r.occasional), v("smallStatuses", r.small_statuses);
}
template <class V, Is<TakeOver> T>
void members(V& v, T& r) {
    v("from", r.from), v("on", r.on);
}
template <class V, Is<IdentificationAnswers> T>
void members(V& v, T& r) {
    v("answered", r.answered), v("kind", r.kind), v("enterprise", r.enterprise), v("name", r.name);
    v("street", r.street), v("houseNumber", r.house_number), v("box", r.box), v("postCode", r.post_code);
    v("municipality", r.municipality), v("country", r.country), v("contactName", r.contact_name);
    v("contactMail", r.contact_mail), v("contactPhone", r.contact_phone), v("contactLanguage", r.contact_language);
    v("activity", r.activity), v("nace", r.nace), v("firstHire", r.first_hire), v("workers", r.workers);
    v("committees", r.committees), v("establishments", r.establishments), v("insurer", r.insurer);
    v("policy", r.policy), v("takeOver", r.take_over), v("mandatary", r.mandatary);
}
template <class V, Is<Identification> T>
void members(V& v, T& r) {
    v("id", r.id), v("begunAt", r.begun_at), v("answers", r.answers), v("sentAt", r.sent_at), v("by", r.by);
    v("enterprise", r.enterprise), v("enterpriseAssigned", r.enterprise_assigned), v("number", r.number);
    v("name", r.name), v("nace", r.nace), v("categories", r.categories), v("registerGaps", r.register_gaps);
}
template <class V, Is<EmployerProfile> T>
void members(V& v, T& r) {
    v("enterprise", r.enterprise), v("answers", r.answers), v("changedAt", r.changed_at), v("by", r.by);
    v("quartersWithoutStaff", r.quarters_without_staff);
}
template <class V, Is<ProfileChange> T>
void members(V& v, T& r) {
    v("id", r.id), v("enterprise", r.enterprise), v("answers", r.answers), v("step", r.step);
    v("before", r.before), v("after", r.after), v("by", r.by), v("askedAt", r.asked_at);
}

}  // namespace dimona::registry::codec

#include "register/codec/filed.hpp"
