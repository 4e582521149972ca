// Procurations on paper, signed by both sides: entered by the staff as mandates.
#include "channel/web/mandate_words.hpp"
#include "channel/web/pages/desk_parts.hpp"

namespace dimona::web::pages {

namespace {

constexpr int quarters_back = 4, quarters_ahead = 12;

std::vector<Option> quarters_offered(const Words& words, LocalDate today, bool may_be_none) {
    std::vector<Option> options;
    if (may_be_none) options.push_back({"", words("none")});
    for (int ahead = -quarters_back; ahead <= quarters_ahead; ++ahead) {
        const auto quarter = minus(quarter_of(today), -ahead);
        options.push_back({format_quarter(quarter), words.quarter(quarter)});
    }
    return options;
}

Html number_field(const Visit& visit, const char* name, const std::string& label, const Problems& problems) {
    return input({.id = name,
                  .name = name,
                  .label = {label, "govuk-label--s"},
                  .group = {.error = problem_at(problems, name), .error_prefix = visit.t("Error")},
                  .value = visit.form[name],
                  .classes = "govuk-input--width-10",
                  .inputmode = "numeric",
                  .autocomplete = "off"});
}

http::Response show_form(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto& t = visit.t;
    const auto today = brussels_date(desk.intake.now());
    std::vector<Option> groups;
    for (const auto& group : desk.intake.rulebook().mandate_groups)
        if (group.valid.covers(today)) groups.push_back({group.code, group.code});
    std::vector<Choice> kinds;
    for (const auto kind : {domain::MandataryKind::social_secretariat, domain::MandataryKind::service_provider}) {
        const std::string code(domain::to_code(kind));
        kinds.push_back({.value = code, .text = mandatary_text(t, kind), .checked = visit.form["kind"] == code});
    }
    const auto choice = [&](const char* name, const std::string& label, std::vector<Option> options,
                            const std::string& value) {
        return select({.id = name,
                       .name = name,
                       .label = {label, "govuk-label--s"},
                       .items = std::move(options),
                       .group = {.error = problem_at(problems, name), .error_prefix = t("Error")},
                       .value = value});
    };
    const auto first = visit.form["first"];
    const auto fields =
        choice("group", t("Applications"), std::move(groups), visit.form["group"]) +
        number_field(visit, "mandator", t("Enterprise number of the mandator"), problems) +
        number_field(visit, "mandatary", t("Enterprise number of the mandatary"), problems) +
        radios({.name = "kind",
                .fieldset = Fieldset{.legend = {t("What is the mandatary?"), "govuk-fieldset__legend--s"}},
                .items = std::move(kinds),
                .group = {.error = problem_at(problems, "kind"), .error_prefix = t("Error")},
                .id_prefix = "kind"}) +
        number_field(visit, "licence", t("Licence number of the social secretariat"), problems) +
        choice("first", t("First quarter"), quarters_offered(t, today, false),
               first.empty() ? format_quarter(quarter_of(today)) : first) +
        choice("last", t("Last quarter"), quarters_offered(t, today, true), visit.form["last"]) +
        text_field(visit,
                   {.name = "reason",
                    .label = t("Reason"),
                    .hint = t("Where the signed procuration is kept, and who has checked the signatures.")},
                   problems);
    return show(visit, {.title = t("Enter a signed procuration"),
                        .main = form(visit, visit.url("/desk/procurations"), fields + submit(t("Enter"))),
                        .errors = error_links(problems),
                        .back = visit.url("/desk"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk"});
}

}  // namespace

http::Response desk_procurations(Desk& desk, Visit& visit) { return show_form(desk, visit, {}); }

http::Response take_desk_procuration(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    Problems problems;
    const auto mandator = domain::EnterpriseNumber::parse(number_typed(visit.form["mandator"]));
    const auto mandatary = domain::EnterpriseNumber::parse(number_typed(visit.form["mandatary"]));
    if (!mandator) problems.push_back({"mandator", t("This is no enterprise number: check its 10 digits")});
    if (!mandatary) problems.push_back({"mandatary", t("This is no enterprise number: check its 10 digits")});
    if (!domain::parse_mandatary_kind(visit.form["kind"]))
        problems.push_back({"kind", t("Choose what the mandatary is")});
    if (!parse_quarter(visit.form["first"])) problems.push_back({"first", t("Choose the first quarter")});
    if (!visit.form["last"].empty() && !parse_quarter(visit.form["last"]))
        problems.push_back({"last", t("Choose this quarter or a later one")});
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_form(desk, visit, problems);
    const auto outcome =
        decide(desk, visit,
               {.code = "procuration.enter",
                .about = registry::subject_of("procuration", mandatary->to_text() + "-" + mandator->to_text()),
                .details = {{"group", visit.form["group"]},
                            {"mandator", mandator->to_text()},
                            {"mandatary", mandatary->to_text()},
                            {"kind", visit.form["kind"]},
                            {"licence", number_typed(visit.form["licence"])},
                            {"first", visit.form["first"]},
                            {"last", visit.form["last"]}},
                .reason = reason,
                .by = {}});
    if (!outcome && outcome.error().kind != ErrorKind::unavailable && outcome.error().kind != ErrorKind::internal) {
        const auto& place = outcome.error().place;
        const auto field = place == "group" || place == "licence" || place == "first" || place == "last" ? place
                           : place == "party" ? std::string("mandatary")
                                              : std::string("mandator");
        return show_form(desk, visit, {{field, t(outcome.error().message.c_str())}});
    }
    if (!outcome) return trouble(visit, outcome.error());
    return go_on(desk, visit, "/desk/procurations", notice_of(visit, *outcome, t("The mandate is entered")));
}

}  // namespace dimona::web::pages
