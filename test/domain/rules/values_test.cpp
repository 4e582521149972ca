// Suffix 003: values outside the domain of their zone, field by field; and blocks where they do not belong.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

struct Value {
    std::string code;
    Text* member;
    std::vector<std::string> right, wrong;
};

void expect_values(Scene& scene, const std::vector<Value>& values) {
    ASSERT_THAT(scene.codes(), IsEmpty());
    for (const auto& [code, member, right, wrong] : values) {
        const Text before = *member;
        for (const auto& value : right) {
            *member = value;
            EXPECT_THAT(scene.codes(), Not(Contains(code))) << value;
        }
        for (const auto& value : wrong) {
            *member = value;
            EXPECT_THAT(scene.codes(), Contains(code)) << '"' << value << '"';
        }
        *member = before;
    }
}

const std::string controls =
                      "a\x01"
                      "b",
                  broken_utf8 = "caf\xE9";

TEST(IdentityData, HaveTheirLengthsAndCodeLists) {
    auto scene = an_in("OTH").start("2026-05-11");
    auto& worker = *scene.request.worker;
    auto& address = worker.address.emplace();
    address = {.street = "Kouter",
               .house_number = "1",
               .box_number = "A",
               .post_code = "9000",
               .municipality_code = {},
               .municipality_name = "Gent",
               .country = "150"};
    expect_values(scene, {{"00025-003",
                           &worker.family_name,
                           {"Peeters", std::string(48, 'x')},
                           {"", " ", std::string(49, 'x'), controls, broken_utf8}},
                          {"00026-003", &worker.given_name, {"Noor", std::string(24, 'x')}, {"", std::string(25, 'x')}},
                          {"00027-003", &worker.initial, {"N", "É"}, {"", "NN"}},
                          {"00028-003",
                           &worker.birth_date,
                           {"1995-03-11", "1995-00-00", "1906-01-01"},
                           {"1995-02-30", "1905-12-31", "2027-01-01", "11/03/1995", ""}},
                          {"00029-003", &worker.gender, {"1", "2"}, {"0", "3", "F", ""}},
                          {"00030-003", &address.street, {"Rue de l'Église"}, {"", std::string(36, 'x')}},
                          {"00031-003", &address.house_number, {"1bis"}, {"", std::string(11, '1')}},
                          {"00032-003", &address.box_number, {"3.01"}, {"", "12345"}},
                          {"00033-003", &address.post_code, {"9000"}, {"", "0001", "1000", std::string(10, '9')}},
                          {"00034-003", &address.municipality_name, {"GENT"}, {"", std::string(41, 'x')}},
                          {"00035-003", &address.country, {"150"}, {"", "BE", "1"}},
                          {"00168-003", &worker.place_of_birth, {"Gent"}, {"", std::string(41, 'x')}},
                          {"00169-003", &worker.country_of_birth, {"150"}, {"", "Belgium"}},
                          {"00119-003", &worker.nationality, {"150"}, {"", "Belgian"}}});
}

TEST(EmployerNumbers, HaveCheckDigits) {
    auto scene = an_in("OTH").start("2026-05-11");
    auto& employer = *scene.request.employer;
    expect_values(scene,
                  {{"00011-003", &employer.nsso_number, {"100006"}, {"", "100007", "0", "abc"}},
                   {"00948-003", &employer.provisional_number, {"5000000120"}, {"", "5000000121", "100006"}},
                   {"00014-003", &employer.enterprise_number, {own_enterprise.to_text()}, {"", "0206731646", "2"}}});
    employer.provisional_number = "5000000120";
    employer.nsso_number = "100006";
    EXPECT_THAT(scene.codes(), Contains("00011-005")) << "one of both";
    employer = {};
    EXPECT_THAT(scene.codes(), testing::IsSupersetOf({"00014-001", "90256-364"}));
}

TEST(APlaceOfWork, HasAnAddressThatExists) {
    auto scene = an_in("STU").start("2026-05-11").end("2026-05-29").planned("40");
    auto& place = scene.request.student_place.emplace();
    place = {"Strandbar", AddressFields{.street = "Zeedijk",
                                        .house_number = "12",
                                        .box_number = "A",
                                        .post_code = "8400",
                                        .municipality_code = {},
                                        .municipality_name = "Oostende",
                                        .country = "150"}};
    auto& address = *place.address;
    expect_values(scene, {{"00776-003", &place.name, {std::string(96, 'x')}, {"", std::string(97, 'x')}},
                          {"00517-003", &address.street, {std::string(42, 'x')}, {"", std::string(43, 'x')}},
                          {"00518-003", &address.house_number, {"12"}, {"", std::string(11, '1')}},
                          {"00519-003", &address.box_number, {"12"}, {"", "12345"}},
                          {"00520-003", &address.post_code, {"8400"}, {"", "0001"}},
                          {"00522-003", &address.municipality_name, {"oostende"}, {"", std::string(41, 'x')}},
                          {"00523-003", &address.country, {"150"}, {"", "000"}}});
    scene.request.features->worker_type = "OTH";
    EXPECT_THAT(scene.codes(), testing::IsSupersetOf({"00776-005", "00517-005", "00518-005", "00519-005", "00520-005",
                                                      "00522-005", "00523-005"}));
}

