#include "store/postgresql/trouble.hpp"

#include <algorithm>
#include <array>

namespace dimona::store {

namespace {

struct Row {
    std::string_view beginning;  // of the code; the first row that fits counts
    Trouble trouble;
};

constexpr std::array rows = {
    Row{"08", {ErrorKind::unavailable, "check that the database server runs and can be reached"}},
    Row{"57P", {ErrorKind::unavailable, "the database server is stopping or starting; try again in a few seconds"}},
    Row{"57014", {ErrorKind::unavailable, "the database server gave up the statement; try again"}},
    Row{"53100",
        {ErrorKind::unavailable, "the disk of the database server is full: free space, nothing else is needed"}},
    Row{"53300", {ErrorKind::unavailable, "the database server has no free connection: raise max_connections"}},
    Row{"53", {ErrorKind::unavailable, "the database server lacks a resource: see its log"}},
    Row{"58", {ErrorKind::unavailable, "the disk of the database server reports errors: see its log"}},
    Row{"55P03", {ErrorKind::unavailable, "another process holds the store; try again"}},
    Row{"25P03", {ErrorKind::unavailable, "the transaction stood still for too long; try again"}},
    Row{"40", {ErrorKind::unavailable, "two transactions were in each other's way; try again"}},
    Row{"25006", {ErrorKind::unavailable, "this server takes no writes: name the primary one, or all of them"}},
    Row{"28", {ErrorKind::unavailable, "check the user and the password of the connection"}},
    Row{"3D000", {ErrorKind::unavailable, "create the database, or name another one"}},
    Row{"42501", {ErrorKind::unavailable, "give the user of the connection the rights of the tables' owner"}},
    Row{"XX001", {ErrorKind::internal, "the database is damaged: restore a backup"}},
    Row{"XX002", {ErrorKind::internal, "an index of the database is damaged: rebuild it with REINDEX"}},
};

}  // namespace

Trouble trouble_of_state(std::string_view state) {
    if (state.empty()) return rows.front().trouble;
    const auto* row = std::find_if(rows.begin(), rows.end(),
                                   [&](const Row& candidate) { return state.starts_with(candidate.beginning); });
    return row == rows.end() ? Trouble{ErrorKind::internal, ""} : row->trouble;
}

bool ends_the_connection(std::string_view state) {
    return state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25006" || state == "25P03";
}

}  // namespace dimona::store
