// 90017-369, 90256-369: a quota is exceeded. The severity is the card's: a warning, but a refusal for article 17.
//
// Sources: administrative instructions, students, occasional workers, article 17; NSSO glossary 2023/3, block 90432.
#include <algorithm>

#include "domain/quota/settle.hpp"
#include "domain/rules/families.hpp"
#include "domain/rules/quotas.hpp"

namespace dimona::domain {

namespace {

// A horeca employer's account counts each worker once a day: periods that share the place make one.
struct AccountDay {
    EmployerQuotaKey key;
    LocalDate day;
    friend bool operator==(const AccountDay&, const AccountDay&) = default;
};
std::optional<AccountDay> account_day_of(const std::optional<Period>& period) {
    const auto key = period ? employer_quota_of(*period) : std::nullopt;
    if (!key) return std::nullopt;
    return AccountDay{*key, period->start_day};
}
bool is_shared(const Facts& facts, const AccountDay& account_day, PeriodId own) {
    const auto& periods = facts.situation.periods;
    return std::any_of(periods.begin(), periods.end(),
                       [&](const Period& other) { return other.id != own && account_day_of(other) == account_day; });
}

std::vector<QuotaEntry> entries_afterwards(const Facts& facts) {
    std::vector<QuotaEntry> entries;
    for (const auto& entry : facts.situation.entries)
        if (entry.period != facts.after->id) entries.push_back(entry);
    for (auto& entry : entries_of(*facts.after)) entries.push_back(std::move(entry));
    return entries;
}

std::optional<Balance> employer_balance(const Facts& facts) {
    const auto account_day = account_day_of(facts.after);
    if (!account_day) return std::nullopt;
    const auto limit = facts.rulebook.parameter("horeca_employer_days", account_day->day);
    if (!limit) return std::nullopt;
    const auto counted = facts.situation.employer_days.find(account_day->key);
    int used = counted == facts.situation.employer_days.end() ? 0 : counted->second;
    bool adds = false;
    for (const auto& change : employer_days_of(facts)) {
        if (change.key != account_day->key) continue;
        used += change.days;
        adds |= change.days > 0;
    }
    return Balance{.type = QuotaType::HORECA_EMPLOYER,
                   .year = account_day->key.year,
                   .limit = *limit,
                   .used = std::min(used, *limit),
                   .over = adds && used > *limit ? 1 : 0};
}

// The number of hours or days over the limit is shown in secured channels only.
Finding exceeded(const Facts& facts, std::string code, std::string_view member, const Balance& balance) {
    Finding finding{std::move(code),
                    place(facts, member),
                    {{"quota", std::string(to_code(balance.type))},
                     {"year", std::to_string(balance.year)},
                     {"limit", std::to_string(balance.limit)},
                     {"unit", counts_hours(balance.type) ? "hours" : "days"}}};
    if (is_secured(facts.situation.channel)) {
        finding.facts.push_back({"used", std::to_string(balance.used)});
        finding.facts.push_back({"over", std::to_string(balance.over)});
        finding.facts.push_back({"balance", std::to_string(balance.left())});
    }
    return finding;
}

bool counts_in_quota(const Facts& facts) {
    return shapes_a_period(facts) && facts.situation.worker.person && !entries_of(*facts.after).empty();
}
// Hours that an UPDATE gives back are never over a limit: a refusal would keep the excess in the file.
bool gives_back(const Facts& facts) {
    return is_update(facts) && facts.after->start_day == facts.before->start_day &&
           facts.after->planned_hours < facts.before->planned_hours;
}
void worker_quota(const Facts& facts, Findings& findings) {
    if (gives_back(facts) && facts.type != WorkerType::STU) return;
    for (const auto& balance : balances_of(facts))
        if (balance.over > 0 && balance.type != QuotaType::HORECA_EMPLOYER)
            findings.push_back(exceeded(facts, "90017-369", "worker", balance));
}
void employer_quota(const Facts& facts, Findings& findings) {
    const auto balance = employer_balance(facts);
    if (balance && balance->over > 0) findings.push_back(exceeded(facts, "90256-369", "employer", *balance));
}

constexpr Rule rules[] = {{"90017-369", counts_in_quota, worker_quota}, {"90256-369", counts_in_quota, employer_quota}};

}  // namespace

std::vector<Balance> balances_of(const Facts& facts) {
    if (!counts_in_quota(facts)) return {};
    auto balances = settle(*facts.after, entries_afterwards(facts), facts.rulebook);
    if (auto employer = employer_balance(facts)) balances.push_back(*employer);
    return balances;
}

std::vector<AdjustEmployerQuota> employer_days_of(const Facts& facts) {
    std::vector<AdjustEmployerQuota> changes;
    const auto before = account_day_of(facts.before), after = account_day_of(facts.after);
    if (before == after || !facts.after) return changes;
    if (before && !is_shared(facts, *before, facts.after->id)) changes.push_back({before->key, -1});
    if (after && !is_shared(facts, *after, facts.after->id)) changes.push_back({after->key, +1});
    return changes;
}

std::span<const Rule> quota_rules() { return rules; }

}  // namespace dimona::domain
