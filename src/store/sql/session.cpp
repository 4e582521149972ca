#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* raise_counter = "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value";
constexpr const char* probe_write = "UPDATE counter SET value = value + 1 WHERE name = 'probe'";

}  // namespace

Session::~Session() {
    if (open_) connection_->rollback();
}

Status Session::commit() {
    auto committed = connection_->commit();
    if (committed) {
        open_ = false;
        return {};
    }
    // Perhaps only the answer was lost: the journal tells.
    if (appended_ && connection_->was_committed_nevertheless([this] { return is_in_journal(*head_); })) return {};
    return committed;
}

Result<bool> Session::is_in_journal(const registry::JournalEntry& entry) {
    const auto found = DIMONA_TRY(journal_entry(entry.sequence));
    return found && found->hash == entry.hash;
}

Status Session::probe() {
    DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(probe_write)).run());
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
