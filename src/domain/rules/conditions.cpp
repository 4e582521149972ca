#include "domain/rules/conditions.hpp"

#include <array>
#include <utility>

namespace dimona::domain {

namespace {

bool is_type(const Facts& facts, WorkerType type) { return facts.type == type; }
bool is_temporary_work(const Facts& facts) { return facts.joint_committee == JointCommittee::temporary_322; }
bool is_student(const Facts& facts) { return is_type(facts, WorkerType::STU); }
bool is_hourly_form(const Facts& facts) { return form_of(facts) == "day" || form_of(facts) == "day_rate"; }

bool needs_end_date(const Facts& facts) {
    return is_temporary_work(facts) || (facts.type && type_needs_end_date(*facts.type));
}

bool is_provincial_local(const Facts& facts) {
    const auto& employer = facts.situation.employer.employer;
    return employer && employer->is(EmployerCategory::provincial_local);
}
bool is_in_sub_entity_scheme(const Facts& facts) {
    const auto& employer = facts.situation.employer.employer;
    return employer && !employer->sub_entities.empty();
}

// Block 90107: the address belongs to a user without an enterprise number.
bool is_user_by_name(const Facts& facts) {
    const auto& features = facts.request.features;
    return is_temporary_work(facts) && features && features->user_enterprise && features->user_enterprise->name &&
           !features->user_enterprise->enterprise_number;
}

// Block 90375: cards of the construction fund.
bool requires_cards(const Facts& facts) {
    if (facts.sector == JointCommittee::construction_124) return true;
    return is_temporary_work(facts) && !facts.declaration.user_joint_committee && is_type(facts, WorkerType::BCW);
}
bool allows_cards(const Facts& facts) {
    return is_temporary_work(facts) && !facts.declaration.user_joint_committee &&
           (is_type(facts, WorkerType::DWD) || is_type(facts, WorkerType::IVT) || is_type(facts, WorkerType::TRI) ||
            is_type(facts, WorkerType::STU));
}
// Both numbers or none.
bool has_begun_cards(const Facts& facts) { return allows_cards(facts) && facts.request.control_cards; }

bool names_student_place(const Facts& facts) {
    return is_student(facts) && facts.request.student_place && facts.request.student_place->name;
}

bool is_small_statute(const Facts& facts) {
    return is_type(facts, WorkerType::IVT) || is_type(facts, WorkerType::TRI) || is_type(facts, WorkerType::STG);
}

constexpr std::array<std::pair<std::string_view, Condition>, 21> conditions{{
    {"", [](const Facts&) { return true; }},
    // What can't be read is an anomaly of its own; what depends on it is not judged.
    {"type_unknown", [](const Facts& facts) { return !facts.type; }},
    {"committee_unknown", [](const Facts& facts) { return !facts.joint_committee; }},
    {"type_EXT", [](const Facts& facts) { return is_type(facts, WorkerType::EXT); }},
    {"hourly_form", is_hourly_form},
    {"day_rate", [](const Facts& facts) { return form_of(facts) == "day_rate"; }},
    {"horeca_occasional",
     [](const Facts& facts) { return is_type(facts, WorkerType::EXT) && facts.sector == JointCommittee::horeca_302; }},
    {"needs_end_date", needs_end_date},
    {"hours_reserved", [](const Facts& facts) { return facts.type && reserves_hours(*facts.type); }},
    {"student_since_2017",
     [](const Facts& facts) {
         return is_student(facts) && facts.before && facts.before->start_day >= make_date(2017, 1, 1);
     }},
    {"provincial_local", is_provincial_local},
    {"sub_entity_scheme", is_in_sub_entity_scheme},
    {"employer_unknown", [](const Facts& facts) { return !facts.situation.employer.employer.has_value(); }},
    {"temporary_work", is_temporary_work},
    {"user_by_name", is_user_by_name},
    {"student", is_student},
    {"student_place_named", names_student_place},
    {"cards_required", requires_cards},
    {"cards_begun", has_begun_cards},
    {"cards_optional", allows_cards},
    {"small_statute", is_small_statute},
}};

}  // namespace

Condition condition_named(std::string_view name) {
    for (const auto& [known, condition] : conditions)
        if (known == name) return condition;
    return nullptr;
}

bool type_needs_end_date(WorkerType type) {
    switch (type) {
        case WorkerType::EXT:
        case WorkerType::STU:
        case WorkerType::IVT:
        case WorkerType::TRI:
        case WorkerType::STG:
        case WorkerType::A17:
        case WorkerType::O17:
        case WorkerType::S17:
        case WorkerType::T17:
        case WorkerType::FLX:
        case WorkerType::QUA:
            return true;
        case WorkerType::ALT:
        case WorkerType::BCW:
        case WorkerType::DWD:
        case WorkerType::OTH:
        case WorkerType::PMP:
        case WorkerType::RTA:
        case WorkerType::STX:
        case WorkerType::TEA:
            return false;
    }
    return false;
}

bool reserves_hours(WorkerType type) {
    return type == WorkerType::STU || type == WorkerType::O17 || type == WorkerType::S17;
}

}  // namespace dimona::domain
