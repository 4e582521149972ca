// Multi-Dimona: several workers at once, chosen from the file.
#include <algorithm>
#include <array>
#include <set>

#include "channel/web/batch_columns.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages {

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

}  // namespace dimona::web::pages
