#include "channel/web/questions.hpp"

#include <algorithm>
#include <array>

#include "base/local_time.hpp"
#include "domain/declaration/reading.hpp"

namespace dimona::web {

namespace {

#define N(text) DIMONA_MESSAGE(text)

std::vector<Question> all_questions() {
    using enum Control;
    return {
        {"worker.ssin", "worker", text, N("National register number or BIS number"),
         N("11 digits, on the identity card or residence permit; for example 85.07.30-033.28"),
         "govuk-input--width-20"},
        {"worker.familyName", "identity", text, N("Family name"), ""},
        {"worker.givenName", "identity", text, N("First given name"), ""},
        {"worker.initial", "identity", text, N("Initial of the second given name"), "", "govuk-input--width-2"},
        {"worker.birthDate", "identity", date, N("Date of birth"),
         N("For example, 27 3 1998. Enter 0 for a day or month that is not known")},
        {"worker.placeOfBirth", "identity", text, N("Place of birth"), ""},
        {"worker.countryOfBirth", "identity", country, N("Country of birth"), ""},
        {"worker.gender", "identity", sex, N("Sex, as on the identity document"), ""},
        {"worker.nationality", "identity", country, N("Nationality"), ""},
        {"worker.address.street", "identity", text, N("Street"), ""},
        {"worker.address.houseNumber", "identity", text, N("House number"), "", "govuk-input--width-5"},
        {"worker.address.boxNumber", "identity", text, N("Box"), "", "govuk-input--width-5"},
        {"worker.address.postCode", "identity", text, N("Postcode"), "", "govuk-input--width-5"},
        {"worker.address.municipality", "identity", text, N("Municipality"), ""},
        {"worker.address.country", "identity", country, N("Country"), ""},

        {"features.workerType", "type", type, N("What kind of worker is it?"), ""},
        {"features.jointCommissionNumber", "committee", committee, N("For which joint committee is the work done?"),
         N("Most employers have one; the pages propose it")},
        {"form", "form", flexi_form, N("How is the flexi-job declared?"), ""},

        {"features.usingEmployer.enterpriseNumber", "user", text, N("Enterprise number of the user"),
         N("10 digits; leave empty for a user abroad"), "govuk-input--width-10"},
        {"features.usingEmployer.jointCommissionNumber", "user", committee, N("Joint committee of the user"), ""},
        {"features.usingEmployer.name", "user", text, N("Name of the user"),
         N("Only when there is no enterprise number")},
        {"features.usingEmployer.address.street", "user", text, N("Street"), ""},
        {"features.usingEmployer.address.houseNumber", "user", text, N("House number"), "", "govuk-input--width-5"},
        {"features.usingEmployer.address.boxNumber", "user", text, N("Box"), "", "govuk-input--width-5"},
        {"features.usingEmployer.address.postCode", "user", text, N("Postcode"), "", "govuk-input--width-5"},
        {"features.usingEmployer.address.municipality", "user", text, N("Municipality"), ""},
        {"features.usingEmployer.address.country", "user", country, N("Country"), ""},

        {"startDate", "dates", date, N("First day"), N("For example, 27 3 2026")},
        {"startHour", "dates", hour, N("Start hour"), N("For example, 18:00"), "govuk-input--width-5"},
        {"endDate", "dates", date, N("Last day"), N("For example, 27 3 2026")},
        {"endHour", "dates", hour, N("End hour"), N("For example, 23:30"), "govuk-input--width-5"},
        {"plannedHoursNumber", "dates", number, N("Planned hours"), N("Whole hours, 1 to 999"), "govuk-input--width-4"},

        {"features.subEntityNumber", "more", text, N("Number of the sub-entity"), "", "govuk-input--width-10"},
        {"constructionControlCards.firstMonthC32ANumber", "more", text, N("Control card C3.2A of the first month"),
         N("12 digits"), "govuk-input--width-20"},
        {"constructionControlCards.nextMonthC32ANumber", "more", text, N("Control card C3.2A of the following month"),
         N("12 digits"), "govuk-input--width-20"},
        {"smallStatutesInformation.employmentNature", "more", nature, N("Nature of the work"), ""},
        {"smallStatutesInformation.workerStatus", "more", status, N("Status of the trainee"), ""},
        {"smallStatutesInformation.activityWithRisk", "more", text, N("Activity with a particular risk"),
         N("Code of the list in the instructions; leave empty when there is none"), "govuk-input--width-5"},
        {"studentPlaceOfWork.name", "more", text, N("Name of the place of work"),
         N("Only when the student does not work at your head office")},
        {"studentPlaceOfWork.address.street", "more", text, N("Street"), ""},
        {"studentPlaceOfWork.address.houseNumber", "more", text, N("House number"), "", "govuk-input--width-5"},
        {"studentPlaceOfWork.address.boxNumber", "more", text, N("Box"), "", "govuk-input--width-5"},
        {"studentPlaceOfWork.address.postCode", "more", text, N("Postcode"), "", "govuk-input--width-5"},
        {"studentPlaceOfWork.address.municipality", "more", text, N("Municipality"), ""},
        {"studentPlaceOfWork.address.country", "more", country, N("Country"), ""},
    };
}

#undef N

constexpr std::array date_parts = {"day", "month", "year"};

bool is_open_end(const std::string& answer) { return answer == format_date(open_end_marker); }

// "2026-03-27" -> 27, 3, 2026; anything else is shown as it was typed: "27/13/2026" is kept as its three parts.
std::array<std::string, 3> parts_of(const std::string& answer) {
    if (answer.size() == 10 && answer[4] == '-' && answer[7] == '-') {
        const auto plain = [](std::string text) {
            while (text.size() > 1 && text.front() == '0') text.erase(0, 1);
            return text;
        };
        return {plain(answer.substr(8, 2)), plain(answer.substr(5, 2)), answer.substr(0, 4)};
    }
    const auto pieces = split(answer, '/');
    std::array<std::string, 3> parts;
    for (std::size_t index = 0; index < parts.size() && index < pieces.size(); ++index) parts[index] = pieces[index];
    return parts;
}

domain::Text answered(const Answers& answers, const char* place) {
    const auto found = answers.find(place);
    return found == answers.end() || found->second.empty() ? domain::Text() : domain::Text(found->second);
}

std::optional<domain::AddressFields> address_of(const Answers& answers, const std::string& prefix) {
    const auto get = [&](const char* member) { return answered(answers, (prefix + ".address." + member).c_str()); };
    domain::AddressFields address{.street = get("street"),
                                  .house_number = get("houseNumber"),
                                  .box_number = get("boxNumber"),
                                  .post_code = get("postCode"),
                                  .municipality_code = {},
                                  .municipality_name = get("municipality"),
                                  .country = get("country")};
    return address == domain::AddressFields{} ? std::nullopt : std::optional(std::move(address));
}

template <class Block>
std::optional<Block> unless_empty(Block block) {
    return block == Block{} ? std::nullopt : std::optional(std::move(block));
}

}  // namespace

const std::vector<Question>& questions() {
    static const auto list = all_questions();
    return list;
}

const Question* question_at(std::string_view place) {
    for (const auto& question : questions())
        if (question.place == place) return &question;
    return nullptr;
}

const std::vector<Group>& groups() {
    static const std::vector<Group> list = {
        {"type", DIMONA_MESSAGE("Kind of worker")},        {"committee", DIMONA_MESSAGE("Joint committee")},
        {"form", DIMONA_MESSAGE("Form of the flexi-job")}, {"user", DIMONA_MESSAGE("User of the temporary worker")},
        {"dates", DIMONA_MESSAGE("Days and hours")},       {"more", DIMONA_MESSAGE("More about this work")},
    };
    return list;
}

const char* short_label(const Question& question) {
    for (const auto& group : groups())
        if (group.name == question.group && std::string_view(question.label).ends_with('?')) return group.title;
    return question.label;
}

bool is_needed_without_number(std::string_view place) {
    return place != "worker.initial" && place != "worker.address.houseNumber" && place != "worker.address.boxNumber";
}

std::string control_id(std::string_view place) {
    std::string id(place);
    std::replace(id.begin(), id.end(), '.', '-');
    return id;
}

std::string Naming::id_of(std::string_view place) const {
    for (const auto& name : names)
        if (name.place == place) return std::string(name.id);
    return control_id(place);
}
std::string Naming::name_of(std::string_view place) const {
    for (const auto& name : names)
        if (name.place == place) return std::string(name.name);
    return std::string(place);
}

std::string hour_typed(std::string_view text) {
    std::string digits, separated;
    for (const char letter : text) {
        if (letter >= '0' && letter <= '9') {
            digits += letter;
            separated += letter;
        } else if (letter == ':' || letter == '.' || letter == 'h' || letter == 'H' || letter == 'u' || letter == 'U') {
            separated += ':';
        } else if (letter != ' ') {
            return std::string(text);
        }
    }
    const auto colon = separated.find(':');
    if (colon != std::string::npos) {
        const auto hours = separated.substr(0, colon), minutes = separated.substr(colon + 1);
        if (hours.empty() || hours.size() > 2 || minutes.size() > 2 || minutes.find(':') != std::string::npos)
            return std::string(text);
        digits = (hours.size() == 1 ? "0" : "") + hours +
                 (minutes.empty()       ? "00"
                  : minutes.size() == 1 ? "0"
                                        : "") +
                 minutes;
    } else if (digits.size() <= 2 && !digits.empty()) {
        digits = (digits.size() == 1 ? "0" : "") + digits + "00";
    } else if (digits.size() == 3) {
        digits = "0" + digits;
    }
    return parse_hour(digits) ? digits : std::string(text);
}

std::string number_typed(std::string_view text) {
    std::string kept;
    for (const char letter : text)
        if (std::string_view(" .-/").find(letter) == std::string_view::npos) kept += letter;
    return kept;
}

FormGroup QuestionForm::group_of(const Question& question, bool needed, const Problems& problems) const {
    FormGroup group{.hint = *question.hint ? Html(t_(question.hint)) : Html(), .error_prefix = t_("Error")};
    (void)needed;
    for (const auto& problem : problems)
        if (problem.place == question.place) group.error = problem.text;
    return group;
}

std::vector<Option> QuestionForm::options_of(const Question& question) const {
    switch (question.control) {
        case Control::committee: {
            auto options = offer_.committees;
            if (naming_.may_lack_committee)
                options.push_back({"none", t_("None (provincial or local administration)")});
            return options;
        }
        case Control::type:
            return offer_.types;
        case Control::flexi_form:
            return {{"day", t_("For one performance, with its hours")},
                    {"period", t_("For a period within one quarter")}};
        case Control::sex:
            return {{"1", t_("Man")}, {"2", t_("Woman")}};
        case Control::nature:
            return {{"EMPLOYEE", t_("White-collar work")}, {"WORKER", t_("Blue-collar work")}};
        case Control::status:
            return {{"F1", t_("F1")}, {"F2", t_("F2")}};
        case Control::country: {
            std::vector<Option> options = {{"", t_("Choose a country")}};
            for (const auto& [code, country] : rulebook_.countries)
                if (country.valid.covers(today_)) options.push_back({code, t_.of(country.name)});
            std::sort(options.begin() + 1, options.end(), [](const Option& one, const Option& other) {
                return folded_name(one.text) < folded_name(other.text);
            });
            return options;
        }
        case Control::text:
        case Control::number:
        case Control::date:
        case Control::hour:
            return {};
    }
    return {};
}

// Codes: by radio buttons, or from a list.
Html QuestionForm::ask_choice(const Question& question, const Label& label, FormGroup group, const std::string& value,
                              const std::map<std::string, Html>& inside) const {
    const auto id = naming_.id_of(question.place), name = naming_.name_of(question.place);
    const bool is_code = question.control == Control::committee || question.control == Control::type;
    auto options = options_of(question);
    if (naming_.as_lists && is_code) {
        options.insert(options.begin(), {"", t_("Choose from the list")});
        return select({.id = id,
                       .name = name,
                       .label = label,
                       .items = std::move(options),
                       .group = std::move(group),
                       .value = value});
    }
    std::vector<Choice> items;
    for (const auto& option : options) {
        Choice item{.value = option.value, .text = option.text, .checked = option.value == value};
        if (const auto found = inside.find(option.value); found != inside.end()) item.conditional = found->second;
        items.push_back(std::move(item));
    }
    // Two answers of which the first is called …_D: the second is …_P (by the day, by period).
    if (id.ends_with("_D") && items.size() == 2) items[1].id = id.substr(0, id.size() - 1) + "P";
    return radios(
        {.name = name,
         .fieldset = Fieldset{.legend = {label.text,
                                         "govuk-fieldset__legend--" + std::string(label.is_page_heading ? "l" : "s"),
                                         label.is_page_heading}},
         .items = std::move(items),
         .group = std::move(group),
         .id_prefix = id});
}

Html QuestionForm::ask(const Question& question, bool needed, const Answers& values, const Problems& problems,
                       bool is_page_heading, const std::map<std::string, Html>& inside) const {
    const auto id = naming_.id_of(question.place), name = naming_.name_of(question.place);
    const auto found = values.find(std::string(question.place));
    const auto value = found == values.end() ? std::string() : found->second;
    auto group = group_of(question, needed, problems);
    const auto text = t_(question.label) + (needed ? "" : " " + t_("(optional)"));
    const std::string size = is_page_heading ? "l" : "s";
    switch (question.control) {
        case Control::text:
        case Control::number:
        case Control::hour: {
            const bool is_number = question.control == Control::number;
            return input(
                {.id = id,
                 .name = name,
                 .label = {text, "govuk-label--" + size, is_page_heading},
                 .group = std::move(group),
                 .value = question.control == Control::hour && parse_hour(value) ? t_.hour(*parse_hour(value)) : value,
                 .classes = std::string(question.width),
                 .inputmode = is_number || question.place == "worker.ssin" ? "numeric" : "",
                 .autocomplete = "off",
                 .spellcheck = "false"});
        }
        case Control::date: {
            const auto typed = parts_of(value);
            if (naming_.whole_dates) {
                const auto day = parse_date(value);
                group.hint = t_("Day, month and year; for example, 27/03/2026");
                return input({.id = id,
                              .name = name,
                              .label = {text, "govuk-label--" + size, is_page_heading},
                              .group = std::move(group),
                              .value = is_open_end(value) ? ""
                                       : day              ? t_.short_day(*day)
                                                          : value,
                              .classes = "govuk-input--width-10",
                              .autocomplete = "off",
                              .spellcheck = "false"});
            }
            const std::array labels = {t_("Day"), t_("Month"), t_("Year")};
            std::vector<DatePart> items;
            for (std::size_t index = 0; index < date_parts.size(); ++index) {
                const bool wrong = std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
                    return problem.place == question.place && problem.part == date_parts[index];
                });
                items.push_back({date_parts[index], labels[index], is_open_end(value) ? "" : typed[index], wrong});
            }
            return date_input(
                {.id = id,
                 .name_prefix = name,
                 .fieldset = Fieldset{.legend = {text, "govuk-fieldset__legend--" + size, is_page_heading}},
                 .items = std::move(items),
                 .group = std::move(group)});
        }
        case Control::country:
            return select({.id = id,
                           .name = name,
                           .label = {text, "govuk-label--" + size, is_page_heading},
                           .items = options_of(question),
                           .group = std::move(group),
                           .value = value});
        case Control::committee:
        case Control::type:
        case Control::flexi_form:
        case Control::sex:
        case Control::nature:
        case Control::status:
            return ask_choice(question, {text, "govuk-label--" + size, is_page_heading}, std::move(group), value,
                              inside);
    }
    return {};
}

