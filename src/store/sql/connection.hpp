// What the statements of this room need from an engine: prepared statements, parameters bound in order, rows read
// by position. One implementation an engine (sqlite/, postgresql/); both understand the SQL of the statements here,
// the subset that PostgreSQL-compatible engines share, with `?` for a parameter.
//
// Only whole numbers, texts and digests are kept: days are counted from 1970-01-01, moments in milliseconds from
// the same midnight, a truth is 0 or 1.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/digest.hpp"
#include "base/local_time.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::store {

// A statement as its engine keeps it. Places of parameters and columns count from 0.
class Statement {
public:
    virtual ~Statement() = default;

    virtual void bind(int place, std::int64_t value) = 0;
    virtual void bind(int place, std::string_view value) = 0;
    virtual void bind(int place, const Digest& value) = 0;
    virtual void bind_null(int place) = 0;

    // Runs on to the next row; false: there is none.
    virtual Result<bool> next() = 0;
    // Runs a statement that gives no rows. An engine may send it a little later: its error then comes with one of
    // the next statements, at the latest with the commit.
    virtual Status run() = 0;
    // Ready for other values; rows that were not read are given up.
    virtual void restart() = 0;

    // Of the row that next() came to; texts live until the next step.
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual Digest digest(int column) const = 0;
};

// One run of a statement, with values bound by type. A statement that is kept is free again when the query ends.
class Query {
public:
    explicit Query(Statement& kept) : statement_(&kept) {}
    explicit Query(std::unique_ptr<Statement> own) : own_(std::move(own)), statement_(own_.get()) {}
    Query(Query&& other) noexcept
        : own_(std::move(other.own_)),
          statement_(std::exchange(other.statement_, nullptr)),
          bound_(std::exchange(other.bound_, 0)) {}
    Query& operator=(Query&&) = delete;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() {
        if (statement_) statement_->restart();
    }

    template <class... Values>
    Query& bind(const Values&... values) {
        (bind_one(values), ...);
        return *this;
    }
    Result<bool> next() { return statement_->next(); }
    Status run() { return statement_->run(); }
    void restart() {
        statement_->restart();
        bound_ = 0;
    }

    [[nodiscard]] bool is_null(int column) const { return statement_->is_null(column); }
    [[nodiscard]] std::int64_t integer(int column) const { return statement_->integer(column); }
    [[nodiscard]] std::string_view text(int column) const { return statement_->text(column); }
    [[nodiscard]] Digest digest(int column) const { return statement_->digest(column); }
    [[nodiscard]] LocalDate day(int column) const { return LocalDate{std::chrono::days{integer(column)}}; }
    [[nodiscard]] Instant instant(int column) const { return Instant{std::chrono::milliseconds{integer(column)}}; }
    [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }
    [[nodiscard]] std::optional<LocalDate> optional_day(int column) const {
        return is_null(column) ? std::nullopt : std::optional(day(column));
    }

    [[nodiscard]] Statement& statement() { return *statement_; }

private:
    void bind_one(std::int64_t value) { statement_->bind(bound_++, value); }
    void bind_one(int value) { bind_one(static_cast<std::int64_t>(value)); }
    void bind_one(bool value) { bind_one(static_cast<std::int64_t>(value)); }
    void bind_one(std::string_view value) { statement_->bind(bound_++, value); }
    void bind_one(const std::string& value) { bind_one(std::string_view(value)); }
    void bind_one(const Digest& value) { statement_->bind(bound_++, value); }
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
            statement_->bind_null(bound_++);
    }

    std::unique_ptr<Statement> own_;  // empty when the connection keeps it
    Statement* statement_;
    int bound_ = 0;
};

class Connection {
public:
    virtual ~Connection() = default;

    // A statement that is kept prepared; `sql` must live as long as the program (a constant).
    virtual Result<Query> prepared(const char* sql) = 0;
    // A statement that is made for one use.
    virtual Result<Query> once(const std::string& sql) = 0;
    // A statement whose rows may be many: they are not all in memory at once.
    virtual Result<Query> walk(const char* sql) = 0;

    // An engine that is far away answers many questions in the time of one: asked ahead, they are read by their
    // `read` in answer_all() at the latest. One that is near answers at once, and has nothing to gain.
    [[nodiscard]] virtual bool is_far() const { return false; }
    virtual Status ask_ahead(Query query, const std::function<Status(Query&)>& read) { return read(query); }
    virtual Status answer_all() { return {}; }

    // Of the transaction that the engine's own begin() opened.
    virtual Status commit() = 0;
    virtual void rollback() = 0;
    // After a commit() that failed: is it certain by now that it was made? Asks the store again when the connection
    // was lost; `is_there` looks for what was written, in a transaction of its own.
    virtual bool was_committed_nevertheless(const std::function<Result<bool>()>& is_there) = 0;

    // Where the data lie, for messages.
    [[nodiscard]] virtual const std::string& place() const = 0;
};

}  // namespace dimona::store
