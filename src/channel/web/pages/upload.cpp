// Multi-Dimona from a table: the file, what its columns mean, the template.
#include <algorithm>

#include "channel/web/batch_columns.hpp"
#include "channel/web/jottings.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/table_reader.hpp"

namespace dimona::web::pages {

namespace {

http::Response show_upload(const Visit& visit, const std::vector<std::string>& problems) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& column : batch_columns())
        rows.push_back({{element("span", "dimona-code", column.name)}, {t(column.label)}});
    std::vector<ErrorLink> errors;
    for (const auto& problem : problems) errors.push_back({problem, "#file"});
    return show(visit, {.title = t("Send a table"),
                        .main = paragraph(link(visit.url("/multi/template?as=xlsx"), t("Template as Excel")) + " " +
                                          link(visit.url("/multi/template?as=csv"), t("Template as CSV"))) +
                                form(visit, visit.url("/multi/upload"),
                                     file_upload({.id = "file",
                                                  .name = "file",
                                                  .label = {t("The table"), "govuk-label--s"},
                                                  .group = {.hint = t("CSV (UTF-8) or Excel (.xlsx), up to 5000 lines"),
                                                            .error = problems.empty() ? "" : problems.front(),
                                                            .error_prefix = t("Error")},
                                                  .attributes = {{"accept", ".csv,.xlsx"}}}) +
                                         submit(t("Check the lines")),
                                     true) +
                                details(t("Which columns are known"), table({.caption = t("Columns"),
                                                                             .head = {{t("Name")}, {t("Meaning")}},
                                                                             .rows = std::move(rows),
                                                                             .first_cell_is_header = true})),
                        .errors = std::move(errors),
                        .back = visit.url("/multi"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "declare"});
}

}  // namespace

http::Response upload(Desk& desk, Visit& visit) {
    (void)desk;
    return show_upload(visit, {});
}

namespace {

constexpr const char* upload_kind = "upload";
constexpr int examples_shown = 3;

using Columns = std::vector<const BatchColumn*>;  // one for each of the file; null: left out

// Our own names, and titles in the language of the page.
Columns guessed_columns(const Visit& visit, const TypedTable& table) {
    Columns columns;
    for (const auto& title : table.head) columns.push_back(column_named(visit, title));
    return columns;
}

bool is_chosen_twice(const Columns& columns, std::size_t index) {
    return columns[index] && std::count(columns.begin(), columns.end(), columns[index]) > 1;
}

// Nothing to ask: each column is known, none of them twice.
bool is_clear(const TypedTable& table, const Columns& columns) {
    for (std::size_t index = 0; index < columns.size(); ++index)
        if ((!columns[index] && !is_result_column(folded_name(table.head[index]))) || is_chosen_twice(columns, index))
            return false;
    return true;
}

http::Response begin_batch(Desk& desk, const Visit& visit, const TypedTable& table, const Columns& columns) {
    std::vector<BatchLine> lines;
    for (std::size_t index = 0; index < table.rows.size(); ++index)
        lines.push_back(line_of(visit, columns, table.rows[index], table.line_of[index]));
    const auto id = desk.batches.begin(visit.caller, visit.employer->number, {.lines = std::move(lines)});
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/multi/" + *id));
}

// The file as it was sent waits beside the question what its columns mean.
Result<TypedTable> waiting_table(const Jotting& upload) {
    bool is_whole = false;
    auto table = read_table(from_base64url(upload["file"], is_whole), batch_lines_max);
    if (!is_whole || !table) return fail(ErrorKind::internal, "a file can't be read again", upload.id, "send it again");
    return *std::move(table);
}

Result<Jotting> find_upload(Desk& desk, const Visit& visit) {
    auto found = DIMONA_TRY(desk.jottings.find(upload_kind, visit.part(0), visit.who->account.login));
    if (!found || found->employer != visit.employer->number.value())
        return fail(ErrorKind::not_found, "there is no such file", visit.part(0));
    return *std::move(found);
}

std::string examples_of(const TypedTable& table, std::size_t column) {
    std::string examples;
    int shown = 0;
    for (const auto& row : table.rows) {
        if (row[column].empty()) continue;
        if (shown++ == examples_shown) break;
        examples += (examples.empty() ? "" : "; ") + row[column];
    }
    return examples;
}

std::string title_of(const Visit& visit, const TypedTable& table, std::size_t index) {
    return table.head[index].empty() ? visit.t("Column {number}", {{"number", std::to_string(index + 1)}})
                                     : table.head[index];
}

http::Response show_columns(const Visit& visit, const TypedTable& table, const Columns& columns, bool is_answered) {
    const auto& t = visit.t;
    Html fields;
    std::vector<ErrorLink> errors;
    const bool none = std::all_of(columns.begin(), columns.end(), [](const auto* column) { return !column; });
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const auto id = "column-" + std::to_string(index);
        std::string problem;
        if (is_answered && is_chosen_twice(columns, index))
            problem =
                t("\"{name}\" is chosen for two columns: leave one of them out", {{"name", t(columns[index]->label)}});
        if (is_answered && none && index == 0) problem = t("Choose what at least one column means");
        if (!problem.empty()) errors.push_back({problem, "#" + id});
        std::vector<Option> options = {{"", t("Leave out")}};
        for (const auto& column : batch_columns()) options.push_back({column.name, t(column.label)});
        const auto examples = examples_of(table, index);
        fields += select(
            {.id = id,
             .name = id,
             .label = {title_of(visit, table, index), "govuk-label--s"},
             .items = std::move(options),
             .group = {.hint = examples.empty() ? Html() : Html(t("For example: {examples}", {{"examples", examples}})),
                       .error = problem,
                       .error_prefix = t("Error")},
             .value = columns[index] ? columns[index]->name : ""});
    }
    return show(visit, {.title = t("What do the columns mean?"),
                        .main = paragraph(t("Not every column of the file is known. Choose what each of them holds; "
                                            "what you leave out is not declared.")) +
                                form(visit, visit.url("/multi/columns/" + visit.part(0)),
                                     fields + submit(t("Check the lines"))),
                        .errors = errors,
                        .back = visit.url("/multi/upload"),
                        .status = errors.empty() ? 200 : 422,
                        .section = "declare"});
}

}  // namespace

