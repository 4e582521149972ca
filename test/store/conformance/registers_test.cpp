// Employers, persons, mandates, careers, clients and assertions.
#include "base/text.hpp"
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

class Registers : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Registers, testing::ValuesIn(all_engines()), name_of);

TEST_P(Registers, AnEmployerComesBackAsItWasWritten) {
    write([](Writer& writer) {
        must(writer.put_employer(an_employer(1'001)));
        must(writer.put_employer(a_full_employer(1'002)));
    });
    EXPECT_EQ(must(reader()->employer(employer_number(1'001))), an_employer(1'001));
    EXPECT_EQ(must(reader()->employer(employer_number(1'002))), a_full_employer(1'002));
    EXPECT_EQ(must(reader()->employer_of(enterprise_number(1'002))), a_full_employer(1'002));
    EXPECT_FALSE(must(reader()->employer(employer_number(1'003))));
    EXPECT_FALSE(must(reader()->employer_of(enterprise_number(1'001))));
}

TEST_P(Registers, AnEmployerIsReplacedAsAWhole) {
    auto employer = a_full_employer(1'001);
    write([&](Writer& writer) { must(writer.put_employer(employer)); });
    employer.enterprise = enterprise_number(7'777);
    employer.categories.clear();
    employer.active.clear();
    write([&](Writer& writer) { must(writer.put_employer(employer)); });
    EXPECT_EQ(must(reader()->employer(employer.number)), employer);
    EXPECT_EQ(must(reader()->employer_of(enterprise_number(7'777))), employer);
    EXPECT_FALSE(must(reader()->employer_of(enterprise_number(1'001))));
}

TEST_P(Registers, AnEnterpriseWithTwoNumbersIsFoundUnderItsDefinitiveOne) {
    auto provisional = an_employer(1'001);
    provisional.number = domain::EmployerNumber::make_provisional(50'000'001);
    provisional.enterprise = enterprise_number(1'002);
    write([&](Writer& writer) {
        must(writer.put_employer(provisional));
        must(writer.put_employer(a_full_employer(1'002)));
    });
    EXPECT_EQ(must(reader()->employer_of(enterprise_number(1'002))), a_full_employer(1'002));
    EXPECT_EQ(must(reader()->employer(provisional.number)), provisional);
}

TEST_P(Registers, AnEnterpriseIsKnownByItselfOrThroughItsEmployer) {
    write([](Writer& writer) {
        must(writer.put_enterprise(enterprise_number(5'000), "A user of temporary workers"));
        must(writer.put_enterprise(enterprise_number(5'000), "The same, renamed"));
        must(writer.put_employer(a_full_employer(1'002)));
    });
    EXPECT_TRUE(must(reader()->enterprise_exists(enterprise_number(5'000))));
    EXPECT_TRUE(must(reader()->enterprise_exists(enterprise_number(1'002))));
    EXPECT_FALSE(must(reader()->enterprise_exists(enterprise_number(5'001))));
}

TEST_P(Registers, APersonGetsAKeyAndComesBackAsWritten) {
    domain::PersonKey first, second;
    write([&](Writer& writer) {
        first = must(writer.put_person(a_person(1)));
        second = must(writer.put_person(a_full_person(2)));
    });
    EXPECT_NE(first, second);
    auto minimal = a_person(1), full = a_full_person(2);
    minimal.key = first;
    full.key = second;
    EXPECT_EQ(must(reader()->person(first)), minimal);
    EXPECT_EQ(must(reader()->person(second)), full);
    EXPECT_FALSE(must(reader()->person(domain::PersonKey{99})));
}

TEST_P(Registers, AReplacedNumberLeadsToTheSamePerson) {
    auto person = a_full_person(2);
    write([&](Writer& writer) { person.key = must(writer.put_person(person)); });
    EXPECT_EQ(must(reader()->person(person.ssin)), person);
    for (const auto number : person.replaced) EXPECT_EQ(must(reader()->person(number)), person);
    EXPECT_FALSE(must(reader()->person(a_person(3).ssin)));
}

TEST_P(Registers, ANumberThatIsTakenAwayLeadsNowhere) {
    auto person = a_full_person(2);
    write([&](Writer& writer) { person.key = must(writer.put_person(person)); });
    const auto dropped = person.replaced.back();
    person.replaced.pop_back();
    write([&](Writer& writer) { EXPECT_EQ(must(writer.put_person(person)), person.key); });
    EXPECT_FALSE(must(reader()->person(dropped)));
    EXPECT_EQ(must(reader()->person(person.ssin)), person);
}

TEST_P(Registers, AKeyThatWasGivenFromOutsideIsNotGivenAgain) {
    auto person = a_person(1);
    person.key = domain::PersonKey{500};
    domain::PersonKey next;
    write([&](Writer& writer) {
        EXPECT_EQ(must(writer.put_person(person)), person.key);
        next = must(writer.put_person(a_person(2)));
    });
    EXPECT_GT(next, person.key);
}

TEST_P(Registers, PersonsAreFoundByFoldedNamesAndTheKnownPartsOfTheirBirthDate) {
    struct Known {
        int serial;
        const char* given_name;
        std::optional<domain::IncompleteDate> birth;
    };
    const std::vector<Known> known = {{1, "Zoë", {{1990, 5, 17}}}, {2, "ZOE", {{1990, 5, 0}}},
                                      {3, "Zoé", {{1990, 0, 0}}},  {4, "Zoë", {{1991, 5, 17}}},
                                      {5, "Zoë", std::nullopt},    {6, "Chloë", {{1990, 5, 17}}}};
    write([&](Writer& writer) {
        for (const auto& one : known) {
            auto person = a_full_person(one.serial);
            person.given_name = one.given_name;
            person.birth_date = one.birth;
            must(writer.put_person(person));
        }
    });
    const auto found = [&](domain::IncompleteDate birth) {
        std::vector<std::int64_t> keys;
        for (const auto& person : must(reader()->persons_like(folded_name("dhoore noel"), folded_name("zoe"), birth)))
            keys.push_back(person.key.value());
        return keys;
    };
    using Keys = std::vector<std::int64_t>;
    EXPECT_EQ(found({1990, 5, 17}), (Keys{1, 2, 3}));
    EXPECT_EQ(found({1990, 5, 18}), (Keys{2, 3}));
    EXPECT_EQ(found({1990, 6, 17}), (Keys{3}));
    EXPECT_EQ(found({1990, 0, 0}), (Keys{1, 2, 3}));
    EXPECT_EQ(found({1991, 0, 0}), (Keys{4}));
    EXPECT_EQ(found({1992, 5, 17}), (Keys{}));
}

TEST_P(Registers, MandatesAreReplacedByPartiesAndFirstDay) {
    const registry::Mandate first{.mandator = enterprise_number(1'001),
                                  .mandatary = enterprise_number(1'002),
                                  .valid = {make_date(2025, 1, 1), make_date(2025, 12, 31)},
                                  .revoked = false};
    auto second = first;
    second.valid = {make_date(2026, 1, 1), std::nullopt};
    auto revoked = second;
    revoked.revoked = true;
    revoked.valid.last = make_date(2026, 3, 31);
    write([&](Writer& writer) {
        must(writer.put_mandate(first));
        must(writer.put_mandate(second));
        must(writer.put_mandate(revoked));
    });
    EXPECT_EQ(must(reader()->mandates_to(enterprise_number(1'002))), (std::vector{first, revoked}));
    EXPECT_TRUE(must(reader()->mandates_to(enterprise_number(1'001))).empty());
    EXPECT_EQ(must(reader()->mandates_from(enterprise_number(1'001))), (std::vector{first, revoked}));
    EXPECT_TRUE(must(reader()->mandates_from(enterprise_number(1'002))).empty());
}

TEST_P(Registers, NoCareerAtAllIsToldApartFromNoRowInTheseQuarters) {
    const domain::CareerQuarter worked{{2025, 4}, employer_number(1'001), 80, false};
    const domain::CareerQuarter pension{{2026, 1}, std::nullopt, 0, true};
    write([&](Writer& writer) {
        put_parties(writer);
        must(writer.put_career(domain::PersonKey{1}, {{2025, 4}, employer_number(1'001), 50, false}));
        must(writer.put_career(domain::PersonKey{1}, worked));  // corrected
        must(writer.put_career(domain::PersonKey{1}, pension));
    });
    const auto view = reader();
    EXPECT_EQ(must(view->career(domain::PersonKey{1}, {2025, 3}, {2026, 1})), (std::vector{worked, pension}));
    EXPECT_EQ(must(view->career(domain::PersonKey{1}, {2026, 1}, {2026, 2})), (std::vector{pension}));
    EXPECT_EQ(must(view->career(domain::PersonKey{1}, {2020, 1}, {2020, 4})), std::vector<domain::CareerQuarter>{});
    EXPECT_EQ(must(view->career(domain::PersonKey{2}, {2025, 1}, {2026, 4})), std::nullopt);
}

TEST_P(Registers, AClientKeepsAllItsKeysAndIsReplacedAsAWhole) {
    registry::OAuthClient client{.client_id = "b",
                                 .enterprise = enterprise_number(1'001),
                                 .scopes = {"one", "two"},
                                 .public_keys_pem = {"-----BEGIN\nKEY-----", "second"},
                                 .active = true};
    write([&](Writer& writer) {
        must(writer.put_oauth_client(client));
        must(writer.put_oauth_client({.client_id = "a", .enterprise = enterprise_number(1'002)}));
    });
    const auto same = [](const registry::OAuthClient& one, const registry::OAuthClient& other) {
        return one.client_id == other.client_id && one.enterprise == other.enterprise && one.scopes == other.scopes &&
               one.public_keys_pem == other.public_keys_pem && one.active == other.active;
    };
    EXPECT_TRUE(same(*must(reader()->oauth_client("b")), client));
    EXPECT_FALSE(must(reader()->oauth_client("c")));
    ASSERT_EQ(must(reader()->oauth_clients()).size(), 2U);
    EXPECT_EQ(must(reader()->oauth_clients()).front().client_id, "a");

    client.active = false;
    client.public_keys_pem = {"third"};
    write([&](Writer& writer) { must(writer.put_oauth_client(client)); });
    EXPECT_TRUE(same(*must(reader()->oauth_client("b")), client));
}

TEST_P(Registers, AnAssertionIsUsedOnceUntilItHasExpired) {
    const auto use = [&](const char* client, const char* jti, Instant expires, Instant now) {
        bool fresh = false;
        write([&](Writer& writer) { fresh = must(writer.use_assertion(client, jti, expires, now)); });
        return fresh;
    };
    EXPECT_TRUE(use("client", "1", moment(60), moment(0)));
    EXPECT_FALSE(use("client", "1", moment(60), moment(1)));
    EXPECT_FALSE(use("client", "1", moment(90), moment(60)));
    EXPECT_TRUE(use("client", "2", moment(60), moment(1)));
    EXPECT_TRUE(use("other", "1", moment(60), moment(1)));
    EXPECT_TRUE(use("client", "1", moment(120), moment(61)));  // forgotten: the token itself is too old by now
}

TEST_P(Registers, AnAssertionOfATransactionThatFailedCanBeUsedAgain) {
    EXPECT_TRUE(must(must(store().write())->use_assertion("client", "1", moment(60), moment(0))));
    EXPECT_TRUE(must(must(store().write())->use_assertion("client", "1", moment(60), moment(0))));
}

}  // namespace

}  // namespace dimona::store::test
