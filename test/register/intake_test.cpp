#include "register/intake.hpp"

#include <future>

#include "register/identification.hpp"
#include "register/situation_loader.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::Verdict;
using test::an_in;
using test::brussels;
using test::must;
using test::World;

class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant now) : now_(now) {}
    [[nodiscard]] Instant now() const override { return now_; }

private:
    Instant now_;
};

struct Desk : World {
    Lanes lanes{*store, {}};
    FixedClock clock{brussels(2026, 5, 4, 10, 0)};
    Intake intake{*store, lanes, rulebook, clock};

    Result<Answer> submit(Submission submission) {
        std::promise<Result<Answer>> promise;
        intake.submit(std::move(submission), [&](Result<Answer> answer) { promise.set_value(std::move(answer)); });
        return promise.get_future().get();
    }
    [[nodiscard]] Submission oth(std::optional<std::string> key = {}) const {
        return {an_in(employers[0], persons[0], "OTH", "XXX", "2026-05-04"), caller_of(employers[0]), std::move(key)};
    }
};

TEST(Intake, OpensAPeriodThatHasTheNumberOfItsDeclaration) {
    Desk desk;
    const auto answer = must(desk.submit(desk.oth()));
    EXPECT_EQ(answer.decision.result, Verdict::accepted);
    ASSERT_TRUE(answer.period);
    EXPECT_EQ(answer.period->value(), answer.id.value());
    EXPECT_TRUE(domain::parse_twelve_digit_number(std::to_string(answer.id.value())));
}

TEST(Intake, RepeatsTheAnswerOfTheSameKeyAndRecordsNothing) {
    Desk desk;
    const auto first = must(desk.submit(desk.oth("key-1")));
    const auto again = must(desk.submit(desk.oth("key-1")));
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.decision, first.decision);
    EXPECT_EQ(must(must(desk.store->read())->journal_head())->sequence, 1);
}

TEST(Intake, RefusesAKeyThatBelongsToAnotherBody) {
    Desk desk;
    must(desk.submit(desk.oth("key-1")));
    auto other = desk.oth("key-1");
    other.request.start_date = "2026-05-05";
    const auto answer = desk.submit(std::move(other));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::conflict);
    EXPECT_EQ(must(must(desk.store->read())->journal_head())->sequence, 1);
}

TEST(Intake, DryRunGivesTheSameVerdictAndStoresNothing) {
    Desk desk;
    const auto rehearsal = must(desk.intake.dry_run(desk.oth()));
    EXPECT_FALSE(must(must(desk.store->read())->journal_head()));
    const auto answer = must(desk.submit(desk.oth()));
    EXPECT_EQ(rehearsal.decision.result, answer.decision.result);
    EXPECT_EQ(rehearsal.decision.anomalies, answer.decision.anomalies);
}

TEST(Intake, ADryRunNamesNobodyWhomTheEmployerDoesNotKnow) {
    Desk desk;
    EXPECT_FALSE(must(desk.intake.dry_run(desk.oth())).person) << "whoever tries numbers learns no name";
    const auto declared = must(desk.submit(desk.oth()));
    ASSERT_TRUE(declared.person);
    EXPECT_EQ(must(desk.intake.dry_run(desk.oth())).person, declared.person);
}

TEST(Intake, DecidesManyAtOnceEachOnce) {
    Desk desk;
    std::vector<std::promise<Result<Answer>>> promises(200);
    for (std::size_t number = 0; number < promises.size(); ++number) {
        auto submission = desk.oth();
        submission.request.worker->ssin = desk.persons[number % desk.persons.size()].ssin.to_text();
        desk.intake.submit(std::move(submission), [&promise = promises[number]](Result<Answer> answer) {
            promise.set_value(std::move(answer));
        });
    }
    std::set<domain::DeclarationId> ids;
    int accepted = 0;
    for (auto& promise : promises) {
        const auto answer = must(promise.get_future().get());
        ids.insert(answer.id);
        if (answer.decision.result == Verdict::accepted) ++accepted;
    }
    EXPECT_EQ(ids.size(), promises.size());
    EXPECT_EQ(accepted, static_cast<int>(desk.persons.size()));
}

