// What the lists have in common: sorting, pages, files to take along.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "channel/web/layout.hpp"
#include "register/port/records.hpp"

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
// Channels to search for.
[[nodiscard]] std::vector<Option> channel_options(const Words& words);
[[nodiscard]] Html export_links(const Visit& visit, const std::string& address);

inline constexpr int lines_a_page = 50;
[[nodiscard]] Html pages_of(const Visit& visit, const std::string& address, int page, bool more);
[[nodiscard]] int page_asked(const Visit& visit);

// --- newest first comes from the store page by page; another order, and a file to take along, need all lines

inline constexpr std::size_t lines_sorted_max = 10'000, lines_exported_max = 100'000;
// Not all lines were sorted, looked through, or taken along.
[[nodiscard]] std::string cut_text(const Visit& visit, std::size_t count);

// At most about `count` lines; `more` when there are others. `find` gives one page, `number_of` the cursor of a line.
template <class View, class Find, class NumberOf>
[[nodiscard]] Result<registry::PageOf<View>> all_lines(Find find, NumberOf number_of, std::size_t count) {
    constexpr int lines_a_step = 5'000;
    registry::PageOf<View> all;
    for (registry::Page page{.number = 1, .size = lines_a_step};;) {
        auto found = DIMONA_TRY(find(page));
        std::move(found.items.begin(), found.items.end(), std::back_inserter(all.items));
        all.more = found.more;
        if (!found.more || all.items.size() >= count) return all;
        page.after = number_of(all.items.back());
    }
}

// The lines of one page of the screen.
template <class View>
[[nodiscard]] registry::PageOf<View> page_of(std::vector<View> all, int page) {
    const auto first = std::min<std::size_t>(static_cast<std::size_t>(page - 1) * lines_a_page, all.size());
    const auto last = std::min(first + lines_a_page, all.size());
    registry::PageOf<View> shown;
    shown.more = last < all.size();
    shown.items.assign(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(first)),
                       std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(last)));
    return shown;
}

// Lines of equal rank stay in the order in which they came. Each is ranked once: a rank may be a folded name.
template <class View, class Rank>
void sort_by(std::vector<View>& lines, bool falling, Rank rank) {
    using Ranked = std::pair<decltype(rank(lines.front())), std::size_t>;
    std::vector<Ranked> ranked;
    ranked.reserve(lines.size());
    for (const auto& line : lines) ranked.emplace_back(rank(line), ranked.size());
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& one, const Ranked& other) {
        return falling ? other.first < one.first : one.first < other.first;
    });
    std::vector<View> sorted;
    sorted.reserve(lines.size());
    for (const auto& [of, index] : ranked) sorted.push_back(std::move(lines[index]));
    lines = std::move(sorted);
}

}  // namespace dimona::web
