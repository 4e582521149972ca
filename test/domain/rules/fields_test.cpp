// 001, 003, 005: what each kind of declaration must, may and may not say.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

// A correct IN of each active type.
struct Sample {
    std::string_view name;
    Scene scene;
};
SmallStatuteFields trainee() {
    return {.employment_nature = "EMPLOYEE", .activity_with_risk = {}, .worker_status = "F1"};
}

std::vector<Sample> samples() {
    const auto hours = [](Scene scene) { return scene.start("2026-05-08").end("2026-05-08").hours("1800", "2300"); };
    const auto dates = [](Scene scene) { return scene.start("2026-05-11").end("2026-06-30"); };
    std::vector<Sample> list = {
        {"OTH", an_in("OTH").start("2026-05-11")},
        {"STU", dates(an_in("STU")).planned("40")},
        {"FLX by day", hours(an_in("FLX"))},
        {"FLX by period", dates(an_in("FLX"))},
        {"EXT by hours", hours(an_in("EXT", "302"))},
        {"EXT by the day", hours(an_in("EXT", "302"))},
        {"EXT in agriculture", hours(an_in("EXT", "144"))},
        {"IVT", dates(an_in("IVT"))},
        {"TRI", dates(an_in("TRI"))},
        {"STG", dates(an_in("STG"))},
        {"DWD", an_in("DWD").start("2026-05-11")},
        {"ALT", an_in("ALT").start("2026-05-11")},
        {"BCW", an_in("BCW", "124").start("2026-05-11").employer_is(EmployerCategory::construction)},
        {"RTA", an_in("RTA", "124").start("2026-05-11").employer_is(EmployerCategory::construction)},
        {"O17", dates(an_in("O17")).planned("20").employer_is(EmployerCategory::non_profit)},
        {"S17", dates(an_in("S17")).planned("20").employer_is(EmployerCategory::public_body)},
        {"T17", an_in("T17").start("2026-05-11").end("2026-05-11").employer_is(EmployerCategory::public_broadcaster)},
        {"PMP", an_in("PMP").start("2026-05-11").employer_is(EmployerCategory::parliament)},
        {"temporary work", dates(an_in("OTH", "322")).user("XXX").employer_is(EmployerCategory::agency)}};
    for (auto& [name, scene] : list) {
        if (name == "EXT by the day") scene.request.end_hour.reset();
        if (name == "IVT" || name == "TRI" || name == "STG") scene.request.small_statute = trainee();
        if (name == "BCW" || name == "RTA")
            scene.request.control_cards = ControlCardFields{"123456789012", "123456789013"};
    }
    return list;
}

TEST(ACorrectIn, OfEachTypeIsAcceptedWithoutAWord) {
    for (const auto& [name, scene] : samples()) {
        EXPECT_THAT(scene.codes(), IsEmpty()) << name;
        EXPECT_EQ(scene.decide().result, Verdict::accepted) << name;
    }
}

TEST(ACorrectIn, OpensAPeriodWithTheNumberOfTheDeclaration) {
    for (const auto& [name, scene] : samples()) {
        const auto period = scene.period_after();
        EXPECT_EQ(period.id.value(), scene.id.value()) << name;
        EXPECT_EQ(period.person, PersonKey{7}) << name;
        EXPECT_EQ(period.employer, own_number) << name;
        EXPECT_EQ(period.last_declaration, scene.id) << name;
        EXPECT_EQ(period.last_action, Kind::in) << name;
    }
}

