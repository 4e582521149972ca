// The deadline guardian: what is about to become late, what can soon no longer be changed, and what waits for somebody.
#pragma once

#include <string>
#include <vector>

#include "access/account.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/letters.hpp"
#include "register/personnel_file.hpp"

namespace dimona::web {

enum class Concern {
    closing,     // a change that is possible now will soon not be any more
    ending,      // a period ends within days; an OUT is not needed, a new period may be
    renewal,     // a flexi period of this quarter without one in the next
    waiting,     // a declaration waits for the worker to be identified
    refused,     // a declaration of the last days was refused
    near_limit,  // the days of the horeca employer are nearly used up
};

struct Warning {
    Concern concern{};
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::int64_t number = 0;  // of the period or declaration
    std::string worker;
    std::optional<OpenDeadline> deadline;  // of `closing`
    std::string detail;                    // days, or how many are left
    std::optional<Instant> until;          // for sorting: the nearest first
    // One and the same warning is mailed once.
    [[nodiscard]] std::string key() const;
};

struct GuardianSettings {
    std::chrono::hours closing_within{24};
    std::chrono::days ending_within{14};
    std::chrono::days renewal_before{31};
    std::chrono::days refused_since{3};
    int days_left_min = 20;
};

class Guardian {
public:
    Guardian(registry::Store& store, registry::Lanes& lanes, const Clock& legal_clock, const Clock& real_clock,
             const domain::Rulebook& rulebook, GuardianSettings settings = {})
        : store_(store),
          lanes_(lanes),
          clock_(legal_clock),
          real_clock_(real_clock),
          rulebook_(rulebook),
          settings_(settings) {}

    // At most `count`, the most urgent first. Whoever asks has been allowed to see this employer's file.
    [[nodiscard]] Result<std::vector<Warning>> warnings(const domain::Employer& employer, std::size_t count);

    // One letter to each account that wants mail, about the employers of its enterprise, with what was not told yet.
    // Returns how many letters were queued. `words` gives the words of a language.
    [[nodiscard]] Result<int> write_letters(const std::string& base_url,
                                            const std::function<Words(domain::Language)>& words);

private:
    void add_period_warnings(const domain::Period& period, std::vector<Warning>& into);
    Status queue(const access::Account& account, registry::Letter letter, const std::vector<Warning>& told);

    registry::Store& store_;
    registry::Lanes& lanes_;
    const Clock& clock_;       // of deadlines
    const Clock& real_clock_;  // of papers that expire
    const domain::Rulebook& rulebook_;
    GuardianSettings settings_;
};

// In words, for the page and for the letter.
[[nodiscard]] std::string warning_text(const Words& words, const Warning& warning);
[[nodiscard]] std::string warning_path(const Warning& warning);  // "/periods/…", without language

}  // namespace dimona::web
