#include "channel/rest/search_reader.hpp"

#include <iterator>

#include "base/text.hpp"
#include "channel/rest/strict_json.hpp"

namespace dimona::rest {

namespace {

namespace json = boost::json;

// Reads the members of a search body; what is not right becomes an issue.
class Criteria {
public:
    Criteria(const json::object& body, Issues& issues) : body_(body), issues_(issues) {}

    template <class Parse>
    auto text(const json::object& object, const char* member, const std::string& path, Parse parse,
              const char* expected) -> decltype(parse(std::string_view{})) {
        const auto* value = object.if_contains(member);
        if (!value) return std::nullopt;
        auto parsed = parse(std::string_view(value->as_string()));
        if (!parsed) {
            issues_.push_back({IssueKind::invalid_input, IssuePlace::body, path, expected});
            if (may_be_shown(path, *value)) issues_.back().value = *value;
        }
        return parsed;
    }
    template <class Parse>
    auto text(const char* member, Parse parse, const char* expected) -> decltype(parse(std::string_view{})) {
        return text(body_, member, member, parse, expected);
    }
    std::optional<bool> flag(const char* member) const {
        const auto* value = body_.if_contains(member);
        return value ? std::optional(value->as_bool()) : std::nullopt;
    }
    const json::object* object(const char* member) const {
        const auto* value = body_.if_contains(member);
        return value ? &value->as_object() : nullptr;
    }
    void add(std::string path, std::string detail) {
        issues_.push_back({IssueKind::invalid_input, IssuePlace::body, std::move(path), std::move(detail)});
    }

private:
    const json::object& body_;
    Issues& issues_;
};

void read_employer(Criteria& criteria, registry::SearchCriteria& into) {
    const auto* employer = criteria.object("employer");
    if (!employer) return;
    if (const auto* number = employer->if_contains("employerId")) {
        const auto digits = std::to_string(number->as_int64());
        into.employer = domain::EmployerNumber::parse_definitive(digits);
        if (!into.employer) into.employer = domain::EmployerNumber::parse_provisional(digits);
        if (!into.employer) criteria.add("employer.employerId", "this is no NSSO number; check the digits");
    }
    into.enterprise = criteria.text(*employer, "enterpriseNumber", "employer.enterpriseNumber",
                                    domain::EnterpriseNumber::parse, "this is no enterprise number; check the digits");
    if (employer->empty()) criteria.add("employer", "give employerId or enterpriseNumber");
}

void read_worker(Criteria& criteria, registry::SearchCriteria& into) {
    if (const auto* worker = criteria.object("worker"))
        into.ssin = criteria.text(*worker, "ssin", "worker.ssin", domain::Ssin::parse,
                                  "this is no national number; check the digits");
}

void read_days(Criteria& criteria, registry::FileQuery& into) {
    const auto* period = criteria.object("period");
    if (!period) return;
    into.first_day = criteria.text(*period, "startDate", "period.startDate", parse_date, "write a day as YYYY-MM-DD");
    into.last_day = criteria.text(*period, "endDate", "period.endDate", parse_date, "write a day as YYYY-MM-DD");
    if (into.first_day && into.last_day && *into.last_day < *into.first_day)
        criteria.add("period", "it ends before it starts; exchange the days");
}

// One word for what is two flags in the file.
void read_state(Criteria& criteria, registry::FileQuery& into, bool relations) {
    const auto word =
        criteria.text("status", [](std::string_view text) { return std::optional(std::string(text)); }, "");
    if (!word) return;
    if (*word == "CANCELLED") {
        into.cancelled = true;
        return;
    }
    into.open = *word == "OPEN";
    if (!relations) into.cancelled = false;
}

}  // namespace

std::vector<std::string> search_schemas() { return {"DeclarationSearch", "PeriodSearch", "RelationSearch"}; }

ReadSearch read_search(std::string_view text, std::string_view schema, const Schemas& schemas, UnknownMembers unknown) {
    ReadSearch read;
    auto parsed = parse_strictly(text);
    read.issues = std::move(parsed.issues);
    if (!parsed.is_json) return read;
    auto differences = schemas.differences(schema, parsed.value, unknown);
    std::move(differences.begin(), differences.end(), std::back_inserter(read.issues));
    if (!read.issues.empty()) return read;

    const auto& body = parsed.value.get_object();
    Criteria criteria(body, read.issues);
    auto& query = read.criteria.query;
    read_employer(criteria, read.criteria);
    read_worker(criteria, read.criteria);
    read_days(criteria, query);
    read_state(criteria, query, schema == "RelationSearch");
    query.worker_type = criteria.text("workerType", domain::parse_worker_type, "this is no worker type");
    query.joint_committee =
        criteria.text("jointCommissionNumber", domain::parse_joint_committee, "this is no joint committee of Dimona");
    query.user_enterprise = criteria.text("usingEnterpriseNumber", domain::EnterpriseNumber::parse,
                                          "this is no enterprise number; check the digits");
    query.late = criteria.flag("late");
    query.result = criteria.text("result", domain::parse_verdict, "A, W, B or S is expected");
    query.kind = criteria.text("kind", domain::parse_kind, "this is no kind of declaration");
    query.received_from = criteria.text("receivedFrom", parse_instant, "write a moment as RFC 3339 with zone");
    query.received_until = criteria.text("receivedUntil", parse_instant, "write a moment as RFC 3339 with zone");
    if (const auto* period = body.if_contains("periodId")) query.period = domain::PeriodId{period->as_int64()};
    return read;
}

}  // namespace dimona::rest
