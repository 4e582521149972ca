#include "access/rights.hpp"

#include <gtest/gtest.h>

namespace dimona::access {
namespace {

const std::set<Quality> as_employer = {Quality::employer};
const std::set<Right> looks = {Right::consult}, declares = {Right::consult, Right::declare};

const Grant main_manager{.role = Role::main_manager};
const Grant co_manager{.role = Role::co_manager};
const Grant access_manager{.role = Role::access_manager};
const Grant group_manager{.role = Role::group_manager, .rights = declares, .qualities = as_employer};
const Grant user{.rights = looks, .qualities = as_employer};
const Grant representative{.represents = true};
const Grant authority{.role = Role::authority};

struct Row {
    const char* who;
    const Grant& grant;
    std::set<Right> own, by_mandate;
};

// Every role × every right × whose file it is.
TEST(Rights, ComeWithTheRoleOrWereGiven) {
    const std::set<Right> of_managers = {Right::consult,  Right::declare, Right::mandate,
                                         Right::identify, Right::people,  Right::manage};
    const std::vector<Row> rows = {
        {"main manager", main_manager, of_managers, declares},
        {"co-manager", co_manager, of_managers, declares},
        {"access manager", access_manager, of_managers, declares},
        {"group manager", group_manager, {Right::consult, Right::declare, Right::people}, {}},
        {"user", user, looks, {}},
        {"representative", representative, {Right::people}, {}},
        {"authority", authority, {Right::operate}, {Right::operate}},
    };
    for (const auto& row : rows)
        for (const auto right : {Right::consult, Right::declare, Right::mandate, Right::identify, Right::people,
                                 Right::manage, Right::operate}) {
            EXPECT_EQ(may(row.grant, right), row.own.contains(right)) << row.who << ' ' << to_code(right);
            EXPECT_EQ(may(row.grant, right, Acting::by_mandate), row.by_mandate.contains(right))
                << row.who << " by mandate: " << to_code(right);
        }
}

TEST(Rights, OfAGroupHoldForItsQualityOnly) {
    const Grant secretary{.rights = declares, .qualities = {Quality::social_secretariat}};
    EXPECT_FALSE(may(secretary, Right::declare));
    EXPECT_TRUE(may(secretary, Right::declare, Acting::by_mandate));
    EXPECT_FALSE(acts_as(secretary, Acting::for_own));
    EXPECT_TRUE(acts_as(main_manager, Acting::by_mandate));
}

TEST(Rights, AreGivenDownwardsOnly) {
    const std::vector<Grant> by_rank = {user, group_manager, access_manager, co_manager, main_manager};
    for (std::size_t giver = 0; giver < by_rank.size(); ++giver)
        for (std::size_t given = 0; given < by_rank.size(); ++given) {
            const bool wanted = giver > given;
            EXPECT_EQ(may_give(by_rank[giver], by_rank[given]).has_value(), wanted) << giver << " gives " << given;
            EXPECT_EQ(may_change(by_rank[giver], by_rank[given]).has_value(), wanted) << giver << " changes " << given;
        }
    for (const auto& giver : {main_manager, co_manager, representative, authority}) {
        EXPECT_FALSE(may_give(giver, authority));
        EXPECT_FALSE(may_give(giver, representative));
    }
    EXPECT_FALSE(may_give(representative, user)) << "a representative names the main manager, nobody else";
    EXPECT_FALSE(may_give(authority, user));
}

TEST(Rights, OfAGroupManagerEndWhereHisGroupEnds) {
    EXPECT_TRUE(may_give(group_manager, {.rights = declares, .qualities = as_employer}));
    EXPECT_FALSE(may_give(group_manager, {.rights = {Right::identify}, .qualities = as_employer}));
    EXPECT_FALSE(may_give(group_manager, {.rights = looks, .qualities = {Quality::service_provider}}));
    EXPECT_FALSE(may_change(group_manager, {.rights = looks, .qualities = all_qualities()}));
    EXPECT_FALSE(may_change(group_manager, {.rights = {Right::mandate}, .qualities = as_employer}));
    EXPECT_FALSE(may_change(group_manager, representative));
    EXPECT_TRUE(may_change(main_manager, representative));
}

TEST(Rights, AreSettledBeforeTheyAreKept) {
    const auto declared = settled({.rights = {Right::declare}, .qualities = as_employer});
    ASSERT_TRUE(declared);
    EXPECT_EQ(declared->rights, declares);
    EXPECT_TRUE(settled({.role = Role::co_manager, .rights = looks, .qualities = as_employer})->rights.empty());
    EXPECT_EQ(*settled(representative), representative);
    for (const auto& senseless : {Grant{}, Grant{.rights = looks}, Grant{.qualities = as_employer},
                                  Grant{.rights = {Right::manage}, .qualities = as_employer},
                                  Grant{.rights = {Right::operate}, .qualities = as_employer},
                                  Grant{.role = Role::group_manager, .rights = looks, .qualities = all_qualities()},
                                  Grant{.role = Role::group_manager, .rights = looks}})
        EXPECT_EQ(settled(senseless).error().kind, ErrorKind::invalid);
}

TEST(Rights, HaveCodesThatAreReadBack) {
    for (const auto role :
         {Role::user, Role::group_manager, Role::access_manager, Role::co_manager, Role::main_manager, Role::authority})
        EXPECT_EQ(parse_role(to_code(role)), role);
    for (const auto right : rights_to_give()) EXPECT_EQ(parse_right(to_code(right)), right);
    for (const auto quality : all_qualities()) EXPECT_EQ(parse_quality(to_code(quality)), quality);
    EXPECT_FALSE(parse_role("manager"));
    EXPECT_FALSE(parse_right(""));
}

}  // namespace
}  // namespace dimona::access
