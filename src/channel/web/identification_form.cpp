// How the questions of an identification are asked.
#include "channel/web/identification_form.hpp"

#include <algorithm>
#include <array>

namespace dimona::web {

namespace {

using Step = IdentificationStep;

constexpr std::size_t activities_shown = 30;
constexpr std::array languages = {domain::Language::nl, domain::Language::fr, domain::Language::de,
                                  domain::Language::en};

Html page_heading(const std::string& title) { return element("h1", "govuk-heading-l", title); }
std::string count_text(int count) { return count > 0 ? std::to_string(count) : std::string(); }

}  // namespace

std::string IdentificationForm::value(const Asked& asked, const char* name, const std::string& known) const {
    return asked.typed ? (*asked.typed)[name] : known;
}

FormGroup IdentificationForm::group(const Asked& asked, const char* name, const std::string& hint) const {
    FormGroup group{.hint = hint.empty() ? Html() : Html(hint), .error_prefix = t_("Error")};
    for (const auto& problem : asked.problems)
        if (problem.place == name) group.error = problem.text;
    return group;
}

Html IdentificationForm::text(const Asked& asked, const char* name, const std::string& label, const std::string& known,
                              const std::string& hint, const char* width, const char* autocomplete,
                              const char* inputmode, const char* type) const {
    return input({.id = name,
                  .name = name,
                  .label = {label, "govuk-label--s"},
                  .group = group(asked, name, hint),
                  .value = value(asked, name, known),
                  .type = type,
                  .classes = width,
                  .inputmode = inputmode,
                  .autocomplete = autocomplete,
                  .spellcheck = "false"});
}

Html IdentificationForm::date(const Asked& asked, const char* name, const std::string& legend,
                              std::optional<LocalDate> known, const std::string& hint, bool is_page_heading) const {
    const std::array parts = {"day", "month", "year"};
    const std::array labels = {t_("Day"), t_("Month"), t_("Year")};
    std::array<std::string, 3> values;
    if (known) {
        const auto text = format_date(*known);
        values = {std::to_string(std::stoi(text.substr(8, 2))), std::to_string(std::stoi(text.substr(5, 2))),
                  text.substr(0, 4)};
    }
    std::vector<DatePart> items;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const auto field = std::string(name) + "-" + parts[index];
        const bool wrong = std::any_of(asked.problems.begin(), asked.problems.end(), [&](const Problem& problem) {
            return problem.place == name && (problem.part.empty() || problem.part == parts[index]);
        });
        items.push_back({parts[index], labels[index], value(asked, field.c_str(), values[index]), wrong});
    }
    return date_input(
        {.id = name,
         .name_prefix = name,
         .fieldset =
             Fieldset{.legend = {legend, is_page_heading ? "govuk-fieldset__legend--l" : "govuk-fieldset__legend--s",
                                 is_page_heading}},
         .items = std::move(items),
         .group = group(asked, name, hint)});
}

Html IdentificationForm::yes_no(const Asked& asked, const char* name, const std::string& legend,
                                std::optional<bool> known, const std::string& hint, const Html& when_yes) const {
    const auto chosen = value(asked, name, !known ? "" : *known ? "yes" : "no");
    return radios({.name = name,
                   .fieldset = Fieldset{.legend = {legend, "govuk-fieldset__legend--l", true}},
                   .items = {{.value = "no", .text = t_("No"), .checked = chosen == "no"},
                             {.value = "yes", .text = t_("Yes"), .checked = chosen == "yes", .conditional = when_yes}},
                   .group = group(asked, name, hint),
                   .id_prefix = name});
}

Html IdentificationForm::ask(Step step, const IdentificationAnswers& answers, const RegisterCheck& check,
                             const FormData* typed, const Problems& problems) const {
    const Asked asked{typed, problems};
    switch (step) {
        case Step::kind:
            return ask_kind(asked, answers);
        case Step::enterprise:
            return ask_enterprise(asked, answers);
        case Step::identity:
            return ask_identity(asked, answers, check);
        case Step::contact:
            return ask_contact(asked, answers);
        case Step::activity:
            return ask_activity(asked, answers, check);
        case Step::first_hire:
            return date(asked, "firstHire", title(step), answers.first_hire,
                        t_("The first day of work of the first worker. For example, 27 3 2026"), true);
        case Step::workers:
            return ask_workers(asked, answers);
        case Step::committees:
            return ask_committees(asked, answers);
        case Step::establishments:
            return ask_establishments(asked, answers, check);
        case Step::insurer:
            return ask_insurer(asked, answers);
        case Step::take_over:
            return ask_take_over(asked, answers);
        case Step::mandatary:
            return ask_mandatary(asked, answers);
    }
    return {};
}