TEST(Intake, RefusesWhoeverHasNoMandateOnTheDay) {
    Desk desk;
    auto submission = desk.oth();
    submission.caller = desk.caller_of(desk.employers[1]);
    EXPECT_EQ(must(desk.submit(submission)).decision.result, Verdict::refused);
    auto writer = must(desk.store->write());
    must(writer->put_mandate({*desk.employers[0].enterprise,
                              *desk.employers[1].enterprise,
                              {make_date(2026, 5, 4), make_date(2026, 5, 4)},
                              false}));
    must(writer->commit());
    writer.reset();  // a store has one writer at a time
    EXPECT_EQ(must(desk.submit(submission)).decision.result, Verdict::accepted);
}

TEST(Intake, AnswersUnavailableAfterTheLanesHaveStopped) {
    Desk desk;
    desk.lanes.stop();
    const auto answer = desk.submit(desk.oth());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
}

domain::DeclarationRequest unnamed_in(const Desk& desk, std::string family_name) {
    auto request = an_in(desk.employers[0], desk.persons[0], "OTH", "XXX", "2026-05-04");
    request.worker = domain::WorkerFields{.ssin = std::nullopt,
                                          .family_name = std::move(family_name),
                                          .given_name = "Noor",
                                          .initial = std::nullopt,
                                          .birth_date = "1987-03-11",
                                          .place_of_birth = "Gent",
                                          .country_of_birth = "150",
                                          .gender = "2",
                                          .nationality = "150",
                                          .address = domain::AddressFields{.street = "Kouter",
                                                                           .house_number = "1",
                                                                           .box_number = std::nullopt,
                                                                           .post_code = "9000",
                                                                           .municipality_code = std::nullopt,
                                                                           .municipality_name = "Gent",
                                                                           .country = "150"}};
    return request;
}

TEST(Identification, MatchesAUniquePersonByNameAndBirthDate) {
    Desk desk;
    const auto answer = must(desk.submit({unnamed_in(desk, "PEETERSB"), desk.caller_of(desk.employers[0]), {}}));
    EXPECT_NE(answer.decision.result, Verdict::refused) << answer.decision.anomalies.front().code;
    EXPECT_NE(answer.decision.result, Verdict::waiting);
}

TEST(Identification, WaitsForAnOperatorAndThenDecidesAsOfTheReception) {
    Desk desk;
    const auto waiting = must(desk.submit({unnamed_in(desk, "Onbekend"), desk.caller_of(desk.employers[0]), {}}));
    ASSERT_EQ(waiting.decision.result, Verdict::waiting);
    EXPECT_FALSE(waiting.period);

    auto writer = must(desk.store->write());
    ASSERT_EQ(must(open_identification_cases(*writer)).size(), 1u);
    const auto later = brussels(2026, 5, 20, 9, 0);
    const auto answer =
        must(match_case(*writer, waiting.id, desk.persons[2].ssin, "operator", "passport seen", *desk.rulebook, later));
    must(writer->commit());
    ASSERT_TRUE(answer.period);
    EXPECT_EQ(answer.period->value(), waiting.id.value());
    EXPECT_FALSE(domain::says_late(answer.decision)) << "judged as of the day of reception";

    writer.reset();  // a store has one writer at a time
    writer = must(desk.store->write());
    EXPECT_TRUE(must(open_identification_cases(*writer)).empty());
    EXPECT_FALSE(match_case(*writer, waiting.id, desk.persons[2].ssin, "operator", "again", *desk.rulebook, later));
}

TEST(Identification, RefusesWhoeverCanNotBeFound) {
    Desk desk;
    const auto waiting = must(desk.submit({unnamed_in(desk, "Onbekend"), desk.caller_of(desk.employers[0]), {}}));
    auto writer = must(desk.store->write());
    const auto answer = must(
        refuse_case(*writer, waiting.id, "operator", "no such person", *desk.rulebook, brussels(2026, 5, 20, 9, 0)));
    must(writer->commit());
    EXPECT_EQ(answer.decision.result, Verdict::refused);
}

// --- open channels: whoever declares there has proved nothing

struct OpenDesk : Desk {
    domain::PeriodId period;
    OpenDesk() { period = *must(submit(oth())).period; }

