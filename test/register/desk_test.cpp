// What the authority's staff do at their desk: cases of workers, standard periods, emergencies, requests for a change.
#include <gtest/gtest.h>

#include <algorithm>

#include "register/change_requests.hpp"
#include "register/desk_actions.hpp"
#include "register/emergencies.hpp"
#include "register/identification.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "register/repertory.hpp"
#include "register/situation_loader.hpp"
#include "register/standard_periods.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

const Instant monday = test::brussels(2026, 5, 4, 10, 0);
const std::string one = "one@authority.example", other = "other@authority.example";

bool has(const Answer& answer, std::string_view code) {
    const auto& anomalies = answer.decision.anomalies;
    return std::any_of(anomalies.begin(), anomalies.end(),
                       [&](const domain::Anomaly& anomaly) { return anomaly.code == code; });
}

class DeskWork : public ::testing::Test {
protected:
    template <class Work>
    auto write(Work work) {
        const auto writer = must(world.store->write());
        auto result = work(*writer);
        if (result) must(writer->commit());
        return result;
    }
    std::unique_ptr<Reader> reader() { return must(world.store->read()); }

    Answer declare(domain::DeclarationRequest request, const domain::Employer& employer, Instant at,
                   std::optional<CaseNumber> emergency = std::nullopt) {
        return must(try_to_declare(std::move(request), employer, at, emergency));
    }
    Result<Answer> try_to_declare(domain::DeclarationRequest request, const domain::Employer& employer, Instant at,
                                  std::optional<CaseNumber> emergency) {
        Submission submission{.request = std::move(request),
                              .caller = world.caller_of(employer),
                              .idempotency_key = std::nullopt,
                              .emergency = emergency};
        return write([&](Writer& writer) { return decide_and_record(writer, submission, *world.rulebook, at); });
    }
    // A worker whom the register does not know, so that the declaration waits.
    Answer declare_stranger(std::string family_name, std::string given_name, std::string birth_date,
                            std::string gender = "1") {
        auto request = test::an_in(world.employers[0], world.persons[0], "OTH", "XXX", "2026-05-05");
        request.worker->ssin.reset();
        request.worker->family_name = std::move(family_name);
        request.worker->given_name = std::move(given_name);
        request.worker->birth_date = std::move(birth_date);
        request.worker->gender = std::move(gender);
        request.worker->place_of_birth = "Lille";
        request.worker->country_of_birth = "111";
        request.worker->nationality = "111";
        auto& address = request.worker->address.emplace();
        address.street = "Rue Haute";
        address.house_number = "1";
        address.post_code = "1000";
        address.municipality_name = "Bruxelles";
        address.country = "150";
        return declare(request, world.employers[0], monday);
    }
    Result<DeskOutcome> act(DeskAction action, bool four_eyes = false, Instant at = monday) {
        return write([&](Writer& writer) { return act_at_desk(writer, action, four_eyes, *world.rulebook, at); });
    }
    Answer open_period(std::string start = "2026-05-04") {
        return declare(test::an_in(world.employers[0], world.persons[0], "OTH", "XXX", std::move(start)),
                       world.employers[0], test::brussels(2026, 5, 1, 9, 0));
    }
    domain::DeclarationRequest on_period(domain::Kind kind, domain::PeriodId period) {
        domain::DeclarationRequest request;
        request.kind = kind;
        request.period_id = std::to_string(period.value());
        return request;
    }
    // Nothing that the desk did may be lost when the file is derived again.
    void expect_rebuild_agrees() {
        const auto source = reader();
        const auto scratch = must(store::open_sqlite({.path = ":memory:"}));
        EXPECT_EQ(must(rebuild_and_compare(*source, *scratch, {})).differences, std::vector<std::string>{});
    }
    std::vector<std::string> history() {
        std::vector<std::string> codes;
        for (const auto& recorded : must(acts_about(*reader(), subject_of("desk", "all"), 0, 100)))
            codes.push_back(recorded.act.code);
        return codes;
    }

    World world;
};

// --- workers without a number

