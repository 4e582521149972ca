// The staff of an employer: list, search, one worker, cards.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/nearness.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/staff_search.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::StaffLine;

constexpr const char* search_kind = "search-workers";
constexpr std::size_t note_length_max = 1'000, reference_length_max = 40;

// Names of the criteria, in the form and in the jotting. The second half is about periods.
constexpr std::array criteria = {"text", "ssin", "state", "type", "committee", "user", "from", "until"};
constexpr std::array period_criteria = {"type", "committee", "user", "from", "until"};

struct WorkerSearch {
    std::map<std::string, std::string> typed;
    std::string id;  // of its jotting; empty: nothing is searched

    [[nodiscard]] std::string operator[](const std::string& name) const {
        const auto found = typed.find(name);
        return found == typed.end() ? std::string() : found->second;
    }
    [[nodiscard]] bool asks_for_periods() const {
        return std::any_of(period_criteria.begin(), period_criteria.end(),
                           [&](const char* name) { return !(*this)[name].empty(); });
    }
};

Result<WorkerSearch> search_asked(Desk& desk, const Visit& visit) {
    const auto id = visit.parameter("q");
    if (id.empty()) return WorkerSearch{};
    const auto kept = DIMONA_TRY(desk.jottings.find(search_kind, id, visit.who->account.login));
    return kept ? WorkerSearch{kept->answers, id} : WorkerSearch{};
}

registry::FileQuery periods_asked(const WorkerSearch& search) {
    registry::FileQuery query;
    query.worker_type = domain::parse_worker_type(search["type"]);
    query.joint_committee = domain::parse_joint_committee(search["committee"]);
    query.user_enterprise = domain::EnterpriseNumber::parse(search["user"]);
    query.first_day = parse_date(search["from"]);
    query.last_day = parse_date(search["until"]);
    return query;
}

// Whoever is between two periods is out of service.
Status keep_those_in_state(Desk& desk, const Visit& visit, const std::string& state, std::vector<StaffLine>& lines) {
    if (state == "added") std::erase_if(lines, [](const StaffLine& line) { return line.start_day.has_value(); });
    if (state != "in" && state != "left") return {};
    const auto in_service = DIMONA_TRY(persons_in_service_today(desk, visit));
    const auto today = desk.file.today();
    std::erase_if(lines, [&](const StaffLine& line) {
        const bool is_here = line.person && in_service.contains(*line.person);
        const bool has_begun = line.start_day && *line.start_day <= today;
        return state == "in" ? !is_here : is_here || !has_begun;
    });
    return {};
}

Result<std::vector<StaffLine>> found_lines(Desk& desk, const Visit& visit, const WorkerSearch& search,
                                           const std::string& order) {
    auto lines = DIMONA_TRY(desk.file.staff(visit.caller, visit.employer->number));
    DIMONA_TRY_VOID(keep_those_in_state(desk, visit, search["state"], lines));
    if (const auto ssin = domain::Ssin::parse(search["ssin"])) {
        const auto reader = DIMONA_TRY(desk.store.read());
        const auto person = DIMONA_TRY(reader->person(*ssin));
        std::erase_if(lines, [&](const StaffLine& line) { return !person || line.person != person->key; });
    }
    if (search.asks_for_periods()) {
        const auto persons = DIMONA_TRY(persons_with_periods(desk, visit, periods_asked(search)));
        std::erase_if(lines, [&](const StaffLine& line) { return !line.person || !persons.contains(*line.person); });
    }
    if (!search["text"].empty()) lines = nearest(std::move(lines), search["text"]);
    const bool falling = order.starts_with("-");
    const auto by = [&](auto rank) { sort_by(lines, falling, rank); };
    if (order == "-name") std::reverse(lines.begin(), lines.end());  // they come by name
    if (order.ends_with("start")) by([](const StaffLine& line) { return line.start_day.value_or(LocalDate{}); });
    if (order.ends_with("end")) by([](const StaffLine& line) { return line.end_day.value_or(open_end_marker); });
    if (order.ends_with("reference")) by([](const StaffLine& line) { return line.reference; });
    return lines;
}

std::string name_of(const std::optional<domain::Person>& person, const StaffLine& line) {
    if (person) return person->family_name + " " + person->given_name;
    return line.typed_name;
}