TEST(ACorrectIn, LosesItsVerdictWithEachMandatoryField) {
    for (auto [name, scene] : samples()) {
        auto without = scene;
        without.request.start_date.reset();
        EXPECT_THAT(without.codes(), Contains("00910-001")) << name;
        without = scene;
        without.request.features->worker_type.reset();
        EXPECT_THAT(without.codes(), Contains("00655-001")) << name;
        without = scene;
        without.request.features->joint_committee.reset();
        EXPECT_THAT(without.codes(), Contains("00046-001")) << name;
        without = scene;
        without.request.features.reset();
        EXPECT_THAT(without.codes(), IsSupersetOf({"00655-001", "00046-001"})) << name;
        const bool hourly = scene.request.start_hour.has_value();
        if (hourly) {
            without = scene;
            without.request.start_hour.reset();
            EXPECT_THAT(without.codes(), Contains("00777-001")) << name;
        }
        if (scene.request.end_date && (name != "FLX by period")) {
            without = scene;
            without.request.end_date.reset();
            EXPECT_THAT(without.codes(), Contains("00911-001")) << name;
        }
        without = scene;
        without.planned(scene.request.planned_hours ? "" : "10");
        if (scene.request.planned_hours) without.request.planned_hours.reset();
        EXPECT_THAT(without.codes(), Contains(scene.request.planned_hours ? "01135-001" : "01135-005")) << name;
        without = scene;
        without.request.period_id = "600027876089";
        EXPECT_THAT(without.codes(), Contains("00913-005")) << name;
    }
}

TEST(AnEmptyText, IsNoValue) {
    auto scene = an_in("OTH").start("");
    EXPECT_THAT(scene.codes(), Contains("00910-003"));
    EXPECT_THAT(an_in("").start("2026-05-11").codes(), Contains("00655-003"));
}

TEST(AStudent, HasPlannedHoursAndNoHoursOfTheDay) {
    auto scene = an_in("STU").start("2026-05-11").end("2026-05-29").hours("0900", "1700");
    EXPECT_THAT(scene.codes(), IsSupersetOf({"00777-005", "00778-005", "01135-001"}));
    EXPECT_THAT(an_in("STU", "302").start("2026-05-11").end("2026-05-29").planned("8").codes(), Contains("90374-349"));
    for (const std::string wrong : {"0", "1000", "-1", "8.5", "eight", ""})
        EXPECT_THAT(an_in("STU").start("2026-05-11").end("2026-05-29").planned(wrong).codes(), Contains("01135-003"))
            << wrong;
    for (const std::string right : {"1", "650"})
        EXPECT_THAT(an_in("STU").start("2026-05-11").end("2026-05-29").planned(right).codes(), IsEmpty()) << right;
}

TEST(AStudent, KeepsHisStartDay) {
    const Period period = a_period(WorkerType::STU, "2026-05-11").until("2026-05-29").planned(40);
    EXPECT_THAT(an_update(period).start("2026-05-12").codes(), Contains("00910-005"));
}

TEST(Dates, ThatDoNotExistAreNoValue) {
    for (const std::string wrong : {"2026-02-29", "2026-13-01", "2026-5-4", "04/05/2026", "today"})
        EXPECT_THAT(an_in("OTH").start(wrong).codes(), Contains("00910-003")) << wrong;
    EXPECT_THAT(an_in("OTH").start("2028-02-29").codes(), Not(Contains("00910-003")));
    for (const std::string wrong : {"2400", "1860", "18:00", "600"})
        EXPECT_THAT(an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours(wrong, "2300").codes(),
                    Contains("00777-003"))
            << wrong;
}

TEST(Dates, OutsideTheirDomainAreRefused) {
    EXPECT_THAT(an_in("OTH").start("1919-12-31").codes(), Contains("00910-008"));
    EXPECT_THAT(an_in("OTH").start("1920-01-01").codes(), Not(Contains("00910-008")));
    EXPECT_THAT(an_in("OTH").start("2036-01-01").codes(), Contains("00910-008"));
    EXPECT_THAT(an_in("OTH").start("2035-12-31").codes(), Not(Contains("00910-008")));
    EXPECT_THAT(an_in("OTH").start("1990-01-01").end("1998-12-31").codes(), Contains("00911-008"));
    EXPECT_THAT(an_in("OTH").start("2026-05-11").end("9999-12-31").codes(), Contains("00911-008"));
    EXPECT_THAT(an_in("OTH").start("2026-05-11").end("2026-05-10").codes(), Contains("00911-014"));
}

