#include <gtest/gtest.h>

#include <sstream>

#include "base/csv.hpp"

namespace dimona {
namespace {

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;
    std::vector<std::string> problems;
};

Read read(const std::string& text) {
    std::istringstream stream(text);
    auto reader = CsvReader::open(stream, "file.csv");
    if (!reader) throw std::runtime_error(reader.error().message);
    Read all;
    while (reader->next()) {
        if (reader->problem()) {
            all.problems.push_back(reader->problem()->place + ": " + reader->problem()->message);
            continue;
        }
        all.rows.push_back({reader->cell(*reader->column("a")), reader->cell(*reader->column("b"))});
        all.lines.push_back(reader->line());
    }
    return all;
}
using Rows = std::vector<std::vector<std::string>>;

TEST(CsvReader, GivesRowAfterRow) {
    const auto all = read(
        "\xEF\xBB\xBF"
        "a,b\n1,2\r\n\"x, y\",\"say \"\"hi\"\"\"\n,\n");
    EXPECT_EQ(all.rows, (Rows{{"1", "2"}, {"x, y", "say \"hi\""}, {"", ""}}));
    EXPECT_EQ(all.lines, (std::vector<std::size_t>{2, 3, 4}));
    EXPECT_TRUE(all.problems.empty());
}

TEST(CsvReader, CountsLinesInsideQuotedCells) {
    const auto all = read("a,b\n\"one\ntwo\",2\n3,4");
    EXPECT_EQ(all.rows, (Rows{{"one\ntwo", "2"}, {"3", "4"}}));
    EXPECT_EQ(all.lines, (std::vector<std::size_t>{2, 4}));
}

TEST(CsvReader, NamesABadRowAndGoesOn) {
    const auto all = read("a,b\n1\n1,2,3\n\n\"x\"y,2\n5,6\n");
    EXPECT_EQ(all.rows, (Rows{{"5", "6"}}));
    EXPECT_EQ(all.lines, (std::vector<std::size_t>{6}));
    ASSERT_EQ(all.problems.size(), 4u);
    EXPECT_EQ(all.problems[0], "file.csv:2: 1 cells where the header has 2");
    EXPECT_EQ(all.problems[1], "file.csv:3: 3 cells where the header has 2");
    EXPECT_EQ(all.problems[2], "file.csv:4: 1 cells where the header has 2");
    EXPECT_EQ(all.problems[3], "file.csv:5: this line is not CSV");
}

TEST(CsvReader, TellsOfAQuoteThatIsNeverClosed) {
    const auto all = read("a,b\n1,\"2\n3,4\n");
    EXPECT_TRUE(all.rows.empty());
    ASSERT_EQ(all.problems.size(), 1u);
    EXPECT_EQ(all.problems[0], "file.csv:2: a quoted cell is never closed");
}

TEST(CsvReader, NeedsAHeader) {
    std::istringstream empty("");
    EXPECT_FALSE(CsvReader::open(empty, "file.csv"));
    std::istringstream only_header("a,b\n");
    auto reader = CsvReader::open(only_header, "file.csv");
    ASSERT_TRUE(reader);
    EXPECT_FALSE(reader->next());
    EXPECT_FALSE(reader->column("c"));
}

}  // namespace
}  // namespace dimona
