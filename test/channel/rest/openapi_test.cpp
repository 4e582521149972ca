// The OpenAPI document is the single description of requests: what it says and what the service does are compared.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "access/token_service.hpp"
#include "base/text.hpp"
#include "channel/rest/routes.hpp"
#include "support/contract.hpp"

namespace dimona::rest {
namespace {

using test::names_of;
using test::openapi;
using test::schema;
using test::json::array;
using test::json::object;
using test::json::value;

const object& followed(const object& node) {
    const auto* reference = node.if_contains("$ref");
    if (!reference) return node;
    const std::string_view target = reference->as_string();
    return schema(target.substr(target.rfind('/') + 1));
}

bool is_of(const object& node, std::string_view type) { return std::string_view(node.at("type").as_string()) == type; }

// A value with every member that the schema knows, except aliases of others.
value complete(const object& referring) {
    const auto& node = followed(referring);
    if (is_of(node, "object")) {
        object made;
        for (const auto& member : node.at("properties").as_object())
            if (!member.value().as_object().contains("deprecated"))
                made.emplace(member.key(), complete(member.value().as_object()));
        return made;
    }
    if (is_of(node, "array")) return array{complete(node.at("items").as_object())};
    if (const auto* words = node.if_contains("enum")) return words->as_array().front();
    if (const auto* example = node.if_contains("example")) return *example;
    if (is_of(node, "boolean")) return true;
    if (is_of(node, "integer")) return 1;
    return node.if_contains("format") && node.at("format") == "date-time" ? value("2026-05-04T10:00:00Z") : value("1");
}

std::vector<value> of_other_types(const object& node) {
    std::vector<value> others;
    for (const value& other :
         {value("text"), value(17), value(true), value(1.5), value(object{}), value(array{}), value()}) {
        const bool fits = (is_of(node, "string") && other.is_string()) ||
                          (is_of(node, "integer") && other.is_int64()) || (is_of(node, "boolean") && other.is_bool()) ||
                          (is_of(node, "object") && other.is_object()) || (is_of(node, "array") && other.is_array());
        if (!fits) others.push_back(other);
    }
    return others;
}

// A body with one fault, and the name that the fault must be found under.
struct Faulty {
    value body;
    std::string name;
    IssueKind kind;
};

class Faults {
public:
    explicit Faults(const object& root) : whole_(complete(root)) { walk(root, "", ""); }

    [[nodiscard]] const value& whole() const { return whole_; }
    [[nodiscard]] const std::vector<Faulty>& all() const { return all_; }

private:
    void walk(const object& referring, const std::string& pointer, const std::string& name) {
        const auto& node = followed(referring);
        if (!pointer.empty())
            for (auto& other : of_other_types(node)) replace(pointer, std::move(other), name);
        if (is_of(node, "string") && !node.contains("enum")) replace(pointer, "", name), replace(pointer, " \t", name);
        if (is_of(node, "string") && node.contains("enum")) replace(pointer, "no such word", name);
        if (is_of(node, "array")) walk(node.at("items").as_object(), pointer + "/0", name + "[0]");
        if (!is_of(node, "object")) return;
        change(
            pointer, [](value& at) { at.as_object().emplace("notThere", 1); }, below(name, "notThere"),
            IssueKind::unknown_input);
        for (const auto& member : node.at("properties").as_object())
            if (!member.value().as_object().contains("deprecated"))
                walk(member.value().as_object(), pointer + "/" + std::string(member.key()), below(name, member.key()));
        if (const auto* required = node.if_contains("required"))
            for (const auto& member : required->as_array())
                change(
                    pointer, [&](value& at) { at.as_object().erase(member.as_string()); },
                    below(name, member.as_string()), IssueKind::required_input);
    }
    static std::string below(const std::string& name, std::string_view member) {
        return name.empty() ? std::string(member) : name + "." + std::string(member);
    }
    void replace(const std::string& pointer, value with, const std::string& name) {
        change(pointer, [&](value& at) { at = with; }, name, IssueKind::schema_violation);
    }
    void change(const std::string& pointer, const std::function<void(value&)>& how, const std::string& name,
                IssueKind kind) {
        value body = whole_;
        how(pointer.empty() ? body : body.at_pointer(pointer));
        all_.push_back({std::move(body), name, kind});
    }

