// Who may have an account, and with which password.
#include "access/account.hpp"

#include <gtest/gtest.h>

#include "access/support/authority.hpp"

namespace dimona::access {
namespace {

using namespace test;

Account somebody() {
    Account account;
    account.login = "noor@guldenbrood.example";
    account.name = "Noor Wauters";
    account.enterprise = domain::EnterpriseNumber::make(4'711'001);
    return account;
}

TEST(Login, IsAnEMailAddressInLowerCase) { EXPECT_EQ(parse_login(" Me@Firm.example "), "me@firm.example"); }

TEST(Login, IsNothingThatCouldWriteAnotherLineOfALetter) {
    for (const auto* other : {"", "me", "me@", "@firm.example", "m e@firm.example", "me@firm@example",
                              "me@firm.example\r\nBcc: you@firm.example", "me\x01@firm.example", "<me@firm.example>"})
        EXPECT_FALSE(parse_login(other)) << other;
}

TEST(Password, IsTwelveToAHundredAndTwentyEightLong) {
    EXPECT_TRUE(weakness_of("eleven long", somebody()));
    EXPECT_FALSE(weakness_of("twelve long!", somebody()));
    EXPECT_FALSE(weakness_of("dix lettres à", somebody()));
    EXPECT_FALSE(weakness_of(std::string(128, 'w'), somebody()));
    EXPECT_TRUE(weakness_of(std::string(129, 'w'), somebody()));
}

TEST(Password, NeedsNoParticularKindOfCharacters) {
    for (const auto* good : {"correct horse battery", "bakkerijlucht", "0 1 2 7 8 9 3 3 5", "日本語日本語日本語日本語"})
        EXPECT_FALSE(weakness_of(good, somebody())) << good;
}

TEST(Password, IsNoneOfThoseThatAreTriedFirst) {
    for (const auto* common : {"wachtwoord123", "MotDePasse123", "Password1234", "123456789012"})
        EXPECT_TRUE(weakness_of(common, somebody())) << common;
}

TEST(Password, SaysMoreThanWhatEverybodyKnowsAboutItsOwner) {
    const auto number = somebody().enterprise.to_text();
    for (const auto& known : {std::string("noor@guldenbrood.example"), std::string("Guldenbrood1!"),
                              std::string("noorwauters2026"), std::string("Dimona-2026!!"), number + " Noor"})
        EXPECT_TRUE(weakness_of(known, somebody())) << known;
    EXPECT_FALSE(weakness_of("guldenbrood smells of rye", somebody()));
}

TEST(Password, IsComparedByteForByte) {
    const auto hash = must(hash_password(" a long enough password "));
    EXPECT_TRUE(is_password(" a long enough password ", hash));
    for (const auto* other : {"a long enough password", " A long enough password ", " a long enough password"})
        EXPECT_FALSE(is_password(other, hash)) << other;
}

TEST(Password, IsKeptAsArgon2idOfTheLibrarysStrength) {
    const auto hash = must(hash_password("a long enough password"));
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
    EXPECT_NE(hash, must(hash_password("a long enough password"))) << "each has a salt of its own";
}

TEST(Password, OfNobodyIsNeverRight) { EXPECT_FALSE(is_password("a long enough password", "")); }

}  // namespace
}  // namespace dimona::access
