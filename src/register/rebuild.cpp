#include "register/rebuild.hpp"

#include "domain/declaration/reading.hpp"
#include "register/codec/json.hpp"
#include "register/journal.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr int entries_a_transaction = 1'000;
constexpr std::size_t differences_max = 100;

// What the declaration was about, from its effects where there are any.
void describe(DeclarationRecord& record, const JournalDocument& document) {
    const auto declared = domain::read(document.request);
    record.start_day = declared.start_day;
    record.end_day = declared.end_day;
    record.worker_type = declared.worker_type;
    record.joint_committee = declared.joint_committee;
    record.registration = declared.registration_id;
    // A declaration about a period names it; whether it exists shows in the employer that was found.
    if (document.request.kind != domain::Kind::in && document.employer) record.period = declared.period_id;
    for (const auto& effect : document.decision.effects) {
        if (const auto* put = std::get_if<domain::PutPeriod>(&effect)) {
            record.period = put->after.id;
            record.worker_type = put->after.features.worker_type;
            record.joint_committee = put->after.features.joint_committee;
        } else if (const auto* registration = std::get_if<domain::PutRegistration>(&effect)) {
            record.period = registration->after.period;
            record.registration = registration->after.id;
        }
    }
}

DeclarationRecord record_of(const JournalDocument& document, std::int64_t journal_sequence) {
    DeclarationRecord record{.id = document.id,
                             .journal_sequence = journal_sequence,
                             .kind = document.request.kind,
                             .result = document.decision.result,
                             .received_at = document.received_at,
                             .channel = document.channel,
                             .declarant = document.declarant,
                             .declarant_enterprise = document.declarant_enterprise,
                             .employer = document.employer,
                             .enterprise = document.enterprise,
                             .person = document.person,
                             .period = std::nullopt,
                             .registration = std::nullopt,
                             .start_day = std::nullopt,
                             .end_day = std::nullopt,
                             .worker_type = std::nullopt,
                             .joint_committee = std::nullopt,
                             .late = domain::says_late(document.decision)};
    describe(record, document);
    return record;
}

struct ApplyEffect {
    Writer& writer;
    const JournalDocument& document;

    Status operator()(const domain::PutPeriod& effect) const { return writer.put_period(effect.after); }
    Status operator()(const domain::PutRegistration& effect) const { return writer.put_registration(effect.after); }
    Status operator()(const domain::AdjustEmployerQuota& effect) const {
        return writer.add_employer_days(effect.key, effect.days);
    }
    Status operator()(const domain::OpenIdentificationCase&) const {
        return writer.put_case({.declaration = document.id,
                                .opened_at = document.received_at,
                                .state = CaseState::open,
                                .person = std::nullopt,
                                .closed_at = std::nullopt,
                                .decided_by = {},
                                .reason = {}});
    }
};

Status close_case(Writer& writer, const JournalDocument& document, Instant closed_at) {
    return writer.put_case({.declaration = document.id,
                            .opened_at = document.received_at,
                            .state = document.person ? CaseState::matched : CaseState::refused,
                            .person = document.person,
                            .closed_at = closed_at,
                            .decided_by = document.operator_id.value_or(""),
                            .reason = document.reason.value_or("")});
}

Status replay(Reader& source, Store& target, RebuildReport& report, const std::function<void(std::int64_t)>& progress) {
    for (;;) {
        const auto entries = DIMONA_TRY(source.journal_after(report.entries, entries_a_transaction));
        if (entries.empty()) return {};
        auto writer = DIMONA_TRY(target.write());
        for (const auto& entry : entries) {
            DIMONA_TRY_VOID(apply_entry(*writer, entry));
            report.entries = entry.sequence;
        }
        DIMONA_TRY_VOID(writer->commit());
        if (progress) progress(report.entries);
    }
}

