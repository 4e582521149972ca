// How the answers of an identification are read.
#include <algorithm>
#include <array>

#include "access/account.hpp"
#include "channel/web/identification_form.hpp"

namespace dimona::web {

namespace {

using Step = IdentificationStep;

constexpr std::size_t name_max = 120, short_max = 40, activity_max = 500;
constexpr int workers_max = 99'999;
constexpr std::size_t committees_max = 20;

}  // namespace

std::string IdentificationForm::needed(const FormData& form, const char* name, std::size_t length_max,
                                       const std::string& missing, Problems& problems) const {
    auto typed = form[name];
    if (typed.empty() && !missing.empty())
        problems.push_back({name, missing});
    else if (code_points(typed) > length_max)
        problems.push_back({name, t_("Shorten it to {count} letters", {{"count", std::to_string(length_max)}})});
    return typed;
}

std::optional<LocalDate> IdentificationForm::read_date(const FormData& form, const char* name,
                                                       const std::string& missing, Problems& problems) const {
    const auto part = [&](const char* which) { return form[std::string(name) + "-" + which]; };
    const auto day = parse_digits(part("day")), month = parse_digits(part("month")), year = parse_digits(part("year"));
    if (part("day").empty() && part("month").empty() && part("year").empty()) {
        problems.push_back({name, missing, "day"});
        return std::nullopt;
    }
    if (day && month && year && part("year").size() == 4)
        if (const auto date =
                parse_date(zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2)))
            return date;
    const char* wrong = !day || *day == 0 || *day > 31         ? "day"
                        : !month || *month == 0 || *month > 12 ? "month"
                        : !year || part("year").size() != 4    ? "year"
                                                               : "day";
    problems.push_back({name, t_("Enter a real date, such as 27 3 2026"), wrong});
    return std::nullopt;
}

std::optional<domain::EnterpriseNumber> IdentificationForm::read_enterprise(const FormData& form, const char* name,
                                                                            Problems& problems) const {
    const auto typed = number_typed(form[name]);
    const auto number = domain::EnterpriseNumber::parse(typed);
    if (!number)
        problems.push_back({name, typed.empty() ? t_("Enter the enterprise number")
                                                : t_("This is no valid enterprise number: check its 10 digits")});
    return number;
}

void IdentificationForm::read(Step step, const FormData& form, const RegisterCheck& check,
                              IdentificationAnswers& answers, Problems& problems) const {
    switch (step) {
        case Step::kind:
            answers.kind = domain::parse_employer_kind(form["kind"]);
            if (!answers.kind) problems.push_back({"kind", t_("Choose what kind of employer it is")});
            break;
        case Step::enterprise: {
            const auto before = answers.enterprise;
            if (form["hasNumber"] == "yes")
                answers.enterprise = read_enterprise(form, "enterprise", problems);
            else if (form["hasNumber"] == "no" && answers.kind && registry::may_lack_number(*answers.kind))
                answers.enterprise.reset();
            else
                problems.push_back({"hasNumber", t_("Choose whether there is an enterprise number")});
            // Of another enterprise nothing is known yet.
            if (answers.enterprise != before)
                for (const auto depends : {Step::identity, Step::establishments}) answers.unmark(depends);
            if (answers.enterprise != before) answers.establishments.clear();
            break;
        }
        case Step::identity:
            read_identity(form, check, answers, problems);
            break;
        case Step::contact:
            read_contact(form, answers, problems);
            break;
        case Step::activity:
            answers.activity =
                needed(form, "activity", activity_max, t_("Say in a few words what the enterprise does"), problems);
            answers.nace = form["nace"];
            if (!domain::Rulebook::valid_in(rulebook_.activities, answers.nace, today_))
                problems.push_back({"nace", t_("Search the list, and choose the activity that fits best")});
            break;
        case Step::first_hire: {
            answers.first_hire =
                read_date(form, "firstHire", t_("Enter the day on which the first worker starts"), problems);
            const auto range = registry::first_hire_range(rulebook_, today_);
            if (answers.first_hire && !range.covers(*answers.first_hire))
                problems.push_back({"firstHire",
                                    t_("Enter a day between {first} and {last}",
                                       {{"first", t_.day(range.first)}, {"last", t_.day(*range.last)}}),
                                    "year"});
            break;
        }
        case Step::workers:
            read_workers(form, answers, problems);
            break;
        case Step::committees:
            read_committees(form, answers, problems);
            break;
        case Step::establishments:
            answers.establishments.clear();
            for (const auto& typed : form.all("unit")) {
                const auto& units = check.enterprise->establishments;
                const bool known =
                    std::any_of(units.begin(), units.end(),
                                [&](const registry::EstablishmentUnit& unit) { return unit.number == typed; });
                if (known) answers.establishments.insert(typed);
            }
            break;
        case Step::insurer:
            answers.insurer = needed(
                form, "insurer", name_max,
                form["notInsured"] == "yes" ? "" : t_("Enter the insurer, or choose that there is none yet"), problems);
            answers.policy = needed(form, "policy", short_max, "", problems);
            if (form["notInsured"] == "yes" && !answers.insurer.empty())
                problems.push_back({"insurer", t_("Leave the insurer empty when there is none yet")});
            break;
        case Step::take_over:
            answers.take_over.reset();
            if (form["takesOver"] == "yes") {
                const auto from = read_enterprise(form, "takeOverFrom", problems);
                const auto on = read_date(form, "takeOverOn", t_("Enter the day of the take-over"), problems);
                if (from && from == answers.enterprise)
                    problems.push_back({"takeOverFrom", t_("This is the enterprise itself")});
                if (from && on) answers.take_over = {*from, *on};
            } else if (form["takesOver"] != "no") {
                problems.push_back({"takesOver", t_("Choose yes or no")});
            }
            break;
        case Step::mandatary:
            answers.mandatary.reset();
            if (form["hasMandatary"] == "yes") {
                answers.mandatary = read_enterprise(form, "mandatary", problems);
                if (answers.mandatary && answers.mandatary == answers.enterprise)
                    problems.push_back({"mandatary", t_("This is the enterprise itself")});
            } else if (form["hasMandatary"] != "no") {
                problems.push_back({"hasMandatary", t_("Choose yes or no")});
            }
            break;
    }
}

