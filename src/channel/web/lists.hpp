// What the lists have in common: sorting, pages, files to take along.
#pragma once

#include <string>
#include <vector>

#include "channel/web/layout.hpp"

namespace dimona::web {

// One table for the screen and for files.
struct Column {
    std::string title;
    std::string sort = {};  // name of the order; empty: not sorted by it
    bool numeric = false;
};
struct Sheet {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
};

// RFC 4180, UTF-8 with a byte order mark, semicolons as spreadsheets in Belgium expect them. A cell that a spreadsheet
// would take for a formula gets an apostrophe before it.
[[nodiscard]] std::string to_csv(const Sheet& sheet);
[[nodiscard]] Result<std::string> to_xlsx(const Sheet& sheet);
// By the ending that is asked for: "csv" or "xlsx".
[[nodiscard]] http::Response export_sheet(const Visit& visit, const Sheet& sheet, const std::string& ending,
                                          const std::string& name);

// A heading that sorts: the present order is told to screen readers and reversed by another click.
[[nodiscard]] Cell sort_heading(const Visit& visit, const Column& column, const std::string& address,
                                const std::string& order);
// Adds "name=value" to an address.
[[nodiscard]] std::string with(const std::string& address, const std::string& name, const std::string& value);
[[nodiscard]] Html export_links(const Visit& visit, const std::string& address);

inline constexpr int lines_a_page = 50;
[[nodiscard]] Html pages_of(const Visit& visit, const std::string& address, int page, bool more);
[[nodiscard]] int page_asked(const Visit& visit);

}  // namespace dimona::web
