#include "register/transfer.hpp"

#include <charconv>

#include "register/codec/transfer.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"

namespace dimona::registry {

namespace {

using namespace codec;

constexpr int format_version = 1;
constexpr int entries_a_step = 1'000;

// --- out

class Out {
public:
    Out(const std::function<Status(std::string_view)>& take, const Progress& progress)
        : take_(take), progress_(progress) {}

    template <class Record>
    bool put(std::string_view kind, const Record& record) {
        json::object line;
        line.emplace("kind", kind);
        line.emplace("record", to_json(record));
        status_ = take_(json::serialize(line));
        ++lines_;
        if (progress_ && lines_ % entries_a_step == 0) progress_(lines_);
        return status_.has_value();
    }
    // Of the line before; `walked` is how the walk that gave it ended.
    [[nodiscard]] Status status(Status walked = {}) const { return status_ ? std::move(walked) : status_; }
    [[nodiscard]] std::int64_t lines() const { return lines_; }

private:
    const std::function<Status(std::string_view)>& take_;
    const Progress& progress_;
    Status status_;
    std::int64_t lines_ = 0;
};

MandateLine line_of(const Mandate& mandate) {
    return {mandate.mandator, mandate.mandatary, mandate.valid.first, mandate.valid.last, mandate.revoked};
}
CareerLine line_of(domain::PersonKey person, const domain::CareerQuarter& row) {
    return {person, row.quarter.year, row.quarter.number, row.percent, row.employer, row.pensioner};
}

Status export_registers(Reader& reader, Out& out) {
    DIMONA_TRY_VOID(out.status(
        reader.each_employer([&](const domain::Employer& employer) { return out.put("employer", employer); })));
    DIMONA_TRY_VOID(out.status(reader.each_enterprise([&](domain::EnterpriseNumber number, const std::string& name) {
        return out.put("enterprise", EnterpriseLine{number, name});
    })));
    DIMONA_TRY_VOID(
        out.status(reader.each_person([&](const domain::Person& person) { return out.put("person", person); })));
    DIMONA_TRY_VOID(
        out.status(reader.each_mandate([&](const Mandate& mandate) { return out.put("mandate", line_of(mandate)); })));
    DIMONA_TRY_VOID(out.status(reader.each_career([&](domain::PersonKey person, const domain::CareerQuarter& row) {
        return out.put("career", line_of(person, row));
    })));
    for (const auto& client : DIMONA_TRY(reader.oauth_clients())) out.put("client", client);
    DIMONA_TRY_VOID(out.status(reader.each_paper([&](const Paper& paper) { return out.put("paper", paper); })));
    DIMONA_TRY_VOID(out.status(reader.each_used_assertion([&](const UsedAssertion& used) {
        return out.put("assertion", AssertionLine{used.client_id, used.jti, used.expires});
    })));
    return out.status();
}

Status export_journal(Reader& reader, Out& out, TransferReport& report) {
    for (;;) {
        const auto entries = DIMONA_TRY(reader.journal_after(report.entries, entries_a_step));
        if (entries.empty()) return {};
        for (const auto& entry : entries) {
            out.put("entry", EntryLine{entry.sequence, entry.at, entry.kind, entry.document, to_hex(entry.hash)});
            DIMONA_TRY_VOID(out.status());
            report.entries = entry.sequence;
            report.head = entry.hash;
        }
    }
}

Status export_rest(Reader& reader, Out& out) {
    DIMONA_TRY_VOID(out.status(reader.each_idempotency([&](const IdempotencyRecord& record) {
        return out.put("idempotency",
                       IdempotencyLine{record.declarant, to_hex(record.key), to_hex(record.body), record.declaration});
    })));
    DIMONA_TRY_VOID(
        out.status(reader.each_consultation([&](const Consultation& log) { return out.put("consultation", log); })));
    out.put("number", NumberLine{DIMONA_TRY(reader.last_number())});
    return out.status();
}

// --- in

Error wrong_line(std::int64_t number, std::string message) {
    return {ErrorKind::invalid, std::move(message), "line " + std::to_string(number),
            "make the file again with `dimona export`"};
}

Result<Digest> digest_from(std::string_view hex) {
    Digest digest{};
    if (hex.size() != 2 * digest.size()) return fail(ErrorKind::invalid, "this is no digest");
    for (std::size_t index = 0; index < digest.size(); ++index) {
        const auto* begin = hex.data() + 2 * index;
        const auto [end, problem] = std::from_chars(begin, begin + 2, digest[index], 16);
        if (problem != std::errc{} || end != begin + 2) return fail(ErrorKind::invalid, "this is no digest");
    }
    return digest;
}

class In {
public:
    In(Writer& writer, const Progress& progress) : writer_(writer), progress_(progress) {}

