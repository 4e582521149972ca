// The law of a small world, written a second time: slowly, plainly, and without a line of the program's own rules. It
// knows ordinary workers (OTH) and students (STU) of employers that fall under no special joint committee, and the
// declarations IN, OUT, UPDATE and CANCEL about them.
//
// Days are counted from 1970-01-01, moments in milliseconds from the same midnight in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace reference {

enum class Kind { in, out, update, cancel };

struct Declaration {
    Kind kind = Kind::in;
    std::int64_t received_ms = 0;
    int employer = 0, worker = 0;  // of an IN; whoever declares a change is the employer of the period
    bool is_student = false;
    int period = -1;  // index of the period that is changed; -1: one that does not exist
    std::optional<int> start_day, end_day, hours;
    bool removes_end = false;
};

struct Verdict {
    char result = 'A';
    std::set<std::string> codes;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

// Hours asked for at one moment: first come, first served.
struct Claim {
    std::int64_t order = 0;
    int hours = 0;
};

struct Period {
    int employer = 0, worker = 0;
    bool is_student = false, is_late = false, is_cancelled = false;
    int start_day = 0;
    std::optional<int> end_day;
    int hours = 0;
    std::vector<Claim> claims;  // of a student
};

class World {
public:
    Verdict declare(const Declaration& declaration);
    [[nodiscard]] const std::vector<Period>& periods() const { return periods_; }
    // Hours that students' periods of a calendar year have reserved in time, whoever the employer is.
    [[nodiscard]] int reserved_hours(int worker, int year) const;

private:
    Verdict enter(const Declaration& declaration);
    Verdict leave(const Declaration& declaration);
    Verdict change(const Declaration& declaration);
    Verdict cancel(const Declaration& declaration);
    [[nodiscard]] std::string overlap(const Period& period, int besides) const;
    // Hours of this period that the year's quota has no room for, when those who asked earlier are served first.
    [[nodiscard]] bool is_over(const Period& period, int besides) const;
    std::vector<Period> periods_;
    std::int64_t order_ = 0;
};

[[nodiscard]] int year_of_day(int day);

}  // namespace reference
