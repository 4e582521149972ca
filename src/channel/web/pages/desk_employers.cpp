// Employers at the desk: provisional numbers to make definitive, changes of their data to agree to.
#include <algorithm>
#include <array>

#include "channel/web/identification_form.hpp"
#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "register/employer_profile.hpp"
#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"

namespace dimona::web::pages {

namespace {

constexpr int employers_shown = 200, acts_shown = 20;

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

// What the register knows of the enterprise, and what was told about it in `answers`.
Result<Html> facts_view(Desk& desk, const Visit& visit, registry::Reader& reader,
                        registry::IdentificationAnswers answers, domain::EnterpriseNumber enterprise) {
    const auto& t = visit.t;
    const auto today = brussels_date(desk.intake.now());
    answers.enterprise = enterprise;
    const auto check = DIMONA_TRY(registry::check_register(reader, answers, desk.intake.rulebook(), today));
    const IdentificationForm words(t, desk.intake.rulebook(), today);
    std::vector<SummaryRow> told;
    for (const auto step : registry::identification_steps())
        if (answers.has(step))
            for (const auto& [key, value] : words.shown(step, answers, check)) told.push_back({key, value});
    Html view;
    if (check.enterprise)
        view = element("h2", "govuk-heading-m", t("Enterprise register")) + words.register_view(*check.enterprise);
    if (!told.empty())
        view += element("h2", "govuk-heading-m", t("What was told")) + summary_list(told, "dimona-wide-keys");
    return view;
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
                            .section = "desk-employers"});
    }
    const auto about = registry::subject(*number);
    const auto missing = what_is_missing(t, reader, **employer);
    std::vector<SummaryRow> rows = {
        {t("Provisional number"), visit.part(0)},
        {t("Name"), (*employer)->name},
        {t("Enterprise"), (*employer)->enterprise ? (*employer)->enterprise->to_text() : t("none")},
        {t("What is missing"), missing.empty() ? t("nothing: the register knows the enterprise wholly") : missing}};
    Html main = summary_list(rows);
    if ((*employer)->enterprise) {
        const auto profile = registry::employer_profile(reader, *(*employer)->enterprise);
        if (!profile) return trouble(visit, profile.error());
        const auto answers = *profile ? (*profile)->answers : registry::IdentificationAnswers{};
        const auto facts = facts_view(desk, visit, reader, answers, *(*employer)->enterprise);
        if (!facts) return trouble(visit, facts.error());
        main += *facts;
    }
    main += waiting_box(desk, visit, about);
    if (!is_waiting(desk, about))
        main += form(visit, visit.url("/desk/employers/" + visit.part(0)),
                     paragraph(t("With the definitive number all declarations are re-keyed, and the provisional number "
                                 "dies.")) +
                         reason_field(visit, problems) + submit(t("Give the definitive number")));
    const auto acts = registry::acts_about(reader, about, 0, acts_shown);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Employer {number}", {{"number", visit.part(0)}}),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/employers"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-employers"});
}

// --- changes of an employer's data that wait

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
                             {t("Categories now"), categories_text(t, (*change)->before)},
                             {t("Categories after the change"), categories_text(t, (*change)->after)},
                             {t("Asked"), t.moment((*change)->asked_at)},
                             {t("Asked by"), (*change)->by}});
        const auto facts = facts_view(desk, visit, **opened, (*change)->answers, *enterprise);
        if (!facts) return trouble(visit, facts.error());
        main += *facts + waiting_box(desk, visit, about);
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
    const auto acts = registry::acts_about(**opened, about, 0, acts_shown);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Change of an employer's data"),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/employers"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-employers"});
}

Html changes_table(const Visit& visit, const std::vector<registry::ProfileChange>& changes) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& change : changes) {
        const auto number = change.enterprise.to_text();
        rows.push_back({{link(visit.url("/desk/profiles/" + number), number)},
                        {categories_text(t, change.before)},
                        {categories_text(t, change.after)},
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
                 .section = "desk-employers"});
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

}  // namespace dimona::web::pages
