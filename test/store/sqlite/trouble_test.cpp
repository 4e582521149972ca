// What the world does to files: damage, full disks, missing rights, other processes. Each with cause and remedy.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "store/sql/session.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/write_ahead_log.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

namespace fs = std::filesystem;

class Trouble : public testing::Test {
protected:
    void expect(const Status& result, ErrorKind kind) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, kind) << result.error().message;
        EXPECT_FALSE(result.error().message.empty());
        EXPECT_FALSE(result.error().remedy.empty()) << result.error().message;
    }
    Status opened(int busy_timeout_ms = 10, bool create = true) {
        const auto store = open_sqlite({.path = path_, .busy_timeout_ms = busy_timeout_ms, .create = create});
        return store ? Status{} : tl::unexpected(store.error());
    }

    Folder folder_;
    std::string path_ = folder_.file("store.sqlite");
};

// The superuser may do everything: tests about rights are run as nobody.
class AsNobody {
public:
    AsNobody() {
        if (geteuid() == 0) changed_ = setegid(nobody) == 0 && seteuid(nobody) == 0;
    }
    ~AsNobody() {
        if (!changed_) return;
        (void)!seteuid(0);
        (void)!setegid(0);
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    static constexpr unsigned nobody = 65'534;
    bool changed_ = false;
};

TEST_F(Trouble, AFileThatIsNoDatabaseIsRefusedAndLeftUnchanged) {
    const std::string text(10'000, 'x');
    std::ofstream(path_) << text;
    expect(opened(), ErrorKind::internal);
    EXPECT_EQ(fs::file_size(path_), text.size());
}

TEST_F(Trouble, ADamagedFileIsRefusedOrFoundByTheCheck) {
    {
        const auto store = must(open_sqlite({.path = path_}));
        const auto writer = must(store->write());
        for (int base = 1'001; base < 3'000; ++base) must(writer->put_employer(a_full_employer(base)));
        must(writer->commit());
    }
    {
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        for (std::streamoff page = 5; page < 60; ++page) {
            file.seekp(page * 4'096);
            file << std::string(2'000, '\xff');
        }
    }
    const auto store = open_sqlite({.path = path_});
    expect(store ? (*store)->check() : Status(tl::unexpected(store.error())), ErrorKind::internal);
}

TEST_F(Trouble, AFileThatIsCutOffIsFoundByTheCheck) {
    {
        const auto store = must(open_sqlite({.path = path_}));
        const auto writer = must(store->write());
        for (int base = 1'001; base < 3'000; ++base) must(writer->put_employer(a_full_employer(base)));
        must(writer->commit());
    }
    fs::resize_file(path_, fs::file_size(path_) / 2);
    const auto store = open_sqlite({.path = path_});
    expect(store ? (*store)->check() : Status(tl::unexpected(store.error())), ErrorKind::internal);
}

TEST_F(Trouble, AFolderThatIsNotThereIsUnavailable) {
    path_ = folder_.file("missing/store.sqlite");
    expect(opened(), ErrorKind::unavailable);
}

TEST_F(Trouble, AFileThatMustBeThereIsNotCreated) {
    expect(opened(10, false), ErrorKind::unavailable);
    EXPECT_FALSE(fs::exists(path_));
}

TEST_F(Trouble, AFolderInThePlaceOfTheFileIsUnavailable) {
    fs::create_directory(path_);
    expect(opened(), ErrorKind::unavailable);
}

TEST_F(Trouble, AFolderThatCanNotBeWrittenIsUnavailable) {
    chmod(folder_.path().c_str(), S_IRUSR | S_IXUSR | S_IROTH | S_IXOTH);
    {
        const AsNobody nobody;
        expect(opened(), ErrorKind::unavailable);
    }
    chmod(folder_.path().c_str(), S_IRWXU);
    EXPECT_FALSE(fs::exists(path_));
}

TEST_F(Trouble, AFileThatCanOnlyBeReadIsUnavailable) {
    ASSERT_TRUE(opened());
    chmod(path_.c_str(), S_IRUSR | S_IROTH);
    chmod(folder_.path().c_str(), S_IRWXU | S_IRWXO);
    const AsNobody nobody;
    expect(opened(), ErrorKind::unavailable);
}

TEST_F(Trouble, AnotherProcessThatHoldsTheStoreMakesItUnavailableForAMoment) {
    const auto store = must(open_sqlite({.path = path_, .busy_timeout_ms = 10}));
    const auto other = must(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE, 0));
    must(other->begin("BEGIN IMMEDIATE"));
    const auto refused = store->write();
    expect(refused ? Status{} : tl::unexpected(refused.error()), ErrorKind::unavailable);
    expect(store->probe(), ErrorKind::unavailable);
    EXPECT_TRUE(store->read());  // readers never wait for writers
    other->rollback();
    EXPECT_TRUE(store->probe());
}

void leave_pages_free(SqliteConnection& connection, int pages) {
    auto used = must(connection.once("PRAGMA page_count"));
    must(used.next());
    auto limit = must(connection.once("PRAGMA max_page_count=" + std::to_string(used.integer(0) + pages)));
    must(limit.next());
}

TEST_F(Trouble, AFullDiskStopsTheTransactionAndNothingIsWrittenBesideIt) {
    const std::shared_ptr<SqliteConnection> connection =
        must(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
    must(bring_up_to_date(*connection));
    leave_pages_free(*connection, 20);
    must(connection->begin("BEGIN IMMEDIATE"));
    {
        Session session(connection);
        Status result;
        std::optional<registry::JournalEntry> head;
        while (result) {
            const auto entry = an_entry(head, std::string(4'000, 'x'));
            result = session.append(entry);
            head = entry;
            ASSERT_LT(head->sequence, 100);
        }
        expect(result, ErrorKind::unavailable);
        EXPECT_NE(result.error().remedy.find("free space"), std::string::npos);
    }
    auto rows = must(connection->once("SELECT count(*) FROM journal"));
    must(rows.next());
    EXPECT_EQ(rows.integer(0), 0);
}

TEST_F(Trouble, AfterTheEngineHasRolledBackNothingMoreIsWritten) {
    const std::shared_ptr<SqliteConnection> connection =
        must(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
    must(bring_up_to_date(*connection));
    must(connection->begin("BEGIN IMMEDIATE"));
    auto* handle = connection->handle();
    {
        Session session(connection);
        must(session.put_enterprise(enterprise_number(1), "before"));
        sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);  // as it does itself when the disk fails
        expect(session.put_enterprise(enterprise_number(2), "after"), ErrorKind::unavailable);
        expect(session.commit(), ErrorKind::unavailable);
    }
    must(connection->begin("BEGIN IMMEDIATE"));  // and the next transaction is as good as new
    must(connection->commit());
    auto rows = must(connection->once("SELECT count(*) FROM enterprise"));
    must(rows.next());
    EXPECT_EQ(rows.integer(0), 0);
}

TEST_F(Trouble, TheLogDoesNotGrowWithoutBounds) {
    constexpr std::uintmax_t log_max_bytes = 144U << 20;
    const auto store = must(open_sqlite({.path = path_}));
    std::optional<registry::JournalEntry> head;
    for (int batch = 0; batch < 90; ++batch) {
        const auto writer = must(store->write());
        for (int count = 0; count < 4; ++count) {
            head = an_entry(head, std::string(1'000'000, 'x'));
            must(writer->append(*head));
        }
        must(writer->commit());
    }
    EXPECT_GT(fs::file_size(path_), log_max_bytes);
    EXPECT_LT(fs::file_size(path_ + "-wal"), log_max_bytes);
}

TEST_F(Trouble, ClosingLeavesOneFile) {
    {
        const auto store = must(open_sqlite({.path = path_}));
        must(store->probe());
        must(store->read());
    }
    EXPECT_TRUE(fs::exists(path_));
    EXPECT_FALSE(fs::exists(path_ + "-wal"));
    EXPECT_FALSE(fs::exists(path_ + "-shm"));
}

TEST_F(Trouble, ACommitIsOnTheDiskWhenItReturns) {
    const auto connection = must(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
    LogKeeper keeper;
    must(keeper.keep_log_of(*connection));
    const auto value = [&](const char* pragma) {
        auto query = must(connection->once(pragma));
        must(query.next());
        return std::string(query.text(0));
    };
    EXPECT_EQ(value("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(value("PRAGMA synchronous"), "2");  // FULL
    EXPECT_EQ(value("PRAGMA foreign_keys"), "1");
}

}  // namespace

}  // namespace dimona::store::test
