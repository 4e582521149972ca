#include "store/sqlite/write_ahead_log.hpp"

namespace dimona::store {

namespace {

constexpr int copied_from_pages = 4'000;    // 16 MiB: enough to write a page once for many commits
constexpr int emptied_from_pages = 32'768;  // 128 MiB: the thread can't keep up, the writer helps
constexpr int wait_for_others_ms = 100;

// One that does not succeed is no trouble: the data are safe in the log, and the next commit asks again.
void copy_pages(sqlite3* database, int how) { sqlite3_wal_checkpoint_v2(database, "main", how, nullptr, nullptr); }

}  // namespace

LogKeeper::~LogKeeper() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        asked_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

// Called by SQLite after a commit with the length of the log. When the thread has copied what it found, the writer
// copies the few pages that came since: then everything is in the file, and the log starts anew.
int LogKeeper::after_commit(void* of, sqlite3* database, const char*, int pages) {
    auto& keeper = *static_cast<LogKeeper*>(of);
    if (pages < copied_from_pages) return SQLITE_OK;
    {
        const std::lock_guard lock(keeper.mutex_);
        if (keeper.state_ == State::idle) {
            keeper.state_ = State::copying;
            keeper.asked_.notify_one();
        }
        if (keeper.state_ == State::copying && pages < emptied_from_pages) return SQLITE_OK;
        if (keeper.state_ == State::copied) keeper.state_ = State::idle;
    }
    copy_pages(database, SQLITE_CHECKPOINT_PASSIVE);
    return SQLITE_OK;
}

void LogKeeper::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        asked_.wait(lock, [this] { return state_ == State::copying || stopping_; });
        if (stopping_) return;
        lock.unlock();
        copy_pages(copier_->handle(), SQLITE_CHECKPOINT_PASSIVE);
        lock.lock();
        state_ = State::copied;
    }
}

Status LogKeeper::keep_log_of(SqliteConnection& writer) {
    auto mode = DIMONA_TRY(writer.once("PRAGMA journal_mode=WAL"));
    DIMONA_TRY(mode.next());
    if (mode.text(0) != "wal")
        return fail(ErrorKind::unavailable, "this file system can't hold a write-ahead log", writer.place(),
                    "put the data directory on a local disk");
    copier_ = DIMONA_TRY(SqliteConnection::open(writer.place(), SQLITE_OPEN_READWRITE, wait_for_others_ms));
    thread_ = std::thread([this] { work(); });
    sqlite3_wal_hook(writer.handle(), after_commit, this);
    return writer.execute("PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864");
}

}  // namespace dimona::store
