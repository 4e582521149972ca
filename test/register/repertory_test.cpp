// The repertory of employers and the enterprise register behind it.
#include "register/repertory.hpp"

#include <gtest/gtest.h>

#include <set>

#include "register/enterprise_register.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::EmployerNumber;
using test::must;
using test::World;

Act act_about(const domain::Employer& employer, std::string code, Instant at = test::brussels(2026, 5, 4, 10, 0)) {
    Act act{.at = at,
            .code = std::move(code),
            .by = "operator@authority.example",
            .by_enterprise = std::nullopt,
            .reason = "",
            .about = {subject(employer.number)},
            .details = {}};
    if (employer.enterprise) act.about.push_back(subject(*employer.enterprise));
    return act;
}

template <class Work>
void in_one_transaction(World& world, Work work) {
    const auto writer = must(world.store->write());
    work(*writer);
    must(writer->commit());
}

domain::Employer a_new_employer(EmployerNumber number) {
    return {.number = number,
            .enterprise = domain::EnterpriseNumber::make(5'001),
            .name = "Zagerij De Nerf",
            .categories = {domain::EmployerCategory::ordinary},
            .active = {{make_date(2026, 5, 1), std::nullopt}},
            .sub_entities = {}};
}

TEST(EmployerNumbers, AreValidAndNeverGivenTwice) {
    World world;
    std::set<EmployerNumber> given;
    for (int round = 0; round < 40; ++round)
        in_one_transaction(world, [&](Writer& writer) {
            const auto definitive = must(next_definitive_number(writer));
            const auto provisional = must(next_provisional_number(writer));
            EXPECT_TRUE(EmployerNumber::parse_definitive(std::to_string(definitive.value()))) << definitive.value();
            EXPECT_TRUE(EmployerNumber::parse_provisional(std::to_string(provisional.value()))) << provisional.value();
            EXPECT_TRUE(given.insert(definitive).second);
            EXPECT_TRUE(given.insert(provisional).second);
        });
}

TEST(EmployerNumbers, SkipEmployersWhoAreThere) {
    World world;
    EmployerNumber next = EmployerNumber::from_stored(0);
    in_one_transaction(world, [&](Writer& writer) { next = must(next_provisional_number(writer)); });
    const auto taken = EmployerNumber::make_provisional(next.value() / 100 + 1);
    in_one_transaction(world, [&](Writer& writer) {
        must(writer.put_employer(a_new_employer(taken)));
        EXPECT_EQ(must(next_provisional_number(writer)), EmployerNumber::make_provisional(next.value() / 100 + 2));
    });
}

TEST(EmployerNumbers, OfATransactionThatIsGivenUpAreFreeAgain) {
    World world;
    EmployerNumber first = EmployerNumber::from_stored(0);
    {
        const auto writer = must(world.store->write());
        first = must(next_definitive_number(*writer));
    }
    in_one_transaction(world, [&](Writer& writer) { EXPECT_EQ(must(next_definitive_number(writer)), first); });
}

TEST(Repertory, KeepsEveryVersionOfAnEmployer) {
    World world;
    const auto entered = a_new_employer(EmployerNumber::make_definitive(1'800'000));
    auto changed = entered;
    changed.name = "Zagerij De Nerf en Dochter";
    const auto later = test::brussels(2026, 6, 1, 9, 0);
    in_one_transaction(
        world, [&](Writer& writer) { must(enter_employer(writer, entered, act_about(entered, "employer.entered"))); });
    in_one_transaction(world, [&](Writer& writer) {
        must(change_employer(writer, changed, act_about(changed, "employer.changed", later), make_date(2026, 5, 15)));
    });

    const auto reader = must(world.store->read());
    EXPECT_EQ(must(reader->employer(entered.number)), changed);
    const auto history = must(employer_history(*reader, entered.number));
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].employer, entered);
    EXPECT_EQ(history[0].valid_from, make_date(2026, 5, 4));
    EXPECT_EQ(history[1].employer, changed);
    EXPECT_EQ(history[1].from, later);
    EXPECT_EQ(history[1].valid_from, make_date(2026, 5, 15));
    const auto acts = must(acts_about(*reader, subject(entered.number), 0, 10));
    ASSERT_EQ(acts.size(), 2u);
    EXPECT_EQ(acts[0].sequence, history[1].act);
    EXPECT_EQ(acts[1].sequence, history[0].act);
}

TEST(Repertory, KnowsWhatWasThereBeforeTheFirstChange) {
    World world;
    const auto& before = world.employers[0];
    EXPECT_EQ(must(employer_history(*must(world.store->read()), before.number)).size(), 1u);
    auto after = before;
    after.categories.insert(domain::EmployerCategory::horeca);
    in_one_transaction(
        world, [&](Writer& writer) { must(change_employer(writer, after, act_about(after, "employer.changed"))); });
    const auto history = must(employer_history(*must(world.store->read()), before.number));
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].employer, before);
    EXPECT_EQ(history[0].act, 0);
    EXPECT_EQ(history[0].valid_from, make_date(2010, 1, 1));
    EXPECT_EQ(history[1].employer, after);
}

