// What is said about identifications: titles, categories, what the register lacks, answers shown again.
#include <array>

#include "channel/web/identification_form.hpp"
#include "register/enterprise_changes.hpp"
#include "register/repertory.hpp"

namespace dimona::web {

namespace {

using domain::EmployerCategory;
using domain::EmployerKind;
using Step = IdentificationStep;

std::string kind_text(const Words& t, EmployerKind kind) {
    switch (kind) {
        case EmployerKind::domestic_staff:
            return t("Domestic staff only");
        case EmployerKind::co_owners:
            return t("An association of co-owners, with a caretaker or other staff");
        case EmployerKind::foreign:
            return t("A foreign employer without establishment in Belgium");
        case EmployerKind::other:
            return t("Any other case: company, self-employed person, association, public body");
    }
    return {};
}

std::string gap_text(const Words& t, const std::string& gap) {
    if (gap == "unknown")
        return t(
            "The enterprise register does not know this number yet. Have the enterprise entered by a recognised "
            "enterprise counter; a new entry can take some days to arrive here.");
    if (gap == "active")
        return t(
            "The enterprise is not active in the register. An enterprise counter makes it active again; a legal "
            "person that was dissolved can't be an employer any more.");
    if (gap == "name")
        return t(
            "The register has no name. A legal person files it with the registry of the enterprise court; a "
            "self-employed person tells an enterprise counter.");
    if (gap == "legalForm")
        return t(
            "The register has no legal form. It is filed with the registry of the enterprise court, with the "
            "articles of association.");
    if (gap == "address")
        return t(
            "The register has no address. A legal person files its seat with the registry of the enterprise "
            "court; a self-employed person tells an enterprise counter.");
    if (gap == "activity") return t("The register has no activity. An enterprise counter enters it.");
    if (gap == "startDay") return t("The register has no first day. Ask the enterprise counter to complete it.");
    if (gap == "assigned")
        return t("The authority assigns the enterprise number itself, from what you tell here, and checks it.");
    return gap;
}

}  // namespace

std::string category_text(const Words& t, EmployerCategory category) {
    switch (category) {
        case EmployerCategory::ordinary:
            return t("Ordinary employer");
        case EmployerCategory::horeca:
            return t("Hotel and catering industry");
        case EmployerCategory::construction:
            return t("Construction");
        case EmployerCategory::agency:
            return t("Temporary work agency");
        case EmployerCategory::agriculture:
            return t("Agriculture");
        case EmployerCategory::horticulture:
            return t("Horticulture");
        case EmployerCategory::undertaker:
            return t("Funeral undertaker");
        case EmployerCategory::public_body:
            return t("Public body");
        case EmployerCategory::provincial_local:
            return t("Provincial or local administration");
        case EmployerCategory::public_broadcaster:
            return t("Public broadcaster");
        case EmployerCategory::parliament:
            return t("Parliamentary assembly");
        case EmployerCategory::non_profit:
            return t("Association or foundation without profit motive");
        case EmployerCategory::secretariat:
            return t("Social secretariat");
    }
    return {};
}

std::string employer_act_text(const Words& t, const std::string& code) {
    if (code == "employer.identified") return t("Identified as an employer");
    if (code == "employer.identified.provisional") return t("Identified as an employer, with a provisional number");
    if (code == "employer.profile.changed") return t("Data changed");
    if (code == "employer.category.asked") return t("Change asked for, that makes another category of employer");
    if (code == "employer.category.changed") return t("The authority has agreed to the change");
    if (code == "employer.category.refused") return t("The authority has refused the change");
    if (code == "employer.without_staff") return t("Quarter without staff reported");
    if (code == "employer.struck_off") return t("Struck off");
    if (code == "employer.taken_up_again") return t("Taken up again");
    if (code == registry::employer_numbered) return t("Definitive number given");
    if (code == registry::enterprise_followed) return t("Follows the enterprise register");
    return code;
}

std::string categories_text(const Words& words, const std::set<EmployerCategory>& categories) {
    std::string text;
    for (const auto category : categories) text += (text.empty() ? "" : ", ") + category_text(words, category);
    return text;
}

std::string enterprise_text(domain::EnterpriseNumber number) {
    const auto digits = number.to_text();
    return digits.substr(0, 4) + "." + digits.substr(4, 3) + "." + digits.substr(7);
}

std::string language_name(domain::Language language) {
    switch (language) {
        case domain::Language::nl:
            return "Nederlands";
        case domain::Language::fr:
            return "Français";
        case domain::Language::de:
            return "Deutsch";
        case domain::Language::en:
            return "English";
    }
    return {};
}

std::string IdentificationForm::title(Step step) const {
    switch (step) {
        case Step::kind:
            return t_("What kind of employer is it?");
        case Step::enterprise:
            return t_("What is the enterprise number?");
        case Step::identity:
            return t_("Name and address of the enterprise");
        case Step::contact:
            return t_("To whom may we write?");
        case Step::activity:
            return t_("What does the enterprise do?");
        case Step::first_hire:
            return t_("When does the first worker start?");
        case Step::workers:
            return t_("How many workers will there be?");
        case Step::committees:
            return t_("Which joint committees?");
        case Step::establishments:
            return t_("Where do they work?");
        case Step::insurer:
            return t_("Who insures against accidents at work?");
        case Step::take_over:
            return t_("Do you take over staff of another employer?");
        case Step::mandatary:
            return t_("Does somebody declare for you?");
    }
    return {};
}

std::string IdentificationForm::subject(Step step) const {
    switch (step) {
        case Step::contact:
            return t_("Contact");
        case Step::activity:
            return t_("Activity");
        case Step::committees:
            return t_("Joint committees");
        case Step::establishments:
            return t_("Establishment units");
        case Step::insurer:
            return t_("Accident insurer");
        case Step::kind:
        case Step::enterprise:
        case Step::identity:
        case Step::first_hire:
        case Step::workers:
        case Step::take_over:
        case Step::mandatary:
            return title(step);
    }
    return {};
}

std::string IdentificationForm::activity_text(const std::string& nace) const {
    const auto found = rulebook_.activities.find(nace);
    return found == rulebook_.activities.end() ? nace : nace + " – " + t_.of(found->second.name);
}

std::string IdentificationForm::committee_line(const std::string& committee) const {
    // Declarations have names of their own for the committees that they know, in all four languages.
    const auto known = rulebook_.joint_committees.find(committee);
    if (known != rulebook_.joint_committees.end()) return committee + " – " + t_.of(known->second.name);
    auto found = rulebook_.all_committees.find(committee);
    if (found == rulebook_.all_committees.end()) found = rulebook_.all_committees.find(committee.substr(0, 3));
    return found == rulebook_.all_committees.end() ? committee : committee + " – " + t_.of(found->second.name);
}

Html IdentificationForm::register_view(const registry::Enterprise& enterprise) const {
    const auto language = t_.language();
    std::vector<SummaryRow> rows = {{t_("Enterprise number"), enterprise_text(enterprise.number)}};
    const auto add_row = [&](const std::string& key, const std::string& value) {
        rows.push_back({key, value.empty() ? t_("not in the register") : value});
    };
    add_row(t_("Name"), enterprise.name(language));
    add_row(t_("Legal form"), enterprise.natural_person ? t_("Natural person")
                                                        : registry::text_in(enterprise.legal_form_names, language));
    add_row(t_("Address"), enterprise.address ? registry::one_line(*enterprise.address, language) : "");
    rows.push_back({t_("State"), enterprise.active ? t_("Active") : t_("Not active")});
    return summary_list(rows, "dimona-wide-keys");
}

std::vector<std::string> IdentificationForm::gap_lines(const std::vector<std::string>& gaps) const {
    std::vector<std::string> lines;
    for (const auto& gap : gaps) lines.push_back(gap_text(t_, gap));
    return lines;
}

Html IdentificationForm::gaps_view(const std::vector<std::string>& gaps) const {
    if (gaps.empty()) return {};
    std::vector<Html> lines;
    for (const auto& line : gap_lines(gaps)) lines.emplace_back(line);
    return inset_text(paragraph(t_("The number will be provisional at first: you can declare with it, and get a "
                                   "definitive one when the data are complete.")) +
                      list(lines));
}

std::vector<std::pair<std::string, std::string>> IdentificationForm::shown(Step step,
                                                                           const IdentificationAnswers& answers,
                                                                           const RegisterCheck& check) const {
    std::vector<std::pair<std::string, std::string>> rows;
    const auto row = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.emplace_back(key, value);
    };
    switch (step) {
        case Step::kind:
            if (answers.kind) row(t_("Kind of employer"), kind_text(t_, *answers.kind));
            break;
        case Step::enterprise:
            row(t_("Enterprise number"),
                answers.enterprise ? enterprise_text(*answers.enterprise) : t_("To be assigned by the authority"));
            break;
        case Step::identity:
            if (check.enterprise) {
                row(t_("Name"), check.enterprise->name(t_.language()));
                if (check.enterprise->address)
                    row(t_("Address"), registry::one_line(*check.enterprise->address, t_.language()));
            } else {
                row(t_("Name"), answers.name);
                row(t_("Address"), answers.street + " " + answers.house_number +
                                       (answers.box.empty() ? "" : "/" + answers.box) + ", " + answers.post_code + " " +
                                       answers.municipality);
            }
            break;
        case Step::contact:
            row(t_("Contact"), answers.contact_name);
            row(t_("E-mail address"), answers.contact_mail);
            row(t_("Telephone"), answers.contact_phone);
            row(t_("Language of letters"), language_name(answers.contact_language));
            break;
        case Step::activity:
            row(t_("Activity"), answers.activity);
            row(t_("NACE code"), activity_text(answers.nace));
            break;
        case Step::first_hire:
            if (answers.first_hire) row(t_("First worker starts on"), t_.day(*answers.first_hire));
            break;
        case Step::workers: {
            std::string text;
            const std::pair<int, std::string> counts[] = {{answers.workers.blue_collar, t_("Blue-collar workers")},
                                                          {answers.workers.white_collar, t_("White-collar workers")},
                                                          {answers.workers.students, t_("Students")},
                                                          {answers.workers.apprentices, t_("Apprentices")},
                                                          {answers.workers.occasional, t_("Occasional workers")},
                                                          {answers.workers.small_statuses, t_("Small statuses")}};
            for (const auto& [count, name] : counts)
                if (count > 0) text += (text.empty() ? "" : "; ") + t_.pair(name, std::to_string(count));
            row(t_("Workers"), text);
            break;
        }
        case Step::committees: {
            std::string text;
            for (const auto& committee : answers.committees)
                text += (text.empty() ? "" : "; ") + committee_line(committee);
            row(t_("Joint committees"), text.empty() ? t_("Not known yet") : text);
            break;
        }
        case Step::establishments: {
            std::string text;
            for (const auto& unit : answers.establishments) text += (text.empty() ? "" : ", ") + unit;
            row(t_("Establishment units"), text.empty() ? t_("None of those in the register") : text);
            break;
        }
        case Step::insurer:
            row(t_("Accident insurer"), answers.insurer.empty() ? t_("Not insured yet") : answers.insurer);
            row(t_("Policy number"), answers.policy);
            break;
        case Step::take_over:
            row(t_("Staff taken over"),
                answers.take_over
                    ? t_("From {enterprise}, on {day}", {{"enterprise", enterprise_text(answers.take_over->from)},
                                                         {"day", t_.day(answers.take_over->on)}})
                    : t_("No"));
            break;
        case Step::mandatary:
            row(t_("Declares for you"), answers.mandatary ? enterprise_text(*answers.mandatary) : t_("Nobody"));
            break;
    }
    return rows;
}

Html IdentificationForm::ask_kind(const Asked& asked, const IdentificationAnswers& answers) const {
    const auto chosen = value(asked, "kind", answers.kind ? std::string(domain::to_code(*answers.kind)) : "");
    constexpr std::array kinds = {EmployerKind::domestic_staff, EmployerKind::co_owners, EmployerKind::foreign,
                                  EmployerKind::other};
    std::vector<Choice> items;
    for (const auto kind : kinds)
        items.push_back({.value = std::string(domain::to_code(kind)),
                         .text = kind_text(t_, kind),
                         .checked = chosen == domain::to_code(kind)});
    return radios({.name = "kind",
                   .fieldset = Fieldset{.legend = {title(Step::kind), "govuk-fieldset__legend--l", true}},
                   .items = std::move(items),
                   .group = group(asked, "kind"),
                   .id_prefix = "kind"});
}

}  // namespace dimona::web
