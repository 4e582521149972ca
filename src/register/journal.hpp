// The journal: canonical documents, the hash chain, and reading them back.
//
//   document  = JSON object, members in the order of this list, absent members left out, no blanks
//     declaration: { "id", "receivedAt", "channel", "declarant", "declarantEnterprise"?, "edition",
//                    "request": {…}, "employer"?, "enterprise"?, "person"?, "decision": {…} }
//                    entered by staff: also "operator", "reason", "staff": {…}, "case"?
//                    under an emergency case: also "countsFrom", "case"
//     resolution:  the same, with the definitive decision, "resolves": true, "operator" and "reason"
//     act:         see register/acts.hpp
//   hash      = SHA-256( previous hash (32 bytes) ‖ sequence (8 bytes, big endian) ‖ milliseconds since 1970
//               (8 bytes, big endian) ‖ kind ‖ 0x00 ‖ document )
//   The first entry's previous hash is 32 zero bytes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/rules/decision.hpp"
#include "register/intake.hpp"

namespace dimona::registry {

// A declaration with everything that was known and decided about it.
struct JournalDocument {
    domain::DeclarationId id{};
    Instant received_at{};
    domain::Channel channel = domain::Channel::web_service;
    std::string declarant;
    std::optional<domain::EnterpriseNumber> declarant_enterprise;
    std::string edition;  // of the rulebook
    domain::DeclarationRequest request;
    std::optional<domain::EmployerNumber> employer;
    std::optional<domain::EnterpriseNumber> enterprise;
    std::optional<domain::PersonKey> person;
    domain::Decision decision;
    bool resolves = false;  // definitive verdict of a declaration that was waiting
    // Who identified the worker, or entered the declaration at the authority's desk; and on what ground.
    std::optional<std::string> operator_id, reason;
    std::optional<domain::StaffEntry> staff;  // entered by staff of the authority
    std::optional<Instant> counts_from;       // judged as made at this moment: that of the emergency case
    std::optional<CaseNumber> case_number;    // the emergency case, or the request that led to it
    friend bool operator==(const JournalDocument&, const JournalDocument&) = default;
};

[[nodiscard]] std::string to_document(const JournalDocument& document);
// The inverse; an error means that the journal was damaged or written by a newer program.
[[nodiscard]] Result<JournalDocument> from_document(std::string_view document);
// Canonical text of a request alone: what an idempotency key is bound to.
[[nodiscard]] std::string canonical_request(const domain::DeclarationRequest& request);

// Period record <-> JSON text, for the journal and for stores that keep the record whole.
[[nodiscard]] std::string period_to_json(const domain::Period& period);
[[nodiscard]] Result<domain::Period> period_from_json(std::string_view json);

[[nodiscard]] Digest chain_hash(const JournalEntry& entry);  // from its other members
// Appends after the writer's current head. Returns the sequence.
[[nodiscard]] Result<std::int64_t> append_to_chain(Writer& writer, Instant at, std::string kind, std::string document);

struct ChainReport {
    std::int64_t entries = 0;
    Digest head{};
    std::optional<Error> broken;  // the first entry that does not fit
};
// Walks the whole chain; `progress` may be empty.
[[nodiscard]] Result<ChainReport> verify_chain(Reader& reader, const std::function<void(std::int64_t)>& progress);

}  // namespace dimona::registry
