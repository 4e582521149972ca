#include "register/viewing.hpp"

#include "register/situation_loader.hpp"

namespace dimona::registry {

Error not_there(const char* what, std::int64_t number) {
    return {ErrorKind::not_found, std::string("there is no such ") + what + ", or it is not yours to see",
            std::to_string(number), "check the number and for whom you act"};
}

Result<bool> may_see(Reader& reader, const Caller& caller, const std::optional<domain::Employer>& employer,
                     LocalDate today) {
    if (!employer) return false;
    return acts_for(reader, caller.enterprise, *employer, today);
}

// The log line of a consultation; the results are counted when they are known.
Consultation log_line(const Caller& caller, std::string operation, Instant at) {
    return {.line = 0,
            .at = at,
            .caller = caller.id,
            .caller_enterprise = caller.enterprise,
            .operation = std::move(operation),
            .employer = std::nullopt,
            .person = std::nullopt,
            .number = std::nullopt,
            .results = 1,
            .trace_id = caller.trace_id};
}

Result<PeriodView> period_view(Reader& reader, domain::Period period) {
    auto employer = DIMONA_TRY(reader.employer(period.employer));
    auto person = DIMONA_TRY(reader.person(period.person));
    return PeriodView{std::move(period), std::move(employer), std::move(person)};
}

Result<DeclarationView> declaration_view(Reader& reader, DeclarationRecord record) {
    const auto entry = DIMONA_TRY(reader.journal_entry(record.journal_sequence));
    if (!entry) return fail(ErrorKind::internal, "a declaration points to a journal entry that is missing");
    DeclarationView view{std::move(record), DIMONA_TRY(from_document(entry->document)), {}, {}};
    if (view.record.employer) view.employer = DIMONA_TRY(reader.employer(*view.record.employer));
    if (view.record.person) view.person = DIMONA_TRY(reader.person(*view.record.person));
    return view;
}

Result<DeclarationView> typed_view(Reader& reader, domain::DeclarationId id) {
    auto record = DIMONA_TRY(reader.declaration(id));
    if (!record || is_secured(record->channel)) return tl::unexpected(not_there("declaration", id.value()));
    const auto entry = DIMONA_TRY(reader.journal_entry(record->journal_sequence));
    if (!entry) return fail(ErrorKind::internal, "a declaration points to a journal entry that is missing");
    DeclarationView view{*std::move(record), DIMONA_TRY(from_document(entry->document)), {}, {}};
    view.record.employer.reset();
    view.record.person.reset();
    view.record.period.reset();
    return view;
}

}  // namespace dimona::registry