TEST_F(DeskWork, FindsPersonsWhoseNamesOrBirthDateAreNear) {
    const auto& known = world.persons[0];  // Peetersb Noor
    const auto birth = *known.birth_date;
    const auto nearness = [&](std::string family, std::string given, domain::IncompleteDate date) {
        std::vector<Nearness> found;
        for (const auto& candidate : must(persons_near(*reader(), folded_name(family), folded_name(given), date)))
            if (candidate.person.key == known.key) found.push_back(candidate.nearness);
        return found;
    };
    using Found = std::vector<Nearness>;
    auto digit_off = birth;
    digit_off.year += 1;
    auto days_off = birth;
    days_off.year += 11;
    EXPECT_EQ(nearness("PEETERSB", "noor", birth), Found{Nearness::same});
    EXPECT_EQ(nearness("Noor", "Peetersb", birth), Found{Nearness::swapped});
    EXPECT_EQ(nearness("Petersb", "Noor", birth), Found{Nearness::spelling});
    EXPECT_EQ(nearness("Peetersb", "Nor", birth), Found{Nearness::spelling});
    EXPECT_EQ(nearness("Peetersb", "Noro", birth), Found{Nearness::spelling});
    EXPECT_EQ(nearness("Peetersb", "Noor", digit_off), Found{Nearness::birth_date});
    EXPECT_EQ(nearness("Peetersb", "Noor", days_off), Found{});
    EXPECT_EQ(nearness("Petrsb", "Noor", birth), Found{});
    EXPECT_EQ(nearness("Janssens", "Noor", birth), Found{});
}

TEST_F(DeskWork, DatesNearAreRealOnesOnly) {
    for (const auto& date : dates_near({1990, 2, 28})) {
        EXPECT_TRUE((std::chrono::year{date.year} / date.month / date.day).ok() || date.day == 0) << to_text(date);
        EXPECT_FALSE((date == domain::IncompleteDate{1990, 2, 28}));
    }
    const auto swapped = dates_near({1990, 5, 4});
    EXPECT_NE(std::find(swapped.begin(), swapped.end(), domain::IncompleteDate{1990, 4, 5}), swapped.end());
}

TEST_F(DeskWork, AWorkerWithoutNumberGetsOneAndTheDeclarationItsVerdict) {
    const auto waiting = declare_stranger("Dubois", "Léa", "1994-11-03", "2");
    ASSERT_EQ(waiting.decision.result, domain::Verdict::waiting);
    const auto outcome = must(act({.code = "worker.assign",
                                   .about = "declaration/1",
                                   .details = {{"declaration", std::to_string(waiting.id.value())}},
                                   .reason = "passport seen",
                                   .by = one}));
    ASSERT_TRUE(outcome.answer);
    EXPECT_NE(outcome.answer->decision.result, domain::Verdict::refused);
    EXPECT_EQ(outcome.answer->received_at, monday);
    const auto record = must(reader()->declaration(waiting.id));
    ASSERT_TRUE(record->person);
    const auto person = must(reader()->person(*record->person));
    EXPECT_EQ(person->ssin, domain::Ssin::make(make_date(1994, 11, 3), 40, 2)) << "a woman's number is even";
    EXPECT_TRUE(person->ssin.is_bis());
    EXPECT_EQ(person->family_name, "Dubois");
    EXPECT_TRUE(must(open_identification_cases(*reader())).empty());

    const auto next = declare_stranger("Dubois", "Zoé", "1994-11-03", "2");
    must(write(
        [&](Writer& writer) { return assign_number(writer, next.id, one, "passport seen", *world.rulebook, monday); }));
    EXPECT_TRUE(must(reader()->person(domain::Ssin::make(make_date(1994, 11, 3), 40, 4))));
    EXPECT_EQ(history().front(), "worker.identified");
    EXPECT_TRUE(act({.code = "worker.refuse",
                     .about = "declaration/1",
                     .details = {{"declaration", std::to_string(waiting.id.value())}},
                     .reason = "again",
                     .by = one})
                    .error()
                    .kind == ErrorKind::conflict);
    expect_rebuild_agrees();
}

