// The law as data: complete, dated, without gaps and without rows that nothing reads.
#include <map>

#include "domain/rules/conditions.hpp"
#include "domain/rules/decide.hpp"
#include "domain/rules/fields.hpp"
#include "shipped_law.hpp"

#include <gtest/gtest.h>

namespace dimona::domain::test {
namespace {

constexpr std::array all_types{WorkerType::A17, WorkerType::ALT, WorkerType::BCW, WorkerType::DWD, WorkerType::EXT,
                               WorkerType::FLX, WorkerType::IVT, WorkerType::O17, WorkerType::OTH, WorkerType::PMP,
                               WorkerType::QUA, WorkerType::RTA, WorkerType::S17, WorkerType::STG, WorkerType::STU,
                               WorkerType::STX, WorkerType::T17, WorkerType::TEA, WorkerType::TRI};
constexpr std::array all_committees{
    JointCommittee::construction_124, JointCommittee::transport_140,    JointCommittee::agriculture_144,
    JointCommittee::horticulture_145, JointCommittee::electricians_149, JointCommittee::horeca_302,
    JointCommittee::undertakers_320,  JointCommittee::temporary_322,    JointCommittee::other_xxx};
constexpr std::array all_categories{EmployerCategory::ordinary,         EmployerCategory::horeca,
                                    EmployerCategory::construction,     EmployerCategory::agency,
                                    EmployerCategory::agriculture,      EmployerCategory::horticulture,
                                    EmployerCategory::undertaker,       EmployerCategory::public_body,
                                    EmployerCategory::provincial_local, EmployerCategory::public_broadcaster,
                                    EmployerCategory::parliament,       EmployerCategory::non_profit,
                                    EmployerCategory::secretariat};

// Each first day of a quarter, from the first one of the present Dimona to two years ahead.
std::vector<LocalDate> quarter_days() {
    std::vector<LocalDate> days;
    for (int year = 2011; year <= 2028; ++year)
        for (int quarter = 1; quarter <= 4; ++quarter) days.push_back(first_day({year, quarter}));
    return days;
}

TEST(Matrices, AnswerForEachPairOnEachDay) {
    const auto& law = shipped_law();
    for (const auto day : quarter_days())
        for (const auto type : all_types) {
            for (const auto category : all_categories)
                EXPECT_TRUE(law.allows(category, type, day))
                    << to_code(category) << ' ' << to_code(type) << ' ' << format_date(day);
            for (const auto committee : all_committees) {
                if (committee != JointCommittee::temporary_322) {
                    EXPECT_TRUE(law.allows(committee, std::nullopt, type, day))
                        << to_code(committee) << ' ' << to_code(type);
                    EXPECT_TRUE(law.allows(JointCommittee::temporary_322, committee, type, day))
                        << to_code(committee) << ' ' << to_code(type);
                }
            }
        }
}

TEST(Parameters, HoldFromTheirFirstDayOn) {
    for (const auto& [name, rows] : shipped_law().parameters) {
        auto first = rows.front().valid.first;
        for (const auto& row : rows) first = std::min(first, row.valid.first);
        for (const auto day : quarter_days())
            EXPECT_TRUE(day < first || shipped_law().parameter(name, day)) << name << ' ' << format_date(day);
        EXPECT_FALSE(shipped_law().parameter(name, first - std::chrono::days{1}))
            << name << " is never the nearest row";
    }
}

TEST(Parameters, HaveAMarkThatSaysHowSureTheyAre) {
    for (const auto& [name, rows] : shipped_law().parameters)
        for (const auto& row : rows) EXPECT_TRUE(row.mark == "S" || row.mark == "K" || row.mark == "?") << name;
}

TEST(Fields, OfTheCatalogueAreKnownToTheProgramAndTheirConditionsToo) {
    for (const auto& row : shipped_law().fields) {
        EXPECT_TRUE(condition_named(row.condition)) << row.zone << ' ' << row.condition;
        const auto fields = all_fields();
        EXPECT_TRUE(std::any_of(fields.begin(), fields.end(),
                                [&](const Field& field) { return field.zone == row.zone && field.place == row.place; }))
            << row.zone << ' ' << row.place;
    }
}

TEST(Fields, EndEachListWithARowThatAlwaysHolds) {
    std::map<std::string, const FieldRow*> last;
    for (const auto& row : shipped_law().fields) last[row.zone + ' ' + row.place + ' ' + row.operation] = &row;
    for (const auto& [name, row] : last) EXPECT_TRUE(row->condition.empty()) << name;
}

TEST(Fields, HaveTheirRowsOfOneOperationTogether) {
    std::map<std::string, std::string> last_field;  // by operation
    std::set<std::string> finished;
    for (const auto& row : shipped_law().fields) {
        const auto field = row.zone + ' ' + row.place + ' ' + row.operation;
        auto& last = last_field[row.operation];
        if (last == field) continue;
        EXPECT_FALSE(finished.contains(field)) << field;
        finished.insert(last);
        last = field;
    }
}

TEST(Windows, AnswerForEachChangeOfEachType) {
    for (const auto change :
         {Change::declare_in, Change::declare_out, Change::start_earlier, Change::start_later, Change::start_hour,
          Change::end_earlier, Change::end_later, Change::remove_end, Change::planned_hours, Change::cancel,
          Change::registration_create, Change::registration_modify, Change::registration_cancel})
        for (const auto type : all_types)
            for (const auto day : quarter_days()) {
                Period period;
                period.features.worker_type = type;
                period.start_day = day;
                period.end_day = day;
                EXPECT_TRUE(deadline_for(period, change, shipped_law(), day))
                    << to_code(change) << ' ' << to_code(type);
            }
}

TEST(MandateGroups, OneCoversDimonaOnEachDayAndSaysHowLongARequestMayWait) {
    for (const auto day : quarter_days()) {
        const auto* group = shipped_law().mandate_group("DmfA-Dimona", day);
        ASSERT_TRUE(group) << format_date(day);
        EXPECT_TRUE(group->covers_dimona);
        EXPECT_GT(group->answer_days, 0);
        EXPECT_FALSE(shipped_law().mandate_group("DmfA", day));
    }
}

TEST(Cards, ExistForWhateverARuleCanFind) {
    for (const auto& code : codes_without_card(shipped_law())) ADD_FAILURE() << code << " has no card";
}

TEST(Cards, OfRulesInForceHaveAFunctionOrARowThatFindsThem) {
    std::set<std::string> found;
    for (const auto& rule : all_rules()) found.emplace(rule.code);
    for (const auto& row : shipped_law().fields) {
        if (row.presence == Presence::mandatory) found.insert(row.zone + "-001");
        if (row.presence == Presence::forbidden) found.insert(row.zone + "-005");
        if (row.presence != Presence::forbidden) found.insert(row.zone + "-003");
    }
    for (const auto& [code, card] : shipped_law().cards) {
        if (card.historic || !card.reach.empty()) continue;
        EXPECT_TRUE(found.contains(code)) << code << " is in force and nothing finds it";
    }
}

}  // namespace
}  // namespace dimona::domain::test
