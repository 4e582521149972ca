// Who the worker is.
//
// Sources: NSSO glossary 2023/3, block 90017 and zones 00024 to 00029; annex 30 edition 2022/1.
#include "base/text.hpp"
#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

bool has_person(const Facts& facts) { return is_in(facts) && facts.situation.worker.person && facts.declaration.ssin; }
bool names_a_period(const Facts& facts) { return !is_in(facts) && facts.before && facts.declaration.ssin; }

// Identity data that must be there when there is no number (initial, house number and box are optional).
bool is_identity_complete(const Facts& facts) {
    const auto& worker = facts.request.worker;
    if (!worker) return false;
    const auto& address = worker->address;
    return worker->family_name && worker->given_name && worker->birth_date && worker->place_of_birth &&
           worker->country_of_birth && worker->gender && worker->nationality && address && address->street &&
           address->post_code && (address->municipality_name || address->municipality_code) && address->country;
}

// 00024-003: well formed, but nobody has this number.
void number_of_nobody(const Facts& facts, Findings& findings) {
    if (facts.situation.worker.outcome == Identification::unknown_ssin)
        findings.push_back({"00024-003", "worker.ssin"});
}

// 00024-347: the person declared is not the one of the period.
void person_differs_from_period(const Facts& facts, Findings& findings) {
    if (!facts.situation.worker.fits_period) findings.push_back({"00024-347", "worker.ssin"});
}

// 90017-363: a number, or everything that identifies a person without one.
void number_or_identity_required(const Facts& facts, Findings& findings) {
    const bool has_number = facts.request.worker && facts.request.worker->ssin;
    if (!has_number && !is_identity_complete(facts)) findings.push_back({"90017-363", "worker"});
}

// 90017-151: an operator looked and could not find out who the worker is.
void worker_not_identifiable(const Facts& facts, Findings& findings) {
    if (facts.situation.worker.outcome == Identification::rejected) findings.push_back({"90017-151", "worker"});
}

// 00025, 00026, 00028, 00029-348: what was declared beside the number is compared with the register.
bool family_name_differs(const Facts& facts) {
    const auto& declared = facts.declaration.family_name;
    return declared && folded_name(*declared) != folded_name(facts.situation.worker.person->family_name);
}
// A declarant may give the first of several given names.
bool given_name_differs(const Facts& facts) {
    if (!facts.declaration.given_name) return false;
    const auto declared = folded_name(*facts.declaration.given_name);
    const auto known = folded_name(facts.situation.worker.person->given_name);
    return !known.starts_with(declared) && !declared.starts_with(known);
}
bool birth_date_differs(const Facts& facts) {
    const auto& declared = facts.declaration.birth_date;
    const auto& known = facts.situation.worker.person->birth_date;
    if (!declared || !known) return false;
    const auto differs = [](int one, int other) { return one != 0 && other != 0 && one != other; };
    return declared->year != known->year || differs(declared->month, known->month) ||
           differs(declared->day, known->day);
}
bool sex_differs(const Facts& facts) {
    const auto& known = facts.situation.worker.person->sex;
    return facts.declaration.sex && known && *facts.declaration.sex != *known;
}

template <auto differs>
void compare(const Facts& facts, Findings& findings, std::string_view code, std::string_view member) {
    if (differs(facts)) findings.push_back({std::string(code), std::string(member)});
}
void check_family_name(const Facts& facts, Findings& findings) {
    compare<family_name_differs>(facts, findings, "00025-348", "worker.familyName");
}
void check_given_name(const Facts& facts, Findings& findings) {
    compare<given_name_differs>(facts, findings, "00026-348", "worker.givenName");
}
void check_birth_date(const Facts& facts, Findings& findings) {
    compare<birth_date_differs>(facts, findings, "00028-348", "worker.birthDate");
}
void check_sex(const Facts& facts, Findings& findings) {
    compare<sex_differs>(facts, findings, "00029-348", "worker.gender");
}

// 00024-348: neither the family name nor the birth date fits: it is likely the number of somebody else.
void number_of_somebody_else(const Facts& facts, Findings& findings) {
    if (family_name_differs(facts) && birth_date_differs(facts)) findings.push_back({"00024-348", "worker.ssin"});
}

constexpr Rule rules[] = {
    {"00024-003", is_in, number_of_nobody},
    {"00024-347", names_a_period, person_differs_from_period},
    {"00024-348", has_person, number_of_somebody_else},
    {"00025-348", has_person, check_family_name},
    {"00026-348", has_person, check_given_name},
    {"00028-348", has_person, check_birth_date},
    {"00029-348", has_person, check_sex},
    {"90017-151", is_in, worker_not_identifiable},
    {"90017-363", is_in, number_or_identity_required},
};

}  // namespace

std::span<const Rule> worker_rules() { return rules; }

}  // namespace dimona::domain
