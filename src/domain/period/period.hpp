// A Dimona period: one employment of one worker at one employer, as the personnel file holds it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/local_time.hpp"
#include "domain/declaration/request.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::domain {

// Fixed by the IN and never changed (domain: joint committee, worker type, sub-entity, user enterprise).
struct Features {
    WorkerType worker_type = WorkerType::OTH;
    std::optional<JointCommittee> joint_committee;  // absent only for provincial and local employers
    std::optional<std::string> sub_entity;
    std::optional<JointCommittee> user_joint_committee;      // with joint committee 322
    std::optional<EnterpriseNumber> user_enterprise_number;  // with joint committee 322
    std::optional<std::string> user_name;                    // a foreign user has no number
    friend bool operator==(const Features&, const Features&) = default;
};

// The sector that counts for occasional work: the user's for a temporary worker, else the employer's own.
[[nodiscard]] std::optional<JointCommittee> sector_of(const Features& features);

// One step of a reservation of hours, in the order in which the steps were declared.
struct Claim {
    std::int64_t order = 0;  // number of the declaration that made the claim: first come, first served
    int amount = 0;          // hours
    friend bool operator==(const Claim&, const Claim&) = default;
};

// Zone block 90580, measure 99: is the worker entitled to a flexi-job?
enum class FlexiResult { refused = 0, accepted = 1, provisional = 3 };

struct Period {
    PeriodId id{};
    EmployerNumber employer = EmployerNumber::from_stored(0);
    std::optional<EnterpriseNumber> enterprise;  // of the employer, when known
    PersonKey person{};
    Features features;

    LocalDate start_day{};
    std::optional<ClockTime> start_hour;
    std::optional<LocalDate> end_day;  // absent: open
    std::optional<ClockTime> end_hour;
    std::optional<int> planned_hours;
    std::vector<Claim> claims;  // sums to planned_hours for types whose hours are reserved (STU, O17, S17)

    std::optional<ControlCardFields> control_cards;
    std::optional<StudentPlaceFields> student_place;
    std::optional<SmallStatuteFields> small_statute;
    std::optional<FlexiResult> flexi_result;

    bool cancelled = false;
    bool locked = false;   // zone 00936: entered by the NSSO, the employer can't declare on it
    bool late = false;     // zone 01097: the IN came too late
    bool blocked = false;  // carries a blocking anomaly set by the authority (00913-357)

    DeclarationId last_declaration{};
    Kind last_action = Kind::in;
    Instant created_at{};
    Instant changed_at{};

    friend bool operator==(const Period&, const Period&) = default;
};

// An occasional or flexi performance: has hours, one period a performance.
[[nodiscard]] bool is_hourly(const Period& period);  // has a start hour
// EXT in the horeca with a start hour and no end hour: paid by the day (form "day rate").
[[nodiscard]] bool is_day_rate(const Period& period);
// Neither occasional nor flexi work: whose days a horeca employer registers (00913-462).
[[nodiscard]] inline bool is_permanent(const Period& period) {
    return period.features.worker_type != WorkerType::EXT && period.features.worker_type != WorkerType::FLX;
}
[[nodiscard]] inline bool is_open(const Period& period) { return !period.end_day; }
// Wall-clock moments; a period without hours lasts from 00:00 of its first to 24:00 of its last day.
[[nodiscard]] LocalTime begin_of(const Period& period);
[[nodiscard]] std::optional<LocalTime> end_of(const Period& period);
// Do both hold a common moment? Open periods last for ever. Cancelled periods overlap nothing.
[[nodiscard]] bool overlap(const Period& one, const Period& other);

// Hours of a permanent horeca worker on one day, under his period (block 90480).
struct Registration {
    RegistrationId id{};
    PeriodId period{};
    LocalDate start_day{};
    ClockTime start_hour{};
    LocalDate end_day{};
    std::optional<ClockTime> end_hour;
    bool cancelled = false;
    DeclarationId last_declaration{};
    Instant created_at{};
    Instant changed_at{};
    friend bool operator==(const Registration&, const Registration&) = default;
};

}  // namespace dimona::domain
