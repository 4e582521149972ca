// Reading the tables of reference/: cells that are codes, days, sets. Errors name file and line.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/csv.hpp"
#include "register/law_library.hpp"

namespace dimona::registry {

// The files by path.
using LawFiles = std::map<std::string, std::string_view, std::less<>>;

// One row of a CSV file on its way into the rulebook.
class LawRow {
public:
    LawRow(const CsvTable& table, std::size_t row, std::string_view file) : table_(table), row_(row), file_(file) {}

    [[nodiscard]] std::string_view text(std::string_view column) const { return table_.cell(row_, column); }
    [[nodiscard]] std::string word(std::string_view column) const { return std::string(text(column)); }
    // Empty cells leave the range open on that side.
    [[nodiscard]] Result<DateRange> days(std::string_view first_column, std::string_view last_column) const;
    [[nodiscard]] Result<DateRange> quarters(std::string_view first_column, std::string_view last_column) const;
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view column) const;

    // A code of a closed set; `parse` gives nothing for an unknown one.
    template <class Parse>
    auto code(std::string_view column, Parse parse) const
        -> Result<typename decltype(parse(std::string_view{}))::value_type> {
        const auto parsed = parse(text(column));
        if (!parsed) return wrong(column);
        return *parsed;
    }
    // Blank-separated codes; an empty cell is an empty set.
    template <class Set, class Parse>
    Result<Set> codes(std::string_view column, Parse parse) const {
        Set set;
        std::string_view rest = text(column);
        while (!rest.empty()) {
            const auto end = std::min(rest.find(' '), rest.size());
            if (end > 0) {
                const auto parsed = parse(rest.substr(0, end));
                if (!parsed) return wrong(column);
                set.insert(*parsed);
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return set;
    }

private:
    const CsvTable& table_;
    std::size_t row_;
    std::string_view file_;
};

[[nodiscard]] Result<std::string_view> law_file(const LawFiles& files, std::string_view path);
[[nodiscard]] Status each_law_row(const LawFiles& files, std::string_view path,
                                  const std::function<Status(const LawRow&)>& take);

// The two halves of the library.
[[nodiscard]] Status read_tables(const LawFiles& files, domain::Rulebook& into);
[[nodiscard]] Status read_cards_and_parameters(const LawFiles& files, domain::Rulebook& into);

}  // namespace dimona::registry
