#include "register/identification.hpp"

#include "base/text.hpp"
#include "domain/declaration/reading.hpp"
#include "register/acts.hpp"
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

// Who decides how is in the journal twice: the resolution is about the declaration, the act is what the desk did.
Act act_of(const JournalDocument& resolution, Instant now) {
    Act act{.at = now,
            .code = resolution.person ? "worker.identified" : "worker.not.identified",
            .by = resolution.operator_id.value_or(""),
            .by_enterprise = std::nullopt,
            .reason = resolution.reason.value_or(""),
            .about = {subject_of("desk", "all"), subject_of("declaration", std::to_string(resolution.id.value()))},
            .details = {{"declaration", std::to_string(resolution.id.value())},
                        {"verdict", std::string(domain::to_code(resolution.decision.result))}}};
    if (resolution.person) act.details.push_back({"person", std::to_string(resolution.person->value())});
    return act;
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

// Serial numbers are handed out in turn for each birth date: even ones to women, odd ones to men, any when the sex is
// not known. One that an import brought along is passed over.
Result<domain::Ssin> next_bis_number(Writer& writer, domain::IncompleteDate birth, std::optional<domain::Sex> sex) {
    constexpr int serial_max = 998;
    constexpr const char* counters = "bis-serial";
    const int offset = sex ? 40 : 20;
    const int step = sex ? 2 : 1;
    const int first = sex == domain::Sex::woman ? 2 : 1;
    const auto name = domain::to_text(birth) + (sex ? (first == 2 ? "/woman" : "/man") : "/unknown");
    const auto before = DIMONA_TRY(writer.paper(counters, name));
    for (int serial = before ? static_cast<int>(parse_digits(before->text).value_or(0)) + step : first;
         serial <= serial_max; serial += step) {
        const auto ssin = domain::Ssin::make(birth.year, birth.month, birth.day, offset, serial);
        if (DIMONA_TRY(writer.person(ssin))) continue;
        DIMONA_TRY_VOID(writer.put_paper({counters, name, std::to_string(serial), std::nullopt}));
        return ssin;
    }
    return fail(ErrorKind::conflict, "no number is left for this birth date", domain::to_text(birth),
                "declare the birth date with its day unknown");
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
    auto situation = DIMONA_TRY(load_situation(writer, document.request, caller, document.received_at, identified));
    situation.counts_from = document.counts_from;
    situation.staff = document.staff;
    if (document.staff) situation.may_declare = true;
    // The employer may have got another number meanwhile.
    if (const auto& employer = situation.employer.employer) {
        document.employer = employer->number;
        document.enterprise = employer->enterprise;
    }
    document.decision = domain::decide(document.request, situation, rulebook, document.received_at, document.id);
    document.edition = rulebook.edition;
    document.person = identified.person ? std::optional(identified.person->key) : std::nullopt;
    document.resolves = true;
    document.operator_id = operator_id;
    document.reason = reason;
    const auto sequence = DIMONA_TRY(append_to_chain(writer, now, "resolution", to_document(document)));
    DIMONA_TRY_VOID(apply(writer, document, sequence, now));
    DIMONA_TRY_VOID(record_act(writer, act_of(document, now)));

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

Result<Answer> match_case(Writer& writer, domain::DeclarationId declaration, domain::PersonKey key,
                          const std::string& operator_id, const std::string& reason, const domain::Rulebook& rulebook,
                          Instant now) {
    auto person = DIMONA_TRY(writer.person(key));
    if (!person) return fail(ErrorKind::not_found, "there is no such person", std::to_string(key.value()));
    return resolve(writer, declaration, {std::move(person)}, operator_id, reason, rulebook, now);
}

Result<std::vector<Candidate>> candidates_of(Reader& reader, const CaseView& view) {
    const auto declared = domain::read(view.request);
    if (!declared.family_name || !declared.given_name || !declared.birth_date) return std::vector<Candidate>{};
    return persons_near(reader, folded_name(*declared.family_name), folded_name(*declared.given_name),
                        *declared.birth_date);
}

Result<Answer> assign_number(Writer& writer, domain::DeclarationId declaration, const std::string& operator_id,
                             const std::string& reason, const domain::Rulebook& rulebook, Instant now) {
    DIMONA_TRY(open_case(writer, declaration));
    const auto request = DIMONA_TRY(document_of(writer, declaration)).request;
    const auto declared = domain::read(request);
    if (!declared.family_name || !declared.given_name || !declared.birth_date)
        return fail(ErrorKind::invalid, "names and birth date are needed for a number",
                    std::to_string(declaration.value()), "refuse the case, so that the employer declares them");
    domain::Person person{.key = {},
                          .ssin = DIMONA_TRY(next_bis_number(writer, *declared.birth_date, declared.sex)),
                          .replaced = {},
                          .family_name = *declared.family_name,
                          .given_name = *declared.given_name,
                          .birth_date = declared.birth_date,
                          .sex = declared.sex,
                          .nationality = request.worker ? request.worker->nationality.value_or("") : ""};
    person.key = DIMONA_TRY(writer.put_person(person));
    DIMONA_TRY_VOID(record_act(
        writer, {.at = now,
                 .code = "worker.number.assigned",
                 .by = operator_id,
                 .by_enterprise = std::nullopt,
                 .reason = reason,
                 .about = {subject_of("desk", "all"), subject_of("person", std::to_string(person.key.value()))},
                 .details = {{"declaration", std::to_string(declaration.value())},
                             {"person", std::to_string(person.key.value())}}}));
    return resolve(writer, declaration, {std::move(person)}, operator_id, reason, rulebook, now);
}

Result<Answer> refuse_case(Writer& writer, domain::DeclarationId declaration, const std::string& operator_id,
                           const std::string& reason, const domain::Rulebook& rulebook, Instant now) {
    return resolve(writer, declaration, {std::nullopt}, operator_id, reason, rulebook, now);
}

}  // namespace dimona::registry
