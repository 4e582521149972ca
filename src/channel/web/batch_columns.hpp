// The columns of a table of declarations: of the template, of what people send, of the result.
#pragma once

#include <span>

#include "channel/web/batches.hpp"
#include "channel/web/table_reader.hpp"
#include "channel/web/visit.hpp"

namespace dimona::web {

// A short name for the file, the place in the declaration, what it is.
struct BatchColumn {
    const char* name;
    const char* place;
    const char* label;
};
// The usual ones first; the others are for some kinds of work only.
[[nodiscard]] std::span<const BatchColumn> batch_columns();
inline constexpr std::size_t usual_columns = 10;

// By its short name, or by its title in the language of the page; null when it is not known.
[[nodiscard]] const BatchColumn* column_named(const Visit& visit, const std::string& title);
// Of our own result file, which may be corrected and sent again; folded.
[[nodiscard]] bool is_result_column(const std::string& folded);

// A cell as people write it, or as Excel keeps it -> the answer; what can't be read comes back as it was, for the
// engine to judge.
[[nodiscard]] std::string value_typed(const BatchColumn& column, const std::string& cell);
// The values that hold for every line.
[[nodiscard]] Answers common_answers(const Visit& visit);
// The answer at this place; empty when there is none.
[[nodiscard]] std::string answer_at(const BatchLine& line, const char* place);
// The name that stands in the line itself.
[[nodiscard]] std::string typed_name(const BatchLine& line);
// A row of a table. `columns` are as many as the cells; null: left out.
[[nodiscard]] BatchLine line_of(const Visit& visit, const std::vector<const BatchColumn*>& columns,
                                const std::vector<std::string>& cells, int file_line);

}  // namespace dimona::web
