// The invented country of a simulation: employers by sector and size, persons, mandates. Everything follows from
// numbers, so that a country of millions needs no memory.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/employer/employer.hpp"
#include "domain/person/person.hpp"
#include "register/port/store.hpp"

namespace dimona::app {

enum class Sector {
    ordinary,
    horeca,
    construction,
    agriculture,
    horticulture,
    agency,
    public_body,
    non_profit,
    secretariat
};

class Country {
public:
    Country(std::int64_t employers, std::int64_t persons, std::uint64_t seed);

    [[nodiscard]] std::int64_t employers() const { return employers_; }
    [[nodiscard]] std::int64_t persons() const { return persons_; }
    [[nodiscard]] Sector sector_of(std::int64_t employer) const;
    // Between one and a thousand; most are small, most people work with large ones.
    [[nodiscard]] int staff_of(std::int64_t employer) const;
    [[nodiscard]] domain::Employer employer(std::int64_t number) const;
    [[nodiscard]] domain::EnterpriseNumber enterprise_of(std::int64_t employer) const;
    [[nodiscard]] domain::Person person(std::int64_t number) const;
    [[nodiscard]] domain::Ssin ssin_of(std::int64_t person) const;
    // The secretariat that declares for this employer, if any.
    [[nodiscard]] std::optional<std::int64_t> secretariat_of(std::int64_t employer) const;
    // One of those who work with this employer again and again.
    [[nodiscard]] std::int64_t staff_member(std::int64_t employer, std::int64_t number) const;

    // Employers, enterprises, mandates and persons, in transactions of some thousand records.
    [[nodiscard]] Status register_all(registry::Store& store) const;

private:
    [[nodiscard]] std::uint64_t property(std::int64_t of, std::uint64_t which) const;
    std::int64_t employers_, persons_;
    std::uint64_t seed_;
};

}  // namespace dimona::app
