#include "store/sqlite/integrity.hpp"

#include <map>

#include "store/sqlite/schema.hpp"

namespace dimona::store {

namespace {

using Definitions = std::map<std::string, std::string>;

Result<Definitions> definitions_of(SqliteConnection& connection) {
    Definitions definitions;
    auto query = DIMONA_TRY(connection.once("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"));
    while (DIMONA_TRY(query.next())) definitions.emplace(query.text(0), query.text(1));
    return definitions;
}

Result<Definitions> expected_definitions() {
    const auto fresh = DIMONA_TRY(SqliteConnection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
    DIMONA_TRY_VOID(bring_up_to_date(*fresh));
    return definitions_of(*fresh);
}

Status check_pages(SqliteConnection& connection) {
    auto query = DIMONA_TRY(connection.once("PRAGMA integrity_check(1)"));
    DIMONA_TRY(query.next());
    if (query.text(0) == "ok") return {};
    return fail(ErrorKind::internal, "the store is damaged: " + std::string(query.text(0)), connection.place(),
                "stop the service, keep this store as evidence and restore a backup");
}

Status check_references(SqliteConnection& connection) {
    auto query = DIMONA_TRY(connection.once("PRAGMA foreign_key_check"));
    if (!DIMONA_TRY(query.next())) return {};
    return fail(ErrorKind::internal, "a row refers to one that is missing",
                "table " + std::string(query.text(0)) + ", row " + std::to_string(query.integer(1)),
                "stop the service and restore a backup");
}

// A table or an index that somebody removed or changed by hand.
Status check_definitions(SqliteConnection& connection) {
    const auto found = DIMONA_TRY(definitions_of(connection));
    for (const auto& [name, sql] : DIMONA_TRY(expected_definitions())) {
        const auto same = found.find(name);
        if (same == found.end() || same->second != sql)
            return fail(ErrorKind::internal, "a table or index is missing or was changed", name,
                        "stop the service and restore a backup");
    }
    return {};
}

}  // namespace

Status check_integrity(SqliteConnection& connection) {
    DIMONA_TRY_VOID(check_pages(connection));
    DIMONA_TRY_VOID(check_references(connection));
    return check_definitions(connection);
}

}  // namespace dimona::store