    value whole_;
    std::vector<Faulty> all_;
};

constexpr std::string_view operation_members[] = {"dimonaIn", "dimonaOut", "dimonaUpdate", "dimonaCancel",
                                                  "dailyRegistration"};

TEST(OpenApi, EachFaultOfADeclarationIsFoundOnceAndInItsPlace) {
    int tried = 0;
    for (const auto& variant : schema("DeclarationRequest").at("oneOf").as_array()) {
        const Faults faults(variant.as_object());
        EXPECT_EQ(names_of(test::read_strictly(test::json::serialize(faults.whole())).issues),
                  std::vector<std::string>{});
        for (const auto& fault : faults.all()) {
            const auto text = test::json::serialize(fault.body);
            const auto read = test::read_strictly(text);
            ASSERT_EQ(read.issues.size(), 1u) << fault.name << ' ' << text;
            const bool lacks_operation = fault.kind == IssueKind::required_input &&
                                         std::count(std::begin(operation_members), std::end(operation_members),
                                                    std::string_view(fault.name)) > 0;
            if (lacks_operation) {
                EXPECT_EQ(read.issues[0].kind, IssueKind::exactly_one_expected) << text;
            } else {
                EXPECT_EQ(read.issues[0].name, fault.name) << text;
                EXPECT_EQ(read.issues[0].kind, fault.kind) << text;
            }
            if (fault.name.starts_with("worker")) {
                EXPECT_FALSE(read.issues[0].value) << text;
            }
            ++tried;
        }
    }
    EXPECT_GT(tried, 500);
}

TEST(OpenApi, EachFaultOfASearchIsFoundOnceAndInItsPlace) {
    for (const auto& name : search_schemas()) {
        const Faults faults(schema(name));
        EXPECT_EQ(
            names_of(read_search(test::json::serialize(faults.whole()), name, test::schemas(), UnknownMembers::refused)
                         .issues),
            std::vector<std::string>{})
            << name;
        for (const auto& fault : faults.all()) {
            const auto text = test::json::serialize(fault.body);
            const auto read = read_search(text, name, test::schemas(), UnknownMembers::refused);
            ASSERT_EQ(read.issues.size(), 1u) << fault.name << ' ' << text;
            EXPECT_EQ(read.issues[0].name, fault.name) << text;
        }
    }
}

TEST(OpenApi, ItsExamplesOfDeclarationsAreAccepted) {
    const auto& content =
        openapi().at("paths").at("/declarations").at("post").at("requestBody").at("content").at("application/json");
    for (const auto& example : content.at("examples").as_object())
        EXPECT_EQ(names_of(test::read_strictly(test::json::serialize(example.value().at("value"))).issues),
                  std::vector<std::string>{})
            << example.key();
}

TEST(OpenApi, ItsExamplesOfNumbersHaveCheckDigits) {
    const std::string_view employer =
        schema("EmployerRequest").at("properties").at("enterpriseNumber").at("example").as_string();
    EXPECT_TRUE(domain::EnterpriseNumber::parse(employer));
    const auto& number = schema("EmployerRequest").at("properties").at("employerId").at("example");
    EXPECT_TRUE(domain::EmployerNumber::parse_definitive(std::to_string(number.as_int64())));
    const std::string_view ssin = schema("WorkerRequest").at("properties").at("ssin").at("example").as_string();
    EXPECT_TRUE(domain::Ssin::parse(ssin));
    const auto& period = schema("DimonaCancel").at("properties").at("periodId").at("example");
    EXPECT_TRUE(domain::parse_twelve_digit_number(std::to_string(period.as_int64())));
}

// What the glossary says about a value is a verdict: no schema may refuse it before.
TEST(OpenApi, NoSchemaOfADeclarationBoundsWhatTheRulesJudge) {
    std::set<std::string_view> seen;
    const std::function<void(const object&)> look = [&](const object& referring) {
        const auto& node = followed(referring);
        for (const auto* bound : {"minimum", "maximum", "pattern"}) EXPECT_FALSE(node.contains(bound)) << node;
        if (const auto* members = node.if_contains("properties"))
            for (const auto& member : members->as_object()) look(member.value().as_object());
        if (const auto* items = node.if_contains("items")) look(items->as_object());
    };
    for (const auto& variant : schema("DeclarationRequest").at("oneOf").as_array()) look(variant.as_object());
}

TEST(OpenApi, DescribesTheOperationsThatTheServiceHas) {
    std::set<std::string> described;
    for (const auto& path : openapi().at("paths").as_object())
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            std::transform(method.begin(), method.end(), method.begin(),
                           [](char letter) { return static_cast<char>(letter - 'a' + 'A'); });
            std::string address = "/REST/dimona/v2" + std::string(path.key());
            if (const auto mark = address.find("{id}"); mark != std::string::npos)
                address.replace(mark, 4, "600000000156");
            const auto route = find_route(method, address);
            ASSERT_TRUE(route.operation) << method << ' ' << address;
            const std::string_view id = operation.value().at("operationId").as_string();
            EXPECT_EQ(name_of(*route.operation), id);
            described.emplace(id);
        }
    EXPECT_EQ(described.size(), 10u);
}

TEST(OpenApi, EachOperationNamesItsScopeOrNeedsNone) {
    const auto scope_of = [](std::string_view path, std::string_view method) -> std::string {
        const auto& security = openapi().at("paths").at(path).at(method).at("security").as_array();
        return security.empty() ? "" : std::string(security[0].at("oauth2").as_array().at(0).as_string());
    };
    EXPECT_EQ(scope_of("/declarations", "post"), access::scope_declare);
    for (const auto* path : {"/declarations/search", "/periods/search", "/relations/search"})
        EXPECT_EQ(scope_of(path, "post"), access::scope_consult) << path;
    for (const auto* path :
         {"/declarations/{id}", "/declarations/{id}/explanation", "/periods/{id}", "/dailyRegistrations/{id}"})
        EXPECT_EQ(scope_of(path, "get"), access::scope_consult) << path;
    for (const auto* path : {"/health", "/openapi.json"}) EXPECT_EQ(scope_of(path, "get"), "") << path;
}

}  // namespace
}  // namespace dimona::rest
