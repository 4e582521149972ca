#include "domain/quota/quota.hpp"

#include <array>
#include <utility>

namespace dimona::domain {

namespace {

constexpr std::array<std::pair<QuotaType, std::string_view>, 13> quota_types{
    {{QuotaType::STUDENT, "STUDENT"},
     {QuotaType::HORECA_EMPLOYER, "HORECA_EMPLOYER"},
     {QuotaType::HORECA_WORKER, "HORECA_WORKER"},
     {QuotaType::AGRICULTURE_WORKER, "AGRICULTURE_WORKER"},
     {QuotaType::HORTICULTURE_WORKER, "HORTICULTURE_WORKER"},
     {QuotaType::A17_PUBTV, "A17_PUBTV"},
     {QuotaType::A17_YEAR_SPORT, "A17_YEAR_SPORT"},
     {QuotaType::A17_QUARTER_SPORT, "A17_QUARTER_SPORT"},
     {QuotaType::A17_STUDENT_SPORT, "A17_STUDENT_SPORT"},
     {QuotaType::A17_YEAR_OTHER, "A17_YEAR_OTHER"},
     {QuotaType::A17_QUARTER_OTHER, "A17_QUARTER_OTHER"},
     {QuotaType::A17_STUDENT_OTHER, "A17_STUDENT_OTHER"},
     {QuotaType::A17_YEAR_TOTAL, "A17_YEAR_TOTAL"}}};

constexpr std::array<std::pair<Ledger, std::string_view>, 7> ledgers{
    {{Ledger::student_hours, "student_hours"},
     {Ledger::horeca_worker_days, "horeca_worker_days"},
     {Ledger::agriculture_days, "agriculture_days"},
     {Ledger::horticulture_days, "horticulture_days"},
     {Ledger::article17_sport, "article17_sport"},
     {Ledger::article17_other, "article17_other"},
     {Ledger::article17_public_tv, "article17_public_tv"}}};

template <class Names, class Value>
std::string_view name_of(const Names& names, Value wanted) {
    for (const auto& [value, name] : names)
        if (value == wanted) return name;
    return {};
}
template <class Names>
auto value_of(const Names& names, std::string_view code) -> std::optional<decltype(names[0].first)> {
    for (const auto& [value, name] : names)
        if (name == code) return value;
    return std::nullopt;
}

// Which ledger a period counts in, if any.
std::optional<Ledger> ledger_of(const Period& period) {
    switch (period.features.worker_type) {
        case WorkerType::STU:
            return Ledger::student_hours;
        case WorkerType::S17:
            return Ledger::article17_sport;
        case WorkerType::O17:
            return Ledger::article17_other;
        case WorkerType::T17:
            return Ledger::article17_public_tv;
        case WorkerType::EXT:
            break;
        case WorkerType::A17:
        case WorkerType::ALT:
        case WorkerType::BCW:
        case WorkerType::DWD:
        case WorkerType::FLX:
        case WorkerType::IVT:
        case WorkerType::OTH:
        case WorkerType::PMP:
        case WorkerType::QUA:
        case WorkerType::RTA:
        case WorkerType::STG:
        case WorkerType::STX:
        case WorkerType::TEA:
        case WorkerType::TRI:
            return std::nullopt;
    }
    const auto sector = sector_of(period.features);
    if (sector == JointCommittee::horeca_302) return Ledger::horeca_worker_days;
    if (sector == JointCommittee::agriculture_144) return Ledger::agriculture_days;
    if (sector == JointCommittee::horticulture_145) return Ledger::horticulture_days;
    return std::nullopt;
}

}  // namespace

std::string_view to_code(QuotaType type) { return name_of(quota_types, type); }
std::optional<QuotaType> parse_quota_type(std::string_view code) { return value_of(quota_types, code); }
std::string_view to_code(Ledger ledger) { return name_of(ledgers, ledger); }
std::optional<Ledger> parse_ledger(std::string_view code) { return value_of(ledgers, code); }

std::vector<QuotaEntry> entries_of(const Period& period) {
    const auto ledger = ledger_of(period);
    if (period.cancelled || !ledger) return {};
    QuotaEntry entry{.ledger = *ledger,
                     .period = period.id,
                     .employer = period.employer,
                     .day = period.start_day,
                     .amount = 1,
                     .order = period.id.value(),
                     .outside = period.features.worker_type == WorkerType::STU && period.late,
                     .temporary = period.features.joint_committee == JointCommittee::temporary_322};
    if (period.claims.empty()) return {entry};
    std::vector<QuotaEntry> entries;
    for (const auto& claim : period.claims) {
        entry.amount = claim.amount;
        entry.order = claim.order;
        entries.push_back(entry);
    }
    return entries;
}

std::optional<EmployerQuotaKey> employer_quota_of(const Period& period) {
    if (period.cancelled || ledger_of(period) != Ledger::horeca_worker_days) return std::nullopt;
    const auto& user = period.features.user_enterprise_number;
    // A user abroad has no account, and temporary work never counts on the agency's.
    if (period.features.joint_committee == JointCommittee::temporary_322 && !user) return std::nullopt;
    const auto account = user                ? user->value()
                         : period.enterprise ? period.enterprise->value()
                                             : period.employer.value();
    return EmployerQuotaKey{account, year_of(period.start_day)};
}

}  // namespace dimona::domain
