// A batch of Multi-Dimona: its lines with their verdicts, correcting one of them, sending, the result.
#include <algorithm>

#include "channel/web/batch_columns.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

constexpr std::int64_t again_after_ms = 2'000;
constexpr int lines_shown = 100;

// As people read it; what can't be read, as it was typed.
std::string moment_of(const Visit& visit, const BatchLine& line, const char* day_place, const char* hour_place) {
    auto text = answer_at(line, day_place);
    if (const auto day = parse_date(text))
        text = *day == open_end_marker ? visit.t("No last day any more") : visit.t.short_day(*day);
    auto hour = answer_at(line, hour_place);
    if (const auto read = parse_hour(hour)) hour = visit.t.hour(*read);
    return text + (text.empty() || hour.empty() ? "" : " ") + hour;
}

Html batch_table(Desk& desk, const Visit& visit, const std::string& batch, const std::vector<BatchLine>& lines) {
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
        rows.push_back(
            {{std::to_string(line.number)},
             {kind_text(t, line.kind)},
             {line.worker.empty() ? answer_at(line, "periodId") : line.worker},
             {moment_of(visit, line, "startDate", "startHour")},
             {moment_of(visit, line, "endDate", "endHour")},
             {verdict},
             {why},
             {line.declaration == 0 ? Html() : link(visit.url("/declarations/" + number), number)},
             {line.is_declared() ? Html()
                                 : link(visit.url("/multi/" + batch + "/lines/" + std::to_string(line.number)),
                                        line.is_bad() ? t("Correct") : t("Change"),
                                        t("line {line}", {{"line", std::to_string(line.number)}}))}});
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
                                     {t("Number")},
                                     {t("Action")}},
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
    return paragraph(element("label", {{"for", "progress"}}, text)) +
           element("progress",
                   {{"id", "progress"},
                    {"class", "dimona-progress"},
                    {"max", std::to_string(batch.lines)},
                    {"value", std::to_string(batch.done)}},
                   text) +
           element("div", {{"id", "progress-told"}, {"class", "govuk-visually-hidden"}, {"role", "status"}}, Html());
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
            return progress_of(visit, batch) + paragraph(again_link(address, t("Look again"), again_after_ms)) +
                   paragraph(t("You may leave this page and come back."));
        case BatchState::checked: {
            Html html = counts_of(visit, batch);
            if (batch.left_out > 0)
                html +=
                    inset_text(t("Workers without a line, since they have no open period: {count}. A fixed last day is "
                                 "changed on the page of the period.",
                                 {{"count", std::to_string(batch.left_out)}}));
            if (batch.bad() > 0)
                html +=
                    inset_text(t("Lines that would be refused are not sent: they stay here until you correct them, or "
                                 "take the result along, correct it, and send it as a new table."));
            if (batch.to_be_sent() > 0)
                html += form(visit, address + "/send",
                             submit(t("Send {count} declarations", {{"count", std::to_string(batch.to_be_sent())}})));
            return html + paragraph(result);
        }
        case BatchState::sent:
            return counts_of(visit, batch) +
                   (batch.bad() > 0 ? inset_text(t("Some lines were not declared: correct them below, then send them."))
                                    : Html()) +
                   paragraph(result) + paragraph(link(visit.url("/multi"), t("Declare for other workers")));
        case BatchState::interrupted:
            return warning_text(t("What was declared so far is kept and will not be sent twice."), t("Warning")) +
                   form(visit, address + "/send", submit(t("Go on"))) + paragraph(result);
    }
    return {};
}

}  // namespace

