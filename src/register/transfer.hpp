// Everything that a store holds as lines of text, and back: how it moves from one engine to another.
//
// Each line is one JSON object: {"kind": "employer", "record": {…}}. The first is the head, with the version of this
// format; the last the end, with the number of lines before it and the hash of the journal's head, so that a file that
// was cut off is recognised. What can be derived from the journal (the personnel file) is not in it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "register/port/store.hpp"

namespace dimona::registry {

struct TransferReport {
    std::int64_t lines = 0, entries = 0;  // entries of the journal
    Digest head{};
};

using Progress = std::function<void(std::int64_t lines)>;  // may be empty

// Gives the lines of one moment, without their ends, to `take`.
[[nodiscard]] Result<TransferReport> export_store(Reader& reader, const std::function<Status(std::string_view)>& take,
                                                  const Progress& progress);

// Fills an empty store in one transaction. `next` gives one line after the other. Errors: conflict (the store is not
// empty), invalid (a line that is none of ours, is missing or breaks the chain, with its number); then nothing was
// written.
[[nodiscard]] Result<TransferReport> import_store(Store& store, const std::function<std::optional<std::string>()>& next,
                                                  const Progress& progress);

}  // namespace dimona::registry
