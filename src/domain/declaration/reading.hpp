// From the declarant's text to values: what could be understood, and what could not.
//
// Reading never stops at the first wrong value and never looks at anything but the request itself (and the
// code lists of the rulebook): whether a value is *wanted* is the field catalogue's business (rules/fields.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/local_time.hpp"
#include "domain/declaration/request.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::domain {

// A birth date of which day, or day and month, may be unknown (00).
struct IncompleteDate {
    int year = 0, month = 0, day = 0;
    friend bool operator==(const IncompleteDate&, const IncompleteDate&) = default;
};
[[nodiscard]] std::optional<IncompleteDate> parse_incomplete_date(std::string_view text);
[[nodiscard]] std::string to_text(IncompleteDate date);

// Values are absent when they were not declared or could not be read.
struct Declaration {
    Kind kind = Kind::in;
    std::optional<RegistrationAction> action;

    std::optional<EmployerNumber> nsso_number, provisional_number;
    std::optional<EnterpriseNumber> enterprise_number;

    std::optional<Ssin> ssin;
    std::optional<std::string> family_name, given_name;
    std::optional<IncompleteDate> birth_date;
    std::optional<Sex> sex;

    std::optional<PeriodId> period_id;
    std::optional<RegistrationId> registration_id;
    std::optional<LocalDate> start_day;
    std::optional<ClockTime> start_hour;
    std::optional<LocalDate> end_day;  // never open_end_marker
    bool removes_end = false;          // an UPDATE that said 9999-12-31
    std::optional<ClockTime> end_hour;
    std::optional<int> planned_hours;

    std::optional<WorkerType> worker_type;
    std::optional<JointCommittee> joint_committee, user_joint_committee;
    std::optional<std::string> sub_entity;
    std::optional<EnterpriseNumber> user_enterprise_number;
    std::optional<EmploymentNature> employment_nature;
    std::optional<TraineeStatus> trainee_status;
};

// Reads what can be read. Total: any request gives a declaration.
[[nodiscard]] Declaration read(const DeclarationRequest& request);

}  // namespace dimona::domain