    Status take(const std::string& text) {
        ++line_;
        boost::system::error_code problem;
        const auto value = json::parse(text, problem);
        const auto* object = problem ? nullptr : value.if_object();
        const auto* kind = object ? object->if_contains("kind") : nullptr;
        const auto* record = object ? object->if_contains("record") : nullptr;
        if (!kind || !kind->is_string() || !record) return wrong("this is no line of an export");
        const auto done = put(std::string_view(kind->get_string()), *record);
        if (done) {
            if (progress_ && line_ % entries_a_step == 0) progress_(line_);
            return {};
        }
        if (done.error().kind == ErrorKind::unavailable || !done.error().place.empty()) return done;
        return wrong(done.error().message);
    }
    [[nodiscard]] bool is_complete() const { return ended_; }
    [[nodiscard]] std::int64_t next_line() const { return line_ + 1; }
    [[nodiscard]] TransferReport report() const { return {line_, entries_, head_}; }

private:
    [[nodiscard]] tl::unexpected<Error> wrong(std::string message) const {
        return tl::unexpected(wrong_line(line_, std::move(message)));
    }

    template <class Record>
    static Result<Record> read(const json::value& from) {
        Record record = ObjectReader::make<Record>();
        if (!from_json(from, record)) return fail(ErrorKind::invalid, "members are missing, unknown or wrong");
        return record;
    }

    Status put(std::string_view kind, const json::value& record) {
        if (ended_) return fail(ErrorKind::invalid, "nothing may follow the end");
        if ((line_ == 1) != (kind == "head")) return fail(ErrorKind::invalid, "an export begins with its head");
        if (kind == "head") return put_head(DIMONA_TRY(read<HeadLine>(record)));
        if (kind == "entry") return put_entry(DIMONA_TRY(read<EntryLine>(record)));
        if (kind == "idempotency") return put_idempotency(DIMONA_TRY(read<IdempotencyLine>(record)));
        if (kind == "consultation") return writer_.put_consultation(DIMONA_TRY(read<Consultation>(record)));
        if (kind == "number") return writer_.continue_after_number(DIMONA_TRY(read<NumberLine>(record)).last);
        if (kind == "end") return put_end(DIMONA_TRY(read<EndLine>(record)));
        return put_register(kind, record);
    }
    Status put_register(std::string_view kind, const json::value& record) {
        if (kind == "employer") return writer_.put_employer(DIMONA_TRY(read<domain::Employer>(record)));
        if (kind == "person") {
            DIMONA_TRY(writer_.put_person(DIMONA_TRY(read<domain::Person>(record))));
            return {};
        }
        if (kind == "client") return writer_.put_oauth_client(DIMONA_TRY(read<OAuthClient>(record)));
        if (kind == "paper") return writer_.put_paper(DIMONA_TRY(read<Paper>(record)));
        if (kind == "enterprise") {
            const auto line = DIMONA_TRY(read<EnterpriseLine>(record));
            return writer_.put_enterprise(line.number, line.name);
        }
        if (kind == "mandate") {
            const auto line = DIMONA_TRY(read<MandateLine>(record));
            return writer_.put_mandate({line.mandator, line.mandatary, {line.first, line.last}, line.revoked});
        }
        if (kind == "career") {
            const auto line = DIMONA_TRY(read<CareerLine>(record));
            return writer_.put_career(line.person,
                                      {{line.year, line.quarter}, line.employer, line.percent, line.pensioner});
        }
        if (kind == "assertion") {
            const auto line = DIMONA_TRY(read<AssertionLine>(record));
            DIMONA_TRY(writer_.use_assertion(line.client, line.jti, line.expires, Instant{}));
            return {};
        }
        return fail(ErrorKind::invalid, "this program does not know such lines; use the one that wrote them");
    }

