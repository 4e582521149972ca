#include "domain/identifier/identifiers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace dimona::domain {
namespace {

TEST(Ssin, AcceptsPublicSampleNumbers) {
    for (const auto* sample : {"83120837350", "29111114418", "29311104266", "01410199955", "85073003328"})
        EXPECT_TRUE(Ssin::parse(sample)) << sample;
}

TEST(Ssin, RefusesANumberWithAWrongCheckDigitOrShape) {
    for (const auto* wrong :
         {"83120837351", "8312083735", "083120837350", "8312083735a", "83.12.08-373.50", "", "00000000000"})
        EXPECT_FALSE(Ssin::parse(wrong)) << wrong;
}

TEST(Ssin, KnowsBothCenturiesAndBisNumbers) {
    EXPECT_EQ(Ssin::parse("85073003328")->birth_day(), make_date(1985, 7, 30));
    const auto young = Ssin::make(make_date(2007, 2, 28), 0, 17);
    EXPECT_EQ(young.birth_year(), 2007);
    const auto bis = Ssin::make(make_date(1990, 12, 31), 40, 8);
    EXPECT_TRUE(bis.is_bis());
    EXPECT_EQ(bis.birth_day(), make_date(1990, 12, 31));
    EXPECT_FALSE(young.is_bis());
}

TEST(Ssin, HidesWhatIsBehindTheBirthDate) { EXPECT_EQ(Ssin::parse("85073003328")->masked(), "850730*****"); }

Ssin any_ssin() {
    const auto birth = make_date(1925, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 36'000)};
    return Ssin::make(birth, *rc::gen::element(0, 20, 40), *rc::gen::inRange(1, 999));
}

RC_GTEST_PROP(Ssin, IsReadBackFromItsText, ()) {
    const auto ssin = any_ssin();
    RC_ASSERT(Ssin::parse(ssin.to_text()) == ssin);
}

RC_GTEST_PROP(Ssin, IsRefusedWithOneWrongDigit, ()) {
    const auto ssin = any_ssin();
    auto text = ssin.to_text();
    auto& digit = text[static_cast<std::size_t>(*rc::gen::inRange(0, 11))];
    digit = static_cast<char>('0' + (digit - '0' + *rc::gen::inRange(1, 10)) % 10);
    // A wrong digit may be right in the other century; then it says another birth year.
    const auto other = Ssin::parse(text);
    RC_ASSERT(!other || (other->birth_year() < 2000) != (ssin.birth_year() < 2000));
}

TEST(EmployerNumber, AcceptsPublicSampleNumbersWithOrWithoutLeadingZeros) {
    for (const auto* sample : {"175110801", "15170023", "015170023", "162518843", "70500472", "125482497", "100006",
                               "199999934", "935467", "000935467"})
        EXPECT_TRUE(EmployerNumber::parse_definitive(sample)) << sample;
    for (const auto* wrong : {"156065072", "0", "100007", "200000031", "99909", "5000000120", ""})
        EXPECT_FALSE(EmployerNumber::parse_definitive(wrong)) << wrong;
}

TEST(EmployerNumber, TellsProvisionalOnes) {
    for (const auto* bound : {"5000000120", "5999999989"}) {
        const auto number = EmployerNumber::parse_provisional(bound);
        ASSERT_TRUE(number) << bound;
        EXPECT_TRUE(number->is_provisional());
    }
    EXPECT_FALSE(EmployerNumber::parse_provisional("175110801"));
    EXPECT_FALSE(EmployerNumber::make_definitive(1'000).is_provisional());
    EXPECT_EQ(EmployerNumber::make_definitive(1'000).value(), 100'006);
}

TEST(EnterpriseNumber, AcceptsNineOrTenDigits) {
    EXPECT_EQ(EnterpriseNumber::parse("0206731645")->to_text(), "0206731645");
    EXPECT_EQ(EnterpriseNumber::parse("206731645"), EnterpriseNumber::parse("0206731645"));
    EXPECT_TRUE(EnterpriseNumber::parse("1999999943"));
    for (const auto* wrong : {"0206731646", "2206731645", "20673164", "0206.731.645", ""})
        EXPECT_FALSE(EnterpriseNumber::parse(wrong)) << wrong;
}

RC_GTEST_PROP(EnterpriseNumber, IsReadBackFromItsText, ()) {
    const auto number = EnterpriseNumber::make(*rc::gen::inRange<std::int64_t>(1, 20'000'000));
    RC_ASSERT(EnterpriseNumber::parse(number.to_text()) == number);
}

TEST(EstablishmentNumber, StartsWithTwoToEight) {
    EXPECT_TRUE(is_establishment_number("2000000042"));
    EXPECT_FALSE(is_establishment_number("0206731645"));
    EXPECT_FALSE(is_establishment_number("9000000000"));
    EXPECT_EQ(make_establishment_number(20'000'000), "2000000042");
    for (const std::int64_t base : {20'000'001, 21'234'567, 89'999'999})
        EXPECT_TRUE(is_establishment_number(make_establishment_number(base))) << base;
}

TEST(TwelveDigitNumber, FitsEveryPublicSample) {
    for (const auto* sample :
         {"656309296521", "656309292174", "600008446383", "600018399694", "600027876089", "501986975557"})
        EXPECT_TRUE(parse_twelve_digit_number(sample)) << sample;
    for (const auto* wrong : {"656309296522", "6563092965211", "12", "", "65630929652x"})
        EXPECT_FALSE(parse_twelve_digit_number(wrong)) << wrong;
}

TEST(TwelveDigitNumber, HasNinetySevenInsteadOfZero) {
    const std::int64_t first_ten = 97LL * 61'855'671;  // divides without remainder
    EXPECT_EQ(number_with_check(first_ten) % 100, 97);
    EXPECT_TRUE(parse_twelve_digit_number(std::to_string(number_with_check(first_ten))));
}

}  // namespace
}  // namespace dimona::domain