TEST(AFlexiJob, IsDeclaredAtTheEarliest31DaysBeforeTheQuarter) {
    auto scene = an_in("FLX").start("2026-07-15").end("2026-09-30");
    EXPECT_THAT(scene.at("2026-05-31 10:00").codes(), IsEmpty());
    EXPECT_THAT(scene.at("2026-05-30 10:00").codes(), Contains("00910-008"));
}

TEST(Article17, IsDeclaredAtTheEarliest15DaysBefore) {
    auto scene =
        an_in("O17").start("2026-05-19").end("2026-05-29").planned("10").employer_is(EmployerCategory::non_profit);
    EXPECT_THAT(scene.at("2026-05-04 10:00").codes(), IsEmpty());
    EXPECT_THAT(scene.at("2026-05-03 10:00").codes(), Contains("00910-008"));
    auto old =
        an_in("O17").start("2021-12-31").end("2021-12-31").planned("10").employer_is(EmployerCategory::non_profit);
    EXPECT_THAT(old.at("2021-12-30 10:00").codes(), Contains("00910-008"));
}

TEST(AQuarter, HoldsStudentsFlexiPeriodsAndArticle17) {
    EXPECT_THAT(an_in("STU").start("2026-06-29").end("2026-07-01").planned("8").codes(), Contains("90373-421"));
    EXPECT_THAT(an_in("FLX").start("2026-06-29").end("2026-07-01").codes(), Contains("90373-421"));
    EXPECT_THAT(an_in("STU").start("2026-06-29").end("2026-06-30").planned("8").codes(), IsEmpty());
    const Period student = a_period(WorkerType::STU, "2026-05-04").until("2026-05-29").planned(40);
    EXPECT_THAT(an_update(student).end("2026-07-01").at("2026-05-10 10:00").codes(), Contains("90378-421"));
    auto night = an_in("FLX").start("2026-06-30").end("2026-07-01").hours("2200", "0200");
    EXPECT_THAT(night.codes(), IsEmpty()) << "a performance may run past midnight into the next quarter";
}

TEST(HoursOfTheDay, EndAfterTheyBeginAndWithinADay) {
    EXPECT_THAT(an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "1700").codes(),
                Contains("00778-345"));
    EXPECT_THAT(an_in("EXT", "302").start("2026-05-08").end("2026-05-09").hours("1800", "1801").codes(),
                Contains("90373-341"));
    EXPECT_THAT(an_in("EXT", "302").start("2026-05-08").end("2026-05-09").hours("1800", "1759").codes(), IsEmpty());
    EXPECT_THAT(an_update(an_evening("2026-05-08")).end("2026-05-09").end_hour("1900").codes(), Contains("90378-341"));
}

TEST(ADayRate, IsOneDayWithoutEndHour) {
    auto scene = an_in("EXT", "302").start("2026-05-08").end("2026-05-09").start_hour("1800");
    EXPECT_THAT(scene.codes(), Contains("00911-008"));
    EXPECT_TRUE(is_day_rate(scene.end("2026-05-08").period_after()));
    EXPECT_THAT(an_in("EXT", "144").start("2026-05-08").end("2026-05-08").start_hour("0800").codes(),
                Contains("00778-001"));
    const Period paid_by_day = a_period(WorkerType::EXT, "2026-05-08").jc(JointCommittee::horeca_302).hours("1800", "");
    EXPECT_THAT(an_update(paid_by_day).end_hour("2300").codes(), Contains("00778-005"));
}

