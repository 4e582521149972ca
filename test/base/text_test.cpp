#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/csv.hpp"
#include "base/digest.hpp"

namespace dimona {
namespace {

TEST(Digits, AreReadWithoutSignBlankOrLetter) {
    EXPECT_EQ(parse_digits("007"), 7);
    EXPECT_EQ(parse_digits("999999999999999999"), 999'999'999'999'999'999);
    for (const auto* wrong : {"", "-1", "+1", " 1", "1 ", "1e3", "0x1", "1234567890123456789"})
        EXPECT_FALSE(parse_digits(wrong)) << wrong;
}

TEST(FoldedName, IsTheSameForAllSpellingsOfAName) {
    EXPECT_EQ(folded_name("D'Hoore-Noël"), "dhoorenoel");
    EXPECT_EQ(folded_name("STRAẞE"), folded_name("Strasse"));
    EXPECT_EQ(folded_name("Özdemir"), folded_name("OZDEMIR"));
    EXPECT_EQ(folded_name("Van  den Berghe "), "vandenberghe");
    EXPECT_EQ(folded_name(""), "");
}

TEST(CleanText, HasNoControlCharactersAndIsUtf8) {
    EXPECT_TRUE(is_clean_text("Élodie & Fils"));
    EXPECT_FALSE(is_clean_text(std::string("a\0b", 3)));
    EXPECT_FALSE(is_clean_text("a\x1b[31m"));
    EXPECT_FALSE(is_clean_text("\xC3\x28"));
    EXPECT_EQ(code_points("Élodie"), 6u);
}

TEST(Text, IsCutBetweenCodePoints) {
    EXPECT_EQ(first_code_points("Élodie", 1), "É");
    EXPECT_EQ(first_code_points("Élodie", 3), "Élo");
    for (const std::size_t enough : {6U, 7U, 1000U}) EXPECT_EQ(first_code_points("Élodie", enough), "Élodie");
    EXPECT_EQ(first_code_points("Élodie", 0), "");
}

TEST(Placeholders, AreFilledInAndUnknownOnesStay) {
    EXPECT_EQ(fill_in("{zone}: {limit} of {nobody}", {{"zone", "Hours"}, {"limit", "650"}}), "Hours: 650 of {nobody}");
    EXPECT_EQ(fill_in("{open", {}), "{open");
}

TEST(Base64url, IsReadBackAndRefusesASecondSpelling) {
    bool ok = false;
    for (const std::string bytes : {"", "f", "fo", "foo", "\xff\xfe\xfd"}) {
        EXPECT_EQ(from_base64url(base64url(bytes), ok), bytes);
        EXPECT_TRUE(ok);
    }
    for (const auto* wrong : {"a", "Zg==", "Zh", "Z+8_", "Zm9v\n"}) {
        (void)from_base64url(wrong, ok);
        EXPECT_FALSE(ok) << wrong;
    }
}

TEST(Sha256, IsTheOneOfTheStandard) {
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Csv, ReadsQuotedCellsAndNamesTheLineThatIsWrong) {
    const auto table = CsvTable::parse("a,b\n1,\"two\nlines, \"\"quoted\"\"\"\n3,\n", "file");
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_EQ(table->rows(), 2u);
    EXPECT_EQ(table->cell(0, "b"), "two\nlines, \"quoted\"");
    EXPECT_EQ(table->cell(1, "b"), "");
    EXPECT_EQ(table->line_of(1), 4u);
    EXPECT_FALSE(table->has_column("c"));

    const auto ragged = CsvTable::parse("a,b\n1\n", "file");
    ASSERT_FALSE(ragged);
    EXPECT_EQ(ragged.error().place, "file:2");
    EXPECT_FALSE(CsvTable::parse("a\n\"never closed\n", "file"));
    EXPECT_FALSE(CsvTable::parse("", "file"));
}

}  // namespace
}  // namespace dimona
