// Periods with their quota entries and relations, daily registrations, days of horeca employers.
#include <algorithm>

#include "register/codec/json.hpp"
#include "store/sql/documents.hpp"
#include "store/sql/quota_entry_row.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

using registry::codec::write_document;

constexpr const char* find_period = "SELECT document FROM period WHERE id = ?";
constexpr const char* find_span = "SELECT start_day, end_day, cancelled FROM period WHERE id = ?";
constexpr const char* find_periods =
    "SELECT document FROM period WHERE person = ? AND employer = ? AND start_day <= ? AND end_day >= ? ORDER BY id";
// A row that is known to be new is added without asking what to do when it is there: SQLite keeps what it would need to
// undo a statement that may do one thing or the other, at a cost of several of its writes.
constexpr const char* add_period =
    "INSERT INTO period (id, employer, person, start_day, end_day, worker_type, joint_committee, user_enterprise, "
    "cancelled, late, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* write_period =
    "INSERT INTO period (id, employer, person, start_day, end_day, worker_type, joint_committee, user_enterprise, "
    "cancelled, late, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET start_day = excluded.start_day, end_day = excluded.end_day, "
    "worker_type = excluded.worker_type, joint_committee = excluded.joint_committee, "
    "user_enterprise = excluded.user_enterprise, cancelled = excluded.cancelled, late = excluded.late, document = "
    "excluded.document";
constexpr const char* remove_quota_entries = "DELETE FROM quota_entry WHERE person = ? AND period = ?";
constexpr const char* write_quota_entry =
    "INSERT INTO quota_entry (person, period, claim, ledger, employer, day, amount, outside, temporary) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* find_quota_entries = "SELECT " DIMONA_QUOTA_ENTRY_COLUMNS
                                           " FROM quota_entry "
                                           "WHERE person = ? AND day BETWEEN ? AND ? ORDER BY claim, period";
constexpr const char* find_employer_days = "SELECT days FROM employer_days WHERE enterprise = ? AND year = ?";
constexpr const char* change_employer_days =
    "INSERT INTO employer_days (enterprise, year, days) VALUES (?, ?, ?) "
    "ON CONFLICT (enterprise, year) DO UPDATE SET days = employer_days.days + excluded.days";
constexpr const char* widen_relation_to =
    "INSERT INTO relation (employer, person, start_day, end_day) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (employer, person) DO UPDATE SET "
    "start_day = CASE WHEN excluded.start_day < relation.start_day THEN excluded.start_day ELSE relation.start_day "
    "END, "
    "end_day = CASE WHEN excluded.end_day > relation.end_day THEN excluded.end_day ELSE relation.end_day END";
constexpr const char* add_relation = "INSERT INTO relation (employer, person, start_day, end_day) VALUES (?, ?, ?, ?)";
constexpr const char* change_relation =
    "UPDATE relation SET start_day = ?, end_day = ? WHERE employer = ? AND person = ?";
constexpr const char* find_relation = "SELECT start_day, end_day FROM relation WHERE employer = ? AND person = ?";
constexpr const char* remove_relation_that_began_or_ended =
    "DELETE FROM relation WHERE employer = ? AND person = ? AND (start_day >= ? OR end_day <= ?)";
constexpr const char* add_removed_relation =
    "INSERT INTO relation (employer, person, start_day, end_day) "
    "SELECT employer, person, min(start_day), max(end_day) FROM period "
    "WHERE person = ? AND employer = ? AND cancelled = 0 "
    "AND NOT EXISTS (SELECT 1 FROM relation WHERE employer = ? AND person = ?) GROUP BY employer, person";
constexpr const char* find_registration = "SELECT document FROM registration WHERE id = ?";
constexpr const char* find_registrations =
    "SELECT document FROM registration WHERE period = ? AND start_day <= ? AND end_day >= ? ORDER BY id";
