#include "register/identification.hpp"

#include "domain/declaration/reading.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "register/situation_loader.hpp"

namespace dimona::registry {

namespace {

Result<JournalDocument> document_of(Reader& reader, domain::DeclarationId declaration) {
    const auto record = DIMONA_TRY(reader.declaration(declaration));
    if (!record) return fail(ErrorKind::not_found, "there is no such declaration", std::to_string(declaration.value()));
    const auto entry = DIMONA_TRY(reader.journal_entry(record->journal_sequence));
    if (!entry) return fail(ErrorKind::internal, "a declaration points to a journal entry that is missing");
    return from_document(entry->document);
}

Result<CaseView> view_of(Reader& reader, const IdentificationCase& identification) {
    CaseView view{identification, DIMONA_TRY(document_of(reader, identification.declaration)).request, {}};
    const auto declared = domain::read(view.request);
    if (declared.family_name && declared.given_name && declared.birth_date)
        view.candidates = DIMONA_TRY(reader.persons_like(folded_name(*declared.family_name),
                                                         folded_name(*declared.given_name), *declared.birth_date));
    return view;
}

Result<IdentificationCase> open_case(Reader& reader, domain::DeclarationId declaration) {
    auto identification = DIMONA_TRY(reader.identification_case(declaration));
    const auto number = std::to_string(declaration.value());
    if (!identification)
        return fail(ErrorKind::not_found, "this declaration is not waiting for an identification", number,
                    "list the open cases with `dimona admin identify list`");
    if (identification->state != CaseState::open)
        return fail(ErrorKind::conflict, "this case was decided before by " + identification->decided_by, number);
    return *std::move(identification);
}

// Decides as if the worker had been known when the declaration came in, and records the definitive verdict.
Result<Answer> resolve(Writer& writer, domain::DeclarationId declaration, const IdentifiedWorker& identified,
                       const std::string& operator_id, const std::string& reason, const domain::Rulebook& rulebook,
                       Instant now) {
    DIMONA_TRY(open_case(writer, declaration));
    auto document = DIMONA_TRY(document_of(writer, declaration));
    const Caller caller{.channel = document.channel,
                        .id = document.declarant,
                        .enterprise = document.declarant_enterprise,
                        .trace_id = {}};
    const auto situation =
        DIMONA_TRY(load_situation(writer, document.request, caller, document.received_at, identified));
    document.decision = domain::decide(document.request, situation, rulebook, document.received_at, document.id);
    document.edition = rulebook.edition;
    document.person = identified.person ? std::optional(identified.person->key) : std::nullopt;
    document.resolves = true;
    document.operator_id = operator_id;
    document.reason = reason;
    const auto sequence = DIMONA_TRY(append_to_chain(writer, now, "resolution", to_document(document)));
    DIMONA_TRY_VOID(apply(writer, document, sequence, now));

    Answer answer{.id = declaration, .received_at = document.received_at, .decision = document.decision, .period = {}};
    for (const auto& effect : document.decision.effects)
        if (const auto* put = std::get_if<domain::PutPeriod>(&effect)) answer.period = put->after.id;
    return answer;
}

}  // namespace

Result<std::vector<CaseView>> open_identification_cases(Reader& reader) {
    std::vector<CaseView> views;
    for (const auto& identification : DIMONA_TRY(reader.open_cases()))
        views.push_back(DIMONA_TRY(view_of(reader, identification)));
    return views;
}

Result<CaseView> identification_case(Reader& reader, domain::DeclarationId declaration) {
    const auto identification = DIMONA_TRY(reader.identification_case(declaration));
    if (!identification)
        return fail(ErrorKind::not_found, "this declaration never waited for an identification",
                    std::to_string(declaration.value()));
    return view_of(reader, *identification);
}

Result<Answer> match_case(Writer& writer, domain::DeclarationId declaration, domain::Ssin ssin,
                          const std::string& operator_id, const std::string& reason, const domain::Rulebook& rulebook,
                          Instant now) {
    auto person = DIMONA_TRY(writer.person(ssin));
    if (!person)
        return fail(ErrorKind::not_found, "nobody in the register has this number", ssin.masked(),
                    "import the person first with `dimona admin import persons`");
    return resolve(writer, declaration, {std::move(person)}, operator_id, reason, rulebook, now);
}

Result<Answer> refuse_case(Writer& writer, domain::DeclarationId declaration, const std::string& operator_id,
                           const std::string& reason, const domain::Rulebook& rulebook, Instant now) {
    return resolve(writer, declaration, {std::nullopt}, operator_id, reason, rulebook, now);
}

}  // namespace dimona::registry
