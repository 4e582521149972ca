// Journal, declarations, idempotency keys, identification cases, consultation log.
#include <limits>

#include "store/sql/consultation_row.hpp"
#include "store/sql/declaration_row.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* find_entry =
    "SELECT sequence, at, kind, document, previous, hash FROM journal WHERE sequence = ?";
constexpr const char* find_entries =
    "SELECT sequence, at, kind, document, previous, hash FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?";
constexpr const char* find_head =
    "SELECT sequence, at, kind, document, previous, hash FROM journal ORDER BY sequence DESC LIMIT 1";
constexpr const char* append_entry =
    "INSERT INTO journal (sequence, at, kind, document, previous, hash) VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char* find_declaration = "SELECT " DIMONA_DECLARATION_COLUMNS " FROM declaration WHERE id = ?";
constexpr const char* find_declarations_of =
    "SELECT " DIMONA_DECLARATION_COLUMNS " FROM declaration WHERE period = ? ORDER BY id";
constexpr const char* add_declaration = "INSERT INTO declaration (" DIMONA_DECLARATION_COLUMNS
                                        ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* write_declaration =
    "INSERT INTO declaration (" DIMONA_DECLARATION_COLUMNS
    ") "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET journal_sequence = excluded.journal_sequence, kind = excluded.kind, "
    "result = excluded.result, received_at = excluded.received_at, channel = excluded.channel, "
    "declarant = excluded.declarant, declarant_enterprise = excluded.declarant_enterprise, "
    "employer = excluded.employer, enterprise = excluded.enterprise, person = excluded.person, "
    "period = excluded.period, registration = excluded.registration, start_day = excluded.start_day, "
    "end_day = excluded.end_day, worker_type = excluded.worker_type, "
    "joint_committee = excluded.joint_committee, late = excluded.late";
constexpr const char* find_idempotency = "SELECT body, declaration FROM idempotency WHERE declarant = ? AND key = ?";
constexpr const char* write_idempotency =
    "INSERT INTO idempotency (declarant, key, body, declaration) VALUES (?, ?, ?, ?)";
constexpr const char* find_case =
    "SELECT declaration, opened_at, state, person, closed_at, decided_by, reason FROM identification_case "
    "WHERE declaration = ?";
constexpr const char* find_open_cases =
    "SELECT declaration, opened_at, state, person, closed_at, decided_by, reason FROM identification_case "
    "WHERE state = 0 ORDER BY declaration";
constexpr const char* write_case =
    "INSERT INTO identification_case (declaration, opened_at, state, person, closed_at, decided_by, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (declaration) DO UPDATE SET opened_at = excluded.opened_at, "
    "state = excluded.state, "
    "person = excluded.person, closed_at = excluded.closed_at, decided_by = excluded.decided_by, "
    "reason = excluded.reason";
constexpr const char* write_consultation =
    "INSERT INTO consultation (id, at, caller, caller_enterprise, operation, employer, person, number, results, "
    "trace_id) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM consultation), ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* find_consultations =
    "SELECT " DIMONA_CONSULTATION_COLUMNS " FROM consultation WHERE id < ? ORDER BY id DESC LIMIT ?";
constexpr const char* find_consultations_at =
    "SELECT " DIMONA_CONSULTATION_COLUMNS " FROM consultation WHERE employer = ? AND id < ? ORDER BY id DESC LIMIT ?";
constexpr const char* forget_quota_entries = "DELETE FROM quota_entry";
constexpr const char* forget_relations = "DELETE FROM relation";
constexpr const char* forget_employer_days = "DELETE FROM employer_days";
constexpr const char* forget_registrations = "DELETE FROM registration";
constexpr const char* forget_periods = "DELETE FROM period";
constexpr const char* forget_declarations = "DELETE FROM declaration";
constexpr const char* forget_cases = "DELETE FROM identification_case";

registry::JournalEntry entry_of(const Query& query) {
    return {.sequence = query.integer(0),
            .at = query.instant(1),
            .kind = std::string(query.text(2)),
            .document = std::string(query.text(3)),
            .previous = query.digest(4),
            .hash = query.digest(5)};
}

registry::IdentificationCase case_of(const Query& query) {
    registry::IdentificationCase identification{.declaration = domain::DeclarationId{query.integer(0)},
                                                .opened_at = query.instant(1),
                                                .state = static_cast<registry::CaseState>(query.integer(2)),
                                                .person = std::nullopt,
                                                .closed_at = std::nullopt,
                                                .decided_by = std::string(query.text(5)),
                                                .reason = std::string(query.text(6))};
    if (const auto person = query.optional_integer(3)) identification.person = domain::PersonKey{*person};
    if (!query.is_null(4)) identification.closed_at = query.instant(4);
    return identification;
}

