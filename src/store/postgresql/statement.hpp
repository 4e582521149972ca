// One statement on one connection: its parameters in the binary format, and the rows of its last run.
#pragma once

#include "store/postgresql/connection.hpp"

namespace dimona::store {

class PostgresqlStatement final : public Statement {
public:
    // With a name the server keeps it prepared; without one it is sent whole each time.
    PostgresqlStatement(PostgresqlConnection& connection, std::string_view sql, std::string name);

    void bind(int place, std::int64_t value) override;
    void bind(int place, std::string_view value) override;
    void bind(int place, const Digest& value) override;
    void bind_null(int place) override;

    Result<bool> next() override;
    Status run() override;
    void restart() override;
    // Rows that came by another way.
    void show(PostgresqlConnection::Rows rows);

    [[nodiscard]] bool is_null(int column) const override;
    [[nodiscard]] std::int64_t integer(int column) const override;
    [[nodiscard]] std::string_view text(int column) const override;
    [[nodiscard]] Digest digest(int column) const override;

private:
    friend class PostgresqlConnection;
    enum class Known { no, sent, yes };  // to the server, by its name
    struct Parameter {
        std::size_t offset = 0;
        int length = 0;
        bool is_null = true;
    };
    void put(int place, const char* bytes, std::size_t length);
    Status send();

    PostgresqlConnection& connection_;
    std::string sql_, name_;
    Known known_ = Known::no;
    std::string bytes_;  // of all parameters
    std::vector<Parameter> parameters_;
    PostgresqlConnection::Rows rows_;
    int row_ = -1;
};

// A query whose rows are fetched some thousand at a time.
class PostgresqlCursor final : public Statement {
public:
    PostgresqlCursor(PostgresqlConnection& connection, std::string_view sql, std::string name);
    ~PostgresqlCursor() override;

    // A walk has no parameters.
    void bind(int, std::int64_t) override;
    void bind(int, std::string_view) override;
    void bind(int, const Digest&) override;
    void bind_null(int) override;

    Result<bool> next() override;
    Status run() override;
    void restart() override;

    [[nodiscard]] bool is_null(int column) const override { return fetch_.is_null(column); }
    [[nodiscard]] std::int64_t integer(int column) const override { return fetch_.integer(column); }
    [[nodiscard]] std::string_view text(int column) const override { return fetch_.text(column); }
    [[nodiscard]] Digest digest(int column) const override { return fetch_.digest(column); }

private:
    PostgresqlConnection& connection_;
    std::string name_;
    PostgresqlStatement declare_, fetch_;
    bool is_open_ = false;
    int rows_of_this_fetch_ = 0;
};

}  // namespace dimona::store
