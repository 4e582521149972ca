// What people declare: which work begins on a day, and what happens to it later.
#pragma once

#include <vector>

#include "app/simulate/chance.hpp"
#include "app/simulate/country.hpp"
#include "register/intake.hpp"

namespace dimona::app {

// A change to a period that was accepted. Millions of them wait for their day.
struct FollowUp {
    Instant at{};
    std::int64_t employer = 0;
    domain::Kind kind = domain::Kind::out;
    std::optional<LocalDate> end_day;
    std::optional<ClockTime> end_hour;
};

// One declaration that opens a period, and what will follow when it is accepted.
struct Hiring {
    Instant at{};
    registry::Submission submission;
    std::vector<FollowUp> later;
};

class Labour {
public:
    Labour(const Country& country, std::uint64_t seed);

    // How busy a day is, relative to others: weekends of the horeca, students in summer.
    [[nodiscard]] static double weight_of(LocalDate day);
    // Work that begins on this day.
    [[nodiscard]] Hiring hire(LocalDate day);
    // How a change is declared.
    [[nodiscard]] registry::Submission submission_of(const FollowUp& follow_up, domain::PeriodId period) const;

private:
    struct Work;
    [[nodiscard]] std::int64_t employer_for(LocalDate day);
    [[nodiscard]] Work work_at(std::int64_t employer, LocalDate day);
    void add_follow_ups(Hiring& hiring, std::int64_t employer, const Work& work);
    [[nodiscard]] registry::Caller declarant_of(std::int64_t employer) const;

    const Country& country_;
    Chance chance_;
    std::vector<std::int64_t> small_, large_;
};

}  // namespace dimona::app