TEST_F(DeskWork, ANumberHoldsWhatIsKnownOfTheBirthDate) {
    const auto waiting = declare_stranger("Tesfay", "Abel", "1990-00-00");
    ASSERT_EQ(waiting.decision.result, domain::Verdict::waiting);
    must(write(
        [&](Writer& writer) { return assign_number(writer, waiting.id, one, "no papers", *world.rulebook, monday); }));
    const auto number = domain::Ssin::make(1990, 0, 0, 40, 1);
    EXPECT_TRUE(must(reader()->person(number)));
    EXPECT_TRUE(number.is_bis());
    EXPECT_EQ(number.to_text().substr(0, 6), "904000");
    EXPECT_TRUE(domain::Ssin::parse(number.to_text()));
}

TEST_F(DeskWork, WhoIsNotFoundIsRefusedAndNothingIsDecidedWithoutReason) {
    const auto waiting = declare_stranger("Nemo", "Nemo", "1980-01-01");
    DeskAction refusal{.code = "worker.refuse",
                       .about = "declaration/1",
                       .details = {{"declaration", std::to_string(waiting.id.value())}},
                       .reason = " ",
                       .by = one};
    EXPECT_EQ(act(refusal).error().kind, ErrorKind::invalid);
    refusal.reason = "no such person";
    EXPECT_TRUE(has(*must(act(refusal)).answer, "90017-151"));
    EXPECT_EQ(must(reader()->declaration(waiting.id))->result, domain::Verdict::refused);
}

// --- standard periods

TEST_F(DeskWork, ALockedPeriodIsChangedByStaffOnly) {
    const auto& employer = world.employers[0];
    const auto entered = must(act({.code = "period.enter",
                                   .about = "desk/new",
                                   .details = {{"employer", std::to_string(employer.number.value())},
                                               {"person", std::to_string(world.persons[0].key.value())},
                                               {"workerType", "OTH"},
                                               {"jointCommittee", "XXX"},
                                               {"startDate", "2026-03-02"},
                                               {"locks", "yes"}},
                                   .reason = "found by the inspection",
                                   .by = one}));
    ASSERT_TRUE(entered.answer && entered.answer->period);
    EXPECT_EQ(entered.answer->decision.result, domain::Verdict::accepted)
        << "the employer's deadline is not the staff's";
    const auto id = *entered.answer->period;
    auto period = must(reader()->period(id));
    EXPECT_TRUE(period->locked);
    EXPECT_FALSE(period->late);

    auto exit = on_period(domain::Kind::out, id);
    exit.end_date = "2026-05-04";
    const auto refused = declare(exit, employer, monday);
    EXPECT_TRUE(has(refused, "00913-362"));
    EXPECT_EQ(refused.decision.result, domain::Verdict::refused);

    must(act({.code = "period.change",
              .about = "period/1",
              .details = {{"kind", "Out"}, {"period", std::to_string(id.value())}, {"endDate", "2026-03-31"}},
              .reason = "the inspection knows the last day",
              .by = one}));
    period = must(reader()->period(id));
    EXPECT_EQ(period->end_day, make_date(2026, 3, 31));
    EXPECT_TRUE(period->locked) << "a change leaves the lock as it is";

    must(act({.code = "period.lock",
              .about = "period/1",
              .details = {{"period", std::to_string(id.value())}, {"locks", "no"}},
              .reason = "settled",
              .by = one}));
    EXPECT_FALSE(must(reader()->period(id))->locked);
    const auto changed = declare(on_period(domain::Kind::cancel, id), employer, monday);
    EXPECT_FALSE(has(changed, "00913-362"));
    EXPECT_EQ(history(), (std::vector<std::string>{"period.unlocked", "period.closed", "period.entered"}));

    const auto record = must(reader()->declaration(entered.answer->id));
    const auto document = must(from_document(must(reader()->journal_entry(record->journal_sequence))->document));
    EXPECT_EQ(document.staff, domain::StaffEntry{true});
    EXPECT_EQ(document.operator_id, one);
    EXPECT_EQ(document.reason, "found by the inspection");
    expect_rebuild_agrees();
}

