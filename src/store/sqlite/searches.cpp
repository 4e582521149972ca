// Searches of the personnel file: newest first, by number, so that pages stay where they are while rows are added.
#include "register/codec/json.hpp"
#include "store/sqlite/declaration_row.hpp"
#include "store/sqlite/session.hpp"

namespace dimona::store {

namespace {

// A statement under construction with the values of its parameters, all whole numbers or texts.
class Where {
public:
    void add(const std::string& condition) { text_ += (text_.empty() ? " WHERE " : " AND ") + condition; }
    void add(const std::string& condition, std::int64_t value) {
        add(condition);
        values_.push_back({value, {}, false});
    }
    void add(const std::string& condition, std::string_view value) {
        add(condition);
        values_.push_back({0, std::string(value), true});
    }
    // Numbers that our own code made can stand in the text; the list is as long as the caller's mandates.
    void add_employers(const std::vector<domain::EmployerNumber>& employers) {
        std::string list;
        for (const auto employer : employers) list += (list.empty() ? "" : ", ") + std::to_string(employer.value());
        add(employers.size() == 1 ? "employer = " + list : "employer IN (" + list + ")");
    }
    [[nodiscard]] const std::string& text() const { return text_; }
    void bind(Query& query) const {
        for (const auto& value : values_) {
            if (value.is_text)
                query.bind(value.text);
            else
                query.bind(value.number);
        }
    }

private:
    struct Value {
        std::int64_t number;
        std::string text;
        bool is_text;
    };
    std::string text_;
    std::vector<Value> values_;
};

std::int64_t number_of(LocalDate day) { return day.time_since_epoch().count(); }

void add_common(Where& where, const registry::FileQuery& query, const registry::Page& page, const std::string& key) {
    where.add_employers(query.employers);
    if (query.person) where.add("person = ?", query.person->value());
    if (page.after) where.add(key + " < ?", *page.after);
}

void add_features(Where& where, const registry::FileQuery& query) {
    if (query.worker_type) where.add("worker_type = ?", domain::to_code(*query.worker_type));
    if (query.joint_committee) where.add("joint_committee = ?", domain::to_code(*query.joint_committee));
    if (query.late) where.add("late = ?", static_cast<std::int64_t>(*query.late));
}

// One row more than asked for tells whether there are more.
std::string paged(const std::string& select, const Where& where, const std::string& key, const registry::Page& page) {
    const auto skipped = page.after ? 0 : static_cast<std::int64_t>(page.number - 1) * page.size;
    return select + where.text() + " ORDER BY " + key + " DESC LIMIT " + std::to_string(page.size + 1) + " OFFSET " +
           std::to_string(skipped);
}

template <class Item, class Read>
Result<registry::PageOf<Item>> run(Connection& connection, const std::string& sql, const Where& where,
                                   const registry::Page& page, Read read) {
    registry::PageOf<Item> found;
    auto query = DIMONA_TRY(connection.once(sql));
    where.bind(query);
    while (DIMONA_TRY(query.next())) {
        if (found.items.size() == static_cast<std::size_t>(page.size)) {
            found.more = true;
            break;
        }
        found.items.push_back(DIMONA_TRY(read(query)));
    }
    return found;
}

}  // namespace

Result<registry::PageOf<domain::Period>> Session::search_periods(const registry::FileQuery& query,
                                                                 const registry::Page& page) {
    Where where;
    add_common(where, query, page, "id");
    add_features(where, query);
    if (query.period) where.add("id = ?", query.period->value());
    if (query.last_day) where.add("start_day <= ?", number_of(*query.last_day));
    if (query.first_day) where.add("end_day >= ?", number_of(*query.first_day));
    if (query.user_enterprise) where.add("user_enterprise = ?", query.user_enterprise->value());
    if (query.open) where.add(*query.open ? "end_day = ?" : "end_day <> ?", number_of(open_end_marker));
    if (query.cancelled) where.add("cancelled = ?", static_cast<std::int64_t>(*query.cancelled));
    return run<domain::Period>(
        *connection_, paged("SELECT document FROM period", where, "id", page), where, page,
        [](const Query& row) { return registry::codec::read_document<domain::Period>(row.text(0), "period"); });
}

Result<registry::PageOf<registry::DeclarationRecord>> Session::search_declarations(const registry::FileQuery& query,
                                                                                   const registry::Page& page) {
    Where where;
    add_common(where, query, page, "id");
    add_features(where, query);
    if (query.period) where.add("period = ?", query.period->value());
    if (query.first_day) where.add("start_day >= ?", number_of(*query.first_day));
    if (query.last_day) where.add("start_day <= ?", number_of(*query.last_day));
    if (query.result) where.add("result = ?", domain::to_code(*query.result));
    if (query.kind) where.add("kind = ?", domain::to_code(*query.kind));
    if (query.received_from) where.add("received_at >= ?", query.received_from->time_since_epoch().count());
    if (query.received_until) where.add("received_at < ?", query.received_until->time_since_epoch().count());
    return run<registry::DeclarationRecord>(
        *connection_, paged("SELECT " DIMONA_DECLARATION_COLUMNS " FROM declaration", where, "id", page), where, page,
        read_declaration_row);
}

Result<registry::PageOf<registry::Relation>> Session::search_relations(const registry::FileQuery& query,
                                                                       const registry::Page& page) {
    Where where;
    add_common(where, query, page, "person");
    if (query.last_day) where.add("start_day <= ?", number_of(*query.last_day));
    if (query.first_day) where.add("end_day >= ?", number_of(*query.first_day));
    if (query.open) where.add(*query.open ? "end_day = ?" : "end_day <> ?", number_of(open_end_marker));
    const std::string select =
        "SELECT employer, person, start_day, end_day, (SELECT enterprise FROM employer WHERE number = "
        "relation.employer) "
        "FROM relation";
    return run<registry::Relation>(*connection_, paged(select, where, "person", page), where, page,
                                   [](const Query& row) -> Result<registry::Relation> {
                                       registry::Relation relation{
                                           .employer = domain::EmployerNumber::from_stored(row.integer(0)),
                                           .enterprise = std::nullopt,
                                           .person = domain::PersonKey{row.integer(1)},
                                           .start_day = row.day(2),
                                           .end_day = row.day(3)};
                                       if (relation.end_day == open_end_marker) relation.end_day.reset();
                                       if (!row.is_null(4))
                                           relation.enterprise = domain::EnterpriseNumber::from_stored(row.integer(4));
                                       return relation;
                                   });
}

}  // namespace dimona::store
