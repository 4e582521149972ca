#include "store/support/records.hpp"

#include "store/support/must.hpp"

namespace dimona::store::test {

domain::EmployerNumber employer_number(int base) { return domain::EmployerNumber::make_definitive(base); }
domain::EnterpriseNumber enterprise_number(int base) { return domain::EnterpriseNumber::make(base); }

domain::Employer an_employer(int base) {
    domain::Employer employer;
    employer.number = employer_number(base);
    employer.name = "Employer " + std::to_string(base);
    return employer;
}

domain::Employer a_full_employer(int base) {
    auto employer = an_employer(base);
    employer.enterprise = enterprise_number(base);
    employer.name = "Café \"Ünïcode\" & Söhne";
    employer.categories = {domain::EmployerCategory::horeca, domain::EmployerCategory::public_body};
    employer.active = {{make_date(2000, 2, 29), make_date(2010, 12, 31)}, {make_date(2015, 1, 1), std::nullopt}};
    employer.sub_entities = {"000001", "000002"};
    employer.blocks_unsecured = true;
    employer.registers_days_here = true;
    return employer;
}

domain::Person a_person(int serial) {
    domain::Person person;
    person.ssin = domain::Ssin::make(make_date(1990, 5, 17), 0, serial);
    person.family_name = "Peeters";
    person.given_name = "Noor";
    return person;
}

domain::Person a_full_person(int serial) {
    auto person = a_person(serial);
    person.replaced = {domain::Ssin::make(make_date(1990, 5, 17), 20, serial),
                       domain::Ssin::make(make_date(1990, 5, 17), 40, serial)};
    person.family_name = "D'Hoore-Noël";
    person.given_name = "Zoë";
    person.birth_date = domain::IncompleteDate{1990, 5, 17};
    person.sex = domain::Sex::woman;
    person.nationality = "150";
    return person;
}

void put_parties(Writer& writer) {
    for (int base = 1'001; base <= 1'003; ++base) {
        auto employer = an_employer(base);
        employer.enterprise = enterprise_number(base);
        must(writer.put_employer(employer));
    }
    for (int serial = 1; serial <= 4; ++serial) must(writer.put_person(a_person(serial)));
}

domain::Period a_period(std::int64_t id, int employer_base, std::int64_t person) {
    domain::Period period;
    period.id = domain::PeriodId{id};
    period.employer = employer_number(employer_base);
    period.person = domain::PersonKey{person};
    period.start_day = make_date(2026, 1, 1);
    period.last_declaration = domain::DeclarationId{id};
    period.created_at = period.changed_at = moment(0);
    return period;
}

domain::Period a_full_period(std::int64_t id, int employer_base, std::int64_t person) {
    const domain::AddressFields address{"Rue de l'Été", "12", "b", "1000", "21004", "Bruxelles", "150"};
    auto period = a_period(id, employer_base, person);
    period.enterprise = enterprise_number(employer_base);
    period.features = {domain::WorkerType::S17,
                       domain::JointCommittee::temporary_322,
                       "000001",
                       domain::JointCommittee::horeca_302,
                       enterprise_number(9'999),
                       "Gästehaus \"Zur Post\""};
    period.start_hour = ClockTime{18 * 60};
    period.end_day = make_date(2026, 1, 2);
    period.end_hour = ClockTime{0};
    period.planned_hours = 12;
    period.claims = {{id, 8}, {id + 1, 4}};
    period.control_cards = domain::ControlCardFields{"123456789012", "123456789013"};
    period.student_place = domain::StudentPlaceFields{"Bar \\ / \n", address};
    period.small_statute = domain::SmallStatuteFields{"WORKER", "001", "F2"};
    period.flexi_result = domain::FlexiResult::provisional;
    period.locked = period.late = period.blocked = true;
    period.last_declaration = domain::DeclarationId{id + 1};
    period.last_action = domain::Kind::update;
    period.changed_at = moment(7);
    return period;
}

domain::Period a_student_period(std::int64_t id, int employer_base, std::int64_t person, LocalDate day,
                                std::vector<domain::Claim> claims) {
    auto period = a_period(id, employer_base, person);
    period.features.worker_type = domain::WorkerType::STU;
    period.start_day = day;
    period.end_day = day;
    int hours = 0;
    for (const auto& claim : claims) hours += claim.amount;
    period.planned_hours = hours;
    period.claims = std::move(claims);
    return period;
}

domain::Registration a_registration(std::int64_t id, std::int64_t period, LocalDate day) {
    domain::Registration registration;
    registration.id = domain::RegistrationId{id};
    registration.period = domain::PeriodId{period};
    registration.start_day = registration.end_day = day;
    registration.start_hour = ClockTime{9 * 60};
    registration.last_declaration = domain::DeclarationId{id};
    registration.created_at = registration.changed_at = moment(0);
    return registration;
}

domain::Registration a_full_registration(std::int64_t id, std::int64_t period, LocalDate day) {
    auto registration = a_registration(id, period, day);
    registration.end_day = day + std::chrono::days{1};
    registration.end_hour = ClockTime{23 * 60 + 59};
    registration.cancelled = true;
    registration.last_declaration = domain::DeclarationId{id + 1};
    registration.changed_at = moment(9);
    return registration;
}

registry::DeclarationRecord a_declaration(std::int64_t id) {
    registry::DeclarationRecord record;
    record.id = domain::DeclarationId{id};
    record.journal_sequence = id;
    record.received_at = moment(id);
    return record;
}

registry::DeclarationRecord a_full_declaration(std::int64_t id, int employer_base, std::int64_t person) {
    auto record = a_declaration(id);
    record.kind = domain::Kind::daily_registration;
    record.result = domain::Verdict::accepted_with_warning;
    record.channel = domain::Channel::voice;
    record.declarant = "client ' ; --";
    record.declarant_enterprise = enterprise_number(1'002);
    record.employer = employer_number(employer_base);
    record.enterprise = enterprise_number(employer_base);
    record.person = domain::PersonKey{person};
    record.period = domain::PeriodId{600'000'000'105};
    record.registration = domain::RegistrationId{600'000'000'202};
    record.start_day = make_date(2026, 2, 1);
    record.end_day = make_date(2026, 2, 28);
    record.worker_type = domain::WorkerType::EXT;
    record.joint_committee = domain::JointCommittee::horeca_302;
    record.late = true;
    return record;
}

Instant moment(std::int64_t seconds) {
    return Instant{std::chrono::milliseconds{1'780'000'000'123}} + std::chrono::seconds{seconds};
}
Digest digest_of(std::string_view text) { return sha256(text); }

registry::JournalEntry an_entry(const std::optional<registry::JournalEntry>& head, std::string document) {
    registry::JournalEntry entry{.sequence = head ? head->sequence + 1 : 1,
                                 .at = moment(head ? head->sequence : 0),
                                 .kind = "declaration",
                                 .document = std::move(document),
                                 .previous = head ? head->hash : Digest{},
                                 .hash = {}};
    entry.hash = digest_of(entry.document + std::to_string(entry.sequence));
    return entry;
}

}  // namespace dimona::store::test
