#include "domain/rules/fields.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace dimona::domain {

namespace {

using Request = DeclarationRequest;

// --- domains (lengths and code lists: NSSO glossary 2023/3)

template <std::size_t length_max>
bool is_text(const Facts&, const std::string& value) {
    return !trim(value).empty() && code_points(value) <= length_max && is_clean_text(value);
}

template <auto parse>
bool reads_as(const Facts&, const std::string& value) {
    return parse(value).has_value();
}

bool is_country(const Facts& facts, const std::string& value) {
    return Rulebook::valid_in(facts.rulebook.countries, value, facts.law_day);
}
bool is_birth_date(const Facts& facts, const std::string& value) {
    const auto date = parse_incomplete_date(value);
    const int this_year = year_of(facts.today);
    const int age_max = facts.rulebook.parameter("age_max", facts.today).value_or(0);
    return date && date->year <= this_year && date->year >= this_year - age_max;
}
bool is_sex(const Facts&, const std::string& value) { return value == "1" || value == "2"; }

constexpr std::string_view belgium = "150";

// A Belgian postcode stands in annex 23 together with its town; other countries have their own rules.
bool fits_annex_23(const Facts& facts, const std::optional<AddressFields>& address) {
    if (!address || address->country != belgium || !address->post_code) return true;
    return facts.rulebook.town_exists(*address->post_code, address->municipality_name.value_or(""),
                                      address->municipality_code.value_or(""), facts.law_day);
}
const std::optional<AddressFields>* worker_address(const Request& request) {
    return request.worker ? &request.worker->address : nullptr;
}
const std::optional<AddressFields>* user_address(const Request& request) {
    const bool has_user = request.features && request.features->user_enterprise;
    return has_user ? &request.features->user_enterprise->address : nullptr;
}
const std::optional<AddressFields>* student_address(const Request& request) {
    return request.student_place ? &request.student_place->address : nullptr;
}

template <auto address>
bool is_post_code(const Facts& facts, const std::string& value) {
    return is_text<9>(facts, value) && fits_annex_23(facts, *address(facts.request));
}
template <auto address>
bool is_municipality(const Facts& facts, const std::string& value) {
    if (!is_text<40>(facts, value)) return false;
    const auto& fields = **address(facts.request);
    if (!fields.municipality_code || fields.country != belgium) return true;
    return Rulebook::valid_in(facts.rulebook.municipalities, *fields.municipality_code, facts.law_day);
}

bool is_joint_committee(const Facts& facts, const std::string& value) {
    return Rulebook::valid_in(facts.rulebook.joint_committees, value, facts.law_day);
}
bool is_worker_type(const Facts& facts, const std::string& value) {
    return Rulebook::valid_in(facts.rulebook.worker_types, value, facts.law_day);
}
bool is_sub_entity(const Facts& facts, const std::string& value) {
    const auto& employer = facts.situation.employer.employer;
    if (!employer || employer->sub_entities.empty()) return true;
    const auto& known = employer->sub_entities;
    return std::find(known.begin(), known.end(), value) != known.end();
}
bool is_planned_hours(const Facts& facts, const std::string&) { return facts.declaration.planned_hours.has_value(); }
// Twelve digits, or the number that stands for the electronic card eC3.2 in the first and in the next month.
bool is_card_number(const Facts&, const std::string& value) {
    constexpr std::size_t digits = 12;
    if (value == "1212" || value == "1313") return true;
    return value.size() == digits && parse_digits(value).has_value();
}
bool is_twelve_digit_number(const Facts&, const std::string& value) {
    return parse_twelve_digit_number(value).has_value();
}

// --- places

template <auto member>
const Text* of_request(const Request& request) {
    return &(request.*member);
}
template <auto block, auto member>
const Text* of_block(const Request& request) {
    const auto& optional_block = request.*block;
    return optional_block ? &((*optional_block).*member) : nullptr;
}
template <auto address, auto member>
const Text* of_address(const Request& request) {
    const auto* fields = address(request);
    return fields && *fields ? &((**fields).*member) : nullptr;
}
// A town is given by its name or by its NIS code.
template <auto address>
const Text* town_of(const Request& request) {
    const auto* fields = address(request);
    if (!fields || !*fields) return nullptr;
    return (*fields)->municipality_name ? &(*fields)->municipality_name : &(*fields)->municipality_code;
}
template <auto member>
const Text* of_user(const Request& request) {
    const bool has_user = request.features && request.features->user_enterprise;
    return has_user ? &((*request.features->user_enterprise).*member) : nullptr;
}

constexpr auto employer = &Request::employer;
constexpr auto worker = &Request::worker;
constexpr auto features = &Request::features;
constexpr auto cards = &Request::control_cards;
constexpr auto statute = &Request::small_statute;
using A = AddressFields;

constexpr Field fields[] = {
    {"00011", "employer.employerId", of_block<employer, &EmployerFields::nsso_number>,
     reads_as<EmployerNumber::parse_definitive>},
    {"00948", "employer.employerId", of_block<employer, &EmployerFields::provisional_number>,
     reads_as<EmployerNumber::parse_provisional>},
    {"00014", "employer.enterpriseNumber", of_block<employer, &EmployerFields::enterprise_number>,
     reads_as<EnterpriseNumber::parse>},

    {"00024", "worker.ssin", of_block<worker, &WorkerFields::ssin>, reads_as<Ssin::parse>},
    {"00025", "worker.familyName", of_block<worker, &WorkerFields::family_name>, is_text<48>},
    {"00026", "worker.givenName", of_block<worker, &WorkerFields::given_name>, is_text<24>},
    {"00027", "worker.initial", of_block<worker, &WorkerFields::initial>, is_text<1>},
    {"00028", "worker.birthDate", of_block<worker, &WorkerFields::birth_date>, is_birth_date},
    {"00029", "worker.gender", of_block<worker, &WorkerFields::gender>, is_sex},
    {"00030", "worker.address.street", of_address<worker_address, &A::street>, is_text<35>},
    {"00031", "worker.address.houseNumber", of_address<worker_address, &A::house_number>, is_text<10>},
    {"00032", "worker.address.boxNumber", of_address<worker_address, &A::box_number>, is_text<4>},
    {"00033", "worker.address.postCode", of_address<worker_address, &A::post_code>, is_post_code<worker_address>},
    {"00034", "worker.address.municipality", town_of<worker_address>, is_municipality<worker_address>},
    {"00035", "worker.address.country", of_address<worker_address, &A::country>, is_country},
    {"00168", "worker.placeOfBirth", of_block<worker, &WorkerFields::place_of_birth>, is_text<40>},
    {"00169", "worker.countryOfBirth", of_block<worker, &WorkerFields::country_of_birth>, is_country},
    {"00119", "worker.nationality", of_block<worker, &WorkerFields::nationality>, is_country},

    {"00913", "periodId", of_request<&Request::period_id>, is_twelve_digit_number},
    {"01085", "dailyRegistrationId", of_request<&Request::registration_id>, is_twelve_digit_number},
    {"00910", "startDate", of_request<&Request::start_date>, reads_as<parse_date>},
    {"00777", "startHour", of_request<&Request::start_hour>, reads_as<parse_hour>},
    {"00911", "endDate", of_request<&Request::end_date>, reads_as<parse_date>},
    {"00778", "endHour", of_request<&Request::end_hour>, reads_as<parse_hour>},
    {"01135", "plannedHoursNumber", of_request<&Request::planned_hours>, is_planned_hours},

    {"00046", "features.jointCommissionNumber", of_block<features, &FeatureFields::joint_committee>,
     is_joint_committee},
    {"00655", "features.workerType", of_block<features, &FeatureFields::worker_type>, is_worker_type},
    {"00652", "features.subEntityNumber", of_block<features, &FeatureFields::sub_entity>, is_sub_entity},
    {"00131", "features.usingEmployer.enterpriseNumber", of_user<&UserEnterpriseFields::enterprise_number>,
     reads_as<EnterpriseNumber::parse>},
    {"00153", "features.usingEmployer.name", of_user<&UserEnterpriseFields::name>, is_text<96>},
    {"00517", "features.usingEmployer.address.street", of_address<user_address, &A::street>, is_text<42>},
    {"00518", "features.usingEmployer.address.houseNumber", of_address<user_address, &A::house_number>, is_text<10>},
    {"00519", "features.usingEmployer.address.boxNumber", of_address<user_address, &A::box_number>, is_text<4>},
    {"00520", "features.usingEmployer.address.postCode", of_address<user_address, &A::post_code>,
     is_post_code<user_address>},
    {"00522", "features.usingEmployer.address.municipality", town_of<user_address>, is_municipality<user_address>},
    {"00523", "features.usingEmployer.address.country", of_address<user_address, &A::country>, is_country},

    {"00663", "constructionControlCards.firstMonthC32ANumber", of_block<cards, &ControlCardFields::first_month>,
     is_card_number},
    {"00664", "constructionControlCards.nextMonthC32ANumber", of_block<cards, &ControlCardFields::next_month>,
     is_card_number},

    {"00776", "studentPlaceOfWork.name", of_block<&Request::student_place, &StudentPlaceFields::name>, is_text<96>},
    {"00517", "studentPlaceOfWork.address.street", of_address<student_address, &A::street>, is_text<42>},
    {"00518", "studentPlaceOfWork.address.houseNumber", of_address<student_address, &A::house_number>, is_text<10>},
    {"00519", "studentPlaceOfWork.address.boxNumber", of_address<student_address, &A::box_number>, is_text<4>},
    {"00520", "studentPlaceOfWork.address.postCode", of_address<student_address, &A::post_code>,
     is_post_code<student_address>},
    {"00522", "studentPlaceOfWork.address.municipality", town_of<student_address>, is_municipality<student_address>},
    {"00523", "studentPlaceOfWork.address.country", of_address<student_address, &A::country>, is_country},

    {"01231", "smallStatutesInformation.employmentNature", of_block<statute, &SmallStatuteFields::employment_nature>,
     reads_as<parse_nature>},
    {"00053", "smallStatutesInformation.workerStatus", of_block<statute, &SmallStatuteFields::worker_status>,
     reads_as<parse_trainee_status>},
};

}  // namespace

std::span<const Field> all_fields() { return fields; }

const Field* field_at(std::string_view zone, std::string_view place) {
    static const auto by_place = [] {  // asked some thirty times for each declaration
        std::unordered_multimap<std::string_view, const Field*> index;
        for (const auto& field : fields) index.emplace(field.place, &field);
        return index;
    }();
    const auto [first, last] = by_place.equal_range(place);
    const auto found = std::find_if(first, last, [&](const auto& entry) { return entry.second->zone == zone; });
    return found == last ? nullptr : found->second;
}

}  // namespace dimona::domain
