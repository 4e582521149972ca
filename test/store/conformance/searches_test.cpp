// Searches: every criterion, pages, and what happens to pages while rows are added.
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using registry::FileQuery;
using registry::Page;

class Searches : public StoreTest {
protected:
    Searches() {
        write([](Writer& writer) { put_parties(writer); });
    }
    void put(const std::vector<domain::Period>& periods) {
        write([&](Writer& writer) {
            for (const auto& period : periods) must(writer.put_period(period));
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Searches, testing::ValuesIn(all_engines()), name_of);

using Ids = std::vector<std::int64_t>;
template <class Record>
Ids ids(const registry::PageOf<Record>& page) {
    Ids all;
    for (const auto& record : page.items) all.push_back(record.id.value());
    return all;
}

FileQuery at_employers(std::initializer_list<int> bases) {
    FileQuery query;
    for (const int base : bases) query.employers.push_back(employer_number(base));
    return query;
}

TEST_P(Searches, PagesByNumberHoldEachPeriodOnceNewestFirst) {
    put({a_period(1, 1'001, 1), a_period(2, 1'002, 1), a_period(3, 1'001, 2), a_period(4, 1'003, 1),
         a_period(5, 1'001, 1)});
    const auto view = reader();
    const auto query = at_employers({1'001, 1'002});
    const auto first = must(view->search_periods(query, {.number = 1, .size = 2}));
    EXPECT_EQ(ids(first), (Ids{5, 3}));
    EXPECT_TRUE(first.more);
    const auto second = must(view->search_periods(query, {.number = 2, .size = 2}));
    EXPECT_EQ(ids(second), (Ids{2, 1}));
    EXPECT_FALSE(second.more);
    const auto beyond = must(view->search_periods(query, {.number = 3, .size = 2}));
    EXPECT_TRUE(beyond.items.empty());
    EXPECT_FALSE(beyond.more);
}

TEST_P(Searches, PagesByCursorStayWhereTheyAreWhileRowsAreAdded) {
    for (std::int64_t id = 1; id <= 9; ++id) put({a_period(id, 1'001, 1)});
    Ids met;
    Page page{.number = 1, .size = 2};
    for (std::int64_t added = 100;; ++added) {
        const auto found = must(reader()->search_periods(at_employers({1'001}), page));
        for (const auto id : ids(found)) met.push_back(id);
        if (!found.more) break;
        page.after = met.back();
        put({a_period(added, 1'001, 1)});
    }
    EXPECT_EQ(met, (Ids{9, 8, 7, 6, 5, 4, 3, 2, 1}));
}

TEST_P(Searches, AnEmployerThatIsAskedForTwiceGivesItsRowsOnce) {
    put({a_period(1, 1'001, 1)});
    EXPECT_EQ(ids(must(reader()->search_periods(at_employers({1'001, 1'001}), {}))), Ids{1});
}

TEST_P(Searches, NothingIsFoundAtEmployersThatWereNotAskedFor) {
    put({a_period(1, 1'001, 1)});
    write([](Writer& writer) { must(writer.put_declaration(a_full_declaration(1, 1'001, 1))); });
    auto query = at_employers({1'002});
    for (const bool by_number : {false, true}) {
        if (by_number) {
            query.person = domain::PersonKey{1};
            query.period = domain::PeriodId{1};
        }
        EXPECT_TRUE(must(reader()->search_periods(query, {})).items.empty());
        EXPECT_TRUE(must(reader()->search_declarations(query, {})).items.empty());
        EXPECT_TRUE(must(reader()->search_relations(query, {})).items.empty());
    }
    EXPECT_TRUE(must(reader()->search_periods({}, {})).items.empty());
}

TEST_P(Searches, ADeclarationWithoutEmployerIsFoundByNobody) {
    write([](Writer& writer) { must(writer.put_declaration(a_declaration(1))); });
    EXPECT_TRUE(must(reader()->search_declarations(at_employers({1'001, 1'002, 1'003}), {})).items.empty());
}

TEST_P(Searches, SeveralHundredEmployersAreSearchedAtOnce) {
    FileQuery query;
    std::vector<domain::Period> periods;
    write([&](Writer& writer) {
        for (int base = 2'000; base < 2'700; ++base) {
            must(writer.put_employer(an_employer(base)));
            query.employers.push_back(employer_number(base));
            for (const std::int64_t id : {base, base + 10'000}) must(writer.put_period(a_period(id, base, 1)));
        }
    });
    const auto found = must(reader()->search_periods(query, {.number = 1, .size = 701}));
    EXPECT_EQ(found.items.size(), 701U);
    EXPECT_EQ(found.items.front().id.value(), 12'699);
    EXPECT_EQ(found.items.back().id.value(), 2'699);
    EXPECT_TRUE(found.more);
    const auto second = must(reader()->search_periods(query, {.number = 2, .size = 701}));
    EXPECT_EQ(second.items.size(), 699U);
    EXPECT_FALSE(second.more);
}

// Every page, by number or by cursor.
std::vector<registry::Relation> all_relations(registry::Reader& view, const FileQuery& query, int size, bool cursor) {
    std::vector<registry::Relation> met;
    Page page{.number = 1, .size = size};
    for (;;) {
        const auto found = must(view.search_relations(query, page));
        met.insert(met.end(), found.items.begin(), found.items.end());
        if (!found.more) return met;
        if (cursor)
            page.after = met.back().person.value();
        else
            ++page.number;
    }
}

TEST_P(Searches, AWorkerOfSeveralEmployersIsLostOnNoPage) {
    std::int64_t id = 0;
    for (const int base : {1'001, 1'002, 1'003})
        for (const std::int64_t person : {1, 2, 3}) put({a_period(++id, base, person)});
    const auto view = reader();
    const auto everything =
        must(view->search_relations(at_employers({1'001, 1'002, 1'003}), {.number = 1, .size = 50}));
    ASSERT_EQ(everything.items.size(), 9U);
    EXPECT_EQ(everything.items.front().person, domain::PersonKey{3});
    EXPECT_TRUE(everything.items.front().enterprise);
    for (const bool cursor : {false, true})
        for (int size = 1; size <= 10; ++size)
            EXPECT_EQ(all_relations(*view, at_employers({1'001, 1'002, 1'003}), size, cursor), everything.items)
                << size << (cursor ? " by cursor" : " by number");
}

// --- every combination of criteria, against the definition

template <class Criterion, class Value>
bool holds(const std::optional<Criterion>& wanted, const Value& value) {
    return !wanted || std::optional<Criterion>(*wanted) == value;
}
bool asked(const FileQuery& query, std::optional<domain::EmployerNumber> employer) {
    return employer && std::find(query.employers.begin(), query.employers.end(), *employer) != query.employers.end();
}

// What is in the file, to find what belongs together.
struct File {
    std::vector<domain::Period> periods;
    std::vector<registry::DeclarationRecord> declarations;
};

bool is_declared_through(const File& file, domain::PeriodId period, std::optional<domain::Channel> channel) {
    return !channel || std::any_of(file.declarations.begin(), file.declarations.end(), [&](const auto& record) {
        return record.period == period && record.channel == *channel;
    });
}
bool is_done_for_user(const File& file, std::optional<domain::PeriodId> id,
                      std::optional<domain::EnterpriseNumber> user) {
    return !user || std::any_of(file.periods.begin(), file.periods.end(), [&](const auto& period) {
        return id == period.id && period.features.user_enterprise_number == *user;
    });
}

bool fits(const FileQuery& query, const domain::Period& period, const File& file) {
    return asked(query, period.employer) && holds(query.person, period.person) && holds(query.period, period.id) &&
           is_declared_through(file, period.id, query.channel) &&
           (!query.last_day || period.start_day <= *query.last_day) &&
           (!query.first_day || !period.end_day || *period.end_day >= *query.first_day) &&
           holds(query.worker_type, period.features.worker_type) &&
           holds(query.joint_committee, period.features.joint_committee) &&
           holds(query.user_enterprise, period.features.user_enterprise_number) &&
           holds(query.open, domain::is_open(period)) && holds(query.cancelled, period.cancelled) &&
           holds(query.late, period.late);
}

bool fits(const FileQuery& query, const registry::DeclarationRecord& record, const File& file) {
    return asked(query, record.employer) && holds(query.person, record.person) && holds(query.period, record.period) &&
           holds(query.declaration, record.id) && holds(query.channel, record.channel) &&
           is_done_for_user(file, record.period, query.user_enterprise) &&
           (!query.first_day || (record.start_day && *record.start_day >= *query.first_day)) &&
           (!query.last_day || (record.start_day && *record.start_day <= *query.last_day)) &&
           holds(query.worker_type, record.worker_type) && holds(query.joint_committee, record.joint_committee) &&
           holds(query.late, record.late) && holds(query.result, record.result) && holds(query.kind, record.kind) &&
           (!query.received_from || record.received_at >= *query.received_from) &&
           (!query.received_until || record.received_at < *query.received_until);
}

int pick(int below) { return *rc::gen::inRange(0, below); }
bool maybe() { return *rc::gen::arbitrary<bool>(); }
LocalDate any_day() { return make_date(2026, 1, 1) + std::chrono::days{pick(6)}; }
domain::WorkerType any_type() { return pick(2) == 0 ? domain::WorkerType::OTH : domain::WorkerType::FLX; }
domain::JointCommittee any_committee() {
    return pick(2) == 0 ? domain::JointCommittee::horeca_302 : domain::JointCommittee::other_xxx;
}

domain::Channel any_channel() { return pick(2) == 0 ? domain::Channel::web_secured : domain::Channel::web_service; }

domain::Period any_period(std::int64_t id) {
    auto period = a_period(id, 1'001 + pick(3), 1 + pick(3));
    period.features.worker_type = any_type();
    if (maybe()) period.features.joint_committee = any_committee();
    if (maybe()) period.features.user_enterprise_number = enterprise_number(9'000);
    period.start_day = any_day();
    if (maybe()) period.end_day = period.start_day + std::chrono::days{pick(4)};
    period.cancelled = maybe();
    period.late = maybe();
    return period;
}

registry::DeclarationRecord any_declaration(std::int64_t id) {
    auto record = a_declaration(id);
    record.kind = static_cast<domain::Kind>(pick(3));
    record.result = static_cast<domain::Verdict>(pick(4));
    if (pick(5) > 0) record.employer = employer_number(1'001 + pick(3));
    if (pick(5) > 0) record.person = domain::PersonKey{1 + pick(3)};
    if (maybe()) record.period = domain::PeriodId{1 + pick(3)};
    if (maybe()) record.start_day = any_day();
    if (maybe()) record.worker_type = any_type();
    if (maybe()) record.joint_committee = any_committee();
    record.channel = any_channel();
    record.late = maybe();
    return record;
}

FileQuery any_query(int rows) {
    FileQuery query;
    for (int base = 1'001; base <= 1'003; ++base)
        if (maybe()) query.employers.push_back(employer_number(base));
    const auto seldom = [] { return pick(4) == 0; };
    if (seldom()) query.person = domain::PersonKey{1 + pick(3)};
    if (seldom()) query.period = domain::PeriodId{1 + pick(rows)};
    if (seldom()) query.declaration = domain::DeclarationId{1 + pick(rows)};
    if (seldom()) query.channel = any_channel();
    if (seldom()) query.first_day = any_day();
    if (seldom()) query.last_day = any_day();
    if (seldom()) query.worker_type = any_type();
    if (seldom()) query.joint_committee = any_committee();
    if (seldom()) query.user_enterprise = enterprise_number(9'000);
    if (seldom()) query.open = maybe();
    if (seldom()) query.cancelled = maybe();
    if (seldom()) query.late = maybe();
    if (seldom()) query.result = static_cast<domain::Verdict>(pick(4));
    if (seldom()) query.kind = static_cast<domain::Kind>(pick(3));
    if (seldom()) query.received_from = moment(pick(rows));
    if (seldom()) query.received_until = moment(pick(rows));
    return query;
}

template <class Record>
Ids expected_ids(const FileQuery& query, const std::vector<Record>& records, const File& file) {
    Ids all;
    for (const auto& record : records)
        if (fits(query, record, file)) all.push_back(record.id.value());
    std::reverse(all.begin(), all.end());
    return all;
}

// Every page, by number or by cursor, must give the same.
template <class Search>
Ids all_ids(Search search, int size, bool cursor) {
    Ids met;
    Page page{.number = 1, .size = size};
    for (;;) {
        const auto found = must(search(page));
        for (const auto id : ids(found)) met.push_back(id);
        if (!found.more) return met;
        if (cursor)
            page.after = met.back();
        else
            ++page.number;
    }
}

TEST_P(Searches, AnyCombinationOfCriteriaFindsWhatFitsAndNothingElse) {
    EXPECT_TRUE(rc::check([&] {
        File file;
        auto& periods = file.periods;
        auto& declarations = file.declarations;
        const int rows = 1 + pick(25);
        for (std::int64_t id = 1; id <= rows; ++id) {
            periods.push_back(any_period(id));
            declarations.push_back(any_declaration(id));
        }
        write([&](Writer& writer) {
            must(writer.clear_derived());
            for (const auto& period : periods) must(writer.put_period(period));
            for (const auto& record : declarations) must(writer.put_declaration(record));
        });
        const auto view = reader();
        for (int count = 0; count < 10; ++count) {
            const auto query = any_query(rows);
            const int size = 1 + pick(6);
            const bool cursor = maybe();
            RC_ASSERT(all_ids([&](const Page& page) { return view->search_periods(query, page); }, size, cursor) ==
                      expected_ids(query, periods, file));
            RC_ASSERT(all_ids([&](const Page& page) { return view->search_declarations(query, page); }, size, cursor) ==
                      expected_ids(query, declarations, file));
        }
    }));
}

TEST_P(Searches, RelationsAreFoundByWorkerDaysAndWhetherTheyAreOpen) {
    auto closed = a_period(1, 1'001, 1), open = a_period(2, 1'001, 2);
    closed.end_day = make_date(2026, 1, 31);
    open.start_day = make_date(2026, 2, 1);
    put({closed, open});
    const auto found = [&](auto change) {
        auto query = at_employers({1'001});
        change(query);
        Ids persons;
        for (const auto& relation : must(reader()->search_relations(query, {})).items)
            persons.push_back(relation.person.value());
        return persons;
    };
    EXPECT_EQ(found([](FileQuery&) {}), (Ids{2, 1}));
    EXPECT_EQ(found([](FileQuery& query) { query.person = domain::PersonKey{1}; }), Ids{1});
    EXPECT_EQ(found([](FileQuery& query) { query.open = true; }), Ids{2});
    EXPECT_EQ(found([](FileQuery& query) { query.open = false; }), Ids{1});
    EXPECT_EQ(found([](FileQuery& query) { query.first_day = make_date(2026, 2, 1); }), Ids{2});
    EXPECT_EQ(found([](FileQuery& query) { query.last_day = make_date(2026, 1, 31); }), Ids{1});
}

}  // namespace

}  // namespace dimona::store::test
