#include "access/jws.hpp"

#include <gtest/gtest.h>

#include "access/support/keys.hpp"
#include "base/digest.hpp"

namespace dimona::access {
namespace {

using namespace test;
namespace json = boost::json;

bool verifies(const std::string& token, const Key& key) {
    const auto jws = take_apart(token);
    return jws && is_signed_by(*jws, key);
}

// The published examples: RFC 7515 A.2 and A.3.
constexpr const char* rfc_payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

TEST(Jws, VerifiesThePublishedExampleOfRs256) {
    const auto key = must(read_public_key(
        R"({"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})"));
    const std::string signature =
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr"
        "7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--x"
        "i12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Ioy"
        "pGlUPQGe77Rw";
    EXPECT_TRUE(verifies(std::string("eyJhbGciOiJSUzI1NiJ9.") + rfc_payload + "." + signature, key));
}

TEST(Jws, VerifiesThePublishedExampleOfEs256) {
    const auto key = must(read_public_key(
        R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"));
    const std::string signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    EXPECT_TRUE(verifies(std::string("eyJhbGciOiJFUzI1NiJ9.") + rfc_payload + "." + signature, key));
}

TEST(Jws, OfOurOwnIsReadByTheSameRules) {
    const auto token = must(sign({{"alg", "ES256"}}, {{"sub", "vendor"}}, p256_pair().key));
    EXPECT_TRUE(verifies(token, p256_pair().key));
    EXPECT_FALSE(verifies(token, p256_pair("second").key));
}

TEST(Jws, IsJudgedByTheKindOfTheKeyAndNotByItsHeader) {
    const json::object claims = {{"sub", "vendor"}};
    const auto &rsa = rsa_pair(), &curve = p256_pair();
    EXPECT_TRUE(verifies(signed_jws({{"alg", "RS256"}}, claims, rsa.key), rsa.key));
    EXPECT_TRUE(verifies(signed_jws({{"alg", "ES256"}}, claims, curve.key), curve.key));
    for (const json::value& algorithm :
         std::vector<json::value>{"ES256", "none", "None", "HS256", "PS256", "RS384", "rs256", "", nullptr, 1})
        EXPECT_FALSE(verifies(signed_jws({{"alg", algorithm}}, claims, rsa.key), rsa.key)) << algorithm;
    for (const json::value& algorithm :
         std::vector<json::value>{"RS256", "none", "ES384", "ES256K", "EdDSA", "es256", nullptr})
        EXPECT_FALSE(verifies(signed_jws({{"alg", algorithm}}, claims, curve.key), curve.key)) << algorithm;
    EXPECT_FALSE(verifies(signed_jws({}, claims, rsa.key), rsa.key)) << "no algorithm";
}

TEST(Jws, MadeWithThePublicKeyAsASecretIsRefused) {
    const json::object claims = {{"sub", "vendor"}};
    for (const auto* pair : {&rsa_pair(), &p256_pair()})
        EXPECT_FALSE(verifies(hmac_jws({}, claims, pair->public_pem), pair->key));
}

TEST(Jws, BringsNoKeyOfItsOwn) {
    const auto& stranger = p256_pair("stranger");
    const json::object header = {{"alg", "ES256"},
                                 {"jwk", json::parse(jwk_of_p256(stranger.key))},
                                 {"jku", "https://elsewhere.example/keys"},
                                 {"x5u", "https://elsewhere.example/certificate"}};
    EXPECT_FALSE(verifies(signed_jws(header, {{"sub", "vendor"}}, stranger.key), p256_pair().key));
}

TEST(Jws, WithAnExtensionThatMustBeUnderstoodIsRefused) {
    const json::object header = {{"alg", "ES256"}, {"crit", json::array{"exp"}}, {"exp", 1}};
    EXPECT_FALSE(verifies(signed_jws(header, {}, p256_pair().key), p256_pair().key));
}

TEST(Jws, ChangedInAnyPartIsRefused) {
    const auto token = signed_jws({{"alg", "ES256"}}, {{"sub", "vendor"}}, p256_pair().key);
    for (std::size_t at = 0; at < token.size(); ++at) {
        if (token[at] == '.') continue;
        auto changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(verifies(changed, p256_pair().key)) << "at " << at;
    }
}

TEST(Jws, WithASignatureOfTheWrongShapeIsRefused) {
    const auto token = signed_jws({{"alg", "ES256"}}, {{"sub", "vendor"}}, p256_pair().key);
    const auto signed_part = token.substr(0, token.rfind('.') + 1);
    for (const auto& signature : {std::string(), std::string("AA"), base64url(std::string(64, '\0')),
                                  base64url(std::string(65, '\1')), base64url(std::string(63, '\1'))})
        EXPECT_FALSE(verifies(signed_part + signature, p256_pair().key)) << signature;
}

TEST(Jws, ThatIsNoneIsNotTakenApart) {
    const auto object = base64url("{}");
    const std::vector<std::string> cases = {
        "",
        "x",
        "..",
        "....",
        object + "." + object,
        object + "." + object + "." + object + "." + object,
        base64url("[]") + "." + object + ".AAAA",
        object + "." + base64url("\"text\"") + ".AAAA",
        object + "." + base64url("{") + ".AAAA",
        object + "=." + object + ".AAAA",
        object + "." + object + ".A+/=",
        object + "." + object + ".",
        object + "." + base64url("{\"a\":" + std::string(200, '[') + std::string(200, ']') + "}") + ".AAAA",
        object + "." + object + "." + std::string(20'000, 'A'),
    };
    for (const auto& text : cases) EXPECT_FALSE(take_apart(text)) << text.substr(0, 60);
}

}  // namespace
}  // namespace dimona::access
