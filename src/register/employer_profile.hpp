// What is known of an employer beside its entry in the repertory: activity, joint committees, contact, insurer,
// establishment units; and what the employer itself may change there. It is found by enterprise, so that it outlives a
// provisional number.
#pragma once

#include "register/employer_identification.hpp"

namespace dimona::registry {

struct EmployerProfile {
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    IdentificationAnswers answers;
    Instant changed_at{};
    std::string by;
    std::set<std::string> quarters_without_staff;  // "2026Q2"
    friend bool operator==(const EmployerProfile&, const EmployerProfile&) = default;
};
[[nodiscard]] Result<std::optional<EmployerProfile>> employer_profile(Reader& reader,
                                                                      domain::EnterpriseNumber enterprise);
[[nodiscard]] Status put_profile(Writer& writer, const EmployerProfile& profile);

// Who changes it.
struct ProfileAuthor {
    std::string login;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
};

// A change that makes another kind of employer of it: it holds when the authority has agreed. One at a time.
struct ProfileChange {
    std::string id;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    IdentificationAnswers answers;  // as they would be
    std::string step;
    std::set<domain::EmployerCategory> before, after;
    std::string by;
    Instant asked_at{};
    friend bool operator==(const ProfileChange&, const ProfileChange&) = default;
};
enum class ProfileOutcome { unchanged, changed, asked };

// Takes the answer to this step from `typed`; the others stay. Errors: not_found (no employer); conflict (a change
// waits already). Does not commit.
[[nodiscard]] Result<ProfileOutcome> change_profile(Writer& writer, const ProfileAuthor& author,
                                                    IdentificationStep step, const IdentificationAnswers& typed,
                                                    const domain::Rulebook& rulebook, Instant now);
[[nodiscard]] Result<std::optional<ProfileChange>> waiting_change(Reader& reader, domain::EnterpriseNumber enterprise);
[[nodiscard]] Result<std::vector<ProfileChange>> waiting_changes(Reader& reader, int count);
// By the authority's staff, with a reason. not_found when none waits. Does not commit.
[[nodiscard]] Status decide_change(Writer& writer, domain::EnterpriseNumber enterprise, bool agreed,
                                   const std::string& login, const std::string& reason, Instant now);

// A full quarter without staff. Errors: conflict when somebody was in service then. Does not commit.
[[nodiscard]] Status report_no_staff(Writer& writer, const ProfileAuthor& author, Quarter quarter, Instant now);
// Quarters that may be reported on this day: the newest first.
[[nodiscard]] std::vector<Quarter> quarters_to_report(LocalDate today);

// The last day on which it is an employer. Errors: not_found, invalid (before it became one). Does not commit.
[[nodiscard]] Status strike_off(Writer& writer, const ProfileAuthor& author, LocalDate last_day,
                                const std::string& reason, Instant now);
// Staff again, from this day on, after it was struck off. Errors: not_found, conflict (it is active then). Does not
// commit.
[[nodiscard]] Status take_up_again(Writer& writer, const ProfileAuthor& author, LocalDate first_day, Instant now);
// How many periods, at most `count`, are in service on or after this day, and in these days.
[[nodiscard]] Result<int> periods_from(Reader& reader, domain::EmployerNumber employer, LocalDate first_day, int count);
[[nodiscard]] Result<int> periods_within(Reader& reader, domain::EmployerNumber employer, LocalDate first_day,
                                         LocalDate last_day, int count);

}  // namespace dimona::registry