    Status put_head(const HeadLine& line) {
        if (line.version == format_version) return {};
        return fail(ErrorKind::invalid, "the export has version " + std::to_string(line.version) +
                                            ", this program reads version " + std::to_string(format_version));
    }
    Status put_entry(const EntryLine& line) {
        const JournalEntry entry{.sequence = line.sequence,
                                 .at = line.at,
                                 .kind = line.kind,
                                 .document = line.document,
                                 .previous = head_,
                                 .hash = DIMONA_TRY(digest_from(line.hash))};
        if (entry.sequence != entries_ + 1 || chain_hash(entry) != entry.hash)
            return fail(ErrorKind::invalid, "the journal was changed, or an entry is missing");
        DIMONA_TRY_VOID(writer_.append(entry));
        DIMONA_TRY_VOID(apply_entry(writer_, entry));
        entries_ = entry.sequence;
        head_ = entry.hash;
        return {};
    }
    Status put_idempotency(const IdempotencyLine& line) {
        return writer_.put_idempotency({.declarant = line.declarant,
                                        .key = DIMONA_TRY(digest_from(line.key)),
                                        .body = DIMONA_TRY(digest_from(line.body)),
                                        .declaration = line.declaration});
    }
    Status put_end(const EndLine& line) {
        if (line.lines != line_ - 1 || line.entries != entries_ || line.head != to_hex(head_))
            return fail(ErrorKind::invalid, "lines are missing before the end");
        ended_ = true;
        return {};
    }

    Writer& writer_;
    const Progress& progress_;
    std::int64_t line_ = 0, entries_ = 0;
    Digest head_{};
    bool ended_ = false;
};

Status refuse_unless_empty(Writer& writer) {
    bool has_employer = false, has_person = false;
    DIMONA_TRY_VOID(writer.each_employer([&](const domain::Employer&) { return !(has_employer = true); }));
    DIMONA_TRY_VOID(writer.each_person([&](const domain::Person&) { return !(has_person = true); }));
    if (!has_employer && !has_person && !DIMONA_TRY(writer.journal_head())) return {};
    return fail(ErrorKind::conflict, "the store is not empty", {}, "import into a new data directory or database");
}

}  // namespace

Result<TransferReport> export_store(Reader& reader, const std::function<Status(std::string_view)>& take,
                                    const Progress& progress) {
    TransferReport report;
    Out out(take, progress);
    out.put("head", HeadLine{format_version});
    DIMONA_TRY_VOID(export_registers(reader, out));
    DIMONA_TRY_VOID(export_journal(reader, out, report));
    DIMONA_TRY_VOID(export_rest(reader, out));
    out.put("end", EndLine{out.lines(), report.entries, to_hex(report.head)});
    DIMONA_TRY_VOID(out.status());
    report.lines = out.lines();
    return report;
}

Result<TransferReport> import_store(Store& store, const std::function<std::optional<std::string>()>& next,
                                    const Progress& progress) {
    const auto writer = DIMONA_TRY(store.write());
    DIMONA_TRY_VOID(refuse_unless_empty(*writer));
    In in(*writer, progress);
    while (const auto line = next()) DIMONA_TRY_VOID(in.take(*line));
    if (!in.is_complete())
        return tl::unexpected(wrong_line(in.next_line(), "the file was cut off: its end is missing"));
    DIMONA_TRY_VOID(writer->commit());
    return in.report();
}

}  // namespace dimona::registry
