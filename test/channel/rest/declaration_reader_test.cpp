#include "channel/rest/declaration_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "support/contract.hpp"

namespace dimona::rest {
namespace {

using domain::Kind;
using test::names_of;
using test::read_strictly;

constexpr std::string_view whole_entry = R"({
  "employer": {"employerId": 170100169, "enterpriseNumber": "0870010123"},
  "worker": {"ssin": "85073003328", "familyName": "Peeters", "givenName": "Noor", "initial": "A",
             "birthDate": "1985-07-30", "placeOfBirth": "Gent", "countryOfBirth": 150, "gender": "2", "nationality": 150,
             "address": {"street": "Dorp", "houseNumber": "1", "boxNumber": "B", "postCode": "9000",
                         "municipality": {"code": 44021, "name": "Gent"}, "country": 150}},
  "dimonaIn": {"startDate": "2026-05-04", "startHour": "0800", "endDate": "2026-05-05", "endHour": "1700",
               "plannedHoursNumber": 8,
               "features": {"jointCommissionNumber": "322", "workerType": "STU", "subEntityNumber": "12",
                            "usingEmployer": {"enterpriseNumber": "0870010123", "name": "Werk", "jointCommissionNumber": "302",
                                              "address": {"street": "Plein", "country": 129}}},
               "constructionControlCards": {"firstMonthC32ANumber": "1212", "nextMonthC32ANumber": "1313"},
               "studentPlaceOfWork": {"name": "Strand", "address": {"street": "Dijk", "municipality": {"name": "Oostende"}}},
               "smallStatutesInformation": {"employmentNature": "EMPLOYEE", "activityWithRisk": "401", "workerStatus": "F1"}},
  "references": [{"type": "7", "number": "A-1"}, {"type": "8", "number": "B-2"}]})";

TEST(DeclarationReader, ReadsEveryMemberOfAnEntry) {
    const auto read = read_strictly(whole_entry);
    ASSERT_EQ(names_of(read.issues), std::vector<std::string>{});
    const auto& request = read.request;
    EXPECT_EQ(request.kind, Kind::in);
    EXPECT_EQ(request.employer->nsso_number, "170100169");
    EXPECT_EQ(request.employer->enterprise_number, "0870010123");
    EXPECT_EQ(request.worker->family_name, "Peeters");
    EXPECT_EQ(request.worker->country_of_birth, "150");
    EXPECT_EQ(request.worker->address->municipality_code, "44021");
    EXPECT_EQ(request.worker->address->municipality_name, "Gent");
    EXPECT_EQ(request.planned_hours, "8");
    EXPECT_EQ(request.features->user_enterprise->joint_committee, "302");
    EXPECT_EQ(request.features->user_enterprise->address->country, "129");
    EXPECT_EQ(request.control_cards->next_month, "1313");
    EXPECT_EQ(request.student_place->address->municipality_name, "Oostende");
    EXPECT_EQ(request.small_statute->worker_status, "F1");
    ASSERT_EQ(request.own_references.size(), 2u);
    EXPECT_EQ(request.own_references[1].number, "B-2");
}

TEST(DeclarationReader, WritesBackWhatItReads) {
    const std::string_view bodies[] = {
        whole_entry,
        R"({"dimonaOut":{"periodId":600000000156,"endDate":"2026-05-30"}})",
        R"({"dimonaUpdate":{"periodId":600000000156,"startDate":"a","startHour":"b","endDate":"9999-12-31","endHour":"c","plannedHoursNumber":3}})",
        R"({"worker":{"ssin":"1"},"dimonaCancel":{"periodId":-5}})",
        R"({"employer":{"employerId":5000000120},"dailyRegistration":{"action":"modify","dailyRegistrationId":9223372036854775807,"startHour":"1800"}})",
        R"({"dailyRegistration":{"action":"create","periodId":0,"startDate":"2026-05-08","startHour":"1800","endDate":"2026-05-08","endHour":"2300"}})",
    };
    for (const auto body : bodies) {
        const auto read = read_strictly(body);
        EXPECT_EQ(names_of(read.issues), std::vector<std::string>{}) << body;
        EXPECT_EQ(echo_of(read.request), boost::json::parse(body)) << body;
    }
}

