// The service as a caller sees it: from a request to the answer, above a real register.
#include "channel/rest/service.hpp"

#include <gtest/gtest.h>

#include "channel/rest/routes.hpp"
#include "support/desk.hpp"

namespace dimona::rest {
namespace {

using test::Answer;
using test::base_url;
using test::Desk;
using test::root;

void expect_problem(const Answer& answer, int status, std::string_view type) {
    EXPECT_EQ(answer.status, status) << answer.text;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.at("/type"), "urn:problem-type:belgif:" + std::string(type));
}

TEST(Service, DeclaresAndGivesBackWhatItSaid) {
    Desk desk;
    const auto declared = desk.declare(desk.ordinary_in());
    ASSERT_EQ(declared.status, 201) << declared.text;
    EXPECT_EQ(declared.header("Preference-Applied"), "wait=5");
    EXPECT_EQ(declared.at("/declarationStatus/result"), "A");
    EXPECT_EQ(declared.at("/worker/familyName"), desk.persons[0].family_name);
    EXPECT_EQ(declared.number_at("/employer/employerId"), desk.employers[0].number.value());
    EXPECT_EQ(declared.body.at("dimonaIn"), desk.ordinary_in().at("dimonaIn"));
    const auto id = std::to_string(declared.number_at("/declarationStatus/declarationId"));
    EXPECT_EQ(declared.header("Location"), std::string(base_url) + root + "/declarations/" + id);
    EXPECT_EQ(declared.at("/href"), declared.header("Location"));
    const auto read = desk.get("/declarations/" + id);
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.body, declared.body);
    const auto period = desk.get("/periods/" + id);
    EXPECT_EQ(period.at("/href"), declared.at("/declarationStatus/period/href"));
    EXPECT_EQ(period.at("/status"), "OPEN");
    EXPECT_EQ(period.number_at("/lastDeclarationId"), period.number_at("/periodId"));
}

TEST(Service, AnswersWithoutBodyWhoDoesNotWait) {
    Desk desk;
    const auto declared = desk.post("/declarations", desk.ordinary_in());
    EXPECT_EQ(declared.status, 201);
    EXPECT_EQ(declared.text, "{}");
    EXPECT_EQ(declared.header("Preference-Applied"), "");
    EXPECT_FALSE(declared.header("Location").empty());
}

TEST(Service, DecidesADryRunAndKeepsNothing) {
    Desk desk;
    const auto tried = desk.post("/declarations?dryRun=true", desk.ordinary_in());
    EXPECT_EQ(tried.status, 200);
    EXPECT_EQ(tried.at("/declarationStatus/result"), "A");
    EXPECT_FALSE(tried.body.as_object().contains("href"));
    EXPECT_FALSE(tried.body.at("declarationStatus").as_object().contains("declarationId"));
    EXPECT_EQ(tried.header("Location"), "");
    EXPECT_FALSE(desk.observed.back().kind) << "what is not stored is not counted";
    EXPECT_TRUE(desk.post("/declarations/search", test::json::object{}).body.at("items").as_array().empty());
}

TEST(Service, RepeatsAnAnswerByItsKeyAndRefusesTheKeyForAnotherBody) {
    Desk desk;
    const std::vector<http::Header> headers = {{"Idempotency-Key", "k"}, {"Prefer", "wait=1"}};
    const auto first = desk.post("/declarations", desk.ordinary_in(), headers);
    EXPECT_EQ(desk.observed.back().result, domain::Verdict::accepted);
    const auto again = desk.post("/declarations", desk.ordinary_in(), headers);
    EXPECT_FALSE(desk.observed.back().result) << "it was counted the first time";
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("Location"), first.header("Location"));
    expect_problem(desk.post("/declarations", desk.ordinary_in(1), headers), 409, "conflict");
    expect_problem(desk.post("/declarations", desk.ordinary_in(), {{"Idempotency-Key", ""}}), 400, "badRequest");
}