TEST_F(DeskWork, LockingTwiceIsAChangeOfNothing) {
    const auto period = *open_period().period;
    const auto lock = [&](const char* locks) {
        return *must(act({.code = "period.lock",
                          .about = "period/1",
                          .details = {{"period", std::to_string(period.value())}, {"locks", locks}},
                          .reason = "dispute",
                          .by = one}))
                    .answer;
    };
    EXPECT_EQ(lock("yes").decision.result, domain::Verdict::accepted);
    EXPECT_EQ(lock("yes").decision.result, domain::Verdict::refused);
    EXPECT_EQ(lock("no").decision.result, domain::Verdict::accepted);
    expect_rebuild_agrees();
}

TEST_F(DeskWork, NobodyElseHasAStaffMark) {
    const auto period = *open_period().period;
    const auto answer = declare(request_to_lock(period), world.employers[0], monday);
    EXPECT_EQ(answer.decision.result, domain::Verdict::refused);
    EXPECT_FALSE(must(reader()->period(period))->locked);
}

// --- the emergency procedure

class Emergencies : public DeskWork {
protected:
    // A student who began on the 2nd: declared on the 4th, that is too late and marks the period for good.
    domain::DeclarationRequest late_student() {
        auto request = test::an_in(world.employers[0], world.persons[0], "STU", "XXX", "2026-05-02");
        request.end_date = "2026-05-30";
        request.planned_hours = "20";
        return request;
    }
    EmergencyCase report(Instant at) {
        return {.employer = world.employers[0].number,
                .enterprise = world.employers[0].enterprise,
                .kind = domain::Kind::in,
                .about = "a student, from 2 May",
                .evidence = "call 4711; picture of the error",
                .reported_at = at,
                .entered_at = monday,
                .entered_by = one};
    }
    CaseNumber recognised() {
        const auto number = must(write([&](Writer& writer) { return enter_emergency(writer, report(reported)); }));
        must(act({.code = "emergency.recognise",
                  .about = "emergency/1",
                  .details = {{"case", std::to_string(number.value())}},
                  .reason = "the outage was ours",
                  .by = other}));
        return number;
    }
    const Instant reported = test::brussels(2026, 5, 2, 7, 30);
};

TEST_F(Emergencies, ADeclarationUnderACaseCountsFromTheMomentOfTheCase) {
    const auto number = recognised();
    const auto answer = declare(late_student(), world.employers[0], monday, number);
    EXPECT_FALSE(has(answer, "90373-460"));
    const auto period = must(reader()->period(*answer.period));
    EXPECT_FALSE(period->late);
    EXPECT_EQ(period->created_at, monday) << "the file says when it really came";
    const auto record = must(reader()->declaration(answer.id));
    EXPECT_EQ(record->received_at, monday);
    const auto document = must(from_document(must(reader()->journal_entry(record->journal_sequence))->document));
    EXPECT_EQ(document.counts_from, reported);
    EXPECT_EQ(document.case_number, number);
    const auto solved = must(emergency(*reader(), number));
    EXPECT_EQ(solved->state, EmergencyState::solved);
    EXPECT_EQ(solved->declaration, answer.id);
    EXPECT_EQ(solved->evidence, "call 4711; picture of the error");
    expect_rebuild_agrees();
}

TEST_F(Emergencies, WithoutACaseTheSameDeclarationIsLate) {
    const auto answer = declare(late_student(), world.employers[0], monday);
    EXPECT_TRUE(has(answer, "90373-460"));
    EXPECT_TRUE(must(reader()->period(*answer.period))->late);
}

