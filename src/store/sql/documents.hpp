// Records that are kept whole, as JSON documents in the first column.
#pragma once

#include <optional>
#include <vector>

#include "register/codec/json.hpp"
#include "store/sql/connection.hpp"

namespace dimona::store {

// `what` names the record in messages.
template <class Record>
Result<std::optional<Record>> one_document(Query& query, const char* what) {
    if (!DIMONA_TRY(query.next())) return std::nullopt;
    return DIMONA_TRY(registry::codec::read_document<Record>(query.text(0), what));
}

template <class Record>
Result<std::vector<Record>> all_documents(Query& query, const char* what) {
    std::vector<Record> records;
    while (DIMONA_TRY(query.next()))
        records.push_back(DIMONA_TRY(registry::codec::read_document<Record>(query.text(0), what)));
    return records;
}

}  // namespace dimona::store
