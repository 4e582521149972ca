// Searches of the personnel file: newest first, by number, so that pages stay where they are while rows are added.
#include "register/codec/json.hpp"
#include "store/sql/declaration_row.hpp"
#include "store/sql/newest_rows.hpp"
#include "store/sql/relation_row.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* find_declaration = "SELECT " DIMONA_DECLARATION_COLUMNS " FROM declaration WHERE id = ?";
constexpr const char* find_staff =
    "SELECT relation.person, person.family_name, person.given_name, relation.start_day, relation.end_day "
    "FROM relation JOIN person ON person.key = relation.person WHERE relation.employer = ? "
    "ORDER BY person.family_name, person.given_name, relation.person";
constexpr const char* find_relation =
    "SELECT " DIMONA_RELATION_COLUMNS " FROM relation WHERE employer = ? AND person = ?";

std::int64_t number_of(LocalDate day) { return day.time_since_epoch().count(); }
std::int64_t number_of(Instant moment) { return moment.time_since_epoch().count(); }
std::int64_t number_of(bool flag) { return flag ? 1 : 0; }

void add_features(Criteria& criteria, const registry::FileQuery& query) {
    if (query.worker_type) criteria.add("worker_type = ?", domain::to_code(*query.worker_type));
    if (query.joint_committee) criteria.add("joint_committee = ?", domain::to_code(*query.joint_committee));
    if (query.late) criteria.add("late = ?", number_of(*query.late));
}

// In service on at least one day of those asked for.
void add_service(Criteria& criteria, const registry::FileQuery& query) {
    if (query.last_day) criteria.add("start_day <= ?", number_of(*query.last_day));
    if (query.first_day) criteria.add("end_day >= ?", number_of(*query.first_day));
    if (query.open) criteria.add(*query.open ? "end_day = ?" : "end_day <> ?", number_of(open_end_marker));
}

Criteria criteria_of_periods(const registry::FileQuery& query) {
    Criteria criteria;
    if (query.person) criteria.add("person = ?", query.person->value());
    if (query.period) criteria.add("id = ?", query.period->value());
    add_features(criteria, query);
    add_service(criteria, query);
    if (query.starts_from) criteria.add("start_day >= ?", number_of(*query.starts_from));
    if (query.starts_until) criteria.add("start_day <= ?", number_of(*query.starts_until));
    if (query.ends_from) criteria.add("end_day >= ?", number_of(*query.ends_from));
    if (query.ends_until) criteria.add("end_day <= ?", number_of(*query.ends_until));
    if (query.user_enterprise) criteria.add("user_enterprise = ?", query.user_enterprise->value());
    if (query.cancelled) criteria.add("cancelled = ?", number_of(*query.cancelled));
    if (query.channel)
        criteria.add(
            "EXISTS (SELECT 1 FROM declaration WHERE declaration.period = period.id AND "
            "declaration.channel = ?)",
            domain::to_code(*query.channel));
    return criteria;
}

Criteria criteria_of_declarations(const registry::FileQuery& query) {
    Criteria criteria;
    if (query.person) criteria.add("person = ?", query.person->value());
    if (query.period) criteria.add("period = ?", query.period->value());
    if (query.declaration) criteria.add("id = ?", query.declaration->value());
    if (query.user_enterprise)
        criteria.add(
            "EXISTS (SELECT 1 FROM period WHERE period.id = declaration.period AND "
            "period.user_enterprise = ?)",
            query.user_enterprise->value());
    add_features(criteria, query);
    if (query.first_day) criteria.add("start_day >= ?", number_of(*query.first_day));
    if (query.last_day) criteria.add("start_day <= ?", number_of(*query.last_day));
    if (query.result) criteria.add("result = ?", domain::to_code(*query.result));
    if (query.kind) criteria.add("kind = ?", domain::to_code(*query.kind));
    if (query.channel) criteria.add("channel = ?", domain::to_code(*query.channel));
    if (query.received_from) criteria.add("received_at >= ?", number_of(*query.received_from));
    if (query.received_until) criteria.add("received_at < ?", number_of(*query.received_until));
    return criteria;
}

Criteria criteria_of_relations(const registry::FileQuery& query) {
    Criteria criteria;
    if (query.person) criteria.add("person = ?", query.person->value());
    add_service(criteria, query);
    return criteria;
}