Html IdentificationForm::ask_enterprise(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto known = answers.enterprise ? answers.enterprise->to_text() : std::string();
    const bool was_lacking = answers.has(Step::enterprise) && !answers.enterprise;
    const auto chosen = value(asked, "hasNumber", !known.empty() ? "yes" : was_lacking ? "no" : "");
    const auto number = text(asked, "enterprise", t_("Enterprise number"), known,
                             t_("10 digits, for example 0206.731.645"), "govuk-input--width-10", "off", "numeric");
    const auto why = !answers.kind ? ""
                     : *answers.kind == domain::EmployerKind::domestic_staff
                         ? t_("No: I employ domestic staff only, and have no number")
                     : *answers.kind == domain::EmployerKind::foreign
                         ? t_("No: we have no establishment in Belgium, and no Belgian number")
                         : t_("No: it is a body without legal personality, and has no number");
    return radios(
        {.name = "hasNumber",
         .fieldset = Fieldset{.legend = {t_("Is there an enterprise number?"), "govuk-fieldset__legend--l", true}},
         .items = {{.value = "yes", .text = t_("Yes"), .checked = chosen == "yes", .conditional = number},
                   {.value = "no",
                    .text = why,
                    .hint = t_("The authority assigns one. Everybody else gets it from an enterprise "
                               "counter or the registry of the enterprise court."),
                    .checked = chosen == "no"}},
         .group = group(asked, "hasNumber"),
         .id_prefix = "hasNumber"});
}

Html IdentificationForm::ask_identity(const Asked& asked, const IdentificationAnswers& answers,
                                      const RegisterCheck& check) const {
    const auto heading = page_heading(title(Step::identity));
    if (check.enterprise)
        return heading +
               paragraph(t_("This is what the enterprise register says. What is not right is changed there, not "
                            "here.")) +
               register_view(*check.enterprise) + gaps_view(check.gaps);
    std::vector<Option> countries = {{"", t_("Belgium")}};
    for (const auto& [code, country] : rulebook_.countries)
        if (country.valid.covers(today_)) countries.push_back({code, t_.of(country.name)});
    std::sort(countries.begin() + 1, countries.end(),
              [](const Option& one, const Option& other) { return folded_name(one.text) < folded_name(other.text); });
    return heading + gaps_view(check.gaps) + text(asked, "name", t_("Name"), answers.name) +
           text(asked, "street", t_("Street"), answers.street) +
           text(asked, "houseNumber", t_("House number"), answers.house_number, "", "govuk-input--width-5") +
           text(asked, "box", t_("Box") + " " + t_("(optional)"), answers.box, "", "govuk-input--width-5") +
           text(asked, "postCode", t_("Postcode"), answers.post_code, "", "govuk-input--width-5") +
           text(asked, "municipality", t_("Municipality"), answers.municipality) +
           select({.id = "country",
                   .name = "country",
                   .label = {t_("Country"), "govuk-label--s"},
                   .items = std::move(countries),
                   .group = group(asked, "country"),
                   .value = value(asked, "country", answers.country)});
}

Html IdentificationForm::ask_contact(const Asked& asked, const IdentificationAnswers& answers) const {
    const bool known = answers.has(Step::contact);
    const auto chosen =
        value(asked, "contactLanguage", std::string(domain::to_code(known ? answers.contact_language : t_.language())));
    std::vector<Choice> items;
    for (const auto language : languages)
        items.push_back(
            {.value = std::string(domain::to_code(language)),
             .text = element("span", {{"lang", std::string(domain::to_code(language))}}, language_name(language)),
             .checked = chosen == domain::to_code(language)});
    return page_heading(title(Step::contact)) +
           paragraph(t_("The number and what to do next are sent there. The way into the secured service is sent only "
                        "to the address that the enterprise register knows.")) +
           text(asked, "contactName", t_("Name of a contact"), answers.contact_name, "", "", "name") +
           text(asked, "contactMail", t_("E-mail address"), answers.contact_mail, "", "", "email", "", "email") +
           text(asked, "contactPhone", t_("Telephone") + " " + t_("(optional)"), answers.contact_phone, "",
                "govuk-input--width-20", "tel", "", "tel") +
           radios({.name = "contactLanguage",
                   .fieldset = Fieldset{.legend = {t_("Language of letters"), "govuk-fieldset__legend--s"}},
                   .items = std::move(items),
                   .group = group(asked, "contactLanguage"),
                   .id_prefix = "contactLanguage"});
}

