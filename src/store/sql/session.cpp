#include "store/sql/session.hpp"

#include <algorithm>

namespace dimona::store {

namespace {

constexpr const char* raise_counter = "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value";
constexpr const char* find_number = "SELECT value FROM counter WHERE name = 'number'";
constexpr const char* set_number = "UPDATE counter SET value = ? WHERE name = 'number'";
constexpr const char* probe_write = "UPDATE counter SET value = value + 1 WHERE name = 'probe'";

}  // namespace

Session::~Session() {
    if (open_) connection_->rollback();
}

// What a situation asks for next depends on earlier answers: each round brings every one of them a step further.
void Session::make_ready(const std::vector<registry::Reading>& readings) {
    if (!connection_->is_far()) return;
    constexpr int rounds_max = 8;
    asks_ahead_ = true;
    for (int round = 0; round < rounds_max; ++round) {
        has_asked_ = false;
        for (const auto& reading : readings) reading(*this);
        if (!has_asked_ || !connection_->answer_all()) break;
    }
    asks_ahead_ = false;
}

// What goes wrong shows when the question is asked again.
void Session::look_up_together(const std::function<void()>& ask) {
    if (!connection_->is_far() || asks_ahead_) return;
    asks_ahead_ = true;
    has_asked_ = false;
    ask();
    asks_ahead_ = false;
    if (has_asked_) (void)connection_->answer_all();
}

Status Session::commit() {
    DIMONA_TRY_VOID(keep_number());
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

// The counter is read with the first number and written with the commit.
Status Session::load_number() {
    if (number_ != 0) return {};
    auto query = DIMONA_TRY(connection_->prepared(find_number));
    if (!DIMONA_TRY(query.next()))
        return fail(ErrorKind::internal, "a counter is missing", "number", "restore a backup");
    first_number_ = number_ = query.integer(0);
    return {};
}

Result<std::int64_t> Session::next_number() {
    DIMONA_TRY_VOID(load_number());
    return ++number_;
}

Result<std::int64_t> Session::last_number() {
    DIMONA_TRY_VOID(load_number());
    return number_;
}

Status Session::continue_after_number(std::int64_t number) {
    DIMONA_TRY_VOID(load_number());
    number_ = std::max(number_, number);
    return {};
}

Status Session::keep_number() {
    if (number_ == first_number_) return {};
    return DIMONA_TRY(connection_->prepared(set_number)).bind(number_).run();
}

}  // namespace dimona::store
