// Employers, persons, enterprises, mandates, careers, clients: what the register is told from outside.
#include "register/codec/json.hpp"
#include "store/sql/documents.hpp"
#include "store/sql/register_rows.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

using registry::codec::read_document;
using registry::codec::write_document;

constexpr const char* find_employer = "SELECT document FROM employer WHERE number = ?";
// Definitive numbers are smaller than provisional ones and go before them.
constexpr const char* find_employer_of = "SELECT document FROM employer WHERE enterprise = ? ORDER BY number LIMIT 1";
constexpr const char* write_employer =
    "INSERT INTO employer (number, enterprise, document) VALUES (?, ?, ?) "
    "ON CONFLICT (number) DO UPDATE SET enterprise = excluded.enterprise, document = excluded.document";
constexpr const char* find_enterprise =
    "SELECT 1 FROM enterprise WHERE number = ? UNION ALL SELECT 1 FROM employer WHERE enterprise = ? LIMIT 1";
constexpr const char* write_enterprise =
    "INSERT INTO enterprise (number, name) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name";
constexpr const char* find_person = "SELECT document FROM person WHERE key = ?";
constexpr const char* find_person_of_number =
    "SELECT document FROM person WHERE key = (SELECT person FROM person_number WHERE ssin = ?)";
constexpr const char* find_persons_of_name = "SELECT document FROM person WHERE family_name = ? AND given_name = ?";
constexpr const char* write_person =
    "INSERT INTO person (key, family_name, given_name, document) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET family_name = excluded.family_name, given_name = excluded.given_name, "
    "document = excluded.document";
constexpr const char* remove_person_number = "DELETE FROM person_number WHERE ssin = ? AND person = ?";
constexpr const char* write_person_number =
    "INSERT INTO person_number (ssin, person) VALUES (?, ?) ON CONFLICT (ssin) DO UPDATE SET person = excluded.person";
constexpr const char* find_mandates =
    "SELECT " DIMONA_MANDATE_COLUMNS " FROM mandate WHERE mandatary = ? ORDER BY mandator, first_day";
constexpr const char* find_mandates_given =
    "SELECT " DIMONA_MANDATE_COLUMNS " FROM mandate WHERE mandator = ? ORDER BY mandatary, first_day";
constexpr const char* write_mandate =
    "INSERT INTO mandate (mandatary, mandator, first_day, last_day, revoked) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (mandatary, mandator, first_day) DO UPDATE SET last_day = excluded.last_day, revoked = "
    "excluded.revoked";
constexpr const char* find_any_career = "SELECT 1 FROM career WHERE person = ? LIMIT 1";
constexpr const char* find_career = "SELECT " DIMONA_CAREER_COLUMNS
                                    " FROM career WHERE person = ? AND quarter BETWEEN ? AND ? "
                                    "ORDER BY quarter, employer";
constexpr const char* write_career =
    "INSERT INTO career (person, quarter, employer, percent, pensioner) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (person, quarter, employer) DO UPDATE SET percent = excluded.percent, pensioner = excluded.pensioner";
constexpr const char* find_client = "SELECT document FROM oauth_client WHERE client_id = ?";
constexpr const char* list_clients = "SELECT document FROM oauth_client ORDER BY client_id";
constexpr const char* write_client =
    "INSERT INTO oauth_client (client_id, document) VALUES (?, ?) "
    "ON CONFLICT (client_id) DO UPDATE SET document = excluded.document";
constexpr const char* forget_assertions = "DELETE FROM used_assertion WHERE expires < ?";
constexpr const char* write_assertion =
    "INSERT INTO used_assertion (client_id, jti, expires) VALUES (?, ?, ?) ON CONFLICT (client_id, jti) DO NOTHING "
    "RETURNING 1";

// Unknown parts of a birth date fit everything.
bool fits(const std::optional<domain::IncompleteDate>& known, domain::IncompleteDate wanted) {
    const auto same = [](int one, int other) { return one == 0 || other == 0 || one == other; };
    return known && known->year == wanted.year && same(known->month, wanted.month) && same(known->day, wanted.day);
}

