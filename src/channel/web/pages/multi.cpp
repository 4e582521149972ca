// Multi-Dimona: several workers at once, chosen from the file.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "channel/web/batch_columns.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/nearness.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/staff_search.hpp"

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

// A page of boxes that one can still look through.
constexpr std::size_t boxes_max = 200;

struct ChosenForm {
    Answers values;
    std::set<std::string> ids;
    bool everybody_here = false;
    std::string looked_for;  // a name or own reference
    Problems problems;
};

Result<std::vector<registry::StaffLine>> staff_with_number(Desk& desk, const Visit& visit) {
    auto staff = DIMONA_TRY(desk.file.staff(visit.caller, visit.employer->number));
    std::erase_if(staff, [](const registry::StaffLine& line) { return !line.person; });
    return staff;
}

struct Boxes {
    std::vector<registry::StaffLine> lines;
    bool finds_nobody = false;
};

// Those chosen already, then as many of those looked for as there is room for.
Boxes boxes_of(const std::vector<registry::StaffLine>& staff, const ChosenForm& chosen) {
    Boxes boxes;
    for (const auto& line : staff)
        if (chosen.ids.contains(line.id)) boxes.lines.push_back(line);
    const auto already = boxes.lines.size();
    const auto found = chosen.looked_for.empty() ? staff : nearest(staff, chosen.looked_for);
    boxes.finds_nobody = found.empty();
    for (const auto& line : found)
        if (boxes.lines.size() < already + boxes_max && !chosen.ids.contains(line.id)) boxes.lines.push_back(line);
    return boxes;
}

// Enter presses the first button of a form: a hidden one, before that of the search. In the field of the search it has
// another text than before, and searches.
bool is_search(const FormData& form) {
    return form["search"] == "yes" || (form["check"] != "yes" && form["lookedFor"] != form["lookedForBefore"]);
}

Html search_of(const Visit& visit, const ChosenForm& chosen, std::size_t shown, std::size_t all) {
    const auto& t = visit.t;
    return element("button", {{"type", "submit"}, {"hidden", std::nullopt}}, t("Check the lines")) +
           inset_text(t("{count} of {all} workers are shown. Search for the others; those whom you have chosen stay.",
                        {{"count", std::to_string(shown)}, {"all", std::to_string(all)}})) +
           input({.id = "lookedFor",
                  .name = "lookedFor",
                  .label = {t("Name or own reference")},
                  .value = chosen.looked_for,
                  .autocomplete = "off"}) +
           hidden("lookedForBefore", chosen.looked_for) +
           button({.text = t("Search"), .name = "search", .value = "yes", .classes = "govuk-button--secondary"});
}

Html boxes_view(const Visit& visit, const ChosenForm& chosen, std::vector<Choice> items, bool finds_nobody) {
    const auto& t = visit.t;
    FormGroup group{.error_prefix = t("Error")};
    for (const auto& problem : chosen.problems)
        if (problem.place == "workers") group.error = problem.text;
    const auto nobody = paragraph(t("Nobody fits. Check the spelling, or search for less."));
    if (items.empty())
        return element(
            "div", {{"id", "workers"}, {"tabindex", "-1"}},
            (group.error.empty() ? Html() : error_message("workers-error", group.error, t("Error"))) + nobody);
    return (finds_nobody ? nobody : Html()) +
           checkboxes({.name = "workers",
                       .fieldset = Fieldset{.legend = {t("Which workers?"), "govuk-fieldset__legend--m"}},
                       .items = std::move(items),
                       .group = std::move(group),
                       .classes = "govuk-checkboxes--small dimona-columns"});
}

// More than go together are not offered.
Html everybody_view(const Visit& visit, const ChosenForm& chosen, std::size_t here) {
    const auto& t = visit.t;
    const auto count = std::to_string(here);
    if (here > batch_lines_max)
        return inset_text(paragraph(t("In service today: {count}. At most {most} declarations go together: for all of "
                                      "them, send several tables.",
                                      {{"count", count}, {"most", std::to_string(batch_lines_max)}})) +
                          paragraph(link(visit.url("/multi/upload"), t("Send a table"))));
    return checkboxes({.name = "everybodyHere",
                       .items = {{.value = "yes",
                                  .text = t("All who are in service today ({count})", {{"count", count}}),
                                  .checked = chosen.everybody_here}}});
}

