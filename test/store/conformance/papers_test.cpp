// Papers and the list of an employer's staff.
#include "base/text.hpp"
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using registry::Paper;

class Papers : public StoreTest {
protected:
    void put(const std::vector<Paper>& papers) {
        write([&](Writer& writer) {
            for (const auto& paper : papers) must(writer.put_paper(paper));
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Papers, testing::ValuesIn(all_engines()), name_of);

TEST_P(Papers, APaperIsFoundByDrawerAndNameWithAllThatWasWritten) {
    const Paper note{"note", "100/7", "été \xE2\x82\xAC \"x\"", std::nullopt};
    const Paper session{"session", "100/7", "s", moment(5)};
    put({note, session});
    EXPECT_EQ(must(reader()->paper("note", "100/7")), note);
    EXPECT_EQ(must(reader()->paper("session", "100/7")), session);
    EXPECT_EQ(must(reader()->paper("note", "100/8")), std::nullopt);
}

TEST_P(Papers, ThePaperOfTheSameNameIsReplaced) {
    put({{"note", "a", "old", moment(1)}});
    put({{"note", "a", "new", std::nullopt}});
    EXPECT_EQ(must(reader()->paper("note", "a")), (Paper{"note", "a", "new", std::nullopt}));
}

TEST_P(Papers, NamesWithOneBeginningComeInOrderAndInPages) {
    put({{"note", "1/a", "", {}},
         {"note", "1/b", "", {}},
         {"note", "1/é", "", {}},
         {"note", "2/a", "", {}},
         {"other", "1/c", "", {}}});
    const auto names = [&](std::string_view after, int count) {
        std::vector<std::string> all;
        for (const auto& paper : must(reader()->papers("note", "1/", after, count))) all.push_back(paper.name);
        return all;
    };
    EXPECT_EQ(names("", 10), (std::vector<std::string>{"1/a", "1/b", "1/é"}));
    EXPECT_EQ(names("", 2), (std::vector<std::string>{"1/a", "1/b"}));
    EXPECT_EQ(names("1/b", 2), (std::vector<std::string>{"1/é"}));
}

TEST_P(Papers, WhatIsRemovedOrExpiredIsGoneAndTheRestStays) {
    put({{"a", "1", "", {}}, {"a", "2", "", moment(10)}, {"a", "3", "", moment(11)}, {"a", "4", "", {}}});
    write([](Writer& writer) {
        must(writer.remove_paper("a", "1"));
        must(writer.remove_paper("a", "nothing"));
        must(writer.remove_expired_papers(moment(10)));
    });
    std::vector<std::string> left;
    must(reader()->each_paper([&](const Paper& paper) {
        left.push_back(paper.name);
        return true;
    }));
    EXPECT_EQ(left, (std::vector<std::string>{"3", "4"}));
}

TEST_P(Papers, StaffComesByNameWithItsDays) {
    write([](Writer& writer) {
        put_parties(writer);
        must(writer.put_period(a_period(1, 1'001, 2)));
        must(writer.put_period(a_period(2, 1'001, 1)));
        must(writer.put_period(a_period(3, 1'002, 3)));
    });
    const auto staff = must(reader()->staff(employer_number(1'001)));
    ASSERT_EQ(staff.size(), 2U);
    EXPECT_LE(staff[0].family_name, staff[1].family_name);
    for (const auto& member : staff) {
        const auto person = must(reader()->person(member.person));
        ASSERT_TRUE(person);
        EXPECT_EQ(member.family_name, folded_name(person->family_name));
        EXPECT_EQ(member.given_name, folded_name(person->given_name));
        EXPECT_EQ(member.start_day, make_date(2026, 1, 1));
        EXPECT_EQ(member.end_day, std::nullopt);
    }
    EXPECT_TRUE(must(reader()->staff(employer_number(1'003))).empty());
}

TEST_P(Papers, PeriodsAreFoundByTheDaysOnWhichTheyStartAndEnd) {
    write([](Writer& writer) {
        put_parties(writer);
        auto closed = a_period(1, 1'001, 1);
        closed.end_day = make_date(2026, 3, 31);
        must(writer.put_period(closed));
        auto later = a_period(2, 1'001, 2);
        later.start_day = make_date(2026, 2, 1);
        must(writer.put_period(later));
    });
    registry::FileQuery query;
    query.employers = {employer_number(1'001)};
    const auto found = [&](const registry::FileQuery& asked) {
        std::vector<std::int64_t> ids;
        for (const auto& period : must(reader()->search_periods(asked, {})).items) ids.push_back(period.id.value());
        return ids;
    };
    auto starting = query;
    starting.starts_from = make_date(2026, 2, 1);
    starting.starts_until = make_date(2026, 2, 1);
    EXPECT_EQ(found(starting), (std::vector<std::int64_t>{2}));
    auto ending = query;
    ending.ends_from = make_date(2026, 3, 31);
    ending.ends_until = make_date(2026, 3, 31);
    EXPECT_EQ(found(ending), (std::vector<std::int64_t>{1}));
    ending.ends_from = make_date(2026, 4, 1);
    ending.ends_until = make_date(2030, 1, 1);
    EXPECT_TRUE(found(ending).empty());
}

}  // namespace

}  // namespace dimona::store::test