// What was decided about a provisional number concerns the definitive one that it has become: the file has known no
// other since. The journal is not changed, its reading is.
void follow(const InformationFlow& flow, JournalDocument& document) {
    const auto account = flow.enterprise ? flow.enterprise->value() : flow.definitive.value();
    document.employer = flow.definitive;
    if (!document.enterprise) document.enterprise = flow.enterprise;
    for (auto& effect : document.decision.effects) {
        if (auto* put = std::get_if<domain::PutPeriod>(&effect)) {
            put->after.employer = flow.definitive;
            if (!put->after.enterprise) put->after.enterprise = flow.enterprise;
        } else if (auto* adjust = std::get_if<domain::AdjustEmployerQuota>(&effect)) {
            if (adjust->key.enterprise == flow.provisional.value()) adjust->key.enterprise = account;
        }
    }
}

// An act that gave a definitive number, and the flow that is filed about it, must say the same.
Status check_flow(Reader& reader, const JournalEntry& entry) {
    const auto act = DIMONA_TRY(codec::read_document<Act>(entry.document, "journal entry"));
    if (act.code != employer_numbered) return {};
    for (const auto& detail : act.details) {
        if (detail.name != "numberBefore") continue;
        const auto provisional = domain::EmployerNumber::parse_provisional(detail.value);
        const auto flow = provisional ? DIMONA_TRY(flow_from(reader, *provisional)) : std::nullopt;
        if (flow && flow->act == entry.sequence) return {};
    }
    return fail(ErrorKind::internal, "the flow of an employer from one number to another is missing or was changed",
                "journal entry " + std::to_string(entry.sequence), "restore a backup");
}

// Periods and registrations refer to employers and persons, which are no part of the journal.
Status copy_registers(Reader& source, Store& scratch) {
    auto writer = DIMONA_TRY(scratch.write());
    Status copied;
    DIMONA_TRY_VOID(source.each_employer([&](const domain::Employer& employer) {
        copied = writer->put_employer(employer);
        return copied.has_value();
    }));
    DIMONA_TRY_VOID(std::move(copied));
    copied = {};
    DIMONA_TRY_VOID(source.each_person([&](const domain::Person& person) {
        const auto put = writer->put_person(person);
        if (!put) copied = tl::unexpected(put.error());
        return put.has_value();
    }));
    DIMONA_TRY_VOID(std::move(copied));
    DIMONA_TRY_VOID(copy_flows(source, *writer));
    return writer->commit();
}

class Comparison {
public:
    explicit Comparison(RebuildReport& report) : report_(report) {}

    // `found` is what the other store has under the same key.
    template <class Record>
    bool same(const Record& expected, const Result<std::optional<Record>>& found, const std::string& name) {
        if (!found) return add(name + ": " + found.error().message);
        if (!*found) return add(name + " is in the file and not in the journal");
        if (!(**found == expected)) return add(name + " differs from what the journal says");
        return true;
    }
    bool add(std::string difference) {
        report_.differences.push_back(std::move(difference));
        return report_.differences.size() < differences_max;
    }

private:
    RebuildReport& report_;
};

// Every record of `file` must be the same in `derived`; the other way round numbers are enough.
Status compare(Reader& file, Reader& derived, RebuildReport& report) {
    Comparison comparison(report);
    DIMONA_TRY_VOID(file.each_period([&](const domain::Period& period) {
        ++report.periods;
        return comparison.same(period, derived.period(period.id), "period " + std::to_string(period.id.value()));
    }));
    DIMONA_TRY_VOID(file.each_registration([&](const domain::Registration& registration) {
        ++report.registrations;
        return comparison.same(registration, derived.registration(registration.id),
                               "daily registration " + std::to_string(registration.id.value()));
    }));
    DIMONA_TRY_VOID(file.each_declaration([&](const DeclarationRecord& record) {
        return comparison.same(record, derived.declaration(record.id),
                               "declaration " + std::to_string(record.id.value()));
    }));
    DIMONA_TRY_VOID(file.each_employer_quota([&](domain::EmployerQuotaKey key, int days) {
        const auto derived_days = derived.employer_days(key);
        if (derived_days && *derived_days == days) return true;
        return comparison.add("horeca days of enterprise " + std::to_string(key.enterprise) + " in " +
                              std::to_string(key.year) + " differ from what the journal says");
    }));
    return {};
}

