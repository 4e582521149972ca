#include "channel/rest/problem.hpp"

#include <gtest/gtest.h>

namespace dimona::rest {
namespace {

namespace json = boost::json;

const std::string trace = "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11";

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& candidate : response.headers)
        if (candidate.name == name) return candidate.value;
    return {};
}

json::object body_of(const http::Response& response) {
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    auto body = json::parse(response.body).as_object();
    EXPECT_EQ(body.at("status"), json::value(response.status));
    EXPECT_EQ(body.at("instance"), json::value("urn:uuid:" + trace));
    EXPECT_FALSE(body.at("title").as_string().empty());
    EXPECT_FALSE(body.at("detail").as_string().empty());
    return body;
}

std::string type_of(const http::Response& response) {
    const auto body = body_of(response);
    const std::string type(body.at("type").as_string());
    constexpr std::string_view prefix = "urn:problem-type:belgif:";
    EXPECT_TRUE(type.starts_with(prefix)) << type;
    const auto name = type.substr(prefix.size());
    EXPECT_EQ(body.at("href"),
              json::value("https://www.belgif.be/specification/rest/api-guide/problems/" + name + ".html"));
    return name;
}

TEST(Problem, HasTheTypeOfItsStatus) {
    const std::pair<int, const char*> cases[] = {{400, "badRequest"},
                                                 {403, "missingPermission"},
                                                 {404, "resourceNotFound"},
                                                 {405, "methodNotAllowed"},
                                                 {406, "notAcceptable"},
                                                 {408, "requestTimeout"},
                                                 {409, "conflict"},
                                                 {413, "payloadTooLarge"},
                                                 {414, "uriTooLong"},
                                                 {415, "unsupportedMediaType"},
                                                 {417, "expectationFailed"},
                                                 {431, "requestHeaderFieldsTooLarge"},
                                                 {500, "internalServerError"},
                                                 {501, "notImplemented"},
                                                 {503, "serviceUnavailable"},
                                                 {505, "httpVersionNotSupported"}};
    for (const auto& [status, name] : cases) EXPECT_EQ(type_of(problem(status, "Because.", trace)), name);
}

TEST(Problem, TellsATokenThatIsMissingFromOneThatIsWrongOrOld) {
    EXPECT_EQ(type_of(no_access_token(trace)), "noAccessToken");
    EXPECT_EQ(header(no_access_token(trace), "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(type_of(invalid_access_token(trace)), "invalidAccessToken");
    EXPECT_NE(header(invalid_access_token(trace), "WWW-Authenticate").find("invalid_token"), std::string::npos);
    EXPECT_EQ(type_of(expired_access_token(trace)), "expiredAccessToken");
    EXPECT_NE(header(expired_access_token(trace), "WWW-Authenticate").find("expired"), std::string::npos);
}

TEST(Problem, NamesTheScopeThatIsMissing) {
    const auto response = missing_scope("scope:a:b", trace);
    EXPECT_EQ(type_of(response), "missingScope");
    EXPECT_EQ(body_of(response).at("requiredScopes"), json::value({"scope:a:b"}));
    EXPECT_EQ(header(response, "WWW-Authenticate"), R"(Bearer error="insufficient_scope", scope="scope:a:b")");
}

TEST(Problem, SaysTheLimitThatWasPassed) {
    EXPECT_EQ(body_of(payload_too_large(262'144, trace)).at("limit"), json::value(262'144));
}

TEST(Problem, GivesEachIssueItsTypeAndPlace) {
    const auto response = bad_request({{IssueKind::schema_violation, IssuePlace::body, "a.b", "why", json::value(1)},
                                       {IssueKind::unknown_input, IssuePlace::query, "q", "why"},
                                       {IssueKind::required_input, IssuePlace::body, "c", "why"},
                                       {IssueKind::exactly_one_expected, IssuePlace::body, "d, e", "why"},
                                       {IssueKind::invalid_input, IssuePlace::path, "id", "why"},
                                       {IssueKind::invalid_structure, IssuePlace::header, "H", "why"}},
                                      trace);
    EXPECT_EQ(type_of(response), "badRequest");
    const auto issues = body_of(response).at("issues").as_array();
    ASSERT_EQ(issues.size(), 6u);
    EXPECT_EQ(issues[0].at("type"), "urn:problem-type:belgif:input-validation:schemaViolation");
    EXPECT_EQ(issues[0].at("in"), "body");
    EXPECT_EQ(issues[0].at("name"), "a.b");
    EXPECT_EQ(issues[0].at("value"), json::value(1));
    EXPECT_EQ(issues[1].at("type"), "urn:problem-type:belgif:input-validation:unknownInput");
    EXPECT_EQ(issues[1].at("in"), "query");
    EXPECT_FALSE(issues[1].as_object().contains("value"));
    EXPECT_EQ(issues[2].at("type"), "urn:problem-type:belgif-ext:input-validation:requiredInput");
    EXPECT_EQ(issues[3].at("type"), "urn:problem-type:belgif-ext:input-validation:exactlyOneOfExpected");
    EXPECT_EQ(issues[4].at("type"), "urn:problem-type:belgif:input-validation:invalidInput");
    EXPECT_EQ(issues[4].at("in"), "path");
    EXPECT_EQ(issues[5].at("type"), "urn:problem-type:belgif-ext:input-validation:invalidStructure");
    EXPECT_EQ(issues[5].at("in"), "header");
}

TEST(Problem, TellsAnErrorOfTheRegisterWithoutItsInside) {
    const std::pair<ErrorKind, int> cases[] = {{ErrorKind::invalid, 400},     {ErrorKind::not_found, 404},
                                               {ErrorKind::forbidden, 403},   {ErrorKind::conflict, 409},
                                               {ErrorKind::unavailable, 503}, {ErrorKind::unsupported, 500},
                                               {ErrorKind::internal, 500}};
    for (const auto& [kind, status] : cases) {
        const auto response = problem_of({kind, "cannot open /secret/file", "place", "a remedy"}, trace);
        EXPECT_EQ(response.status, status);
        type_of(response);
        if (status >= 500) {
            EXPECT_EQ(response.body.find("secret"), std::string::npos);
        }
        EXPECT_EQ(header(response, "Retry-After").empty(), status != 503);
    }
}

}  // namespace
}  // namespace dimona::rest