void QuestionForm::read_date(const Question& question, const FormData& form, Answers& answers,
                             Problems& problems) const {
    const std::string name(question.place);
    if (naming_.whole_dates) return read_whole_date(question, form, answers, problems);
    std::array<std::string, 3> typed;
    for (std::size_t index = 0; index < typed.size(); ++index) typed[index] = form[name + "-" + date_parts[index]];
    if (typed[0].empty() && typed[1].empty() && typed[2].empty()) {
        answers.erase(name);
        return;
    }
    const auto day = parse_digits(typed[0]), month = parse_digits(typed[1]), year = parse_digits(typed[2]);
    answers[name] = typed[0] + "/" + typed[1] + "/" + typed[2];
    const bool may_lack_parts = question.place == "worker.birthDate";
    if (day && month && year && typed[2].size() == 4) {
        const auto text = zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2);
        if (parse_date(text) || (may_lack_parts && domain::parse_incomplete_date(text))) {
            answers[name] = text;
            return;
        }
    }
    const char* part = !day || *day > 31 || *day == 0 ? "day" : !month || *month > 12 || *month == 0 ? "month" : "year";
    if (day && month && year && *day >= 1 && *day <= 31 && *month >= 1 && *month <= 12 && typed[2].size() == 4)
        part = "day";
    problems.push_back(
        {name, t_("{field}: enter a real date, such as 27 3 2026", {{"field", t_(question.label)}}), part});
}

