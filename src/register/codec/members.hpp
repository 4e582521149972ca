// The members of each record under their names in the journal: one description for writing and for reading.
//
// The names are a storage format: a member may be added, none may ever be renamed.
#pragma once

#include <concepts>
#include <type_traits>

#include "domain/employer/employer.hpp"
#include "domain/person/person.hpp"
#include "register/acts.hpp"
#include "register/journal.hpp"

namespace dimona::registry::codec {

template <class Candidate, class Type>
concept Is = std::same_as<std::remove_const_t<Candidate>, Type>;

// --- the request
template <class V, Is<domain::EmployerFields> T>
void members(V& v, T& r) {
    v("nssoNumber", r.nsso_number), v("provisionalNumber", r.provisional_number),
        v("enterpriseNumber", r.enterprise_number);
}
template <class V, Is<domain::AddressFields> T>
void members(V& v, T& r) {
    v("street", r.street), v("houseNumber", r.house_number), v("boxNumber", r.box_number), v("postCode", r.post_code);
    v("municipalityCode", r.municipality_code), v("municipalityName", r.municipality_name), v("country", r.country);
}
template <class V, Is<domain::WorkerFields> T>
void members(V& v, T& r) {
    v("ssin", r.ssin), v("familyName", r.family_name), v("givenName", r.given_name), v("initial", r.initial);
    v("birthDate", r.birth_date), v("placeOfBirth", r.place_of_birth), v("countryOfBirth", r.country_of_birth);
    v("gender", r.gender), v("nationality", r.nationality), v("address", r.address);
}
template <class V, Is<domain::UserEnterpriseFields> T>
void members(V& v, T& r) {
    v("enterpriseNumber", r.enterprise_number), v("name", r.name), v("jointCommittee", r.joint_committee);
    v("address", r.address);
}
template <class V, Is<domain::FeatureFields> T>
void members(V& v, T& r) {
    v("jointCommittee", r.joint_committee), v("workerType", r.worker_type), v("subEntity", r.sub_entity);
    v("userEnterprise", r.user_enterprise);
}
template <class V, Is<domain::ControlCardFields> T>
void members(V& v, T& r) {
    v("firstMonth", r.first_month), v("nextMonth", r.next_month);
}
template <class V, Is<domain::StudentPlaceFields> T>
void members(V& v, T& r) {
    v("name", r.name), v("address", r.address);
}
template <class V, Is<domain::SmallStatuteFields> T>
void members(V& v, T& r) {
    v("employmentNature", r.employment_nature), v("activityWithRisk", r.activity_with_risk);
    v("workerStatus", r.worker_status);
}
template <class V, Is<domain::OwnReference> T>
void members(V& v, T& r) {
    v("type", r.type), v("number", r.number);
}
template <class V, Is<domain::DeclarationRequest> T>
void members(V& v, T& r) {
    v("kind", r.kind), v("action", r.action), v("employer", r.employer), v("worker", r.worker);
    v("periodId", r.period_id), v("registrationId", r.registration_id);
    v("startDate", r.start_date), v("startHour", r.start_hour), v("endDate", r.end_date), v("endHour", r.end_hour);
    v("plannedHours", r.planned_hours), v("features", r.features), v("controlCards", r.control_cards);
    v("studentPlace", r.student_place), v("smallStatute", r.small_statute), v("ownReferences", r.own_references);
}

// --- registers
template <class V, Is<DateRange> T>
void members(V& v, T& r) {
    v("first", r.first), v("last", r.last);
}
template <class V, Is<domain::Employer> T>
void members(V& v, T& r) {
    v("number", r.number), v("enterprise", r.enterprise), v("name", r.name), v("categories", r.categories);
    v("active", r.active), v("subEntities", r.sub_entities), v("blocksUnsecured", r.blocks_unsecured);
    v("registersDaysHere", r.registers_days_here);
}
template <class V, Is<domain::Person> T>
void members(V& v, T& r) {
    v("key", r.key), v("ssin", r.ssin), v("replaced", r.replaced), v("familyName", r.family_name);
    v("givenName", r.given_name), v("birthDate", r.birth_date), v("sex", r.sex), v("nationality", r.nationality);
}
template <class V, Is<OAuthClient> T>
void members(V& v, T& r) {
    v("clientId", r.client_id), v("enterprise", r.enterprise), v("scopes", r.scopes);
    v("publicKeys", r.public_keys_pem), v("active", r.active);
}

// --- the personnel file
template <class V, Is<domain::Features> T>
void members(V& v, T& r) {
    v("workerType", r.worker_type), v("jointCommittee", r.joint_committee), v("subEntity", r.sub_entity);
    v("userJointCommittee", r.user_joint_committee), v("userEnterpriseNumber", r.user_enterprise_number);
    v("userName", r.user_name);
}
template <class V, Is<domain::Claim> T>
void members(V& v, T& r) {
    v("order", r.order), v("amount", r.amount);
}
template <class V, Is<domain::Period> T>
void members(V& v, T& r) {
    v("id", r.id), v("employer", r.employer), v("enterprise", r.enterprise), v("person", r.person);
    v("features", r.features), v("startDay", r.start_day), v("startHour", r.start_hour), v("endDay", r.end_day);
    v("endHour", r.end_hour), v("plannedHours", r.planned_hours), v("claims", r.claims);
    v("controlCards", r.control_cards), v("studentPlace", r.student_place), v("smallStatute", r.small_statute);
    v("flexiResult", r.flexi_result), v("cancelled", r.cancelled), v("locked", r.locked), v("late", r.late);
    v("blocked", r.blocked), v("lastDeclaration", r.last_declaration), v("lastAction", r.last_action);
    v("createdAt", r.created_at), v("changedAt", r.changed_at);
}
template <class V, Is<domain::Registration> T>
void members(V& v, T& r) {
    v("id", r.id), v("period", r.period), v("startDay", r.start_day), v("startHour", r.start_hour);
    v("endDay", r.end_day), v("endHour", r.end_hour), v("cancelled", r.cancelled);
    v("lastDeclaration", r.last_declaration), v("createdAt", r.created_at), v("changedAt", r.changed_at);
}

// --- the decision
template <class V, Is<Placeholder> T>
void members(V& v, T& r) {
    v("name", r.name), v("value", r.value);
}
template <class V, Is<domain::Anomaly> T>
void members(V& v, T& r) {
    v("code", r.code), v("severity", r.severity), v("place", r.place), v("facts", r.facts);
}
template <class V, Is<domain::EmployerQuotaKey> T>
void members(V& v, T& r) {
    v("enterprise", r.enterprise), v("year", r.year);
}
template <class V, Is<domain::AdjustEmployerQuota> T>
void members(V& v, T& r) {
    v("key", r.key), v("days", r.days);
}
template <class V, Is<domain::Balance> T>
void members(V& v, T& r) {
    v("type", r.type), v("year", r.year), v("limit", r.limit), v("used", r.used), v("over", r.over);
}
template <class V, Is<domain::Decision> T>
void members(V& v, T& r) {
    v("result", r.result), v("anomalies", r.anomalies), v("effects", r.effects), v("balances", r.balances);
    v("trace", r.trace);
}
template <class V, Is<domain::StaffEntry> T>
void members(V& v, T& r) {
    v("locks", r.locks);
}
template <class V, Is<JournalDocument> T>
void members(V& v, T& r) {
    v("id", r.id), v("receivedAt", r.received_at), v("channel", r.channel), v("declarant", r.declarant);
    v("declarantEnterprise", r.declarant_enterprise), v("edition", r.edition), v("request", r.request);
    v("employer", r.employer), v("enterprise", r.enterprise), v("person", r.person), v("decision", r.decision);
    v("resolves", r.resolves), v("operator", r.operator_id), v("reason", r.reason);
    v("staff", r.staff), v("countsFrom", r.counts_from), v("case", r.case_number);
}

// --- acts
template <class V, Is<ActDetail> T>
void members(V& v, T& r) {
    v("name", r.name), v("value", r.value);
}
template <class V, Is<Act> T>
void members(V& v, T& r) {
    v("at", r.at), v("code", r.code), v("by", r.by), v("byEnterprise", r.by_enterprise), v("reason", r.reason);
    v("about", r.about), v("details", r.details);
}

}  // namespace dimona::registry::codec
