#include "register/law_texts.hpp"

namespace dimona::registry {

namespace {

// Before this day nothing of Dimona existed: the open side of a validity.
constexpr LocalDate long_ago = make_date(1900, 1, 1);

}  // namespace

tl::unexpected<Error> LawRow::wrong(std::string_view column) const {
    return fail(ErrorKind::invalid, "'" + word(column) + "' is no value of column " + std::string(column),
                std::string(file_) + ":" + std::to_string(table_.line_of(row_)), "see reference/README.md");
}

Result<DateRange> LawRow::days(std::string_view first_column, std::string_view last_column) const {
    DateRange range{long_ago, std::nullopt};
    if (!text(first_column).empty()) {
        const auto first = parse_date(text(first_column));
        if (!first) return wrong(first_column);
        range.first = *first;
    }
    if (!text(last_column).empty()) {
        range.last = parse_date(text(last_column));
        if (!range.last) return wrong(last_column);
    }
    return range;
}

Result<DateRange> LawRow::quarters(std::string_view first_column, std::string_view last_column) const {
    DateRange range{long_ago, std::nullopt};
    if (!text(first_column).empty()) {
        const auto first = parse_quarter(text(first_column));
        if (!first) return wrong(first_column);
        range.first = first_day(*first);
    }
    if (!text(last_column).empty()) {
        const auto last = parse_quarter(text(last_column));
        if (!last) return wrong(last_column);
        range.last = last_day(*last);
    }
    return range;
}

Result<std::string_view> law_file(const LawFiles& files, std::string_view path) {
    const auto found = files.find(path);
    if (found == files.end()) return fail(ErrorKind::not_found, "a file of the law is missing", std::string(path));
    return found->second;
}

Status each_law_row(const LawFiles& files, std::string_view path, const std::function<Status(const LawRow&)>& take) {
    const auto table = DIMONA_TRY(CsvTable::parse(DIMONA_TRY(law_file(files, path)), path));
    for (std::size_t row = 0; row < table.rows(); ++row) DIMONA_TRY_VOID(take(LawRow(table, row, path)));
    return {};
}

}  // namespace dimona::registry
