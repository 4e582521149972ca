// What a client may send, and everything it may not: RFC 6749, 7521, 7523.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "access/jws.hpp"
#include "access/support/authority.hpp"

namespace dimona::access {
namespace {

using namespace test;
namespace json = boost::json;

class ClientAssertion : public testing::Test {
protected:
    void expect_refused(const Issued& issued, int status, const std::string& error, const std::string& what) {
        ASSERT_FALSE(issued) << what;
        EXPECT_EQ(issued.error().status, status) << what;
        EXPECT_EQ(issued.error().error, error) << what << ": " << issued.error().description;
        // RFC 6749 5.2: printable ASCII without quotation mark and backslash.
        EXPECT_FALSE(issued.error().description.empty()) << what;
        EXPECT_TRUE(
            std::all_of(issued.error().description.begin(), issued.error().description.end(),
                        [](char letter) { return letter >= ' ' && letter < 127 && letter != '"' && letter != '\\'; }))
            << what << ": " << issued.error().description;
    }
    void expect_refused_client(const Issued& issued, const std::string& what) {
        expect_refused(issued, 401, "invalid_client", what);
    }
    Issued with_claim(const char* name, json::value value) {
        auto claims = authority_.claims();
        claims[name] = std::move(value);
        return authority_.ask_with(Authority::sign(claims));
    }
    Issued without_claim(const char* name) {
        auto claims = authority_.claims();
        claims.erase(name);
        return authority_.ask_with(Authority::sign(claims));
    }
    Issued with_header(const json::object& header) {
        return authority_.ask_with(signed_jws(header, authority_.claims(), p256_pair().key));
    }
    Issued with_parameter(const char* name, const std::string& value) {
        auto form = Authority::form_with(Authority::sign(authority_.claims()));
        form[name] = value;
        return authority_.ask(form);
    }

