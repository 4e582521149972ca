#include "domain/declaration/reading.hpp"

#include "base/text.hpp"

namespace dimona::domain {

namespace {

// Applies a parser to a text that may be absent.
template <class Parse>
auto read_text(const Text& text, Parse parse) -> decltype(parse(std::string_view{})) {
    if (!text) return std::nullopt;
    return parse(*text);
}

std::optional<Sex> parse_sex(std::string_view text) {
    if (text == "1") return Sex::man;
    if (text == "2") return Sex::woman;
    return std::nullopt;
}

std::optional<int> parse_planned_hours(std::string_view text) {
    constexpr int hours_min = 1, hours_max = 999;  // glossary zone 01135
    const auto number = parse_digits(text);
    if (!number || *number < hours_min || *number > hours_max) return std::nullopt;
    return static_cast<int>(*number);
}

template <class Id>
std::optional<Id> parse_id(std::string_view text) {
    const auto number = parse_twelve_digit_number(text);
    if (!number) return std::nullopt;
    return Id{*number};
}

void read_employer(const EmployerFields& fields, Declaration& into) {
    into.nsso_number = read_text(fields.nsso_number, EmployerNumber::parse_definitive);
    into.provisional_number = read_text(fields.provisional_number, EmployerNumber::parse_provisional);
    into.enterprise_number = read_text(fields.enterprise_number, EnterpriseNumber::parse);
}

void read_worker(const WorkerFields& fields, Declaration& into) {
    into.ssin = read_text(fields.ssin, Ssin::parse);
    into.family_name = fields.family_name;
    into.given_name = fields.given_name;
    into.birth_date = read_text(fields.birth_date, parse_incomplete_date);
    into.sex = read_text(fields.gender, parse_sex);
}

void read_features(const FeatureFields& fields, Declaration& into) {
    into.worker_type = read_text(fields.worker_type, parse_worker_type);
    into.joint_committee = read_text(fields.joint_committee, parse_joint_committee);
    into.sub_entity = fields.sub_entity;
    if (!fields.user_enterprise) return;
    into.user_joint_committee = read_text(fields.user_enterprise->joint_committee, parse_joint_committee);
    into.user_enterprise_number = read_text(fields.user_enterprise->enterprise_number, EnterpriseNumber::parse);
}

void read_dates(const DeclarationRequest& request, Declaration& into) {
    into.start_day = read_text(request.start_date, parse_date);
    into.start_hour = read_text(request.start_hour, parse_hour);
    into.end_day = read_text(request.end_date, parse_date);
    into.end_hour = read_text(request.end_hour, parse_hour);
    if (into.end_day == open_end_marker) {
        into.removes_end = request.kind == Kind::update;
        into.end_day.reset();
    }
    into.planned_hours = read_text(request.planned_hours, parse_planned_hours);
}

}  // namespace

std::optional<IncompleteDate> parse_incomplete_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_digits(text.substr(0, 4)), month = parse_digits(text.substr(5, 2)),
               day = parse_digits(text.substr(8, 2));
    if (!year || !month || !day || *year == 0) return std::nullopt;
    const IncompleteDate date{static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day)};
    if (date.month == 0) return date.day == 0 ? std::optional(date) : std::nullopt;
    if (date.day == 0) return date.month <= 12 ? std::optional(date) : std::nullopt;
    return parse_date(text) ? std::optional(date) : std::nullopt;
}

std::string to_text(IncompleteDate date) {
    return zero_padded(date.year, 4) + '-' + zero_padded(date.month, 2) + '-' + zero_padded(date.day, 2);
}

Declaration read(const DeclarationRequest& request) {
    Declaration declaration;
    declaration.kind = request.kind;
    declaration.action = request.action;
    if (request.employer) read_employer(*request.employer, declaration);
    if (request.worker) read_worker(*request.worker, declaration);
    if (request.features) read_features(*request.features, declaration);
    declaration.period_id = read_text(request.period_id, parse_id<PeriodId>);
    declaration.registration_id = read_text(request.registration_id, parse_id<RegistrationId>);
    read_dates(request, declaration);
    if (request.small_statute) {
        declaration.employment_nature = read_text(request.small_statute->employment_nature, parse_nature);
        declaration.trainee_status = read_text(request.small_statute->worker_status, parse_trainee_status);
    }
    return declaration;
}

}  // namespace dimona::domain
