// Joint committee, worker type, user enterprise, cards and small statutes: what goes together.
//
// Sources: NSSO glossary 2023/3, blocks 90107, 90374, 90375, 90594; annex 30 edition 2022/1.
#include "domain/rules/families.hpp"

namespace dimona::domain {

namespace {

const UserEnterpriseFields* user_of(const Facts& facts) {
    const auto& features = facts.request.features;
    return features && features->user_enterprise ? &*features->user_enterprise : nullptr;
}
bool is_temporary_work(const Facts& facts) {
    return is_in(facts) && facts.joint_committee == JointCommittee::temporary_322;
}
bool has_user(const Facts& facts) { return is_in(facts) && user_of(facts) != nullptr; }
bool knows_committee_and_type(const Facts& facts) { return is_in(facts) && facts.joint_committee && facts.type; }

std::string user_member(const Facts& facts, std::string_view member) {
    return place(facts, std::string("features.usingEmployer").append(member));
}

// 90374-349: dated matrix of joint committees, for temporary workers with the committee of the user, and types.
void committee_does_not_fit_type(const Facts& facts, Findings& findings) {
    const auto allowed = facts.rulebook.allows(*facts.joint_committee, facts.declaration.user_joint_committee,
                                               *facts.type, facts.law_day);
    if (!allowed.value_or(false))
        findings.push_back(
            {"90374-349",
             place(facts, "features"),
             {{"value", std::string(to_code(*facts.joint_committee)).append(" + ").append(to_code(*facts.type))}}});
}

// 00046-001: a temporary worker works in the sector of the user, which must be declared.
void user_committee_missing(const Facts& facts, Findings& findings) {
    const auto* user = user_of(facts);
    if (!user || !user->joint_committee)
        findings.push_back({"00046-001", user_member(facts, ".jointCommissionNumber")});
}
// 00046-003: as everywhere, one of the nine values.
void user_committee_invalid(const Facts& facts, Findings& findings) {
    const auto& declared = user_of(facts)->joint_committee;
    if (declared && !Rulebook::valid_in(facts.rulebook.joint_committees, *declared, facts.law_day))
        findings.push_back({"00046-003", user_member(facts, ".jointCommissionNumber"), {{"value", *declared}}});
}
// 00046-005: a user is no agency; and without joint committee 322 there is no user.
void user_committee_forbidden(const Facts& facts, Findings& findings) {
    const bool agency_as_user = facts.declaration.user_joint_committee == JointCommittee::temporary_322;
    const bool no_temporary_work = facts.joint_committee && !is_temporary_work(facts);
    if (user_of(facts)->joint_committee && (agency_as_user || no_temporary_work))
        findings.push_back({"00046-005", user_member(facts, ".jointCommissionNumber")});
}

// 90107-351 and -352: the user's number, or name and address when it has none; never both.
void user_unnamed(const Facts& facts, Findings& findings) {
    const auto* user = user_of(facts);
    if (!user || (!user->enterprise_number && !user->name)) findings.push_back({"90107-351", user_member(facts, "")});
}
void user_named_twice(const Facts& facts, Findings& findings) {
    const auto& user = *user_of(facts);
    if (user.enterprise_number && user.name) findings.push_back({"90107-352", user_member(facts, "")});
}
// 00131-001: a name instead of a number is for users abroad.
void user_number_missing(const Facts& facts, Findings& findings) {
    constexpr std::string_view belgium = "150";
    const auto& user = *user_of(facts);
    if (user.name && !user.enterprise_number && user.address && user.address->country == belgium)
        findings.push_back({"00131-001", user_member(facts, ".enterpriseNumber")});
}
// 00131-235: the register of enterprises does not know the number.
void user_unknown(const Facts& facts, Findings& findings) {
    const auto& declared = facts.declaration.user_enterprise_number;
    if (declared && facts.situation.user_enterprise_known == false)
        findings.push_back({"00131-235", user_member(facts, ".enterpriseNumber"), {{"value", declared->to_text()}}});
}

// 00664-353: the card of the next month is another one.
void same_card_twice(const Facts& facts, Findings& findings) {
    const auto& cards = facts.request.control_cards;
    if (cards && cards->first_month && cards->first_month == cards->next_month)
        findings.push_back({"00664-353", place(facts, "constructionControlCards.nextMonthC32ANumber")});
}

// 00041-521: annex 6 says for which nature of work an activity exists; an unknown activity fits none.
void activity_does_not_fit_nature(const Facts& facts, Findings& findings) {
    const auto& activity = facts.request.small_statute->activity_with_risk;
    const auto [first, last] = facts.rulebook.risk_activities.equal_range(*activity);
    for (auto known = first; known != last; ++known)
        if (known->second.valid.covers(facts.law_day) &&
            (!facts.declaration.employment_nature ||
             known->second.extra == to_code(*facts.declaration.employment_nature)))
            return;
    findings.push_back(
        {"00041-521", place(facts, "smallStatutesInformation.activityWithRisk"), {{"value", *activity}}});
}
bool declares_activity(const Facts& facts) {
    const auto& statute = facts.request.small_statute;
    return is_in(facts) && statute && statute->activity_with_risk;
}

constexpr Rule rules[] = {
    {"00041-521", declares_activity, activity_does_not_fit_nature},
    {"00046-001", is_temporary_work, user_committee_missing},
    {"00046-003", has_user, user_committee_invalid},
    {"00046-005", has_user, user_committee_forbidden},
    {"00131-001", has_user, user_number_missing},
    {"00131-235", has_user, user_unknown},
    {"00664-353", is_in, same_card_twice},
    {"90107-351", is_temporary_work, user_unnamed},
    {"90107-352", has_user, user_named_twice},
    {"90374-349", knows_committee_and_type, committee_does_not_fit_type},
};

}  // namespace

std::span<const Rule> feature_rules() { return rules; }

}  // namespace dimona::domain