Html search_form(Desk& desk, const Visit& visit, const WorkerSearch& search, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto& rulebook = desk.intake.rulebook();
    const auto field = [&](const char* name, const std::string& text, const char* type, const char* inputmode) {
        FormGroup group{.error_prefix = t("Error")};
        for (const auto& error : errors)
            if (error.href == "#" + std::string(name)) group.error = error.text;
        return input({.id = name,
                      .name = name,
                      .label = {text},
                      .group = std::move(group),
                      .value = search[name],
                      .type = type,
                      .inputmode = inputmode,
                      .autocomplete = "off",
                      .spellcheck = "false"});
    };
    const auto choice = [&](const char* name, const std::string& text, std::vector<Option> options) {
        return select({.id = name, .name = name, .label = {text}, .items = std::move(options), .value = search[name]});
    };
    const auto codes = [&](const auto& known) {
        std::vector<Option> options = {{"", t("All")}};
        for (const auto& [code, entry] : known)
            if (entry.valid.covers(desk.file.today())) options.push_back({code, code + " – " + t.of(entry.name)});
        return options;
    };
    const auto usual = field("text", t("Name or own reference"), "text", "") +
                       field("ssin", t("National register number or BIS number"), "text", "numeric") +
                       choice("state", t("Show"),
                              {{"all", t("Everybody")},
                               {"in", t("In service today")},
                               {"left", t("Out of service")},
                               {"added", t("Added, not declared yet")}});
    const auto more = choice("type", t("Kind of worker"), codes(rulebook.worker_types)) +
                      choice("committee", t("Joint committee"), codes(rulebook.joint_committees)) +
                      field("user", t("Enterprise number of the user"), "text", "numeric") +
                      field("from", t("In service from"), "date", "") +
                      field("until", t("In service until"), "date", "");
    return form(visit, visit.url("/workers/search"),
                element("div", "dimona-filter", usual) +
                    details(t("More criteria"), element("div", "dimona-filter", more), search.asks_for_periods()) +
                    submit(t("Search")));
}

Sheet sheet_of(const Visit& visit, const std::vector<StaffLine>& lines,
               const std::vector<std::optional<domain::Person>>& persons) {
    Sheet sheet{.title = visit.t("Workers"),
                .columns = {{visit.t("Name"), "name"},
                            {visit.t("Number")},
                            {visit.t("Own reference"), "reference"},
                            {visit.t("First day"), "start"},
                            {visit.t("Last day"), "end"}},
                .rows = {}};
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const auto& line = lines[index];
        sheet.rows.push_back(
            {name_of(persons[index], line), persons[index] ? persons[index]->ssin.to_text() : visit.t("no number yet"),
             line.reference, line.start_day ? visit.t.short_day(*line.start_day) : visit.t("not declared yet"),
             line.end_day ? visit.t.short_day(*line.end_day) : ""});
    }
    return sheet;
}

