#include "register/public_bodies.hpp"

#include <gtest/gtest.h>

#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::EmployerCategory;
using domain::EmployerNumber;
using domain::PublicBodyKind;
using test::must;
using test::World;

struct PublicBodies : testing::Test {
    World world;
    PublicBody town{.kind = PublicBodyKind::provincial_local,
                    .name = "Gemeente Waterloop",
                    .enterprise = domain::EnterpriseNumber::make(6'001),
                    .ppl_number = "00000197",
                    .sub_entities = {},
                    .active_from = make_date(2026, 1, 1)};
    PublicBody ministry{.kind = PublicBodyKind::federal,
                        .name = "FOD Feestdagen",
                        .enterprise = domain::EnterpriseNumber::make(6'002),
                        .ppl_number = std::nullopt,
                        .sub_entities = {"0000000201"},
                        .active_from = make_date(2026, 1, 1)};

    static Act act() {
        return {.at = test::brussels(2026, 5, 4, 10, 0),
                .code = {},
                .by = "operator@authority.example",
                .by_enterprise = std::nullopt,
                .reason = "form R1 of 2 May",
                .about = {},
                .details = {}};
    }
    Result<EmployerNumber> put(const PublicBody& body) {
        const auto writer = must(world.store->write());
        auto number = register_public_body(*writer, body, act());
        if (number) must(writer->commit());
        return number;
    }
    void expect_refused(const PublicBody& body, const std::string& member, ErrorKind kind = ErrorKind::invalid) {
        const auto refused = put(body);
        ASSERT_FALSE(refused) << member;
        EXPECT_EQ(refused.error().place, member);
        EXPECT_EQ(refused.error().kind, kind);
        EXPECT_FALSE(refused.error().remedy.empty());
    }
};

TEST_F(PublicBodies, AreEmployersWithANumberOfTheirOwn) {
    const auto number = must(put(town));
    const auto reader = must(world.store->read());
    const auto employer = must(reader->employer(number));
    ASSERT_TRUE(employer);
    EXPECT_FALSE(number.is_provisional());
    EXPECT_EQ(employer->name, town.name);
    EXPECT_EQ(employer->enterprise, town.enterprise);
    EXPECT_EQ(employer->categories, (std::set{EmployerCategory::public_body, EmployerCategory::provincial_local}));
    EXPECT_TRUE(employer->active_on(make_date(2026, 1, 1)));
    EXPECT_FALSE(employer->active_on(make_date(2025, 12, 31)));
    const auto acts = must(acts_about(*reader, subject(number), 0, 10));
    ASSERT_EQ(acts.size(), 1u);
    EXPECT_EQ(acts[0].act.code, public_body_registered);
    EXPECT_EQ(acts[0].act.reason, "form R1 of 2 May");
    const auto page = must(public_bodies(*reader, "", 10));
    ASSERT_EQ(page.bodies.size(), 1u);
    EXPECT_EQ(page.bodies[0].ppl_number, town.ppl_number);
    EXPECT_EQ(page.bodies[0].number, number);
    EXPECT_TRUE(must(public_bodies(*reader, page.next, 10)).bodies.empty());
    EXPECT_EQ(must(employer_history(*reader, number)).front().valid_from, town.active_from);
}

TEST_F(PublicBodies, OfEachKindHaveTheirCategories) {
    std::int64_t base = 6'100;
    for (const auto& [kind, category] :
         {std::pair{PublicBodyKind::public_broadcaster, EmployerCategory::public_broadcaster},
          std::pair{PublicBodyKind::parliament, EmployerCategory::parliament},
          std::pair{PublicBodyKind::other, EmployerCategory::public_body}}) {
        auto body = town;
        body.kind = kind;
        body.ppl_number.reset();
        body.enterprise = domain::EnterpriseNumber::make(++base);
        const auto number = must(put(body));
        const auto employer = must(must(world.store->read())->employer(number));
        ASSERT_TRUE(employer);
        EXPECT_TRUE(employer->is(category) && employer->is(EmployerCategory::public_body));
    }
}

TEST_F(PublicBodies, OfTheStateShareItsNumberAndAreToldApartBySubEntities) {
    EXPECT_EQ(domain::belgian_state().value(), 935'467);
    EXPECT_EQ(must(put(ministry)), domain::belgian_state());
    auto other = ministry;
    other.name = "FOD Bruggen";
    other.sub_entities = {"0000000202", "0000000203"};
    other.active_from = make_date(2024, 1, 1);
    EXPECT_EQ(must(put(other)), domain::belgian_state());
    const auto reader = must(world.store->read());
    const auto state = must(reader->employer(domain::belgian_state()));
    EXPECT_EQ(state->sub_entities, (std::vector<std::string>{"0000000201", "0000000202", "0000000203"}));
    EXPECT_EQ(state->enterprise, ministry.enterprise);
    EXPECT_TRUE(state->active_on(make_date(2024, 1, 1)));
    EXPECT_EQ(state->active.size(), 1u);
    EXPECT_EQ(must(public_bodies(*reader, "", 10)).bodies.size(), 2u);
    EXPECT_EQ(must(employer_history(*reader, domain::belgian_state())).size(), 2u);
    other.name = "FOD Nog Eens";
    expect_refused(other, "subEntities", ErrorKind::conflict);
}

TEST_F(PublicBodies, OfTheStateMayDeclareWithTheirSubEntity) {
    must(put(ministry));
    const auto state = *must(must(world.store->read())->employer(domain::belgian_state()));
    const auto declared = [&](const char* sub_entity) {
        auto request = test::an_in(state, world.persons[0], "OTH", "XXX", "2026-05-04");
        if (sub_entity) request.features->sub_entity = sub_entity;
        return world
            .declare({.request = request, .caller = world.caller_of(state), .idempotency_key = std::nullopt},
                     test::brussels(2026, 5, 4, 9, 0))
            .decision;
    };
    const auto without = declared(nullptr);
    ASSERT_FALSE(without.anomalies.empty());
    EXPECT_EQ(without.anomalies.front().code, "00652-001");
    EXPECT_EQ(declared("0000000299").anomalies.front().code, "00652-003");
    EXPECT_EQ(declared("0000000201").result, domain::Verdict::accepted);
}

TEST_F(PublicBodies, AreRefusedWhenTheFormIsWrong) {
    auto body = town;
    body.name = "  ";
    expect_refused(body, "name");
    body = town;
    body.enterprise.reset();
    expect_refused(body, "enterpriseNumber");
    for (const char* ppl : {"197", "00000000", "99999999", "1234567x"}) {
        body = town;
        body.ppl_number = ppl;
        expect_refused(body, "pplNumber");
    }
    body = ministry;
    body.ppl_number = "00000197";
    expect_refused(body, "pplNumber");
    body = ministry;
    body.sub_entities.clear();
    expect_refused(body, "subEntities");
    for (const auto& codes : {std::vector<std::string>{"201"}, {"000000020x"}, {"0000000201", "0000000201"}}) {
        body = ministry;
        body.sub_entities = codes;
        expect_refused(body, "subEntities");
    }
    EXPECT_TRUE(must(public_bodies(*must(world.store->read()), "", 10)).bodies.empty());
}

TEST_F(PublicBodies, AreRefusedWhenTheEnterpriseIsNotFit) {
    auto body = town;
    body.enterprise = world.employers[0].enterprise;
    expect_refused(body, "enterpriseNumber", ErrorKind::conflict);
    {
        const auto writer = must(world.store->write());
        Enterprise stopped;
        stopped.number = *town.enterprise;
        stopped.active = false;
        must(put_enterprise_record(*writer, stopped));
        must(writer->commit());
    }
    expect_refused(town, "enterpriseNumber", ErrorKind::conflict);
}

}  // namespace
}  // namespace dimona::registry
