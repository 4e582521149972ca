// Quotas as ledgers: what a period takes from which limit, and what is left.
//
// A ledger entry is derived from a period and from nothing else (entries_of), so a ledger always equals the
// periods. Hours are reserved first come, first served in the order of the claims; a late student
// declaration reserves nothing. Hours that become free flow to the next claims in order.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/period/period.hpp"

namespace dimona::domain {

// What is counted. The year limits and the quarter limits of article 17 are read from the same entries.
enum class Ledger {
    student_hours,        // STU, hours
    horeca_worker_days,   // EXT in the horeca, calendar days of the worker
    agriculture_days,     // EXT 144
    horticulture_days,    // EXT 145
    article17_sport,      // S17, hours
    article17_other,      // O17, hours
    article17_public_tv,  // T17, days
};

enum class QuotaType {  // as the glossary's zone 01133 names them
    STUDENT,
    HORECA_EMPLOYER,
    HORECA_WORKER,
    AGRICULTURE_WORKER,
    HORTICULTURE_WORKER,
    A17_PUBTV,
    A17_YEAR_SPORT,
    A17_QUARTER_SPORT,
    A17_STUDENT_SPORT,
    A17_YEAR_OTHER,
    A17_QUARTER_OTHER,
    A17_STUDENT_OTHER,
    A17_YEAR_TOTAL,
};
[[nodiscard]] std::string_view to_code(QuotaType type);
[[nodiscard]] std::optional<QuotaType> parse_quota_type(std::string_view code);
[[nodiscard]] std::string_view to_code(Ledger ledger);
[[nodiscard]] std::optional<Ledger> parse_ledger(std::string_view code);

struct QuotaEntry {
    Ledger ledger{};
    PeriodId period{};
    EmployerNumber employer = EmployerNumber::from_stored(0);
    LocalDate day{};         // first day of the period: decides year and quarter
    int amount = 0;          // hours, or 1 for a day
    std::int64_t order = 0;  // of the claim
    bool outside = false;    // reserves nothing (late student declaration)
    bool temporary = false;  // through a temporary work agency (lower limits in agriculture and horticulture)
    friend bool operator==(const QuotaEntry&, const QuotaEntry&) = default;
};

// Pure; nothing for a cancelled period.
[[nodiscard]] std::vector<QuotaEntry> entries_of(const Period& period);

// The 200 days of a horeca employer: one day for each worker and calendar day, on the account of the
// enterprise where the work is done (the user of a temporary worker).
struct EmployerQuotaKey {
    std::int64_t enterprise = 0;  // enterprise number, or the employer number when there is none
    int year = 0;
    friend auto operator<=>(const EmployerQuotaKey&, const EmployerQuotaKey&) = default;
};
// Nothing when the period is cancelled or does not count.
[[nodiscard]] std::optional<EmployerQuotaKey> employer_quota_of(const Period& period);

struct Balance {
    QuotaType type{};
    int year = 0;
    int limit = 0;
    int used = 0;  // inside the quota, this declaration included
    int over = 0;  // of this declaration's own amount, what does not fit
    [[nodiscard]] int left() const { return used >= limit ? 0 : limit - used; }
    friend bool operator==(const Balance&, const Balance&) = default;
};

}  // namespace dimona::domain
