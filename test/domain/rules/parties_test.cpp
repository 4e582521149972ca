// Employer and worker: numbers, mandate, channel, identity.
#include "scene.hpp"

namespace dimona::domain::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

Scene ordinary() { return an_in("OTH").start("2026-05-11"); }

TEST(AnEmployer, MustBeNamedAndKnown) {
    auto scene = ordinary();
    scene.request.employer.reset();
    scene.situation.employer.employer.reset();
    EXPECT_THAT(scene.codes(), Contains("90256-364"));
    scene.request.employer.emplace().enterprise_number = own_enterprise.to_text();
    scene.situation.employer.enterprise_unknown = true;
    EXPECT_THAT(scene.codes(), Contains("00014-235"));
    scene.request.employer->enterprise_number = "0206731699";
    scene.situation.employer.enterprise_unknown = false;
    EXPECT_THAT(scene.codes(), Contains("00014-003"));
    scene.request.employer = EmployerFields{.nsso_number = "100006", .provisional_number = {}, .enterprise_number = {}};
    scene.situation.employer.nsso_unknown = true;
    EXPECT_THAT(scene.codes(), Contains("00011-235"));
    scene.request.employer =
        EmployerFields{.nsso_number = {}, .provisional_number = "5000000120", .enterprise_number = {}};
    scene.situation.employer = {};
    scene.situation.employer.provisional_unknown = true;
    EXPECT_THAT(scene.codes(), Contains("00948-235"));
}

TEST(AnEmployer, WithTwoNumbersThatDisagreeIsAWarning) {
    auto scene = ordinary();
    scene.situation.employer.numbers_disagree = true;
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00014-022"));
    EXPECT_EQ(scene.decide().result, Verdict::accepted_with_warning);
}

TEST(AnEmployer, MustBeActiveOnTheDaysOfThePeriod) {
    auto scene = ordinary().end("2026-12-31");
    scene.situation.employer.employer->active = {{make_date(2026, 1, 1), make_date(2026, 6, 30)}};
    EXPECT_THAT(scene.codes(), Contains("90373-343"));
    EXPECT_THAT(scene.end("2026-06-30").codes(), IsEmpty());
    EXPECT_THAT(scene.start("2025-12-31").codes(), Contains("90373-343"));
    auto update = an_update(a_period(WorkerType::OTH, "2026-05-11").until("2026-06-15"));
    update.situation.employer.employer->active = {{make_date(2026, 1, 1), make_date(2026, 6, 30)}};
    EXPECT_THAT(update.end("2026-07-01").codes(), Contains("90378-343"));
    EXPECT_THAT(update.end("2026-06-30").codes(), IsEmpty());
}

TEST(AnEmployer, MayCloseTheOpenChannels) {
    auto scene = ordinary();
    scene.situation.employer.employer->blocks_unsecured = true;
    for (const auto channel : {Channel::web_unsecured, Channel::voice, Channel::sms})
        EXPECT_THAT(scene.channel(channel).codes(), Contains("90256-342"));
    EXPECT_THAT(scene.channel(Channel::web_service).codes(), IsEmpty());
}

TEST(AnEmployer, ThatClosedTheOpenChannelsShowsNothingOfItsFileThere) {
    auto scene = ordinary().with(a_period(WorkerType::OTH, "2026-05-11")).channel(Channel::web_unsecured);
    EXPECT_THAT(scene.codes(), Contains("90373-333"));
    scene.situation.employer.employer->blocks_unsecured = true;
    EXPECT_THAT(scene.codes(), testing::ElementsAre("90256-342"));
    auto out = an_out(a_period(WorkerType::OTH, "2026-05-11").until("2026-05-29")).end("2026-06-30");
    out.channel(Channel::voice).situation.employer.employer->blocks_unsecured = true;
    EXPECT_THAT(out.codes(), testing::ElementsAre("90256-342")) << "neither that it is closed nor that it is unknown";
}

TEST(AnOpenChannel, TellsNoDayAndNoNumberThatWasNotDeclared) {
    auto scene = ordinary().end("2026-06-30").with(a_period(WorkerType::OTH, "2026-05-20").until("2026-07-31"));
    const auto overlapping = [](const Decision& decision) {
        for (const auto& anomaly : decision.anomalies)
            if (anomaly.code == "90373-334") return anomaly.facts;
        return std::vector<Placeholder>{{"not found", ""}};
    };
    EXPECT_THAT(overlapping(scene.decide()), Not(IsEmpty()));
    EXPECT_THAT(overlapping(scene.channel(Channel::web_unsecured).decide()), IsEmpty());
    EXPECT_THAT(overlapping(scene.channel(Channel::voice).decide()), IsEmpty());
}