TEST(DeclarationReader, TellsProvisionalNumbersFromDefinitiveOnes) {
    const auto employer = [](std::string_view number) {
        return *read_strictly(std::string(R"({"employer":{"employerId":)") + std::string(number) +
                              R"(},"dimonaCancel":{"periodId":1}})")
                    .request.employer;
    };
    EXPECT_EQ(employer("4999999999").nsso_number, "4999999999");
    EXPECT_EQ(employer("5000000000").provisional_number, "5000000000");
    EXPECT_FALSE(employer("5000000000").nsso_number);
}

TEST(DeclarationReader, TakesEitherNameOfAName) {
    const auto with = [](std::string_view worker) {
        return read_strictly(std::string(R"({"employer":{},"worker":)") + std::string(worker) +
                             R"(,"dimonaIn":{"startDate":"x","features":{"workerType":"OTH"}}})");
    };
    const auto aliased = with(R"({"lastName":"Peeters","firstName":"Noor"})");
    EXPECT_EQ(aliased.request.worker->family_name, "Peeters");
    EXPECT_EQ(aliased.request.worker->given_name, "Noor");
    EXPECT_EQ(names_of(with(R"({"lastName":"A","familyName":"B","firstName":"C","givenName":"C"})").issues),
              (std::vector<std::string>{"worker.lastName", "worker.firstName"}));
}

struct WrongBody {
    std::string_view body;
    std::vector<std::string> names;
};

const WrongBody wrong_bodies[] = {
    {R"([])", {""}},
    {R"("text")", {""}},
    {R"(null)", {""}},
    {R"({})", {"dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration"}},
    {R"({"dimonaCancel":{"periodId":1},"dimonaOut":{"periodId":1,"endDate":"x"}})",
     {"dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration"}},
    {R"({"dimonaCancel":{"periodId":"1"},"dimonaOut":{"endDate":"x"},"worker":{"ssin":1},"colour":1})",
     {"dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration", "worker.ssin", "colour",
      "dimonaOut.periodId", "dimonaCancel.periodId"}},
    {R"({"employer":{"employerId":"1"}})",
     {"dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration", "employer.employerId"}},
    {R"({"dimonaIn":{}})", {"employer", "worker", "dimonaIn.startDate", "dimonaIn.features"}},
    {R"({"dimonaIn":null,"employer":null,"worker":{"address":null}})", {"dimonaIn", "employer", "worker.address"}},
    {R"({"dimonaOut":{"periodId":1}})", {"dimonaOut.endDate"}},
    {R"({"dimonaOut":{"periodId":1.5,"endDate":""}})", {"dimonaOut.periodId", "dimonaOut.endDate"}},
    {R"({"dimonaOut":{"periodId":1e3,"endDate":" "}})", {"dimonaOut.periodId", "dimonaOut.endDate"}},
    {R"({"dimonaOut":{"periodId":99999999999999999999,"endDate":"x"}})", {"dimonaOut.periodId"}},
    {R"({"dimonaUpdate":{}})", {"dimonaUpdate.periodId"}},
    {R"({"dimonaUpdate":[]})", {"dimonaUpdate"}},
    {R"({"dimonaUpdate":{"periodId":true,"features":{}}})", {"dimonaUpdate.periodId", "dimonaUpdate.features"}},
    {R"({"dimonaCancel":{"periodId":1},"worker":{"ssin":"1","familyName":"x"}})", {"worker.familyName"}},
    {R"({"dimonaCancel":{"periodId":1,"periodId":2,"a":1}})", {"dimonaCancel.periodId", "dimonaCancel.a"}},
    {R"({"dailyRegistration":{"action":"delete"}})", {"dailyRegistration.action"}},
    {R"({"dailyRegistration":{}})", {"dailyRegistration.action"}},
    {R"({"dimonaCancel":{"periodId":1},"references":{}})", {"references"}},
    {R"({"dimonaCancel":{"periodId":1},"references":[{"type":"1"},{"type":1,"number":"123456789012345678901"}]})",
     {"references[0].number", "references[1].type", "references[1].number"}},
    {R"({"dimonaCancel":{"periodId":1},"references":[1,2,3,4,5]})", {"references"}},
};