// "27/3/2026", "27.03.2026", "27-3-2026", "27032026".
void QuestionForm::read_whole_date(const Question& question, const FormData& form, Answers& answers,
                                   Problems& problems) const {
    const std::string place(question.place);
    const auto typed = form[naming_.name_of(place)];
    if (typed.empty()) {
        answers.erase(place);
        return;
    }
    auto text = typed;
    for (auto& letter : text)
        if (letter == '.' || letter == '-' || letter == ' ') letter = '/';
    if (text.size() == 8 && parse_digits(text))
        text = text.substr(0, 2) + "/" + text.substr(2, 2) + "/" + text.substr(4);
    answers[place] = typed;
    const auto pieces = split(text, '/');
    if (pieces.size() == 3 && pieces[2].size() == 4) {
        const auto day = parse_digits(pieces[0]), month = parse_digits(pieces[1]), year = parse_digits(pieces[2]);
        const auto written = day && month && year
                                 ? zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2)
                                 : std::string();
        const bool may_lack_parts = question.place == "worker.birthDate";
        if (parse_date(written) || (may_lack_parts && domain::parse_incomplete_date(written))) {
            answers[place] = written;
            return;
        }
    }
    problems.push_back({place, t_("{field}: enter a real date, such as 27/03/2026", {{"field", t_(question.label)}})});
}