TEST(ADeclarant, WithoutMandateIsRefusedAndLearnsNothingOfTheFile) {
    auto scene = ordinary();
    scene.situation.may_declare = false;
    EXPECT_THAT(scene.codes(), testing::ElementsAre("90256-155"));
    scene.with(a_period(WorkerType::OTH, "2026-05-11"));
    EXPECT_THAT(scene.codes(), testing::ElementsAre("90256-155")) << "not that the worker is in service there";
    auto student = an_in("STU").start("2026-05-11").end("2026-05-29").planned("8");
    student.with(a_period(WorkerType::STU, "2026-01-05").until("2026-03-31").planned(650).at_employer(1'077));
    student.situation.may_declare = false;
    EXPECT_THAT(student.codes(), testing::ElementsAre("90256-155"));
    EXPECT_THAT(student.decide().balances, IsEmpty());
    auto cancel = a_cancel(a_period(WorkerType::OTH, "2026-05-11").cancelled());
    cancel.situation.may_declare = false;
    EXPECT_THAT(cancel.codes(), testing::ElementsAre("90256-155"));
}

TEST(ANumberOfAnotherEmployerOrPerson, DoesNotFitThePeriod) {
    auto scene = an_out(a_period(WorkerType::OTH, "2026-05-11")).end("2026-06-30");
    scene.request.employer.emplace().enterprise_number = EnterpriseNumber::make(7'777).to_text();
    EXPECT_THAT(scene.codes(), Contains("00014-347"));
    scene.request.employer = EmployerFields{.nsso_number = "100006", .provisional_number = {}, .enterprise_number = {}};
    EXPECT_THAT(scene.codes(), Contains("00011-347"));
    scene.request.employer =
        EmployerFields{.nsso_number = {}, .provisional_number = "5000000120", .enterprise_number = {}};
    EXPECT_THAT(scene.codes(), Contains("00948-347"));
    scene.request.employer.emplace().nsso_number = std::to_string(own_number.value());
    EXPECT_THAT(scene.codes(), IsEmpty());
    scene.request.worker.emplace().ssin = Ssin::make(make_date(1990, 1, 1), 0, 5).to_text();
    scene.situation.worker.fits_period = false;
    EXPECT_THAT(scene.codes(), Contains("00024-347"));
}

TEST(AWorker, WithANumberOfNobodyIsRefused) {
    auto scene = ordinary();
    scene.situation.worker = {.outcome = Identification::unknown_ssin, .person = {}};
    EXPECT_THAT(scene.codes(), Contains("00024-003"));
    scene.situation.worker = {};
    scene.request.worker->ssin = "85073003329";
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00024-003"));
}

TEST(AWorker, WhoseDataDifferFromTheRegisterIsAWarning) {
    auto scene = ordinary();
    auto& worker = *scene.request.worker;
    worker.family_name = "PEETERS";
    worker.given_name = "Noor";
    worker.birth_date = "1995-00-00";
    worker.gender = "2";
    EXPECT_THAT(scene.codes(), IsEmpty()) << "spelling, further given names and unknown parts make no difference";
    worker.family_name = "Janssens";
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00025-348"));
    EXPECT_EQ(scene.decide().result, Verdict::accepted_with_warning);
    worker = {.ssin = worker.ssin, .given_name = "Jan"};
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00026-348"));
    worker = {.ssin = worker.ssin, .birth_date = "1995-03-12"};
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00028-348"));
    worker = {.ssin = worker.ssin, .gender = "1"};
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00029-348"));
    worker = {.ssin = worker.ssin, .family_name = "Janssens", .birth_date = "1980-01-01"};
    EXPECT_THAT(scene.codes(), Contains("00024-348"));
}

Scene by_name() {
    auto scene = ordinary();
    scene.request.worker = WorkerFields{.ssin = {},
                                        .family_name = "Onbekend",
                                        .given_name = "Noor",
                                        .initial = {},
                                        .birth_date = "1990-05-01",
                                        .place_of_birth = "Gent",
                                        .country_of_birth = "150",
                                        .gender = "2",
                                        .nationality = "150",
                                        .address = AddressFields{.street = "Kouter",
                                                                 .house_number = "1",
                                                                 .box_number = {},
                                                                 .post_code = "9000",
                                                                 .municipality_code = {},
                                                                 .municipality_name = "Gent",
                                                                 .country = "150"}};
    scene.situation.worker = {.outcome = Identification::undecided, .person = {}};
    return scene;
}

TEST(AWorkerByName, WaitsForAnOperatorWhenNobodyOrSeveralFit) {
    const auto decision = by_name().decide();
    EXPECT_EQ(decision.result, Verdict::waiting);
    EXPECT_THAT(decision.effects, testing::ElementsAre(Effect{OpenIdentificationCase{}}));
}

TEST(AWorkerByName, DoesNotWaitWhenSomethingElseBlocks) {
    const auto decision = by_name().end("2026-05-10").decide();
    EXPECT_EQ(decision.result, Verdict::refused);
    EXPECT_THAT(decision.effects, IsEmpty());
}

TEST(AWorkerByName, NeedsTheWholeIdentity) {
    for (const auto member :
         {&WorkerFields::family_name, &WorkerFields::given_name, &WorkerFields::birth_date, &WorkerFields::gender,
          &WorkerFields::nationality, &WorkerFields::place_of_birth, &WorkerFields::country_of_birth}) {
        auto scene = by_name();
        (*scene.request.worker).*member = std::nullopt;
        EXPECT_THAT(scene.codes(), Contains("90017-363"));
    }
    auto nobody = ordinary();
    nobody.request.worker.reset();
    nobody.situation.worker = {.outcome = Identification::not_possible, .person = {}};
    EXPECT_THAT(nobody.codes(), Contains("90017-363"));
}

TEST(AWorkerByName, IsRefusedWhenAnOperatorCouldNotIdentifyHim) {
    auto scene = by_name();
    scene.situation.worker.outcome = Identification::rejected;
    EXPECT_THAT(scene.codes(), testing::ElementsAre("90017-151"));
}

TEST(AnOccasionalWorker, NeedsANumber) {
    auto scene = by_name();
    scene.request.features->worker_type = "EXT";
    scene.request.features->joint_committee = "302";
    scene.end("2026-05-11").hours("1800", "2300");
    EXPECT_THAT(scene.codes(), testing::ElementsAre("00024-001"));
}

}  // namespace
}  // namespace dimona::domain::test