TEST(Service, PutsAllMalformedPartsOfARequestIntoOneAnswer) {
    Desk desk;
    const auto answer =
        desk.call("POST", std::string(root) + "/declarations?dryrun=true", R"({"dimonaOut":{"periodId":"x"},"a":1})",
                  {{"Idempotency-Key", std::string(300, 'k')}});
    expect_problem(answer, 400, "badRequest");
    std::vector<std::string> names;
    for (const auto& issue : answer.body.at("issues").as_array()) names.emplace_back(issue.at("name").as_string());
    EXPECT_EQ(names,
              (std::vector<std::string>{"dimonaOut.endDate", "dimonaOut.periodId", "a", "dryrun", "Idempotency-Key"}));
}

TEST(Service, WantsATokenOfTheRightScopeForEachOperation) {
    struct Case {
        const char *method, *path;
        bool declares;
    };
    const Case cases[] = {{"POST", "/declarations", true},         {"POST", "/declarations?dryRun=true", true},
                          {"GET", "/declarations/1", false},       {"GET", "/declarations/1/explanation", false},
                          {"POST", "/declarations/search", false}, {"GET", "/periods/1", false},
                          {"POST", "/periods/search", false},      {"POST", "/relations/search", false},
                          {"GET", "/dailyRegistrations/1", false}};
    Desk desk;
    for (const auto& [method, path, declares] : cases) {
        const auto call = [&, at = std::string(root) + path, verb = method](const char* bearer) {
            desk.bearer = bearer;
            return desk.call(verb, at, "{");
        };
        expect_problem(call(""), 401, "noAccessToken");
        expect_problem(call("Bearer x"), 401, "invalidAccessToken");
        expect_problem(call("Bearer expired"), 401, "expiredAccessToken");
        const auto lacking = call(declares ? "Bearer 0 consult" : "Bearer 0 declare");
        expect_problem(lacking, 403, "missingScope");
        EXPECT_EQ(lacking.at("/requiredScopes/0"), declares ? access::scope_declare : access::scope_consult);
        const auto allowed = call(declares ? "Bearer 0 declare" : "Bearer 0 consult");
        EXPECT_TRUE(allowed.status == 400 || allowed.status == 404) << path << ' ' << allowed.status;
    }
}

TEST(Service, NeedsNoTokenForWhatIsPublic) {
    Desk desk;
    desk.bearer.clear();
    EXPECT_EQ(desk.get("/health").at("/status"), "UP");
    EXPECT_EQ(desk.get("/openapi.json").at("/openapi"), "3.0.3");
    EXPECT_TRUE(desk.call("GET", "/.well-known/jwks.json").body.as_object().contains("keys"));
    const auto metadata = desk.call("GET", "/.well-known/oauth-authorization-server");
    EXPECT_EQ(metadata.at("/issuer"), base_url);
    EXPECT_EQ(metadata.at("/token_endpoint"), std::string(base_url) + "/REST/oauth/v5/token");
    EXPECT_EQ(metadata.at("/token_endpoint_auth_methods_supported/0"), "private_key_jwt");
}

TEST(Service, SaysWhenItTakesNoDeclarations) {
    Desk desk;
    desk.is_up = false;
    const auto health = desk.get("/health");
    EXPECT_EQ(health.status, 503);
    EXPECT_EQ(health.at("/status"), "DOWN");
}

TEST(Service, AsksToComeBackWhenTheStoreTakesNothing) {
    Desk desk;
    desk.lanes.stop();
    const auto declared = desk.declare(desk.ordinary_in());
    expect_problem(declared, 503, "serviceUnavailable");
    EXPECT_FALSE(declared.header("Retry-After").empty());
    EXPECT_FALSE(desk.observed.back().result);
    // Nothing is given out that could not be logged.
    expect_problem(desk.post("/declarations/search", test::json::object{}), 503, "serviceUnavailable");
    EXPECT_EQ(desk.post("/declarations?dryRun=true", desk.ordinary_in()).status, 200);
}

