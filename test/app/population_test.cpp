#include "app/demo/population.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/demo/enterprises.hpp"
#include "base/text.hpp"

namespace dimona::app {
namespace {

using namespace domain;

const Population& population() {
    static const Population made = demo_population();
    return made;
}

TEST(DemoPopulation, IsTheSameEachTime) {
    const auto again = demo_population();
    for (std::size_t index = 0; index < population().employers.size(); ++index)
        EXPECT_EQ(population().employers[index].employer, again.employers[index].employer);
    EXPECT_EQ(population().persons, again.persons);
    EXPECT_EQ(population().mandates, again.mandates);
}

TEST(DemoPopulation, HasEmployersOfEachKind) {
    std::multiset<std::string> kinds;
    for (const auto& [kind, employer] : population().employers) kinds.insert(kind);
    for (const char* kind :
         {"ordinary", "horeca", "construction", "agency", "agriculture", "horticulture", "public", "secretariat"})
        EXPECT_GE(kinds.count(kind), 1U) << kind;
    for (const auto category :
         {EmployerCategory::public_body, EmployerCategory::provincial_local, EmployerCategory::public_broadcaster,
          EmployerCategory::parliament, EmployerCategory::non_profit})
        EXPECT_TRUE(std::any_of(population().employers.begin(), population().employers.end(),
                                [&](const DemoEmployer& demo) { return demo.employer.is(category); }));
}

TEST(DemoPopulation, HasEmployersWithValidNumbersOfTheirOwn) {
    std::set<std::int64_t> numbers, enterprises;
    for (const auto& [kind, employer] : population().employers) {
        EXPECT_EQ(EmployerNumber::parse_definitive(std::to_string(employer.number.value())), employer.number);
        EXPECT_EQ(EnterpriseNumber::parse(employer.enterprise->to_text()), employer.enterprise);
        EXPECT_TRUE(employer.active_on(make_date(2015, 1, 1)) && employer.active_on(make_date(2030, 1, 1)));
        EXPECT_EQ(employer.registers_days_here, employer.is(EmployerCategory::horeca)) << employer.name;
        numbers.insert(employer.number.value());
        enterprises.insert(employer.enterprise->value());
    }
    EXPECT_EQ(numbers.size(), population().employers.size());
    EXPECT_EQ(enterprises.size(), population().employers.size());
}

TEST(DemoEnterprises, AreCompleteForEachEmployer) {
    const auto enterprises = enterprises_of(population());
    ASSERT_EQ(enterprises.size(), population().employers.size());
    std::set<std::string> units;
    for (std::size_t index = 0; index < enterprises.size(); ++index) {
        const auto& enterprise = enterprises[index];
        const auto& employer = population().employers[index].employer;
        EXPECT_EQ(enterprise.number, employer.enterprise);
        EXPECT_EQ(enterprise.names.front().text, employer.name);
        EXPECT_TRUE(registry::missing_for_identification(enterprise).empty()) << employer.name;
        EXPECT_FALSE(enterprise.email.empty()) << employer.name;
        for (const auto& unit : enterprise.establishments) {
            EXPECT_TRUE(is_establishment_number(unit.number)) << unit.number;
            EXPECT_TRUE(units.insert(unit.number).second) << unit.number;
        }
    }
}

TEST(DemoEnterprises, OfferSomebodyForEachCaseOfAnIdentification) {
    std::set<std::int64_t> employers;
    for (const auto& demo : population().employers) employers.insert(demo.employer.enterprise->value());
    std::multimap<std::string, registry::Enterprise> candidates;
    for (const auto& [kind, enterprise] : demo_candidates()) {
        EXPECT_FALSE(employers.contains(enterprise.number.value())) << "an employer already";
        EXPECT_EQ(EnterpriseNumber::parse(enterprise.number.to_text()), enterprise.number);
        candidates.emplace(kind, enterprise);
    }
    const auto misses = [&](const char* kind) {
        return registry::missing_for_identification(candidates.find(kind)->second);
    };
    EXPECT_GE(candidates.count("complete"), 3U);
    EXPECT_TRUE(misses("complete").empty());
    EXPECT_TRUE(misses("noEmail").empty());
    EXPECT_TRUE(candidates.find("noEmail")->second.email.empty());
    EXPECT_TRUE(misses("naturalPerson").empty());
    EXPECT_TRUE(candidates.find("naturalPerson")->second.natural_person);
    EXPECT_EQ(misses("incomplete"), (std::vector<std::string>{"address", "activity"}));
    EXPECT_EQ(misses("inactive"), std::vector<std::string>{"active"});
}

TEST(DemoPopulation, HasOneEmployerWithSubEntities) {
    EXPECT_EQ(std::count_if(population().employers.begin(), population().employers.end(),
                            [](const DemoEmployer& demo) { return !demo.employer.sub_entities.empty(); }),
              1);
}

TEST(DemoPopulation, HasSixtyWorkersWhoseNumbersFitThem) {
    std::set<Ssin> numbers;
    int bis = 0;
    for (const auto& person : population().persons) {
        EXPECT_EQ(Ssin::parse(person.ssin.to_text()), person.ssin);
        const auto birth = person.ssin.birth_day();
        ASSERT_TRUE(birth);
        EXPECT_EQ(to_text(*person.birth_date), format_date(*birth));
        const int serial = static_cast<int>(person.ssin.value() / 100 % 1000);
        EXPECT_EQ(serial % 2 == 1, person.sex == Sex::man) << "odd for men, even for women";
        EXPECT_TRUE(is_clean_text(person.family_name) && !person.family_name.empty());
        EXPECT_TRUE(is_clean_text(person.given_name) && !person.given_name.empty());
        bis += person.ssin.is_bis() ? 1 : 0;
        numbers.insert(person.ssin);
    }
    EXPECT_EQ(numbers.size(), 60U);
    EXPECT_GT(bis, 0);
}

TEST(DemoPopulation, HasStudentsPensionersAndPeopleOfBothCenturies) {
    int students = 0, pensioners = 0, this_century = 0;
    for (const auto& person : population().persons) {
        const int age = 2026 - person.birth_date->year;
        EXPECT_GE(age, 17);
        EXPECT_LE(age, 75);
        students += age <= 25 ? 1 : 0;
        pensioners += age >= 65 ? 1 : 0;
        this_century += person.birth_date->year >= 2000 ? 1 : 0;
    }
    EXPECT_GE(students, 5);
    EXPECT_GE(pensioners, 3);
    EXPECT_GE(this_century, 5);
    EXPECT_LE(this_century, 40);
}

// Each outcome of the conditions for flexi-jobs can be tried in every quarter of 2025 and 2026.
TEST(DemoPopulation, HasCareersOfEachKindForAboutHalf) {
    std::map<std::size_t, std::vector<CareerQuarter>> careers;
    for (const auto& [person, row] : population().careers) careers[person].push_back(row);
    EXPECT_GE(careers.size(), 20U);
    EXPECT_LE(careers.size(), 40U);
    int enough = 0, too_little = 0, pensioners = 0;
    for (const auto& [person, rows] : careers) {
        const auto covered = std::count_if(rows.begin(), rows.end(), [](const CareerQuarter& row) {
            return row.quarter >= Quarter{2025, 1} && row.quarter <= Quarter{2026, 4};
        });
        EXPECT_EQ(covered, 8) << "person " << person;
        const auto& row = rows.front();
        EXPECT_NE(row.employer.has_value(), row.pensioner);
        EXPECT_TRUE(!row.pensioner || population().persons[person].birth_date->year <= 1961) << "old enough";
        pensioners += row.pensioner ? 1 : 0;
        enough += row.percent >= 80 ? 1 : 0;
        too_little += row.percent > 0 && row.percent < 80 ? 1 : 0;
    }
    EXPECT_GT(enough, 3);
    EXPECT_GT(too_little, 3);
    EXPECT_GT(pensioners, 1);
}

TEST(DemoPopulation, HasASecretariatMandatedByTwoOthers) {
    const auto& secretariat = population().employers.back();
    EXPECT_EQ(secretariat.kind, "secretariat");
    ASSERT_EQ(population().mandates.size(), 2U);
    for (const auto& mandate : population().mandates) {
        EXPECT_EQ(mandate.mandatary, secretariat.employer.enterprise);
        EXPECT_NE(mandate.mandator, mandate.mandatary);
        EXPECT_TRUE(mandate.valid.covers(make_date(2020, 1, 1)) && mandate.valid.covers(make_date(2040, 1, 1)));
        EXPECT_FALSE(mandate.revoked);
    }
}

}  // namespace
}  // namespace dimona::app
