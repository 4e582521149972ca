// Tables that people send: CSV with commas, semicolons or tabs, and Excel (ECMA-376, first sheet).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"

namespace dimona::web {

struct TypedTable {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;  // as long as the head
    std::vector<int> line_of;                    // number of the line in the file, for messages
};

// Why a file can't be read and what to do: a message for people, with its values.
struct TableProblem {
    const char* message = "";
    std::vector<Placeholder> values = {};
};

// At most `rows_max` rows. Days and hours of Excel are numbers, as it keeps them: who knows what a column holds reads
// them (batch_columns.hpp).
[[nodiscard]] tl::expected<TypedTable, TableProblem> read_table(const std::string& content, std::size_t rows_max);

}  // namespace dimona::web
