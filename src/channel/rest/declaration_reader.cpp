#include "channel/rest/declaration_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "channel/rest/strict_json.hpp"

namespace dimona::rest {

namespace {

namespace json = boost::json;
using domain::Kind;
using domain::Text;

struct Variant {
    const char* member;
    const char* schema;
    Kind kind;
};
constexpr std::array<Variant, 5> operations{
    {{"dimonaIn", "InRequest", Kind::in},
     {"dimonaOut", "OutRequest", Kind::out},
     {"dimonaUpdate", "UpdateRequest", Kind::update},
     {"dimonaCancel", "CancelRequest", Kind::cancel},
     {"dailyRegistration", "DailyRegistrationRequest", Kind::daily_registration}}};

// The first ten-digit number of the provisional series (glossary zone 00948).
constexpr std::int64_t first_provisional = 5'000'000'000;

// Moves values between JSON and a record, member by member: the same description serves both directions.
// Types were checked against the schema before.
class FromJson {
public:
    explicit FromJson(const json::object& object) : object_(object) {}
    void operator()(const char* name, Text& text) const {
        if (const auto* value = object_.if_contains(name))
            text = value->is_int64() ? std::to_string(value->get_int64()) : std::string(value->as_string());
    }
    void number(const char* name, Text& text) const { (*this)(name, text); }
    template <class Record>
    void operator()(const char* name, std::optional<Record>& record) const {
        if (const auto* value = object_.if_contains(name)) members(FromJson(value->as_object()), record.emplace());
    }

private:
    const json::object& object_;
};

class ToJson {
public:
    explicit ToJson(json::object& object) : object_(object) {}
    void operator()(const char* name, const Text& text) const {
        if (text) object_.emplace(name, *text);
    }
    void number(const char* name, const Text& text) const {
        if (!text) return;
        const char* const end = text->data() + text->size();
        std::int64_t value = 0;
        const auto [stopped, error] = std::from_chars(text->data(), end, value);
        if (error == std::errc() && stopped == end)
            object_.emplace(name, value);
        else
            object_.emplace(name, *text);  // declared through a channel that knows texts only
    }
    template <class Record>
    void operator()(const char* name, const std::optional<Record>& record) const {
        if (!record) return;
        json::object object;
        members(ToJson(object), *record);
        object_.emplace(name, std::move(object));
    }

private:
    json::object& object_;
};

template <class Candidate, class Type>
concept Is = std::same_as<std::remove_const_t<Candidate>, Type>;

// A municipality is an object of its own in JSON and two members of the address in the declaration.
void municipality(const FromJson& v, domain::AddressFields& r);
void municipality(const ToJson& v, const domain::AddressFields& r);

template <class V, Is<domain::AddressFields> T>
void members(const V& v, T& r) {
    v("street", r.street), v("houseNumber", r.house_number), v("boxNumber", r.box_number), v("postCode", r.post_code);
    municipality(v, r);
    v.number("country", r.country);
}
template <class V, Is<domain::WorkerFields> T>
void members(const V& v, T& r) {
    v("ssin", r.ssin), v("familyName", r.family_name), v("givenName", r.given_name), v("initial", r.initial);
    v("birthDate", r.birth_date), v("placeOfBirth", r.place_of_birth), v.number("countryOfBirth", r.country_of_birth);
    v("gender", r.gender), v.number("nationality", r.nationality), v("address", r.address);
}
template <class V, Is<domain::UserEnterpriseFields> T>
void members(const V& v, T& r) {
    v("enterpriseNumber", r.enterprise_number), v("name", r.name), v("address", r.address);
    v("jointCommissionNumber", r.joint_committee);
}
template <class V, Is<domain::FeatureFields> T>
void members(const V& v, T& r) {
    v("jointCommissionNumber", r.joint_committee), v("workerType", r.worker_type);
    v("subEntityNumber", r.sub_entity), v("usingEmployer", r.user_enterprise);
}
template <class V, Is<domain::ControlCardFields> T>
void members(const V& v, T& r) {
    v("firstMonthC32ANumber", r.first_month), v("nextMonthC32ANumber", r.next_month);
}
template <class V, Is<domain::StudentPlaceFields> T>
void members(const V& v, T& r) {
    v("name", r.name), v("address", r.address);
}
template <class V, Is<domain::SmallStatuteFields> T>
void members(const V& v, T& r) {
    v("employmentNature", r.employment_nature), v("activityWithRisk", r.activity_with_risk),
        v("workerStatus", r.worker_status);
}
// The members of the operation's own object.
template <class V, Is<domain::DeclarationRequest> T>
void members(const V& v, T& r) {
    v.number("dailyRegistrationId", r.registration_id), v.number("periodId", r.period_id);
    v("startDate", r.start_date), v("startHour", r.start_hour), v("endDate", r.end_date), v("endHour", r.end_hour);
    v.number("plannedHoursNumber", r.planned_hours), v("features", r.features);
    v("constructionControlCards", r.control_cards), v("studentPlaceOfWork", r.student_place);
    v("smallStatutesInformation", r.small_statute);
}

struct MunicipalityFields {
    Text code, name;
};
template <class V, Is<MunicipalityFields> T>
void members(const V& v, T& r) {
    v.number("code", r.code), v("name", r.name);
}
void municipality(const FromJson& v, domain::AddressFields& r) {
    std::optional<MunicipalityFields> fields;
    v("municipality", fields);
    if (fields) r.municipality_code = fields->code, r.municipality_name = fields->name;
}
void municipality(const ToJson& v, const domain::AddressFields& r) {
    if (r.municipality_code || r.municipality_name)
        v("municipality", std::optional(MunicipalityFields{r.municipality_code, r.municipality_name}));
}

// Either name of a member may be used, not both.
void read_alias(const json::object& worker, const char* alias, const char* name, Text& into, Issues& issues) {
    const auto* value = worker.if_contains(alias);
    if (!value) return;
    if (into)
        issues.push_back({IssueKind::schema_violation, IssuePlace::body, std::string("worker.") + alias,
                          std::string("the same as ") + name + "; give one of the two"});
    into = std::string(value->as_string());
}

void read_employer(const json::object& object, domain::EmployerFields& into) {
    if (const auto* number = object.if_contains("employerId"))
        (number->as_int64() >= first_provisional ? into.provisional_number : into.nsso_number) =
            std::to_string(number->as_int64());
    if (const auto* number = object.if_contains("enterpriseNumber"))
        into.enterprise_number = std::string(number->as_string());
}

void read_references(const json::array& list, std::vector<domain::OwnReference>& into) {
    for (const auto& item : list)
        into.push_back({std::string(item.at("type").as_string()), std::string(item.at("number").as_string())});
}

bool belongs_to(const Issue& issue, std::string_view member) {
    return issue.name.starts_with(member) && (issue.name.size() == member.size() || issue.name[member.size()] == '.');
}

bool belongs_to_an_operation(const Issue& issue) {
    return std::any_of(operations.begin(), operations.end(),
                       [&](const Variant& operation) { return belongs_to(issue, operation.member); });
}

// The operation is not clear, the rest of the body may be wrong all the same: each operation that is there is
// compared with its own schema, what stands beside it with the widest one, that of the entry.
Issues issues_without_operation(json::value& body, const std::vector<const Variant*>& present, const Schemas& schemas,
                                UnknownMembers unknown) {
    std::string names;
    for (const auto& operation : operations) names += (names.empty() ? "" : ", ") + std::string(operation.member);
    Issues issues = {{IssueKind::exactly_one_expected, IssuePlace::body, names,
                      present.empty() ? "say what is declared: one of these members is needed"
                                      : "one request declares one thing: keep one of these members"}};
    const bool may_lack_parties = std::none_of(present.begin(), present.end(),
                                               [](const Variant* operation) { return operation->kind == Kind::in; });
    for (auto& issue : schemas.differences(operations.front().schema, body, UnknownMembers::refused)) {
        const bool is_top_level = issue.name.find('.') == std::string::npos;
        if (belongs_to_an_operation(issue)) continue;
        if (issue.kind == IssueKind::required_input && is_top_level && may_lack_parties) continue;
        if (issue.kind == IssueKind::unknown_input && unknown == UnknownMembers::tolerated) continue;
        issues.push_back(std::move(issue));
    }
    for (const auto* operation : present)
        for (auto& issue : schemas.differences(operation->schema, body, UnknownMembers::refused)) {
            if (!belongs_to(issue, operation->member)) continue;
            if (issue.kind == IssueKind::unknown_input && unknown == UnknownMembers::tolerated) continue;
            issues.push_back(std::move(issue));
        }
    return issues;
}

std::vector<const Variant*> operations_in(const json::object& body) {
    std::vector<const Variant*> present;
    for (const auto& operation : operations)
        if (body.contains(operation.member)) present.push_back(&operation);
    return present;
}

}  // namespace

std::vector<std::string> declaration_schemas() {
    std::vector<std::string> names;
    for (const auto& operation : operations) names.emplace_back(operation.schema);
    return names;
}

ReadDeclaration read_declaration(std::string_view text, const Schemas& schemas, UnknownMembers unknown) {
    ReadDeclaration read;
    auto parsed = parse_strictly(text);
    read.issues = std::move(parsed.issues);
    if (!parsed.is_json) return read;
    if (!parsed.value.is_object()) {
        read.issues.push_back({IssueKind::schema_violation, IssuePlace::body, "", "the body must be one JSON object"});
        return read;
    }
    const auto present = operations_in(parsed.value.get_object());
    auto differences = present.size() == 1 ? schemas.differences(present.front()->schema, parsed.value, unknown)
                                           : issues_without_operation(parsed.value, present, schemas, unknown);
    std::move(differences.begin(), differences.end(), std::back_inserter(read.issues));
    if (!read.issues.empty()) return read;

    const auto& body = parsed.value.get_object();
    const auto& operation = *present.front();
    auto& request = read.request;
    request.kind = operation.kind;
    const auto& details = body.at(operation.member).as_object();
    members(FromJson(details), request);
    if (const auto* action = details.if_contains("action"))
        request.action = domain::parse_action(std::string_view(action->as_string()));
    if (const auto* employer = body.if_contains("employer"))
        read_employer(employer->as_object(), request.employer.emplace());
    if (const auto* worker = body.if_contains("worker")) {
        members(FromJson(worker->as_object()), request.worker.emplace());
        read_alias(worker->as_object(), "lastName", "familyName", request.worker->family_name, read.issues);
        read_alias(worker->as_object(), "firstName", "givenName", request.worker->given_name, read.issues);
    }
    if (const auto* references = body.if_contains("references"))
        read_references(references->as_array(), request.own_references);
    return read;
}

json::object echo_of(const domain::DeclarationRequest& request) {
    json::object body;
    if (request.employer) {
        json::object employer;
        const ToJson write(employer);
        write.number("employerId", request.employer->nsso_number ? request.employer->nsso_number
                                                                 : request.employer->provisional_number);
        write("enterpriseNumber", request.employer->enterprise_number);
        body.emplace("employer", std::move(employer));
    }
    const ToJson write_body(body);
    write_body("worker", request.worker);
    json::object details;
    if (request.action) details.emplace("action", domain::to_code(*request.action));
    members(ToJson(details), request);
    for (const auto& operation : operations)
        if (operation.kind == request.kind) body.emplace(operation.member, std::move(details));
    if (!request.own_references.empty()) {
        json::array references;
        for (const auto& reference : request.own_references)
            references.push_back(
                json::object{{"type", reference.type.value_or("")}, {"number", reference.number.value_or("")}});
        body.emplace("references", std::move(references));
    }
    return body;
}

}  // namespace dimona::rest
