// Workers without a number: the open cases, and one case with what was declared, who it may be, and the decision.
#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/identification.hpp"

namespace dimona::web::pages {

namespace {

using registry::CaseState;
using registry::Nearness;

constexpr const char* match_prefix = "person-";

std::string path_of(const Visit& visit) { return "/desk/workers/" + visit.part(0); }

const char* nearness_message(Nearness nearness) {
    switch (nearness) {
        case Nearness::same:
            return DIMONA_MESSAGE("same names and birth date");
        case Nearness::swapped:
            return DIMONA_MESSAGE("names the other way round");
        case Nearness::spelling:
            return DIMONA_MESSAGE("one letter of a name differs");
        case Nearness::birth_date:
            return DIMONA_MESSAGE("one digit of the birth date differs");
    }
    return "";
}

std::string state_text(const Words& words, CaseState state) {
    switch (state) {
        case CaseState::open:
            return words("Open");
        case CaseState::matched:
            return words("Identified");
        case CaseState::refused:
            return words("Not identified");
    }
    return {};
}

std::string birth_text(const Words& words, const std::string& declared) {
    const auto day = parse_date(declared);
    return day ? words.day(*day) : declared;
}

std::string birth_text(const Words& words, const domain::Person& person) {
    return person.birth_date ? birth_text(words, domain::to_text(*person.birth_date)) : std::string();
}

Html what_was_declared(Desk& desk, const Visit& visit, const registry::CaseView& view,
                       const registry::DeclarationRecord& record, const std::string& employer) {
    const auto& t = visit.t;
    const auto asking = desk_questions(desk, visit);
    const auto worker = view.request.worker.value_or(domain::WorkerFields{});
    std::vector<SummaryRow> rows = {{t("Declaration"), std::to_string(record.id.value())},
                                    {t("Employer"), employer},
                                    {t("Received"), t.moment(record.received_at)},
                                    {t("Age"), age_text(t, view.identification.opened_at, desk.intake.now())},
                                    {t("Channel"), channel_text(t, record.channel)},
                                    {t("State"), state_text(t, view.identification.state)}};
    const auto add = [&](const char* place, const domain::Text& value) {
        if (const auto* question = question_at(place); value && question)
            rows.push_back({t(question->label), asking.shown(*question, *value)});
    };
    add("worker.familyName", worker.family_name);
    add("worker.givenName", worker.given_name);
    add("worker.initial", worker.initial);
    if (worker.birth_date) rows.push_back({t("Date of birth"), birth_text(t, *worker.birth_date)});
    add("worker.placeOfBirth", worker.place_of_birth);
    add("worker.countryOfBirth", worker.country_of_birth);
    add("worker.gender", worker.gender);
    add("worker.nationality", worker.nationality);
    if (const auto& address = worker.address)
        rows.push_back({t("Address"), address->street.value_or("") + " " + address->house_number.value_or("") + ", " +
                                          address->post_code.value_or("") + " " +
                                          address->municipality_name.value_or("")});
    if (record.start_day) rows.push_back({t("First day"), t.day(*record.start_day)});
    if (record.worker_type)
        rows.push_back({t("Kind of worker"), type_text(t, desk.intake.rulebook(), *record.worker_type)});
    return summary_list(rows);
}

Html decision_form(const Visit& visit, const registry::CaseView& view,
                   const std::vector<registry::Candidate>& candidates, const Problems& problems) {
    const auto& t = visit.t;
    const auto chosen = visit.form["decision"];
    std::vector<Choice> choices;
    for (const auto& [person, nearness] : candidates)
        choices.push_back({.value = match_prefix + std::to_string(person.key.value()),
                           .text = person.family_name + " " + person.given_name + ", " + birth_text(t, person),
                           .hint = Html(t.pair(person.ssin.to_text(), t(nearness_message(nearness))))});
    choices.push_back(
        {.value = "other",
         .text = t("Somebody else who has a number"),
         .conditional = input({.id = "ssin",
                               .name = "ssin",
                               .label = {t("National register number or BIS number")},
                               .group = {.error = problem_at(problems, "ssin"), .error_prefix = t("Error")},
                               .value = visit.form["ssin"],
                               .classes = "govuk-input--width-20",
                               .inputmode = "numeric",
                               .autocomplete = "off",
                               .spellcheck = "false"})});
    choices.push_back({.value = "assign",
                       .text = t("Nobody yet: give a BIS number"),
                       .hint = t("The worker is entered into the register as declared.")});
    choices.push_back(
        {.value = "refuse", .text = t("The worker can't be identified"), .hint = t("The declaration is refused.")});
    for (auto& choice : choices) choice.checked = choice.value == chosen;
    return form(visit, visit.url("/desk/workers/" + std::to_string(view.identification.declaration.value())),
                radios({.name = "decision",
                        .fieldset = Fieldset{.legend = {t("Who is the worker?"), "govuk-fieldset__legend--m"}},
                        .items = std::move(choices),
                        .group = {.hint = t("The verdict follows at once, as of the moment of reception."),
                                  .error = problem_at(problems, "decision"),
                                  .error_prefix = t("Error")},
                        .id_prefix = "decision"}) +
                    reason_field(visit, problems) + submit(t("Decide")));
}

Html decided(Desk& desk, const Visit& visit, registry::Reader& reader, const registry::CaseView& view) {
    const auto& t = visit.t;
    const auto& one = view.identification;
    std::vector<SummaryRow> rows = {{t("Decided by"), one.decided_by},
                                    {t("Reason"), one.reason},
                                    {t("When"), one.closed_at ? t.moment(*one.closed_at) : std::string()}};
    if (one.person) {
        const auto person = reader.person(*one.person);
        if (person && *person)
            rows.push_back(
                {t("Worker"), (*person)->family_name + " " + (*person)->given_name + ", " + (*person)->ssin.to_text()});
    }
    auto html = element("h2", "govuk-heading-m", t("Decision"));
    const auto record = reader.declaration(one.declaration);
    if (record && *record) {
        rows.push_back({t("Verdict"), result_tag(t, (*record)->result)});
        const auto entry = reader.journal_entry((*record)->journal_sequence);
        if (entry && *entry)
            if (const auto document = registry::from_document((*entry)->document))
                return html + summary_list(rows) +
                       anomalies_view(t, desk.intake.rulebook(), document->decision.anomalies);
    }
    return html + summary_list(rows);
}

http::Response show_case(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    const auto opened = desk.store.read();
    if (!number) return not_found(visit);
    if (!opened) return trouble(visit, opened.error());
    auto& reader = **opened;
    const auto view = registry::identification_case(reader, domain::DeclarationId{*number});
    if (!view) return trouble(visit, view.error());
    const auto record = reader.declaration(domain::DeclarationId{*number});
    if (!record || !*record) return not_found(visit);
    const bool is_open = view->identification.state == CaseState::open;
    const auto about = registry::subject_of("declaration", visit.part(0));
    const bool waits = is_open && is_waiting(desk, about);
    const auto candidates = is_open ? registry::candidates_of(reader, *view) : std::vector<registry::Candidate>{};
    if (!candidates) return trouble(visit, candidates.error());
    Look look{.operation = "desk.identification",
              .employer = (*record)->employer,
              .person = view->identification.person,
              .number = *number,
              .results = 1 + static_cast<int>(candidates->size())};
    if (const auto noted = note_look(desk, visit, look); !noted) return trouble(visit, noted.error());
    for (const auto& candidate : *candidates)
        if (const auto noted = note_look(desk, visit, {.operation = "desk.candidate", .person = candidate.person.key});
            !noted)
            return trouble(visit, noted.error());
    const auto employer = (*record)->employer ? employer_text(reader, *(*record)->employer) : std::string();
    const auto acts = registry::acts_about(reader, about, 0, 20);
    if (!acts) return trouble(visit, acts.error());
    auto main = what_was_declared(desk, visit, *view, **record, employer) + waiting_box(desk, visit, about);
    if (is_open && !waits) main += decision_form(visit, *view, *candidates, problems);
    if (!is_open) main += decided(desk, visit, reader, *view);
    return show(visit, {.title = visit.t("Who is the worker of declaration {number}?", {{"number", visit.part(0)}}),
                        .main = main + (acts->empty() ? Html() : acts_table(visit, visit.t("History"), *acts)),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/workers"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-workers"});
}

// The action that the form asks for; nothing when there are problems.
std::optional<registry::DeskAction> action_of(Desk& desk, const Visit& visit, Problems& problems) {
    const auto decision = visit.form["decision"];
    registry::DeskAction action{.code = {},
                                .about = registry::subject_of("declaration", visit.part(0)),
                                .details = {{"declaration", visit.part(0)}},
                                .reason = {},
                                .by = {}};
    if (decision.starts_with(match_prefix)) {
        action.code = "worker.match";
        action.details.push_back({"person", decision.substr(std::string_view(match_prefix).size())});
    } else if (decision == "other") {
        action.code = "worker.match";
        const auto ssin = domain::Ssin::parse(number_typed(visit.form["ssin"]));
        const auto reader = desk.store.read();
        const auto person = ssin && reader ? (*reader)->person(*ssin) : std::optional<domain::Person>();
        if (!ssin)
            problems.push_back({"ssin", visit.t("This is no valid number: check its 11 digits")});
        else if (!person || !*person)
            problems.push_back({"ssin", visit.t("Nobody in the register has this number")});
        else
            action.details.push_back({"person", std::to_string((*person)->key.value())});
    } else if (decision == "assign" || decision == "refuse") {
        action.code = "worker." + decision;
    } else {
        problems.push_back({"decision", visit.t("Choose who the worker is")});
    }
    action.reason = read_reason(visit, problems);
    return problems.empty() ? std::optional(std::move(action)) : std::nullopt;
}

}  // namespace

http::Response desk_workers(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto cases = (*reader)->open_cases();
    if (!cases) return trouble(visit, cases.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : *cases) {
        const auto number = std::to_string(one.declaration.value());
        const auto record = (*reader)->declaration(one.declaration);
        if (!record) return trouble(visit, record.error());
        const auto employer =
            *record && (*record)->employer ? employer_text(**reader, *(*record)->employer) : std::string();
        const auto first = *record && (*record)->start_day ? t.short_day(*(*record)->start_day) : std::string();
        rows.push_back({{link(visit.url("/desk/workers/" + number), number)},
                        {employer},
                        {first},
                        {t.moment(one.opened_at)},
                        {age_text(t, one.opened_at, desk.intake.now())},
                        {is_waiting(desk, registry::subject_of("declaration", number))
                             ? tag(t("Waits for a second person"), "govuk-tag--yellow")
                             : tag(t("Open"), "govuk-tag--blue")}});
        if (rows.size() == static_cast<std::size_t>(100)) break;
    }
    const auto count = std::to_string(cases->size());
    auto list = paragraph(t("No declaration waits for its worker to be identified."));
    if (!rows.empty())
        list = scrolling_table(
            {.caption = t("Open cases, the oldest first: {count}", {{"count", count}}),
             .caption_classes = "govuk-table__caption--m",
             .head = {{t("Declaration")}, {t("Employer")}, {t("First day")}, {t("Received")}, {t("Age")}, {t("State")}},
             .rows = std::move(rows),
             .first_cell_is_header = true});
    return show(visit, {.title = t("Workers to identify"),
                        .main = list,
                        .back = visit.url("/desk"),
                        .wide = true,
                        .section = "desk-workers"});
}

http::Response desk_worker(Desk& desk, Visit& visit) { return show_case(desk, visit, {}); }

http::Response take_desk_worker(Desk& desk, Visit& visit) {
    if (!domain::parse_twelve_digit_number(visit.part(0))) return not_found(visit);
    Problems problems;
    const auto action = action_of(desk, visit, problems);
    if (!action) return show_case(desk, visit, problems);
    const auto outcome = decide(desk, visit, *action);
    if (!outcome && outcome.error().kind == ErrorKind::invalid)
        return show_case(desk, visit,
                         {{"decision", visit.t("Names and birth date were not declared: refuse the case")}});
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path_of(visit));
    const auto verdict = outcome->answer ? result_text(visit.t, outcome->answer->decision.result) : std::string();
    return go_on(desk, visit, path_of(visit),
                 notice_of(visit, *outcome,
                           visit.t("The case is decided. The verdict on the declaration is: {verdict}",
                                   {{"verdict", verdict}})));
}

}  // namespace dimona::web::pages