namespace {

// The lines of one page; of those to correct when only they are asked for.
Result<registry::PageOf<BatchLine>> lines_asked(Desk& desk, const Batch& batch, bool only_bad, int page) {
    const auto first = (page - 1) * lines_shown;
    if (!only_bad)
        return registry::PageOf<BatchLine>{.items = DIMONA_TRY(desk.batches.lines(batch.id, first, lines_shown)),
                                           .more = first + lines_shown < batch.lines};
    auto bad = DIMONA_TRY(desk.batches.lines(batch.id, 0, static_cast<int>(batch_lines_max)));
    std::erase_if(bad, [](const BatchLine& line) { return !line.is_bad(); });
    const int count = static_cast<int>(bad.size());
    const auto begin = bad.begin() + std::min(first, count), end = bad.begin() + std::min(first + lines_shown, count);
    return registry::PageOf<BatchLine>{.items = {begin, end}, .more = first + lines_shown < count};
}

}  // namespace

http::Response batch(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    const int page = page_asked(visit);
    const bool only_bad = visit.parameter("show") == "bad";
    Html lines;
    if (!found->is_busy()) {
        const auto shown = lines_asked(desk, *found, only_bad, page);
        if (!shown) return trouble(visit, shown.error());
        const auto address = visit.url("/multi/" + found->id);
        if (found->bad() > 0)
            lines += paragraph(only_bad ? link(address, visit.t("All lines"))
                                        : link(address + "?show=bad", visit.t("Only the lines to correct")));
        lines += batch_table(desk, visit, found->id, shown->items) +
                 pages_of(visit, only_bad ? address + "?show=bad" : address, page, shown->more);
    }
    return show(visit, {.title = title_of(visit, *found),
                        .main = next_step_of(visit, *found) + lines,
                        .back = visit.url("/multi"),
                        .wide = true,
                        .section = "declare"});
}

// --- one line, corrected

namespace {

Result<BatchLine> find_line(Desk& desk, const Batch& batch, const Visit& visit) {
    const auto number = parse_digits(visit.part(1)).value_or(0);
    auto found = number < 1 || number > batch.lines
                     ? std::vector<BatchLine>()
                     : DIMONA_TRY(desk.batches.lines(batch.id, static_cast<int>(number) - 1, 1));
    if (found.empty() || found.front().is_declared())
        return fail(ErrorKind::not_found, "there is no such line to correct", batch.id);
    return std::move(found.front());
}

// A value that no list of ours offers is offered all the same: it was typed.
std::vector<Option> with_typed(std::vector<Option> options, const std::string& typed) {
    const bool known =
        std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.value == typed; });
    if (!known) options.push_back({typed, typed});
    return options;
}

Html field_of(const Visit& visit, const BatchColumn& column, const Offer& offer, const BatchLine& line) {
    const auto& t = visit.t;
    const std::string_view place = column.place;
    const auto id = control_id(place);
    const auto value = answer_at(line, column.place);
    const Label label{t(column.label), "govuk-label--s"};
    const auto list = [&](std::vector<Option> options) {
        return select({.id = id,
                       .name = column.place,
                       .label = label,
                       .items = with_typed(std::move(options), value),
                       .value = value});
    };
    if (place == "features.workerType") return list(offer.types);
    if (place.ends_with("jointCommissionNumber")) return list(offer.committees);
    const bool is_day = place.ends_with("Date"), is_hour = place.ends_with("Hour");
    const auto day = is_day ? parse_date(value) : std::nullopt;
    const auto hour = is_hour ? parse_hour(value) : std::nullopt;
    return input({.id = id,
                  .name = column.place,
                  .label = label,
                  .group = {.hint = is_day    ? t("For example, 27/3/2026")
                                    : is_hour ? t("For example, 18:00")
                                              : std::string()},
                  .value = day    ? t.short_day(*day)
                           : hour ? t.hour(*hour)
                                  : value,
                  .classes = is_hour ? "govuk-input--width-5" : "govuk-input--width-20",
                  .autocomplete = "off",
                  .spellcheck = "false"});
}

