// Public bodies at the desk: those entered, and the form that enters one.
#include <array>

#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "register/public_bodies.hpp"

namespace dimona::web::pages {

namespace {

constexpr int bodies_shown = 100;

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
         .section = "desk-employers"});
}

}  // namespace

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
