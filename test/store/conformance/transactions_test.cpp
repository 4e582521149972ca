// One writer at a time, readers beside it, and what a commit promises.
#include <algorithm>
#include <thread>

#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

class Transactions : public StoreTest {};
class Durability : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Transactions, testing::ValuesIn(all_engines()), name_of);
INSTANTIATE_TEST_SUITE_P(Engines, Durability, testing::ValuesIn(durable_engines()), name_of);

TEST_P(Transactions, AWriterThatEndsWithoutCommitLeavesNothing) {
    write([](Writer& writer) { put_parties(writer); });
    const auto first = must(must(store().write())->next_number());
    {
        const auto writer = must(store().write());
        must(writer->put_period(a_student_period(1, 1'001, 1, make_date(2026, 7, 1), {{1, 8}})));
        must(writer->put_registration(a_registration(2, 1, make_date(2026, 7, 1))));
        must(writer->append(an_entry(std::nullopt, "{}")));
        must(writer->put_declaration(a_declaration(1)));
        must(writer->add_employer_days({1, 2026}, 3));
        must(writer->put_consultation({}));
    }
    const auto view = reader();
    EXPECT_FALSE(must(view->period(domain::PeriodId{1})));
    EXPECT_FALSE(must(view->registration(domain::RegistrationId{2})));
    EXPECT_FALSE(must(view->journal_head()));
    EXPECT_FALSE(must(view->declaration(domain::DeclarationId{1})));
    EXPECT_EQ(must(view->employer_days({1, 2026})), 0);
    EXPECT_TRUE(must(view->consultations_before(0, 10)).empty());
    EXPECT_TRUE(
        must(view->quota_entries(domain::PersonKey{1}, make_date(2026, 1, 1), make_date(2026, 12, 31))).empty());
    EXPECT_EQ(must(must(store().write())->next_number()), first);
}

TEST_P(Transactions, AWriterSeesItsOwnWritesAndOthersSeeThemAfterTheCommit) {
    write([](Writer& writer) { put_parties(writer); });
    const auto writer = must(store().write());
    must(writer->put_period(a_period(1, 1'001, 1)));
    EXPECT_TRUE(must(writer->period(domain::PeriodId{1})));
    EXPECT_FALSE(must(reader()->period(domain::PeriodId{1})));
    must(writer->commit());
    EXPECT_TRUE(must(reader()->period(domain::PeriodId{1})));
}

TEST_P(Transactions, AReaderSeesTheStoreAsItWasWhenItBegan) {
    write([](Writer& writer) { put_parties(writer); });
    const auto before = reader();  // has not looked at anything yet
    write([](Writer& writer) { must(writer.put_period(a_period(1, 1'001, 1))); });
    EXPECT_FALSE(must(before->period(domain::PeriodId{1})));
    EXPECT_TRUE(must(reader()->period(domain::PeriodId{1})));
    EXPECT_FALSE(must(before->period(domain::PeriodId{1})));
}

TEST_P(Transactions, ManyReadersCanBeOpenAtOnce) {
    write([](Writer& writer) { put_parties(writer); });
    std::vector<std::unique_ptr<registry::Reader>> readers;
    for (int count = 0; count < 40; ++count) readers.push_back(reader());
    for (const auto& one : readers) EXPECT_TRUE(must(one->employer(employer_number(1'001))));
}

TEST_P(Transactions, NumbersHaveTenDigitsGrowAndNeverComeTwice) {
    constexpr int threads = 4, batches = 10, numbers_a_batch = 5;
    std::vector<std::vector<std::int64_t>> given(threads);
    {
        std::vector<std::jthread> writers;
        for (auto& numbers : given)
            writers.emplace_back([this, &numbers] {
                for (int batch = 0; batch < batches; ++batch)
                    write([&](Writer& writer) {
                        for (int count = 0; count < numbers_a_batch; ++count)
                            numbers.push_back(must(writer.next_number()));
                    });
            });
    }
    std::vector<std::int64_t> all;
    for (const auto& numbers : given) {
        EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
        all.insert(all.end(), numbers.begin(), numbers.end());
    }
    std::sort(all.begin(), all.end());
    ASSERT_EQ(all.size(), static_cast<std::size_t>(threads * batches * numbers_a_batch));
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
    EXPECT_EQ(all.front(), 6'000'000'001);
    EXPECT_EQ(all.back(), 6'000'000'000 + threads * batches * numbers_a_batch);
}

TEST_P(Transactions, AFailedWriteIsToldAtTheLatestByTheCommit) {
    write([](Writer& writer) { put_parties(writer); });
    {
        const auto writer = must(store().write());
        must(writer->put_period(a_period(1, 1'001, 1)));
        auto done = writer->put_period(a_period(2, 1'001, 77));  // a person that nobody knows
        if (done) done = writer->commit();
        EXPECT_FALSE(done);
    }
    EXPECT_FALSE(must(reader()->period(domain::PeriodId{1})));
    write([](Writer& writer) { must(writer.put_period(a_period(3, 1'001, 1))); });  // the next one is as good as new
    EXPECT_TRUE(must(reader()->period(domain::PeriodId{3})));
}

TEST_P(Transactions, AHealthyStorePassesItsProbeAndItsCheck) {
    write([](Writer& writer) { put_parties(writer); });
    EXPECT_GE(store().max_writers(), 1);
    EXPECT_TRUE(store().probe());
    EXPECT_TRUE(store().check());
}

TEST_P(Durability, WhatWasCommittedIsThereAfterReopening) {
    write([](Writer& writer) {
        put_parties(writer);
        must(writer.put_period(a_full_period(1, 1'001, 1)));
        must(writer.append(an_entry(std::nullopt, "{}")));
        must(writer.next_number());
    });
    reopen();
    EXPECT_EQ(must(reader()->period(domain::PeriodId{1})), a_full_period(1, 1'001, 1));
    EXPECT_EQ(must(reader()->journal_head())->sequence, 1);
    EXPECT_EQ(must(must(store().write())->next_number()), 6'000'000'002);
}

TEST_P(Durability, WhatWasNotCommittedIsGoneAfterReopening) {
    write([](Writer& writer) { put_parties(writer); });
    must(must(store().write())->put_period(a_period(1, 1'001, 1)));
    reopen();
    EXPECT_FALSE(must(reader()->period(domain::PeriodId{1})));
}

}  // namespace

}  // namespace dimona::store::test