Result<Html> workers_choice(Desk& desk, const Visit& visit, const ChosenForm& chosen) {
    const auto& t = visit.t;
    const auto staff = DIMONA_TRY(staff_with_number(desk, visit));
    const auto boxes = boxes_of(staff, chosen);
    const auto persons = DIMONA_TRY(desk.file.persons(boxes.lines));
    const auto in_service = DIMONA_TRY(persons_in_service_today(desk, visit));
    const auto is_here = [&](const registry::StaffLine& line) { return in_service.contains(*line.person); };
    std::vector<Choice> items;
    for (std::size_t index = 0; index < boxes.lines.size(); ++index) {
        const auto& line = boxes.lines[index];
        if (!persons[index]) continue;
        items.push_back({.value = line.id,
                         .text = persons[index]->family_name + " " + persons[index]->given_name,
                         .hint = is_here(line) ? t("in service today") : t("not in service today"),
                         .checked = chosen.ids.contains(line.id)});
    }
    const auto choice = boxes_view(visit, chosen, std::move(items), boxes.finds_nobody);
    if (staff.size() <= boxes_max) return choice;
    const auto here = static_cast<std::size_t>(std::count_if(staff.begin(), staff.end(), is_here));
    return search_of(visit, chosen, boxes.lines.size(), staff.size()) + choice + everybody_view(visit, chosen, here);
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
    const auto workers = workers_choice(desk, visit, chosen);
    if (!workers) return trouble(visit, workers.error());
    return show(
        visit,
        {.title = t("Several workers of your file"),
         .main = form(
             visit, visit.url("/multi/workers"),
             *workers + kinds + fields +
                 button({.text = t("Check the lines"), .name = "check", .value = "yes", .prevent_double_click = true})),
         .errors = std::move(errors),
         .back = visit.url("/multi"),
         .status = chosen.problems.empty() ? 200 : 422,
         .section = "declare"});
}

using PeriodsOfWorkers = std::map<domain::PersonKey, std::vector<domain::PeriodId>>;

// So many are asked for one by one, so that the log tells whom the look was for; more of them as the whole employer.
constexpr std::size_t workers_asked_singly_max = 200;

Status add_open_periods(Desk& desk, const Visit& visit, std::optional<domain::Ssin> ssin, PeriodsOfWorkers& periods) {
    registry::SearchCriteria criteria;
    criteria.employer = visit.employer->number;
    criteria.ssin = ssin;
    criteria.query.open = true;
    criteria.query.cancelled = false;
    const auto find = [&](const registry::Page& page) {
        return wait_for<registry::PageOf<registry::PeriodView>>(
            [&](auto done) { desk.consultations.search_periods(visit.caller, criteria, page, std::move(done)); });
    };
    const auto all = DIMONA_TRY(all_lines<registry::PeriodView>(
        find, [](const registry::PeriodView& view) { return view.period.id.value(); }, lines_exported_max));
    for (const auto& view : all.items) periods[view.period.person].push_back(view.period.id);
    return {};
}

Result<PeriodsOfWorkers> open_periods(Desk& desk, const Visit& visit, const std::vector<domain::Person>& workers) {
    PeriodsOfWorkers periods;
    if (workers.size() > workers_asked_singly_max) {
        DIMONA_TRY_VOID(add_open_periods(desk, visit, std::nullopt, periods));
        return periods;
    }
    for (const auto& worker : workers) DIMONA_TRY_VOID(add_open_periods(desk, visit, worker.ssin, periods));
    return periods;
}

std::string chosen_value(const ChosenForm& chosen, const char* place) {
    const auto found = chosen.values.find(place);
    return found == chosen.values.end() ? std::string() : found->second;
}