template <class Walk>
Result<std::int64_t> count(Walk walk) {
    std::int64_t counted = 0;
    DIMONA_TRY_VOID(walk([&](const auto&...) {
        ++counted;
        return true;
    }));
    return counted;
}

Status compare_numbers(Reader& file, Reader& derived, RebuildReport& report) {
    const auto differ = [&](std::string what, Result<std::int64_t> here, Result<std::int64_t> there) -> Status {
        const auto in_file = DIMONA_TRY(std::move(here)), in_journal = DIMONA_TRY(std::move(there));
        if (in_file != in_journal)
            report.differences.push_back(std::to_string(in_file) + " " + what + " in the file, " +
                                         std::to_string(in_journal) + " in the journal");
        return {};
    };
    DIMONA_TRY_VOID(differ("periods", count([&](auto visit) { return file.each_period(visit); }),
                           count([&](auto visit) { return derived.each_period(visit); })));
    DIMONA_TRY_VOID(differ("daily registrations", count([&](auto visit) { return file.each_registration(visit); }),
                           count([&](auto visit) { return derived.each_registration(visit); })));
    DIMONA_TRY_VOID(differ("declarations", count([&](auto visit) { return file.each_declaration(visit); }),
                           count([&](auto visit) { return derived.each_declaration(visit); })));
    DIMONA_TRY_VOID(differ("relations", count([&](auto visit) { return file.each_relation(visit); }),
                           count([&](auto visit) { return derived.each_relation(visit); })));
    return differ("quota entries", count([&](auto visit) { return file.each_quota_entry(visit); }),
                  count([&](auto visit) { return derived.each_quota_entry(visit); }));
}

}  // namespace

Status apply(Writer& writer, const JournalDocument& document, std::int64_t journal_sequence, Instant journaled_at) {
    for (const auto& effect : document.decision.effects)
        DIMONA_TRY_VOID(std::visit(ApplyEffect{writer, document}, effect));
    if (document.resolves) DIMONA_TRY_VOID(close_case(writer, document, journaled_at));
    return writer.put_declaration(record_of(document, journal_sequence));
}

Status apply_entry(Writer& writer, const JournalEntry& entry) {
    // Acts concern registers, which no rebuild touches.
    if (entry.kind == act_kind) return check_flow(writer, entry);
    auto document = DIMONA_TRY(from_document(entry.document));
    if (document.employer)
        if (const auto flow = DIMONA_TRY(flow_from(writer, *document.employer))) follow(*flow, document);
    return apply(writer, document, entry.sequence, entry.at);
}

Result<RebuildReport> rebuild_and_compare(Reader& source, Store& scratch,
                                          const std::function<void(std::int64_t)>& progress) {
    RebuildReport report;
    DIMONA_TRY_VOID(copy_registers(source, scratch));
    DIMONA_TRY_VOID(replay(source, scratch, report, progress));
    const auto derived = DIMONA_TRY(scratch.read());
    DIMONA_TRY_VOID(compare(source, *derived, report));
    DIMONA_TRY_VOID(compare_numbers(source, *derived, report));
    return report;
}

Result<RebuildReport> rebuild_in_place(Store& store, const std::function<void(std::int64_t)>& progress) {
    RebuildReport report;
    auto writer = DIMONA_TRY(store.write());
    DIMONA_TRY_VOID(writer->clear_derived());
    for (;;) {
        const auto entries = DIMONA_TRY(writer->journal_after(report.entries, entries_a_transaction));
        if (entries.empty()) break;
        for (const auto& entry : entries) {
            DIMONA_TRY_VOID(apply_entry(*writer, entry));
            report.entries = entry.sequence;
        }
        if (progress) progress(report.entries);
    }
    DIMONA_TRY_VOID(writer->commit());
    const auto reader = DIMONA_TRY(store.read());
    report.periods = DIMONA_TRY(count([&](auto visit) { return reader->each_period(visit); }));
    report.registrations = DIMONA_TRY(count([&](auto visit) { return reader->each_registration(visit); }));
    return report;
}

}  // namespace dimona::registry
