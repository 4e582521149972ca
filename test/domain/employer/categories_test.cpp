#include "domain/employer/categories.hpp"

#include <gmock/gmock.h>

#include "../rules/shipped_law.hpp"

namespace dimona::domain::test {
namespace {

using testing::UnorderedElementsAre;
using enum EmployerCategory;

const LocalDate today = make_date(2026, 5, 4);

std::set<EmployerCategory> of(EmployerFacts facts) { return categories_of(shipped_law(), facts, today); }

TEST(EmployerCategories, FollowTheJointCommittee) {
    const std::pair<const char*, EmployerCategory> cases[] = {{"302", horeca},       {"124", construction},
                                                              {"322", agency},       {"144", agriculture},
                                                              {"145", horticulture}, {"320", undertaker}};
    for (const auto& [committee, category] : cases)
        EXPECT_THAT(of({.kind = EmployerKind::other, .committees = {committee}}), UnorderedElementsAre(category))
            << committee;
}

TEST(EmployerCategories, AreSeveralWhenSeveralFit) {
    EXPECT_THAT(
        of({.kind = EmployerKind::other, .legal_form = "017", .nace = "55100", .committees = {"302", "329.01"}}),
        UnorderedElementsAre(horeca, non_profit));
}

TEST(EmployerCategories, FollowTheActivityOnlyWhileTheCommitteeIsNotKnown) {
    EXPECT_THAT(of({.kind = EmployerKind::other, .nace = "56101"}), UnorderedElementsAre(horeca));
    EXPECT_THAT(of({.kind = EmployerKind::other, .nace = "56101", .committees = {"200"}}),
                UnorderedElementsAre(ordinary));
    EXPECT_THAT(of({.kind = EmployerKind::other, .nace = "5"}), UnorderedElementsAre(ordinary));
}

TEST(EmployerCategories, ASubcommitteeIsNotItsCommittee) {
    EXPECT_THAT(of({.kind = EmployerKind::other, .committees = {"322.01"}}), UnorderedElementsAre(ordinary));
}

TEST(EmployerCategories, AnEmployerThatNothingSpecialFitsIsOrdinary) {
    EXPECT_THAT(of({}), UnorderedElementsAre(ordinary));
    EXPECT_THAT(of({.kind = EmployerKind::domestic_staff, .committees = {"323"}}), UnorderedElementsAre(ordinary));
}

TEST(EmployerCategories, HaveOneRowWithoutConditionsOnEachDay) {
    for (int year = 2011; year <= 2028; ++year) {
        int rows = 0;
        for (const auto& row : shipped_law().employer_categories)
            rows += row.has_no_condition() && row.valid.covers(make_date(year, 1, 1)) ? 1 : 0;
        EXPECT_EQ(rows, 1) << year;
    }
}

}  // namespace
}  // namespace dimona::domain::test
