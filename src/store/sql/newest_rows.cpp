#include "store/sql/newest_rows.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace dimona::store {

namespace {

// What may still come on the page: every row not below the last one of the page, and the next one after them,
// which tells whether there are more.
class Candidates {
public:
    explicit Candidates(std::int64_t count) : count_(count) {}

    void add(RowKey key) { keys_.push_back(key); }
    void keep_newest() {
        std::sort(keys_.begin(), keys_.end(), std::greater<>());
        if (static_cast<std::int64_t>(keys_.size()) <= count_) return;
        const auto after = end_of_order(static_cast<std::size_t>(count_));
        if (after == keys_.size()) return;
        floor_ = keys_[after].order;
        keys_.resize(after + 1);
    }
    // Rows of a smaller order are of no use any more.
    [[nodiscard]] std::int64_t floor() const { return floor_; }
    // Where the rows end that are among the first `rows`, or of equal order with the last of these.
    [[nodiscard]] std::size_t end_of_order(std::size_t rows) const {
        auto end = std::min(rows, keys_.size());
        while (end > 0 && end < keys_.size() && keys_[end].order == keys_[end - 1].order) ++end;
        return end;
    }
    [[nodiscard]] const std::vector<RowKey>& keys() const { return keys_; }

private:
    std::int64_t count_;
    std::int64_t floor_ = std::numeric_limits<std::int64_t>::min();
    std::vector<RowKey> keys_;
};

std::string statement(std::string_view table, std::string_view column, const Criteria& criteria) {
    std::string sql = "SELECT ";
    sql.append(column).append(" FROM ").append(table).append(" WHERE employer = ? AND ").append(column);
    sql.append(" >= ? AND ").append(column).append(" < ?").append(criteria.text());
    return sql.append(" ORDER BY ").append(column).append(" DESC LIMIT ?");
}

std::string statement_of_person(std::string_view table, std::string_view column, const Criteria& criteria) {
    std::string sql = "SELECT ";
    sql.append(column).append(", employer FROM ").append(table).append(" WHERE ").append(column).append(" < ?");
    return sql.append(criteria.text());
}

std::int64_t skipped_by(const registry::Page& page) {
    return page.after ? 0 : static_cast<std::int64_t>(page.number - 1) * page.size;
}
std::int64_t below_page(const registry::Page& page) {
    return page.after.value_or(std::numeric_limits<std::int64_t>::max());
}

registry::PageOf<RowKey> page_of(const Candidates& candidates, std::int64_t skipped, std::int64_t count) {
    const auto begin = candidates.end_of_order(static_cast<std::size_t>(skipped));
    const auto end = candidates.end_of_order(static_cast<std::size_t>(count));
    const auto& keys = candidates.keys();
    return {
        .items = {keys.begin() + static_cast<std::ptrdiff_t>(begin), keys.begin() + static_cast<std::ptrdiff_t>(end)},
        .more = end < keys.size()};
}

}  // namespace

void Criteria::add(std::string_view condition, std::int64_t value) {
    text_.append(" AND ").append(condition);
    values_.push_back({value, {}, false});
}
void Criteria::add(std::string_view condition, std::string_view value) {
    text_.append(" AND ").append(condition);
    values_.push_back({0, std::string(value), true});
}
void Criteria::bind(Query& query) const {
    for (const auto& value : values_) {
        if (value.is_text)
            query.bind(value.text);
        else
            query.bind(value.number);
    }
}

Result<registry::PageOf<RowKey>> newest_rows(Connection& connection, std::string_view table, std::string_view column,
                                             const Criteria& criteria, std::vector<domain::EmployerNumber> employers,
                                             const registry::Page& page) {
    std::sort(employers.begin(), employers.end());
    employers.erase(std::unique(employers.begin(), employers.end()), employers.end());
    const auto skipped = skipped_by(page);
    const auto count = skipped + page.size;
    const auto below = below_page(page);

    Candidates candidates(count);
    auto query = DIMONA_TRY(connection.once(statement(table, column, criteria)));
    for (const auto employer : employers) {
        query.restart();
        query.bind(employer, candidates.floor(), below);
        criteria.bind(query);
        query.bind(count + 1);
        while (DIMONA_TRY(query.next())) candidates.add({query.integer(0), employer});
        candidates.keep_newest();
    }

    return page_of(candidates, skipped, count);
}

Result<registry::PageOf<RowKey>> newest_rows_of_person(Connection& connection, std::string_view table,
                                                       std::string_view column, const Criteria& criteria,
                                                       std::vector<domain::EmployerNumber> employers,
                                                       const registry::Page& page) {
    std::sort(employers.begin(), employers.end());
    const auto skipped = skipped_by(page);
    const auto count = skipped + page.size;

    Candidates candidates(count);
    auto query = DIMONA_TRY(connection.once(statement_of_person(table, column, criteria)));
    query.bind(below_page(page));
    criteria.bind(query);
    while (DIMONA_TRY(query.next())) {
        const RowKey key{query.integer(0), domain::EmployerNumber::from_stored(query.integer(1))};
        if (std::binary_search(employers.begin(), employers.end(), key.employer)) candidates.add(key);
    }
    candidates.keep_newest();
    return page_of(candidates, skipped, count);
}

}  // namespace dimona::store