TEST(Repertory, RefusesANumberInUseAndAnUnknownOne) {
    World world;
    const auto writer = must(world.store->write());
    const auto& known = world.employers[0];
    const auto twice = enter_employer(*writer, known, act_about(known, "employer.entered"));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::conflict);
    const auto unknown = a_new_employer(EmployerNumber::make_definitive(1'800'000));
    const auto missing = change_employer(*writer, unknown, act_about(unknown, "employer.changed"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_FALSE(must(writer->journal_head()));
}

TEST(Repertory, RecordsNothingWhenNothingChanges) {
    World world;
    const auto writer = must(world.store->write());
    must(change_employer(*writer, world.employers[0], act_about(world.employers[0], "employer.changed")));
    EXPECT_FALSE(must(writer->journal_head()));
}

TEST(Repertory, DecidesWhoIsActiveOnADay) {
    World world;
    auto employer = world.employers[0];
    employer.active = {{make_date(2010, 1, 1), make_date(2026, 6, 30)}};
    in_one_transaction(world, [&](Writer& writer) {
        must(change_employer(writer, employer, act_about(employer, "employer.struckOff")));
    });
    const auto declared = [&](const std::string& day) {
        return world
            .declare({.request = test::an_in(employer, world.persons[0], "OTH", "XXX", day),
                      .caller = world.caller_of(employer),
                      .idempotency_key = std::nullopt},
                     test::brussels(2026, 6, 20, 10, 0))
            .decision;
    };
    const auto has_343 = [](const domain::Decision& decision) {
        for (const auto& anomaly : decision.anomalies)
            if (anomaly.code == "90373-343") return true;
        return false;
    };
    EXPECT_TRUE(has_343(declared("2026-07-01")));
    EXPECT_FALSE(has_343(declared("2026-06-30")));
}

Enterprise a_sawmill() {
    return {
        .number = domain::EnterpriseNumber::make(5'001),
        .active = true,
        .natural_person = false,
        .legal_form = "610",
        .legal_form_names = {{domain::Language::nl, "Besloten vennootschap"}},
        .names = {{domain::Language::nl, "Zagerij De Nerf"}, {domain::Language::fr, "Scierie La Nervure"}},
        .commercial_names = {},
        .address = EnterpriseAddress{.street = {{domain::Language::nl, "Houtkaai"}},
                                     .municipality = {{domain::Language::nl, "Gent"}, {domain::Language::fr, "Gand"}},
                                     .house_number = "12",
                                     .box = "3",
                                     .post_code = "9000",
                                     .country = "",
                                     .extra = ""},
        .activities = {{"2008", "16100", true}},
        .establishments = {{"2100000016", {}, std::nullopt, make_date(2020, 1, 1)}},
        .start_day = make_date(2019, 3, 1),
        .email = "info@nerf.example",
        .phone = "",
        .web = ""};
}

TEST(EnterpriseRegister, GivesBackWhatWasFiled) {
    World world;
    const auto sawmill = a_sawmill();
    in_one_transaction(world, [&](Writer& writer) { must(put_enterprise_record(writer, sawmill)); });
    const auto reader = must(world.store->read());
    EXPECT_EQ(must(find_enterprise(*reader, sawmill.number)), sawmill);
    EXPECT_FALSE(must(find_enterprise(*reader, domain::EnterpriseNumber::make(5'002))));
    EXPECT_TRUE(must(reader->enterprise_exists(sawmill.number)));
    EXPECT_EQ(must(enterprises_after(*reader, 0, 10)).size(), 1u);
    EXPECT_TRUE(must(enterprises_after(*reader, sawmill.number.value(), 10)).empty());
}

TEST(EnterpriseRegister, SpeaksTheLanguageThatIsKnown) {
    const auto sawmill = a_sawmill();
    EXPECT_EQ(sawmill.name(domain::Language::fr), "Scierie La Nervure");
    EXPECT_EQ(sawmill.name(domain::Language::de), "Zagerij De Nerf");
    EXPECT_EQ(one_line(*sawmill.address, domain::Language::fr), "Houtkaai 12/3, 9000 Gand");
}

TEST(EnterpriseRegister, TellsWhatAnIdentificationMisses) {
    auto enterprise = a_sawmill();
    EXPECT_TRUE(missing_for_identification(enterprise).empty());
    enterprise.email.clear();
    EXPECT_TRUE(missing_for_identification(enterprise).empty()) << "one can be identified without an e-mail address";
    enterprise.active = false;
    enterprise.legal_form.clear();
    enterprise.address.reset();
    enterprise.activities.clear();
    EXPECT_EQ(missing_for_identification(enterprise),
              (std::vector<std::string>{"active", "legalForm", "address", "activity"}));
    enterprise = a_sawmill();
    enterprise.natural_person = true;
    enterprise.legal_form.clear();
    enterprise.establishments[0].address = enterprise.address;
    enterprise.address.reset();
    EXPECT_TRUE(missing_for_identification(enterprise).empty());
}

}  // namespace
}  // namespace dimona::registry
