// Reader and writer of the register on one connection, the same for every engine. The statements stand, as named
// constants, in the file of their tables: registers.cpp, personnel_file.cpp, declarations.cpp, papers.cpp,
// searches.cpp, walks.cpp, rekey.cpp.
#pragma once

#include <functional>
#include <memory>
#include <unordered_set>

#include "register/port/store.hpp"
#include "store/sql/connection.hpp"
#include "store/sql/lookups.hpp"

namespace dimona::store {

// The days of a period, and whether they count (not cancelled).
struct Span {
    LocalDate first, last;
    bool counts = false;
};

class Session final : public registry::Writer {
public:
    // `connection` is in a transaction, and goes back where it came from when its last owner lets it go; a
    // transaction that is still open was rolled back by then.
    explicit Session(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
    ~Session() override;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Result<std::optional<domain::Employer>> employer(domain::EmployerNumber number) override;
    Result<std::optional<domain::Employer>> employer_of(domain::EnterpriseNumber enterprise) override;
    Result<bool> enterprise_exists(domain::EnterpriseNumber enterprise) override;
    Result<std::optional<domain::Person>> person(domain::Ssin ssin) override;
    Result<std::optional<domain::Person>> person(domain::PersonKey key) override;
    Result<std::vector<domain::Person>> persons_like(const std::string& folded_family_name,
                                                     const std::string& folded_given_name,
                                                     domain::IncompleteDate birth_date) override;
    Result<std::vector<registry::Mandate>> mandates_to(domain::EnterpriseNumber mandatary) override;
    Result<std::vector<registry::Mandate>> mandates_from(domain::EnterpriseNumber mandator) override;
    Result<std::optional<std::vector<domain::CareerQuarter>>> career(domain::PersonKey person, Quarter first,
                                                                     Quarter last) override;

    Result<std::optional<domain::Period>> period(domain::PeriodId id) override;
    Result<std::vector<domain::Period>> periods(domain::EmployerNumber employer, domain::PersonKey person,
                                                LocalDate first, LocalDate last) override;
    Result<std::optional<domain::Registration>> registration(domain::RegistrationId id) override;
    Result<std::vector<domain::Registration>> registrations(domain::PeriodId period, LocalDate first,
                                                            LocalDate last) override;
    Result<std::vector<domain::QuotaEntry>> quota_entries(domain::PersonKey person, LocalDate first_day,
                                                          LocalDate last_day) override;
    Result<int> employer_days(domain::EmployerQuotaKey key) override;

    Result<std::optional<registry::DeclarationRecord>> declaration(domain::DeclarationId id) override;
    Result<std::vector<registry::DeclarationRecord>> declarations_of(domain::PeriodId period) override;
    Result<std::optional<registry::JournalEntry>> journal_entry(std::int64_t sequence) override;
    Result<std::vector<registry::JournalEntry>> journal_after(std::int64_t sequence, int count) override;
    Result<std::optional<registry::JournalEntry>> journal_head() override;
    Result<std::optional<registry::IdempotencyRecord>> idempotency(const std::string& declarant,
                                                                   const Digest& key) override;
    Result<std::optional<registry::IdentificationCase>> identification_case(domain::DeclarationId declaration) override;
    Result<std::vector<registry::IdentificationCase>> open_cases() override;
    Result<std::vector<registry::Consultation>> consultations_before(std::int64_t number, int count) override;

    Result<std::vector<registry::Consultation>> consultations_at(domain::EmployerNumber employer, std::int64_t before,
                                                                 int count) override;

    Result<registry::PageOf<domain::Period>> search_periods(const registry::FileQuery& query,
                                                            const registry::Page& page) override;
    Result<registry::PageOf<registry::DeclarationRecord>> search_declarations(const registry::FileQuery& query,
                                                                              const registry::Page& page) override;
    Result<registry::PageOf<registry::Relation>> search_relations(const registry::FileQuery& query,
                                                                  const registry::Page& page) override;

    Result<std::vector<registry::StaffMember>> staff(domain::EmployerNumber employer) override;
    Result<std::optional<registry::Paper>> paper(std::string_view drawer, std::string_view name) override;
    Result<std::vector<registry::Paper>> papers(std::string_view drawer, std::string_view prefix,
                                                std::string_view after, int count) override;

    Result<std::optional<registry::OAuthClient>> oauth_client(const std::string& client_id) override;
    Result<std::vector<registry::OAuthClient>> oauth_clients() override;

    Status each_period(const std::function<bool(const domain::Period&)>& visit) override;
    Status each_registration(const std::function<bool(const domain::Registration&)>& visit) override;
    Status each_employer_quota(const std::function<bool(domain::EmployerQuotaKey, int days)>& visit) override;
    Status each_quota_entry(const std::function<bool(domain::PersonKey, const domain::QuotaEntry&)>& visit) override;
    Status each_employer(const std::function<bool(const domain::Employer&)>& visit) override;
    Status each_person(const std::function<bool(const domain::Person&)>& visit) override;
    Status each_relation(const std::function<bool(const registry::Relation&)>& visit) override;
    Status each_declaration(const std::function<bool(const registry::DeclarationRecord&)>& visit) override;
    Status each_enterprise(
        const std::function<bool(domain::EnterpriseNumber, const std::string& name)>& visit) override;
    Status each_mandate(const std::function<bool(const registry::Mandate&)>& visit) override;
    Status each_career(const std::function<bool(domain::PersonKey, const domain::CareerQuarter&)>& visit) override;
    Status each_idempotency(const std::function<bool(const registry::IdempotencyRecord&)>& visit) override;
    Status each_consultation(const std::function<bool(const registry::Consultation&)>& visit) override;
    Status each_used_assertion(const std::function<bool(const registry::UsedAssertion&)>& visit) override;
    Status each_paper(const std::function<bool(const registry::Paper&)>& visit) override;
    Result<std::int64_t> last_number() override;

    Status put_employer(const domain::Employer& employer) override;
    Result<domain::PersonKey> put_person(const domain::Person& person) override;
    Status put_mandate(const registry::Mandate& mandate) override;
    Status put_career(domain::PersonKey person, const domain::CareerQuarter& row) override;
    Status put_enterprise(domain::EnterpriseNumber enterprise, const std::string& name) override;
    Status put_oauth_client(const registry::OAuthClient& client) override;
    Result<bool> use_assertion(const std::string& client_id, const std::string& jti, Instant expires,
                               Instant now) override;

    Status put_paper(const registry::Paper& paper) override;
    Status remove_paper(std::string_view drawer, std::string_view name) override;
    Status remove_expired_papers(Instant now) override;

    Status put_period(const domain::Period& period) override;
    Status put_registration(const domain::Registration& registration) override;
    Status add_employer_days(domain::EmployerQuotaKey key, int days) override;
    Status rekey_employer(domain::EmployerNumber from, domain::EmployerNumber to,
                          std::optional<domain::EnterpriseNumber> enterprise) override;

    Result<std::int64_t> next_number() override;
    Status continue_after_number(std::int64_t number) override;
    Status append(const registry::JournalEntry& entry) override;
    Status put_declaration(const registry::DeclarationRecord& record) override;
    Status put_idempotency(const registry::IdempotencyRecord& record) override;
    Status put_case(const registry::IdentificationCase& identification) override;
    Status put_consultation(const registry::Consultation& consultation) override;
    Status clear_derived() override;
    void make_ready(const std::vector<registry::Reading>& readings) override;
    Status commit() override;

    // A write of its own, so that a full disk shows here and not with somebody's declaration.
    Status probe();

private:
    // The known answer, or the one that `ask` (a query with its values bound) and `read` (its rows) give. While
    // situations are made ready the query is only sent; its answer is kept when it comes.
    template <class Key, class Value, class Ask, class Read>
    Result<Value> look_up(Memo<Key, Value>& memo, const Key& key, Ask ask, Read read);
    // Look-ups that do not depend on each other, in the time of one where the engine is far away: `ask` makes them, and
    // their answers are known afterwards.
    void look_up_together(const std::function<void()>& ask);

    Result<bool> is_in_journal(const registry::JournalEntry& entry);
    // A row of the table of counters, as this transaction counts on from it.
    struct Counter {
        const char* name;
        std::int64_t first = 0;                            // the last one given before
        std::optional<std::int64_t> value = std::nullopt;  // the last one given; nothing: none asked for
    };
    Result<std::int64_t*> value_of(Counter& counter);
    Status continue_after(Counter& counter, std::int64_t number);
    Status keep(const Counter& counter);
    bool is_new(std::int64_t id, std::unordered_set<std::int64_t>& written) const;
    Result<std::optional<Span>> span_before(domain::PeriodId id);
    Status put_quota_entries(const domain::Period& period, bool is_new);
    Status widen_relation(const domain::Period& period, const Span& span);
    Status widen_relation_nearby(const domain::Period& period, const Span& span);
    Status shrink_relation(const domain::Period& period, const Span& before, const Span& now);
    Status forget_numbers(domain::PersonKey key);
    Status rekey_period(domain::Period period, domain::EmployerNumber to,
                        std::optional<domain::EnterpriseNumber> enterprise);
    Status move_employer_days(std::int64_t from, std::int64_t to);

    std::shared_ptr<Connection> connection_;
    bool open_ = true;
    std::optional<registry::JournalEntry> head_;  // newest entry, once known
    bool appended_ = false;
    Counter numbers_{"number"}, person_keys_{"person"};
    std::unordered_set<std::int64_t> new_periods_, new_declarations_;  // written in this transaction for the first time
    Lookups lookups_;
    std::vector<domain::EnterpriseNumber> mandators_;  // of the mandates read last
    bool asks_ahead_ = false, has_asked_ = false;
};

template <class Key, class Value, class Ask, class Read>
Result<Value> Session::look_up(Memo<Key, Value>& memo, const Key& key, Ask ask, Read read) {
    if (const Value* known = memo.find(key)) return *known;
    if (!asks_ahead_) {
        auto query = DIMONA_TRY(ask());
        Value value = DIMONA_TRY(read(query));
        memo.put(key, value);
        return value;
    }
    if (memo.expect(key)) {
        has_asked_ = true;
        DIMONA_TRY_VOID(connection_->ask_ahead(DIMONA_TRY(ask()), [&memo, key, read](Query& rows) -> Status {
            memo.put(key, DIMONA_TRY(read(rows)));
            return {};
        }));
    }
    return fail(ErrorKind::unavailable, "the answer has not come yet");
}

}  // namespace dimona::store