constexpr const char* write_registration =
    "INSERT INTO registration (id, period, start_day, end_day, document) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET start_day = excluded.start_day, end_day = excluded.end_day, "
    "document = excluded.document";

// An open period ends on the largest day there is, so that ranges can be compared.
LocalDate last_day_of(const domain::Period& period) { return period.end_day.value_or(open_end_marker); }

std::optional<std::string_view> code_of(const std::optional<domain::JointCommittee>& committee) {
    return committee ? std::optional(domain::to_code(*committee)) : std::nullopt;
}

Result<std::vector<domain::QuotaEntry>> read_quota_entries(Query& rows) {
    std::vector<domain::QuotaEntry> entries;
    while (DIMONA_TRY(rows.next())) entries.push_back(DIMONA_TRY(read_quota_entry_row(rows)));
    return entries;
}

}  // namespace

Result<std::optional<domain::Period>> Session::period(domain::PeriodId id) {
    return look_up(
        lookups_.periods, id.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_period));
            query.bind(id);
            return query;
        },
        [](Query& rows) { return one_document<domain::Period>(rows, "period"); });
}

Result<std::vector<domain::Period>> Session::periods(domain::EmployerNumber employer, domain::PersonKey person,
                                                     LocalDate first, LocalDate last) {
    return look_up(
        lookups_.of_person[person.value()].periods, {employer.value(), {first, last}},
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_periods));
            query.bind(person, employer, last, first);
            return query;
        },
        [](Query& rows) { return all_documents<domain::Period>(rows, "period"); });
}

// A number that was given in this transaction names a new row the first time.
bool Session::is_new(std::int64_t id, std::unordered_set<std::int64_t>& written) const {
    const bool was_given_here = numbers_.value && domain::number_without_check(id) > numbers_.first;
    return was_given_here && written.insert(id).second;
}

// The days of a period as they stand in the store; nothing when there is none.
Result<std::optional<Span>> Session::span_before(domain::PeriodId id) {
    if (const auto* known = lookups_.periods.find(id.value()); known && *known)
        return Span{(*known)->start_day, last_day_of(**known), !(*known)->cancelled};
    auto query = DIMONA_TRY(connection_->prepared(find_span));
    if (!DIMONA_TRY(query.bind(id).next())) return std::nullopt;
    return Span{query.day(0), query.day(1), query.integer(2) == 0};
}

Status Session::put_period(const domain::Period& period) {
    const bool is_added = is_new(period.id.value(), new_periods_);
    const auto before = is_added ? std::nullopt : DIMONA_TRY(span_before(period.id));
    lookups_.periods.forget(period.id.value());
    lookups_.of_person.erase(period.person.value());
    {
        auto query = DIMONA_TRY(connection_->prepared(is_added ? add_period : write_period));
        DIMONA_TRY_VOID(query
                            .bind(period.id, period.employer, period.person, period.start_day, last_day_of(period),
                                  domain::to_code(period.features.worker_type),
                                  code_of(period.features.joint_committee), period.features.user_enterprise_number,
                                  period.cancelled, period.late, write_document(period))
                            .run());
    }
    DIMONA_TRY_VOID(put_quota_entries(period, !before));
    const Span now{period.start_day, last_day_of(period), !period.cancelled};
    if (before && before->counts) DIMONA_TRY_VOID(shrink_relation(period, *before, now));
    return now.counts ? widen_relation(period, now) : Status{};
}

Status Session::put_quota_entries(const domain::Period& period, bool is_new) {
    if (!is_new) {
        auto query = DIMONA_TRY(connection_->prepared(remove_quota_entries));
        DIMONA_TRY_VOID(query.bind(period.person, period.id).run());
    }
    for (const auto& entry : domain::entries_of(period)) {
        auto query = DIMONA_TRY(connection_->prepared(write_quota_entry));
        DIMONA_TRY_VOID(query
                            .bind(period.person, entry.period, entry.order, domain::to_code(entry.ledger),
                                  entry.employer, entry.day, entry.amount, entry.outside, entry.temporary)
                            .run());
    }
    return {};
}

