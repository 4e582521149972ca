// Whole-file walks in order of number, for rebuild and export.
#include "register/codec/json.hpp"
#include "store/sql/consultation_row.hpp"
#include "store/sql/declaration_row.hpp"
#include "store/sql/paper_row.hpp"
#include "store/sql/quota_entry_row.hpp"
#include "store/sql/register_rows.hpp"
#include "store/sql/relation_row.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* all_periods = "SELECT document FROM period ORDER BY id";
constexpr const char* all_registrations = "SELECT document FROM registration ORDER BY id";
constexpr const char* all_employers = "SELECT document FROM employer ORDER BY number";
constexpr const char* all_persons = "SELECT document FROM person ORDER BY key";
constexpr const char* all_employer_days =
    "SELECT enterprise, year, days FROM employer_days WHERE days <> 0 ORDER BY enterprise, year";
constexpr const char* all_quota_entries = "SELECT " DIMONA_QUOTA_ENTRY_COLUMNS
                                          ", person FROM quota_entry "
                                          "ORDER BY person, period, claim";
constexpr const char* all_relations = "SELECT " DIMONA_RELATION_COLUMNS " FROM relation ORDER BY employer, person";
constexpr const char* all_enterprises = "SELECT number, name FROM enterprise ORDER BY number";
constexpr const char* all_mandates =
    "SELECT " DIMONA_MANDATE_COLUMNS " FROM mandate ORDER BY mandatary, mandator, first_day";
constexpr const char* all_careers =
    "SELECT " DIMONA_CAREER_COLUMNS ", person FROM career ORDER BY person, quarter, employer";
constexpr const char* all_idempotency_keys =
    "SELECT declarant, key, body, declaration FROM idempotency ORDER BY declarant, key";
constexpr const char* all_consultations = "SELECT " DIMONA_CONSULTATION_COLUMNS " FROM consultation ORDER BY id";
constexpr const char* all_used_assertions =
    "SELECT client_id, jti, expires FROM used_assertion ORDER BY client_id, jti";
constexpr const char* all_papers = "SELECT " DIMONA_PAPER_COLUMNS " FROM paper ORDER BY drawer, name";
constexpr const char* all_declarations = "SELECT " DIMONA_DECLARATION_COLUMNS " FROM declaration ORDER BY id";

template <class Read, class Visit>
Status walk(Connection& connection, const char* sql, Read read, Visit visit) {
    auto query = DIMONA_TRY(connection.walk(sql));
    while (DIMONA_TRY(query.next())) {
        const auto record = DIMONA_TRY(read(query));
        if (!visit(record)) break;
    }
    return {};
}

template <class Record, class Visit>
Status walk_documents(Connection& connection, const char* sql, const char* what, const Visit& visit) {
    return walk(
        connection, sql, [what](const Query& row) { return registry::codec::read_document<Record>(row.text(0), what); },
        visit);
}

}  // namespace

Status Session::each_period(const std::function<bool(const domain::Period&)>& visit) {
    return walk_documents<domain::Period>(*connection_, all_periods, "period", visit);
}
Status Session::each_registration(const std::function<bool(const domain::Registration&)>& visit) {
    return walk_documents<domain::Registration>(*connection_, all_registrations, "daily registration", visit);
}
Status Session::each_employer(const std::function<bool(const domain::Employer&)>& visit) {
    return walk_documents<domain::Employer>(*connection_, all_employers, "employer", visit);
}
Status Session::each_person(const std::function<bool(const domain::Person&)>& visit) {
    return walk_documents<domain::Person>(*connection_, all_persons, "person", visit);
}

Status Session::each_enterprise(const std::function<bool(domain::EnterpriseNumber, const std::string& name)>& visit) {
    auto query = DIMONA_TRY(connection_->walk(all_enterprises));
    while (DIMONA_TRY(query.next()))
        if (!visit(domain::EnterpriseNumber::from_stored(query.integer(0)), std::string(query.text(1)))) break;
    return {};
}

Status Session::each_mandate(const std::function<bool(const registry::Mandate&)>& visit) {
    return walk(
        *connection_, all_mandates, [](const Query& row) -> Result<registry::Mandate> { return read_mandate_row(row); },
        visit);
}

Status Session::each_career(const std::function<bool(domain::PersonKey, const domain::CareerQuarter&)>& visit) {
    auto query = DIMONA_TRY(connection_->walk(all_careers));
    while (DIMONA_TRY(query.next()))
        if (!visit(domain::PersonKey{query.integer(4)}, read_career_row(query))) break;
    return {};
}

Status Session::each_idempotency(const std::function<bool(const registry::IdempotencyRecord&)>& visit) {
    return walk(
        *connection_, all_idempotency_keys,
        [](const Query& row) -> Result<registry::IdempotencyRecord> {
            return registry::IdempotencyRecord{.declarant = std::string(row.text(0)),
                                               .key = row.digest(1),
                                               .body = row.digest(2),
                                               .declaration = domain::DeclarationId{row.integer(3)}};
        },
        visit);
}

Status Session::each_consultation(const std::function<bool(const registry::Consultation&)>& visit) {
    return walk(
        *connection_, all_consultations,
        [](const Query& row) -> Result<registry::Consultation> { return read_consultation_row(row); }, visit);
}

Status Session::each_used_assertion(const std::function<bool(const registry::UsedAssertion&)>& visit) {
    return walk(
        *connection_, all_used_assertions,
        [](const Query& row) -> Result<registry::UsedAssertion> {
            return registry::UsedAssertion{std::string(row.text(0)), std::string(row.text(1)), row.instant(2)};
        },
        visit);
}

// An account whose days were all taken back is the same as one that never was.
Status Session::each_employer_quota(const std::function<bool(domain::EmployerQuotaKey, int)>& visit) {
    auto query = DIMONA_TRY(connection_->walk(all_employer_days));
    while (DIMONA_TRY(query.next()))
        if (!visit({query.integer(0), static_cast<int>(query.integer(1))}, static_cast<int>(query.integer(2)))) break;
    return {};
}

Status Session::each_quota_entry(const std::function<bool(domain::PersonKey, const domain::QuotaEntry&)>& visit) {
    auto query = DIMONA_TRY(connection_->walk(all_quota_entries));
    while (DIMONA_TRY(query.next()))
        if (!visit(domain::PersonKey{query.integer(8)}, DIMONA_TRY(read_quota_entry_row(query)))) break;
    return {};
}

Status Session::each_relation(const std::function<bool(const registry::Relation&)>& visit) {
    return walk(
        *connection_, all_relations,
        [](const Query& row) -> Result<registry::Relation> { return read_relation_row(row); }, visit);
}

Status Session::each_declaration(const std::function<bool(const registry::DeclarationRecord&)>& visit) {
    return walk(*connection_, all_declarations, read_declaration_row, visit);
}

Status Session::each_paper(const std::function<bool(const registry::Paper&)>& visit) {
    return walk(
        *connection_, all_papers, [](const Query& row) -> Result<registry::Paper> { return read_paper_row(row); },
        visit);
}

}  // namespace dimona::store