Result<std::vector<domain::Person>> chosen_workers(Desk& desk, const Visit& visit, const ChosenForm& chosen) {
    auto staff = DIMONA_TRY(staff_with_number(desk, visit));
    std::set<domain::PersonKey> in_service;
    if (chosen.everybody_here) in_service = DIMONA_TRY(persons_in_service_today(desk, visit));
    std::erase_if(staff, [&](const registry::StaffLine& line) {
        return !chosen.ids.contains(line.id) && !in_service.contains(*line.person);
    });
    std::vector<domain::Person> workers;
    for (auto& person : DIMONA_TRY(desk.file.persons(staff)))
        if (person) workers.push_back(*std::move(person));
    return workers;
}

BatchLine line_for(const Visit& visit, const domain::Person& worker, domain::Kind kind) {
    return {.kind = kind, .answers = common_answers(visit), .worker = worker.family_name + " " + worker.given_name};
}

std::vector<BatchLine> entries_of(const Visit& visit, const ChosenForm& chosen,
                                  const std::vector<domain::Person>& workers) {
    std::vector<BatchLine> lines;
    for (const auto& worker : workers) {
        auto line = line_for(visit, worker, domain::Kind::in);
        line.answers["worker.ssin"] = worker.ssin.to_text();
        for (const auto& [place, answer] : chosen.values)
            if (place != "kind" && !answer.empty()) line.answers[place] = answer;
        lines.push_back(std::move(line));
    }
    return lines;
}

// An exit for each open period; nobody is left out unsaid.
Result<BatchLines> exits_of(Desk& desk, const Visit& visit, const ChosenForm& chosen,
                            const std::vector<domain::Person>& workers) {
    const auto periods = DIMONA_TRY(open_periods(desk, visit, workers));
    BatchLines exits;
    for (const auto& worker : workers) {
        const auto found = periods.find(worker.key);
        if (found == periods.end()) {
            ++exits.left_out;
            continue;
        }
        auto line = line_for(visit, worker, domain::Kind::out);
        line.answers["endDate"] = chosen_value(chosen, "endDate");
        for (const auto period : found->second) {
            line.answers["periodId"] = std::to_string(period.value());
            exits.lines.push_back(line);
        }
    }
    return exits;
}

Result<BatchLines> lines_of(Desk& desk, const Visit& visit, const ChosenForm& chosen) {
    const auto workers = DIMONA_TRY(chosen_workers(desk, visit, chosen));
    if (chosen_value(chosen, "kind") == "Out") return exits_of(desk, visit, chosen, workers);
    return BatchLines{.lines = entries_of(visit, chosen, workers)};
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
    chosen.everybody_here = visit.form["everybodyHere"] == "yes";
    chosen.looked_for = visit.form["lookedFor"];
    const QuestionForm reading(visit.t, desk.intake.rulebook(), desk.file.today(), {});
    for (const char* place : entry_places) {
        const auto& question = *question_at(place);
        if (question.control == Control::committee || question.control == Control::type)
            chosen.values[place] = visit.form[place];
        else
            reading.read(question, false, visit.form, chosen.values, chosen.problems);
    }
    chosen.values["kind"] = visit.form["kind"];
    if (is_search(visit.form)) {
        chosen.problems.clear();
        return show_choice(desk, visit, chosen);
    }
    if (chosen.ids.empty() && !chosen.everybody_here)
        chosen.problems.push_back({"workers", visit.t("Choose at least one worker")});
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
    if (!chosen.problems.empty()) return show_choice(desk, visit, chosen);
    auto lines = lines_of(desk, visit, chosen);
    if (!lines) return trouble(visit, lines.error());
    if (lines->lines.empty())
        chosen.problems.push_back({"workers", visit.t("None of these workers has an open period")});
    if (lines->lines.size() > batch_lines_max)
        chosen.problems.push_back({"workers", visit.t("At most {count} declarations go together: choose fewer workers",
                                                      {{"count", std::to_string(batch_lines_max)}})});
    if (!chosen.problems.empty()) return show_choice(desk, visit, chosen);
    const auto id = desk.batches.begin(visit.caller, visit.employer->number, *std::move(lines));
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/multi/" + *id));
}

}  // namespace dimona::web::pages
