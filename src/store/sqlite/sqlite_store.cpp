#include "store/sqlite/sqlite_store.hpp"

#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

#include "store/sqlite/schema.hpp"
#include "store/sqlite/session.hpp"

namespace dimona::store {

namespace {

namespace fs = std::filesystem;

// synchronous=FULL: a commit has returned only when the log is on the disk. The other settings cost no safety:
// a larger log between checkpoints, 64 MiB of page cache, temporary tables in memory.
constexpr const char* writer_settings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; "
    "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY";
constexpr const char* reader_settings = "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY";
constexpr const char* private_settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY";
constexpr const char* probe_write = "UPDATE counter SET value = value + 1 WHERE name = 'probe'";

class SqliteStore final : public registry::Store {
public:
    SqliteStore(SqliteOptions options, bool is_private) : options_(std::move(options)), is_private_(is_private) {}
    ~SqliteStore() override {
        readers_.clear();
        writer_.reset();
        if (!is_private_) return;
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(options_.path + ending, ignored);
    }

    Status open() {
        const int create = options_.create ? SQLITE_OPEN_CREATE : 0;
        writer_ = DIMONA_TRY(Connection::open(options_.path, SQLITE_OPEN_READWRITE | create, options_.busy_timeout_ms));
        DIMONA_TRY_VOID(bring_up_to_date(*writer_));
        return writer_->execute(is_private_ ? private_settings : writer_settings);
    }

    Result<std::unique_ptr<registry::Reader>> read() override {
        auto connection = DIMONA_TRY(take_reader());
        const auto begun = connection->execute("BEGIN");
        if (!begun) return tl::unexpected(begun.error());
        return std::make_unique<Session>(std::move(connection),
                                         [this](std::unique_ptr<Connection> done) { give_back(std::move(done)); });
    }

    Result<std::unique_ptr<registry::Writer>> write() override {
        std::unique_lock lock(mutex_);
        writer_is_back_.wait(lock, [&] { return writer_ != nullptr; });
        auto connection = std::move(writer_);
        lock.unlock();
        const auto begun = connection->execute("BEGIN IMMEDIATE");
        if (!begun) {
            auto error = begun.error();
            give_writer_back(std::move(connection));
            return tl::unexpected(std::move(error));
        }
        return std::make_unique<Session>(
            std::move(connection), [this](std::unique_ptr<Connection> done) { give_writer_back(std::move(done)); });
    }

    [[nodiscard]] int max_writers() const override { return 1; }

    Status backup_to(const std::string& path) override {
        std::error_code problem;
        if (fs::exists(path, problem))
            return fail(ErrorKind::conflict, "there is a file of this name", path, "name a new file");
        const std::string unfinished = path + ".unfinished";
        const auto source = DIMONA_TRY(take_reader());
        auto copied = copy(*source, unfinished);
        if (copied) {
            fs::rename(unfinished, path, problem);
            if (problem) copied = fail(ErrorKind::unavailable, problem.message(), path, "check the directory");
        }
        if (!copied) fs::remove(unfinished, problem);
        return copied;
    }

    Status check() override {
        const auto connection = DIMONA_TRY(take_reader());
        auto query = DIMONA_TRY(connection->once("PRAGMA integrity_check(10)"));
        DIMONA_TRY(query.next());
        if (query.text(0) != "ok")
            return fail(ErrorKind::internal, std::string(query.text(0)), options_.path, "restore a backup");
        auto foreign = DIMONA_TRY(connection->once("PRAGMA foreign_key_check"));
        if (DIMONA_TRY(foreign.next()))
            return fail(ErrorKind::internal, "a row refers to one that is missing", std::string(foreign.text(0)),
                        "run `dimona rebuild`");
        return {};
    }

    Status probe() override {
        auto session = DIMONA_TRY(write());
        // A write of its own, so that a full disk shows here and not with somebody's declaration.
        return static_cast<Session&>(*session).run_and_commit(probe_write);
    }

private:
    // One step copies everything: no writer can come in between, so the copy is of one moment.
    static Status copy(Connection& source, const std::string& path) {
        auto target = DIMONA_TRY(Connection::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
        auto* backup = sqlite3_backup_init(target->handle(), "main", source.handle(), "main");
        if (!backup) return tl::unexpected(target->error(sqlite3_errcode(target->handle()), "backup"));
        const int step = sqlite3_backup_step(backup, -1);
        const int end = sqlite3_backup_finish(backup);
        if (step != SQLITE_DONE) return tl::unexpected(target->error(step, "backup"));
        if (end != SQLITE_OK) return tl::unexpected(target->error(end, "backup"));
        // The copy is one file that needs no log beside it.
        return target->execute("PRAGMA journal_mode=DELETE");
    }

    Result<std::unique_ptr<Connection>> take_reader() {
        {
            const std::lock_guard lock(mutex_);
            if (!readers_.empty()) {
                auto connection = std::move(readers_.back());
                readers_.pop_back();
                return connection;
            }
        }
        auto connection = DIMONA_TRY(Connection::open(options_.path, SQLITE_OPEN_READWRITE, options_.busy_timeout_ms));
        DIMONA_TRY_VOID(connection->execute(reader_settings));
        return connection;
    }
    void give_back(std::unique_ptr<Connection> connection) {
        const std::lock_guard lock(mutex_);
        if (readers_.size() < static_cast<std::size_t>(options_.readers_max)) readers_.push_back(std::move(connection));
    }
    void give_writer_back(std::unique_ptr<Connection> connection) {
        const std::lock_guard lock(mutex_);
        writer_ = std::move(connection);
        writer_is_back_.notify_one();
    }

    SqliteOptions options_;
    bool is_private_;
    std::mutex mutex_;
    std::condition_variable writer_is_back_;
    std::unique_ptr<Connection> writer_;  // null while a session has it
    std::vector<std::unique_ptr<Connection>> readers_;
};

// A store for this process alone: a file that is removed again, so that it behaves like every other store.
Result<std::string> private_file() {
    std::string path = (fs::temp_directory_path() / "dimona-XXXXXX").string();
    const int file = mkstemp(path.data());
    if (file < 0) return fail(ErrorKind::unavailable, "a temporary file can't be made", path, "set TMPDIR");
    close(file);
    return path;
}

}  // namespace

Result<std::unique_ptr<registry::Store>> open_sqlite(const SqliteOptions& given) {
    SqliteOptions options = given;
    const bool is_private = options.path == ":memory:";
    if (is_private) options.path = DIMONA_TRY(private_file());
    auto store = std::make_unique<SqliteStore>(std::move(options), is_private);
    DIMONA_TRY_VOID(store->open());
    return store;
}

}  // namespace dimona::store
