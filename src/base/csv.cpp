#include "base/csv.hpp"

#include <csv.h>

#include <algorithm>

namespace dimona {

namespace {

// What libcsv's callbacks fill: one row after the other.
struct Collected {
    std::vector<std::string> row;
    std::vector<std::vector<std::string>> rows;
};

void take_cell(void* cell, std::size_t size, void* into) {
    auto& collected = *static_cast<Collected*>(into);
    collected.row.emplace_back(cell ? std::string(static_cast<const char*>(cell), size) : std::string());
}
void take_row(int, void* into) {
    auto& collected = *static_cast<Collected*>(into);
    collected.rows.push_back(std::move(collected.row));
    collected.row.clear();
}

}  // namespace

Result<CsvTable> CsvTable::parse(std::string_view text, std::string_view name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

    CsvTable table;
    std::size_t line = 0;
    const auto here = [&] { return std::string(name) + ":" + std::to_string(line); };
    while (!text.empty()) {
        ++line;
        // A quoted cell may hold line ends: take lines until the quotes are even.
        std::size_t end = 0;
        std::size_t quotes = 0, lines = 0;
        do {
            const auto from = end;
            end = std::min(text.find('\n', from), text.size() - 1) + 1;
            const auto part = text.substr(from, end - from);
            quotes += static_cast<std::size_t>(std::count(part.begin(), part.end(), '"'));
            ++lines;
        } while (quotes % 2 != 0 && end < text.size());
        if (quotes % 2 != 0)
            return fail(ErrorKind::invalid, "a quoted cell is never closed", here(), "close the quote");

        Collected collected;
        csv_parser parser;
        csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL);
        const auto parsed = csv_parse(&parser, text.data(), end, take_cell, take_row, &collected);
        const bool finished = parsed == end && csv_fini(&parser, take_cell, take_row, &collected) == 0;
        csv_free(&parser);
        if (!finished) return fail(ErrorKind::invalid, "this line is not CSV", here(), "quote cells that hold quotes");
        text.remove_prefix(end);

        for (auto& row : collected.rows) {
            if (table.header_.empty()) {
                table.header_ = std::move(row);
                continue;
            }
            if (row.size() != table.header_.size())
                return fail(
                    ErrorKind::invalid,
                    std::to_string(row.size()) + " cells where the header has " + std::to_string(table.header_.size()),
                    here(), "give each row as many cells as the header");
            table.rows_.push_back(std::move(row));
            table.lines_.push_back(line);
        }
        line += lines - 1;
    }
    if (table.header_.empty())
        return fail(ErrorKind::invalid, "there is no header line", std::string(name),
                    "name the columns in the first line");
    return table;
}

std::string_view CsvTable::cell(std::size_t row, std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) return {};
    return rows_[row][static_cast<std::size_t>(found - header_.begin())];
}

bool CsvTable::has_column(std::string_view column) const {
    return std::find(header_.begin(), header_.end(), column) != header_.end();
}

Result<CsvReader> CsvReader::open(std::istream& from, std::string name) {
    CsvReader reader(from, std::move(name));
    reader.read_row();
    if (reader.problem_) return tl::unexpected(*reader.problem_);
    if (reader.row_.empty())
        return fail(ErrorKind::invalid, "there is no header line", reader.name_, "name the columns in the first line");
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (reader.row_.front().starts_with(byte_order_mark)) reader.row_.front().erase(0, byte_order_mark.size());
    reader.header_ = std::move(reader.row_);
    return reader;
}

bool CsvReader::next() {
    read_row();
    if (!problem_ && row_.empty()) return false;
    if (!problem_ && row_.size() != header_.size())
        problem_ = Error{ErrorKind::invalid,
                         std::to_string(row_.size()) + " cells where the header has " + std::to_string(header_.size()),
                         place(), "give each row as many cells as the header"};
    return true;
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header_.begin());
}

bool CsvReader::read_row_text(std::string& text) {
    // A quote that is never closed must not take the rest of the file into memory.
    constexpr std::size_t lines_a_row_max = 100;
    std::ptrdiff_t quotes = 0;
    for (std::string part; lines_of_row_ < lines_a_row_max && std::getline(*from_, part);) {
        ++lines_of_row_;
        quotes += std::count(part.begin(), part.end(), '"');
        text += part;
        text += '\n';
        if (quotes % 2 == 0) return true;
    }
    return false;
}

void CsvReader::read_row() {
    line_ += lines_of_row_;
    lines_of_row_ = 0;
    problem_.reset();
    row_.clear();
    std::string text;
    const bool whole = read_row_text(text);
    if (text.empty()) return;
    ++line_;
    --lines_of_row_;
    if (!whole) {
        problem_ = Error{ErrorKind::invalid, "a quoted cell is never closed", place(), "close the quote"};
        return;
    }
    Collected collected;
    csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL);
    const auto parsed = csv_parse(&parser, text.data(), text.size(), take_cell, take_row, &collected);
    const bool finished = parsed == text.size() && csv_fini(&parser, take_cell, take_row, &collected) == 0;
    csv_free(&parser);
    if (!finished || collected.rows.size() > 1) {
        problem_ = Error{ErrorKind::invalid, "this line is not CSV", place(), "quote cells that hold quotes"};
        return;
    }
    // An empty line is no row: one that holds a single empty cell says so.
    row_ = collected.rows.empty() ? std::vector<std::string>{""} : std::move(collected.rows.front());
}

}  // namespace dimona
