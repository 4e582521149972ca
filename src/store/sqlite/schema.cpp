#include "store/sqlite/schema.hpp"

#include <array>

#include "store/sqlite/sqlite_store.hpp"

namespace dimona::store {

namespace {

// Days are counted from 1970-01-01, moments in milliseconds from the same midnight; 2932896 is 9999-12-31.
// Records that are only read whole stand as JSON documents beside the columns that are searched.
// Only what PostgreSQL-compatible engines share: no triggers, no automatic numbers. Sets that the law changes
// (worker types, joint committees, channels) are checked where they are read, sets that are ours here.
// An index entry holds the row's number too, in ascending order: "of this employer, newest first" needs no more
// than the employer. Ranges of days are indexed by their end: most questions are about now, and few have not ended.
constexpr const char* version_1 = R"sql(
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counter (name, value) VALUES ('number', 6000000000), ('person', 0), ('probe', 0);

CREATE TABLE employer (number INTEGER PRIMARY KEY, enterprise INTEGER, document TEXT NOT NULL) STRICT;
CREATE INDEX employer_by_enterprise ON employer (enterprise) WHERE enterprise IS NOT NULL;
CREATE TABLE enterprise (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE person (key INTEGER PRIMARY KEY, family_name TEXT NOT NULL, given_name TEXT NOT NULL,
    document TEXT NOT NULL) STRICT;
CREATE INDEX person_by_name ON person (family_name, given_name);
CREATE TABLE person_number (ssin INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person (key)) STRICT;
CREATE TABLE mandate (mandatary INTEGER NOT NULL, mandator INTEGER NOT NULL, first_day INTEGER NOT NULL,
    last_day INTEGER, revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
    PRIMARY KEY (mandatary, mandator, first_day)) STRICT, WITHOUT ROWID;
CREATE TABLE career (person INTEGER NOT NULL REFERENCES person (key), quarter INTEGER NOT NULL,
    employer INTEGER NOT NULL, percent INTEGER NOT NULL, pensioner INTEGER NOT NULL CHECK (pensioner IN (0, 1)),
    PRIMARY KEY (person, quarter, employer)) STRICT, WITHOUT ROWID;

CREATE TABLE period (id INTEGER PRIMARY KEY, employer INTEGER NOT NULL REFERENCES employer (number),
    person INTEGER NOT NULL REFERENCES person (key), start_day INTEGER NOT NULL, end_day INTEGER NOT NULL,
    worker_type TEXT NOT NULL, joint_committee TEXT, user_enterprise INTEGER,
    cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)), late INTEGER NOT NULL CHECK (late IN (0, 1)),
    document TEXT NOT NULL) STRICT;
CREATE INDEX period_by_employer ON period (employer);
CREATE INDEX period_by_person ON period (person, employer, end_day);
CREATE TABLE registration (id INTEGER PRIMARY KEY, period INTEGER NOT NULL REFERENCES period (id),
    start_day INTEGER NOT NULL, end_day INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE INDEX registration_by_period ON registration (period, end_day);
CREATE TABLE quota_entry (person INTEGER NOT NULL, period INTEGER NOT NULL, claim INTEGER NOT NULL,
    ledger TEXT NOT NULL, employer INTEGER NOT NULL, day INTEGER NOT NULL, amount INTEGER NOT NULL,
    outside INTEGER NOT NULL CHECK (outside IN (0, 1)), temporary INTEGER NOT NULL CHECK (temporary IN (0, 1)),
    PRIMARY KEY (person, period, claim)) STRICT, WITHOUT ROWID;
CREATE TABLE employer_days (enterprise INTEGER NOT NULL, year INTEGER NOT NULL, days INTEGER NOT NULL,
    PRIMARY KEY (enterprise, year)) STRICT, WITHOUT ROWID;
CREATE TABLE relation (employer INTEGER NOT NULL, person INTEGER NOT NULL, start_day INTEGER NOT NULL,
    end_day INTEGER NOT NULL, PRIMARY KEY (employer, person)) STRICT, WITHOUT ROWID;

CREATE TABLE journal (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,
    document TEXT NOT NULL, previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
CREATE TABLE declaration (id INTEGER PRIMARY KEY, journal_sequence INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('In', 'Out', 'Update', 'Cancel', 'DailyRegistration')),
    result TEXT NOT NULL CHECK (result IN ('A', 'W', 'B', 'S')), received_at INTEGER NOT NULL, channel TEXT NOT NULL,
    declarant TEXT NOT NULL, declarant_enterprise INTEGER, employer INTEGER, enterprise INTEGER, person INTEGER,
    period INTEGER, registration INTEGER, start_day INTEGER, end_day INTEGER, worker_type TEXT,
    joint_committee TEXT, late INTEGER NOT NULL CHECK (late IN (0, 1))) STRICT;
CREATE INDEX declaration_by_employer ON declaration (employer) WHERE employer IS NOT NULL;
CREATE INDEX declaration_by_person ON declaration (person, employer) WHERE person IS NOT NULL;
CREATE INDEX declaration_by_period ON declaration (period) WHERE period IS NOT NULL;
CREATE TABLE idempotency (declarant TEXT NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL,
    declaration INTEGER NOT NULL, PRIMARY KEY (declarant, key)) STRICT, WITHOUT ROWID;
CREATE TABLE identification_case (declaration INTEGER PRIMARY KEY, opened_at INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state IN (0, 1, 2)), person INTEGER, closed_at INTEGER,
    decided_by TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX open_case ON identification_case (declaration) WHERE state = 0;
CREATE TABLE consultation (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, caller TEXT NOT NULL,
    caller_enterprise INTEGER, operation TEXT NOT NULL, employer INTEGER, person INTEGER, number INTEGER,
    results INTEGER NOT NULL, trace_id TEXT NOT NULL) STRICT;
CREATE TABLE oauth_client (client_id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE used_assertion (client_id TEXT NOT NULL, jti TEXT NOT NULL, expires INTEGER NOT NULL,
    PRIMARY KEY (client_id, jti)) STRICT, WITHOUT ROWID;
CREATE INDEX used_assertion_by_end ON used_assertion (expires);
)sql";

// Who was in service on a day: answered from the index alone, but for the rows that are shown.
constexpr const char* version_2 = "CREATE INDEX period_by_days ON period (employer, end_day, start_day);";

constexpr const char* version_3 = R"sql(
CREATE TABLE paper (drawer TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, expires INTEGER,
    PRIMARY KEY (drawer, name)) STRICT, WITHOUT ROWID;
CREATE INDEX paper_by_end ON paper (expires) WHERE expires IS NOT NULL;
CREATE INDEX consultation_by_employer ON consultation (employer) WHERE employer IS NOT NULL;
)sql";

// What an enterprise has given away.
constexpr const char* version_4 = "CREATE INDEX mandate_by_mandator ON mandate (mandator, mandatary, first_day);";

// For a list of more than two values SQLite builds a table, each time that a row is checked, which took longer than to
// write the row. The same rule in other words is a change of the definition alone
// (https://sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"); a table that comes and goes
// tells other connections that definitions have changed.
constexpr const char* version_5 = R"sql(
PRAGMA writable_schema=ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'kind IN (''In'', ''Out'', ''Update'', ''Cancel'', ''DailyRegistration'')',
    'kind = ''In'' OR kind = ''Out'' OR kind = ''Update'' OR kind = ''Cancel'' OR kind = ''DailyRegistration'''),
    'result IN (''A'', ''W'', ''B'', ''S'')',
    'result = ''A'' OR result = ''W'' OR result = ''B'' OR result = ''S''')
    WHERE type = 'table' AND name = 'declaration';
