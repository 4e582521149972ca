#include "store/sqlite/connection.hpp"

#include <algorithm>
#include <cstring>

#include "base/invariant.hpp"

namespace dimona::store {

namespace {

struct Trouble {
    ErrorKind kind;
    const char* remedy;
};

// What the first eight bits of a result code mean to whoever runs the service.
Trouble trouble_of(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::unavailable, "another process holds the store; try again"};
        case SQLITE_FULL:
            return {ErrorKind::unavailable, "the disk is full: free space, nothing else is needed"};
        case SQLITE_IOERR:
            return {ErrorKind::unavailable, "the disk reports errors: check it and its free space"};
        case SQLITE_CANTOPEN:
            return {ErrorKind::unavailable, "check that the directory exists and may be written"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {ErrorKind::unavailable, "check the owner and the rights of the file and its directory"};
        case SQLITE_NOMEM:
            return {ErrorKind::unavailable, "there is not enough memory"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorKind::internal, "the file is damaged or no database: restore a backup"};
        default:
            return {ErrorKind::internal, ""};
    }
}

}  // namespace

class SqliteStatement final : public Statement {
public:
    SqliteStatement(const SqliteConnection& connection, sqlite3_stmt* statement)
        : connection_(connection), statement_(statement) {}
    ~SqliteStatement() override { sqlite3_finalize(statement_); }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    void bind(int place, std::int64_t value) override { note(sqlite3_bind_int64(statement_, place + 1, value)); }
    void bind(int place, std::string_view value) override {
        // Null and empty are two things: an empty view may have no address.
        note(sqlite3_bind_text64(statement_, place + 1, value.empty() ? "" : value.data(), value.size(),
                                 SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void bind(int place, const Digest& value) override {
        note(sqlite3_bind_blob64(statement_, place + 1, value.data(), value.size(), SQLITE_TRANSIENT));
    }
    void bind_null(int place) override { note(sqlite3_bind_null(statement_, place + 1)); }

    Result<bool> next() override {
        if (bind_problem_ != SQLITE_OK) return tl::unexpected(connection_.error(bind_problem_, "binding a value"));
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        return tl::unexpected(connection_.error(code, sqlite3_sql(statement_)));
    }
    Status run() override {
        DIMONA_TRY(next());
        return {};
    }
    void restart() override {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        bind_problem_ = SQLITE_OK;
    }

    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    [[nodiscard]] std::string_view text(int column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                     : std::string_view();
    }
    [[nodiscard]] Digest digest(int column) const override {
        Digest digest{};
        const auto* bytes = sqlite3_column_blob(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        if (bytes) std::memcpy(digest.data(), bytes, std::min(size, digest.size()));
        return digest;
    }

private:
    void note(int code) {  // the first problem counts
        if (bind_problem_ == SQLITE_OK) bind_problem_ = code;
    }
    const SqliteConnection& connection_;
    sqlite3_stmt* statement_;
    int bind_problem_ = SQLITE_OK;
};

SqliteConnection::SqliteConnection(sqlite3* database, std::string file, int busy_timeout_ms)
    : database_(database), file_(std::move(file)), busy_timeout_ms_(busy_timeout_ms) {}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file, int flags,
                                                                 int busy_timeout_ms, const char* vfs) {
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, vfs);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database, file, busy_timeout_ms));
    if (code != SQLITE_OK) return tl::unexpected(connection->error(code, "opening the store"));
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, busy_timeout_ms);
    DIMONA_TRY_VOID(connection->execute("PRAGMA foreign_keys=ON"));
    return connection;
}

SqliteConnection::~SqliteConnection() {
    kept_.clear();
    require(sqlite3_close(database_) == SQLITE_OK, "a query does not outlive its connection");
}

Status SqliteConnection::begin(const char* how) {
    DIMONA_TRY_VOID(execute(how));
    in_transaction_ = true;
    return {};
}

Status SqliteConnection::commit() {
    DIMONA_TRY_VOID(execute("COMMIT"));
    in_transaction_ = false;
    return {};
}

void SqliteConnection::rollback() {
    in_transaction_ = false;
    // Fails only when the engine has done it already.
    if (!sqlite3_get_autocommit(database_)) (void)execute("ROLLBACK");
}

Status SqliteConnection::still_open() const {
    if (!in_transaction_ || !sqlite3_get_autocommit(database_)) return {};
    return fail(ErrorKind::unavailable, "the transaction was rolled back after an error", file_, "try again");
}

Status SqliteConnection::execute(const char* sql) {
    DIMONA_TRY_VOID(still_open());
    const int code = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(error(code, sql));
    return {};
}

Result<Query> SqliteConnection::prepared(const char* sql) {
    DIMONA_TRY_VOID(still_open());
    auto& kept = kept_[sql];
    if (!kept) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) return tl::unexpected(error(code, sql));
        kept = std::make_unique<SqliteStatement>(*this, statement);
    }
    return Query(*kept);
}

Result<Query> SqliteConnection::once(const std::string& sql) {
    DIMONA_TRY_VOID(still_open());
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(error(code, sql));
    return Query(std::make_unique<SqliteStatement>(*this, statement));
}

Error SqliteConnection::error(int code, std::string_view doing) const {
    const auto trouble = trouble_of(code);
    constexpr std::size_t shown = 60;
    std::string message = "SQLite: ";
    message.append(database_ ? sqlite3_errmsg(database_) : sqlite3_errstr(code));
    message.append(" (").append(sqlite3_errstr(code)).append(") at: ").append(doing.substr(0, shown));
    return {trouble.kind, std::move(message), file_, trouble.remedy};
}

}  // namespace dimona::store