    [[nodiscard]] Caller visitor(domain::Channel channel = domain::Channel::web_unsecured) const {
        return {.channel = channel, .id = "anonymous", .enterprise = {}, .trace_id = {}};
    }
    [[nodiscard]] Submission on_period(domain::Kind kind, domain::Text ssin, domain::Text enterprise) const {
        Submission submission{.request = {}, .caller = visitor(), .idempotency_key = {}};
        submission.request.kind = kind;
        submission.request.period_id = std::to_string(period.value());
        if (kind != domain::Kind::cancel) submission.request.end_date = "2026-05-29";
        if (ssin) submission.request.worker.emplace().ssin = ssin;
        if (enterprise) submission.request.employer.emplace().enterprise_number = enterprise;
        return submission;
    }
    std::vector<std::string> codes(Submission submission) {
        std::vector<std::string> codes;
        for (const auto& anomaly : must(submit(std::move(submission))).decision.anomalies)
            codes.push_back(anomaly.code);
        return codes;
    }
};

TEST(OpenChannels, ReachAPeriodOnlyWithItsWorkerAndItsEmployer) {
    OpenDesk desk;
    const auto& worker = desk.persons[0].ssin;
    const auto& other = desk.persons[1].ssin;
    const auto nobody = domain::Ssin::make(make_date(1970, 1, 1), 0, 555).to_text();
    const auto own = desk.employers[0].enterprise->to_text(), another = desk.employers[1].enterprise->to_text();
    const auto unknown = domain::EnterpriseNumber::make(7'654'321).to_text();
    const std::vector<std::string> neutral = {"00913-354"};
    for (const auto kind : {domain::Kind::out, domain::Kind::update, domain::Kind::cancel}) {
        EXPECT_EQ(desk.codes(desk.on_period(kind, {}, own)), neutral);
        EXPECT_EQ(desk.codes(desk.on_period(kind, worker.to_text(), {})), neutral);
        EXPECT_EQ(desk.codes(desk.on_period(kind, other.to_text(), own)), neutral);
        EXPECT_EQ(desk.codes(desk.on_period(kind, nobody, own)), neutral);
        EXPECT_EQ(desk.codes(desk.on_period(kind, worker.to_text(), another)), neutral);
        EXPECT_EQ(desk.codes(desk.on_period(kind, worker.to_text(), unknown)), neutral);
        auto no_such_period = desk.on_period(kind, worker.to_text(), own);
        no_such_period.request.period_id = std::to_string(domain::number_with_check(9'876'543'210));
        EXPECT_EQ(desk.codes(no_such_period), neutral);
    }
    EXPECT_TRUE(desk.codes(desk.on_period(domain::Kind::out, worker.to_text(), own)).empty());
}

TEST(OpenChannels, LeaveNoTraceInTheFileOfAnEmployerWhomTheyDidNotProve) {
    OpenDesk desk;
    const auto answer =
        must(desk.submit(desk.on_period(domain::Kind::out, desk.persons[1].ssin.to_text(), "0001000197")));
    const auto record = must(must(desk.store->read())->declaration(answer.id));
    ASSERT_TRUE(record);
    EXPECT_FALSE(record->employer);
    EXPECT_FALSE(record->person);
}

TEST(OpenChannels, GiveNeitherNamesNorBalances) {
    OpenDesk desk;
    auto request = an_in(desk.employers[0], desk.persons[2], "STU", "XXX", "2026-05-05");
    request.end_date = "2026-06-30";
    request.planned_hours = "100";
    for (const auto channel : {domain::Channel::web_unsecured, domain::Channel::voice}) {
        Submission submission{.request = request, .caller = desk.visitor(channel), .idempotency_key = {}};
        const auto answer = must(desk.submit(submission));
        EXPECT_NE(answer.id.value(), 0);
        EXPECT_FALSE(answer.employer);
        EXPECT_FALSE(answer.person);
        EXPECT_TRUE(answer.decision.balances.empty());
    }
}

TEST(OpenChannels, AskTheSameQuestionsWhoeverTheEmployerAndTheWorkerAre) {
    OpenDesk desk;
    const auto asked = [&](const std::string& enterprise, const std::string& ssin) {
        auto request = an_in(desk.employers[0], desk.persons[0], "OTH", "XXX", "2026-05-05");
        request.employer->enterprise_number = enterprise;
        request.worker->ssin = ssin;
        return must(desk.intake.asked_fields({request, desk.visitor(), {}}));
    };
    const auto known = asked(desk.employers[0].enterprise->to_text(), desk.persons[0].ssin.to_text());
    const auto unknown = asked(domain::EnterpriseNumber::make(7'654'321).to_text(),
                               domain::Ssin::make(make_date(1970, 1, 1), 0, 555).to_text());
    EXPECT_EQ(known, unknown);
    EXPECT_TRUE(known.contains("startDate"));
}

}  // namespace
}  // namespace dimona::registry
