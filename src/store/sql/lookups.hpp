// Everything that a declaration's situation is made of, as far as this transaction has read it.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "domain/employer/employer.hpp"
#include "domain/person/person.hpp"
#include "domain/quota/quota.hpp"
#include "register/port/records.hpp"
#include "store/sql/memo.hpp"

namespace dimona::store {

struct Lookups {
    template <class Record>
    using ByNumber = Memo<std::int64_t, std::optional<Record>>;
    using Days = std::pair<LocalDate, LocalDate>;

    ByNumber<domain::Employer> employers, employers_of;
    Memo<std::int64_t, bool> enterprises;
    ByNumber<domain::Person> persons_of, persons;  // by their number in the national register, by key
    Memo<std::int64_t, std::vector<registry::Mandate>> mandates;

    ByNumber<domain::Period> periods;
    ByNumber<domain::Registration> registrations;
    Memo<std::pair<std::string, Digest>, std::optional<registry::IdempotencyRecord>> idempotency;
    // What other declarations about the same person change.
    struct OfPerson {
        Memo<std::pair<std::int64_t, Days>, std::vector<domain::Period>> periods;  // by employer
        Memo<Days, std::vector<domain::QuotaEntry>> quota_entries;
    };
    std::map<std::int64_t, OfPerson> of_person;
};

}  // namespace dimona::store
