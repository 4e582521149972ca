// Daily registration of permanent horeca workers.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Period permanent() { return a_period(WorkerType::OTH, "2026-01-05"); }
Scene today() {
    return a_registration(permanent())
        .start("2026-05-04")
        .end("2026-05-04")
        .hours("0900", "1700")
        .at("2026-05-04 17:05");
}

Registration recorded(std::string_view start, std::string_view end) {
    static std::int64_t count = 0;
    return {.id = RegistrationId{number_with_check(2'000'000'000 + ++count)},
            .period = PeriodId{},
            .start_day = day("2026-05-04"),
            .start_hour = hour(start),
            .end_day = day("2026-05-04"),
            .end_hour = hour(end),
            .cancelled = false,
            .last_declaration = {},
            .created_at = {},
            .changed_at = {}};
}
Scene change_of(const Registration& registration, RegistrationAction action) {
    auto scene = a_registration(permanent()).at("2026-05-04 18:00");
    scene.request.action = action;
    scene.request.period_id.reset();
    scene.request.registration_id = std::to_string(registration.id.value());
    scene.situation.registration = registration;
    scene.situation.day_registrations = {registration};
    return scene;
}
Registration result_of(const Scene& scene) {
    for (const auto& effect : scene.decide().effects)
        if (const auto* put = std::get_if<PutRegistration>(&effect)) return put->after;
    throw std::logic_error("no registration was left");
}

TEST(ADailyRegistration, IsRecordedUnderItsPeriod) {
    auto scene = today();
    EXPECT_THAT(scene.codes(), IsEmpty());
    const auto registration = result_of(scene);
    EXPECT_EQ(registration.id.value(), scene.id.value());
    EXPECT_EQ(registration.period, scene.situation.period->id);
    EXPECT_EQ(registration.start_hour, hour("0900"));
    EXPECT_EQ(registration.end_hour, hour("1700"));
    EXPECT_EQ(registration.last_declaration, scene.id);
    scene.request.end_hour.reset();
    EXPECT_THAT(scene.codes(), IsEmpty()) << "the worker is still there";
}

TEST(ADailyRegistration, IsForEmployersWhoChoseItAndPermanentWorkers) {
    auto scene = today();
    scene.situation.employer.employer->registers_days_here = false;
    EXPECT_THAT(scene.codes(), ElementsAre("00913-461"));
    auto occasional =
        a_registration(an_evening("2026-05-04")).start("2026-05-04").end("2026-05-04").hours("1800", "2300");
    EXPECT_THAT(occasional.codes(), Contains("00913-462"));
}

TEST(ADailyRegistration, LiesInItsPeriod) {
    const Period closed = a_period(WorkerType::OTH, "2026-01-05").until("2026-05-03");
    auto scene = a_registration(closed).start("2026-05-04").end("2026-05-04").hours("0900", "1700");
    EXPECT_THAT(scene.codes(), Contains("00910-462"));
    scene.start("2026-05-03").end("2026-05-06");
    EXPECT_THAT(scene.codes(), Contains("00911-462"));
    auto night = a_registration(closed).start("2026-05-03").end("2026-05-04").hours("2200", "0200");
    EXPECT_THAT(night.codes(), IsEmpty()) << "work past midnight belongs to the day on which it began";
}

TEST(ADailyRegistration, HasAllItsFields) {
    auto scene = today();
    scene.request.start_date.reset();
    scene.request.end_date.reset();
    scene.request.start_hour.reset();
    EXPECT_THAT(scene.codes(), ElementsAre("00777-001", "00910-001", "00911-001"));
    scene = today();
    scene.request.period_id.reset();
    scene.situation.period.reset();
    EXPECT_THAT(scene.codes(), Contains("00913-001"));
    scene = today();
    scene.request.registration_id = "600027876089";
    EXPECT_THAT(scene.codes(), Contains("01085-005"));
}

TEST(ADailyRegistration, WithoutAnActionIsNoRegistration) {
    auto scene = today();
    scene.request.action.reset();
    EXPECT_THAT(scene.codes(), Contains("90480-003"));
    EXPECT_EQ(scene.decide().result, Verdict::refused);
}

TEST(DailyRegistrations, NeverOverlapAndFitInADay) {
    auto scene = today();
    scene.situation.day_registrations = {recorded("1700", "1900"), recorded("0600", "0900")};
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.situation.day_registrations.push_back(recorded("1200", "1300"));
    EXPECT_THAT(scene.codes(), ElementsAre("90480-334"));
    scene.situation.day_registrations.back().cancelled = true;
    EXPECT_THAT(scene.codes(), IsEmpty());
    auto too_long = today().end("2026-05-05").hours("0900", "0930");
    EXPECT_THAT(too_long.codes(), Contains("90480-260"));
}

TEST(ADailyRegistration, MayBeChangedOnItsDay) {
    const auto before = recorded("0900", "1700");
    auto scene = change_of(before, RegistrationAction::modify).end_hour("1800");
    EXPECT_THAT(scene.codes(), IsEmpty());
    EXPECT_EQ(result_of(scene).end_hour, hour("1800"));
    EXPECT_EQ(result_of(scene).id, before.id);
    EXPECT_THAT(scene.at("2026-05-05 00:00").codes(), ElementsAre("01085-181"));
    EXPECT_THAT(change_of(before, RegistrationAction::modify).end_hour("1700").codes(), ElementsAre("90480-444"));
    EXPECT_THAT(change_of(before, RegistrationAction::modify).codes(), ElementsAre("90480-444"));
}

TEST(ADailyRegistration, MayBeCancelledOnItsDayOnce) {
    auto before = recorded("0900", "1700");
    EXPECT_TRUE(result_of(change_of(before, RegistrationAction::cancel)).cancelled);
    EXPECT_THAT(change_of(before, RegistrationAction::cancel).at("2026-05-05 00:00").codes(), ElementsAre("01085-181"));
    before.cancelled = true;
    EXPECT_THAT(change_of(before, RegistrationAction::cancel).codes(), Contains("01085-355"));
    EXPECT_THAT(change_of(before, RegistrationAction::modify).end_hour("1800").codes(), Contains("01085-355"));
}

TEST(ADailyRegistration, ThatNobodyKnowsCanNotBeChanged) {
    auto scene = change_of(recorded("0900", "1700"), RegistrationAction::modify).end_hour("1800");
    scene.situation.registration.reset();
    scene.situation.period.reset();
    EXPECT_THAT(scene.codes(), ElementsAre("01085-354"));
    scene.request.registration_id.reset();
    EXPECT_THAT(scene.codes(), ElementsAre("01085-001"));
}

}  // namespace
}  // namespace dimona::domain::test
