#include "register/journal.hpp"

#include "register/codec/json.hpp"

namespace dimona::registry {

namespace {

void append_big_endian(std::string& bytes, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((bits >> shift) & 0xff));
}

}  // namespace

std::string to_document(const JournalDocument& document) { return codec::write_document(document); }
Result<JournalDocument> from_document(std::string_view document) {
    return codec::read_document<JournalDocument>(document, "journal entry");
}
std::string canonical_request(const domain::DeclarationRequest& request) { return codec::write_document(request); }
std::string period_to_json(const domain::Period& period) { return codec::write_document(period); }
Result<domain::Period> period_from_json(std::string_view json) {
    return codec::read_document<domain::Period>(json, "period");
}

Digest chain_hash(const JournalEntry& entry) {
    std::string bytes(reinterpret_cast<const char*>(entry.previous.data()), entry.previous.size());
    append_big_endian(bytes, entry.sequence);
    append_big_endian(bytes, entry.at.time_since_epoch().count());
    bytes += entry.kind;
    bytes.push_back('\0');
    bytes += entry.document;
    return sha256(bytes);
}

Result<std::int64_t> append_to_chain(Writer& writer, Instant at, std::string kind, std::string document) {
    const auto head = DIMONA_TRY(writer.journal_head());
    JournalEntry entry{.sequence = head ? head->sequence + 1 : 1,
                       .at = at,
                       .kind = std::move(kind),
                       .document = std::move(document),
                       .previous = head ? head->hash : Digest{}};
    entry.hash = chain_hash(entry);
    DIMONA_TRY_VOID(writer.append(entry));
    return entry.sequence;
}

Result<ChainReport> verify_chain(Reader& reader, const std::function<void(std::int64_t)>& progress) {
    constexpr int entries_a_step = 1'000;
    ChainReport report;
    for (;;) {
        const auto entries = DIMONA_TRY(reader.journal_after(report.entries, entries_a_step));
        if (entries.empty()) return report;
        for (const auto& entry : entries) {
            const bool in_order = entry.sequence == report.entries + 1 && entry.previous == report.head;
            if (!in_order || entry.hash != chain_hash(entry)) {
                report.broken = Error{ErrorKind::internal, "the journal was changed or is incomplete",
                                      "journal entry " + std::to_string(report.entries + 1),
                                      "stop the service, keep this store as evidence and restore a backup"};
                return report;
            }
            report.entries = entry.sequence;
            report.head = entry.hash;
        }
        if (progress) progress(report.entries);
    }
}

}  // namespace dimona::registry
