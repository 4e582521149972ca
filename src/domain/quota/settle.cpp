#include "domain/quota/settle.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

namespace dimona::domain {

namespace {

using Wanted = std::function<bool(const QuotaEntry&)>;

std::vector<QuotaEntry> selected(const std::vector<QuotaEntry>& entries, const Wanted& wanted) {
    std::vector<QuotaEntry> chosen;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(chosen), wanted);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const QuotaEntry& one, const QuotaEntry& other) { return one.order < other.order; });
    return chosen;
}

// Hours are given out in the order of the claims until the limit is reached.
Balance settle_hours(QuotaType type, int limit, const Period& period, const std::vector<QuotaEntry>& claims) {
    Balance balance{.type = type, .year = year_of(period.start_day), .limit = limit};
    for (const auto& claim : claims) {
        if (claim.outside) continue;
        const int inside = std::min(claim.amount, limit - balance.used);
        balance.used += inside;
        if (claim.period == period.id) balance.over += claim.amount - inside;
    }
    return balance;
}

// A calendar day counts once, for whoever declared it first.
Balance settle_days(QuotaType type, int limit, const Period& period, const std::vector<QuotaEntry>& claims) {
    Balance balance{.type = type, .year = year_of(period.start_day), .limit = limit};
    std::set<LocalDate> days;
    for (const auto& claim : claims) {
        if (days.contains(claim.day)) continue;
        if (balance.used < limit) {
            days.insert(claim.day);
            ++balance.used;
        } else if (claim.period == period.id) {
            ++balance.over;
        }
    }
    return balance;
}

class Settlement {
public:
    Settlement(const Period& period, const std::vector<QuotaEntry>& entries, const Rulebook& rulebook)
        : period_(period), entries_(entries), rulebook_(rulebook) {}

    void hours(QuotaType type, std::string_view parameter, const Wanted& wanted) {
        if (const auto limit = limit_of(parameter))
            balances.push_back(settle_hours(type, *limit, period_, selected(entries_, wanted)));
    }
    void days(QuotaType type, std::string_view parameter, const Wanted& wanted) {
        if (const auto limit = limit_of(parameter))
            balances.push_back(settle_days(type, *limit, period_, selected(entries_, wanted)));
    }
    // Entries of these ledgers in the calendar year of the period.
    [[nodiscard]] Wanted in_year(std::set<Ledger> ledgers) const {
        return [year = year_of(period_.start_day), ledgers = std::move(ledgers)](const QuotaEntry& entry) {
            return ledgers.contains(entry.ledger) && year_of(entry.day) == year;
        };
    }
    [[nodiscard]] Wanted in_quarter(Ledger ledger) const {
        return [quarter = quarter_of(period_.start_day), ledger](const QuotaEntry& entry) {
            return entry.ledger == ledger && quarter_of(entry.day) == quarter;
        };
    }
    [[nodiscard]] bool any(const Wanted& wanted) const { return std::any_of(entries_.begin(), entries_.end(), wanted); }

    std::vector<Balance> balances;

private:
    [[nodiscard]] std::optional<int> limit_of(std::string_view parameter) const {
        return rulebook_.parameter(parameter, period_.start_day);
    }

    const Period& period_;
    const std::vector<QuotaEntry>& entries_;
    const Rulebook& rulebook_;
};

struct Article17Limits {
    QuotaType year, quarter, student;
    std::string_view year_parameter, quarter_parameter, third_quarter_parameter;
};
constexpr Article17Limits sport{QuotaType::A17_YEAR_SPORT,       QuotaType::A17_QUARTER_SPORT,
                                QuotaType::A17_STUDENT_SPORT,    "article17_sport_year_hours",
                                "article17_sport_quarter_hours", "article17_sport_third_quarter_hours"};
constexpr Article17Limits other{QuotaType::A17_YEAR_OTHER,       QuotaType::A17_QUARTER_OTHER,
                                QuotaType::A17_STUDENT_OTHER,    "article17_other_year_hours",
                                "article17_other_quarter_hours", "article17_other_third_quarter_hours"};

// Royal Decree of 28 November 1969, article 17: a limit a year, one a quarter (higher in the third), one for both
// sectors together, and a lower one for whoever also works as a student in that year.
void settle_article17(Settlement& settlement, const Period& period, Ledger ledger, const Article17Limits& limits) {
    const bool third_quarter = quarter_of(period.start_day).number == 3;
    const auto both = settlement.in_year({Ledger::article17_sport, Ledger::article17_other});
    settlement.hours(limits.year, limits.year_parameter, settlement.in_year({ledger}));
    settlement.hours(limits.quarter, third_quarter ? limits.third_quarter_parameter : limits.quarter_parameter,
                     settlement.in_quarter(ledger));
    settlement.hours(QuotaType::A17_YEAR_TOTAL, "article17_total_year_hours", both);
    if (settlement.any(settlement.in_year({Ledger::student_hours})))
        settlement.hours(limits.student, "article17_student_year_hours", both);
}

// Temporary workers keep the lower limits in agriculture and horticulture.
std::string_view limit_name(bool temporary, std::string_view ordinary, std::string_view of_temporary_workers) {
    return temporary ? of_temporary_workers : ordinary;
}

}  // namespace

std::vector<Balance> settle(const Period& period, const std::vector<QuotaEntry>& entries, const Rulebook& rulebook) {
    const auto own = entries_of(period);
    if (own.empty()) return {};
    Settlement settlement(period, entries, rulebook);
    const Ledger ledger = own.front().ledger;
    const bool temporary = own.front().temporary;
    const auto year = settlement.in_year({ledger});
    switch (ledger) {
        case Ledger::student_hours:
            settlement.hours(QuotaType::STUDENT, "student_hours", year);
            break;
        case Ledger::horeca_worker_days:
            settlement.days(QuotaType::HORECA_WORKER, "horeca_worker_days", year);
            break;
        case Ledger::agriculture_days:
            settlement.days(QuotaType::AGRICULTURE_WORKER,
                            limit_name(temporary, "agriculture_days", "agriculture_days_temporary"), year);
            break;
        case Ledger::horticulture_days:
            settlement.days(QuotaType::HORTICULTURE_WORKER,
                            limit_name(temporary, "horticulture_days", "horticulture_days_temporary"), year);
            break;
        case Ledger::article17_sport:
            settle_article17(settlement, period, ledger, sport);
            break;
        case Ledger::article17_other:
            settle_article17(settlement, period, ledger, other);
            break;
        case Ledger::article17_public_tv:
            settlement.days(QuotaType::A17_PUBTV, "article17_tv_year_days", year);
            break;
    }
    return std::move(settlement.balances);
}

bool counts_hours(QuotaType type) {
    return type != QuotaType::HORECA_EMPLOYER && type != QuotaType::HORECA_WORKER &&
           type != QuotaType::AGRICULTURE_WORKER && type != QuotaType::HORTICULTURE_WORKER &&
           type != QuotaType::A17_PUBTV;
}

}  // namespace dimona::domain
