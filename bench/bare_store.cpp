// The physical limit: an SQLite without anything around it writes the same rows with the same indexes, durability and
// batch size. The rows are those that a run of the program has added to STORE, which was a copy of TEMPLATE: they are
// read, STORE becomes such a copy again, and they are written to it. Prints one JSON object.
//
//   bench_bare_store STORE TEMPLATE DECLARATIONS_A_TRANSACTION
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace {

[[noreturn]] void give_up(sqlite3* database) {
    std::fprintf(stderr, "bench_bare_store: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

class Database {
public:
    explicit Database(const char* file) {
        if (sqlite3_open(file, &handle_) != SQLITE_OK) give_up(handle_);
    }
    ~Database() { sqlite3_close_v2(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql) {
        if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) give_up(handle_);
    }
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(handle_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            give_up(handle_);
        return statement;
    }
    std::int64_t number(const std::string& sql) {
        auto* statement = prepare(sql);
        sqlite3_step(statement);
        const auto value = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        return value;
    }
    sqlite3* handle() { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

using Row = std::vector<sqlite3_value*>;

// Rows of a table that belong to the entries of the run, by the entry that wrote them.
struct Table {
    const char *rows, *insert;
    std::map<std::int64_t, std::vector<Row>> by_entry = {};
    sqlite3_stmt* statement = nullptr;
};

std::vector<Table> tables() {
    return {
        {"SELECT sequence, sequence, at, kind, document, previous, hash FROM journal WHERE sequence > ?",
         "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)"},
        {"SELECT journal_sequence, * FROM declaration WHERE journal_sequence > ?",
         "INSERT INTO declaration VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
        {"SELECT d.journal_sequence, p.* FROM declaration d JOIN period p ON p.id = d.period WHERE d.journal_sequence "
         "> ?",
         "INSERT INTO period VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET start_day = "
         "excluded.start_day, "
         "end_day = excluded.end_day, cancelled = excluded.cancelled, late = excluded.late, document = "
         "excluded.document"},
        {"SELECT d.journal_sequence, q.* FROM declaration d JOIN quota_entry q ON q.person = d.person AND q.period = "
         "d.period "
         "WHERE d.journal_sequence > ?",
         "INSERT OR REPLACE INTO quota_entry VALUES (?,?,?,?,?,?,?,?,?)"},
        {"SELECT d.journal_sequence, r.* FROM declaration d JOIN relation r ON r.employer = d.employer AND r.person = "
         "d.person "
         "WHERE d.journal_sequence > ?",
         "INSERT INTO relation VALUES (?,?,?,?) ON CONFLICT (employer, person) DO UPDATE SET start_day = "
         "excluded.start_day, "
         "end_day = excluded.end_day"},
    };
}

void read(Database& source, Table& table, std::int64_t after) {
    auto* statement = source.prepare(table.rows);
    sqlite3_bind_int64(statement, 1, after);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Row row;
        for (int column = 1; column < sqlite3_column_count(statement); ++column)
            row.push_back(sqlite3_value_dup(sqlite3_column_value(statement, column)));
        table.by_entry[sqlite3_column_int64(statement, 0)].push_back(std::move(row));
    }
    sqlite3_finalize(statement);
}

void write(Database& target, Table& table, std::int64_t entry) {
    const auto rows = table.by_entry.find(entry);
    if (rows == table.by_entry.end()) return;
    for (const auto& row : rows->second) {
        for (std::size_t column = 0; column < row.size(); ++column)
            sqlite3_bind_value(table.statement, static_cast<int>(column) + 1, row[column]);
        if (sqlite3_step(table.statement) != SQLITE_DONE) give_up(target.handle());
        sqlite3_reset(table.statement);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "bench_bare_store STORE TEMPLATE DECLARATIONS_A_TRANSACTION\n");
        return 2;
    }
    const std::string store = argv[1];
    const auto batch = std::max<std::int64_t>(1, std::atoll(argv[3]));
    const char* head = "SELECT coalesce(max(sequence), 0) FROM journal";
    const auto first = Database(argv[2]).number(head);
    std::int64_t last = 0;
    auto all = tables();
    {
        Database source(store.c_str());
        last = source.number(head);
        for (auto& table : all) read(source, table, first);
    }
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(store + ending);
    std::filesystem::copy_file(argv[2], store);

    Database target(store.c_str());
    // As the program opens its own.
    target.run(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
        "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=4000");
    for (auto& table : all) table.statement = target.prepare(table.insert);
    const auto began = std::chrono::steady_clock::now();
    for (auto entry = first + 1; entry <= last; ++entry) {
        if ((entry - first - 1) % batch == 0) target.run("BEGIN IMMEDIATE");
        for (auto& table : all) write(target, table, entry);
        if ((entry - first) % batch == 0 || entry == last) target.run("COMMIT");
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    std::printf("{\"declarations\":%lld,\"seconds\":%.3f,\"rate\":%.0f}\n", static_cast<long long>(last - first),
                passed.count(), static_cast<double>(last - first) / passed.count());
    for (auto& table : all) sqlite3_finalize(table.statement);
}
