#include "domain/period/period.hpp"

namespace dimona::domain {

namespace {

constexpr std::chrono::days one_day{1};

// The moment at which a day is over.
LocalTime end_of_day(LocalDate day) { return LocalTime{day + one_day}; }

}  // namespace

std::optional<JointCommittee> sector_of(const Features& features) {
    return features.joint_committee == JointCommittee::temporary_322 ? features.user_joint_committee
                                                                     : features.joint_committee;
}

bool is_hourly(const Period& period) { return period.start_hour.has_value(); }

bool is_day_rate(const Period& period) {
    return period.features.worker_type == WorkerType::EXT && sector_of(period.features) == JointCommittee::horeca_302 &&
           period.start_hour && !period.end_hour;
}

LocalTime begin_of(const Period& period) { return at(period.start_day, period.start_hour.value_or(ClockTime{})); }

std::optional<LocalTime> end_of(const Period& period) {
    if (!period.end_day) return std::nullopt;
    return period.end_hour ? at(*period.end_day, *period.end_hour) : end_of_day(*period.end_day);
}

bool overlap(const Period& one, const Period& other) {
    if (one.cancelled || other.cancelled) return false;
    const auto end_of_one = end_of(one), end_of_other = end_of(other);
    return (!end_of_other || begin_of(one) < *end_of_other) && (!end_of_one || begin_of(other) < *end_of_one);
}

}  // namespace dimona::domain
