// How verdicts, periods and registrations look, on real declarations.
#include "channel/rest/views.hpp"

#include <gtest/gtest.h>

#include <set>

#include "support/desk.hpp"

namespace dimona::rest {
namespace {

using test::Desk;
using test::json::object;
using test::json::value;

object student_in(const Desk& desk, int hours) {
    return desk.in_of(0, 2,
                      {{"startDate", "2026-07-01"},
                       {"endDate", "2026-07-31"},
                       {"plannedHoursNumber", hours},
                       {"features", {{"workerType", "STU"}, {"jointCommissionNumber", "XXX"}}}});
}

TEST(Views, SayAnAnomalyInFourLanguagesWithMeaningAndRemedy) {
    Desk desk;
    desk.declare(desk.ordinary_in());
    const auto second = desk.declare(desk.ordinary_in());
    EXPECT_EQ(second.at("/declarationStatus/result"), "B");
    const auto& anomaly = second.body.at_pointer("/declarationStatus/anomalies/0");
    EXPECT_EQ(anomaly.at("errorId"), value("90373-333"));
    EXPECT_EQ(anomaly.at("severity"), value("blocking"));
    for (const auto* text : {"label", "meaning", "remedy"})
        for (const auto* language : {"nl", "fr", "de", "en"})
            EXPECT_FALSE(anomaly.at(text).at(language).as_string().empty()) << text << language;
}

TEST(Views, FillFiguresIntoTheDetailInEachLanguage) {
    Desk desk;
    const auto over = desk.declare(student_in(desk, 700));
    const auto& status = over.body.at("declarationStatus");
    const object* quota_anomaly = nullptr;
    for (const auto& anomaly : status.at("anomalies").as_array())
        if (anomaly.as_object().contains("detail")) quota_anomaly = &anomaly.as_object();
    ASSERT_NE(quota_anomaly, nullptr) << over.text;
    std::set<std::string> texts;
    for (const auto* language : {"nl", "fr", "de", "en"}) {
        const std::string text(quota_anomaly->at("detail").at(language).as_string());
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
        EXPECT_EQ(text.find("STUDENT"), std::string::npos) << "the quota has a name for people: " << text;
        texts.insert(text);
    }
    EXPECT_EQ(texts.size(), 4u);
    ASSERT_FALSE(status.at("quotas").as_array().empty());
    const auto& quota = status.at("quotas").as_array().front();
    EXPECT_EQ(quota.at("type"), value("STUDENT"));
    EXPECT_EQ(quota.at("unit"), value("hours"));
    EXPECT_EQ(quota.at("year"), value(2026));
    EXPECT_EQ(quota.at("limit"), value(650));
    EXPECT_EQ(quota.at("over"), value(50));
    EXPECT_EQ(quota.at("left"), value(0));
}

TEST(Views, ShowAPeriodAsItIsNow) {
    Desk desk;
    const auto declared = desk.declare(student_in(desk, 100));
    const auto id = declared.number_at("/declarationStatus/period/id");
    const auto path = "/periods/" + std::to_string(id);
    auto period = desk.get(path);
    EXPECT_EQ(period.at("/status"), "CLOSED");
    EXPECT_EQ(period.number_at("/plannedHoursNumber"), 100);
    EXPECT_EQ(period.at("/features/workerType"), "STU");
    EXPECT_EQ(period.at("/features/jointCommissionNumber"), "XXX");
    EXPECT_EQ(period.at("/worker/birthDate"), domain::to_text(*desk.persons[2].birth_date));
    EXPECT_EQ(period.number_at("/worker/nationality"), 150);
    for (const auto* flag : {"cancelled", "locked", "late"}) EXPECT_EQ(period.body.at(flag), value(false)) << flag;
    const auto cancelled = desk.declare({{"dimonaCancel", {{"periodId", id}}}});
    ASSERT_EQ(cancelled.at("/declarationStatus/result"), "A") << cancelled.text;
    EXPECT_EQ(cancelled.number_at("/declarationStatus/period/id"), id);
    period = desk.get(path);
    EXPECT_EQ(period.at("/status"), "CANCELLED");
    EXPECT_EQ(period.body.at("cancelled"), value(true));
    EXPECT_EQ(period.number_at("/lastDeclarationId"), cancelled.number_at("/declarationStatus/declarationId"));
}

TEST(Views, ShowAWorkerWhoIsNotIdentifiedYetAsHeWasDeclared) {
    Desk desk;
    auto body = desk.ordinary_in();
    const object worker = {{"familyName", "Nobodyknows"},
                           {"givenName", "Xenia"},
                           {"birthDate", "1991-02-00"},
                           {"placeOfBirth", "Elsewhere"},
                           {"countryOfBirth", 150},
                           {"nationality", 150},
                           {"gender", "2"},
                           {"address",
                            {{"street", "Dorp"},
                             {"houseNumber", "1"},
                             {"postCode", "9000"},
                             {"municipality", {{"code", 44021}, {"name", "Gent"}}},
                             {"country", 150}}}};
    body["worker"] = worker;
    const auto waiting = desk.declare(body);
    ASSERT_EQ(waiting.at("/declarationStatus/result"), "S") << waiting.text;
    EXPECT_EQ(waiting.body.at("worker"), value(worker));
    EXPECT_FALSE(waiting.body.at("declarationStatus").as_object().contains("period"));
    const auto id = waiting.number_at("/declarationStatus/declarationId");
    EXPECT_EQ(desk.get("/declarations/" + std::to_string(id)).body, waiting.body);
}

TEST(Views, ShowADailyRegistration) {
    Desk desk;
    desk.bearer = "Bearer 1 declare consult";
    const auto entry = desk.declare(desk.in_of(
        1, 0, {{"startDate", "2026-05-04"}, {"features", {{"workerType", "OTH"}, {"jointCommissionNumber", "XXX"}}}}));
    ASSERT_EQ(entry.at("/declarationStatus/result"), "A") << entry.text;
    const auto period = entry.number_at("/declarationStatus/period/id");
    const object operation = {{"action", "create"},  {"periodId", period},      {"startDate", "2026-05-04"},
                              {"startHour", "1800"}, {"endDate", "2026-05-04"}, {"endHour", "2300"}};
    const auto declared = desk.declare({{"dailyRegistration", operation}});
    ASSERT_NE(declared.at("/declarationStatus/result"), "B") << declared.text;
    EXPECT_EQ(declared.body.at("dailyRegistration"), value(operation));
    const auto id = declared.number_at("/declarationStatus/declarationId");
    const auto registration = desk.get("/dailyRegistrations/" + std::to_string(id));
    ASSERT_EQ(registration.status, 200) << registration.text;
    EXPECT_EQ(registration.number_at("/dailyRegistrationId"), id);
    EXPECT_EQ(registration.number_at("/period/id"), period);
    EXPECT_EQ(registration.at("/startHour"), "1800");
    EXPECT_EQ(registration.at("/endHour"), "2300");
    EXPECT_EQ(registration.body.at("cancelled"), value(false));
    EXPECT_EQ(registration.at("/worker/ssin"), desk.persons[0].ssin.to_text());
}

TEST(Views, ExplainEachRuleThatWasAskedInTheLanguageOfTheCaller) {
    Desk desk;
    desk.declare(desk.ordinary_in());
    const auto second = desk.declare(desk.ordinary_in());
    const auto path =
        "/declarations/" + std::to_string(second.number_at("/declarationStatus/declarationId")) + "/explanation";
    std::set<std::string> labels;
    for (const std::string language : {"nl", "fr", "de", "en"}) {
        const auto answer = desk.get(path + "?lang=" + language, {{"Accept-Language", "nl"}});
        EXPECT_EQ(answer.header("Content-Language"), language);
        EXPECT_EQ(answer.at("/language"), language);
        EXPECT_EQ(answer.at("/result"), "B");
        EXPECT_FALSE(answer.at("/resultText").empty());
        EXPECT_EQ(answer.at("/edition"), desk.rulebook->edition);
        EXPECT_EQ(answer.at("/anomalies/0/errorId"), "90373-333");
        const auto& rules = answer.body.at("rules").as_array();
        EXPECT_GT(rules.size(), 20u);
        std::set<std::string> found;
        for (const auto& rule : rules) {
            for (const auto* text : {"code", "label", "meaning", "source"})
                EXPECT_FALSE(rule.at(text).as_string().empty()) << rule;
            EXPECT_FALSE(rule.at("looksAt").as_array().empty()) << rule;
            if (rule.at("found").as_bool()) found.emplace(rule.at("code").as_string());
        }
        EXPECT_EQ(found, std::set<std::string>{"90373-333"});
        labels.emplace(answer.at("/anomalies/0/label"));
    }
    EXPECT_EQ(labels.size(), 4u);
    EXPECT_EQ(desk.get(path).header("Content-Language"), "en");
    EXPECT_EQ(desk.get(path + "?lang=es").status, 400);
}

TEST(Views, NeverSayNull) {
    Desk desk;
    const auto declared = desk.declare(student_in(desk, 700));
    const auto id = std::to_string(declared.number_at("/declarationStatus/declarationId"));
    EXPECT_EQ(declared.text.find(":null"), std::string::npos) << declared.text;
    for (const auto& path : {"/periods/" + id, "/declarations/" + id, "/declarations/" + id + "/explanation"})
        EXPECT_EQ(desk.get(path).text.find(":null"), std::string::npos) << path;
}

}  // namespace
}  // namespace dimona::rest