http::Response show_list(Desk& desk, const Visit& visit, const WorkerSearch& search) {
    const auto order = visit.parameter("sort");
    const auto lines = found_lines(desk, visit, search, order);
    if (!lines) return trouble(visit, lines.error());
    const int page = page_asked(visit);
    const auto first = std::min<std::size_t>(static_cast<std::size_t>(page - 1) * lines_a_page, lines->size());
    const auto last = std::min(first + lines_a_page, lines->size());
    const std::vector<StaffLine> shown(lines->begin() + static_cast<std::ptrdiff_t>(first),
                                       lines->begin() + static_cast<std::ptrdiff_t>(last));
    const auto persons = desk.file.persons(shown);
    if (!persons) return trouble(visit, persons.error());
    const auto sheet = sheet_of(visit, shown, *persons);
    const auto base = search.id.empty() ? visit.url("/workers") : with(visit.url("/workers"), "q", search.id);
    std::vector<Cell> head;
    for (const auto& column : sheet.columns) head.push_back(sort_heading(visit, column, base, order));
    std::vector<std::vector<Cell>> rows;
    for (std::size_t index = 0; index < shown.size(); ++index) {
        const auto& cells = sheet.rows[index];
        rows.push_back({{link(visit.url("/workers/" + shown[index].id), cells[0])},
                        {element("span", "dimona-code", cells[1])},
                        {cells[2]},
                        {cells[3]},
                        {cells[4]}});
    }
    const auto address = order.empty() ? base : with(base, "sort", order);
    Html actions;
    if (visit.may(access::Right::declare))
        actions = buttons(button({.text = visit.t("Add a worker"), .href = visit.url("/workers/add")}) +
                          link(visit.url("/multi"), visit.t("Declare for several workers")));
    const auto caption = visit.t("Workers found: {count}", {{"count", std::to_string(lines->size())}});
    Html result = rows.empty() ? paragraph(visit.t("Nobody fits. Check the spelling, or search for less."))
                               : scrolling_table({.caption = caption,
                                                  .caption_classes = "govuk-table__caption--m",
                                                  .head = std::move(head),
                                                  .rows = std::move(rows),
                                                  .first_cell_is_header = true});
    auto files = search.id.empty() ? visit.url("/workers/export") : with(visit.url("/workers/export"), "q", search.id);
    if (!order.empty()) files = with(files, "sort", order);
    return show(visit, {.title = visit.t("Workers"),
                        .main = actions + search_form(desk, visit, search, {}) + result +
                                pages_of(visit, address, page, last < lines->size()) + export_links(visit, files),
                        .wide = true,
                        .section = "file"});
}

}  // namespace

http::Response workers(Desk& desk, Visit& visit) {
    const auto search = search_asked(desk, visit);
    if (!search) return trouble(visit, search.error());
    return show_list(desk, visit, *search);
}

// Names and numbers go into a jotting, never into an address.
http::Response search_workers(Desk& desk, Visit& visit) {
    Jotting jotting{.id = {},
                    .kind = search_kind,
                    .login = visit.who->account.login,
                    .employer = visit.employer->number.value(),
                    .answers = {}};
    for (const char* name : criteria) jotting.set(name, visit.form[name]);
    for (const char* name : {"ssin", "user"}) jotting.set(name, number_typed(jotting[name]));
    const auto& t = visit.t;
    std::vector<ErrorLink> errors;
    if (!jotting["ssin"].empty() && !domain::Ssin::parse(jotting["ssin"]))
        errors.push_back({t("This is no valid number: check its 11 digits"), "#ssin"});
    if (!jotting["user"].empty() && !domain::EnterpriseNumber::parse(jotting["user"]))
        errors.push_back({t("This is no enterprise number: check its 10 digits"), "#user"});
    for (const char* name : {"from", "until"})
        if (!jotting[name].empty() && !parse_date(jotting[name]))
            errors.push_back({t("Enter a real date, such as 2026-03-27"), "#" + std::string(name)});
    if (!errors.empty())
        return show(visit, {.title = t("Workers"),
                            .main = search_form(desk, visit, {jotting.answers, {}}, errors),
                            .errors = errors,
                            .status = 422,
                            .wide = true,
                            .section = "file"});
    if (const auto kept = desk.jottings.keep(jotting); !kept) return trouble(visit, kept.error());
    return see_other(with(visit.url("/workers"), "q", jotting.id));
}

http::Response export_workers(Desk& desk, Visit& visit) {
    const auto search = search_asked(desk, visit);
    if (!search) return trouble(visit, search.error());
    const auto lines = found_lines(desk, visit, *search, visit.parameter("sort"));
    if (!lines) return trouble(visit, lines.error());
    const auto persons = desk.file.persons(*lines);
    if (!persons) return trouble(visit, persons.error());
    return export_sheet(visit, sheet_of(visit, *lines, *persons), visit.parameter("as"), "dimona-workers");
}

// --- adding