void IdentificationForm::read_identity(const FormData& form, const RegisterCheck& check, IdentificationAnswers& answers,
                                       Problems& problems) const {
    if (check.enterprise) return;  // seen, and not told here
    answers.name = needed(form, "name", name_max, t_("Enter the name"), problems);
    answers.street = needed(form, "street", name_max, t_("Enter the street"), problems);
    answers.house_number = needed(form, "houseNumber", short_max, t_("Enter the house number"), problems);
    answers.box = needed(form, "box", short_max, "", problems);
    answers.post_code = needed(form, "postCode", short_max, t_("Enter the postcode"), problems);
    answers.municipality = needed(form, "municipality", name_max, t_("Enter the municipality"), problems);
    answers.country = form["country"];
    if (!answers.country.empty() && !domain::Rulebook::valid_in(rulebook_.countries, answers.country, today_))
        problems.push_back({"country", t_("Choose a country")});
    if (answers.country.empty() && !answers.post_code.empty() &&
        !rulebook_.town_exists(answers.post_code, "", "", today_))
        problems.push_back({"postCode", t_("There is no such postcode in Belgium")});
}

void IdentificationForm::read_contact(const FormData& form, IdentificationAnswers& answers, Problems& problems) const {
    answers.contact_name = needed(form, "contactName", name_max, t_("Enter the name of a contact"), problems);
    answers.contact_mail = form["contactMail"];
    const auto mail = access::parse_login(answers.contact_mail);
    if (!mail)
        problems.push_back({"contactMail", answers.contact_mail.empty()
                                               ? t_("Enter an e-mail address")
                                               : t_("This is no e-mail address, such as name@firm.example")});
    answers.contact_phone = needed(form, "contactPhone", short_max, "", problems);
    const auto language = domain::parse_language(form["contactLanguage"]);
    if (language)
        answers.contact_language = *language;
    else
        problems.push_back({"contactLanguage", t_("Choose a language")});
}

void IdentificationForm::read_workers(const FormData& form, IdentificationAnswers& answers, Problems& problems) const {
    answers.workers = {};
    const std::pair<const char*, int*> counts[] = {
        {"blueCollar", &answers.workers.blue_collar}, {"whiteCollar", &answers.workers.white_collar},
        {"students", &answers.workers.students},      {"apprentices", &answers.workers.apprentices},
        {"occasional", &answers.workers.occasional},  {"smallStatuses", &answers.workers.small_statuses}};
    for (const auto& [name, count] : counts) {
        const auto typed = number_typed(form[name]);
        const auto number = typed.empty() ? std::optional<std::int64_t>(0) : parse_digits(typed);
        if (number && *number <= workers_max)
            *count = static_cast<int>(*number);
        else
            problems.push_back({name, t_("Enter a whole number, or leave it empty")});
    }
    if (problems.empty() && answers.workers.total() == 0)
        problems.push_back({"blueCollar", t_("Enter at least one worker")});
}

void IdentificationForm::read_committees(const FormData& form, IdentificationAnswers& answers,
                                         Problems& problems) const {
    answers.committees.clear();
    bool is_unknown = false;
    // The annex names few sub-committees: one of a committee that it names is taken as it is typed, such as 118.03.
    const auto is_known = [&](const std::string& code) {
        const bool is_sub_committee = code.size() == 6 && code[3] == '.' && parse_digits(code.substr(4));
        return domain::Rulebook::valid_in(rulebook_.all_committees, code, today_) ||
               (is_sub_committee && domain::Rulebook::valid_in(rulebook_.all_committees, code.substr(0, 3), today_));
    };
    for (const auto& chosen : form.all("committee")) {
        if (chosen == "unknown")
            is_unknown = true;
        else if (is_known(chosen))
            answers.committees.insert(chosen);
    }
    for (const auto& piece : split(form["committees"], ',')) {
        const std::string typed(trim(piece));
        if (typed.empty()) continue;
        if (is_known(typed) && answers.committees.size() < committees_max)
            answers.committees.insert(typed);
        else
            problems.push_back({"committees", t_("There is no joint committee {number}", {{"number", typed}})});
    }
    if (is_unknown && !answers.committees.empty())
        problems.push_back({"committee", t_("Choose joint committees, or that you do not know yet")});
    if (!is_unknown && answers.committees.empty() && problems.empty())
        problems.push_back({"committee", t_("Choose joint committees, or that you do not know yet")});
}

}  // namespace dimona::web
