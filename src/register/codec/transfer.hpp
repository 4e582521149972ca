// The members of what is moved beside the journal and the documents of members.hpp.
#pragma once

#include "register/codec/json.hpp"
#include "register/port/store.hpp"

namespace dimona::registry::codec {

struct HeadLine {
    int version = 0;
};
struct EndLine {
    std::int64_t lines = 0, entries = 0;
    std::string head;
};
struct EnterpriseLine {
    domain::EnterpriseNumber number = domain::EnterpriseNumber::from_stored(0);
    std::string name;
};
struct MandateLine {
    domain::EnterpriseNumber mandator = domain::EnterpriseNumber::from_stored(0),
                             mandatary = domain::EnterpriseNumber::from_stored(0);
    LocalDate first{};
    std::optional<LocalDate> last;
    bool revoked = false;
};
struct CareerLine {
    domain::PersonKey person{};
    int year = 0, quarter = 0, percent = 0;
    std::optional<domain::EmployerNumber> employer;
    bool pensioner = false;
};
struct NumberLine {
    std::int64_t last = 0;
};
// Digests are hexadecimal. The previous hash is that of the line before.
struct EntryLine {
    std::int64_t sequence = 0;
    Instant at{};
    std::string kind, document, hash;
};
struct IdempotencyLine {
    std::string declarant, key, body;
    domain::DeclarationId declaration{};
};
struct AssertionLine {
    std::string client, jti;
    Instant expires{};
};

template <class V, Is<Paper> T>
void members(V& v, T& r) {
    v("drawer", r.drawer), v("name", r.name), v("text", r.text), v("expires", r.expires);
}
template <class V, Is<HeadLine> T>
void members(V& v, T& r) {
    v("version", r.version);
}
template <class V, Is<EndLine> T>
void members(V& v, T& r) {
    v("lines", r.lines), v("entries", r.entries), v("head", r.head);
}
template <class V, Is<EnterpriseLine> T>
void members(V& v, T& r) {
    v("number", r.number), v("name", r.name);
}
template <class V, Is<MandateLine> T>
void members(V& v, T& r) {
    v("mandator", r.mandator), v("mandatary", r.mandatary), v("first", r.first), v("last", r.last);
    v("revoked", r.revoked);
}
template <class V, Is<CareerLine> T>
void members(V& v, T& r) {
    v("person", r.person), v("year", r.year), v("quarter", r.quarter), v("employer", r.employer);
    v("percent", r.percent), v("pensioner", r.pensioner);
}
template <class V, Is<NumberLine> T>
void members(V& v, T& r) {
    v("last", r.last);
}
template <class V, Is<EntryLine> T>
void members(V& v, T& r) {
    v("sequence", r.sequence), v("at", r.at), v("kind", r.kind), v("document", r.document), v("hash", r.hash);
}
template <class V, Is<IdempotencyLine> T>
void members(V& v, T& r) {
    v("declarant", r.declarant), v("key", r.key), v("body", r.body), v("declaration", r.declaration);
}
template <class V, Is<AssertionLine> T>
void members(V& v, T& r) {
    v("client", r.client), v("jti", r.jti), v("expires", r.expires);
}
template <class V, Is<Consultation> T>
void members(V& v, T& r) {
    v("at", r.at), v("caller", r.caller), v("callerEnterprise", r.caller_enterprise), v("operation", r.operation);
    v("employer", r.employer), v("person", r.person), v("number", r.number), v("results", r.results);
    v("traceId", r.trace_id);
}

}  // namespace dimona::registry::codec