Status Session::widen_relation(const domain::Period& period, const Span& span) {
    if (!connection_->is_far()) return widen_relation_nearby(period, span);
    auto query = DIMONA_TRY(connection_->prepared(widen_relation_to));
    return query.bind(period.employer, period.person, span.first, span.last).run();
}

// Where a question costs no more than a call, most relations turn out to need no change.
Status Session::widen_relation_nearby(const domain::Period& period, const Span& span) {
    std::optional<Span> known;
    {
        auto query = DIMONA_TRY(connection_->prepared(find_relation));
        if (DIMONA_TRY(query.bind(period.employer, period.person).next())) known = Span{query.day(0), query.day(1)};
    }
    if (!known) {
        auto query = DIMONA_TRY(connection_->prepared(add_relation));
        return query.bind(period.employer, period.person, span.first, span.last).run();
    }
    const Span wide{std::min(known->first, span.first), std::max(known->last, span.last)};
    if (wide.first == known->first && wide.last == known->last) return {};
    auto query = DIMONA_TRY(connection_->prepared(change_relation));
    return query.bind(wide.first, wide.last, period.employer, period.person).run();
}

// Only a period that held an end of its relation, and holds it no longer, makes the store look at all periods of the
// pair. Nothing is asked for: an engine that is far away need not be waited for.
Status Session::shrink_relation(const domain::Period& period, const Span& before, const Span& now) {
    if (now.counts && now.first <= before.first && now.last >= before.last) return {};
    {
        auto query = DIMONA_TRY(connection_->prepared(remove_relation_that_began_or_ended));
        DIMONA_TRY_VOID(query.bind(period.employer, period.person, before.first, before.last).run());
    }
    auto query = DIMONA_TRY(connection_->prepared(add_removed_relation));
    return query.bind(period.person, period.employer, period.employer, period.person).run();
}

Result<std::vector<domain::QuotaEntry>> Session::quota_entries(domain::PersonKey person, LocalDate first_day,
                                                               LocalDate last_day) {
    return look_up(
        lookups_.of_person[person.value()].quota_entries, {first_day, last_day},
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_quota_entries));
            query.bind(person, first_day, last_day);
            return query;
        },
        [](Query& rows) { return read_quota_entries(rows); });
}

Result<int> Session::employer_days(domain::EmployerQuotaKey key) {
    auto query = DIMONA_TRY(connection_->prepared(find_employer_days));
    return DIMONA_TRY(query.bind(key.enterprise, key.year).next()) ? static_cast<int>(query.integer(0)) : 0;
}

Status Session::add_employer_days(domain::EmployerQuotaKey key, int days) {
    auto query = DIMONA_TRY(connection_->prepared(change_employer_days));
    return query.bind(key.enterprise, key.year, days).run();
}

Result<std::optional<domain::Registration>> Session::registration(domain::RegistrationId id) {
    return look_up(
        lookups_.registrations, id.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_registration));
            query.bind(id);
            return query;
        },
        [](Query& rows) { return one_document<domain::Registration>(rows, "daily registration"); });
}

Result<std::vector<domain::Registration>> Session::registrations(domain::PeriodId period, LocalDate first,
                                                                 LocalDate last) {
    auto query = DIMONA_TRY(connection_->prepared(find_registrations));
    query.bind(period, last, first);
    return all_documents<domain::Registration>(query, "daily registration");
}

Status Session::put_registration(const domain::Registration& registration) {
    lookups_.registrations.forget(registration.id.value());
    auto query = DIMONA_TRY(connection_->prepared(write_registration));
    return query
        .bind(registration.id, registration.period, registration.start_day, registration.end_day,
              write_document(registration))
        .run();
}

}  // namespace dimona::store
