#include "register/enterprise_changes.hpp"

#include <gtest/gtest.h>

#include "register/repertory.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::Language;
using test::must;
using test::World;

struct EnterpriseChanges : testing::Test {
    World world;
    const domain::Employer& employer = world.employers[0];
    Enterprise before{.number = *world.employers[0].enterprise,
                      .active = true,
                      .natural_person = false,
                      .legal_form = "610",
                      .legal_form_names = {},
                      .names = {{Language::fr, "Boulangerie Matin"}, {Language::nl, "Bakkerij Morgen"}},
                      .commercial_names = {},
                      .address = address("Kerkstraat"),
                      .activities = {},
                      .establishments = {},
                      .start_day = std::nullopt,
                      .email = {},
                      .phone = {},
                      .web = {}};

    static EnterpriseAddress address(const char* street) {
        return {.street = {{Language::nl, street}},
                .municipality = {{Language::nl, "Gent"}},
                .house_number = "1",
                .box = {},
                .post_code = "9000",
                .country = {},
                .extra = {}};
    }
    bool follow(const std::optional<Enterprise>& was, const Enterprise& is) {
        const auto writer = must(world.store->write());
        const auto changed = must(follow_enterprise(*writer, was, is,
                                                    {.at = test::brussels(2026, 5, 4, 10, 0),
                                                     .code = {},
                                                     .by = "import",
                                                     .by_enterprise = std::nullopt,
                                                     .reason = "snapshot of May",
                                                     .about = {},
                                                     .details = {}}));
        must(writer->commit());
        return changed;
    }
    domain::Employer now() { return *must(must(world.store->read())->employer(employer.number)); }
    std::vector<Act> acts() {
        std::vector<Act> list;
        for (auto& recorded : must(acts_about(*must(world.store->read()), subject(employer.number), 0, 10)))
            list.push_back(std::move(recorded.act));
        return list;
    }
};

TEST_F(EnterpriseChanges, GiveTheEmployerTheNewNameInItsLanguage) {
    auto after = before;
    after.names = {{Language::fr, "Boulangerie Soir"}, {Language::nl, "Bakkerij Avond"}};
    EXPECT_TRUE(follow(before, after));
    EXPECT_EQ(now().name, "Bakkerij Avond");
    ASSERT_EQ(acts().size(), 1u);
    EXPECT_EQ(acts()[0].code, enterprise_followed);
    EXPECT_EQ(acts()[0].reason, "snapshot of May");
    EXPECT_EQ(acts()[0].details,
              (std::vector<ActDetail>{{"nameBefore", "Bakkerij Morgen"}, {"name", "Bakkerij Avond"}}));
    EXPECT_EQ(must(employer_history(*must(world.store->read()), employer.number)).size(), 2u);
    EXPECT_EQ(must(acts_about(*must(world.store->read()), subject(*employer.enterprise), 0, 10)).size(), 1u);
}

TEST_F(EnterpriseChanges, OfFormAndAddressAreActsOnly) {
    auto after = before;
    after.legal_form = "014";
    after.address = address("Molenstraat");
    EXPECT_TRUE(follow(before, after));
    EXPECT_EQ(now(), employer);
    ASSERT_EQ(acts().size(), 1u);
    EXPECT_EQ(acts()[0].details, (std::vector<ActDetail>{{"legalFormBefore", "610"},
                                                         {"legalForm", "014"},
                                                         {"addressBefore", "Kerkstraat 1, 9000 Gent"},
                                                         {"address", "Molenstraat 1, 9000 Gent"}}));
}

TEST_F(EnterpriseChanges, EndTheActivityOfAnEmployerWhoseEnterpriseHasStopped) {
    auto after = before;
    after.active = false;
    EXPECT_TRUE(follow(before, after));
    EXPECT_TRUE(now().active_on(make_date(2026, 5, 4)));
    EXPECT_FALSE(now().active_on(make_date(2026, 5, 5)));
    EXPECT_FALSE(follow(after, after)) << "once";
    EXPECT_TRUE(follow(after, before)) << "it is back";
    EXPECT_FALSE(now().active_on(make_date(2026, 5, 5))) << "that is for the employer to report";
    EXPECT_EQ(acts().size(), 2u);
}

TEST_F(EnterpriseChanges, AreNoneWhenNothingChangedOrNobodyIsConcerned) {
    EXPECT_FALSE(follow(before, before));
    auto elsewhere = before;
    elsewhere.number = domain::EnterpriseNumber::make(7'777);
    auto renamed = elsewhere;
    renamed.names = {{Language::nl, "Iets anders"}};
    EXPECT_FALSE(follow(elsewhere, renamed));
    EXPECT_TRUE(acts().empty());
}

TEST_F(EnterpriseChanges, BeginWithTheOfficialNameWhenNothingWasKnown) {
    EXPECT_FALSE(follow(std::nullopt, before)) << "he has that name already";
    auto other = before;
    other.names = {{Language::fr, "Boulangerie"}, {Language::nl, "Bakkerij"}};
    EXPECT_TRUE(follow(std::nullopt, other));
    EXPECT_EQ(now().name, "Bakkerij");
    auto nameless = before;
    nameless.names.clear();
    EXPECT_FALSE(follow(std::nullopt, nameless));
    EXPECT_EQ(now().name, "Bakkerij");
}

}  // namespace
}  // namespace dimona::registry
