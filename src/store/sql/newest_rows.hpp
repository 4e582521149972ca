// The rows of one page of a search, newest first, at one employer or at several hundreds.
//
// Each employer is asked in turn for its newest rows, always through an index, and never for more than could
// still come on the page: the cost depends on the page and on the number of employers, not on the size of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "register/port/records.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

// Conditions beside the employer, with the values of their parameters.
class Criteria {
public:
    void add(std::string_view condition, std::int64_t value);
    void add(std::string_view condition, std::string_view value);
    [[nodiscard]] const std::string& text() const { return text_; }
    void bind(Query& query) const;

private:
    struct Value {
        std::int64_t number;
        std::string text;
        bool is_text;
    };
    std::string text_;
    std::vector<Value> values_;
};

// `order` (a period, a declaration, a person) decides the place; the employer tells rows of equal order apart.
struct RowKey {
    std::int64_t order = 0;
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

// `column` holds the order. A page never ends between rows of equal order, so that a cursor, which names only
// the order, loses none; it may therefore be somewhat longer than asked for.
[[nodiscard]] Result<registry::PageOf<RowKey>> newest_rows(Connection& connection, std::string_view table,
                                                           std::string_view column, const Criteria& criteria,
                                                           std::vector<domain::EmployerNumber> employers,
                                                           const registry::Page& page);

// The same of one person, whose rows are few: all of them are looked at, whatever the number of employers. The
// criteria say who it is.
[[nodiscard]] Result<registry::PageOf<RowKey>> newest_rows_of_person(Connection& connection, std::string_view table,
                                                                     std::string_view column, const Criteria& criteria,
                                                                     std::vector<domain::EmployerNumber> employers,
                                                                     const registry::Page& page);

}  // namespace dimona::store
