// What the register needs from a store. One implementation an engine (store/sqlite), one conformance suite
// (test/store) that each of them passes.
//
// Guarantees asked of an implementation:
//   - what a Writer wrote is seen by its own reads at once, by others only after commit();
//   - when commit() has returned without an error, the writes survive the death of process and machine;
//   - a Writer that is destroyed without commit() leaves nothing behind;
//   - a write that fails may tell so a little later, at the latest by commit(); a Writer that has failed is of no
//     more use and leaves nothing behind;
//   - only ErrorKind::unavailable (busy, disk full, lost), ::unsupported and ::internal come back.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/employer/employer.hpp"
#include "domain/person/person.hpp"
#include "domain/quota/quota.hpp"
#include "register/port/records.hpp"

namespace dimona::registry {

class Reader;
// Looks things up and does nothing else. An answer may be an error without meaning: the thing is asked for again.
using Reading = std::function<void(Reader&)>;

// A consistent view. Not for use by two threads at once.
class Reader {
public:
    virtual ~Reader() = default;

    // --- registers
    virtual Result<std::optional<domain::Employer>> employer(domain::EmployerNumber number) = 0;
    virtual Result<std::optional<domain::Employer>> employer_of(domain::EnterpriseNumber enterprise) = 0;
    virtual Result<bool> enterprise_exists(domain::EnterpriseNumber enterprise) = 0;
    // By the current or a replaced number.
    virtual Result<std::optional<domain::Person>> person(domain::Ssin ssin) = 0;
    virtual Result<std::optional<domain::Person>> person(domain::PersonKey key) = 0;
    // Folded names equal and birth date equal (a birth date of which parts are unknown fits on the known parts).
    virtual Result<std::vector<domain::Person>> persons_like(const std::string& folded_family_name,
                                                             const std::string& folded_given_name,
                                                             domain::IncompleteDate birth_date) = 0;
    // Mandates given to this enterprise.
    virtual Result<std::vector<Mandate>> mandates_to(domain::EnterpriseNumber mandatary) = 0;
    // Mandates given by this enterprise.
    virtual Result<std::vector<Mandate>> mandates_from(domain::EnterpriseNumber mandator) = 0;
    // Career rows of the person; nothing when the source has no row at all for the person.
    virtual Result<std::optional<std::vector<domain::CareerQuarter>>> career(domain::PersonKey person, Quarter first,
                                                                             Quarter last) = 0;

    // --- personnel file
    virtual Result<std::optional<domain::Period>> period(domain::PeriodId id) = 0;
    // Of this worker at this employer, overlapping first..last, cancelled ones included.
    virtual Result<std::vector<domain::Period>> periods(domain::EmployerNumber employer, domain::PersonKey person,
                                                        LocalDate first, LocalDate last) = 0;
    virtual Result<std::optional<domain::Registration>> registration(domain::RegistrationId id) = 0;
    virtual Result<std::vector<domain::Registration>> registrations(domain::PeriodId period, LocalDate first,
                                                                    LocalDate last) = 0;
    // Entries with first_day <= day <= last_day, every employer, in order of claims.
    virtual Result<std::vector<domain::QuotaEntry>> quota_entries(domain::PersonKey person, LocalDate first_day,
                                                                  LocalDate last_day) = 0;
    virtual Result<int> employer_days(domain::EmployerQuotaKey key) = 0;

    // --- declarations and journal
    virtual Result<std::optional<DeclarationRecord>> declaration(domain::DeclarationId id) = 0;
    virtual Result<std::vector<DeclarationRecord>> declarations_of(domain::PeriodId period) = 0;  // oldest first
    virtual Result<std::optional<JournalEntry>> journal_entry(std::int64_t sequence) = 0;
    // Up to `count` entries after `sequence`, in order.
    virtual Result<std::vector<JournalEntry>> journal_after(std::int64_t sequence, int count) = 0;
    virtual Result<std::optional<JournalEntry>> journal_head() = 0;
    virtual Result<std::optional<IdempotencyRecord>> idempotency(const std::string& declarant, const Digest& key) = 0;
    virtual Result<std::optional<IdentificationCase>> identification_case(domain::DeclarationId declaration) = 0;
    virtual Result<std::vector<IdentificationCase>> open_cases() = 0;
    // The consultation log backwards: up to `count` lines with a smaller number (0: the newest ones).
    virtual Result<std::vector<Consultation>> consultations_before(std::int64_t number, int count) = 0;

    // Only the lines about this employer.
    virtual Result<std::vector<Consultation>> consultations_at(domain::EmployerNumber employer, std::int64_t before,
                                                               int count) = 0;

    // --- searches, newest first (by number descending), stable while new ones arrive
    virtual Result<PageOf<domain::Period>> search_periods(const FileQuery& query, const Page& page) = 0;
    virtual Result<PageOf<DeclarationRecord>> search_declarations(const FileQuery& query, const Page& page) = 0;
    // By person key descending within the employers asked for. The relations of one person stand on one page, which
    // may be longer for it: the cursor names the person only.
    virtual Result<PageOf<Relation>> search_relations(const FileQuery& query, const Page& page) = 0;

    // Everybody who has or had a relation with this employer, by folded name, then key.
    virtual Result<std::vector<StaffMember>> staff(domain::EmployerNumber employer) = 0;

    // --- papers
    virtual Result<std::optional<Paper>> paper(std::string_view drawer, std::string_view name) = 0;
    // Up to `count` whose name begins with `prefix` and is greater than `after`, by name (compared byte by byte).
    virtual Result<std::vector<Paper>> papers(std::string_view drawer, std::string_view prefix, std::string_view after,
                                              int count) = 0;

