// Multi-Dimona: several workers at once, chosen from the file or sent as a table.
#include <algorithm>
#include <array>
#include <set>

#include "channel/web/batches.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/table_reader.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

constexpr int refresh_s = 2;
constexpr int lines_shown = 100;

// Columns of the template: a short name for the file, the place in the declaration, what it is.
struct BatchColumn {
    const char* name;
    const char* place;
    const char* label;
};
constexpr std::array batch_columns = {
    BatchColumn{"kind", "kind", DIMONA_MESSAGE("In, Out, Update or Cancel")},
    BatchColumn{"ssin", "worker.ssin", DIMONA_MESSAGE("National register number or BIS number")},
    BatchColumn{"periodId", "periodId", DIMONA_MESSAGE("Period")},
    BatchColumn{"jointCommittee", "features.jointCommissionNumber", DIMONA_MESSAGE("Joint committee")},
    BatchColumn{"workerType", "features.workerType", DIMONA_MESSAGE("Kind of worker")},
    BatchColumn{"startDate", "startDate", DIMONA_MESSAGE("First day")},
    BatchColumn{"startHour", "startHour", DIMONA_MESSAGE("Start hour")},
    BatchColumn{"endDate", "endDate", DIMONA_MESSAGE("Last day")},
    BatchColumn{"endHour", "endHour", DIMONA_MESSAGE("End hour")},
    BatchColumn{"plannedHours", "plannedHoursNumber", DIMONA_MESSAGE("Planned hours")},
    BatchColumn{"userEnterprise", "features.usingEmployer.enterpriseNumber",
                DIMONA_MESSAGE("Enterprise number of the user")},
    BatchColumn{"userJointCommittee", "features.usingEmployer.jointCommissionNumber",
                DIMONA_MESSAGE("Joint committee of the user")},
    BatchColumn{"firstMonthCard", "constructionControlCards.firstMonthC32ANumber",
                DIMONA_MESSAGE("Control card C3.2A of the first month")},
    BatchColumn{"nextMonthCard", "constructionControlCards.nextMonthC32ANumber",
                DIMONA_MESSAGE("Control card C3.2A of the following month")},
    BatchColumn{"employmentNature", "smallStatutesInformation.employmentNature", DIMONA_MESSAGE("Nature of the work")},
    BatchColumn{"traineeStatus", "smallStatutesInformation.workerStatus", DIMONA_MESSAGE("Status of the trainee")},
    BatchColumn{"familyName", "worker.familyName", DIMONA_MESSAGE("Family name")},
    BatchColumn{"givenName", "worker.givenName", DIMONA_MESSAGE("First given name")},
};

// Columns of our own result file, which may be corrected and sent again.
bool is_result_column(const std::string& folded) {
    return folded == "line" || folded == "verdict" || folded == "declaration" || folded == "anomalies";
}

// By its short name, or by its title in the language of the page.
const BatchColumn* column_named(const Visit& visit, const std::string& title) {
    const auto folded = folded_name(title);
    for (const auto& column : batch_columns)
        if (folded == folded_name(column.name) || folded == folded_name(visit.t(column.label))) return &column;
    return nullptr;
}

// "27/3/2026", "27.3.2026", "27-03-2026" and "2026-03-27" -> "2026-03-27"; anything else comes back as it was.
std::string day_typed(const std::string& text) {
    if (text.empty() || parse_date(text)) return text;
    std::string plain = text;
    std::replace_if(plain.begin(), plain.end(), [](char letter) { return letter == '.' || letter == '-'; }, '/');
    const auto parts = split(plain, '/');
    if (parts.size() != 3 || parts[2].size() != 4) return text;
    const auto day = parse_digits(parts[0]), month = parse_digits(parts[1]), year = parse_digits(parts[2]);
    if (!day || !month || !year) return text;
    const auto iso = zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2);
    return parse_date(iso) ? iso : text;
}

std::string value_typed(const BatchColumn& column, const std::string& cell) {
    const std::string_view place = column.place;
    if (place == "startDate" || place == "endDate") return day_typed(cell);
    if (place == "startHour" || place == "endHour") return cell.empty() ? cell : hour_typed(cell);
    if (place == "worker.ssin" || place == "periodId" || place.ends_with("Number")) {
        auto number = number_typed(cell);
        // A spreadsheet drops the zero before a number of eleven digits.
        if (place == "worker.ssin" && number.size() == 10) number = "0" + number;
        return place == "features.jointCommissionNumber" || place.ends_with("jointCommissionNumber") ? cell : number;
    }
    return cell;
}