void QuestionForm::read(const Question& question, bool needed, const FormData& form, Answers& answers,
                        Problems& problems) const {
    const std::string name(question.place), sent = naming_.name_of(question.place);
    const auto before = problems.size();
    switch (question.control) {
        case Control::date:
            read_date(question, form, answers, problems);
            break;
        case Control::hour: {
            answers[name] = hour_typed(form[sent]);
            if (!answers[name].empty() && !parse_hour(answers[name]))
                problems.push_back({name, t_("{field}: enter an hour between 00:00 and 23:59, such as 18:30",
                                             {{"field", t_(question.label)}})});
            break;
        }
        case Control::number: {
            answers[name] = number_typed(form[sent]);
            if (!answers[name].empty() && !parse_digits(answers[name]))
                problems.push_back({name, t_("{field}: enter a whole number", {{"field", t_(question.label)}})});
            break;
        }
        case Control::text:
            answers[name] = form[sent];
            if (question.place.ends_with("nterpriseNumber") || question.place.ends_with("C32ANumber") ||
                question.place == "worker.ssin" || question.place.ends_with("subEntityNumber"))
                answers[name] = number_typed(answers[name]);
            break;
        case Control::committee:
        case Control::type:
        case Control::flexi_form:
        case Control::country:
        case Control::sex:
        case Control::nature:
        case Control::status: {
            answers[name] = form[sent];
            const auto options = options_of(question);
            const bool known = answers[name].empty() ||
                               std::any_of(options.begin(), options.end(),
                                           [&](const Option& option) { return option.value == answers[name]; });
            if (!known)
                problems.push_back({name, t_("{field}: choose one of the answers", {{"field", t_(question.label)}})});
            break;
        }
    }
    if (answers.contains(name) && answers[name].empty()) answers.erase(name);
    if (!needed || answers.contains(name) || problems.size() > before) return;
    const bool is_chosen = question.control == Control::committee || question.control == Control::type ||
                           question.control == Control::flexi_form || question.control == Control::sex;
    const char* message =
        is_chosen ? DIMONA_MESSAGE("{field}: choose one of the answers") : DIMONA_MESSAGE("{field}: enter an answer");
    Problem missing{name, t_(message, {{"field", t_(question.label)}})};
    if (question.control == Control::date && !naming_.whole_dates) missing.part = "day";
    problems.push_back(std::move(missing));
}

