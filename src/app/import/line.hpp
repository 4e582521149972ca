// One line of an imported table: reads its cells and collects what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/tables.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace dimona::app {

class Line {
public:
    Line(const CsvTable& table, std::size_t row, std::string_view file, ImportReport& report)
        : table_(table), row_(row), file_(file), report_(report), problems_before_(report.problems.size()) {}

    [[nodiscard]] std::string text(std::string_view column) const {
        return std::string(trim(table_.cell(row_, column)));
    }

    // `parse` gives nothing for what it does not accept; so do these.
    template <class Parse>
    auto required(std::string_view column, Parse parse, std::string remedy) -> decltype(parse(std::string_view{})) {
        auto value = parse(std::string_view(text(column)));
        if (!value) add(column, "'" + shown(column) + "' is not accepted", std::move(remedy));
        return value;
    }
    template <class Parse>
    auto optional(std::string_view column, Parse parse, std::string remedy) -> decltype(parse(std::string_view{})) {
        if (text(column).empty()) return std::nullopt;
        return required(column, parse, std::move(remedy));
    }
    // Values separated by blanks.
    template <class Parse>
    auto list(std::string_view column, Parse parse, const std::string& remedy) {
        std::vector<typename decltype(parse(std::string_view{}))::value_type> values;
        for (const auto& word : split(text(column), ' ')) {
            if (word.empty()) continue;
            if (const auto value = parse(std::string_view(word)))
                values.push_back(*value);
            else
                add(column, "a value in this cell is not accepted", remedy);
        }
        return values;
    }
    std::string name(std::string_view column);

    void add(std::string_view column, std::string message, std::string remedy);
    [[nodiscard]] bool is_good() const { return report_.problems.size() == problems_before_; }

private:
    [[nodiscard]] std::string shown(std::string_view column) const;

    const CsvTable& table_;
    std::size_t row_;
    std::string_view file_;
    ImportReport& report_;
    std::size_t problems_before_;
};

}  // namespace dimona::app