template <class Id>
std::optional<Id> optional_id(const Query& query, int column) {
    const auto number = query.optional_integer(column);
    return number ? std::optional(Id{*number}) : std::nullopt;
}
template <class Number>
std::optional<Number> optional_number(const Query& query, int column) {
    const auto number = query.optional_integer(column);
    return number ? std::optional(Number::from_stored(*number)) : std::nullopt;
}

}  // namespace

Result<registry::DeclarationRecord> read_declaration_row(const Query& query) {
    const auto kind = domain::parse_kind(query.text(2));
    const auto verdict = domain::parse_verdict(query.text(3));
    const auto channel = domain::parse_channel(query.text(5));
    if (!kind || !verdict || !channel)
        return fail(ErrorKind::unsupported, "a declaration in the store can't be read",
                    std::to_string(query.integer(0)), "use the newer program that wrote it");
    return registry::DeclarationRecord{
        .id = domain::DeclarationId{query.integer(0)},
        .journal_sequence = query.integer(1),
        .kind = *kind,
        .result = *verdict,
        .received_at = query.instant(4),
        .channel = *channel,
        .declarant = std::string(query.text(6)),
        .declarant_enterprise = optional_number<domain::EnterpriseNumber>(query, 7),
        .employer = optional_number<domain::EmployerNumber>(query, 8),
        .enterprise = optional_number<domain::EnterpriseNumber>(query, 9),
        .person = optional_id<domain::PersonKey>(query, 10),
        .period = optional_id<domain::PeriodId>(query, 11),
        .registration = optional_id<domain::RegistrationId>(query, 12),
        .start_day = query.optional_day(13),
        .end_day = query.optional_day(14),
        .worker_type = query.is_null(15) ? std::nullopt : domain::parse_worker_type(query.text(15)),
        .joint_committee = query.is_null(16) ? std::nullopt : domain::parse_joint_committee(query.text(16)),
        .late = query.integer(17) != 0};
}

Result<std::optional<registry::JournalEntry>> Session::journal_entry(std::int64_t sequence) {
    auto query = DIMONA_TRY(connection_->prepared(find_entry));
    if (!DIMONA_TRY(query.bind(sequence).next())) return std::nullopt;
    return entry_of(query);
}

Result<std::vector<registry::JournalEntry>> Session::journal_after(std::int64_t sequence, int count) {
    std::vector<registry::JournalEntry> entries;
    auto query = DIMONA_TRY(connection_->prepared(find_entries));
    query.bind(sequence, count);
    while (DIMONA_TRY(query.next())) entries.push_back(entry_of(query));
    return entries;
}

Result<std::optional<registry::JournalEntry>> Session::journal_head() {
    if (!head_) {
        auto query = DIMONA_TRY(connection_->prepared(find_head));
        if (DIMONA_TRY(query.next())) head_ = entry_of(query);
    }
    return head_;
}

// The chain is kept here too: whoever appends must have seen the newest entry.
Status Session::append(const registry::JournalEntry& entry) {
    const auto head = DIMONA_TRY(journal_head());
    const bool follows = head ? entry.sequence == head->sequence + 1 && entry.previous == head->hash
                              : entry.sequence == 1 && entry.previous == Digest{};
    if (!follows)
        return fail(ErrorKind::internal, "a journal entry does not follow the newest one",
                    std::to_string(entry.sequence));
    auto query = DIMONA_TRY(connection_->prepared(append_entry));
    DIMONA_TRY_VOID(query.bind(entry.sequence, entry.at, entry.kind, entry.document, entry.previous, entry.hash).run());
    head_ = entry;
    appended_ = true;
    return {};
}

Result<std::optional<registry::DeclarationRecord>> Session::declaration(domain::DeclarationId id) {
    auto query = DIMONA_TRY(connection_->prepared(find_declaration));
    if (!DIMONA_TRY(query.bind(id).next())) return std::nullopt;
    return DIMONA_TRY(read_declaration_row(query));
}

Result<std::vector<registry::DeclarationRecord>> Session::declarations_of(domain::PeriodId period) {
    std::vector<registry::DeclarationRecord> records;
    auto query = DIMONA_TRY(connection_->prepared(find_declarations_of));
    query.bind(period);
    while (DIMONA_TRY(query.next())) records.push_back(DIMONA_TRY(read_declaration_row(query)));
    return records;
}