std::string QuestionForm::shown(const Question& question, const std::string& answer) const {
    switch (question.control) {
        case Control::date:
            if (is_open_end(answer)) return t_("No last day any more");
            if (const auto day = parse_date(answer)) return t_.day(*day);
            return answer;
        case Control::hour:
            if (const auto hour = parse_hour(answer)) return t_.hour(*hour);
            return answer;
        case Control::committee: {
            const auto found = rulebook_.joint_committees.find(answer);
            return found == rulebook_.joint_committees.end() ? answer : answer + " – " + t_.of(found->second.name);
        }
        case Control::type: {
            const auto found = rulebook_.worker_types.find(answer);
            return found == rulebook_.worker_types.end() ? answer : answer + " – " + t_.of(found->second.name);
        }
        case Control::flexi_form:
        case Control::country:
        case Control::sex:
        case Control::nature:
        case Control::status:
            for (const auto& option : options_of(question))
                if (option.value == answer) return option.text;
            return answer;
        case Control::text:
        case Control::number:
            return answer;
    }
    return answer;
}

std::vector<std::pair<std::string, std::string>> QuestionForm::links(const Problems& problems, const Naming& naming) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& problem : problems)
        all.emplace_back(problem.text,
                         "#" + naming.id_of(problem.place) + (problem.part.empty() ? "" : "-" + problem.part));
    return all;
}

