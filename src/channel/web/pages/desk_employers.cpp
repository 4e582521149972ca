// Employers at the desk: provisional numbers to make definitive, changes of their data to agree to, public
// bodies to enter.
#include <algorithm>
#include <array>

#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "register/employer_profile.hpp"
#include "register/enterprise_register.hpp"
#include "register/public_bodies.hpp"
#include "register/repertory.hpp"

namespace dimona::web::pages {

namespace {

constexpr int employers_shown = 200, bodies_shown = 100;

// --- numbers

struct GapText {
    std::string_view gap;
    const char* text;
};
constexpr std::array gap_texts = {GapText{"name", DIMONA_MESSAGE("the name")},
                                  GapText{"legalForm", DIMONA_MESSAGE("the legal form")},
                                  GapText{"address", DIMONA_MESSAGE("the address")},
                                  GapText{"activity", DIMONA_MESSAGE("the activity")},
                                  GapText{"startDay", DIMONA_MESSAGE("the day on which the enterprise began")},
                                  GapText{"active", DIMONA_MESSAGE("that the enterprise is active")}};

std::string gaps_text(const Words& words, const std::vector<std::string>& gaps) {
    std::string text;
    for (const auto& gap : gaps)
        for (const auto& known : gap_texts)
            if (known.gap == gap) text += (text.empty() ? "" : ", ") + words(known.text);
    return text;
}

// What the enterprise register lacks, in words; empty when nothing is missing.
std::string what_is_missing(const Words& words, registry::Reader& reader, const domain::Employer& employer) {
    if (!employer.enterprise) return words("an enterprise number");
    const auto enterprise = registry::find_enterprise(reader, *employer.enterprise);
    if (!enterprise || !*enterprise) return words("the enterprise: the register does not know it");
    return gaps_text(words, registry::missing_for_identification(**enterprise));
}

http::Response show_employer(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto number = domain::EmployerNumber::parse_provisional(visit.part(0));
    const auto opened = desk.store.read();
    if (!number) return not_found(visit);
    if (!opened) return trouble(visit, opened.error());
    auto& reader = **opened;
    const auto employer = reader.employer(*number);
    if (!employer) return trouble(visit, employer.error());
    const auto flow = registry::flow_from(reader, *number);
    if (!flow) return trouble(visit, flow.error());
    const auto& t = visit.t;
    if (!*employer) {
        if (!*flow) return not_found(visit);
        return show(visit, {.title = t("Employer {number}", {{"number", visit.part(0)}}),
                            .main = summary_list({{t("Provisional number"), visit.part(0)},
                                                  {t("Definitive number"), std::to_string((*flow)->definitive.value())},
                                                  {t("When"), t.moment((*flow)->at)}}),
                            .back = visit.url("/desk/employers"),
                            .section = "desk"});
    }
    const auto about = registry::subject(*number);
    const auto missing = what_is_missing(t, reader, **employer);
    std::vector<SummaryRow> rows = {
        {t("Provisional number"), visit.part(0)},
        {t("Name"), (*employer)->name},
        {t("Enterprise"), (*employer)->enterprise ? (*employer)->enterprise->to_text() : t("none")},
        {t("What is missing"), missing.empty() ? t("nothing: the register knows the enterprise wholly") : missing}};
    Html main = summary_list(rows) + waiting_box(desk, visit, about);
    if (!is_waiting(desk, about))
        main += form(visit, visit.url("/desk/employers/" + visit.part(0)),
                     paragraph(t("With the definitive number all declarations are re-keyed, and the provisional number "
                                 "dies.")) +
                         reason_field(visit, problems) + submit(t("Give the definitive number")));
    const auto acts = registry::acts_about(reader, about, 0, 20);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Employer {number}", {{"number", visit.part(0)}}),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/employers"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk"});
}

// --- changes of an employer's data that wait

std::string categories_text(const std::set<domain::EmployerCategory>& categories) {
    std::string text;
    for (const auto category : categories) text.append(text.empty() ? "" : ", ").append(domain::to_code(category));
    return text;
}

http::Response show_profile(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto enterprise = domain::EnterpriseNumber::parse(visit.part(0));
    const auto opened = desk.store.read();
    if (!enterprise) return not_found(visit);
    if (!opened) return trouble(visit, opened.error());
    const auto change = registry::waiting_change(**opened, *enterprise);
    if (!change) return trouble(visit, change.error());
    const auto employer = (*opened)->employer_of(*enterprise);
    if (!employer) return trouble(visit, employer.error());
    const auto& t = visit.t;
    const auto about = registry::subject(*enterprise);
    Html main;
    if (*change) {
        main = summary_list({{t("Enterprise"), enterprise->to_text()},
                             {t("Employer"), *employer ? (*employer)->name : std::string()},
                             {t("Categories now"), categories_text((*change)->before)},
                             {t("Categories after the change"), categories_text((*change)->after)},
                             {t("Asked"), t.moment((*change)->asked_at)},
                             {t("Asked by"), (*change)->by}}) +
               waiting_box(desk, visit, about);
        if (!is_waiting(desk, about))
            main += form(visit, visit.url("/desk/profiles/" + enterprise->to_text()),
                         desk_choices(visit, t("What do you decide?"),
                                      {{.value = "change", .text = t("Agree: it holds at once")},
                                       {.value = "keep", .text = t("Refuse: everything stays as it is")}},
                                      problems) +
                             reason_field(visit, problems) + submit(t("Decide")));
    } else {
        main = paragraph(t("Nothing waits."));
    }
    const auto acts = registry::acts_about(**opened, about, 0, 20);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Change of an employer's data"),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/employers"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk"});
}

Html changes_table(const Visit& visit, const std::vector<registry::ProfileChange>& changes) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& change : changes) {
        const auto number = change.enterprise.to_text();
        rows.push_back({{link(visit.url("/desk/profiles/" + number), number)},
                        {categories_text(change.before)},
                        {categories_text(change.after)},
                        {t.moment(change.asked_at)}});
    }
    if (rows.empty()) return {};
    return scrolling_table(
        {.caption = t("Changes of an employer's data that wait"),
         .caption_classes = "govuk-table__caption--m",
         .head = {{t("Enterprise")}, {t("Categories now")}, {t("Categories after the change")}, {t("Asked")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

// --- public bodies

struct KindText {
    domain::PublicBodyKind kind;
    const char* text;
};
constexpr std::array kind_texts = {
    KindText{domain::PublicBodyKind::provincial_local, DIMONA_MESSAGE("Provincial or local administration")},
    KindText{domain::PublicBodyKind::federal, DIMONA_MESSAGE("Federal body under the number of the Belgian State")},
    KindText{domain::PublicBodyKind::public_broadcaster, DIMONA_MESSAGE("Public broadcaster")},
    KindText{domain::PublicBodyKind::parliament, DIMONA_MESSAGE("Parliament")},
    KindText{domain::PublicBodyKind::other, DIMONA_MESSAGE("Another public body")}};

Html number_field(const Visit& visit, const char* name, const std::string& label, const std::string& hint,
                  const Problems& problems) {
    return input({.id = name,
                  .name = name,
                  .label = {label, "govuk-label--s"},
                  .group = {.hint = hint.empty() ? Html() : Html(hint),
                            .error = problem_at(problems, name),
                            .error_prefix = visit.t("Error")},
                  .value = visit.form[name],
                  .classes = "govuk-input--width-20",
                  .autocomplete = "off"});
}

http::Response show_bodies(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto page = registry::public_bodies(**reader, "", bodies_shown);
    if (!page) return trouble(visit, page.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& body : page->bodies) {
        std::string entities;
        for (const auto& code : body.sub_entities) entities += (entities.empty() ? "" : ", ") + code;
        rows.push_back({{body.name},
                        {std::to_string(body.number.value())},
                        {body.enterprise ? body.enterprise->to_text() : std::string()},
                        {entities},
                        {t.short_day(body.active_from)}});
    }
    std::vector<Choice> kinds;
    for (const auto& [kind, text] : kind_texts) {
        const std::string code(domain::to_code(kind));
        kinds.push_back({.value = code, .text = t(text), .checked = visit.form["kind"] == code});
    }
    static const Question first_day{"from", "body", Control::date, DIMONA_MESSAGE("First day with staff"),
                                    DIMONA_MESSAGE("For example, 27 3 2026")};
    const auto fields =
        radios({.name = "kind",
                .fieldset = Fieldset{.legend = {t("Which kind of public body?"), "govuk-fieldset__legend--s"}},
                .items = std::move(kinds),
                .group = {.error = problem_at(problems, "kind"), .error_prefix = t("Error")},
                .id_prefix = "kind"}) +
        number_field(visit, "name", t("Name"), "", problems) +
        number_field(visit, "enterpriseNumber", t("Enterprise number"), t("10 digits"), problems) +
        number_field(visit, "pplNumber", t("Number of a provincial or local administration"),
                     t("8 digits; may be empty"), problems) +
        number_field(visit, "subEntities", t("Numbers of sub-entities"),
                     t("10 digits each, with a blank between them; may be empty"), problems) +
        desk_questions(desk, visit).ask(first_day, true, values, problems) + reason_field(visit, problems);
    return show(
        visit,
        {.title = t("Public bodies"),
         .main = (rows.empty()
                      ? paragraph(t("No public body was entered here yet."))
                      : scrolling_table(
                            {.caption = t("Public bodies"),
                             .caption_classes = "govuk-table__caption--m",
                             .head = {{t("Name")}, {t("Number")}, {t("Enterprise")}, {t("Sub-entities")}, {t("From")}},
                             .rows = std::move(rows),
                             .first_cell_is_header = true})) +
                 element("h2", "govuk-heading-m", t("Enter a public body")) +
                 form(visit, visit.url("/desk/public-bodies"), fields + submit(t("Enter"))),
         .errors = error_links(problems),
         .back = visit.url("/desk"),
         .status = problems.empty() ? 200 : 422,
         .wide = true,
         .section = "desk"});
}

}  // namespace

http::Response desk_employers(Desk& desk, Visit& visit) {
    const auto opened = desk.store.read();
    if (!opened) return trouble(visit, opened.error());
    auto& reader = **opened;
    const auto employers = registry::provisional_employers(reader, employers_shown);
    if (!employers) return trouble(visit, employers.error());
    const auto changes = registry::waiting_changes(reader, employers_shown);
    if (!changes) return trouble(visit, changes.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& employer : *employers) {
        const auto number = std::to_string(employer.number.value());
        const auto missing = what_is_missing(t, reader, employer);
        rows.push_back({{link(visit.url("/desk/employers/" + number), number)},
                        {employer.name},
                        {missing.empty() ? tag(t("Complete"), "govuk-tag--green") : Html(missing)}});
    }
    return show(visit,
                {.title = t("Employers to confirm"),
                 .main = (rows.empty() ? paragraph(t("No employer has a provisional number."))
                                       : scrolling_table({.caption = t("Employers with a provisional number"),
                                                          .caption_classes = "govuk-table__caption--m",
                                                          .head = {{t("Number")}, {t("Name")}, {t("What is missing")}},
                                                          .rows = std::move(rows),
                                                          .first_cell_is_header = true})) +
                         changes_table(visit, *changes),
                 .back = visit.url("/desk"),
                 .wide = true,
                 .section = "desk"});
}

http::Response desk_employer(Desk& desk, Visit& visit) { return show_employer(desk, visit, {}); }

http::Response take_desk_employer(Desk& desk, Visit& visit) {
    const auto number = domain::EmployerNumber::parse_provisional(visit.part(0));
    if (!number) return not_found(visit);
    Problems problems;
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_employer(desk, visit, problems);
    const auto path = "/desk/employers/" + visit.part(0);
    const auto outcome = decide(desk, visit,
                                {.code = "employer.confirm",
                                 .about = registry::subject(*number),
                                 .details = {{"employer", visit.part(0)}},
                                 .reason = reason,
                                 .by = {}});
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path);
    return go_on(desk, visit, path,
                 notice_of(visit, *outcome,
                           visit.t("The employer has a definitive number: {number}", {{"number", outcome->number}})));
}

http::Response desk_profile(Desk& desk, Visit& visit) { return show_profile(desk, visit, {}); }

http::Response take_desk_profile(Desk& desk, Visit& visit) {
    const auto enterprise = domain::EnterpriseNumber::parse(visit.part(0));
    if (!enterprise) return not_found(visit);
    const auto decision = visit.form["decision"];
    Problems problems;
    if (decision != "change" && decision != "keep") problems.push_back({"decision", visit.t("Choose what you decide")});
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_profile(desk, visit, problems);
    const auto outcome = decide(desk, visit,
                                {.code = "employer." + decision,
                                 .about = registry::subject(*enterprise),
                                 .details = {{"enterprise", enterprise->to_text()}},
                                 .reason = reason,
                                 .by = {}});
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), "/desk/employers");
    return go_on(desk, visit, "/desk/employers",
                 notice_of(visit, *outcome, visit.t("The change is decided, and the employer is told")));
}

http::Response desk_public_bodies(Desk& desk, Visit& visit) { return show_bodies(desk, visit, {}, {}); }

http::Response take_desk_public_body(Desk& desk, Visit& visit) {
    Answers values;
    Problems problems;
    static const Question first_day{"from", "body", Control::date, DIMONA_MESSAGE("First day with staff"),
                                    DIMONA_MESSAGE("For example, 27 3 2026")};
    desk_questions(desk, visit).read(first_day, true, visit.form, values, problems);
    if (!domain::parse_public_body_kind(visit.form["kind"]))
        problems.push_back({"kind", visit.t("Choose the kind of public body")});
    if (visit.form["name"].empty()) problems.push_back({"name", visit.t("Enter the name")});
    if (problem_at(problems, "from").empty() && !parse_date(values["from"]))
        problems.push_back({"from", visit.t("Enter the first day with staff"), "day"});
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_bodies(desk, visit, values, problems);
    const auto outcome = decide(desk, visit,
                                {.code = "body.register",
                                 .about = registry::subject_of("public-body", visit.form["name"]),
                                 .details = {{"kind", visit.form["kind"]},
                                             {"name", visit.form["name"]},
                                             {"enterprise", number_typed(visit.form["enterpriseNumber"])},
                                             {"ppl", number_typed(visit.form["pplNumber"])},
                                             {"subEntities", visit.form["subEntities"]},
                                             {"from", values["from"]}},
                                 .reason = reason,
                                 .by = {}});
    if (!outcome && (outcome.error().kind == ErrorKind::invalid || outcome.error().kind == ErrorKind::conflict)) {
        const auto& place = outcome.error().place;
        const bool known =
            place == "name" || place == "enterpriseNumber" || place == "pplNumber" || place == "subEntities";
        const auto text = outcome.error().kind == ErrorKind::conflict
                              ? visit.t("It is in the repertory already")
                              : visit.t("This is missing or not valid: check it");
        return show_bodies(desk, visit, values, {{known ? place : "name", text}});
    }
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), "/desk/public-bodies");
    return go_on(desk, visit, "/desk/public-bodies",
                 notice_of(visit, *outcome,
                           visit.t("The public body is entered. Its number: {number}", {{"number", outcome->number}})));
}

}  // namespace dimona::web::pages