TEST(Service, GivesTokensOutInTheWordsOfOAuth) {
    Desk desk;
    desk.bearer.clear();
    const std::vector<http::Header> form = {{"Content-Type", "application/x-www-form-urlencoded"}};
    const auto granted = desk.call("POST", "/REST/oauth/v5/token", "right", form);
    EXPECT_EQ(granted.status, 200);
    EXPECT_EQ(granted.at("/access_token"), "a.b.c");
    EXPECT_EQ(granted.at("/token_type"), "Bearer");
    EXPECT_EQ(granted.number_at("/expires_in"), 600);
    EXPECT_EQ(granted.at("/scope"), access::scope_consult);
    EXPECT_EQ(granted.header("Cache-Control"), "no-store");
    EXPECT_EQ(granted.header("Pragma"), "no-cache");
    const auto refused = desk.call("POST", "/REST/oauth/v5/token", "wrong", form);
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.at("/error"), "invalid_client");
    EXPECT_TRUE(refused.header("WWW-Authenticate").starts_with("Bearer"));
    const auto json_body = desk.call("POST", "/REST/oauth/v5/token", "right");
    EXPECT_EQ(json_body.status, 400);
    EXPECT_EQ(json_body.at("/error"), "invalid_request");
}

TEST(Service, RefusesWhatItHasNot) {
    Desk desk;
    expect_problem(desk.get("/nothing"), 404, "resourceNotFound");
    expect_problem(desk.get("/periods/abc"), 404, "resourceNotFound");
    expect_problem(desk.get("/periods/600000000156"), 404, "resourceNotFound");
    expect_problem(desk.get("/periods/600000000156?select=all"), 400, "badRequest");
    const auto method = desk.call("DELETE", std::string(root) + "/periods/1");
    expect_problem(method, 405, "methodNotAllowed");
    EXPECT_EQ(method.header("Allow"), "GET, HEAD, OPTIONS");
    const auto options = desk.call("OPTIONS", std::string(root) + "/declarations");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "POST, OPTIONS");
    EXPECT_TRUE(options.text.empty());
    expect_problem(desk.get("/health", {{"Accept", "text/html"}}), 406, "notAcceptable");
    for (const auto* path : {"/declarations", "/periods/search"})
        expect_problem(desk.call("POST", std::string(root) + path, "{}", {{"Content-Type", "text/plain"}}), 415,
                       "unsupportedMediaType");
}

TEST(Service, NamesEachExchange) {
    Desk desk;
    const std::string own = "7e1d6f9a-1111-4222-8333-444455556666";
    const auto traced = desk.get("/health", {{"BelGov-Trace-Id", own}});
    EXPECT_EQ(traced.header("BelGov-Trace-Id"), "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11");
    EXPECT_EQ(traced.header("BelGov-Related-Trace-Id"), own);
    EXPECT_EQ(desk.get("/health", {{"BelGov-Related-Trace-Id", own}}).header("BelGov-Related-Trace-Id"), own);
    EXPECT_EQ(desk.get("/health", {{"BelGov-Trace-Id", "<script>"}}).header("BelGov-Related-Trace-Id"), "");
    EXPECT_EQ(desk.get("/nothing").at("/instance"), "urn:uuid:0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11");
    EXPECT_EQ(desk.service.refuse(400, "Why.", own).headers.back().name, "X-Content-Type-Options");
}

