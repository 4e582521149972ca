#include "channel/rest/strict_json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dimona::rest {
namespace {

TEST(StrictJson, RefusesWhatIsNoJson) {
    const std::string_view texts[] = {"",
                                      "{",
                                      "{}x",
                                      "{} {}",
                                      "{'a':1}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "\"\n\"",
                                      "/* note */ {}",
                                      "NaN",
                                      "+1",
                                      "01",
                                      "{\"a\":\"\xff\xfe\"}",
                                      "\xef\xbb\xbf{}",
                                      "\"\xed\xa0\x80\"",
                                      "{\"a\" 1}"};
    for (const auto text : texts) {
        const auto parsed = parse_strictly(text);
        EXPECT_FALSE(parsed.is_json) << text;
        ASSERT_EQ(parsed.issues.size(), 1u) << text;
        EXPECT_EQ(parsed.issues[0].kind, IssueKind::invalid_structure) << text;
        EXPECT_NE(parsed.issues[0].detail.find("byte"), std::string::npos) << text;
    }
}

TEST(StrictJson, BoundsTheDepth) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parse_strictly(nested(16)).is_json);
    EXPECT_FALSE(parse_strictly(nested(17)).is_json);
    EXPECT_FALSE(parse_strictly(nested(100'000)).is_json);
}

TEST(StrictJson, NamesEachMemberThatStandsTwiceWithItsPath) {
    struct Case {
        std::string_view text;
        std::vector<std::string> names;
    };
    const Case cases[] = {
        {R"({"a":1,"b":2})", {}},
        {R"({"a":1,"a":1})", {"a"}},
        {R"({"a":1,"\u0061":2})", {"a"}},
        {R"({"a":{"b":1},"c":{"b":2}})", {}},
        {R"({"a":{"b":1,"b":2}})", {"a.b"}},
        {R"({"a":{"b":{}},"c":{"d":1,"d":1},"a":1})", {"c.d", "a"}},
        {R"({"a":[{"b":1},{"b":1}]})", {}},
        {R"({"a":[1,[2],{"b":1,"b":2},{"c":1,"c":1}]})", {"a[2].b", "a[3].c"}},
        {R"([{"b":1,"b":2}])", {"[0].b"}},
    };
    for (const auto& [text, names] : cases) {
        const auto parsed = parse_strictly(text);
        EXPECT_TRUE(parsed.is_json) << text;
        std::vector<std::string> found;
        for (const auto& issue : parsed.issues) found.push_back(issue.name);
        EXPECT_EQ(found, names) << text;
    }
}

RC_GTEST_PROP(StrictJson, AnswersAnyBytes, (const std::string& bytes)) {
    const auto parsed = parse_strictly(bytes);
    RC_ASSERT(parsed.is_json || parsed.issues.size() == 1u);
}

}  // namespace
}  // namespace dimona::rest
