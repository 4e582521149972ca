// Records for tests: minimal ones, and ones with every member filled in.
#pragma once

#include "register/port/store.hpp"

namespace dimona::store::test {

using registry::Writer;

[[nodiscard]] domain::Employer an_employer(int base);  // 1000..; only what an employer can't be without
[[nodiscard]] domain::Employer a_full_employer(int base);
[[nodiscard]] domain::Person a_person(int serial);  // 1..996, without key
[[nodiscard]] domain::Person a_full_person(int serial);
[[nodiscard]] domain::EmployerNumber employer_number(int base);
[[nodiscard]] domain::EnterpriseNumber enterprise_number(int base);

// A store in which records about them can be written: employers 1001..1003, persons with keys 1..4.
void put_parties(Writer& writer);

// Open, OTH, from 2026-01-01; ids and keys as given.
[[nodiscard]] domain::Period a_period(std::int64_t id, int employer_base, std::int64_t person);
[[nodiscard]] domain::Period a_full_period(std::int64_t id, int employer_base, std::int64_t person);
[[nodiscard]] domain::Period a_student_period(std::int64_t id, int employer_base, std::int64_t person, LocalDate day,
                                              std::vector<domain::Claim> claims);
[[nodiscard]] domain::Registration a_registration(std::int64_t id, std::int64_t period, LocalDate day);
[[nodiscard]] domain::Registration a_full_registration(std::int64_t id, std::int64_t period, LocalDate day);

[[nodiscard]] registry::DeclarationRecord a_declaration(std::int64_t id);
[[nodiscard]] registry::DeclarationRecord a_full_declaration(std::int64_t id, int employer_base, std::int64_t person);

[[nodiscard]] Instant moment(std::int64_t seconds);  // after a fixed one in 2026
[[nodiscard]] Digest digest_of(std::string_view text);
// Fits behind `head`.
[[nodiscard]] registry::JournalEntry an_entry(const std::optional<registry::JournalEntry>& head, std::string document);

}  // namespace dimona::store::test
