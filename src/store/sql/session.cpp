#include "store/sql/session.hpp"

#include <algorithm>

namespace dimona::store {

namespace {

constexpr const char* find_counter = "SELECT value FROM counter WHERE name = ?";
constexpr const char* set_counter = "UPDATE counter SET value = ? WHERE name = ?";
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
    for (const auto* counter : {&numbers_, &person_keys_}) DIMONA_TRY_VOID(keep(*counter));
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

// A counter is read with the first number of it and written with the commit: a row that is changed again and again in
// one transaction becomes slower each time on engines that keep its versions.
Result<std::int64_t*> Session::value_of(Counter& counter) {
    if (!counter.value) {
        auto query = DIMONA_TRY(connection_->prepared(find_counter));
        if (!DIMONA_TRY(query.bind(std::string_view(counter.name)).next()))
            return fail(ErrorKind::internal, "a counter is missing", counter.name, "restore a backup");
        counter.first = query.integer(0);
        counter.value = counter.first;
    }
    return &*counter.value;
}

Result<std::int64_t> Session::next_number() { return ++*DIMONA_TRY(value_of(numbers_)); }

Result<std::int64_t> Session::last_number() { return *DIMONA_TRY(value_of(numbers_)); }

Status Session::continue_after_number(std::int64_t number) { return continue_after(numbers_, number); }

Status Session::continue_after(Counter& counter, std::int64_t number) {
    auto* value = DIMONA_TRY(value_of(counter));
    *value = std::max(*value, number);
    return {};
}

Status Session::keep(const Counter& counter) {
    if (!counter.value || *counter.value == counter.first) return {};
    return DIMONA_TRY(connection_->prepared(set_counter)).bind(*counter.value, std::string_view(counter.name)).run();
}

}  // namespace dimona::store