    // --- access
    virtual Result<std::optional<OAuthClient>> oauth_client(const std::string& client_id) = 0;
    virtual Result<std::vector<OAuthClient>> oauth_clients() = 0;

    // --- whole-file walks, in order of number, for rebuild and export; `visit` false stops
    virtual Status each_period(const std::function<bool(const domain::Period&)>& visit) = 0;
    virtual Status each_registration(const std::function<bool(const domain::Registration&)>& visit) = 0;
    virtual Status each_employer_quota(const std::function<bool(domain::EmployerQuotaKey, int days)>& visit) = 0;
    virtual Status each_quota_entry(const std::function<bool(domain::PersonKey, const domain::QuotaEntry&)>& visit) = 0;
    virtual Status each_employer(const std::function<bool(const domain::Employer&)>& visit) = 0;
    virtual Status each_person(const std::function<bool(const domain::Person&)>& visit) = 0;
    virtual Status each_relation(const std::function<bool(const Relation&)>& visit) = 0;
    virtual Status each_declaration(const std::function<bool(const DeclarationRecord&)>& visit) = 0;
    virtual Status each_enterprise(
        const std::function<bool(domain::EnterpriseNumber, const std::string& name)>& visit) = 0;
    virtual Status each_mandate(const std::function<bool(const Mandate&)>& visit) = 0;
    virtual Status each_career(const std::function<bool(domain::PersonKey, const domain::CareerQuarter&)>& visit) = 0;
    virtual Status each_idempotency(const std::function<bool(const IdempotencyRecord&)>& visit) = 0;
    virtual Status each_consultation(const std::function<bool(const Consultation&)>& visit) = 0;
    virtual Status each_used_assertion(const std::function<bool(const UsedAssertion&)>& visit) = 0;
    virtual Status each_paper(const std::function<bool(const Paper&)>& visit) = 0;
    // The number that next_number() gave last, in this store's whole life.
    virtual Result<std::int64_t> last_number() = 0;
};

// One transaction. Not for use by two threads at once.
class Writer : public Reader {
public:
    // --- registers (import, identification)
    virtual Status put_employer(const domain::Employer& employer) = 0;
    // key 0: a new person; gives the key.
    virtual Result<domain::PersonKey> put_person(const domain::Person& person) = 0;
    virtual Status put_mandate(const Mandate& mandate) = 0;  // replaces the one of the same parties and first day
    virtual Status put_career(domain::PersonKey person, const domain::CareerQuarter& row) = 0;
    virtual Status put_enterprise(domain::EnterpriseNumber enterprise, const std::string& name) = 0;
    virtual Status put_oauth_client(const OAuthClient& client) = 0;
    // False when this assertion was used before. Rows that expired before `now` are removed.
    virtual Result<bool> use_assertion(const std::string& client_id, const std::string& jti, Instant expires,
                                       Instant now) = 0;

    // --- papers
    virtual Status put_paper(const Paper& paper) = 0;  // replaces the one of the same drawer and name
    virtual Status remove_paper(std::string_view drawer, std::string_view name) = 0;
    virtual Status remove_expired_papers(Instant now) = 0;

    // --- personnel file: whole records, replaced
    // Writes period, its quota entries (domain::entries_of) and the relation that follows from its periods.
    virtual Status put_period(const domain::Period& period) = 0;
    virtual Status put_registration(const domain::Registration& registration) = 0;
    virtual Status add_employer_days(domain::EmployerQuotaKey key, int days) = 0;
    // Employer `from` is removed; what stood under it stands under `to`, who must be there: periods with their quota
    // entries, relations, declarations, career rows, the account of horeca days that has the number of an employer
    // without enterprise. Periods and declarations that name no enterprise get `enterprise`.
    virtual Status rekey_employer(domain::EmployerNumber from, domain::EmployerNumber to,
                                  std::optional<domain::EnterpriseNumber> enterprise) = 0;

    // --- declarations and journal
    // First ten digits of the next number; each call gives a new one. Numbers start at `first`.
    virtual Result<std::int64_t> next_number() = 0;
    // Sequence and hashes are set by the caller (register/journal); the store refuses a gap.
    // The next number is greater than this one.
    virtual Status continue_after_number(std::int64_t number) = 0;
    virtual Status append(const JournalEntry& entry) = 0;
    virtual Status put_declaration(const DeclarationRecord& record) = 0;
    virtual Status put_idempotency(const IdempotencyRecord& record) = 0;
    virtual Status put_case(const IdentificationCase& identification) = 0;
    virtual Status put_consultation(const Consultation& consultation) = 0;

    // --- rebuild: empties everything that is derived from the journal (periods, registrations, quotas, relations,
    // declarations, cases), keeps registers and journal
    virtual Status clear_derived() = 0;

    // Fetches what these readings ask for, all of them side by side, when that is quicker than one after the other:
    // what follows then finds the answers at hand. Runs each of them several times, or not at all.
    virtual void make_ready(const std::vector<Reading>& readings) = 0;

    virtual Status commit() = 0;
};

class Store {
public:
    virtual ~Store() = default;
    // A view as of now. Any thread; readers never wait for writers.
    virtual Result<std::unique_ptr<Reader>> read() = 0;
    // The transaction of a lane; waits its turn. Any thread, at most max_writers() at once get on at full speed.
    virtual Result<std::unique_ptr<Writer>> write() = 0;
    [[nodiscard]] virtual int max_writers() const = 0;
    // A complete, consistent copy while others go on; refuses to overwrite (ErrorKind::conflict).
    virtual Status backup_to(const std::string& path) = 0;
    // The engine's own consistency check; an error names what is wrong.
    virtual Status check() = 0;
    // A trivial durable write: is the store able to take declarations?
    virtual Status probe() = 0;
};

}  // namespace dimona::registry