Html line_fields(Desk& desk, const Visit& visit, const BatchLine& line) {
    const auto& t = visit.t;
    auto offer = offer_for(desk, visit, Jotting());
    for (auto* options : {&offer.types, &offer.committees}) options->insert(options->begin(), {"", t("Choose")});
    const auto known = batch_columns();
    std::vector<Option> kinds;
    for (const auto kind : {domain::Kind::in, domain::Kind::out, domain::Kind::update, domain::Kind::cancel})
        kinds.push_back({std::string(domain::to_code(kind)), kind_text(t, kind)});
    Html usual = select({.id = "kind",
                         .name = "kind",
                         .label = {t("Declaration"), "govuk-label--s"},
                         .items = std::move(kinds),
                         .value = std::string(domain::to_code(line.kind))});
    Html rest;
    bool is_rest_used = false;
    for (std::size_t index = 1; index < known.size(); ++index) {
        const auto& column = known[index];
        (index < usual_columns ? usual : rest) += field_of(visit, column, offer, line);
        is_rest_used |= index >= usual_columns && !answer_at(line, column.place).empty();
    }
    return usual + details(t("More about this work"), rest, is_rest_used);
}

}  // namespace

http::Response batch_line(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    const auto address = visit.url("/multi/" + found->id);
    if (found->is_busy()) return see_other(address);
    const auto line = find_line(desk, *found, visit);
    if (!line) return trouble(visit, line.error());
    const auto& t = visit.t;
    Html wrong;
    for (const auto& text : line->unreadable) wrong += warning_text(text, t("Warning"));
    if (line->unreadable.empty() && line->verdict)
        wrong += paragraph(result_tag(t, *line->verdict)) + anomalies_view(t, desk.intake.rulebook(), line->anomalies);
    const auto number = std::to_string(line->number);
    auto title = t("Line {line}", {{"line", number}});
    if (!line->worker.empty()) title = t.pair(title, line->worker);
    return show(visit, {.title = title,
                        .main = wrong + form(visit, address + "/lines/" + number,
                                             line_fields(desk, visit, *line) + submit(t("Check this line again"))),
                        .back = address,
                        .section = "declare"});
}

http::Response take_batch_line(Desk& desk, Visit& visit) {
    const auto found = find_batch(desk, visit);
    if (!found) return trouble(visit, found.error());
    const auto address = visit.url("/multi/" + found->id);
    if (found->is_busy()) return see_other(address);
    const auto before = find_line(desk, *found, visit);
    if (!before) return trouble(visit, before.error());
    BatchLine line{.number = before->number,
                   .kind = domain::parse_kind(visit.form["kind"]).value_or(before->kind),
                   .answers = common_answers(visit)};
    for (const auto& column : batch_columns())
        if (const auto typed = visit.form[column.place]; column.place != std::string_view("kind") && !typed.empty())
            line.answers[column.place] = value_typed(column, typed);
    line.worker = typed_name(line);
    const auto checked = desk.batches.correct(found->id, found->login, std::move(line));
    if (!checked) return trouble(visit, checked.error());
    // What is still wrong is said where it can be corrected.
    if (checked->is_bad()) return see_other(address + "/lines/" + std::to_string(checked->number));
    return go_on(desk, visit, "/multi/" + found->id,
                 visit.t("Line {line} is corrected", {{"line", std::to_string(checked->number)}}));
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
    for (const auto& column : batch_columns()) sheet.columns.push_back({column.name});
    for (const char* name : {"verdict", "declaration", "anomalies"}) sheet.columns.push_back({name});
    const auto lines = desk.batches.lines(found->id, 0, static_cast<int>(batch_lines_max));
    if (!lines) return trouble(visit, lines.error());
    for (const auto& line : *lines) {
        std::vector<std::string> row = {std::to_string(line.number)};
        for (const auto& column : batch_columns())
            row.push_back(column.place == std::string_view("kind") ? std::string(domain::to_code(line.kind))
                                                                   : answer_at(line, column.place));
        row.push_back(line.verdict ? std::string(domain::to_code(*line.verdict)) : "");
        row.push_back(line.declaration == 0 ? "" : std::to_string(line.declaration));
        row.push_back(line.unreadable.empty() ? anomalies_line(visit.t, desk.intake.rulebook(), line.anomalies)
                                              : line.unreadable.front());
        sheet.rows.push_back(std::move(row));
    }
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-result");
}

}  // namespace dimona::web::pages