// The values that hold for every line, as the page asks them.
Answers common_answers(const Visit& visit) {
    Answers answers;
    add_employer(*visit.employer, answers);
    return answers;
}

BatchLine line_of(const Visit& visit, const std::vector<const BatchColumn*>& columns,
                  const std::vector<std::string>& cells, int file_line) {
    BatchLine line;
    line.answers = common_answers(visit);
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (!columns[index] || cells[index].empty()) continue;
        line.answers[columns[index]->place] = value_typed(*columns[index], cells[index]);
    }
    const auto kind = line.answers.find("kind");
    if (kind != line.answers.end()) {
        // People write it in capitals or small letters.
        static const std::map<std::string, domain::Kind> kinds = {{"in", domain::Kind::in},
                                                                  {"out", domain::Kind::out},
                                                                  {"update", domain::Kind::update},
                                                                  {"cancel", domain::Kind::cancel}};
        const auto known = kinds.find(folded_name(kind->second));
        if (known != kinds.end())
            line.kind = known->second;
        else
            line.unreadable.push_back(
                visit.t("Line {line}: \"{value}\" is no kind of declaration; write In, Out, "
                        "Update or Cancel",
                        {{"line", std::to_string(file_line)}, {"value", kind->second}}));
        line.answers.erase(kind);
    }
    line.worker = line.answers.contains("worker.familyName")
                      ? line.answers["worker.familyName"] + " " + line.answers["worker.givenName"]
                      : std::string();
    return line;
}

std::string wanted(const BatchLine& line, const char* place) {
    const auto found = line.answers.find(place);
    return found == line.answers.end() ? std::string() : found->second;
}

