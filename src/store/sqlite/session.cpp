#include "store/sqlite/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* raise_counter = "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value";

}  // namespace

Session::~Session() {
    if (open_) connection_->rollback();
    end_(std::move(connection_));
}

Status Session::commit() {
    DIMONA_TRY_VOID(connection_->commit());
    open_ = false;
    return {};
}

Status Session::run_and_commit(const char* sql) {
    DIMONA_TRY_VOID(connection_->execute(sql));
    return commit();
}

Result<std::int64_t> Session::count_up(const char* counter) {
    auto query = DIMONA_TRY(connection_->prepared(raise_counter));
    if (!DIMONA_TRY(query.bind(std::string_view(counter)).next()))
        return fail(ErrorKind::internal, "a counter is missing", counter, "restore a backup");
    const auto value = query.integer(0);
    DIMONA_TRY(query.next());  // lets the statement finish
    return value;
}

Result<std::int64_t> Session::next_number() { return count_up("number"); }

}  // namespace dimona::store