    Authority authority_;
};

TEST_F(ClientAssertion, GivesATokenForBothKindsOfKeys) {
    authority_.register_client("rsa-vendor", {rsa_pair().public_pem});
    EXPECT_TRUE(authority_.ask_with(Authority::sign(authority_.claims())));
    EXPECT_TRUE(authority_.ask_with(
        signed_jws({{"alg", "RS256"}, {"typ", "JWT"}}, authority_.claims("rsa-vendor"), rsa_pair().key)));
}

TEST_F(ClientAssertion, MayBeSignedWithAnyKeyOfTheClient) {
    authority_.register_client("vendor", {rsa_pair().public_pem, p256_pair().public_pem});
    EXPECT_TRUE(authority_.ask_with(Authority::sign(authority_.claims())));
    EXPECT_TRUE(authority_.ask_with(signed_jws({{"alg", "RS256"}}, authority_.claims(), rsa_pair().key)));
}

TEST_F(ClientAssertion, MayLeaveOutOrSpellOutWhatIsOptional) {
    EXPECT_TRUE(with_header({{"alg", "ES256"}})) << "no type";
    EXPECT_TRUE(with_header({{"alg", "ES256"}, {"typ", "client-authentication+jwt"}}));
    EXPECT_TRUE(with_header({{"alg", "ES256"}, {"kid", "unknown to us"}}));
    EXPECT_TRUE(without_claim("iat"));
    EXPECT_TRUE(with_claim("nbf", authority_.seconds_from_now(0)));
    EXPECT_TRUE(with_claim("aud", json::string(Authority::url))) << "the issuer";
    EXPECT_TRUE(with_claim("aud", json::array{"https://elsewhere.example", json::string(Authority::token_url)}));
    EXPECT_TRUE(with_claim("exp", static_cast<double>(authority_.seconds_from_now(60)) + 0.5)) << "a fraction";
    EXPECT_TRUE(with_claim("jti", json::string(256, 'j')));
    EXPECT_TRUE(with_parameter("client_id", "vendor"));
    EXPECT_TRUE(with_parameter("resource", "unknown")) << "unknown parameters are ignored (RFC 6749 3.2)";
}

TEST_F(ClientAssertion, IsRefusedForWrongClaims) {
    const auto now = authority_.seconds_from_now(0);
    struct Case {
        const char *what, *claim;
        json::value value;
    };
    const std::vector<Case> cases = {
        {"another issuer", "iss", "somebody"},
        {"another subject", "sub", "somebody"},
        {"a subject that is no text", "sub", 1},
        {"another audience", "aud", "https://elsewhere.example"},
        {"an audience that only begins like ours", "aud", json::string(Authority::token_url + "/more")},
        {"an empty list of audiences", "aud", json::array{}},
        {"an audience of another type", "aud", json::object{}},
        {"an expiry that has passed", "exp", now - 31},
        {"an expiry beyond a day", "exp", now + 86'400 + 31},
        {"an expiry without end", "exp", 1e300},
        {"a negative expiry", "exp", -1},
        {"an expiry as text", "exp", json::string(std::to_string(now + 60))},
        {"a beginning in the future", "nbf", now + 31},
        {"a beginning as text", "nbf", "now"},
        {"an issue in the future", "iat", now + 31},
        {"an empty number", "jti", ""},
        {"a number that is too long", "jti", json::string(257, 'j')},
        {"a number that is no text", "jti", 7},
    };
    for (const auto& [what, claim, value] : cases) expect_refused_client(with_claim(claim, value), what);
    for (const char* claim : {"iss", "sub", "aud", "exp", "jti"}) expect_refused_client(without_claim(claim), claim);
}

TEST_F(ClientAssertion, MayBeOffByTheSkewOfTwoClocks) {
    const auto now = authority_.seconds_from_now(0);
    EXPECT_TRUE(with_claim("exp", now - 29));
    EXPECT_TRUE(with_claim("nbf", now + 30));
    EXPECT_TRUE(with_claim("iat", now + 30));
}

TEST_F(ClientAssertion, IsRefusedForWrongHeaders) {
    for (const json::value& algorithm : std::vector<json::value>{"none", "HS256", "RS256", "ES384", nullptr})
        expect_refused_client(with_header({{"alg", algorithm}}), json::serialize(algorithm));
    expect_refused_client(with_header({}), "no algorithm");
    for (const json::value& type : std::vector<json::value>{"at+jwt", "", 1, nullptr})
        expect_refused_client(with_header({{"alg", "ES256"}, {"typ", type}}), json::serialize(type));
    expect_refused_client(with_header({{"alg", "ES256"}, {"crit", json::array{"b64"}}, {"b64", false}}), "crit");
    expect_refused_client(authority_.ask_with(hmac_jws({}, authority_.claims(), p256_pair().public_pem)), "HMAC");
}

TEST_F(ClientAssertion, OfAnUnknownClientAndOneUnderAWrongKeyGetTheSameAnswer) {
    authority_.register_client("revoked", {p256_pair().public_pem}, false);
    const auto unknown = authority_.ask_with(Authority::sign(authority_.claims("nobody")));
    const auto revoked = authority_.ask_with(Authority::sign(authority_.claims("revoked")));
    const auto stranger =
        authority_.ask_with(signed_jws({{"alg", "ES256"}}, authority_.claims(), p256_pair("stranger").key));
    expect_refused_client(unknown, "unknown");
    for (const auto* issued : {&revoked, &stranger}) {
        ASSERT_FALSE(*issued);
        EXPECT_EQ(issued->error().status, unknown.error().status);
        EXPECT_EQ(issued->error().error, unknown.error().error);
        EXPECT_EQ(issued->error().description, unknown.error().description);
    }
}

TEST_F(ClientAssertion, IsRefusedWhenItWasUsedBeforeAlsoAfterARestart) {
    const auto assertion = Authority::sign(authority_.claims());
    EXPECT_TRUE(authority_.ask_with(assertion));
    expect_refused_client(authority_.ask_with(assertion), "at once");
    authority_.reopen();
    expect_refused_client(authority_.ask_with(assertion), "after a restart");
    authority_.clock.advance(std::chrono::seconds{80});
    expect_refused_client(authority_.ask_with(assertion), "within the skew after its expiry");
}

TEST_F(ClientAssertion, IsKnownByItsNumberAndClientWhateverElseChanges) {
    auto claims = authority_.claims();
    EXPECT_TRUE(authority_.ask_with(Authority::sign(claims)));
    claims["exp"] = authority_.seconds_from_now(90);
    expect_refused_client(authority_.ask_with(Authority::sign(claims)), "same number, another expiry");

    authority_.register_client("other", {p256_pair().public_pem});
    claims["iss"] = claims["sub"] = "other";
    EXPECT_TRUE(authority_.ask_with(Authority::sign(claims))) << "each client counts for itself";
}

TEST_F(ClientAssertion, ThatWasRefusedIsNotSpent) {
    const auto claims = authority_.claims();
    expect_refused_client(authority_.ask_with(signed_jws({{"alg", "ES256"}}, claims, p256_pair("stranger").key)),
                          "forged");
    EXPECT_TRUE(authority_.ask_with(Authority::sign(claims)));
}

TEST_F(ClientAssertion, UsedByManyAtOnceServesOne) {
    constexpr int callers = 8;
    const auto assertion = Authority::sign(authority_.claims());
    std::atomic<int> served = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] { served += authority_.ask_with(assertion) ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(served, 1);
}

TEST_F(ClientAssertion, ComesInARequestThatIsWellFormed) {
    const auto assertion = Authority::sign(authority_.claims());
    const std::string type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    const auto whole = "grant_type=client_credentials&client_assertion_type=" + type + "&client_assertion=" + assertion;
    expect_refused(authority_.ask_with_body(""), 400, "invalid_request", "empty");
    expect_refused(authority_.ask_with_body("%zz"), 400, "invalid_request", "not encoded");
    expect_refused(authority_.ask_with_body("{\"grant_type\":1}"), 400, "invalid_request", "JSON");
    expect_refused(authority_.ask_with_body(whole + "&grant_type=client_credentials"), 400, "invalid_request", "twice");
    expect_refused(authority_.ask_with_body(whole + "&\xff=1&\xff=2"), 400, "invalid_request", "no UTF-8");
    expect_refused(authority_.ask_with_body(whole + std::string(40'000, '&')), 400, "invalid_request", "too long");
    std::string many = whole;
    for (int name = 0; name < 30; ++name) many += "&p" + std::to_string(name) + "=1";
    expect_refused(authority_.ask_with_body(many), 400, "invalid_request", "too many parameters");
    expect_refused(with_parameter("client_secret", "secret"), 400, "invalid_request", "two methods");
    expect_refused(with_parameter("grant_type", "password"), 400, "unsupported_grant_type", "another grant");
    expect_refused(with_parameter("client_assertion_type", "saml"), 400, "invalid_request", "another type");
    expect_refused_client(with_parameter("client_assertion", ""), "no assertion");
    expect_refused_client(with_parameter("client_assertion_type", ""), "no type of assertion");
    expect_refused_client(with_parameter("client_id", "somebody"), "another client id");
    EXPECT_TRUE(authority_.ask_with_body(whole)) << "none of these spent it";
}

TEST_F(ClientAssertion, AsksForScopesThatTheClientHas) {
    const std::string both = std::string(scope_declare) + " " + std::string(scope_consult);
    EXPECT_EQ(Authority::must_token(with_parameter("scope", "")).scope, both);
    EXPECT_EQ(Authority::must_token(with_parameter("scope", "+")).scope, both);
    EXPECT_EQ(Authority::must_token(with_parameter("scope", std::string(scope_consult))).scope, scope_consult);
    EXPECT_EQ(
        Authority::must_token(with_parameter("scope", std::string(scope_consult) + "+" + std::string(scope_consult)))
            .scope,
        scope_consult);
    expect_refused(with_parameter("scope", "scope:other"), 400, "invalid_scope", "unknown");
    expect_refused(with_parameter("scope", std::string(scope_consult) + "+%22%FF"), 400, "invalid_scope", "no text");

    authority_.register_client("vendor", {p256_pair().public_pem}, true, {std::string(scope_consult)});
    EXPECT_EQ(Authority::must_token(with_parameter("scope", "")).scope, scope_consult);
    expect_refused(with_parameter("scope", std::string(scope_declare)), 400, "invalid_scope", "not allowed");
}

}  // namespace
}  // namespace dimona::access
