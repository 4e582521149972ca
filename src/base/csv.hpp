// Comma-separated data with a header line, read by libcsv (RFC 4180, UTF-8).
#pragma once

#include <string>
#include <string_view>
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

}  // namespace dimona
