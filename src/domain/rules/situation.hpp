// Everything that the rules may look at beside the declaration itself.
//
// The register loads it (register/situation_loader), the rules can't reach further: deciding the same
// request in the same situation at the same instant always gives the same decision.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "domain/employer/employer.hpp"
#include "domain/period/period.hpp"
#include "domain/person/person.hpp"
#include "domain/quota/quota.hpp"

namespace dimona::domain {

// How the employer numbers of the declaration were resolved, for those that could be read.
struct EmployerLookup {
    bool nsso_unknown = false, provisional_unknown = false, enterprise_unknown = false;
    bool numbers_disagree = false;     // both known and not the same employer
    std::optional<Employer> employer;  // the one that counts; for OUT, UPDATE, CANCEL that of the period
};

enum class Identification {
    not_needed,    // OUT, UPDATE, CANCEL, daily registration
    matched,       // one person
    unknown_ssin,  // the number is well formed and nobody has it
    undecided,     // no number, and the identity data fit nobody or several: a person must look at it
    rejected,      // an operator looked and could not identify the worker (90017-151)
    not_possible,  // neither number nor enough identity data
};

struct WorkerLookup {
    Identification outcome = Identification::not_needed;
    std::optional<Person> person;
    // The number in the declaration, when it was read and known, belongs to the person of the period.
    bool fits_period = true;
};

// A declaration that the authority's staff enters in the place of the employer: a "standard period" (zone 00936).
// What binds employers only (cards with binds = "employer") is not asked of it.
struct StaffEntry {
    std::optional<bool> locks;  // what becomes of the period's lock; absent: it stays as it is
    friend bool operator==(const StaffEntry&, const StaffEntry&) = default;
};

struct Situation {
    Channel channel = Channel::web_service;
    bool may_declare = true;          // own employer, or mandated by it on the day of the declaration
    bool sees_file = true;            // false: the rules see nothing of the personnel file; set by decide()
    std::optional<StaffEntry> staff;  // absent: declared by or for the employer
    // The declaration counts as made at this moment (emergency procedure); absent: when it was received.
    std::optional<Instant> counts_from;
    EmployerLookup employer;
    WorkerLookup worker;
    std::optional<bool> user_enterprise_known;  // absent: no readable number declared

    std::optional<Period> period;                 // the one that the declaration names
    std::optional<Registration> registration;     // idem
    std::vector<Registration> day_registrations;  // of that period, around the declared days

    std::vector<Period> periods;      // this worker, this employer: all that may matter for the declared dates
    std::vector<QuotaEntry> entries;  // this worker, every employer, the years that the declaration touches
    std::map<EmployerQuotaKey, int> employer_days;  // days used before this declaration
    // Career rows of the quarters T-3 and T-2 of the start day; absent: the source has nothing on this worker.
    std::optional<std::vector<CareerQuarter>> career;
};

}  // namespace dimona::domain
