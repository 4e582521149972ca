#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "access/jws.hpp"
#include "access/support/keys.hpp"
#include "access/token_service.hpp"
#include "store/support/folder.hpp"

namespace dimona::access {
namespace {

using namespace test;

Result<std::string> public_key_pem(std::string_view text) {
    return write_public_key(DIMONA_TRY(read_public_key(text)));
}

TEST(Keys, AreReadFromPemFromACertificateAndFromAJwkAsTheSameKey) {
    const auto &rsa = rsa_pair(), &curve = p256_pair();
    EXPECT_EQ(must(public_key_pem(rsa.public_pem)), rsa.public_pem);
    EXPECT_EQ(must(public_key_pem(certificate_of(rsa.key))), rsa.public_pem);
    EXPECT_EQ(must(public_key_pem(jwk_of_rsa(rsa.key))), rsa.public_pem);
    EXPECT_EQ(must(public_key_pem(curve.public_pem)), curve.public_pem);
    EXPECT_EQ(must(public_key_pem(certificate_of(curve.key))), curve.public_pem);
    EXPECT_EQ(must(public_key_pem("  \n" + jwk_of_p256(curve.key))), curve.public_pem);
}

TEST(Keys, DecideTheAlgorithm) {
    EXPECT_EQ(must(algorithm_of(rsa_pair().key)), Algorithm::RS256);
    EXPECT_EQ(must(algorithm_of(p256_pair().key)), Algorithm::ES256);
}

TEST(Keys, ThatAreTooWeakOrOfAnotherKindAreRefusedWithARemedy) {
    const std::vector<std::pair<const char*, std::string>> cases = {
        {"RSA of 1024 bits", rsa_pair("weak", 1024).public_pem},
        {"RSA of 1024 bits as JWK", jwk_of_rsa(rsa_pair("weak", 1024).key)},
        {"P-384", pair_on_curve("P-384").public_pem},
        {"another curve of 256 bits", pair_on_curve("secp256k1").public_pem},
        {"a private key", must(write_private_key(p256_pair().key))},
        {"no key", "vendor"},
        {"nothing", ""},
        {"a broken certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
        {"no JSON", "{"},
        {"a JWK without type", "{}"},
        {"a symmetric JWK", R"({"kty":"oct","k":"AAAA"})"},
        {"an RSA JWK without exponent", R"({"kty":"RSA","n":"AQAB"})"},
        {"a JWK on another curve", R"({"kty":"EC","crv":"P-384","x":"AA","y":"AA"})"},
        {"a JWK with short coordinates", R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"},
        {"a JWK with a point off the curve",
         R"({"kty":"EC","crv":"P-256","x":")" + std::string(43, 'A') + R"(","y":")" + std::string(43, 'A') + R"("})"},
        {"a JWK that is not base64url", R"({"kty":"RSA","n":"+/+/","e":"AQAB"})"},
    };
    for (const auto& [what, text] : cases) {
        const auto pem = public_key_pem(text);
        ASSERT_FALSE(pem) << what;
        EXPECT_EQ(pem.error().kind, ErrorKind::invalid) << what;
        EXPECT_FALSE(pem.error().remedy.empty()) << what;
    }
}

class SigningKeyFile : public testing::Test {
protected:
    const store::test::Folder folder_;
    const std::string file_ = folder_.file("signing.pem");
};

TEST_F(SigningKeyFile, IsMadeOnceAndReadableByItsOwnerOnly) {
    const auto made = must(open_signing_key(file_));
    EXPECT_EQ(std::filesystem::status(file_).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto read = must(open_signing_key(file_));
    EXPECT_EQ(must(write_public_key(made)), must(write_public_key(read)));
}

TEST_F(SigningKeyFile, ThatHoldsSomethingElseIsRefusedAndLeftAlone) {
    std::ofstream(file_) << must(write_private_key(rsa_pair().key));
    const auto opened = open_signing_key(file_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().place, file_);
    EXPECT_TRUE(std::filesystem::exists(file_));
}

}  // namespace
}  // namespace dimona::access
