// The members of what enterprise register and repertory file. The names are a storage format: see members.hpp.
#pragma once

#include "register/codec/members.hpp"
#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"

namespace dimona::registry::codec {

template <class V, Is<LocalText> T>
void members(V& v, T& r) {
    v("language", r.language), v("text", r.text);
}
template <class V, Is<EnterpriseAddress> T>
void members(V& v, T& r) {
    v("street", r.street), v("houseNumber", r.house_number), v("box", r.box), v("postCode", r.post_code);
    v("municipality", r.municipality), v("country", r.country), v("extra", r.extra);
}
template <class V, Is<EnterpriseActivity> T>
void members(V& v, T& r) {
    v("naceVersion", r.nace_version), v("naceCode", r.nace_code), v("main", r.main);
}
template <class V, Is<EstablishmentUnit> T>
void members(V& v, T& r) {
    v("number", r.number), v("names", r.names), v("address", r.address), v("startDay", r.start_day);
}
template <class V, Is<Enterprise> T>
void members(V& v, T& r) {
    v("number", r.number), v("active", r.active), v("naturalPerson", r.natural_person), v("legalForm", r.legal_form);
    v("legalFormNames", r.legal_form_names), v("names", r.names), v("commercialNames", r.commercial_names);
    v("address", r.address), v("activities", r.activities), v("establishments", r.establishments);
    v("startDay", r.start_day), v("email", r.email), v("phone", r.phone), v("web", r.web);
}
template <class V, Is<EmployerVersion> T>
void members(V& v, T& r) {
    v("from", r.from), v("validFrom", r.valid_from), v("employer", r.employer), v("act", r.act);
}
template <class V, Is<InformationFlow> T>
void members(V& v, T& r) {
    v("at", r.at), v("provisional", r.provisional), v("definitive", r.definitive), v("enterprise", r.enterprise);
    v("act", r.act);
}

}  // namespace dimona::registry::codec

#include "register/codec/filed.hpp"
