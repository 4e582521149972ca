#include "register/intake.hpp"

#include "domain/declaration/reading.hpp"
#include "domain/rules/field_catalogue.hpp"
#include "register/emergencies.hpp"
#include "register/journal.hpp"
#include "register/open_declarations.hpp"
#include "register/personnel_file.hpp"
#include "register/rebuild.hpp"
#include "register/situation_loader.hpp"

namespace dimona::registry {

namespace {

using domain::DeclarationId;

// Declarations about one worker go through one lane, so that they are decided in the order of arrival.
std::uint64_t lane_of(Store& store, const domain::DeclarationRequest& request, int lanes) {
    if (lanes < 2) return 0;
    const auto declared = domain::read(request);
    if (declared.ssin || !(declared.period_id || declared.registration_id))
        return declared.ssin ? static_cast<std::uint64_t>(declared.ssin->value()) : 0;
    auto reader = store.read();
    if (!reader) return 0;
    auto period_id = declared.period_id;
    if (declared.registration_id)
        if (const auto registration = (*reader)->registration(*declared.registration_id); registration && *registration)
            period_id = (*registration)->period;
    if (!period_id) return 0;
    const auto period = (*reader)->period(*period_id);
    if (!period || !*period) return 0;
    const auto person = (*reader)->person((*period)->person);
    return person && *person ? static_cast<std::uint64_t>((*person)->ssin.value()) : 0;
}

std::optional<domain::PeriodId> period_of(const domain::Decision& decision,
                                          const std::optional<domain::PeriodId>& named) {
    for (const auto& effect : decision.effects)
        if (const auto* put = std::get_if<domain::PutPeriod>(&effect)) return put->after.id;
    return named;
}

// Who uses an open channel has not proved that he acts for the employer, even if the rules let him declare.
void add_parties(Answer& answer, const Caller& caller, const domain::Situation& situation) {
    if (!is_secured(caller.channel) || !situation.may_declare || !situation.employer.employer) return;
    answer.employer = situation.employer.employer;
    answer.person = situation.worker.person;
}

Status add_parties(Answer& answer, Reader& reader, const Caller& caller, const DeclarationRecord& declaration,
                   Instant now) {
    if (!is_secured(caller.channel) || !declaration.employer) return {};
    auto employer = DIMONA_TRY(reader.employer(*declaration.employer));
    if (!employer || !DIMONA_TRY(acts_for(reader, caller.enterprise, *employer, brussels_date(now)))) return {};
    answer.employer = std::move(employer);
    if (declaration.person) answer.person = DIMONA_TRY(reader.person(*declaration.person));
    return {};
}

Result<Answer> answer_of_before(Reader& reader, const Caller& caller, const IdempotencyRecord& record, Instant now) {
    const auto declaration = DIMONA_TRY(reader.declaration(record.declaration));
    if (!declaration) return fail(ErrorKind::internal, "an idempotency key points to a declaration that is missing");
    const auto entry = DIMONA_TRY(reader.journal_entry(declaration->journal_sequence));
    if (!entry) return fail(ErrorKind::internal, "a declaration points to a journal entry that is missing");
    auto document = DIMONA_TRY(from_document(entry->document));
    Answer answer{.id = declaration->id,
                  .received_at = declaration->received_at,
                  .decision = std::move(document.decision),
                  .period = declaration->period,
                  .repeated = true};
    DIMONA_TRY_VOID(add_parties(answer, reader, caller, *declaration, now));
    return answer;
}

JournalDocument document_of(const Submission& submission, const domain::Situation& situation, DeclarationId id,
                            Instant received_at, std::string edition, domain::Decision decision) {
    JournalDocument document{.id = id,
                             .received_at = received_at,
                             .channel = submission.caller.channel,
                             .declarant = submission.caller.id,
                             .declarant_enterprise = submission.caller.enterprise,
                             .edition = std::move(edition),
                             .request = submission.request,
                             .employer = std::nullopt,
                             .enterprise = std::nullopt,
                             .person = std::nullopt,
                             .decision = std::move(decision),
                             .operator_id = std::nullopt,
                             .reason = std::nullopt};
    if (const auto& employer = situation.employer.employer) {
        document.employer = employer->number;
        document.enterprise = employer->enterprise;
    }
    if (situation.worker.person) document.person = situation.worker.person->key;
    document.counts_from = situation.counts_from;
    document.case_number = submission.emergency;
    if (const auto& staff = submission.staff) {
        document.staff = staff->entry;
        document.operator_id = submission.caller.id;
        document.reason = staff->reason;
        document.case_number = staff->request;
    }
    return document;
}

Result<domain::Situation> situation_of(Reader& reader, const Submission& submission, Instant received_at) {
    auto situation =
        DIMONA_TRY(load_situation(reader, submission.request, submission.caller, received_at, std::nullopt));
    if (submission.staff) {
        situation.staff = submission.staff->entry;
        situation.may_declare = true;
    }
    if (submission.emergency)
        situation.counts_from = DIMONA_TRY(
            moment_of_emergency(reader, *submission.emergency, situation.employer.employer, submission.request.kind));
    return situation;
}

// Only the answers that stay in the store's memory are wanted.
void look_up(Reader& reader, const Submission& submission, Instant received_at) {
    if (submission.idempotency_key) (void)reader.idempotency(submission.caller.id, sha256(*submission.idempotency_key));
    (void)load_situation(reader, submission.request, submission.caller, received_at, std::nullopt);
}

}  // namespace

Result<Answer> decide_and_record(Writer& writer, const Submission& submission, const domain::Rulebook& rulebook,
                                 Instant received_at) {
    IdempotencyRecord idempotency;
    if (submission.idempotency_key) {
        idempotency.declarant = submission.caller.id;
        idempotency.key = sha256(*submission.idempotency_key);
        idempotency.body = sha256(canonical_request(submission.request));
        if (const auto before = DIMONA_TRY(writer.idempotency(idempotency.declarant, idempotency.key))) {
            if (before->body == idempotency.body)
                return answer_of_before(writer, submission.caller, *before, received_at);
            return fail(ErrorKind::conflict, "this idempotency key was used for another declaration", "Idempotency-Key",
                        "use a new key for each declaration and the same key only to repeat one");
        }
    }

    const auto situation = DIMONA_TRY(situation_of(writer, submission, received_at));
    const DeclarationId id{domain::number_with_check(DIMONA_TRY(writer.next_number()))};
    const auto document = document_of(submission, situation, id, received_at, rulebook.edition,
                                      domain::decide(submission.request, situation, rulebook, received_at, id));
    const auto sequence = DIMONA_TRY(append_to_chain(writer, received_at, "declaration", to_document(document)));
    DIMONA_TRY_VOID(apply(writer, document, sequence, received_at));
    DIMONA_TRY_VOID(note_open_declaration(writer, document));
    if (submission.idempotency_key) {
        idempotency.declaration = id;
        DIMONA_TRY_VOID(writer.put_idempotency(idempotency));
    }
    if (submission.emergency && document.decision.result != domain::Verdict::refused)
        DIMONA_TRY_VOID(solve_emergency(writer, *submission.emergency, id, submission.caller, received_at));
    const auto named = situation.period ? std::optional(situation.period->id) : std::nullopt;
    Answer answer{.id = id,
                  .received_at = received_at,
                  .decision = document.decision,
                  .period = period_of(document.decision, named)};
    add_parties(answer, submission.caller, situation);
    return answer;
}

Intake::Intake(Store& store, Lanes& lanes, std::shared_ptr<const domain::Rulebook> rulebook, const Clock& legal_clock)
    : store_(store), lanes_(lanes), rulebook_(std::move(rulebook)), legal_clock_(legal_clock) {}

void Intake::submit(Submission submission, std::function<void(Result<Answer>)> answered) {
    struct Pending {
        Submission submission;
        Instant received_at;
        Result<Answer> answer = tl::unexpected(Error{});
        std::function<void(Result<Answer>)> answered;
    };
    const auto lane = lane_of(store_, submission.request, lanes_.count());
    auto pending = std::make_shared<Pending>(
        Pending{.submission = std::move(submission), .received_at = now(), .answered = std::move(answered)});
    lanes_.submit(
        lane, {.run = [this, pending](Writer& writer) -> Status {
                   pending->answer = decide_and_record(writer, pending->submission, *rulebook_, pending->received_at);
                   // A conflict wrote nothing and is no failure of the store: the batch goes on.
                   if (pending->answer || pending->answer.error().kind == ErrorKind::conflict) return {};
                   return tl::unexpected(pending->answer.error());
               },
               .done =
                   [pending](const Status& committed) {
                       pending->answered(committed ? std::move(pending->answer) : tl::unexpected(committed.error()));
                   },
               .reads = [pending](Reader& reader) { look_up(reader, pending->submission, pending->received_at); }});
}

Result<Answer> Intake::dry_run(const Submission& submission) {
    const auto reader = DIMONA_TRY(store_.read());
    const auto received_at = now();
    const auto situation = DIMONA_TRY(situation_of(*reader, submission, received_at));
    // The number that a declaration would get is not known: the largest one, so that its claims come last.
    constexpr DeclarationId after_all_others{999'999'999'999};
    auto decision = domain::decide(submission.request, situation, *rulebook_, received_at, after_all_others);
    Answer answer{.id = DeclarationId{},
                  .received_at = received_at,
                  .decision = std::move(decision),
                  .period = situation.period ? std::optional(situation.period->id) : std::nullopt};
    add_parties(answer, submission.caller, situation);
    // Nothing was declared, and nobody learns by trying who has a number.
    if (answer.person && !DIMONA_TRY(is_of_staff(*reader, answer.employer->number, answer.person->key)))
        answer.person.reset();
    return answer;
}

Result<std::map<std::string, domain::Presence>> Intake::asked_fields(const Submission& submission) {
    // On an open channel it depends on what was typed alone: a form that knew more would tell more.
    domain::Situation situation;
    situation.channel = submission.caller.channel;
    if (is_secured(submission.caller.channel)) {
        const auto reader = DIMONA_TRY(store_.read());
        situation = DIMONA_TRY(load_situation(*reader, submission.request, submission.caller, now(), std::nullopt));
    }
    std::map<std::string, domain::Presence> fields;
    for (auto& field : domain::asked_fields(submission.request, situation, *rulebook_, now()))
        fields.emplace(std::move(field.place), field.presence);
    return fields;
}

}  // namespace dimona::registry
