// The SQLite C API behind the room's own interface: handles that close themselves, errors with remedies.
#pragma once

#include <sqlite3.h>

#include <unordered_map>

#include "store/sql/connection.hpp"

namespace dimona::store {

class SqliteStatement;

class SqliteConnection final : public Connection {
public:
    // `file` as SQLite takes it, `vfs` one of those that are registered. Foreign keys are on; a writer that finds the
    // database busy waits.
    static Result<std::unique_ptr<SqliteConnection>> open(const std::string& file, int flags, int busy_timeout_ms,
                                                          const char* vfs = nullptr);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    // A transaction. An engine that can't go on (full disk) ends it by itself: then everything is refused until
    // rollback(), so that nothing is ever written beside a transaction.
    Status begin(const char* how);
    Status commit() override;
    void rollback() override;
    // A commit of this engine says itself how it ended.
    bool was_committed_nevertheless(const std::function<Result<bool>()>&) override { return false; }

    // One or several statements without parameters.
    Status execute(const char* sql);
    Result<Query> prepared(const char* sql) override;
    Result<Query> once(const std::string& sql) override;
    // Rows come one by one anyway.
    Result<Query> walk(const char* sql) override { return once(sql); }

    [[nodiscard]] Error error(int code, std::string_view doing) const;
    [[nodiscard]] sqlite3* handle() const { return database_; }
    [[nodiscard]] const std::string& place() const override { return file_; }
    [[nodiscard]] int busy_timeout_ms() const { return busy_timeout_ms_; }

private:
    SqliteConnection(sqlite3* database, std::string file, int busy_timeout_ms);

    [[nodiscard]] Status still_open() const;

    sqlite3* database_;
    std::string file_;
    int busy_timeout_ms_;
    bool in_transaction_ = false;
    std::unordered_map<const char*, std::unique_ptr<SqliteStatement>> kept_;
};

}  // namespace dimona::store
