// What the store keeps beside employers, persons, periods and registrations of the domain.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "domain/declaration/request.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::registry {

// One entry of the append-only journal. hash = SHA-256(previous hash ‖ sequence ‖ at ‖ kind ‖ document).
struct JournalEntry {
    std::int64_t sequence = 0;  // 1, 2, 3, … without gaps
    Instant at{};
    std::string kind;      // "declaration", "resolution", "act"
    std::string document;  // canonical JSON, see register/journal.hpp
    Digest previous{};
    Digest hash{};
    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

// What makes a declaration findable; the declaration itself stands in the journal.
struct DeclarationRecord {
    domain::DeclarationId id{};
    std::int64_t journal_sequence = 0;  // newest entry about it: the declaration, or its resolution
    domain::Kind kind = domain::Kind::in;
    domain::Verdict result = domain::Verdict::refused;
    Instant received_at{};
    domain::Channel channel = domain::Channel::web_service;
    std::string declarant;  // client or user id
    std::optional<domain::EnterpriseNumber> declarant_enterprise;
    std::optional<domain::EmployerNumber> employer;  // when it could be resolved
    std::optional<domain::EnterpriseNumber> enterprise;
    std::optional<domain::PersonKey> person;
    std::optional<domain::PeriodId> period;
    std::optional<domain::RegistrationId> registration;
    std::optional<LocalDate> start_day, end_day;  // as declared
    std::optional<domain::WorkerType> worker_type;
    std::optional<domain::JointCommittee> joint_committee;
    bool late = false;
    friend bool operator==(const DeclarationRecord&, const DeclarationRecord&) = default;
};

// A relation is derived from its periods: first start, last end (absent while one is open), not cancelled ones.
struct Relation {
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::optional<domain::EnterpriseNumber> enterprise;
    domain::PersonKey person{};
    LocalDate start_day{};
    std::optional<LocalDate> end_day;
    friend bool operator==(const Relation&, const Relation&) = default;
};

struct IdempotencyRecord {
    std::string declarant;
    Digest key{};   // of the caller's key: keys may be long
    Digest body{};  // of the canonical request
    domain::DeclarationId declaration{};
};

enum class CaseState { open, matched, refused };
struct IdentificationCase {
    domain::DeclarationId declaration{};
    Instant opened_at{};
    CaseState state = CaseState::open;
    std::optional<domain::PersonKey> person;
    std::optional<Instant> closed_at;
    std::string decided_by, reason;
};

// A mandate between two enterprises for the group of applications "DmfA-Dimona".
struct Mandate {
    domain::EnterpriseNumber mandator = domain::EnterpriseNumber::from_stored(0);
    domain::EnterpriseNumber mandatary = domain::EnterpriseNumber::from_stored(0);
    DateRange valid;
    bool revoked = false;
    friend bool operator==(const Mandate&, const Mandate&) = default;
};

// Who looked at what. Written before the answer is given. Persons by key, never by number.
struct Consultation {
    std::int64_t line = 0;  // number in the log, given by the store
    Instant at{};
    std::string caller;  // client or user id
    std::optional<domain::EnterpriseNumber> caller_enterprise;
    std::string operation;  // "periods.search", "declaration.get", …
    std::optional<domain::EmployerNumber> employer;
    std::optional<domain::PersonKey> person;
    std::optional<std::int64_t> number;  // declaration, period or registration
    int results = 0;
    std::string trace_id;
};

// A program that may ask for tokens (private_key_jwt).
struct OAuthClient {
    std::string client_id;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    std::vector<std::string> scopes;
    std::vector<std::string> public_keys_pem;  // several during a roll-over; a certificate is stored as its key
    bool active = true;
};

// A client assertion that must not be taken a second time while it is valid.
struct UsedAssertion {
    std::string client_id, jti;
    Instant expires{};
};

// A small text that the store keeps for a room above without understanding it: an account, a session, a draft, a note.
// Found by drawer and name; `text` is that room's own affair.
struct Paper {
    std::string drawer, name, text;
    std::optional<Instant> expires;  // may be thrown away from then on
    friend bool operator==(const Paper&, const Paper&) = default;
};

// Somebody who has or had a relation with an employer; names folded, for finding and sorting.
struct StaffMember {
    domain::PersonKey person{};
    std::string family_name, given_name;
    LocalDate start_day{};
    std::optional<LocalDate> end_day;
    friend bool operator==(const StaffMember&, const StaffMember&) = default;
};

struct Page {
    int number = 1;  // 1-based; used when there is no cursor
    int size = 50;
    std::optional<std::int64_t> after;  // cursor: continue after this number (descending order)
};
template <class Item>
struct PageOf {
    std::vector<Item> items;
    bool more = false;
};

// All criteria that are present must hold. `employers` is what the caller may see (never empty).
struct FileQuery {
    std::vector<domain::EmployerNumber> employers;
    std::optional<domain::PersonKey> person;
    std::optional<domain::PeriodId> period;
    std::optional<domain::DeclarationId> declaration;    // declarations only
    std::optional<LocalDate> first_day, last_day;        // in service between these days / declared start day
    std::optional<LocalDate> starts_from, starts_until;  // periods only
    std::optional<LocalDate> ends_from, ends_until;      // periods only; open ones never fit
    std::optional<domain::WorkerType> worker_type;
    std::optional<domain::JointCommittee> joint_committee;
    std::optional<domain::EnterpriseNumber> user_enterprise;  // of the period
    std::optional<bool> open, cancelled, late;
    std::optional<domain::Verdict> result;                 // declarations only
    std::optional<domain::Kind> kind;                      // declarations only
    std::optional<domain::Channel> channel;                // of the declaration; of one of the period's declarations
    std::optional<Instant> received_from, received_until;  // declarations only
};

}  // namespace dimona::registry
