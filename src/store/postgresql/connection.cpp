#include "store/postgresql/connection.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include "store/postgresql/statement.hpp"
#include "store/postgresql/trouble.hpp"

namespace dimona::store {

namespace {

constexpr std::size_t shown_of_a_statement = 60;
// So many answers fit into the buffers of the connection while we go on sending.
constexpr std::size_t unanswered_max = 1'000;
// Texts of searches differ by what is asked for; a program that asks for more kinds of them sends them whole.
constexpr std::size_t kept_by_text_max = 200;

// What a connection is told when its URI says nothing else: a server that went away is noticed soon.
struct Setting {
    const char *name, *value;
};
constexpr std::array defaults = {Setting{"connect_timeout", "5"},
                                 Setting{"keepalives_idle", "10"},
                                 Setting{"keepalives_interval", "5"},
                                 Setting{"keepalives_count", "3"},
                                 Setting{"tcp_user_timeout", "15000"},
                                 Setting{"target_session_attrs", "read-write"},
                                 Setting{"fallback_application_name", "dimona"}};

// Nobody waits for ever: for a lock, for a process that has stopped in the middle of a transaction.
constexpr std::array session_settings = {"SET lock_timeout = '10s'", "SET idle_in_transaction_session_timeout = '30s'",
                                         "SET client_encoding = 'UTF8'", "SET client_min_messages = 'error'"};

PGconn* connect_to(const std::string& uri) {
    std::vector<const char*> names, values;
    for (const auto& setting : defaults) {
        names.push_back(setting.name);
        values.push_back(setting.value);
    }
    names.push_back("dbname");  // holds the whole URI; what it says wins over what stands before it
    values.push_back(uri.c_str());
    names.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectdbParams(names.data(), values.data(), 1);
}

// Without user and password: messages are for everybody who may read the log.
std::string place_of(const std::string& uri) {
    const auto at = uri.rfind('@');
    const auto begin = at == std::string::npos ? uri.find("://") : at;
    if (begin == std::string::npos) return "the database";
    const auto rest = uri.substr(begin + (at == std::string::npos ? 3 : 1));
    return "postgresql://" + rest.substr(0, rest.find('?'));
}

std::string one_line(std::string_view message) {
    std::string line(message.substr(0, message.find('\n')));
    return line;
}

std::string_view state_of(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "";
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(std::string uri, int patience_ms)
    : uri_(std::move(uri)), place_(place_of(uri_)), patience_ms_(patience_ms) {}

PostgresqlConnection::~PostgresqlConnection() {
    kept_.clear();
    kept_by_text_.clear();
    PQfinish(server_);
}

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlConnection::open(const std::string& uri, int patience_ms) {
    std::unique_ptr<PostgresqlConnection> connection(new PostgresqlConnection(uri, patience_ms));
    DIMONA_TRY_VOID(connection->connect());
    return connection;
}

Status PostgresqlConnection::connect() {
    constexpr std::chrono::milliseconds first_pause{50}, longest_pause{500};
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience_ms_};
    for (auto pause = first_pause;; pause = std::min(pause * 2, longest_pause)) {
        const auto connected = try_to_connect();
        if (connected || std::chrono::steady_clock::now() + pause > until) return connected;
        std::this_thread::sleep_for(pause);
    }
}

Status PostgresqlConnection::try_to_connect() {
    kept_.clear();
    kept_by_text_.clear();
    unanswered_.clear();
    trouble_.reset();
    PQfinish(server_);
    server_ = connect_to(uri_);
    lost_ = PQstatus(server_) != CONNECTION_OK;
    if (lost_) return tl::unexpected(error({}, PQerrorMessage(server_), "connecting"));
    PQsetNoticeReceiver(server_, [](void*, const PGresult*) {}, nullptr);
    return set_up();
}

Status PostgresqlConnection::set_up() {
    if (PQenterPipelineMode(server_) != 1) return tl::unexpected(error({}, PQerrorMessage(server_), "pipeline mode"));
    for (const char* setting : session_settings) DIMONA_TRY_VOID(send_text(setting));
    DIMONA_TRY_VOID(sync());
    DIMONA_TRY(receive_all());
    return {};
}

Status PostgresqlConnection::begin(std::vector<const char*> how) {
    DIMONA_TRY_VOID(refuse_in_trouble());
    for (const char* sql : how) DIMONA_TRY_VOID(send_text(sql));
    how_begun_ = std::move(how);
    DIMONA_TRY(receive_all());
    return {};
}

Status PostgresqlConnection::commit() {
    DIMONA_TRY_VOID(refuse_in_trouble());
    DIMONA_TRY_VOID(send_text("COMMIT"));
    DIMONA_TRY_VOID(sync());
    DIMONA_TRY(receive_all());
    return {};
}

void PostgresqlConnection::rollback() {
    // Ends the pipeline first: after an error, perhaps one that nobody has read yet, the server passes over
    // everything up to there.
    if (!lost_ && (trouble_ || !unanswered_.empty())) {
        (void)sync();
        (void)receive_all();
    }
    if (lost_) return;
    trouble_.reset();
    (void)send_text("ROLLBACK");
    (void)sync();
    (void)PQflush(server_);  // nobody waits for the answer: whoever uses the connection next reads it
}

bool PostgresqlConnection::was_committed_nevertheless(const std::function<Result<bool>()>& is_there) {
    if (!lost_ || !connect() || !begin(how_begun_)) return false;
    return is_there().value_or(false);
}

Status PostgresqlConnection::execute(const std::string& sql) {
    DIMONA_TRY_VOID(refuse_in_trouble());
    DIMONA_TRY_VOID(send_text(sql));
    DIMONA_TRY(receive_all());
    return {};
}

Status PostgresqlConnection::ask_ahead(Query query, const std::function<Status(Query&)>& read) {
    DIMONA_TRY_VOID(query.run());
    if (!unanswered_.empty()) unanswered_.back().read = read;
    return {};
}

Status PostgresqlConnection::answer_all() {
    DIMONA_TRY(receive_all());
    return {};
}

Result<Query> PostgresqlConnection::prepared(const char* sql) {
    DIMONA_TRY_VOID(refuse_in_trouble());
    auto& kept = kept_[sql];
    if (!kept) kept = std::make_unique<PostgresqlStatement>(*this, sql, "s" + std::to_string(++names_));
    return Query(*kept);
}

Result<Query> PostgresqlConnection::once(const std::string& sql) {
    DIMONA_TRY_VOID(refuse_in_trouble());
    if (kept_by_text_.size() >= kept_by_text_max && !kept_by_text_.contains(sql))
        return Query(std::make_unique<PostgresqlStatement>(*this, sql, std::string{}));
    auto& kept = kept_by_text_[sql];
    if (!kept) kept = std::make_unique<PostgresqlStatement>(*this, sql, "s" + std::to_string(++names_));
    return Query(*kept);
}

Result<Query> PostgresqlConnection::walk(const char* sql) {
    DIMONA_TRY_VOID(refuse_in_trouble());
    return Query(std::make_unique<PostgresqlCursor>(*this, sql, "w" + std::to_string(++names_)));
}

Status PostgresqlConnection::refuse_in_trouble() const {
    if (trouble_) return tl::unexpected(*trouble_);
    if (lost_) return tl::unexpected(error({}, "the connection was lost", ""));
    return {};
}

Status PostgresqlConnection::send_text(const std::string& sql) {
    return sent(PQsendQueryParams(server_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1), {.sql = sql});
}

Status PostgresqlConnection::sync() { return sent(PQpipelineSync(server_), {.sql = "sync", .is_sync = true}); }

Status PostgresqlConnection::sent(int accepted, Sent what) {
    if (accepted != 1) {
        note_loss(what.sql);
        return tl::unexpected(*trouble_);
    }
    what.sql.resize(std::min(what.sql.size(), shown_of_a_statement));
    unanswered_.push_back(std::move(what));
    if (unanswered_.size() < unanswered_max) return {};
    DIMONA_TRY(receive_all());
    return {};
}

Result<PostgresqlConnection::Rows> PostgresqlConnection::receive_all() {
    Rows last;
    if (!unanswered_.empty() && !unanswered_.back().is_sync && PQsendFlushRequest(server_) != 1)
        note_loss(unanswered_.back().sql);
    while (!unanswered_.empty() && !lost_) {
        const auto what = std::move(unanswered_.front());
        unanswered_.pop_front();
        last = receive(what);
        if (!what.read || !last || trouble_) continue;
        auto arrived = std::make_unique<PostgresqlStatement>(*this, std::string_view{}, std::string{});
        arrived->show(std::move(last));
        Query rows(std::move(arrived));
        if (const auto done = what.read(rows); !done) return tl::unexpected(done.error());
    }
    if (trouble_) return tl::unexpected(*trouble_);
    return last;
}

// A statement is answered by its result and an empty one, the end of a pipeline by one result.
PostgresqlConnection::Rows PostgresqlConnection::receive(const Sent& what) {
    Rows rows(PQgetResult(server_));
    if (!rows || PQstatus(server_) != CONNECTION_OK) {
        if (rows && !state_of(rows.get()).empty()) note(what, rows.get());
        note_loss(what.sql);
        return {};
    }
    note(what, rows.get());
    if (!what.is_sync)
        while (const Rows more{PQgetResult(server_)}) note(what, more.get());
    return rows;
}

void PostgresqlConnection::note(const Sent& what, const PGresult* result) {
    const auto status = PQresultStatus(result);
    if (what.prepares)
        what.prepares->known_ =
            status == PGRES_COMMAND_OK ? PostgresqlStatement::Known::yes : PostgresqlStatement::Known::no;
    if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE) return;
    const auto state = state_of(result);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);  // the details may name persons
    if (!trouble_) trouble_ = error(state, message ? message : "no answer", what.sql);
    if (ends_the_connection(state)) lost_ = true;
}

void PostgresqlConnection::note_loss(const std::string& doing) {
    if (!trouble_) trouble_ = error({}, one_line(PQerrorMessage(server_)), doing);
    lost_ = true;
    unanswered_.clear();
}

Error PostgresqlConnection::error(std::string_view state, std::string_view message, std::string_view doing) const {
    const auto trouble = trouble_of_state(state);
    std::string text = "PostgreSQL: " + one_line(message);
    if (!state.empty()) text.append(" (").append(state).append(")");
    if (!doing.empty()) text.append(" at: ").append(doing.substr(0, shown_of_a_statement));
    return {trouble.kind, std::move(text), place_, trouble.remedy};
}

}  // namespace dimona::store
