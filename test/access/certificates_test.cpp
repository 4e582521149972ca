#include "access/certificates.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "access/support/certificates.hpp"
#include "access/support/keys.hpp"
#include "base/local_time.hpp"
#include "store/support/folder.hpp"

namespace dimona::access {
namespace {

using store::test::must;

const Instant now = *parse_instant("2026-05-04T10:00:00Z");
constexpr std::chrono::days a_day{1};
const CertificateRules lenient{};

TEST(Certificates, TellWhoseTheyAreAndHowLongTheyHold) {
    const auto key = must(read_registered_key(test::certificate({.pair = "vendor", .not_before = now, .days = 2})));
    EXPECT_TRUE(key.is_certificate());
    EXPECT_EQ(key.subject, "CN=vendor");
    EXPECT_EQ(key.issuer, "CN=vendor");
    EXPECT_EQ(key.serial, "07");
    EXPECT_EQ(key.algorithm, "ES256");
    EXPECT_EQ(key.not_before, now);
    EXPECT_EQ(key.not_after, now + 2 * a_day);
    EXPECT_TRUE(key.holds(now));
    EXPECT_TRUE(key.holds(now + 2 * a_day - std::chrono::milliseconds{1}));
    EXPECT_FALSE(key.holds(now + 2 * a_day));
    EXPECT_FALSE(key.holds(now - std::chrono::seconds{1}));
}

TEST(Certificates, HaveTheThumbprintOfTheirKey) {
    const auto& pair = test::p256_pair("vendor");
    const auto bare = must(read_registered_key(pair.public_pem));
    EXPECT_FALSE(bare.is_certificate());
    EXPECT_TRUE(bare.holds(now));
    EXPECT_EQ(bare.pem, pair.public_pem);
    const auto print = bare.thumbprint;
    EXPECT_EQ(must(read_registered_key(test::jwk_of_p256(pair.key))).thumbprint, print);
    EXPECT_EQ(must(read_registered_key(test::certificate({.pair = "vendor", .not_before = now}))).thumbprint, print);
    EXPECT_NE(must(read_registered_key(test::p256_pair("other").public_pem)).thumbprint, print);
    EXPECT_EQ(must(read_registered_key(test::rsa_pair().public_pem)).algorithm, "RS256");
}

TEST(Certificates, AreKeptAsTheyAre) {
    const auto pem = test::certificate({.pair = "vendor", .not_before = now});
    const auto key = must(read_registered_key("some text before\n" + pem));
    EXPECT_EQ(key.pem, pem);
    EXPECT_EQ(must(read_registered_key(key.pem)).not_after, key.not_after);
}

TEST(Certificates, AreAdmittedWhileTheyHold) {
    const auto admit = [](Instant begin, int days) {
        return admit_key(test::certificate({.pair = "vendor", .not_before = begin, .days = days}), lenient, now);
    };
    EXPECT_TRUE(admit(now, 1));
    EXPECT_EQ(admit(now - 2 * a_day, 2).error().message, "the certificate has expired");
    EXPECT_EQ(admit(now + a_day, 2).error().message, "the certificate does not hold yet");
}

TEST(Certificates, AndKeysThatAreNoneAreRefused) {
    const auto private_pem = must(write_private_key(test::p256_pair("vendor").key));
    EXPECT_EQ(admit_key(private_pem, lenient, now).error().message,
              "this is a private key: nobody but you may have it");
    const auto cut = test::certificate({.pair = "vendor", .not_before = now}).substr(0, 120);
    for (const auto& text :
         {std::string(), std::string("hello"), std::string("{}"), cut, cut + "-----END CERTIFICATE-----\n",
          std::string(70'000, 'x'), test::pair_on_curve("P-384").public_pem})
        EXPECT_EQ(admit_key(text, lenient, now).error().kind, ErrorKind::invalid) << text.substr(0, 40);
}

class TrustedAuthorities : public testing::Test {
protected:
    TrustedAuthorities() {
        std::ofstream(folder_.file("root.pem"))
            << test::certificate({.pair = "root", .not_before = now - a_day, .days = 300, .is_authority = true});
        std::ofstream(folder_.file("README")) << "not a certificate\n";
        strict = {.self_signed = false, .authorities_folder = folder_.path()};
    }
    static std::string under(const std::string& authority, int days = 30) {
        return test::certificate({.pair = "vendor", .not_before = now - a_day, .days = days, .signed_by = authority});
    }
    static std::string between() {
        return test::certificate(
            {.pair = "between", .not_before = now - a_day, .days = 100, .signed_by = "root", .is_authority = true});
    }
    CertificateRules strict;
    store::test::Folder folder_;
};

TEST_F(TrustedAuthorities, StandBehindWhatIsAdmitted) {
    EXPECT_TRUE(check_rules(strict));
    EXPECT_TRUE(admit_key(under("root"), strict, now));
    EXPECT_TRUE(admit_key(under("between") + between(), strict, now)) << "with the certificate between";
    const auto kept = must(admit_key(under("between") + between(), strict, now));
    EXPECT_EQ(kept.subject, "CN=vendor");
}

TEST_F(TrustedAuthorities, AreNotReplacedByOthers) {
    const auto refused = [&](const std::string& text) { return admit_key(text, strict, now).error().message; };
    const std::string nobody = "no trusted authority stands behind the certificate";
    EXPECT_EQ(refused(test::certificate({.pair = "vendor", .not_before = now})), nobody) << "self-signed";
    EXPECT_EQ(refused(under("between")), nobody) << "the one between is missing";
    const auto false_root =
        test::certificate({.pair = "false root", .not_before = now, .days = 30, .is_authority = true});
    EXPECT_EQ(refused(under("false root") + false_root), nobody);
    // Somebody who was certified by the root is no authority himself.
    const auto colleague =
        test::certificate({.pair = "colleague", .not_before = now - a_day, .days = 30, .signed_by = "root"});
    EXPECT_EQ(refused(under("colleague") + colleague), nobody);
    EXPECT_EQ(refused(test::p256_pair("vendor").public_pem), "a bare key does not say whose it is");
    EXPECT_EQ(refused(test::jwk_of_p256(test::p256_pair("vendor").key)), "a bare key does not say whose it is");
    EXPECT_EQ(refused(under("root", 1)), "the certificate has expired");
}

TEST(Authorities, MustBeThereWhenSelfSignedCertificatesAreRefused) {
    const store::test::Folder empty;
    EXPECT_FALSE(check_rules({.self_signed = false, .authorities_folder = empty.path()}));
    EXPECT_FALSE(check_rules({.self_signed = false, .authorities_folder = empty.path() + "/nowhere"}));
    EXPECT_TRUE(check_rules(lenient));
}

}  // namespace
}  // namespace dimona::access