Html IdentificationForm::ask_activity(const Asked& asked, const IdentificationAnswers& answers,
                                      const RegisterCheck& check) const {
    const auto chosen = value(asked, "nace", answers.nace);
    std::vector<Choice> items;
    const auto offer = [&](const std::string& code, const std::string& hint) {
        const bool is_offered =
            std::any_of(items.begin(), items.end(), [&](const Choice& choice) { return choice.value == code; });
        if (is_offered || !rulebook_.activities.contains(code)) return;
        items.push_back({.value = code, .text = activity_text(code), .hint = hint, .checked = chosen == code});
    };
    if (check.enterprise)
        for (const auto& activity : check.enterprise->activities)
            offer(activity.nace_code, t_("In the enterprise register"));
    offer(chosen, "");
    const auto search = value(asked, "search", "");
    const auto found = registry::find_activities(rulebook_, search, today_, activities_shown);
    for (const auto* activity : found) offer(activity->code, "");
    Html outcome;
    if (!search.empty())
        outcome = element("p", {{"class", "govuk-body"}, {"role", "status"}},
                          found.empty()
                              ? Html(t_("Nothing found: try another word, or the first digits of the code."))
                              : Html(t_("Found: {count}. Choose below.", {{"count", std::to_string(found.size())}})));
    Html choices;
    if (!items.empty())
        choices = radios({.name = "nace",
                          .fieldset = Fieldset{.legend = {t_("Activity (NACE code)"), "govuk-fieldset__legend--s"}},
                          .items = std::move(items),
                          .group = group(asked, "nace"),
                          .id_prefix = "nace"});
    auto search_group = group(asked, "search", t_("One or two words, or the first digits of a code; Dutch or French"));
    // Nothing to choose from yet: the choice that is missing is made by searching.
    if (choices.empty() && search_group.error.empty()) search_group.error = group(asked, "nace").error;
    return page_heading(title(Step::activity)) +
           text(asked, "activity", t_("In your own words"), answers.activity,
                t_("For example: a bakery with a tea room")) +
           input({.id = "search",
                  .name = "search",
                  .label = {t_("Search the list of activities"), "govuk-label--s"},
                  .group = std::move(search_group),
                  .value = search,
                  .autocomplete = "off",
                  .spellcheck = "false"}) +
           button({.text = t_("Search"), .name = "look", .value = "yes", .classes = "govuk-button--secondary"}) +
           outcome + choices;
}

Html IdentificationForm::ask_workers(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto& workers = answers.workers;
    const auto count = [&](const char* name, const std::string& label, int known, const std::string& hint = {}) {
        return text(asked, name, label, count_text(known), hint, "govuk-input--width-4", "off", "numeric");
    };
    return page_heading(title(Step::workers)) +
           paragraph(t_("In the first quarter, as far as you know. Leave empty what there will not be.")) +
           count("blueCollar", t_("Blue-collar workers"), workers.blue_collar) +
           count("whiteCollar", t_("White-collar workers"), workers.white_collar) +
           count("students", t_("Students"), workers.students) +
           count("apprentices", t_("Apprentices"), workers.apprentices) +
           count("occasional", t_("Occasional workers"), workers.occasional) +
           count("smallStatuses", t_("Small statuses"), workers.small_statuses,
                 t_("Trainees and others who are only insured against accidents at work"));
}