TEST(Service, KeepsPersonalDataOutOfCachesAndInsistsOnTlsOnlyUnderTls) {
    Desk plain;
    const auto declared = plain.declare(plain.ordinary_in());
    EXPECT_EQ(declared.header("Cache-Control"), "no-store");
    EXPECT_EQ(declared.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(declared.header("Strict-Transport-Security"), "");
    Desk secure(Settings{.base_url = {}, .openapi_document = {}, .tls = true, .is_healthy = {}, .observe = {}});
    EXPECT_FALSE(secure.get("/health").header("Strict-Transport-Security").empty());
}

TEST(Service, SaysTheLimitOfABodyThatTheServerRefused) {
    Desk desk(
        Settings{.base_url = {}, .openapi_document = {}, .body_bytes_max = 1000, .is_healthy = {}, .observe = {}});
    const auto refused = desk.service.refuse(413, "Too large.", "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11");
    EXPECT_EQ(test::json::parse(refused.body).at("limit"), test::json::value(1000));
}

TEST(Service, ToleratesUnknownMembersWhenItIsToldTo) {
    Desk desk(Settings{
        .base_url = {}, .openapi_document = {}, .tolerate_unknown_members = true, .is_healthy = {}, .observe = {}});
    auto body = desk.ordinary_in();
    body.emplace("colour", "red");
    const auto declared = desk.declare(body);
    EXPECT_EQ(declared.status, 201);
    EXPECT_FALSE(declared.body.as_object().contains("colour"));
}

TEST(Service, ShowsNothingToStrangers) {
    Desk desk;
    const auto id = std::to_string(desk.declare(desk.ordinary_in()).number_at("/declarationStatus/declarationId"));
    desk.bearer = "Bearer 1 declare consult";
    for (const auto& path : {"/declarations/" + id, "/declarations/" + id + "/explanation", "/periods/" + id})
        expect_problem(desk.get(path), 404, "resourceNotFound");
    for (const auto* path : {"/declarations/search", "/periods/search", "/relations/search"}) {
        EXPECT_TRUE(desk.post(path, test::json::object{}).body.at("items").as_array().empty()) << path;
        expect_problem(desk.post(path, {{"employer", {{"employerId", desk.employers[0].number.value()}}}}), 403,
                       "missingPermission");
    }
    const auto meddling = desk.declare({{"dimonaCancel", {{"periodId", std::stoll(id)}}}});
    EXPECT_EQ(meddling.at("/declarationStatus/result"), "B");
    EXPECT_FALSE(meddling.body.as_object().contains("employer"));
    EXPECT_FALSE(meddling.body.as_object().contains("worker"));
    EXPECT_FALSE(meddling.body.at("declarationStatus").as_object().contains("period"));
    const auto own = std::to_string(meddling.number_at("/declarationStatus/declarationId"));
    EXPECT_EQ(desk.get("/declarations/" + own).body, meddling.body) << "who declared may read his verdict";
}

TEST(Service, GivesCollectionsPageByPage) {
    Desk desk;
    for (std::size_t person = 0; person < 5; ++person) desk.declare(desk.ordinary_in(person));
    for (const std::string collection : {"declarations", "periods", "relations"}) {
        std::vector<std::string> workers;
        std::string target = root + ("/" + collection) + "/search?pageSize=2";
        for (int page = 1; !target.empty(); ++page) {
            const auto answer = desk.call("POST", target, "{}");
            ASSERT_EQ(answer.status, 200) << answer.text;
            EXPECT_EQ(answer.number_at("/page"), page);
            EXPECT_EQ(answer.number_at("/pageSize"), 2);
            for (const auto& item : answer.body.at("items").as_array())
                workers.emplace_back(item.at("worker").at("ssin").as_string());
            const auto* next = answer.body.as_object().if_contains("next");
            target.clear();
            if (!next) continue;
            const std::string address(next->as_string());
            ASSERT_TRUE(address.starts_with(base_url)) << address;
            target = address.substr(std::string_view(base_url).size());
        }
        ASSERT_EQ(workers.size(), 5u) << collection;
        for (std::size_t person = 0; person < 5; ++person)
            EXPECT_EQ(workers[4 - person], desk.persons[person].ssin.to_text()) << collection;
    }
}

TEST(Service, ObservesWhatHappenedAndNobody) {
    Desk desk;
    desk.declare(desk.ordinary_in());
    const auto& seen = desk.observed.back();
    EXPECT_EQ(seen.operation, "declare");
    EXPECT_EQ(seen.method, "POST");
    EXPECT_EQ(seen.status, 201);
    EXPECT_EQ(seen.client_id, "client-0");
    EXPECT_EQ(seen.kind, domain::Kind::in);
    EXPECT_EQ(seen.result, domain::Verdict::accepted);
    EXPECT_GE(seen.microseconds, 0);
    desk.get("/nothing");
    EXPECT_EQ(desk.observed.back().operation, "none");
}

}  // namespace
}  // namespace dimona::rest