namespace {

struct TypedWorker {
    std::string ssin, name, reference;
};

http::Response show_add(const Visit& visit, const TypedWorker& typed, const std::vector<ErrorLink>& errors) {
    const auto error_of = [&](const std::string& href) {
        for (const auto& error : errors)
            if (error.href == href) return error.text;
        return std::string();
    };
    const auto prefix = visit.t("Error");
    return show(
        visit,
        {.title = visit.t("Add a worker"),
         .main = paragraph(visit.t("The number and the family name must belong together: that is how mistakes in the "
                                   "number are found.")) +
                 form(visit, visit.url("/workers/add"),
                      input({.id = "ssin",
                             .name = "ssin",
                             .label = {visit.t("National register number or BIS number"), "govuk-label--s"},
                             .group = {.hint = visit.t("11 digits, on the identity card or residence permit; for "
                                                       "example 85.07.30-033.28"),
                                       .error = error_of("#ssin"),
                                       .error_prefix = prefix},
                             .value = typed.ssin,
                             .classes = "govuk-input--width-20",
                             .inputmode = "numeric",
                             .autocomplete = "off"}) +
                          input({.id = "name",
                                 .name = "name",
                                 .label = {visit.t("Family name"), "govuk-label--s"},
                                 .group = {.error = error_of("#name"), .error_prefix = prefix},
                                 .value = typed.name,
                                 .autocomplete = "off",
                                 .spellcheck = "false"}) +
                          input({.id = "reference",
                                 .name = "reference",
                                 .label = {visit.t("Own reference") + " " + visit.t("(optional)"), "govuk-label--s"},
                                 .group = {.hint = visit.t("For example your own staff number"),
                                           .error = error_of("#reference"),
                                           .error_prefix = prefix},
                                 .value = typed.reference,
                                 .classes = "govuk-input--width-20",
                                 .autocomplete = "off"}) +
                          submit(visit.t("Add"))) +
                 paragraph(link(visit.url("/workers/add/without-number"), visit.t("The worker has no number yet"))),
         .errors = errors,
         .back = visit.url("/workers"),
         .status = errors.empty() ? 200 : 422,
         .section = "file"});
}

QuestionForm identity_form(Desk& desk, const Visit& visit) {
    return {visit.t, desk.intake.rulebook(), desk.file.today(), {}};
}

http::Response show_add_without_number(Desk& desk, const Visit& visit, const Answers& values,
                                       const Problems& problems) {
    const auto asking = identity_form(desk, visit);
    Html fields;
    for (const auto& question : questions())
        if (question.group == "identity")
            fields += asking.ask(question, is_needed_without_number(question.place), values, problems);
    std::vector<ErrorLink> errors;
    for (auto& [text, href] : QuestionForm::links(problems)) errors.push_back({text, href});
    return show(visit, {.title = visit.t("Add a worker without a number"),
                        .main = inset_text(visit.t("A declaration for somebody without a number waits until the person "
                                                   "has been identified; then the definitive verdict follows.")) +
                                form(visit, visit.url("/workers/add/without-number"), fields + submit(visit.t("Add"))),
                        .errors = std::move(errors),
                        .back = visit.url("/workers/add"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "file"});
}

}  // namespace

http::Response add_worker(Desk& desk, Visit& visit) {
    (void)desk;
    return show_add(visit, {}, {});
}

http::Response take_worker(Desk& desk, Visit& visit) {
    const TypedWorker typed{visit.form["ssin"], visit.form["name"], visit.form["reference"]};
    std::vector<ErrorLink> errors;
    const auto ssin = domain::Ssin::parse(number_typed(typed.ssin));
    if (!ssin)
        errors.push_back({typed.ssin.empty() ? visit.t("Enter the number of the worker")
                                             : visit.t("This is no valid number: check its 11 digits"),
                          "#ssin"});
    if (typed.name.empty()) errors.push_back({visit.t("Enter the family name"), "#name"});
    if (code_points(typed.reference) > reference_length_max)
        errors.push_back({visit.t("Enter a shorter reference (40 characters at most)"), "#reference"});
    if (!errors.empty()) return show_add(visit, typed, errors);
    const auto person = desk.file.identify(visit.caller, visit.employer->number, *ssin, typed.name);
    if (!person && person.error().kind == ErrorKind::not_found && person.error().place == "worker.ssin")
        return show_add(
            visit, typed,
            {{visit.t("Nobody has this number and this name: check both on the identity document"), "#ssin"}});
    if (!person) return trouble(visit, person.error());
    const auto id = desk.file.keep_card(visit.caller, visit.employer->number,
                                        {.person = person->key, .reference = typed.reference});
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/workers/" + *id));
}

http::Response add_worker_without_number(Desk& desk, Visit& visit) {
    return show_add_without_number(desk, visit, {}, {});
}

http::Response take_worker_without_number(Desk& desk, Visit& visit) {
    const auto asking = identity_form(desk, visit);
    Answers answers;
    Problems problems;
    for (const auto& question : questions())
        if (question.group == "identity")
            asking.read(question, is_needed_without_number(question.place), visit.form, answers, problems);
    if (!problems.empty()) return show_add_without_number(desk, visit, answers, problems);
    const auto id = desk.file.keep_card(visit.caller, visit.employer->number,
                                        {.identity = request_of(domain::Kind::in, answers).worker});
    if (!id) return trouble(visit, id.error());
    return see_other(visit.url("/workers/" + *id));
}

// --- one worker

namespace {

Html identity_of(const Visit& visit, const registry::WorkerView& view) {
    std::vector<SummaryRow> rows;
    if (view.person) {
        rows.push_back({visit.t("Number"), element("span", "dimona-code", view.person->ssin.to_text())});
        if (view.person->birth_date)
            rows.push_back({visit.t("Date of birth"), visit.t.with_days(domain::to_text(*view.person->birth_date))});
    } else {
        rows.push_back({visit.t("Number"), visit.t("no number yet")});
        if (view.card.identity && view.card.identity->birth_date)
            rows.push_back({visit.t("Date of birth"), visit.t.with_days(*view.card.identity->birth_date)});
    }
    if (view.relation)
        rows.push_back({visit.t("Relation with you"),
                        visit.t.day(view.relation->start_day) + " – " +
                            (view.relation->end_day ? visit.t.day(*view.relation->end_day) : visit.t("today"))});
    return summary_list(rows);
}

Html periods_table(Desk& desk, const Visit& visit, const std::vector<domain::Period>& periods) {
    if (periods.empty()) return paragraph(visit.t("There are no periods yet."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& period : periods)
        rows.push_back({{link(visit.url("/periods/" + std::to_string(period.id.value())), days_of(visit.t, period))},
                        {type_text(visit.t, desk.intake.rulebook(), period.features.worker_type)},
                        {state_tag(visit.t, period)}});
    return scrolling_table({.caption = visit.t("Periods"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{visit.t("Days and hours")}, {visit.t("Kind of worker")}, {visit.t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

Html declarations_table(const Visit& visit, const std::vector<registry::DeclarationView>& declarations) {
    if (declarations.empty()) return {};
    std::vector<std::vector<Cell>> rows;
    for (const auto& view : declarations) {
        const auto number = std::to_string(view.record.id.value());
        rows.push_back({{link(visit.url("/declarations/" + number), number)},
                        {kind_text(visit.t, view.record.kind)},
                        {visit.t.moment(view.record.received_at)},
                        {result_tag(visit.t, view.record.result)}});
    }
    return scrolling_table(
        {.caption = visit.t("Last declarations"),
         .caption_classes = "govuk-table__caption--m",
         .head = {{visit.t("Number")}, {visit.t("Declaration")}, {visit.t("Received")}, {visit.t("Verdict")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

Html deadlines_of(Desk& desk, const Visit& visit, const std::vector<domain::Period>& periods) {
    std::vector<Html> lines;
    for (const auto& period : periods)
        for (const auto& deadline : open_deadlines(period, desk.intake.rulebook(), desk.intake.now()))
            lines.push_back(visit.t.pair(days_of(visit.t, period), deadline_text(visit.t, deadline)));
    if (lines.empty()) return {};
    return element("h2", "govuk-heading-m", visit.t("Deadlines")) + list(lines);
}

Html card_form(const Visit& visit, const registry::WorkerView& view, const std::string& id,
               const std::string& problem = {}) {
    if (!visit.may(access::Right::declare)) {
        if (view.card.reference.empty() && view.card.note.empty()) return {};
        return summary_list({{visit.t("Own reference"), view.card.reference}, {visit.t("Note"), view.card.note}});
    }
    return element("h2", "govuk-heading-m", visit.t("Your own notes")) +
           form(visit, visit.url("/workers/" + id + "/card"),
                input({.id = "reference",
                       .name = "reference",
                       .label = {visit.t("Own reference")},
                       .group = {.error = problem, .error_prefix = visit.t("Error")},
                       .value = view.card.reference,
                       .classes = "govuk-input--width-20",
                       .autocomplete = "off"}) +
                    textarea({.id = "note",
                              .name = "note",
                              .label = {visit.t("Note")},
                              .group = {.hint = visit.t("Seen by whoever acts for this employer, by nobody else")},
                              .value = view.card.note,
                              .rows = 3}) +
                    submit(visit.t("Keep"), "govuk-button--secondary"));
}

std::string full_name(const Visit& visit, const registry::WorkerView& view) {
    if (view.person) return view.person->family_name + " " + view.person->given_name;
    if (view.card.identity)
        return view.card.identity->family_name.value_or("") + " " + view.card.identity->given_name.value_or("");
    return visit.t("Worker");
}

http::Response show_worker(Desk& desk, const Visit& visit, const registry::WorkerView& view,
                           const std::string& problem = {}) {
    const auto& id = visit.part(0);
    Html actions;
    if (visit.may(access::Right::declare)) {
        actions = form(visit, visit.url("/workers/" + id + "/declare"), submit(visit.t("Declare an entry")));
        if (view.periods.empty() && view.declarations.empty())
            actions += form(visit, visit.url("/workers/" + id + "/remove"),
                            submit(visit.t("Remove from the file"), "govuk-button--warning"));
    }
    std::vector<ErrorLink> errors;
    if (!problem.empty()) errors.push_back({problem, "#reference"});
    return show(visit, {.title = full_name(visit, view),
                        .main = identity_of(visit, view) + buttons(actions) + periods_table(desk, visit, view.periods) +
                                deadlines_of(desk, visit, view.periods) +
                                balances_view(visit.t, desk.intake.rulebook(), view.balances) +
                                declarations_table(visit, view.declarations) + card_form(visit, view, id, problem),
                        .errors = std::move(errors),
                        .back = visit.url("/workers"),
                        .status = problem.empty() ? 200 : 422,
                        .wide = true,
                        .section = "file"});
}

}  // namespace

http::Response worker(Desk& desk, Visit& visit) {
    const auto view = desk.file.worker(visit.caller, visit.employer->number, visit.part(0));
    if (!view) return trouble(visit, view.error());
    return show_worker(desk, visit, *view);
}

http::Response keep_card(Desk& desk, Visit& visit) {
    auto view = desk.file.worker(visit.caller, visit.employer->number, visit.part(0));
    if (!view) return trouble(visit, view.error());
    view->card.reference = visit.form["reference"];
    view->card.note = visit.form["note"];
    if (code_points(view->card.reference) > reference_length_max || code_points(view->card.note) > note_length_max)
        return show_worker(desk, visit, *view,
                           visit.t("Enter a shorter text: 40 characters for the reference, 1000 for the note"));
    if (view->person) view->card.person = view->person->key;
    const auto kept = desk.file.keep_card(visit.caller, visit.employer->number, view->card);
    if (!kept) return trouble(visit, kept.error());
    return see_other(visit.url("/workers/" + visit.part(0)));
}

http::Response remove_worker(Desk& desk, Visit& visit) {
    const auto view = desk.file.worker(visit.caller, visit.employer->number, visit.part(0));
    if (!view) return trouble(visit, view.error());
    if (view->periods.empty() && view->declarations.empty())
        if (const auto removed = desk.file.remove_card(visit.caller, visit.employer->number, view->card.id); !removed)
            return trouble(visit, removed.error());
    return see_other(visit.url("/workers"));
}

http::Response declare_worker(Desk& desk, Visit& visit) {
    const auto view = desk.file.worker(visit.caller, visit.employer->number, visit.part(0));
    if (!view) return trouble(visit, view.error());
    auto draft = draft_in(desk, visit, &*view);
    if (!draft) return trouble(visit, draft.error());
    if (const auto kept = desk.jottings.keep(*draft); !kept) return trouble(visit, kept.error());
    const auto course = course_of(desk, visit, *draft);
    if (!course) return trouble(visit, course.error());
    return see_other(visit.url("/declare/" + draft->id + "/" + next_step(*draft, *course)));
}

}  // namespace dimona::web::pages
