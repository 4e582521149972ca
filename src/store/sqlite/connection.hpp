// A thin layer over the SQLite C API: handles that close themselves, values bound by type, errors with remedies.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/local_time.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::store {

class Connection;

// One run of a statement: parameters are bound in order, rows are read by position. A statement of the cache is
// given back when the query ends.
class Query {
public:
    Query(Query&& other) noexcept;
    Query& operator=(Query&&) = delete;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    template <class... Values>
    Query& bind(const Values&... values) {
        (bind_one(values), ...);
        return *this;
    }
    // Runs on to the next row; false: there is none.
    Result<bool> next();
    // Runs a statement that gives no rows.
    Status run();
    // Ready for other values.
    void restart();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] Digest digest(int column) const;
    [[nodiscard]] LocalDate day(int column) const;
    [[nodiscard]] Instant instant(int column) const;
    [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
    [[nodiscard]] std::optional<LocalDate> optional_day(int column) const;

private:
    friend class Connection;
    enum class Owned { by_cache, by_query };
    Query(Connection& connection, sqlite3_stmt* statement, Owned owned);

    void bind_one(std::int64_t value);
    void bind_one(int value) { bind_one(static_cast<std::int64_t>(value)); }
    void bind_one(bool value) { bind_one(static_cast<std::int64_t>(value)); }
    void bind_one(std::string_view value);
    void bind_one(const std::string& value) { bind_one(std::string_view(value)); }
    void bind_one(const Digest& value);
    void bind_one(LocalDate value) { bind_one(static_cast<std::int64_t>(value.time_since_epoch().count())); }
    void bind_one(Instant value) { bind_one(static_cast<std::int64_t>(value.time_since_epoch().count())); }
    void bind_one(domain::EmployerNumber value) { bind_one(value.value()); }
    void bind_one(domain::EnterpriseNumber value) { bind_one(value.value()); }
    void bind_one(domain::Ssin value) { bind_one(value.value()); }
    template <class Tag>
    void bind_one(const Strong<Tag, std::int64_t>& value) {
        bind_one(value.value());
    }
    template <class T>
    void bind_one(const std::optional<T>& value) {
        if (value)
            bind_one(*value);
        else
            bind_null();
    }
    void bind_null();
    void note_binding(int code);  // the first problem counts

    Connection* connection_;
    sqlite3_stmt* statement_;
    Owned owned_;
    int bound_ = 0;
    int bind_problem_ = SQLITE_OK;
};

class Connection {
public:
    // `file` as SQLite takes it. Foreign keys are on; a writer that finds the database busy waits.
    static Result<std::unique_ptr<Connection>> open(const std::string& file, int flags, int busy_timeout_ms);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // A transaction. An engine that can't go on (full disk) ends it by itself: then everything is refused until
    // rollback(), so that nothing is ever written beside a transaction.
    Status begin(const char* how);
    Status commit();
    void rollback();

    // One or several statements without parameters.
    Status execute(const char* sql);
    // A statement that is kept prepared; `sql` must live as long as the program (a constant).
    Result<Query> prepared(const char* sql);
    // A statement that is made for one use.
    Result<Query> once(const std::string& sql);

    [[nodiscard]] Error error(int code, std::string_view doing) const;
    [[nodiscard]] sqlite3* handle() const { return database_; }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] int busy_timeout_ms() const { return busy_timeout_ms_; }

private:
    Connection(sqlite3* database, std::string file, int busy_timeout_ms)
        : database_(database), file_(std::move(file)), busy_timeout_ms_(busy_timeout_ms) {}

    [[nodiscard]] Status still_open() const;

    sqlite3* database_;
    std::string file_;
    int busy_timeout_ms_;
    bool in_transaction_ = false;
    std::unordered_map<const char*, sqlite3_stmt*> cache_;
};

}  // namespace dimona::store
