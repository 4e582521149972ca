// The log beside the file: on the disk at every commit, and never without bounds.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite/connection.hpp"

namespace dimona::store {

// Commits of a connection are durable when they return: they stand in the log. A thread copies them from there to the
// file, beside the writer, who adds only the last few.
class LogKeeper {
public:
    LogKeeper() = default;
    ~LogKeeper();
    LogKeeper(const LogKeeper&) = delete;
    LogKeeper& operator=(const LogKeeper&) = delete;

    [[nodiscard]] Status keep_log_of(SqliteConnection& writer);

private:
    static int after_commit(void* keeper, sqlite3* database, const char* schema, int pages);
    void work();

    std::unique_ptr<SqliteConnection> copier_;
    std::mutex mutex_;
    std::condition_variable asked_;
    enum class State { idle, copying, copied } state_ = State::idle;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dimona::store