TEST_F(Emergencies, ACaseServesOneDeclarationOfItsEmployerAndKindAndOnlyWhenRecognised) {
    const auto kind_of_error = [&](CaseNumber number, const domain::Employer& employer,
                                   const domain::DeclarationRequest& request) {
        return try_to_declare(request, employer, monday, number).map_error([](const Error& e) { return e.kind; });
    };
    const auto open = must(write([&](Writer& writer) { return enter_emergency(writer, report(reported)); }));
    EXPECT_EQ(kind_of_error(open, world.employers[0], late_student()).error(), ErrorKind::conflict);
    const auto number = recognised();
    const auto at_other = test::an_in(world.employers[1], world.persons[1], "OTH", "302", "2026-05-02");
    EXPECT_EQ(kind_of_error(number, world.employers[1], at_other).error(), ErrorKind::conflict);
    const auto period = *open_period().period;
    EXPECT_EQ(kind_of_error(number, world.employers[0], on_period(domain::Kind::cancel, period)).error(),
              ErrorKind::conflict);
    auto wrong = late_student();
    wrong.start_date = "2026-15-99";
    EXPECT_EQ(must(try_to_declare(wrong, world.employers[0], monday, number)).decision.result,
              domain::Verdict::refused);
    EXPECT_EQ(must(emergency(*reader(), number))->state, EmergencyState::recognised) << "a refusal does not use it up";
    declare(late_student(), world.employers[0], monday, number);
    EXPECT_EQ(kind_of_error(number, world.employers[0], late_student()).error(), ErrorKind::conflict);
    EXPECT_EQ(kind_of_error(CaseNumber{1}, world.employers[0], late_student()).error(), ErrorKind::conflict);
}

TEST_F(Emergencies, AreReportedBeforeTheyAreEntered) {
    const auto later = monday + std::chrono::minutes{1};
    EXPECT_EQ(write([&](Writer& writer) { return enter_emergency(writer, report(later)); }).error().kind,
              ErrorKind::invalid);
}

TEST_F(Emergencies, OutagesAreAnnouncedWhileTheyLastAndAWeekBefore) {
    const auto from = test::brussels(2026, 5, 20, 2, 0);
    const auto number = must(write([&](Writer& writer) {
        return report_outage(writer,
                             {.channels = {OutageChannel::web_service, OutageChannel::voice},
                              .from = from,
                              .until = std::nullopt,
                              .note = "maintenance",
                              .reported_by = one,
                              .reported_at = monday},
                             "planned");
    }));
    const auto announced = [&](Instant at) { return must(announced_outages(*reader(), at)).size(); };
    EXPECT_EQ(announced(from - std::chrono::days{8}), 0u);
    EXPECT_EQ(announced(from - std::chrono::days{6}), 1u);
    EXPECT_EQ(announced(from + std::chrono::days{2}), 1u);
    EXPECT_FALSE(must(outage_at(*reader(), from - std::chrono::minutes{1})));
    must(write([&](Writer& writer) -> Result<bool> {
        DIMONA_TRY_VOID(end_outage(writer, number, from + std::chrono::hours{2}, one, "over", monday));
        return true;
    }));
    EXPECT_EQ(announced(from + std::chrono::hours{3}), 0u);
    EXPECT_EQ(must(outage_at(*reader(), from + std::chrono::hours{1}))->number, number);
    EXPECT_EQ(history(), (std::vector<std::string>{"outage.ended", "outage.reported"}));
}

// --- requests for a change

class Requests : public DeskWork {
protected:
    CaseNumber ask(domain::PeriodId period) { return must(try_to_ask(period)); }
    Result<CaseNumber> try_to_ask(domain::PeriodId period) {
        return write([&](Writer& writer) {
            return ask_for_change(writer, {.period = period,
                                           .employer = world.employers[0].number,
                                           .enterprise = world.employers[0].enterprise,
                                           .wanted = "the first day is 6 May",
                                           .reason = "she was ill",
                                           .evidence = "certificate.pdf",
                                           .asked_at = monday,
                                           .asked_by = "manager@firm.example",
                                           .asked_for = world.employers[0].enterprise});
        });
    }
    const Instant afterwards = test::brussels(2026, 6, 10, 9, 0);
};