Html batch_table(Desk& desk, const Visit& visit, const std::vector<BatchLine>& lines) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& line : lines) {
        Html verdict = line.verdict ? result_tag(t, *line.verdict) : Html();
        std::string why = anomalies_line(t, desk.intake.rulebook(), line.anomalies);
        if (!line.unreadable.empty()) {
            verdict = tag(t("Not readable"), "govuk-tag--red");
            why = line.unreadable.front();
        }
        const auto number = std::to_string(line.declaration);
        rows.push_back({{std::to_string(line.number)},
                        {kind_text(t, line.kind)},
                        {line.worker.empty() ? wanted(line, "periodId") : line.worker},
                        {wanted(line, "startDate") + " " + wanted(line, "startHour")},
                        {wanted(line, "endDate") + " " + wanted(line, "endHour")},
                        {verdict},
                        {why},
                        {line.declaration == 0 ? Html() : link(visit.url("/declarations/" + number), number)}});
    }
    return scrolling_table({.caption = t("Lines"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Line")},
                                     {t("Declaration")},
                                     {t("Worker")},
                                     {t("Start")},
                                     {t("End")},
                                     {t("Verdict")},
                                     {t("Why")},
                                     {t("Number")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

Html counts_of(const Visit& visit, const Batch& batch) {
    const auto& t = visit.t;
    return summary_list({{t("Lines"), std::to_string(batch.lines)},
                         {result_text(t, domain::Verdict::accepted), std::to_string(batch.accepted)},
                         {result_text(t, domain::Verdict::accepted_with_warning), std::to_string(batch.warned)},
                         {result_text(t, domain::Verdict::waiting), std::to_string(batch.waiting)},
                         {result_text(t, domain::Verdict::refused), std::to_string(batch.refused)},
                         {t("Not readable"), std::to_string(batch.unreadable)}});
}

Html progress_of(const Visit& visit, const Batch& batch) {
    const auto text = visit.t("{done} of {lines} lines",
                              {{"done", std::to_string(batch.done)}, {"lines", std::to_string(batch.lines)}});
    return paragraph(element("label", {{"for", "progress"}}, text)) + element("progress",
                                                                              {{"id", "progress"},
                                                                               {"class", "dimona-progress"},
                                                                               {"max", std::to_string(batch.lines)},
                                                                               {"value", std::to_string(batch.done)}},
                                                                              text);
}

Result<Batch> find_batch(Desk& desk, const Visit& visit) {
    auto batch = DIMONA_TRY(desk.batches.find(visit.part(0), visit.who->account.login));
    if (!batch || batch->employer != visit.employer->number)
        return fail(ErrorKind::not_found, "there is no such batch", visit.part(0));
    return *std::move(batch);
}

std::string title_of(const Visit& visit, const Batch& batch) {
    switch (batch.state) {
        case BatchState::checking:
            return visit.t("The lines are being checked");
        case BatchState::checked:
            return visit.t("Check the lines before you send them");
        case BatchState::sending:
            return visit.t("The declarations are being sent");
        case BatchState::sent:
            return visit.t("The declarations are sent");
        case BatchState::interrupted:
            return visit.t("It was interrupted");
    }
    return {};
}

Html next_step_of(const Visit& visit, const Batch& batch) {
    const auto& t = visit.t;
    const auto address = visit.url("/multi/" + batch.id);
    const auto result = link(address + "/result?as=xlsx", t("Result as Excel")) + " " +
                        link(address + "/result?as=csv", t("Result as CSV"));
    switch (batch.state) {
        case BatchState::checking:
        case BatchState::sending:
            return progress_of(visit, batch) +
                   paragraph(t("This page loads itself again. You may leave and come back."));
        case BatchState::checked: {
            Html html = counts_of(visit, batch);
            if (batch.refused + batch.unreadable > 0)
                html +=
                    inset_text(t("Lines that would be refused are not sent. Take the result along, correct them, "
                                 "and send them again."));
            if (batch.good() > 0)
                html += form(visit, address + "/send",
                             submit(t("Send {count} declarations", {{"count", std::to_string(batch.good())}})));
            return html + paragraph(result);
        }
        case BatchState::sent:
            return counts_of(visit, batch) + paragraph(result) +
                   paragraph(link(visit.url("/multi"), t("Declare for other workers")));
        case BatchState::interrupted:
            return warning_text(t("What was declared so far is kept and will not be sent twice."), t("Warning")) +
                   form(visit, address + "/send", submit(t("Go on"))) + paragraph(result);
    }
    return {};
}

}  // namespace

http::Response multi(Desk& desk, Visit& visit) {
    (void)desk;
    const auto& t = visit.t;
    return show(
        visit,
        {.title = t("Several workers at once (Multi-Dimona)"),
         .main = element("h2", "govuk-heading-m", link(visit.url("/multi/workers"), t("Choose workers of your file"))) +
                 paragraph(t("The same entry for all, or the exit of all.")) +
                 element("h2", "govuk-heading-m", link(visit.url("/multi/upload"), t("Send a table"))) +
                 paragraph(t("CSV or Excel, up to 5000 lines; each line is checked before anything is sent.")),
         .back = visit.url("/declare"),
         .section = "declare"});
}

// --- chosen from the file

namespace {

struct ChosenForm {
    Answers values;
    std::set<std::string> ids;
    Problems problems;
};

Html workers_choice(Desk& desk, const Visit& visit, const ChosenForm& chosen) {
    const auto lines = desk.file.staff(visit.caller, visit.employer->number);
    if (!lines) return {};
    const auto persons = desk.file.persons(*lines);
    if (!persons) return {};
    const auto today = desk.file.today();
    std::vector<Choice> items;
    for (std::size_t index = 0; index < lines->size(); ++index) {
        const auto& line = (*lines)[index];
        const auto& person = (*persons)[index];
        if (!person) continue;
        const bool here = line.start_day && *line.start_day <= today && (!line.end_day || *line.end_day >= today);
        items.push_back({.value = line.id,
                         .text = person->family_name + " " + person->given_name,
                         .hint = here ? visit.t("in service today") : visit.t("not in service today"),
                         .checked = chosen.ids.contains(line.id)});
    }
    FormGroup group{.error_prefix = visit.t("Error")};
    for (const auto& problem : chosen.problems)
        if (problem.place == "workers") group.error = problem.text;
    return checkboxes({.name = "workers",
                       .fieldset = Fieldset{.legend = {visit.t("Which workers?"), "govuk-fieldset__legend--m"}},
                       .items = std::move(items),
                       .group = std::move(group),
                       .classes = "govuk-checkboxes--small dimona-columns"});
}

constexpr std::array entry_places = {"features.jointCommissionNumber",
                                     "features.workerType",
                                     "startDate",
                                     "startHour",
                                     "endDate",
                                     "endHour",
                                     "plannedHoursNumber"};

http::Response show_choice(Desk& desk, const Visit& visit, const ChosenForm& chosen) {
    const auto& t = visit.t;
    auto offer = offer_for(desk, visit, Jotting());
    for (auto* options : {&offer.committees, &offer.types}) options->insert(options->begin(), {"", t("Choose")});
    const QuestionForm asking(t, desk.intake.rulebook(), desk.file.today(), offer);
    Html fields;
    for (const char* place : entry_places) {
        const auto& question = *question_at(place);
        const auto found = chosen.values.find(place);
        // Lists instead of radios: there are many on one page.
        if (question.control == Control::committee || question.control == Control::type)
            fields += select({.id = control_id(place),
                              .name = place,
                              .label = {t(question.label), "govuk-label--s"},
                              .items = question.control == Control::type ? offer.types : offer.committees,
                              .value = found == chosen.values.end() ? std::string() : found->second});
        else
            fields += asking.ask(question, place == std::string_view("startDate"), chosen.values, chosen.problems);
    }
    const auto kind = chosen.values.find("kind");
    const auto kinds = radios(
        {.name = "kind",
         .fieldset = Fieldset{.legend = {t("What is declared?"), "govuk-fieldset__legend--m"}},
         .items = {{.value = "In", .text = t("Entry (IN)"), .hint = t("With the values below")},
                   {.value = "Out", .text = t("Exit (OUT)"), .hint = t("Of each open period, on the last day below")}},
         .value = kind == chosen.values.end() ? "In" : kind->second});
    std::vector<ErrorLink> errors;
    for (auto& [text, href] : QuestionForm::links(chosen.problems)) errors.push_back({text, href});
    return show(visit,
                {.title = t("Several workers of your file"),
                 .main = form(visit, visit.url("/multi/workers"),
                              workers_choice(desk, visit, chosen) + kinds + fields + submit(t("Check the lines"))),
                 .errors = std::move(errors),
                 .back = visit.url("/multi"),
                 .status = chosen.problems.empty() ? 200 : 422,
                 .section = "declare"});
}

// One line a worker; an exit for each of his open periods.
Status add_lines(Desk& desk, const Visit& visit, const std::string& id, const ChosenForm& chosen,
                 std::vector<BatchLine>& lines) {
    const auto view = DIMONA_TRY(desk.file.worker(visit.caller, visit.employer->number, id));
    if (!view.person) return {};
    const bool leaves = chosen.values.contains("kind") && chosen.values.at("kind") == "Out";
    BatchLine line{.kind = leaves ? domain::Kind::out : domain::Kind::in,
                   .answers = common_answers(visit),
                   .worker = view.person->family_name + " " + view.person->given_name};
    if (!leaves) {
        line.answers["worker.ssin"] = view.person->ssin.to_text();
        for (const auto& [place, answer] : chosen.values)
            if (place != "kind" && !answer.empty()) line.answers[place] = answer;
        lines.push_back(std::move(line));
        return {};
    }
    for (const auto& period : view.periods) {
        if (period.cancelled || period.end_day) continue;
        auto exit = line;
        exit.answers["periodId"] = std::to_string(period.id.value());
        exit.answers["endDate"] = chosen.values.contains("endDate") ? chosen.values.at("endDate") : std::string();
        lines.push_back(std::move(exit));
    }
    return {};
}

}  // namespace

http::Response choose_workers(Desk& desk, Visit& visit) {
    ChosenForm chosen;
    if (const auto draft = draft_in(desk, visit, nullptr))
        for (const char* place : entry_places) chosen.values[place] = (*draft)[place];
    return show_choice(desk, visit, chosen);
}

http::Response take_workers(Desk& desk, Visit& visit) {
    ChosenForm chosen;
    for (const auto& id : visit.form.all("workers")) chosen.ids.insert(id);
    const QuestionForm reading(visit.t, desk.intake.rulebook(), desk.file.today(), {});
    for (const char* place : entry_places) {
        const auto& question = *question_at(place);
        if (question.control == Control::committee || question.control == Control::type)
            chosen.values[place] = visit.form[place];
        else
            reading.read(question, false, visit.form, chosen.values, chosen.problems);
    }
    chosen.values["kind"] = visit.form["kind"];
    if (chosen.ids.empty()) chosen.problems.push_back({"workers", visit.t("Choose at least one worker")});
    if (chosen.values["kind"] == "Out" && !chosen.values.contains("endDate"))
        chosen.problems.push_back({"endDate", visit.t("Enter the last day"), "day"});
    if (chosen.values["kind"] != "Out" && !chosen.values.contains("startDate"))
        chosen.problems.push_back({"startDate", visit.t("Enter the first day"), "day"});
    if (chosen.values["features.jointCommissionNumber"].empty()) {
        Jotting asked;
        asked.set("features.workerType", chosen.values["features.workerType"]);
        propose_committee(desk, visit, asked);
        chosen.values["features.jointCommissionNumber"] = asked["features.jointCommissionNumber"];
    }
    std::vector<BatchLine> lines;
    if (chosen.problems.empty())
        for (const auto& id : chosen.ids)
            if (const auto added = add_lines(desk, visit, id, chosen, lines); !added)
                return trouble(visit, added.error());
    if (chosen.problems.empty() && lines.empty())
        chosen.problems.push_back({"workers", visit.t("None of these workers has an open period")});
    if (!chosen.problems.empty()) return show_choice(desk, visit, chosen);
    const auto id = desk.batches.begin(visit.caller, visit.employer->number, std::move(lines));
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/multi/" + *id));
}

// --- sent as a table

namespace {

http::Response show_upload(const Visit& visit, const std::vector<std::string>& problems) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& column : batch_columns)
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

http::Response take_upload(Desk& desk, Visit& visit) {
    const auto* file = visit.form.file("file");
    if (!file) return show_upload(visit, {visit.t("Choose a file")});
    const auto table = read_table(file->value, batch_lines_max);
    if (!table) return show_upload(visit, {visit.t(table.error().message, table.error().values)});
    std::vector<const BatchColumn*> columns;
    std::vector<std::string> problems;
    for (const auto& title : table->head) {
        columns.push_back(column_named(visit, title));
        if (!columns.back() && !is_result_column(folded_name(title)))
            problems.push_back(
                visit.t("The column \"{name}\" is not known: take a name of the template", {{"name", title}}));
    }
    if (!problems.empty()) return show_upload(visit, problems);
    std::vector<BatchLine> lines;
    for (std::size_t index = 0; index < table->rows.size(); ++index)
        lines.push_back(line_of(visit, columns, table->rows[index], table->line_of[index]));
    const auto id = desk.batches.begin(visit.caller, visit.employer->number, std::move(lines));
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/multi/" + *id));
}

http::Response upload_template(Desk& desk, Visit& visit) {
    (void)desk;
    Sheet sheet{.title = "dimona", .columns = {}, .rows = {}};
    for (const auto& column : batch_columns) sheet.columns.push_back({column.name});
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-template");
}

// --- a batch

http::Response batch(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    const int page = page_asked(visit);
    const bool busy = found->state == BatchState::checking || found->state == BatchState::sending;
    Html lines;
    if (!busy) {
        const auto shown = desk.batches.lines(found->id, (page - 1) * lines_shown, lines_shown);
        if (!shown) return trouble(visit, shown.error());
        lines = batch_table(desk, visit, *shown) +
                pages_of(visit, visit.url("/multi/" + found->id), page, page * lines_shown < found->lines);
    }
    return show(visit, {.title = title_of(visit, *found),
                        .main = next_step_of(visit, *found) + lines,
                        .back = visit.url("/multi"),
                        .wide = true,
                        .section = "declare",
                        .refresh_s = busy ? refresh_s : 0});
}

http::Response send_batch(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    if (const auto begun = desk.batches.send(found->id, found->login); !begun) return trouble(visit, begun.error());
    return see_other(visit.url("/multi/" + found->id));
}

// The lines as they were sent, with what became of them: may be corrected and sent again.
http::Response batch_result(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    Sheet sheet{.title = "dimona", .columns = {{"line"}}, .rows = {}};
    for (const auto& column : batch_columns) sheet.columns.push_back({column.name});
    for (const char* name : {"verdict", "declaration", "anomalies"}) sheet.columns.push_back({name});
    const auto lines = desk.batches.lines(found->id, 0, static_cast<int>(batch_lines_max));
    if (!lines) return trouble(visit, lines.error());
    for (const auto& line : *lines) {
        std::vector<std::string> row = {std::to_string(line.number)};
        for (const auto& column : batch_columns)
            row.push_back(column.place == std::string_view("kind") ? std::string(domain::to_code(line.kind))
                                                                   : wanted(line, column.place));
        row.push_back(line.verdict ? std::string(domain::to_code(*line.verdict)) : "");
        row.push_back(line.declaration == 0 ? "" : std::to_string(line.declaration));
        row.push_back(line.unreadable.empty() ? anomalies_line(visit.t, desk.intake.rulebook(), line.anomalies)
                                              : line.unreadable.front());
        sheet.rows.push_back(std::move(row));
    }
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-result");
}

}  // namespace dimona::web::pages
