// Records of this room that need no table of their own, kept as papers: found by drawer and name.
#pragma once

#include "register/codec/json.hpp"
#include "register/port/store.hpp"

namespace dimona::registry::codec {

template <class Record>
[[nodiscard]] Status file(Writer& writer, std::string_view drawer, std::string_view name, const Record& record,
                          std::optional<Instant> expires = std::nullopt) {
    return writer.put_paper(
        {.drawer = std::string(drawer), .name = std::string(name), .text = write_document(record), .expires = expires});
}

template <class Record>
[[nodiscard]] Result<std::optional<Record>> filed(Reader& reader, std::string_view drawer, std::string_view name) {
    const auto paper = DIMONA_TRY(reader.paper(drawer, name));
    if (!paper) return std::nullopt;
    return DIMONA_TRY(read_document<Record>(paper->text, "paper"));
}

// Up to `count` whose name begins with `prefix` and is greater than `after`, by name.
template <class Record>
[[nodiscard]] Result<std::vector<Record>> filed(Reader& reader, std::string_view drawer, std::string_view prefix,
                                                std::string_view after, int count) {
    std::vector<Record> records;
    for (const auto& paper : DIMONA_TRY(reader.papers(drawer, prefix, after, count)))
        records.push_back(DIMONA_TRY(read_document<Record>(paper.text, "paper")));
    return records;
}

}  // namespace dimona::registry::codec