TEST_F(Requests, AreGrantedByEnteringTheChange) {
    const auto period = *open_period().period;
    auto later = on_period(domain::Kind::update, period);
    later.start_date = "2026-05-06";
    EXPECT_TRUE(has(declare(later, world.employers[0], afterwards), "00910-344")) << "the window has closed";
    EXPECT_TRUE(may_ask_for_change(*must(reader()->period(period)), *world.rulebook, afterwards));

    const auto number = ask(period);
    EXPECT_EQ(try_to_ask(period).error().kind, ErrorKind::conflict) << "one at a time";
    EXPECT_EQ(must(open_change_requests(*reader())).size(), 1u);
    const auto outcome = must(
        act({.code = "change.grant",
             .about = "change-request/1",
             .details = {{"case", std::to_string(number.value())}, {"kind", "Update"}, {"startDate", "2026-05-06"}},
             .reason = "certificate seen",
             .by = one},
            false, afterwards));
    EXPECT_EQ(outcome.answer->decision.result, domain::Verdict::accepted);
    EXPECT_EQ(must(reader()->period(period))->start_day, make_date(2026, 5, 6));
    const auto request = must(change_request(*reader(), number));
    EXPECT_EQ(request->state, ChangeState::granted);
    EXPECT_EQ(request->declaration, outcome.answer->id);
    ASSERT_EQ(outcome.notices.size(), 1u);
    EXPECT_EQ(outcome.notices[0].login, "manager@firm.example");
    EXPECT_TRUE(must(open_change_requests(*reader())).empty());
    expect_rebuild_agrees();
}

TEST_F(Requests, AChangeThatTheLawRefusesDecidesNothing) {
    const auto period = *open_period().period;
    const auto number = ask(period);
    const auto outcome = must(act({.code = "change.grant",
                                   .about = "change-request/1",
                                   .details = {{"case", std::to_string(number.value())}, {"kind", "Update"}},
                                   .reason = "nothing typed",
                                   .by = one}));
    EXPECT_EQ(outcome.answer->decision.result, domain::Verdict::refused);
    EXPECT_EQ(must(change_request(*reader(), number))->state, ChangeState::open);
}

TEST_F(Requests, AreRefusedWithAReasonOnce) {
    const auto number = ask(*open_period().period);
    const DeskAction refusal{.code = "change.refuse",
                             .about = "change-request/1",
                             .details = {{"case", std::to_string(number.value())}},
                             .reason = "no evidence",
                             .by = one};
    EXPECT_EQ(must(act(refusal)).notices.at(0).what, "change.refused");
    EXPECT_EQ(must(change_request(*reader(), number))->decision_reason, "no evidence");
    EXPECT_EQ(act(refusal).error().kind, ErrorKind::conflict);
}

// --- employers

