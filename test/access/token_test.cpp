// The token that is given out, and what is accepted as one.
#include <gtest/gtest.h>

#include <thread>

#include "access/jws.hpp"
#include "access/support/authority.hpp"
#include "access/support/certificates.hpp"
#include "base/digest.hpp"

namespace dimona::access {
namespace {

using namespace test;
namespace json = boost::json;

class Token : public testing::Test {
protected:
    [[nodiscard]] tl::expected<TokenClaims, TokenProblem> check(const std::string& token) {
        return authority_.service().check("Bearer " + token);
    }
    void expect_refused(const std::string& header, TokenProblem problem) {
        const auto claims = authority_.service().check(header);
        ASSERT_FALSE(claims) << header;
        EXPECT_EQ(claims.error(), problem) << header;
    }
    Authority authority_;
};

TEST_F(Token, SaysWhoseItIsWhatItAllowsAndHowLong) {
    const auto answer = Authority::must_token(authority_.ask_with(Authority::sign(authority_.claims())));
    EXPECT_EQ(answer.expires_in_s, 600);
    const auto claims = check(answer.access_token);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->client_id, "vendor");
    EXPECT_EQ(claims->enterprise, authority_.enterprise);
    EXPECT_TRUE(claims->has(scope_declare));
    EXPECT_TRUE(claims->has(scope_consult));
    EXPECT_FALSE(claims->has("scope:other"));
    EXPECT_EQ(claims->expires, authority_.clock.now() + std::chrono::seconds{600});
}

// RFC 9068 2.
TEST_F(Token, IsAnAccessTokenInTheStandardForm) {
    const auto token = authority_.a_token();
    const auto jws = must(take_apart(token));
    EXPECT_EQ(jws.header.at("typ"), "at+jwt");
    EXPECT_EQ(jws.header.at("alg"), "ES256");
    EXPECT_EQ(jws.claims.at("iss"), json::value(Authority::url));
    EXPECT_EQ(jws.claims.at("sub"), "vendor");
    EXPECT_EQ(jws.claims.at("client_id"), "vendor");
    EXPECT_EQ(jws.claims.at("iat").as_int64(), authority_.seconds_from_now(0));
    EXPECT_EQ(jws.claims.at("exp").as_int64(), authority_.seconds_from_now(600));
    EXPECT_NE(jws.claims.at("jti"), must(take_apart(authority_.a_token())).claims.at("jti"));
}

TEST_F(Token, IsSignedWithThePublishedKeyNamedByItsThumbprint) {
    const auto jws = must(take_apart(authority_.a_token()));
    const auto keys = json::parse(authority_.service().jwks()).at("keys").as_array();
    ASSERT_EQ(keys.size(), 1U);
    const auto& key = keys[0].as_object();
    EXPECT_TRUE(is_signed_by(jws, must(read_public_key(json::serialize(key)))));
    EXPECT_EQ(key.at("use"), "sig");
    EXPECT_FALSE(key.contains("d")) << "the private half stays here";
    const json::object required = {
        {"crv", key.at("crv")}, {"kty", key.at("kty")}, {"x", key.at("x")}, {"y", key.at("y")}};
    const auto digest = sha256(json::serialize(required));  // RFC 7638 3
    const auto thumbprint = base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
    EXPECT_EQ(key.at("kid"), json::value(thumbprint));
    EXPECT_EQ(jws.header.at("kid"), json::value(thumbprint));
}

// A store that can be taken away.
class Away final : public registry::Store {
public:
    explicit Away(std::unique_ptr<registry::Store> real) : real_(std::move(real)) {}
    bool is_away = false;

