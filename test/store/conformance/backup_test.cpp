// A copy of one moment, made while others go on.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

class Backup : public StoreTest {
protected:
    // A backup opens as a store of a folder of its own.
    std::unique_ptr<registry::Store> open_copy(const Folder& place) { return must(GetParam().open(place)); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Backup, testing::ValuesIn(engines_in_a_file()), name_of);

constexpr const char* name = "store.sqlite";

TEST_P(Backup, TheCopyHoldsEverythingThatWasCommitted) {
    write([](Writer& writer) {
        put_parties(writer);
        must(writer.put_period(a_full_period(1, 1'001, 1)));
        must(writer.append(an_entry(std::nullopt, "{}")));
    });
    const Folder place;
    ASSERT_TRUE(store().backup_to(place.file(name)));
    const auto copy = open_copy(place);
    EXPECT_TRUE(copy->check());
    const auto view = must(copy->read());
    EXPECT_EQ(must(view->period(domain::PeriodId{1})), a_full_period(1, 1'001, 1));
    EXPECT_EQ(must(view->journal_head()), must(reader()->journal_head()));
    EXPECT_EQ(must(must(copy->write())->next_number()), must(must(store().write())->next_number()));
}

TEST_P(Backup, AFileThatIsThereIsNeverOverwritten) {
    const auto path = folder().file("precious");
    std::ofstream(path) << "precious";
    const auto refused = store().backup_to(path);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    std::string content;
    std::ifstream(path) >> content;
    EXPECT_EQ(content, "precious");
}

TEST_P(Backup, AFolderThatIsNotThereIsNamedWithWhatToDo) {
    const auto refused = store().backup_to(folder().file("missing/copy"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_FALSE(refused.error().remedy.empty());
}

TEST_P(Backup, NothingUnfinishedIsLeftBehind) {
    const Folder place;
    ASSERT_TRUE(store().backup_to(place.file(name)));
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(place.path())) {
        EXPECT_EQ(file.path().filename(), name);
        ++files;
    }
    EXPECT_EQ(files, 1U);
}

TEST_P(Backup, ACopyThatIsMadeWhileAWriterIsActiveIsOfOneMoment) {
    write([](Writer& writer) { put_parties(writer); });
    const Folder first_place, second_place;
    std::atomic<bool> stop = false;
    std::atomic<int> transactions = 0;
    {
        std::jthread writer([&] {
            for (std::int64_t id = 1; !stop; ++id) {
                write([&](Writer& transaction) {
                    must(transaction.append(an_entry(must(transaction.journal_head()), std::string(5'000, 'x'))));
                    must(transaction.put_period(a_period(id, 1'001, 1)));
                });
                ++transactions;
                transactions.notify_all();
            }
        });
        const auto wait_for_more = [&] {
            const int seen = transactions;
            transactions.wait(seen);
        };
        wait_for_more();
        EXPECT_TRUE(store().backup_to(first_place.file(name)));
        wait_for_more();
        EXPECT_TRUE(store().backup_to(second_place.file(name)));
        stop = true;
    }
    std::int64_t entries_before = 0;
    for (const auto* place : {&first_place, &second_place}) {
        const auto copy = open_copy(*place);
        EXPECT_TRUE(copy->check());
        const auto view = must(copy->read());
        std::int64_t periods = 0;
        must(view->each_period([&](const domain::Period&) {
            ++periods;
            return true;
        }));
        const auto entries = must(view->journal_head())->sequence;
        EXPECT_EQ(entries, periods);
        EXPECT_GT(entries, entries_before);
        entries_before = entries;
    }
}

TEST_P(Backup, AnUncommittedWriteIsNotInTheCopy) {
    write([](Writer& writer) { put_parties(writer); });
    const Folder place;
    {
        const auto writer = must(store().write());
        must(writer->put_period(a_period(1, 1'001, 1)));
        ASSERT_TRUE(store().backup_to(place.file(name)));
        must(writer->commit());
    }
    EXPECT_FALSE(must(must(open_copy(place)->read())->period(domain::PeriodId{1})));
}

}  // namespace

}  // namespace dimona::store::test
