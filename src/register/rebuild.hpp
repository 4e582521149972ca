// Derives the personnel file again from the journal.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/rules/rulebook.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

// Writes what follows from a journal document: effects and the searchable record. The only writer of derived data.
struct JournalDocument;
[[nodiscard]] Status apply(Writer& writer, const JournalDocument& document, std::int64_t journal_sequence,
                           Instant journaled_at);
// The same for an entry of any kind.
[[nodiscard]] Status apply_entry(Writer& writer, const JournalEntry& entry);

struct RebuildReport {
    std::int64_t entries = 0;
    std::int64_t periods = 0, registrations = 0;
    std::vector<std::string> differences;  // at most 100, one line each
};
// Replays the journal of `source` into `scratch` (an empty store) and compares with the file of `source`.
[[nodiscard]] Result<RebuildReport> rebuild_and_compare(Reader& source, Store& scratch,
                                                        const std::function<void(std::int64_t)>& progress);
// Replaces the derived data of the store by what the journal says.
[[nodiscard]] Result<RebuildReport> rebuild_in_place(Store& store, const std::function<void(std::int64_t)>& progress);

}  // namespace dimona::registry