    Result<std::unique_ptr<registry::Reader>> read() override {
        if (is_away) return fail(ErrorKind::unavailable, "the store is away");
        return real_->read();
    }
    Result<std::unique_ptr<registry::Writer>> write() override { return real_->write(); }
    [[nodiscard]] int max_writers() const override { return real_->max_writers(); }
    Status backup_to(const std::string& path) override { return real_->backup_to(path); }
    Status check() override { return real_->check(); }
    Status probe() override { return real_->probe(); }

private:
    std::unique_ptr<registry::Store> real_;
};

TEST_F(Token, ThatCannotBeCheckedIsNotCalledInvalid) {
    Away store(must(store::open_sqlite({.path = ":memory:"})));
    {
        const auto writer = must(store.write());
        must(writer->put_oauth_client(
            {"vendor", authority_.enterprise, {std::string(scope_declare)}, {p256_pair().public_pem}, true}));
        must(writer->commit());
    }
    registry::Lanes lanes(store, {});
    const auto service = must(TokenService::open(
        store, lanes, authority_.clock, {.issuer = Authority::url, .signing_key_file = authority_.signing_key_file()}));
    const auto header = "Bearer " + authority_.a_token();
    EXPECT_TRUE(service->check(header));
    authority_.clock.advance(std::chrono::seconds{60});  // what was known of the client is too old
    store.is_away = true;
    EXPECT_EQ(service->check(header).error(), TokenProblem::cannot_be_checked);
    store.is_away = false;
    EXPECT_TRUE(service->check(header));
}

TEST_F(Token, StaysGoodAfterARestart) {
    const auto token = authority_.a_token();
    authority_.reopen();
    EXPECT_TRUE(check(token));
}

TEST_F(Token, EndsAtItsExpiryWhetherSeenBeforeOrNot) {
    const auto seen = authority_.a_token(), unseen = authority_.a_token();
    authority_.clock.advance(std::chrono::seconds{599});
    EXPECT_TRUE(check(seen));
    authority_.clock.advance(std::chrono::seconds{1});
    expect_refused("Bearer " + seen, TokenProblem::expired);
    expect_refused("Bearer " + unseen, TokenProblem::expired);
}

TEST_F(Token, OfARevokedClientIsRefusedWithinSeconds) {
    const auto token = authority_.a_token();
    EXPECT_TRUE(check(token));
    authority_.register_client("vendor", {}, false);
    authority_.clock.advance(std::chrono::seconds{6});
    expect_refused("Bearer " + token, TokenProblem::invalid);
}

TEST_F(Token, OfAKeyThatWasRemovedIsRefusedWithinSecondsTheOthersGoOn) {
    const auto old_pem = p256_pair().public_pem, new_pem = p256_pair("new").public_pem;
    const auto of_old = authority_.a_token();
    EXPECT_TRUE(check(of_old));
    authority_.register_client("vendor", {old_pem, new_pem});
    const auto with_new = signed_jws({{"alg", "ES256"}, {"typ", "JWT"}}, authority_.claims(), p256_pair("new").key);
    const auto of_new = Authority::must_token(authority_.ask_with(with_new)).access_token;
    EXPECT_TRUE(check(of_new)) << "at once: there is no gap";
    EXPECT_TRUE(check(of_old));
    authority_.register_client("vendor", {new_pem});
    authority_.clock.advance(std::chrono::seconds{6});
    expect_refused("Bearer " + of_old, TokenProblem::invalid);
    EXPECT_TRUE(check(of_new));
    EXPECT_EQ(authority_.ask_with(Authority::sign(authority_.claims())).error().error, "invalid_client");
}

TEST_F(Token, IsNotGivenForACertificateThatHasExpired) {
    const auto now = authority_.clock.now();
    const auto short_lived = certificate({.pair = "first", .not_before = now, .days = 1});
    authority_.register_client("vendor", {short_lived});
    EXPECT_TRUE(authority_.ask_with(Authority::sign(authority_.claims())));
    authority_.clock.advance(std::chrono::hours{24});
    EXPECT_EQ(authority_.ask_with(Authority::sign(authority_.claims())).error().error, "invalid_client");
}

TEST_F(Token, IsWantedInTheHeaderThatRfc6750Names) {
    const auto token = authority_.a_token();
    expect_refused("", TokenProblem::missing);
    for (const std::string& header :
         std::vector<std::string>{"Bearer", "Bearer ", token, "Basic " + token, "Bearer  " + token,
                                  "Bearer " + token + " ", "Bearer x", "Bearer ..", "Bearer " + token + ".x"})
        expect_refused(header, TokenProblem::invalid);
    EXPECT_TRUE(authority_.service().check("bearer " + token)) << "schemes have no case";
}

TEST_F(Token, OfAnybodyElseIsRefused) {
    const auto genuine = must(take_apart(authority_.a_token()));
    const auto own_claims = genuine.claims;
    expect_refused("Bearer " + signed_jws(genuine.header, own_claims, p256_pair("stranger").key),
                   TokenProblem::invalid);
    const auto published = json::serialize(json::parse(authority_.service().jwks()).at("keys").at(0));
    expect_refused("Bearer " + hmac_jws(genuine.header, own_claims, published), TokenProblem::invalid);
    const auto unsigned_token =
        base64url(R"({"alg":"none","typ":"at+jwt"})") + "." + base64url(json::serialize(own_claims)) + ".";
    expect_refused("Bearer " + unsigned_token, TokenProblem::invalid);
    expect_refused("Bearer " + Authority::sign(authority_.claims()), TokenProblem::invalid);
}

TEST_F(Token, OfAnotherServiceWithTheSameKeyIsRefused) {
    const auto key = must(open_signing_key(authority_.signing_key_file()));
    const auto genuine = must(take_apart(authority_.a_token()));
    EXPECT_TRUE(check(must(sign(genuine.header, genuine.claims, key))));
    for (const auto& [claim, value] : std::vector<std::pair<const char*, json::value>>{
             {"iss", "https://elsewhere.example"}, {"aud", "another service"}}) {
        auto claims = genuine.claims;
        claims[claim] = value;
        expect_refused("Bearer " + must(sign(genuine.header, claims, key)), TokenProblem::invalid);
    }
    auto header = genuine.header;
    header["typ"] = "JWT";
    expect_refused("Bearer " + must(sign(header, genuine.claims, key)), TokenProblem::invalid);
}

TEST_F(Token, IsCheckedByManyAtOnce) {
    const auto one = authority_.a_token(), other = authority_.a_token();
    constexpr int callers = 4, checks = 200;
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] {
            for (int number = 0; number < checks; ++number) good += check(number % 2 == 0 ? one : other) ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(good, callers * checks);
}

}  // namespace
}  // namespace dimona::access