Html IdentificationForm::ask_committees(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto is_chosen = [&](const std::string& code) {
        if (!asked.typed) return answers.committees.contains(code);
        const auto typed = asked.typed->all("committee");
        return std::find(typed.begin(), typed.end(), code) != typed.end();
    };
    std::vector<Choice> items;
    std::string others;
    for (const auto& [code, committee] : rulebook_.joint_committees)
        if (rulebook_.all_committees.contains(code))
            items.push_back({.value = code, .text = committee_line(code), .checked = is_chosen(code)});
    for (const auto& committee : answers.committees)
        if (!rulebook_.joint_committees.contains(committee)) others += (others.empty() ? "" : ", ") + committee;
    const bool unknown =
        asked.typed ? is_chosen("unknown") : answers.has(Step::committees) && answers.committees.empty();
    return page_heading(title(Step::committees)) +
           paragraph(
               t_("The joint committee follows from what the enterprise does; a social secretariat or the federal "
                  "public service Employment tells you.")) +
           checkboxes(
               {.name = "committee",
                .fieldset = Fieldset{.legend = {t_("With rules of their own in Dimona"), "govuk-fieldset__legend--s"}},
                .items = std::move(items),
                .group = group(asked, "committee"),
                .id_prefix = "committee",
                .classes = "govuk-checkboxes--small"}) +
           text(asked, "committees", t_("Other joint committees"), others,
                t_("Numbers, with commas between them; for example 200, 118"), "govuk-input--width-20") +
           checkboxes({.name = "committee",
                       .items = {{.value = "unknown", .text = t_("I do not know yet"), .checked = unknown}},
                       .id_prefix = "committee-unknown",
                       .classes = "govuk-checkboxes--small"});
}

Html IdentificationForm::ask_establishments(const Asked& asked, const IdentificationAnswers& answers,
                                            const RegisterCheck& check) const {
    const auto language = t_.language();
    std::vector<Choice> items;
    if (check.enterprise)
        for (const auto& unit : check.enterprise->establishments) {
            const auto chosen = asked.typed ? asked.typed->all("unit") : std::vector<std::string>();
            const bool is_chosen =
                asked.typed ? std::find(chosen.begin(), chosen.end(), unit.number) != chosen.end()
                            : answers.establishments.contains(unit.number) ||
                                  (!answers.has(Step::establishments) && check.enterprise->establishments.size() == 1);
            auto text = unit.number;
            if (const auto name = registry::text_in(unit.names, language); !name.empty()) text += " – " + name;
            items.push_back({.value = unit.number,
                             .text = text,
                             .hint = unit.address ? Html(registry::one_line(*unit.address, language)) : Html(),
                             .checked = is_chosen});
        }
    return checkboxes({.name = "unit",
                       .fieldset = Fieldset{.legend = {title(Step::establishments), "govuk-fieldset__legend--l", true}},
                       .items = std::move(items),
                       .group = group(asked, "unit",
                                      t_("Establishment units of the enterprise register where somebody will work; a "
                                         "new one is entered by an enterprise counter")),
                       .id_prefix = "unit"});
}

Html IdentificationForm::ask_insurer(const Asked& asked, const IdentificationAnswers& answers) const {
    const bool is_not_insured =
        asked.typed ? (*asked.typed)["notInsured"] == "yes" : answers.has(Step::insurer) && answers.insurer.empty();
    return page_heading(title(Step::insurer)) +
           paragraph(t_("Every employer must be insured before the first worker begins.")) +
           text(asked, "insurer", t_("Name of the insurer"), answers.insurer) +
           text(asked, "policy", t_("Policy number") + " " + t_("(optional)"), answers.policy, "",
                "govuk-input--width-20") +
           checkboxes({.name = "notInsured",
                       .items = {{.value = "yes",
                                  .text = t_("Not insured yet: it will be before the first day"),
                                  .checked = is_not_insured}},
                       .id_prefix = "notInsured"});
}

Html IdentificationForm::ask_take_over(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto details = text(asked, "takeOverFrom", t_("Enterprise number of the former employer"),
                              answers.take_over ? answers.take_over->from.to_text() : "",
                              t_("10 digits, for example 0206.731.645"), "govuk-input--width-10", "off", "numeric") +
                         date(asked, "takeOverOn", t_("Day of the take-over"),
                              answers.take_over ? std::optional(answers.take_over->on) : std::nullopt,
                              t_("For example, 27 3 2026"), false);
    return yes_no(asked, "takesOver", title(Step::take_over),
                  answers.has(Step::take_over) ? std::optional(answers.take_over.has_value()) : std::nullopt, "",
                  details);
}

Html IdentificationForm::ask_mandatary(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto details =
        text(asked, "mandatary", t_("Its enterprise number"), answers.mandatary ? answers.mandatary->to_text() : "",
             t_("10 digits, for example 0206.731.645"), "govuk-input--width-10", "off", "numeric");
    return yes_no(asked, "hasMandatary", title(Step::mandatary),
                  answers.has(Step::mandatary) ? std::optional(answers.mandatary.has_value()) : std::nullopt,
                  t_("A social secretariat or a service provider. It can declare for you once you have given it a "
                     "mandate in the secured service; here you only tell which one it will be."),
                  details);
}

}  // namespace dimona::web