TEST_F(DeskWork, AnEmployerWithAProvisionalNumberGetsItsDefinitiveOne) {
    std::vector<domain::EmployerNumber> provisional;
    for (int count = 0; count < 2; ++count)
        provisional.push_back(must(write([&](Writer& writer) -> Result<domain::EmployerNumber> {
            domain::Employer employer{.number = DIMONA_TRY(next_provisional_number(writer)),
                                      .enterprise = domain::EnterpriseNumber::make(7'001 + count),
                                      .name = "Nieuw & Co",
                                      .categories = {domain::EmployerCategory::ordinary},
                                      .active = {{make_date(2026, 1, 1), std::nullopt}}};
            DIMONA_TRY_VOID(enter_employer(writer, employer, {.at = monday, .code = "employer.identified", .by = one}));
            // A second version must not make it stand twice in the list.
            employer.name = "Nieuw en Co";
            DIMONA_TRY_VOID(change_employer(writer, employer, {.at = monday, .code = "employer.changed", .by = one}));
            return employer.number;
        })));
    const auto listed = [&] {
        std::vector<domain::EmployerNumber> numbers;
        for (const auto& employer : must(provisional_employers(*reader(), 10))) numbers.push_back(employer.number);
        return numbers;
    };
    EXPECT_EQ(listed(), provisional);
    EXPECT_EQ(must(provisional_employers(*reader(), 1)).size(), 1u);

    const DeskAction confirm{.code = "employer.confirm",
                             .about = subject(provisional[0]),
                             .details = {{"employer", std::to_string(provisional[0].value())}},
                             .reason = "documents seen",
                             .by = one};
    const auto number = domain::EmployerNumber::parse_definitive(must(act(confirm)).number);
    ASSERT_TRUE(number);
    EXPECT_EQ(must(reader()->employer(*number))->name, "Nieuw en Co");
    EXPECT_FALSE(must(reader()->employer(provisional[0])));
    EXPECT_EQ(listed(), std::vector{provisional[1]});
    EXPECT_EQ(act(confirm).error().kind, ErrorKind::not_found) << "once";
    EXPECT_EQ(history().front(), "employer.confirmed");
}

TEST_F(DeskWork, APublicBodyIsEnteredByForm) {
    DeskAction form{.code = "body.register",
                    .about = "public-body/Gent",
                    .details = {{"kind", "provincialLocal"},
                                {"name", "Stad Gent"},
                                {"enterprise", domain::EnterpriseNumber::make(7'100).to_text()},
                                {"ppl", ""},
                                {"subEntities", ""},
                                {"from", "2026-05-01"}},
                    .reason = "form of 28 April",
                    .by = one};
    const auto number = domain::EmployerNumber::parse_definitive(must(act(form)).number);
    ASSERT_TRUE(number);
    EXPECT_TRUE(must(reader()->employer(*number))->is(domain::EmployerCategory::provincial_local));
    form.details[2].value = "0000000000";
    EXPECT_EQ(act(form).error().place, "enterpriseNumber");
}

TEST_F(DeskWork, ASignedProcurationIsAMandateAtOnce) {
    const auto &mandator = world.employers[0], &mandatary = world.employers[1];
    const auto acts = [&] { return must(acts_for(*reader(), mandatary.enterprise, mandator, make_date(2026, 5, 4))); };
    EXPECT_FALSE(acts());
    must(act({.code = "procuration.enter",
              .about = "procuration/1",
              .details = {{"group", "DmfA-Dimona"},
                          {"mandator", mandator.enterprise->to_text()},
                          {"mandatary", mandatary.enterprise->to_text()},
                          {"kind", "service_provider"},
                          {"licence", ""},
                          {"first", "2026Q2"},
                          {"last", ""}},
              .reason = "binder 12, signatures checked",
              .by = one}));
    EXPECT_TRUE(acts());
    EXPECT_EQ(history().front(), "procuration.entered");
}

// --- four eyes

TEST_F(DeskWork, WithFourEyesASecondPersonAgreesFirst) {
    const auto waiting = declare_stranger("Nemo", "Nemo", "1980-01-01");
    const DeskAction refusal{.code = "worker.refuse",
                             .about = subject_of("declaration", std::to_string(waiting.id.value())),
                             .details = {{"declaration", std::to_string(waiting.id.value())}},
                             .reason = "no such person",
                             .by = one};
    EXPECT_TRUE(must(act(refusal, true)).waits);
    EXPECT_EQ(must(reader()->declaration(waiting.id))->result, domain::Verdict::waiting);
    EXPECT_EQ(act(refusal, true).error().kind, ErrorKind::conflict) << "it waits already";
    const auto approval = must(waiting_action(*reader(), refusal.about, monday));
    ASSERT_TRUE(approval);
    const auto confirm = [&](const std::string& by) {
        return write(
            [&](Writer& writer) { return confirm_at_desk(writer, approval->id, by, *world.rulebook, monday); });
    };
    EXPECT_EQ(confirm(one).error().kind, ErrorKind::forbidden);
    EXPECT_EQ(must(confirm(other)).answer->decision.result, domain::Verdict::refused);
    EXPECT_EQ(must(reader()->declaration(waiting.id))->result, domain::Verdict::refused);
    EXPECT_EQ(confirm(other).error().kind, ErrorKind::not_found);
    EXPECT_FALSE(must(waiting_action(*reader(), refusal.about, monday)));
}

TEST_F(DeskWork, ARequestForAccessDoesNotHoldUpADecisionAboutTheSameEnterprise) {
    const auto about = subject(*world.employers[0].enterprise);
    must(write([&](Writer& writer) {
        return ask_approval(writer, {.id = {},
                                     .code = "access.requested",
                                     .subject = desk_approvals,
                                     .about = about,
                                     .details = {},
                                     .reason = {},
                                     .asked_by = "nobody",
                                     .by_enterprise = world.employers[0].enterprise,
                                     .asked_at = monday,
                                     .expires = {}});
    }));
    EXPECT_FALSE(must(waiting_action(*reader(), about, monday)));
    EXPECT_EQ(must(open_approvals(*reader(), desk_approvals, monday)).size(), 1U);
}

}  // namespace
}  // namespace dimona::registry
