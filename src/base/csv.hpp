// Comma-separated data with a header line, read by libcsv (RFC 4180, UTF-8).
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace dimona {

class CsvTable {
public:
    // Errors name the line. A row that has more or fewer cells than the header is an error.
    [[nodiscard]] static Result<CsvTable> parse(std::string_view text, std::string_view name);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    // Empty when the column does not exist.
    [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] bool has_column(std::string_view column) const;
    [[nodiscard]] std::size_t line_of(std::size_t row) const { return lines_[row]; }

private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> lines_;
};

// The same data, too much of it to be in memory at once: row by row.
class CsvReader {
public:
    // Reads the header. `from` must live as long as the reader; `name` is that of the file.
    [[nodiscard]] static Result<CsvReader> open(std::istream& from, std::string name);

    // On to the next row; false: there is none.
    [[nodiscard]] bool next();
    // What is wrong with the row as a whole: it is no CSV, or has more or fewer cells than the header. Its cells are
    // not to be used then; the next row is another matter.
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    [[nodiscard]] const std::string& cell(std::size_t column) const { return row_[column]; }
    [[nodiscard]] std::size_t line() const { return line_; }
    // "address.csv:17"
    [[nodiscard]] std::string place() const { return name_ + ":" + std::to_string(line_); }

private:
    CsvReader(std::istream& from, std::string name) : from_(&from), name_(std::move(name)) {}
    // The text of a row: several lines when a quoted cell holds line ends.
    bool read_row_text(std::string& text);
    void read_row();

    std::istream* from_;
    std::string name_;
    std::vector<std::string> header_, row_;
    std::optional<Error> problem_;
    std::size_t line_ = 0, lines_of_row_ = 0;
};

}  // namespace dimona