std::vector<domain::Ssin> numbers_of(const domain::Person& person) {
    auto numbers = person.replaced;
    numbers.push_back(person.ssin);
    return numbers;
}

}  // namespace

Result<std::optional<domain::Employer>> Session::employer(domain::EmployerNumber number) {
    return look_up(
        lookups_.employers, number.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_employer));
            query.bind(number);
            return query;
        },
        [](Query& rows) { return one_document<domain::Employer>(rows, "employer"); });
}

Result<std::optional<domain::Employer>> Session::employer_of(domain::EnterpriseNumber enterprise) {
    // Whoever wants to know one employer of those who gave a mandate wants to know them all.
    const bool is_mandator = std::find(mandators_.begin(), mandators_.end(), enterprise) != mandators_.end();
    if (is_mandator && !lookups_.employers_of.find(enterprise.value()))
        look_up_together([this] {
            for (const auto mandator : std::exchange(mandators_, {})) (void)employer_of(mandator);
        });
    return look_up(
        lookups_.employers_of, enterprise.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_employer_of));
            query.bind(enterprise);
            return query;
        },
        [](Query& rows) { return one_document<domain::Employer>(rows, "employer"); });
}

Status Session::put_employer(const domain::Employer& employer) {
    lookups_.employers.forget_all();
    lookups_.employers_of.forget_all();
    lookups_.enterprises.forget_all();
    auto query = DIMONA_TRY(connection_->prepared(write_employer));
    return query.bind(employer.number, employer.enterprise, write_document(employer)).run();
}

Result<bool> Session::enterprise_exists(domain::EnterpriseNumber enterprise) {
    return look_up(
        lookups_.enterprises, enterprise.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_enterprise));
            query.bind(enterprise, enterprise);
            return query;
        },
        [](Query& rows) { return rows.next(); });
}

Status Session::put_enterprise(domain::EnterpriseNumber enterprise, const std::string& name) {
    lookups_.enterprises.forget_all();
    auto query = DIMONA_TRY(connection_->prepared(write_enterprise));
    return query.bind(enterprise, name).run();
}

Result<std::optional<domain::Person>> Session::person(domain::Ssin ssin) {
    return look_up(
        lookups_.persons_of, ssin.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_person_of_number));
            query.bind(ssin);
            return query;
        },
        [](Query& rows) { return one_document<domain::Person>(rows, "person"); });
}

Result<std::optional<domain::Person>> Session::person(domain::PersonKey key) {
    return look_up(
        lookups_.persons, key.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_person));
            query.bind(key);
            return query;
        },
        [](Query& rows) { return one_document<domain::Person>(rows, "person"); });
}

Result<std::vector<domain::Person>> Session::persons_like(const std::string& folded_family_name,
                                                          const std::string& folded_given_name,
                                                          domain::IncompleteDate birth_date) {
    std::vector<domain::Person> persons;
    auto query = DIMONA_TRY(connection_->prepared(find_persons_of_name));
    query.bind(folded_family_name, folded_given_name);
    while (DIMONA_TRY(query.next())) {
        auto person = DIMONA_TRY(read_document<domain::Person>(query.text(0), "person"));
        if (fits(person.birth_date, birth_date)) persons.push_back(std::move(person));
    }
    return persons;
}

// The numbers stand in the person's own record: no index from person to number is needed.
Status Session::forget_numbers(domain::PersonKey key) {
    const auto known = DIMONA_TRY(person(key));
    if (!known) return {};
    for (const auto number : numbers_of(*known)) {
        auto query = DIMONA_TRY(connection_->prepared(remove_person_number));
        DIMONA_TRY_VOID(query.bind(number, key).run());
    }
    return {};
}

Result<domain::PersonKey> Session::put_person(const domain::Person& given) {
    lookups_.persons_of.forget_all();
    lookups_.persons.forget_all();
    domain::Person person = given;
    if (person.key.value() == 0) {
        person.key = domain::PersonKey{++*DIMONA_TRY(value_of(person_keys_))};
    } else {
        DIMONA_TRY_VOID(forget_numbers(person.key));
        DIMONA_TRY_VOID(continue_after(person_keys_, person.key.value()));
    }
    {
        auto query = DIMONA_TRY(connection_->prepared(write_person));
        DIMONA_TRY_VOID(query
                            .bind(person.key, folded_name(person.family_name), folded_name(person.given_name),
                                  write_document(person))
                            .run());
    }
    for (const auto number : numbers_of(person)) {
        auto query = DIMONA_TRY(connection_->prepared(write_person_number));
        DIMONA_TRY_VOID(query.bind(number, person.key).run());
    }
    return person.key;
}

