// Who declares, for which employer, and whether that employer may.
//
// Sources: NSSO glossary 2023/3, block 90256 and zones 00011, 00014, 00948; annex 30 edition 2022/1.
#include <algorithm>

#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

bool always(const Facts&) { return true; }
bool knows_employer(const Facts& facts) { return facts.situation.employer.employer.has_value(); }
bool names_a_period(const Facts& facts) { return !is_in(facts) && facts.before && knows_employer(facts); }

bool gives_no_number(const Facts& facts) {
    const auto& fields = facts.request.employer;
    return !fields || (!fields->nsso_number && !fields->provisional_number && !fields->enterprise_number);
}

// 90256-364: an IN must say whose worker it is about; other declarations name a period.
void number_required(const Facts& facts, Findings& findings) {
    if (gives_no_number(facts)) findings.push_back({"90256-364", "employer"});
}

// 00014-001: the block is there and none of the three numbers in it.
void enterprise_number_absent(const Facts& facts, Findings& findings) {
    if (facts.request.employer && gives_no_number(facts))
        findings.push_back({"00014-001", "employer.enterpriseNumber"});
}

// 00011-005: a definitive and a provisional number exclude each other.
void both_nsso_numbers(const Facts& facts, Findings& findings) {
    const auto& fields = facts.request.employer;
    if (fields && fields->nsso_number && fields->provisional_number)
        findings.push_back({"00011-005", "employer.employerId"});
}

void nsso_number_unknown(const Facts& facts, Findings& findings) {
    if (facts.situation.employer.nsso_unknown) findings.push_back({"00011-235", "employer.employerId"});
}
void provisional_number_unknown(const Facts& facts, Findings& findings) {
    if (facts.situation.employer.provisional_unknown) findings.push_back({"00948-235", "employer.employerId"});
}
void enterprise_number_unknown(const Facts& facts, Findings& findings) {
    if (facts.situation.employer.enterprise_unknown) findings.push_back({"00014-235", "employer.enterpriseNumber"});
}

// 90256-151: numbers were given and could be read, and none leads to an employer.
void employer_not_identifiable(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration;
    const bool readable = declared.nsso_number || declared.provisional_number || declared.enterprise_number;
    if (readable && !knows_employer(facts)) findings.push_back({"90256-151", "employer"});
}

// -347: the employer declared is not the one of the period.
void nsso_number_differs(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration.nsso_number;
    if (declared && *declared != facts.situation.employer.employer->number)
        findings.push_back({"00011-347", "employer.employerId"});
}
void provisional_number_differs(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration.provisional_number;
    if (declared && *declared != facts.situation.employer.employer->number)
        findings.push_back({"00948-347", "employer.employerId"});
}
void enterprise_number_differs(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration.enterprise_number;
    if (declared && declared != facts.situation.employer.employer->enterprise)
        findings.push_back({"00014-347", "employer.enterpriseNumber"});
}

// 00014-022: both numbers are known and belong to two employers; the NSSO number prevails.
void numbers_disagree(const Facts& facts, Findings& findings) {
    if (facts.situation.employer.numbers_disagree) findings.push_back({"00014-022", "employer.enterpriseNumber"});
}

// 90256-155: the declarant is neither the employer nor mandated by it on this day.
void no_mandate(const Facts& facts, Findings& findings) {
    if (!facts.situation.may_declare) findings.push_back({"90256-155", "employer"});
}

// 90256-342: the employer's access manager had the unsecured channels blocked.
void unsecured_channel_blocked(const Facts& facts, Findings& findings) {
    if (!is_secured(facts.situation.channel) && facts.situation.employer.employer->blocks_unsecured)
        findings.push_back({"90256-342", "employer"});
}

// 90373-343, 90378-343: the employer must be active in the repertory on the days of the period. An UPDATE is
// asked about the days that it changes only.
void employer_not_active(const Facts& facts, Findings& findings) {
    const auto& employer = *facts.situation.employer.employer;
    const auto check = [&](LocalDate day, std::string_view member) {
        if (!employer.active_on(day))
            findings.push_back({block_code(facts, "343"), place(facts, member), {{"value", format_date(day)}}});
    };
    const bool starts_anew = is_in(facts) || facts.after->start_day != facts.before->start_day;
    const bool ends_anew = is_in(facts) || facts.after->end_day != facts.before->end_day;
    if (starts_anew) check(facts.after->start_day, "startDate");
    if (ends_anew && facts.after->end_day) check(*facts.after->end_day, "endDate");
}

// 00655-350: allowed when one of the things that the employer is allows it (dated matrix).
void worker_type_forbidden(const Facts& facts, Findings& findings) {
    const auto& categories = facts.situation.employer.employer->categories;
    const bool allowed = std::any_of(categories.begin(), categories.end(), [&](EmployerCategory category) {
        return facts.rulebook.allows(category, *facts.type, facts.law_day).value_or(false);
    });
    if (!allowed)
        findings.push_back(
            {"00655-350", place(facts, "features.workerType"), {{"value", std::string(to_code(*facts.type))}}});
}
bool knows_employer_and_type(const Facts& facts) { return is_in(facts) && knows_employer(facts) && facts.type; }
bool shapes_at_known_employer(const Facts& facts) { return shapes_a_period(facts) && knows_employer(facts); }
bool shapes_in(const Facts& facts) { return shapes_at_known_employer(facts) && is_in(facts); }
bool shapes_update(const Facts& facts) { return shapes_at_known_employer(facts) && is_update(facts); }

constexpr Rule rules[] = {
    {"00011-005", always, both_nsso_numbers},
    {"00011-235", always, nsso_number_unknown},
    {"00011-347", names_a_period, nsso_number_differs},
    {"00014-001", is_in, enterprise_number_absent},
    {"00014-022", always, numbers_disagree},
    {"00014-235", always, enterprise_number_unknown},
    {"00014-347", names_a_period, enterprise_number_differs},
    {"00655-350", knows_employer_and_type, worker_type_forbidden},
    {"00948-235", always, provisional_number_unknown},
    {"00948-347", names_a_period, provisional_number_differs},
    {"90256-151", is_in, employer_not_identifiable},
    {"90256-155", always, no_mandate},
    {"90256-342", knows_employer, unsecured_channel_blocked},
    {"90256-364", is_in, number_required},
    {"90373-343", shapes_in, employer_not_active},
    {"90378-343", shapes_update, employer_not_active},
};

}  // namespace

std::span<const Rule> employer_rules() { return rules; }

}  // namespace dimona::domain
