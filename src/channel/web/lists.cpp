#include "channel/web/lists.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "channel/web/verdict_view.hpp"

namespace dimona::web {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// OWASP, "CSV injection".
std::string harmless(const std::string& cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos ? "'" + cell
                                                                                                      : cell;
}

void append_cell(std::string& into, const std::string& cell) {
    const auto text = harmless(cell);
    if (text.find_first_of(";\"\r\n") == std::string::npos) {
        into += text;
        return;
    }
    into += '"';
    for (const char letter : text) {
        if (letter == '"') into += '"';
        into += letter;
    }
    into += '"';
}

void append_row(std::string& into, const std::vector<std::string>& cells) {
    for (std::size_t index = 0; index < cells.size(); ++index) {
        if (index > 0) into += ';';
        append_cell(into, cells[index]);
    }
    into += "\r\n";
}

// libxlsxwriter 1.1 writes files only.
class TemporaryFile {
public:
    TemporaryFile() { descriptor_ = ::mkstemp(path_.data()); }
    ~TemporaryFile() {
        if (descriptor_ < 0) return;
        ::close(descriptor_);
        ::unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] bool is_there() const { return descriptor_ >= 0; }
    [[nodiscard]] const char* path() const { return path_.c_str(); }
    [[nodiscard]] std::string content() const {
        std::ifstream stream(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }

private:
    std::string path_ = std::filesystem::temp_directory_path().string() + "/dimona-sheet-XXXXXX";
    int descriptor_ = -1;
};

}  // namespace

std::string to_csv(const Sheet& sheet) {
    std::string text(byte_order_mark);
    std::vector<std::string> titles;
    for (const auto& column : sheet.columns) titles.push_back(column.title);
    append_row(text, titles);
    for (const auto& row : sheet.rows) append_row(text, row);
    return text;
}

Result<std::string> to_xlsx(const Sheet& sheet) {
    const TemporaryFile file;
    if (!file.is_there())
        return fail(ErrorKind::unavailable, "a spreadsheet can't be made", file.path(),
                    "check the temporary directory");
    lxw_workbook* book = workbook_new(file.path());
    if (!book) return fail(ErrorKind::unavailable, "a spreadsheet can't be made", "libxlsxwriter");
    lxw_worksheet* page = workbook_add_worksheet(book, nullptr);
    lxw_format* bold = workbook_add_format(book);
    format_set_bold(bold);
    worksheet_freeze_panes(page, 1, 0);
    constexpr double column_width = 20;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        const auto place = static_cast<lxw_col_t>(column);
        worksheet_set_column(page, place, place, column_width, nullptr);
        worksheet_write_string(page, 0, place, sheet.columns[column].title.c_str(), bold);
    }
    for (std::size_t row = 0; row < sheet.rows.size(); ++row)
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
            worksheet_write_string(page, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(column),
                                   sheet.rows[row][column].c_str(), nullptr);
    if (const auto problem = workbook_close(book); problem != LXW_NO_ERROR)
        return fail(ErrorKind::unavailable, lxw_strerror(problem), "libxlsxwriter", "check the disk");
    return file.content();
}

http::Response export_sheet(const Visit& visit, const Sheet& sheet, const std::string& ending,
                            const std::string& name) {
    if (ending == "csv") return download(to_csv(sheet), "text/csv; charset=utf-8", name + ".csv");
    if (ending != "xlsx") return not_found(visit);
    auto content = to_xlsx(sheet);
    if (!content) return trouble(visit, content.error());
    return download(*std::move(content), xlsx_type, name + ".xlsx");
}

std::string with(const std::string& address, const std::string& name, const std::string& value) {
    return address + (address.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
}

Cell sort_heading(const Visit& visit, const Column& column, const std::string& address, const std::string& order) {
    if (column.sort.empty()) return {column.title, column.numeric ? "numeric" : ""};
    const bool rising = order == column.sort, falling = order == "-" + column.sort;
    Attributes attributes = {{"aria-sort", rising ? "ascending" : falling ? "descending" : "none"}};
    return {element("a",
                    {{"class", "govuk-link dimona-sort"},
                     {"href", with(address, "sort", (rising ? "-" : "") + column.sort)}},
                    Html(column.title) + element("span", "govuk-visually-hidden", " (" + visit.t("sort") + ")") +
                        element("span", {{"aria-hidden", "true"}},
                                rising    ? " ▲"
                                : falling ? " ▼"
                                          : "")),
            column.numeric ? "numeric" : "",
            {},
            std::move(attributes)};
}

std::vector<Option> channel_options(const Words& words) {
    std::vector<Option> options;
    for (const auto channel : {domain::Channel::web_secured, domain::Channel::web_service,
                               domain::Channel::web_unsecured, domain::Channel::voice, domain::Channel::sftp})
        options.push_back({std::string(domain::to_code(channel)), channel_text(words, channel)});
    return options;
}

Html export_links(const Visit& visit, const std::string& address) {
    return element("p", "govuk-body dimona-export",
                   Html(visit.t("Take along as")) + " " + link(with(address, "as", "csv"), "CSV") + " " +
                       link(with(address, "as", "xlsx"), "Excel"));
}

Html pages_of(const Visit& visit, const std::string& address, int page, bool more) {
    return pagination({.label = visit.t("Pages"),
                       .previous = page > 1 ? with(address, "page", std::to_string(page - 1)) : "",
                       .next = more ? with(address, "page", std::to_string(page + 1)) : "",
                       .previous_text = visit.t("Previous page"),
                       .next_text = visit.t("Next page")});
}

std::string cut_text(const Visit& visit, std::size_t count) {
    return visit.t("Only the newest {count} lines were looked through: search for less to have all of them",
                   {{"count", std::to_string(count)}});
}

int page_asked(const Visit& visit) {
    constexpr std::int64_t pages_max = 100'000;
    const auto page = parse_digits(visit.parameter("page")).value_or(1);
    return static_cast<int>(std::clamp<std::int64_t>(page, 1, pages_max));
}

}  // namespace dimona::web