domain::DeclarationRequest request_of(domain::Kind kind, const Answers& answers) {
    const auto get = [&](const char* place) { return answered(answers, place); };
    domain::DeclarationRequest request;
    request.kind = kind;
    if (const auto action = get("action")) request.action = domain::parse_action(*action);
    request.employer = unless_empty(domain::EmployerFields{.nsso_number = get("employer.nssoNumber"),
                                                           .provisional_number = get("employer.provisionalNumber"),
                                                           .enterprise_number = get("employer.enterpriseNumber")});
    request.worker = unless_empty(domain::WorkerFields{.ssin = get("worker.ssin"),
                                                       .family_name = get("worker.familyName"),
                                                       .given_name = get("worker.givenName"),
                                                       .initial = get("worker.initial"),
                                                       .birth_date = get("worker.birthDate"),
                                                       .place_of_birth = get("worker.placeOfBirth"),
                                                       .country_of_birth = get("worker.countryOfBirth"),
                                                       .gender = get("worker.gender"),
                                                       .nationality = get("worker.nationality"),
                                                       .address = address_of(answers, "worker")});
    request.period_id = get("periodId");
    request.registration_id = get("dailyRegistrationId");
    request.start_date = get("startDate");
    request.start_hour = get("startHour");
    request.end_date = get("endDate");
    request.end_hour = get("endHour");
    request.planned_hours = get("plannedHoursNumber");
    const auto user = unless_empty(
        domain::UserEnterpriseFields{.enterprise_number = get("features.usingEmployer.enterpriseNumber"),
                                     .name = get("features.usingEmployer.name"),
                                     .joint_committee = get("features.usingEmployer.jointCommissionNumber"),
                                     .address = address_of(answers, "features.usingEmployer")});
    request.features = unless_empty(domain::FeatureFields{.joint_committee = get("features.jointCommissionNumber"),
                                                          .worker_type = get("features.workerType"),
                                                          .sub_entity = get("features.subEntityNumber"),
                                                          .user_enterprise = user});
    request.control_cards =
        unless_empty(domain::ControlCardFields{.first_month = get("constructionControlCards.firstMonthC32ANumber"),
                                               .next_month = get("constructionControlCards.nextMonthC32ANumber")});
    request.student_place = unless_empty(domain::StudentPlaceFields{
        .name = get("studentPlaceOfWork.name"), .address = address_of(answers, "studentPlaceOfWork")});
    request.small_statute =
        unless_empty(domain::SmallStatuteFields{.employment_nature = get("smallStatutesInformation.employmentNature"),
                                                .activity_with_risk = get("smallStatutesInformation.activityWithRisk"),
                                                .worker_status = get("smallStatutesInformation.workerStatus")});
    return request;
}

}  // namespace dimona::web