TEST(DeclarationReader, NamesEverythingThatIsWrongWithABodyAtOnce) {
    for (const auto& [body, names] : wrong_bodies) {
        const auto read = read_strictly(body);
        auto found = names_of(read.issues);
        auto expected = names;
        std::sort(found.begin(), found.end());
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(found, expected) << body;
        for (const auto& issue : read.issues) EXPECT_FALSE(issue.detail.empty()) << body << ' ' << issue.name;
    }
}

TEST(DeclarationReader, SendsBackShortValuesThatSayNothingAboutAPerson) {
    const auto value_of = [](std::string_view body) { return read_strictly(body).issues.at(0).value; };
    EXPECT_EQ(value_of(R"({"dimonaCancel":{"periodId":"abc"}})"), boost::json::value("abc"));
    EXPECT_FALSE(value_of(R"({"dimonaCancel":{"periodId":1},"worker":{"ssin":85073003328}})"));
    EXPECT_FALSE(value_of(R"({"dimonaCancel":{"periodId":1},"worker":"85073003328"})"));
    EXPECT_FALSE(value_of(R"({"dimonaCancel":{"periodId":{"secret":1}}})"));
    EXPECT_FALSE(value_of(R"({"dimonaCancel":{"periodId":")" + std::string(200, 'x') + R"("}})"));
}

TEST(DeclarationReader, ToleratesUnknownMembersWhenItIsToldTo) {
    constexpr std::string_view body =
        R"({"colour":1,"worker":{"ssin":"1","familyName":true},"dimonaOut":{"periodId":1,"endDate":"x","features":7,"startDate":{}}})";
    const auto read = read_declaration(body, test::schemas(), UnknownMembers::tolerated);
    EXPECT_EQ(names_of(read.issues), std::vector<std::string>{});
    EXPECT_FALSE(read.request.worker->family_name) << "what is not checked is not read";
    EXPECT_FALSE(read.request.start_date);
    EXPECT_FALSE(read.request.features);
}

TEST(DeclarationReader, LeavesWhatTheGlossarySaysToTheVerdict) {
    const auto read = read_strictly(
        R"({"employer":{"enterpriseNumber":"no number"},"worker":{"ssin":"x"},
            "dimonaIn":{"startDate":"2026-02-30","plannedHoursNumber":-1,"features":{"workerType":"???"}}})");
    EXPECT_EQ(names_of(read.issues), std::vector<std::string>{});
    EXPECT_EQ(read.request.planned_hours, "-1");
}

// JSON that looks a little like a declaration.
rc::Gen<std::string> almost_a_declaration() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                            "{", "}", "[", "]", ",", ":", "\"dimonaIn\":", "\"dimonaOut\":", "\"worker\":", "\"ssin\":",
                            "\"periodId\":", "\"features\":", "\"references\":", "1", "\"x\"", "null", "true", "-1.5")),
                        [](const std::vector<std::string>& parts) {
                            std::string text = "{";
                            for (const auto& part : parts) text += part;
                            return text + "}";
                        });
}

RC_GTEST_PROP(DeclarationReader, NeverFailsAndNeverAcceptsHalfADeclaration, ()) {
    const auto text = *almost_a_declaration();
    const auto read = read_strictly(text);
    if (read.issues.empty()) RC_ASSERT(!echo_of(read.request).empty());
}

}  // namespace
}  // namespace dimona::rest