// `fetch` gives the record of one key.
template <class Item, class Fetch>
Result<registry::PageOf<Item>> fetch_all(const registry::PageOf<RowKey>& keys, Fetch fetch) {
    registry::PageOf<Item> page{.items = {}, .more = keys.more};
    page.items.reserve(keys.items.size());
    for (const auto& key : keys.items) page.items.push_back(DIMONA_TRY(fetch(key)));
    return page;
}

Error missing_row(const Connection& connection) {
    return {ErrorKind::internal, "an index points to a row that is missing", connection.place(), "restore a backup"};
}

// A row whose key was found in the same transaction.
template <class... Keys>
Result<Query> row_of(Connection& connection, const char* sql, const Keys&... keys) {
    auto query = DIMONA_TRY(connection.prepared(sql));
    if (!DIMONA_TRY(query.bind(keys...).next())) return tl::unexpected(missing_row(connection));
    return query;
}

}  // namespace

Result<registry::PageOf<domain::Period>> Session::search_periods(const registry::FileQuery& query,
                                                                 const registry::Page& page) {
    // The periods of one worker at one employer are few, and so are those that an index of their days leaves: sorting
    // them is cheaper than walking the employer's periods in order. The sign keeps the planner from doing so.
    const bool are_few = query.person || query.first_day || query.last_day || query.open == true;
    const char* order = are_few ? "+id" : "id";
    const bool is_one_person = query.person && query.employers.size() > 1;
    const auto find = is_one_person ? newest_rows_of_person : newest_rows;
    const auto keys =
        DIMONA_TRY(find(*connection_, "period", order, criteria_of_periods(query), query.employers, page));
    look_up_together([&] {
        for (const auto& key : keys.items) (void)period(domain::PeriodId{key.order});
    });
    auto found = DIMONA_TRY(fetch_all<domain::Period>(keys, [&](const RowKey& key) -> Result<domain::Period> {
        auto known = DIMONA_TRY(period(domain::PeriodId{key.order}));
        if (!known) return tl::unexpected(missing_row(*connection_));
        return *std::move(known);
    }));
    look_up_together([&] {  // whoever sees a period sees who it is about
        for (const auto& item : found.items) (void)employer(item.employer), (void)person(item.person);
    });
    return found;
}

Result<registry::PageOf<registry::DeclarationRecord>> Session::search_declarations(const registry::FileQuery& query,
                                                                                   const registry::Page& page) {
    const bool is_one_person = query.person && query.employers.size() > 1;
    const auto find = is_one_person ? newest_rows_of_person : newest_rows;
    return fetch_all<registry::DeclarationRecord>(
        DIMONA_TRY(find(*connection_, "declaration", "id", criteria_of_declarations(query), query.employers, page)),
        [&](const RowKey& key) -> Result<registry::DeclarationRecord> {
            const auto row = DIMONA_TRY(row_of(*connection_, find_declaration, key.order));
            return read_declaration_row(row);
        });
}

Result<registry::PageOf<registry::Relation>> Session::search_relations(const registry::FileQuery& query,
                                                                       const registry::Page& page) {
    return fetch_all<registry::Relation>(
        DIMONA_TRY(
            newest_rows(*connection_, "relation", "person", criteria_of_relations(query), query.employers, page)),
        [&](const RowKey& key) -> Result<registry::Relation> {
            const auto row = DIMONA_TRY(row_of(*connection_, find_relation, key.employer, key.order));
            return read_relation_row(row);
        });
}

Result<std::vector<registry::StaffMember>> Session::staff(domain::EmployerNumber employer) {
    std::vector<registry::StaffMember> members;
    auto query = DIMONA_TRY(connection_->prepared(find_staff));
    query.bind(employer);
    while (DIMONA_TRY(query.next()))
        members.push_back({.person = domain::PersonKey{query.integer(0)},
                           .family_name = std::string(query.text(1)),
                           .given_name = std::string(query.text(2)),
                           .start_day = query.day(3),
                           .end_day = query.day(4) == open_end_marker ? std::nullopt : std::optional(query.day(4))});
    return members;
}

}  // namespace dimona::store