Result<std::vector<registry::Mandate>> Session::mandates_to(domain::EnterpriseNumber mandatary) {
    auto found = look_up(
        lookups_.mandates, mandatary.value(),
        [&]() -> Result<Query> {
            auto query = DIMONA_TRY(connection_->prepared(find_mandates));
            query.bind(mandatary);
            return query;
        },
        [](Query& rows) -> Result<std::vector<registry::Mandate>> {
            std::vector<registry::Mandate> mandates;
            while (DIMONA_TRY(rows.next())) mandates.push_back(read_mandate_row(rows));
            return mandates;
        });
    if (found && connection_->is_far()) {
        mandators_.clear();
        for (const auto& mandate : *found) mandators_.push_back(mandate.mandator);
    }
    return found;
}

Result<std::vector<registry::Mandate>> Session::mandates_from(domain::EnterpriseNumber mandator) {
    std::vector<registry::Mandate> mandates;
    auto query = DIMONA_TRY(connection_->prepared(find_mandates_given));
    query.bind(mandator);
    while (DIMONA_TRY(query.next())) mandates.push_back(read_mandate_row(query));
    return mandates;
}

Status Session::put_mandate(const registry::Mandate& mandate) {
    lookups_.mandates.forget_all();
    auto query = DIMONA_TRY(connection_->prepared(write_mandate));
    return query.bind(mandate.mandatary, mandate.mandator, mandate.valid.first, mandate.valid.last, mandate.revoked)
        .run();
}

Result<std::optional<std::vector<domain::CareerQuarter>>> Session::career(domain::PersonKey person, Quarter first,
                                                                          Quarter last) {
    {
        auto any = DIMONA_TRY(connection_->prepared(find_any_career));
        if (!DIMONA_TRY(any.bind(person).next())) return std::nullopt;
    }
    std::vector<domain::CareerQuarter> rows;
    auto query = DIMONA_TRY(connection_->prepared(find_career));
    query.bind(person, index_of(first), index_of(last));
    while (DIMONA_TRY(query.next())) {
        rows.push_back(read_career_row(query));
    }
    return rows;
}

Status Session::put_career(domain::PersonKey person, const domain::CareerQuarter& row) {
    auto query = DIMONA_TRY(connection_->prepared(write_career));
    const auto employer = row.employer ? row.employer->value() : no_employer;
    return query.bind(person, index_of(row.quarter), employer, row.percent, row.pensioner).run();
}

Result<std::optional<registry::OAuthClient>> Session::oauth_client(const std::string& client_id) {
    auto query = DIMONA_TRY(connection_->prepared(find_client));
    query.bind(client_id);
    return one_document<registry::OAuthClient>(query, "client");
}

Result<std::vector<registry::OAuthClient>> Session::oauth_clients() {
    std::vector<registry::OAuthClient> clients;
    auto query = DIMONA_TRY(connection_->prepared(list_clients));
    while (DIMONA_TRY(query.next()))
        clients.push_back(DIMONA_TRY(read_document<registry::OAuthClient>(query.text(0), "client")));
    return clients;
}

Status Session::put_oauth_client(const registry::OAuthClient& client) {
    auto query = DIMONA_TRY(connection_->prepared(write_client));
    return query.bind(client.client_id, write_document(client)).run();
}

Result<bool> Session::use_assertion(const std::string& client_id, const std::string& jti, Instant expires,
                                    Instant now) {
    {
        auto query = DIMONA_TRY(connection_->prepared(forget_assertions));
        DIMONA_TRY_VOID(query.bind(now).run());
    }
    auto query = DIMONA_TRY(connection_->prepared(write_assertion));
    return query.bind(client_id, jti, expires).next();
}

}  // namespace dimona::store
