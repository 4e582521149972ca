// What the gathered log writes is what SQLite's own would have written.
#include "store/sqlite/gathered_log.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "store/sqlite/connection.hpp"
#include "store/support/folder.hpp"

namespace dimona::store {
namespace {

namespace fs = std::filesystem;

class GatheredLog : public testing::Test {
protected:
    std::unique_ptr<SqliteConnection> open(const char* vfs) {
        auto connection =
            SqliteConnection::open(folder_.file("file"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 1'000, vfs);
        EXPECT_TRUE(connection) << connection.error().message;
        return std::move(*connection);
    }
    std::unique_ptr<SqliteConnection> writer() {
        auto connection = open(gathered_log_vfs());
        run(*connection,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=20; "
            "CREATE TABLE IF NOT EXISTS line (text TEXT)");
        return connection;
    }
    static void run(SqliteConnection& connection, const char* sql) {
        const auto done = connection.execute(sql);
        EXPECT_TRUE(done) << done.error().message;
    }
    static std::int64_t count(SqliteConnection& connection, const char* of = "SELECT count(*) FROM line") {
        auto query = connection.once(of);
        EXPECT_TRUE(query && query->next());
        return query->integer(0);
    }
    [[nodiscard]] fs::path log() const { return folder_.file("file-wal"); }

    test::Folder folder_;
};

constexpr const char* thousands =
    "WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 2000) "
    "INSERT INTO line SELECT hex(randomblob(500)) FROM number";

TEST_F(GatheredLog, ShowsACommitToOthersAndNothingBefore) {
    const auto connection = writer(), other = open(nullptr);
    run(*connection, "BEGIN; INSERT INTO line VALUES ('a')");
    EXPECT_EQ(count(*other), 0);
    run(*connection, "COMMIT");
    EXPECT_EQ(count(*other), 1);
}

TEST_F(GatheredLog, HoldsTransactionsThatAreLargerThanWhatIsGatheredAndThanTheCache) {
    {
        const auto connection = writer(), other = open(nullptr);
        for (int round = 0; round < 3; ++round) run(*connection, thousands);
        EXPECT_EQ(count(*other), 6'000);
        EXPECT_EQ(count(*connection, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
        // As if the machine had stopped here: what stands in the files is all there is.
        fs::copy(folder_.file("file"), folder_.file("copy"));
        fs::copy(log(), folder_.file("copy-wal"));
    }
    fs::rename(folder_.file("copy"), folder_.file("file"));
    fs::rename(folder_.file("copy-wal"), log());
    const auto after = open(nullptr);
    EXPECT_EQ(count(*after), 6'000);
    EXPECT_EQ(count(*after, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
}

TEST_F(GatheredLog, GoesOnAfterALogThatBeganAnew) {
    const auto connection = writer(), other = open(nullptr);
    run(*connection, thousands);
    run(*connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    EXPECT_EQ(fs::file_size(log()), 0U);
    run(*connection, thousands);
    run(*connection, "BEGIN");
    run(*connection, thousands);
    run(*connection, "ROLLBACK");
    run(*connection, "INSERT INTO line VALUES ('last')");
    EXPECT_EQ(count(*other), 4'001);
}

TEST_F(GatheredLog, FailsACommitThatCanNotBeWritten) {
    const auto connection = writer(), other = open(nullptr);
    run(*connection, "INSERT INTO line VALUES ('before')");
    // No file may grow any more.
    const auto former = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{.rlim_cur = fs::file_size(log()) + 2'000, .rlim_max = limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto committed = connection->execute("INSERT INTO line VALUES ('lost')");
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, former);
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().kind, ErrorKind::unavailable);
    run(*connection, "INSERT INTO line VALUES ('after')");
    EXPECT_EQ(count(*other), 2);
    EXPECT_EQ(count(*other, "SELECT count(*) FROM line WHERE text = 'lost'"), 0);
}

}  // namespace
}  // namespace dimona::store