TEST(TemporaryWork, NamesTheUserByNumberOrByNameAndAddress) {
    auto scene =
        an_in("OTH", "322").user("XXX").employer_is(EmployerCategory::agency).start("2026-05-11").end("2026-05-29");
    auto& user = *scene.request.features->user_enterprise;
    user.name = "Dupont SARL";
    EXPECT_THAT(scene.codes(), Contains("90107-352"));
    user.enterprise_number.reset();
    scene.situation.user_enterprise_known.reset();
    EXPECT_THAT(scene.codes(), IsSupersetOf({"00517-001", "00518-001", "00520-001", "00522-001", "00523-001"}));
    user.address = AddressFields{.street = "Rue du Port",
                                 .house_number = "1",
                                 .box_number = {},
                                 .post_code = "59000",
                                 .municipality_code = {},
                                 .municipality_name = "Lille",
                                 .country = "111"};
    EXPECT_THAT(scene.codes(), IsEmpty());
    user.name.reset();
    EXPECT_THAT(scene.codes(), Contains("90107-351"));
    scene.user("322");
    EXPECT_THAT(scene.codes(), Contains("00046-005"));
    scene.user("XXX").situation.user_enterprise_known = false;
    EXPECT_THAT(scene.codes(), Contains("00131-235"));
    scene.request.features->user_enterprise.reset();
    EXPECT_THAT(scene.codes(), Contains("90107-351"));
    auto own = an_in("OTH").user("XXX").start("2026-05-11");
    EXPECT_THAT(own.codes(), IsSupersetOf({"00131-005", "00046-005"}));
}

TEST(ControlCards, AreTwoDifferentNumbersInConstruction) {
    auto scene = an_in("BCW", "124").employer_is(EmployerCategory::construction).start("2026-05-11");
    EXPECT_THAT(scene.codes(), IsSupersetOf({"00663-001", "00664-001"}));
    scene.request.control_cards = ControlCardFields{"1212", "1313"};
    EXPECT_THAT(scene.codes(), IsEmpty()) << "the numbers that stand for the electronic card";
    scene.request.control_cards = ControlCardFields{"123456789012", "123456789012"};
    EXPECT_THAT(scene.codes(), Contains("00664-353"));
    scene.request.control_cards = ControlCardFields{"12345", "card"};
    EXPECT_THAT(scene.codes(), IsSupersetOf({"00663-003", "00664-003"}));
    auto other = an_in("OTH").start("2026-05-11");
    other.request.control_cards = ControlCardFields{"1212", "1313"};
    EXPECT_THAT(other.codes(), IsSupersetOf({"00663-005", "00664-005"}));
    auto temporary =
        an_in("BCW", "322").user("124").employer_is(EmployerCategory::agency).start("2026-05-11").end("2026-05-29");
    EXPECT_THAT(temporary.codes(), Contains("00663-001"));
}

TEST(ControlCards, WereNotAskedInTheFirstMonthsOfTheEpidemic) {
    auto scene =
        an_in("BCW", "124").employer_is(EmployerCategory::construction).start("2020-05-04").at("2020-05-04 06:00");
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.start("2020-09-01").at("2020-09-01 06:00");
    EXPECT_THAT(scene.codes(), Contains("00663-001"));
}

TEST(ATrainee, HasASmallStatute) {
    for (const std::string type : {"IVT", "TRI", "STG"}) {
        auto scene = an_in(type).start("2026-05-11").end("2026-06-30");
        EXPECT_THAT(scene.codes(), IsSupersetOf({"01231-001", "00053-001"})) << type;
        scene.request.small_statute = SmallStatuteFields{"BOSS", "001", "F3"};
        EXPECT_THAT(scene.codes(), IsSupersetOf({"01231-003", "00053-003"})) << type;
        scene.request.small_statute = SmallStatuteFields{"EMPLOYEE", "001", "F1"};
        EXPECT_THAT(scene.codes(), Contains("00041-521")) << "an activity of workers";
        scene.request.small_statute = SmallStatuteFields{"WORKER", "001", "F2"};
        EXPECT_THAT(scene.codes(), IsEmpty()) << type;
    }
    auto ordinary = an_in("OTH").start("2026-05-11");
    ordinary.request.small_statute = trainee();
    EXPECT_THAT(ordinary.codes(), IsSupersetOf({"01231-005", "00053-005"}));
}

