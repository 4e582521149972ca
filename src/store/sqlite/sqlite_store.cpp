#include "store/sqlite/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

#include "store/sql/session.hpp"
#include "store/sqlite/backup.hpp"
#include "store/sqlite/gathered_log.hpp"
#include "store/sqlite/integrity.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/write_ahead_log.hpp"

namespace dimona::store {

namespace {

namespace fs = std::filesystem;

// Page caches: 64 MiB for the writer and 8 for each reader of the pool, 192 MiB at most. Files are not mapped
// into memory: a disk error would then be a signal instead of an answer.
constexpr const char* writer_settings = "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY";
constexpr const char* reader_settings = "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY";
constexpr const char* private_settings = "PRAGMA synchronous=OFF";
// A deferred transaction sees the store as of its first look.
constexpr const char* first_look = "SELECT 1 FROM counter WHERE name = 'number'";

class SqliteStore final : public registry::Store {
public:
    SqliteStore(SqliteOptions options, bool is_private) : options_(std::move(options)), is_private_(is_private) {}
    ~SqliteStore() override {
        log_keeper_.reset();  // the last connection that closes leaves one file
        readers_.clear();
        writer_.reset();
        if (!is_private_) return;
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(options_.path + ending, ignored);
    }

    Status open() {
        if (options_.create) create_for_owner_only();
        writer_ = DIMONA_TRY(SqliteConnection::open(options_.path, SQLITE_OPEN_READWRITE, options_.busy_timeout_ms,
                                                    is_private_ ? nullptr : gathered_log_vfs()));
        DIMONA_TRY_VOID(bring_up_to_date(*writer_));
        if (sqlite3_db_readonly(writer_->handle(), "main") != 0)
            return fail(ErrorKind::unavailable, "the store can only be read", options_.path,
                        "check the owner and the rights of the file and its directory");
        DIMONA_TRY_VOID(log_keeper_.emplace().keep_log_of(*writer_));
        DIMONA_TRY_VOID(writer_->execute(writer_settings));
        return is_private_ ? writer_->execute(private_settings) : Status{};
    }

    Result<std::unique_ptr<registry::Reader>> read() override {
        auto connection = DIMONA_TRY(take_reader());
        DIMONA_TRY_VOID(connection->begin("BEGIN"));
        DIMONA_TRY_VOID(look(*connection));
        return std::make_unique<Session>(std::shared_ptr<SqliteConnection>(
            connection.release(),
            [this](SqliteConnection* done) { give_back(std::unique_ptr<SqliteConnection>(done)); }));
    }

    Result<std::unique_ptr<registry::Writer>> write() override {
        std::unique_lock lock(mutex_);
        writer_is_back_.wait(lock, [&] { return writer_ != nullptr; });
        auto connection = std::move(writer_);
        lock.unlock();
        const auto begun = connection->begin("BEGIN IMMEDIATE");
        if (!begun) {
            auto error = begun.error();
            give_writer_back(std::move(connection));
            return tl::unexpected(std::move(error));
        }
        return std::make_unique<Session>(std::shared_ptr<SqliteConnection>(
            connection.release(),
            [this](SqliteConnection* done) { give_writer_back(std::unique_ptr<SqliteConnection>(done)); }));
    }

    [[nodiscard]] int max_writers() const override { return 1; }

    Status backup_to(const std::string& path) override {
        const auto source = DIMONA_TRY(take_reader());
        return back_up(*source, path);
    }

    Status check() override {
        const auto connection = DIMONA_TRY(take_reader());
        return check_integrity(*connection);
    }

    Status probe() override {
        auto session = DIMONA_TRY(write());
        return static_cast<Session&>(*session).probe();
    }

private:
    // What the file holds is not for everybody; the log beside it gets the same rights. Whatever is wrong with
    // the directory shows when the file is opened.
    void create_for_owner_only() const {
        const int file = ::open(options_.path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file >= 0) close(file);
    }
    static Status look(SqliteConnection& connection) {
        auto query = DIMONA_TRY(connection.prepared(first_look));
        DIMONA_TRY(query.next());
        return {};
    }

    Result<std::unique_ptr<SqliteConnection>> take_reader() {
        {
            const std::lock_guard lock(mutex_);
            if (!readers_.empty()) {
                auto connection = std::move(readers_.back());
                readers_.pop_back();
                return connection;
            }
        }
        auto connection =
            DIMONA_TRY(SqliteConnection::open(options_.path, SQLITE_OPEN_READWRITE, options_.busy_timeout_ms));
        DIMONA_TRY_VOID(connection->execute(reader_settings));
        return connection;
    }
    void give_back(std::unique_ptr<SqliteConnection> connection) {
        const std::lock_guard lock(mutex_);
        if (readers_.size() < static_cast<std::size_t>(options_.readers_max)) readers_.push_back(std::move(connection));
    }
    void give_writer_back(std::unique_ptr<SqliteConnection> connection) {
        const std::lock_guard lock(mutex_);
        writer_ = std::move(connection);
        writer_is_back_.notify_one();
    }

    SqliteOptions options_;
    bool is_private_;
    std::mutex mutex_;
    std::condition_variable writer_is_back_;
    std::unique_ptr<SqliteConnection> writer_;  // null while a session has it
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    std::optional<LogKeeper> log_keeper_;
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
