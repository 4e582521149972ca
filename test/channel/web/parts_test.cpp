// The parts that pages are made of: escaping, forms, typed hours and numbers, names that are nearly right, tables.
#include <gmock/gmock.h>

#include "channel/web/batch_columns.hpp"
#include "channel/web/form_data.hpp"
#include "channel/web/html.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/nearness.hpp"
#include "channel/web/questions.hpp"
#include "channel/web/rate_limit.hpp"
#include "channel/web/routes.hpp"
#include "channel/web/table_reader.hpp"

namespace dimona::web {

namespace {

using testing::ElementsAre;

TEST(Markup, TextIsEscapedWhereverItStands) {
    const std::string evil = "<b a=\"1\">&'";
    EXPECT_EQ(element("p", {{"title", evil}}, evil).to_text(),
              "<p title=\"&lt;b a=&quot;1&quot;&gt;&amp;&#39;\">&lt;b a=&quot;1&quot;&gt;&amp;&#39;</p>");
}

TEST(Forms, AreReadInBothEncodings) {
    const auto plain = read_form("application/x-www-form-urlencoded", "a=1+2&b=%C3%A9&a=3");
    ASSERT_TRUE(plain);
    EXPECT_EQ((*plain)["a"], "1 2");
    EXPECT_EQ((*plain)["b"], "é");
    EXPECT_THAT(plain->all("a"), ElementsAre("1 2", "3"));
    const auto parts = read_form("multipart/form-data; boundary=\"x y\"",
                                 "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n one \r\n"
                                 "--x y\r\nContent-Disposition: form-data; name=\"f\"; filename=\"t.csv\"\r\n"
                                 "Content-Type: text/csv\r\n\r\n1\r\n2\r\n--x y--\r\n");
    ASSERT_TRUE(parts);
    EXPECT_EQ((*parts)["a"], "one");
    ASSERT_NE(parts->file("f"), nullptr);
    EXPECT_EQ(parts->file("f")->value, "1\r\n2");
    EXPECT_EQ(parts->file("a"), nullptr);
}

TEST(Forms, ThatAreMalformedAreRefused) {
    EXPECT_FALSE(read_form("application/x-www-form-urlencoded", "a=%4"));
    EXPECT_FALSE(read_form("application/x-www-form-urlencoded", "a=%00"));
    EXPECT_FALSE(read_form("multipart/form-data", "--x"));
    EXPECT_FALSE(read_form("multipart/form-data; boundary=x", "--x\r\nno colon"));
    EXPECT_FALSE(read_form("text/plain", "a=1"));
}

TEST(Typed, HoursAreTakenAsPeopleWriteThem) {
    for (const char* text : {"8:30", "08:30", "8.30", "8h30", "0830", "830", " 8u30 "})
        EXPECT_EQ(hour_typed(text), "0830") << text;
    EXPECT_EQ(hour_typed("8"), "0800");
    EXPECT_EQ(hour_typed("18h"), "1800");
    for (const char* text : {"25:00", "12:60", "noon", "12345", "1:2:3"}) EXPECT_EQ(hour_typed(text), text);
}

TEST(Typed, BlanksDotsAndDashesInNumbersMeanNothing) { EXPECT_EQ(number_typed("85.07.30-033 28"), "85073003328"); }

TEST(Typed, AnswersBecomeTheRequestThatTheEngineJudges) {
    const auto request = request_of(domain::Kind::in, {{"employer.nssoNumber", "100006"},
                                                       {"worker.ssin", "85073003328"},
                                                       {"features.workerType", "OTH"},
                                                       {"startDate", "2026-05-04"},
                                                       {"worker.address.street", "Rue Haute"}});
    ASSERT_TRUE(request.employer && request.worker && request.features && request.worker->address);
    EXPECT_EQ(request.employer->nsso_number, "100006");
    EXPECT_EQ(request.worker->address->street, "Rue Haute");
    EXPECT_EQ(request.features->worker_type, "OTH");
    EXPECT_EQ(request.start_date, "2026-05-04");
    EXPECT_FALSE(request.control_cards || request.student_place || request.end_date);
}

registry::StaffLine named(const char* family, const char* given, const char* reference = "") {
    return {.id = family,
            .person = std::nullopt,
            .folded_family_name = family,
            .folded_given_name = given,
            .reference = reference,
            .start_day = std::nullopt,
            .end_day = std::nullopt};
}

TEST(Names, AreFoundByTheirBeginningByReferenceAndWhenMisspelt) {
    const std::vector<registry::StaffLine> staff = {named("dhondt", "anna", "A-17"), named("ozdemir", "samir"),
                                                    named("dubois", "chloe")};
    const auto ids = [&](const std::string& typed) {
        std::vector<std::string> found;
        for (const auto& line : nearest(staff, typed)) found.push_back(line.id);
        return found;
    };
    EXPECT_THAT(ids("D'Ho"), ElementsAre("dhondt"));
    EXPECT_THAT(ids("Chloé Dub"), ElementsAre("dubois"));
    EXPECT_THAT(ids("Özdemyr"), ElementsAre("ozdemir"));
    EXPECT_THAT(ids("A-17"), ElementsAre("dhondt"));
    EXPECT_THAT(ids("Vandenberghe"), ElementsAre());
    EXPECT_THAT(ids("D'Hondt L"), ElementsAre("dhondt"));
    EXPECT_THAT(ids("D'Hondt" + std::string(searched_text_max, ' ') + "L"), ElementsAre()) << "too long to be searched";
    EXPECT_EQ(distance("kitten", "sitting"), 3U);
    EXPECT_EQ(distance("", "abc"), 3U);
}

TEST(Tables, AreReadWithWhateverSeparatorASpreadsheetWrites) {
    for (const char* text : {"a;b\r\n1;2\r\n", "a,b\n1,2\n", "a\tb\n1\t2",
                             "\xEF\xBB\xBF"
                             "a;b\n\n1;\"2\"\n"}) {
        const auto table = read_table(text, 10);
        ASSERT_TRUE(table) << text;
        EXPECT_THAT(table->head, ElementsAre("a", "b"));
        ASSERT_EQ(table->rows.size(), 1U);
        EXPECT_THAT(table->rows[0], ElementsAre("1", "2"));
    }
}

TEST(Tables, ThatCantBeReadSayWhy) {
    const auto why = [](const std::string& content, std::size_t most = 10) {
        const auto table = read_table(content, most);
        return table ? std::string() : std::string(table.error().message);
    };
    EXPECT_THAT(why("a;b\n\"1;2\n"), testing::HasSubstr("quotation mark"));
    EXPECT_THAT(why("a;b\n1;2;3\n"), testing::HasSubstr("more cells"));
    EXPECT_THAT(why("a;b\n"), testing::HasSubstr("no lines"));
    EXPECT_THAT(why("a\n1\n2\n3\n", 2), testing::HasSubstr("more than {count} lines"));
    EXPECT_THAT(why("a\n\xFF\n"), testing::HasSubstr("UTF-8"));
    EXPECT_THAT(why("PK\x03\x04 nothing"), testing::HasSubstr("damaged"));
}

TEST(Tables, HoldDaysAndHoursAsPeopleWriteThemOrAsExcelKeepsThem) {
    const auto column = [](std::string_view place) -> const BatchColumn& {
        for (const auto& one : batch_columns())
            if (one.place == place) return one;
        throw std::out_of_range(std::string(place));
    };
    for (const auto* day : {"2026-05-05", "5/5/2026", "05.05.2026", "46147", "46147.75"})
        EXPECT_EQ(value_typed(column("startDate"), day), "2026-05-05") << day;
    for (const auto* hour : {"18:00", "1800", "18h00", "0.75"})
        EXPECT_EQ(value_typed(column("startHour"), hour), "1800") << hour;
    EXPECT_EQ(value_typed(column("startDate"), "46147th"), "46147th") << "for the engine to judge";
    EXPECT_EQ(value_typed(column("plannedHoursNumber"), "8"), "8") << "no day";
}

TEST(Tables, WrittenAsCsvAreNoFormulasAndAsExcelAreReadAgain) {
    const Sheet sheet{
        .title = "t", .columns = {{"name"}, {"startDate"}}, .rows = {{"=1+1", "2026-03-27"}, {"a;b", "\"q\""}}};
    EXPECT_EQ(to_csv(sheet),
              "\xEF\xBB\xBF"
              "name;startDate\r\n'=1+1;2026-03-27\r\n\"a;b\";\"\"\"q\"\"\"\r\n");
    const auto excel = to_xlsx(sheet);
    ASSERT_TRUE(excel);
    const auto table = read_table(*excel, 10);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->head, ElementsAre("name", "startDate"));
    EXPECT_THAT(table->rows[1], ElementsAre("a;b", "\"q\""));
}

TEST(Rates, ABucketEmptiesAndFillsAgainForItsNetworkAlone) {
    RateLimit limit(2);
    const Instant start{};
    EXPECT_TRUE(limit.admits("10.0.0.1", start));
    EXPECT_TRUE(limit.admits("10.0.0.1", start));
    EXPECT_FALSE(limit.admits("10.0.0.1", start));
    EXPECT_TRUE(limit.admits("10.0.0.2", start));
    EXPECT_TRUE(limit.admits("10.0.0.1", start + std::chrono::seconds{30}));
    EXPECT_TRUE(limit.admits("2001:db8:1:2::1", start));
    EXPECT_TRUE(limit.admits("2001:db8:1:2::2", start));
    EXPECT_FALSE(limit.admits("2001:db8:1:2::3", start)) << "a household counts as one";
}

TEST(Routes, FixedNamesWinOverNumbersAndPartsAreHandedOver) {
    EXPECT_EQ(find_page("GET", "/workers/add").route->path, "/workers/add");
    const auto found = find_page("GET", "/workers/12");
    ASSERT_NE(found.route, nullptr);
    EXPECT_THAT(found.parts, ElementsAre("12"));
    EXPECT_EQ(find_page("HEAD", "/").route->path, "/");
    EXPECT_TRUE(find_page("GET", "/workers/search").route != nullptr ||
                find_page("GET", "/workers/search").other_method);
    EXPECT_EQ(find_page("GET", "/nothing/at/all").route, nullptr);
}

}  // namespace

}  // namespace dimona::web