TEST(AStudent, MayHaveAPlaceOfWorkWithItsAddress) {
    auto scene = an_in("STU").start("2026-05-11").end("2026-05-29").planned("40");
    scene.request.student_place = StudentPlaceFields{"Strandbar", std::nullopt};
    EXPECT_THAT(scene.codes(), IsSupersetOf({"00517-001", "00523-001"}));
    scene.request.student_place->address = AddressFields{.street = "Zeedijk",
                                                         .house_number = "12",
                                                         .box_number = {},
                                                         .post_code = "8400",
                                                         .municipality_code = {},
                                                         .municipality_name = "Oostende",
                                                         .country = "150"};
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.request.student_place->address->municipality_name = "Gent";
    EXPECT_EQ(scene.decide().result, Verdict::refused) << "8400 is not in Gent";
    auto ordinary = an_in("OTH").start("2026-05-11");
    ordinary.request.student_place = StudentPlaceFields{"Strandbar", std::nullopt};
    EXPECT_THAT(ordinary.codes(), Contains("00776-005"));
}

TEST(JointCommittees, AndTypesGoTogetherAsTheMatrixSays) {
    for (const std::string type : {"STU", "FLX", "OTH"})
        EXPECT_THAT(an_in(type, "302").start("2026-05-11").codes(), Contains("90374-349")) << type;
    EXPECT_THAT(an_in("EXT", "XXX").start("2026-05-11").codes(), Contains("90374-349"));
    EXPECT_THAT(an_in("OTH", "304").start("2026-05-11").codes(), Contains("00046-003"));
    EXPECT_THAT(an_in("OTH", "149").start("2017-09-30").codes(), Contains("00046-003"));
    EXPECT_THAT(an_in("OTH", "149").start("2017-10-01").codes(), Not(Contains("00046-003")));
}

TEST(WorkerTypes, LiveFromTheirFirstToTheirLastDay) {
    for (const auto& [type, start] :
         {std::pair{"TEA", "2022-01-01"}, {"QUA", "2023-01-01"}, {"STX", "2014-01-01"}, {"A17", "2022-01-01"}})
        EXPECT_THAT(an_in(type).start(start).codes(), Contains("00655-003")) << type;
    EXPECT_THAT(an_in("ZZZ").start("2026-05-11").codes(), Contains("00655-003"));
}

TEST(Employers, MayUseTheTypesOfOneOfTheirCategories) {
    EXPECT_THAT(an_in("PMP").start("2026-05-11").codes(), Contains("00655-350"));
    EXPECT_THAT(an_in("T17").start("2026-05-11").end("2026-05-11").codes(), Contains("00655-350"));
    auto bcw = an_in("BCW", "124").start("2026-05-11");
    EXPECT_THAT(bcw.codes(), Contains("00655-350"));
    bcw.situation.employer.employer->categories = {EmployerCategory::horeca, EmployerCategory::construction};
    EXPECT_THAT(bcw.codes(), Not(Contains("00655-350")));
}

TEST(SubEntities, AreForEmployersWhoHaveThem) {
    auto scene = an_in("OTH").start("2026-05-11");
    scene.request.features->sub_entity = "0000000001";
    EXPECT_THAT(scene.codes(), Contains("00652-005"));
    scene.situation.employer.employer->sub_entities = {"0000000001"};
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.request.features->sub_entity = "0000000002";
    EXPECT_THAT(scene.codes(), Contains("00652-003"));
    scene.request.features->sub_entity.reset();
    EXPECT_THAT(scene.codes(), Contains("00652-001"));
}

TEST(ProvincialAndLocalEmployers, MayLeaveOutTheJointCommittee) {
    auto scene = an_in("OTH").start("2026-05-11").employer_is(EmployerCategory::provincial_local);
    scene.request.features->joint_committee.reset();
    EXPECT_THAT(scene.codes(), IsEmpty());
}

}  // namespace
}  // namespace dimona::domain::test
