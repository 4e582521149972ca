#include "store/postgresql/schema.hpp"

#include <array>
#include <set>

#include "store/postgresql/postgresql_store.hpp"

namespace dimona::store {

namespace {

// The same tables as in the other engine, in types that all engines of this protocol have. No triggers, no
// sequences, no numbers given by the engine. Texts are compared byte by byte, whatever the server's language is.
// Indexes hold the row's number where "newest first" is asked for.
constexpr std::array version_1 = {
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
    "INSERT INTO counter (name, value) VALUES ('number', 6000000000), ('person', 0), ('probe', 0), ('turn', 0)",

    "CREATE TABLE employer (number BIGINT PRIMARY KEY, enterprise BIGINT, document TEXT NOT NULL)",
    "CREATE INDEX employer_by_enterprise ON employer (enterprise, number)",
    "CREATE TABLE enterprise (number BIGINT PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE person (key BIGINT PRIMARY KEY, family_name TEXT COLLATE \"C\" NOT NULL, "
    "given_name TEXT COLLATE \"C\" NOT NULL, document TEXT NOT NULL)",
    "CREATE INDEX person_by_name ON person (family_name, given_name)",
    "CREATE TABLE person_number (ssin BIGINT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (key))",
    "CREATE TABLE mandate (mandatary BIGINT NOT NULL, mandator BIGINT NOT NULL, first_day BIGINT NOT NULL, "
    "last_day BIGINT, revoked BIGINT NOT NULL CHECK (revoked IN (0, 1)), "
    "PRIMARY KEY (mandatary, mandator, first_day))",
    "CREATE TABLE career (person BIGINT NOT NULL REFERENCES person (key), quarter BIGINT NOT NULL, "
    "employer BIGINT NOT NULL, percent BIGINT NOT NULL, pensioner BIGINT NOT NULL CHECK (pensioner IN (0, 1)), "
    "PRIMARY KEY (person, quarter, employer))",

    "CREATE TABLE period (id BIGINT PRIMARY KEY, employer BIGINT NOT NULL REFERENCES employer (number), "
    "person BIGINT NOT NULL REFERENCES person (key), start_day BIGINT NOT NULL, end_day BIGINT NOT NULL, "
    "worker_type TEXT NOT NULL, joint_committee TEXT, user_enterprise BIGINT, "
    "cancelled BIGINT NOT NULL CHECK (cancelled IN (0, 1)), late BIGINT NOT NULL CHECK (late IN (0, 1)), "
    "document TEXT NOT NULL)",
    "CREATE INDEX period_by_employer ON period (employer, id)",
    "CREATE INDEX period_by_person ON period (person, employer, end_day)",
    "CREATE TABLE registration (id BIGINT PRIMARY KEY, period BIGINT NOT NULL REFERENCES period (id), "
    "start_day BIGINT NOT NULL, end_day BIGINT NOT NULL, document TEXT NOT NULL)",
    "CREATE INDEX registration_by_period ON registration (period, end_day)",
    "CREATE TABLE quota_entry (person BIGINT NOT NULL, period BIGINT NOT NULL, claim BIGINT NOT NULL, "
    "ledger TEXT NOT NULL, employer BIGINT NOT NULL, day BIGINT NOT NULL, amount BIGINT NOT NULL, "
    "outside BIGINT NOT NULL CHECK (outside IN (0, 1)), temporary BIGINT NOT NULL CHECK (temporary IN (0, 1)), "
    "PRIMARY KEY (person, period, claim))",
    "CREATE TABLE employer_days (enterprise BIGINT NOT NULL, year BIGINT NOT NULL, days BIGINT NOT NULL, "
    "PRIMARY KEY (enterprise, year))",
    "CREATE TABLE relation (employer BIGINT NOT NULL, person BIGINT NOT NULL, start_day BIGINT NOT NULL, "
    "end_day BIGINT NOT NULL, PRIMARY KEY (employer, person))",

    "CREATE TABLE journal (sequence BIGINT PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, "
    "document TEXT NOT NULL, previous BYTEA NOT NULL CHECK (length(previous) = 32), "
    "hash BYTEA NOT NULL CHECK (length(hash) = 32))",
    "CREATE TABLE declaration (id BIGINT PRIMARY KEY, journal_sequence BIGINT NOT NULL, "
    "kind TEXT NOT NULL CHECK (kind IN ('In', 'Out', 'Update', 'Cancel', 'DailyRegistration')), "
    "result TEXT NOT NULL CHECK (result IN ('A', 'W', 'B', 'S')), received_at BIGINT NOT NULL, "
    "channel TEXT NOT NULL, declarant TEXT NOT NULL, declarant_enterprise BIGINT, employer BIGINT, "
    "enterprise BIGINT, person BIGINT, period BIGINT, registration BIGINT, start_day BIGINT, end_day BIGINT, "
    "worker_type TEXT, joint_committee TEXT, late BIGINT NOT NULL CHECK (late IN (0, 1)))",
    "CREATE INDEX declaration_by_employer ON declaration (employer, id)",
    "CREATE INDEX declaration_by_person ON declaration (person, employer, id)",
    "CREATE INDEX declaration_by_period ON declaration (period, id)",
    "CREATE TABLE idempotency (declarant TEXT COLLATE \"C\" NOT NULL, key BYTEA NOT NULL, body BYTEA NOT NULL, "
    "declaration BIGINT NOT NULL, PRIMARY KEY (declarant, key))",
    "CREATE TABLE identification_case (declaration BIGINT PRIMARY KEY, opened_at BIGINT NOT NULL, "
    "state BIGINT NOT NULL CHECK (state IN (0, 1, 2)), person BIGINT, closed_at BIGINT, "
    "decided_by TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE INDEX open_case ON identification_case (state, declaration)",
    "CREATE TABLE consultation (id BIGINT PRIMARY KEY, at BIGINT NOT NULL, caller TEXT NOT NULL, "
    "caller_enterprise BIGINT, operation TEXT NOT NULL, employer BIGINT, person BIGINT, number BIGINT, "
    "results BIGINT NOT NULL, trace_id TEXT NOT NULL)",
    "CREATE TABLE oauth_client (client_id TEXT COLLATE \"C\" PRIMARY KEY, document TEXT NOT NULL)",
    "CREATE TABLE used_assertion (client_id TEXT COLLATE \"C\" NOT NULL, jti TEXT COLLATE \"C\" NOT NULL, "
    "expires BIGINT NOT NULL, PRIMARY KEY (client_id, jti))",
    "CREATE INDEX used_assertion_by_end ON used_assertion (expires)",
};
// Who was in service on a day.
constexpr std::array version_2 = {
    "CREATE INDEX period_by_days ON period (employer, end_day, start_day, id)",
};
constexpr std::array version_3 = {
    "CREATE TABLE paper (drawer TEXT COLLATE \"C\" NOT NULL, name TEXT COLLATE \"C\" NOT NULL, text TEXT NOT NULL, "
    "expires BIGINT, PRIMARY KEY (drawer, name))",
    "CREATE INDEX paper_by_end ON paper (expires)",
    "CREATE INDEX consultation_by_employer ON consultation (employer, id)",
};
// What an enterprise has given away.
constexpr std::array version_4 = {
    "CREATE INDEX mandate_by_mandator ON mandate (mandator, mandatary, first_day)",
};
// The n-th brings a store to version n.
constexpr std::array<std::pair<const char* const*, std::size_t>, 4> migrations = {
    {{version_1.data(), version_1.size()},
     {version_2.data(), version_2.size()},
     {version_3.data(), version_3.size()},
     {version_4.data(), version_4.size()}}};

// What makes a database ours, and how old it is. Whoever changes it locks its row.
constexpr const char* make_mark =
    "CREATE TABLE IF NOT EXISTS dimona_store (name TEXT PRIMARY KEY, version BIGINT NOT NULL)";
constexpr const char* first_mark =
    "INSERT INTO dimona_store (name, version) VALUES ('schema', 0) ON CONFLICT (name) DO NOTHING";
constexpr const char* lock_mark = "SELECT version FROM dimona_store WHERE name = 'schema' FOR UPDATE";
constexpr const char* change_mark = "UPDATE dimona_store SET version = ? WHERE name = 'schema'";
constexpr const char* find_mark = "SELECT version FROM dimona_store WHERE name = 'schema'";
constexpr const char* find_tables =
    "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
constexpr const char* find_definitions =
    "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = "
    "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())";

Result<std::set<std::string>> names(PostgresqlConnection& connection, const char* sql) {
    std::set<std::string> found;
    DIMONA_TRY_VOID(connection.begin({"BEGIN"}));
    {
        auto query = DIMONA_TRY(connection.once(sql));
        while (DIMONA_TRY(query.next())) found.emplace(query.text(0));
    }
    connection.rollback();
    return found;
}

Result<int> version_of(PostgresqlConnection& connection, const char* sql) {
    auto query = DIMONA_TRY(connection.once(sql));
    if (!DIMONA_TRY(query.next()))
        return fail(ErrorKind::internal, "the version of the store is missing", connection.place(), "restore a backup");
    return static_cast<int>(query.integer(0));
}

// Nothing is made in a database that holds something else.
Status refuse_others(PostgresqlConnection& connection) {
    const auto tables = DIMONA_TRY(names(connection, find_tables));
    if (tables.empty() || tables.contains("dimona_store")) return {};
    return fail(ErrorKind::unsupported, "this database belongs to another program", connection.place(),
                "name an empty database, or a schema of its own with ?options=-csearch_path%3DNAME");
}

Result<int> current_version(PostgresqlConnection& connection) {
    DIMONA_TRY_VOID(connection.begin({"BEGIN"}));
    auto version = version_of(connection, find_mark);
    connection.rollback();
    return version;
}

// Another process may have been quicker: what is to be done is looked up again under the lock.
Status upgrade_one_step(PostgresqlConnection& connection) {
    DIMONA_TRY_VOID(connection.begin({"BEGIN"}));
    auto done = [&]() -> Status {
        const auto version = DIMONA_TRY(version_of(connection, lock_mark));
        if (version >= postgresql_schema_version()) return {};
        const auto& [statements, count] = migrations[static_cast<std::size_t>(version)];
        for (std::size_t index = 0; index < count; ++index) DIMONA_TRY_VOID(connection.execute(statements[index]));
        return DIMONA_TRY(connection.once(change_mark)).bind(version + 1).run();
    }();
    if (done) done = connection.commit();
    if (!done) connection.rollback();
    return done;
}

Status put_mark(PostgresqlConnection& connection) {
    DIMONA_TRY_VOID(connection.begin({"BEGIN"}));
    auto done = connection.execute(make_mark);
    if (done) done = connection.execute(first_mark);
    if (done) done = connection.commit();
    if (!done) connection.rollback();
    return done;
}

}  // namespace

int postgresql_schema_version() { return static_cast<int>(migrations.size()); }

Status bring_up_to_date(PostgresqlConnection& connection) {
    DIMONA_TRY_VOID(refuse_others(connection));
    // Two processes that make the same table at the same moment are in each other's way, even so: the second time
    // it is there.
    if (!put_mark(connection)) DIMONA_TRY_VOID(put_mark(connection));
    for (;;) {
        const auto version = DIMONA_TRY(current_version(connection));
        if (version == postgresql_schema_version()) return {};
        if (version > postgresql_schema_version())
            return fail(ErrorKind::unsupported,
                        "the store has version " + std::to_string(version) + ", this program knows versions up to " +
                            std::to_string(postgresql_schema_version()),
                        connection.place(), "use the newer program that wrote it");
        DIMONA_TRY_VOID(upgrade_one_step(connection));
    }
}

Status check_definitions(PostgresqlConnection& connection) {
    const auto found = DIMONA_TRY(names(connection, find_definitions));
    for (const auto& [statements, count] : migrations)
        for (std::size_t index = 0; index < count; ++index) {
            const std::string_view sql = statements[index];
            for (const std::string_view beginning : {"CREATE TABLE ", "CREATE INDEX "}) {
                if (!sql.starts_with(beginning)) continue;
                const auto rest = sql.substr(beginning.size());
                const std::string name(rest.substr(0, rest.find(' ')));
                if (!found.contains(name))
                    return fail(ErrorKind::internal, "a table or index is missing", name,
                                "stop the service and restore a backup");
            }
        }
    return {};
}

}  // namespace dimona::store