Status Session::put_declaration(const registry::DeclarationRecord& record) {
    const auto type = record.worker_type ? std::optional(domain::to_code(*record.worker_type)) : std::nullopt;
    const auto committee =
        record.joint_committee ? std::optional(domain::to_code(*record.joint_committee)) : std::nullopt;
    const bool is_added = is_new(record.id.value(), new_declarations_);
    auto query = DIMONA_TRY(connection_->prepared(is_added ? add_declaration : write_declaration));
    return query
        .bind(record.id, record.journal_sequence, domain::to_code(record.kind), domain::to_code(record.result),
              record.received_at, domain::to_code(record.channel), record.declarant, record.declarant_enterprise,
              record.employer, record.enterprise, record.person, record.period, record.registration, record.start_day,
              record.end_day, type, committee, record.late)
        .run();
}

Result<std::optional<registry::IdempotencyRecord>> Session::idempotency(const std::string& declarant,
                                                                        const Digest& key) {
    return look_up(
        lookups_.idempotency, {declarant, key},
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_idempotency));
            query.bind(declarant, key);
            return query;
        },
        [declarant, key](Query& rows) -> Result<std::optional<registry::IdempotencyRecord>> {
            if (!DIMONA_TRY(rows.next())) return std::nullopt;
            return registry::IdempotencyRecord{.declarant = declarant,
                                               .key = key,
                                               .body = rows.digest(0),
                                               .declaration = domain::DeclarationId{rows.integer(1)}};
        });
}

Status Session::put_idempotency(const registry::IdempotencyRecord& record) {
    lookups_.idempotency.forget({record.declarant, record.key});
    auto query = DIMONA_TRY(connection_->prepared(write_idempotency));
    return query.bind(record.declarant, record.key, record.body, record.declaration).run();
}

Result<std::optional<registry::IdentificationCase>> Session::identification_case(domain::DeclarationId declaration) {
    auto query = DIMONA_TRY(connection_->prepared(find_case));
    if (!DIMONA_TRY(query.bind(declaration).next())) return std::nullopt;
    return case_of(query);
}

Result<std::vector<registry::IdentificationCase>> Session::open_cases() {
    std::vector<registry::IdentificationCase> cases;
    auto query = DIMONA_TRY(connection_->prepared(find_open_cases));
    while (DIMONA_TRY(query.next())) cases.push_back(case_of(query));
    return cases;
}

Status Session::put_case(const registry::IdentificationCase& identification) {
    auto query = DIMONA_TRY(connection_->prepared(write_case));
    return query
        .bind(identification.declaration, identification.opened_at, static_cast<int>(identification.state),
              identification.person, identification.closed_at, identification.decided_by, identification.reason)
        .run();
}

Status Session::put_consultation(const registry::Consultation& log) {
    auto query = DIMONA_TRY(connection_->prepared(write_consultation));
    return query
        .bind(log.at, log.caller, log.caller_enterprise, log.operation, log.employer, log.person, log.number,
              log.results, log.trace_id)
        .run();
}

namespace {

std::int64_t newest_if_0(std::int64_t number) {
    return number == 0 ? std::numeric_limits<std::int64_t>::max() : number;
}

Result<std::vector<registry::Consultation>> read_consultations(Query query) {
    std::vector<registry::Consultation> lines;
    while (DIMONA_TRY(query.next())) lines.push_back(read_consultation_row(query));
    return lines;
}

}  // namespace

Result<std::vector<registry::Consultation>> Session::consultations_before(std::int64_t number, int count) {
    auto query = DIMONA_TRY(connection_->prepared(find_consultations));
    query.bind(newest_if_0(number), count);
    return read_consultations(std::move(query));
}

Result<std::vector<registry::Consultation>> Session::consultations_at(domain::EmployerNumber employer,
                                                                      std::int64_t before, int count) {
    auto query = DIMONA_TRY(connection_->prepared(find_consultations_at));
    query.bind(employer, newest_if_0(before), count);
    return read_consultations(std::move(query));
}

Status Session::clear_derived() {
    lookups_ = {};
    for (const char* forget : {forget_quota_entries, forget_relations, forget_employer_days, forget_registrations,
                               forget_periods, forget_declarations, forget_cases})
        DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(forget)).run());
    return {};
}

}  // namespace dimona::store
