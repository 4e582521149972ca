// A connection of libpq in pipeline mode: statements that give no rows are sent without waiting for their answers;
// whoever asks for rows waits for everything that was sent before.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <unordered_map>
#include <vector>

#include "store/sql/connection.hpp"

namespace dimona::store {

class PostgresqlStatement;

class PostgresqlConnection final : public Connection {
public:
    // `uri`: postgresql://user@host:port/database?…, with everything that libpq understands; several hosts for a
    // server with standbys. Waits for the server up to `patience_ms`, asking again from time to time.
    static Result<std::unique_ptr<PostgresqlConnection>> open(const std::string& uri, int patience_ms);
    ~PostgresqlConnection() override;
    PostgresqlConnection(const PostgresqlConnection&) = delete;
    PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

    // Opens a transaction by these statements, one after the other; their rows are not read.
    Status begin(std::vector<const char*> how);
    Status commit() override;
    void rollback() override;
    // Connects again and opens a transaction in the same way, which waits for the end of the lost one when that is
    // a writer's: then the answer is certain.
    bool was_committed_nevertheless(const std::function<Result<bool>()>& is_there) override;

    Result<Query> prepared(const char* sql) override;
    Result<Query> once(const std::string& sql) override;
    // By a cursor, some thousand rows at a time.
    Result<Query> walk(const char* sql) override;
    [[nodiscard]] bool is_far() const override { return true; }
    Status ask_ahead(Query query, const std::function<Status(Query&)>& read) override;
    Status answer_all() override;
    // One statement without parameters, and its end.
    Status execute(const std::string& sql);

    // Nothing more can be done with it.
    [[nodiscard]] bool is_lost() const { return lost_; }
    [[nodiscard]] const std::string& place() const override { return place_; }

private:
    friend class PostgresqlStatement;
    struct Freed {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Rows = std::unique_ptr<PGresult, Freed>;
    // What the server has not answered yet, in order.
    struct Sent {
        std::string sql;                          // the beginning of it, for messages
        PostgresqlStatement* prepares = nullptr;  // the kept statement that this one makes known to the server
        std::function<Status(Query&)> read = {};  // of the rows that were asked for ahead
        bool is_sync = false;
    };

    PostgresqlConnection(std::string uri, int patience_ms);
    Status connect();
    Status try_to_connect();
    Status set_up();

    Status refuse_in_trouble() const;
    Status sent(int accepted, Sent what);
    Status send_text(const std::string& sql);
    Status sync();
    // Reads the answers of everything that was sent; gives the rows of the last statement.
    Result<Rows> receive_all();
    Rows receive(const Sent& what);
    void note(const Sent& what, const PGresult* result);
    void note_loss(const std::string& doing);
    [[nodiscard]] Error error(std::string_view state, std::string_view message, std::string_view doing) const;

    std::string uri_, place_;
    int patience_ms_;
    PGconn* server_ = nullptr;
    bool lost_ = false;
    std::vector<const char*> how_begun_;
    std::deque<Sent> unanswered_;
    std::optional<Error> trouble_;  // of this transaction: everything is refused until rollback()
    std::unordered_map<const char*, std::unique_ptr<PostgresqlStatement>> kept_;
    std::unordered_map<std::string, std::unique_ptr<PostgresqlStatement>> kept_by_text_;
    int names_ = 0;
};

}  // namespace dimona::store