CREATE TABLE definitions_changed (number INTEGER) STRICT;
DROP TABLE definitions_changed;
PRAGMA writable_schema=RESET;
)sql";

constexpr std::array migrations = {version_1, version_2, version_3, version_4,
                                   version_5};  // the n-th brings a file to version n

Result<int> pragma(SqliteConnection& connection, const char* name) {
    auto query = DIMONA_TRY(connection.once(std::string("PRAGMA ") + name));
    if (!DIMONA_TRY(query.next())) return fail(ErrorKind::internal, "SQLite does not answer PRAGMA", name);
    return static_cast<int>(query.integer(0));
}

Result<bool> is_empty(SqliteConnection& connection) {
    auto query = DIMONA_TRY(connection.once("SELECT count(*) FROM sqlite_schema"));
    DIMONA_TRY(query.next());
    return query.integer(0) == 0;
}

// Another process may have been quicker: what is to be done is looked up again under the lock.
Status upgrade_from(SqliteConnection& connection, int version) {
    DIMONA_TRY_VOID(connection.begin("BEGIN IMMEDIATE"));
    auto done = [&]() -> Status {
        if (DIMONA_TRY(pragma(connection, "user_version")) != version) return {};
        const auto script = std::string(migrations[static_cast<std::size_t>(version)]) +
                            "PRAGMA user_version=" + std::to_string(version + 1) +
                            ";PRAGMA application_id=" + std::to_string(application_id);
        return connection.execute(script.c_str());
    }();
    if (done) done = connection.commit();
    if (!done) connection.rollback();
    return done;
}

Result<int> version_of_usable(SqliteConnection& connection) {
    const int version = DIMONA_TRY(pragma(connection, "user_version"));
    const int owner = DIMONA_TRY(pragma(connection, "application_id"));
    if (owner != application_id && !DIMONA_TRY(is_empty(connection)))
        return fail(ErrorKind::unsupported, "this database belongs to another program", connection.place(),
                    "name another data directory");
    if (version > sqlite_schema_version())
        return fail(ErrorKind::unsupported,
                    "the store has version " + std::to_string(version) + ", this program knows versions up to " +
                        std::to_string(sqlite_schema_version()),
                    connection.place(), "use the newer program that wrote it");
    return version;
}

// Marks and tables as of one moment: another process may be making them right now.
Result<int> usable_version(SqliteConnection& connection) {
    DIMONA_TRY_VOID(connection.begin("BEGIN"));
    auto version = version_of_usable(connection);
    connection.rollback();
    return version;
}

}  // namespace

int sqlite_schema_version() { return static_cast<int>(migrations.size()); }

Status bring_up_to_date(SqliteConnection& connection) {
    for (;;) {
        const int version = DIMONA_TRY(usable_version(connection));
        if (version == sqlite_schema_version()) return {};
        DIMONA_TRY_VOID(upgrade_from(connection, version));
    }
}

}  // namespace dimona::store