http::Response take_upload(Desk& desk, Visit& visit) {
    const auto* file = visit.form.file("file");
    if (!file) return show_upload(visit, {visit.t("Choose a file")});
    const auto table = read_table(file->value, batch_lines_max);
    if (!table) return show_upload(visit, {visit.t(table.error().message, table.error().values)});
    const auto columns = guessed_columns(visit, *table);
    if (is_clear(*table, columns)) return begin_batch(desk, visit, *table, columns);
    Jotting upload{.id = {},
                   .kind = upload_kind,
                   .login = visit.who->account.login,
                   .employer = visit.employer->number.value(),
                   .answers = {{"file", base64url(file->value)}}};
    if (const auto kept = desk.jottings.keep(upload); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/multi/columns/" + upload.id));
}

http::Response columns(Desk& desk, Visit& visit) {
    const auto upload = find_upload(desk, visit);
    if (!upload) return trouble(visit, upload.error());
    const auto table = waiting_table(*upload);
    if (!table) return trouble(visit, table.error());
    return show_columns(visit, *table, guessed_columns(visit, *table), false);
}

http::Response take_columns(Desk& desk, Visit& visit) {
    const auto upload = find_upload(desk, visit);
    if (!upload) return trouble(visit, upload.error());
    const auto table = waiting_table(*upload);
    if (!table) return trouble(visit, table.error());
    Columns chosen;
    for (std::size_t index = 0; index < table->head.size(); ++index) {
        const auto name = visit.form["column-" + std::to_string(index)];
        const auto known = batch_columns();
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const BatchColumn& column) { return column.name == name; });
        chosen.push_back(found == known.end() ? nullptr : &*found);
    }
    bool is_good = std::any_of(chosen.begin(), chosen.end(), [](const auto* column) { return column; });
    for (std::size_t index = 0; index < chosen.size(); ++index) is_good &= !is_chosen_twice(chosen, index);
    if (!is_good) return show_columns(visit, *table, chosen, true);
    if (const auto removed = desk.jottings.remove(*upload); !removed) return trouble(visit, removed.error());
    return begin_batch(desk, visit, *table, chosen);
}

http::Response upload_template(Desk& desk, Visit& visit) {
    (void)desk;
    Sheet sheet{.title = "dimona", .columns = {}, .rows = {}};
    for (const auto& column : batch_columns()) sheet.columns.push_back({column.name});
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-template");
}

}  // namespace dimona::web::pages
