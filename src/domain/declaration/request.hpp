// A declaration as it came in: the one form that every channel turns its own format into.
//
// All values are the declarant's own text. A channel refuses only what it can't express here (malformed
// JSON, wrong JSON types); a wrong check digit, an unknown code or an impossible day is kept, judged by the
// field catalogue (reading.hpp) and becomes an anomaly, the same on every channel.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/declaration/vocabulary.hpp"

namespace dimona::domain {

using Text = std::optional<std::string>;

struct EmployerFields {  // block 90256
    Text nsso_number, provisional_number, enterprise_number;
    friend bool operator==(const EmployerFields&, const EmployerFields&) = default;
};

struct AddressFields {
    Text street, house_number, box_number, post_code, municipality_code, municipality_name, country;
    friend bool operator==(const AddressFields&, const AddressFields&) = default;
};

struct WorkerFields {  // block 90017
    Text ssin, family_name, given_name, initial, birth_date, place_of_birth, country_of_birth, gender, nationality;
    std::optional<AddressFields> address;
    friend bool operator==(const WorkerFields&, const WorkerFields&) = default;
};

struct UserEnterpriseFields {  // block 90107
    Text enterprise_number, name, joint_committee;
    std::optional<AddressFields> address;
    friend bool operator==(const UserEnterpriseFields&, const UserEnterpriseFields&) = default;
};

struct FeatureFields {  // block 90374
    Text joint_committee, worker_type, sub_entity;
    std::optional<UserEnterpriseFields> user_enterprise;
    friend bool operator==(const FeatureFields&, const FeatureFields&) = default;
};

struct ControlCardFields {  // block 90375
    Text first_month, next_month;
    friend bool operator==(const ControlCardFields&, const ControlCardFields&) = default;
};

struct StudentPlaceFields {  // block 90376
    Text name;
    std::optional<AddressFields> address;
    friend bool operator==(const StudentPlaceFields&, const StudentPlaceFields&) = default;
};

struct SmallStatuteFields {  // block 90594
    Text employment_nature, activity_with_risk, worker_status;
    friend bool operator==(const SmallStatuteFields&, const SmallStatuteFields&) = default;
};

struct OwnReference {  // block 90082, at most four
    Text type, number;
    friend bool operator==(const OwnReference&, const OwnReference&) = default;
};

struct DeclarationRequest {
    Kind kind = Kind::in;
    std::optional<RegistrationAction> action;  // daily registration only
    std::optional<EmployerFields> employer;
    std::optional<WorkerFields> worker;
    Text period_id, registration_id;
    Text start_date, start_hour, end_date, end_hour, planned_hours;
    std::optional<FeatureFields> features;
    std::optional<ControlCardFields> control_cards;
    std::optional<StudentPlaceFields> student_place;
    std::optional<SmallStatuteFields> small_statute;
    std::vector<OwnReference> own_references;
    friend bool operator==(const DeclarationRequest&, const DeclarationRequest&) = default;
};

}  // namespace dimona::domain