TEST(AUser, HasANumberOrIsForeign) {
    auto scene =
        an_in("OTH", "322").user("XXX").employer_is(EmployerCategory::agency).start("2026-05-11").end("2026-05-29");
    auto& user = *scene.request.features->user_enterprise;
    expect_values(scene, {{"00131-003", &user.enterprise_number, {user_enterprise.to_text()}, {"", "123"}},
                          {"00046-003", &user.joint_committee, {"XXX", "140"}, {"", "304"}}});
    user.enterprise_number.reset();
    user.name = "Dupont";
    user.address = AddressFields{.street = "Rue du Port",
                                 .house_number = "1",
                                 .box_number = {},
                                 .post_code = "59000",
                                 .municipality_code = {},
                                 .municipality_name = "Lille",
                                 .country = "111"};
    expect_values(scene, {{"00153-003", &user.name, {std::string(96, 'x')}, {"", std::string(97, 'x')}}});
    user.address->country = "150";
    user.address->post_code = "9000";
    user.address->municipality_name = "Gent";
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00131-001")) << "an enterprise in Belgium has a number";
    scene.request.features->joint_committee = "XXX";
    EXPECT_THAT(scene.codes(), testing::IsSupersetOf({"00153-005", "00517-005"}));
}

TEST(HoursAndDays, AreReadableAndWanted) {
    auto evening = an_in("EXT", "302").start("2026-05-08").end("2026-05-08").hours("1800", "2300");
    expect_values(evening,
                  {{"00778-003", &evening.request.end_hour, {"2359"}, {"2400", "23:00", "9"}},
                   {"00911-003", &evening.request.end_date, {"2026-05-08"}, {"2026-02-29", "", "08/05/2026"}}});
    const Period period = a_period(WorkerType::OTH, "2026-01-05");
    EXPECT_THAT(a_cancel(period).end("2026-05-08").codes(), Contains("00911-005"));
    EXPECT_THAT(a_cancel(period).start("2026-05-08").codes(), Contains("00910-005"));
    EXPECT_THAT(an_out(period).end("2026-05-08").start("2026-01-06").codes(), Contains("00910-005"));
    EXPECT_THAT(an_out(period).end("2026-05-08").end_hour("1200").codes(), Contains("00778-005"));
    EXPECT_THAT(an_update(period).start_hour("1200").codes(), Contains("00777-005"));
    EXPECT_THAT(an_update(period).planned("10").codes(), Contains("01135-005"));
}

TEST(ANumberOfARegistration, HasCheckDigits) {
    auto scene = a_registration(a_period(WorkerType::OTH, "2026-01-05"));
    scene.request.action = RegistrationAction::cancel;
    scene.request.period_id.reset();
    for (const std::string wrong : {"", "600027876088", "x"}) {
        scene.request.registration_id = wrong;
        EXPECT_THAT(scene.codes(), Contains("01085-003")) << wrong;
    }
    scene.request.registration_id = "600027876089";
    EXPECT_THAT(scene.end("2026-05-04").codes(), Contains("00911-005"));
}

TEST(AnUnreadableType, IsTheOnlyThingSaidAboutWhatDependsOnIt) {
    auto scene = an_in("ZZZ").start("2026-05-11").end("2026-05-29").hours("0900", "1700").planned("8");
    scene.request.small_statute = SmallStatuteFields{"WORKER", {}, "F1"};
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00655-003"));
    auto committee = an_in("OTH", "999").start("2026-05-11").user("302");
    committee.request.control_cards = ControlCardFields{"1212", "1313"};
    EXPECT_THAT(committee.codes(), testing::ElementsAre("00046-003"));
    auto unknown = an_update(an_evening("2026-05-08")).start_hour("1700").end_hour("2200").planned("8");
    unknown.situation.period.reset();
    EXPECT_THAT(unknown.codes(), testing::ElementsAre("00913-354"));
}

}  // namespace
}  // namespace dimona::domain::test
