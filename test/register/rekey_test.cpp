// A provisional number becomes a definitive one.
#include <gtest/gtest.h>

#include "register/blocking.hpp"
#include "register/enterprise_register.hpp"
#include "register/identification.hpp"
#include "register/journal.hpp"
#include "register/personnel_file.hpp"
#include "register/rebuild.hpp"
#include "register/repertory.hpp"
#include "store/support/folder.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::EmployerNumber;
using domain::Verdict;
using test::must;
using test::World;

const auto monday = test::brussels(2026, 5, 4, 10, 0);
const auto tuesday = test::brussels(2026, 5, 5, 10, 0);
const auto wednesday = test::brussels(2026, 5, 6, 10, 0);

Act an_act(Instant at) {
    return {.at = at,
            .code = "employer.entered",
            .by = "operator@authority.example",
            .by_enterprise = std::nullopt,
            .reason = "register data completed",
            .about = {},
            .details = {}};
}

struct Rekeyed : testing::Test {
    store::test::Folder folder;  // a view and a writer at the same time need a file
    World world{must(store::open_sqlite({.path = folder.file("dimona.sqlite")}))};
    domain::Employer employer{.number = EmployerNumber::from_stored(0),
                              .enterprise = domain::EnterpriseNumber::make(5'001),
                              .name = "Zagerij De Nerf",
                              .categories = {domain::EmployerCategory::horeca},
                              .active = {{make_date(2026, 5, 1), std::nullopt}},
                              .sub_entities = {}};
    EmployerNumber provisional = EmployerNumber::from_stored(0), definitive = EmployerNumber::from_stored(0);

    Rekeyed() {
        const auto writer = must(world.store->write());
        employer.number = provisional = must(next_provisional_number(*writer));
        auto act = an_act(monday);
        act.about = {subject(provisional)};
        must(enter_employer(*writer, employer, act));
        must(writer->put_paper({"staff", std::to_string(provisional.value()) + "/n-1",
                                R"({"reference":"","note":"","addedAt":0,"addedBy":"me"})", std::nullopt}));
        must(writer->commit());
    }
    void give_number(Instant at = tuesday) {
        const auto writer = must(world.store->write());
        definitive = must(give_definitive_number(*writer, provisional, an_act(at)));
        must(writer->commit());
    }
    // Under the provisional number, as somebody types it.
    [[nodiscard]] domain::DeclarationRequest an_in(int person, std::string start) const {
        auto request =
            test::an_in(employer, world.persons[static_cast<std::size_t>(person)], "OTH", "XXX", std::move(start));
        request.employer.emplace().provisional_number = std::to_string(provisional.value());
        return request;
    }
    Answer declare(const domain::DeclarationRequest& request, Instant at) {
        return world.declare({.request = request, .caller = world.caller_of(employer), .idempotency_key = std::nullopt},
                             at);
    }
    static bool has(const Answer& answer, std::string_view code) {
        for (const auto& anomaly : answer.decision.anomalies)
            if (anomaly.code == code) return true;
        return false;
    }
    void expect_the_file_to_follow_from_the_journal() {
        const auto reader = must(world.store->read());
        EXPECT_FALSE(must(verify_chain(*reader, {})).broken);
        const auto scratch = must(store::open_sqlite({.path = ":memory:"}));
        EXPECT_EQ(must(rebuild_and_compare(*reader, *scratch, {})).differences, std::vector<std::string>{});
    }
};

TEST_F(Rekeyed, TakesEverythingAlong) {
    const auto in = declare(an_in(0, "2026-05-04"), monday);
    ASSERT_EQ(in.decision.result, Verdict::accepted);
    give_number();

    const auto reader = must(world.store->read());
    EXPECT_TRUE(EmployerNumber::parse_definitive(std::to_string(definitive.value())));
    EXPECT_FALSE(must(reader->employer(provisional)));
    EXPECT_EQ(must(reader->employer(definitive))->name, employer.name);
    EXPECT_EQ(must(reader->employer_of(*employer.enterprise))->number, definitive);
    EXPECT_EQ(must(reader->period(*in.period))->employer, definitive);
    EXPECT_EQ(must(reader->declaration(in.id))->employer, definitive);
    EXPECT_EQ(must(reader->staff(definitive)).size(), 1u);
    EXPECT_TRUE(must(reader->paper("staff", std::to_string(definitive.value()) + "/n-1")));
    EXPECT_FALSE(must(reader->paper("staff", std::to_string(provisional.value()) + "/n-1")));
    expect_the_file_to_follow_from_the_journal();
}

TEST_F(Rekeyed, StaysBlockedForUnsecuredChannels) {
    {
        const auto writer = must(world.store->write());
        must(block_unsecured(*writer, provisional,
                             {.at = monday,
                              .by = "manager@firm.example",
                              .by_enterprise = employer.enterprise,
                              .via = "page",
                              .reason = {}}));
        must(writer->commit());
    }
    give_number();
    EXPECT_TRUE(must(must(world.store->read())->employer(definitive))->blocks_unsecured);
    const Submission by_telephone{
        .request = an_in(0, "2026-05-06"),
        .caller = {.channel = domain::Channel::voice, .id = "anonymous", .enterprise = {}, .trace_id = {}},
        .idempotency_key = std::nullopt};
    auto with_new_number = by_telephone;
    with_new_number.request.employer.emplace().nsso_number = std::to_string(definitive.value());
    EXPECT_TRUE(has(world.declare(with_new_number, wednesday), "90256-342"));
    EXPECT_EQ(world.declare(by_telephone, wednesday).decision.result, Verdict::refused);
}

TEST_F(Rekeyed, RecordsTheFlowTheActAndTheHistory) {
    give_number();
    const auto reader = must(world.store->read());
    const auto flows = must(information_flows(*reader, 0, 10));
    ASSERT_EQ(flows.size(), 1u);
    EXPECT_EQ(flows[0].provisional, provisional);
    EXPECT_EQ(flows[0].definitive, definitive);
    EXPECT_EQ(flows[0].enterprise, employer.enterprise);
    EXPECT_EQ(flows[0].at, tuesday);
    EXPECT_TRUE(must(information_flows(*reader, provisional.value(), 10)).empty());
    EXPECT_EQ(must(current_number(*reader, provisional)), definitive);
    EXPECT_EQ(must(current_number(*reader, definitive)), definitive);
    EXPECT_EQ(must(former_numbers(*reader, definitive)), std::vector<EmployerNumber>{provisional});

    for (const auto number : {provisional, definitive}) {
        const auto acts = must(acts_about(*reader, subject(number), 0, 10));
        ASSERT_EQ(acts.size(), 2u) << number.value();
        EXPECT_EQ(acts[0].act.code, employer_numbered);
        EXPECT_EQ(acts[0].act.reason, "register data completed");
        EXPECT_EQ(acts[0].sequence, flows[0].act);
        EXPECT_EQ(acts[1].act.code, "employer.entered");
    }
    const auto history = must(employer_history(*reader, definitive));
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].employer.number, provisional);
    EXPECT_EQ(history[1].employer.number, definitive);
    EXPECT_EQ(history[1].act, flows[0].act);
    EXPECT_TRUE(must(employer_history(*reader, provisional)).empty());
}

TEST_F(Rekeyed, NumberIsDeadForNewDeclarations) {
    give_number();
    const auto dead = declare(an_in(0, "2026-05-06"), wednesday);
    EXPECT_EQ(dead.decision.result, Verdict::refused);
    EXPECT_TRUE(has(dead, "00948-235"));
    auto alive = an_in(0, "2026-05-06");
    alive.employer = domain::EmployerFields{};
    alive.employer->nsso_number = std::to_string(definitive.value());
    EXPECT_EQ(declare(alive, wednesday).decision.result, Verdict::accepted);
    expect_the_file_to_follow_from_the_journal();
}

TEST_F(Rekeyed, PeriodIsChangedUnderTheNewNumber) {
    const auto in = declare(an_in(0, "2026-05-04"), monday);
    give_number();
    domain::DeclarationRequest out;
    out.kind = domain::Kind::out;
    out.period_id = std::to_string(in.period->value());
    out.end_date = "2026-05-08";
    EXPECT_EQ(declare(out, wednesday).decision.result, Verdict::accepted);
    expect_the_file_to_follow_from_the_journal();
}

TEST_F(Rekeyed, WaitingDeclarationIsDecidedForTheNewNumber) {
    auto request = an_in(0, "2026-05-04");
    const auto person = world.persons[0];
    request.worker = domain::WorkerFields{};
    request.worker->family_name = "Onbekend";
    request.worker->given_name = "Iemand";
    request.worker->birth_date = "1990-01-01";
    request.worker->gender = "1";
    request.worker->nationality = "150";
    request.worker->place_of_birth = "Gent";
    request.worker->country_of_birth = "150";
    auto& address = request.worker->address.emplace();
    address.street = "Kerkstraat", address.house_number = "1", address.post_code = "9000";
    address.municipality_name = "Gent", address.country = "150";
    const auto waiting = declare(request, monday);
    ASSERT_EQ(waiting.decision.result, Verdict::waiting) << waiting.decision.anomalies.front().code;
    give_number();
    {
        const auto writer = must(world.store->write());
        const auto answer = must(match_case(*writer, waiting.id, person.ssin, "operator@authority.example",
                                            "identity card seen", *world.rulebook, wednesday));
        EXPECT_EQ(answer.decision.result, Verdict::accepted);
        ASSERT_TRUE(answer.period);
        EXPECT_EQ(must(writer->period(*answer.period))->employer, definitive);
        must(writer->commit());
    }
    EXPECT_EQ(must(must(world.store->read())->declaration(waiting.id))->employer, definitive);
    expect_the_file_to_follow_from_the_journal();
}

TEST_F(Rekeyed, NumberIsNeverGivenAgain) {
    give_number();
    const auto writer = must(world.store->write());
    must(writer->remove_paper("employer-number", "provisional"));  // as if the series began anew
    EXPECT_NE(must(next_provisional_number(*writer)), provisional);
}

TEST_F(Rekeyed, RefusesWhatIsNoProvisionalEmployer) {
    const auto kind_of_refusal = [&](EmployerNumber number) {
        const auto writer = must(world.store->write());
        const auto refused = give_definitive_number(*writer, number, an_act(tuesday));
        EXPECT_FALSE(refused);
        return refused ? ErrorKind::internal : refused.error().kind;
    };
    EXPECT_EQ(kind_of_refusal(world.employers[0].number), ErrorKind::invalid);
    EXPECT_EQ(kind_of_refusal(EmployerNumber::make_provisional(59'999'999)), ErrorKind::not_found);
    give_number();
    EXPECT_EQ(kind_of_refusal(provisional), ErrorKind::not_found) << "a second time";

    auto again = employer;
    {
        const auto writer = must(world.store->write());
        again.number = must(next_provisional_number(*writer));
        must(enter_employer(*writer, again, an_act(tuesday)));
        must(writer->commit());
    }
    EXPECT_EQ(kind_of_refusal(again.number), ErrorKind::conflict) << "the enterprise has a definitive number";
}

TEST_F(Rekeyed, MovesTheAccountOfAnEmployerWithoutEnterprise) {
    {
        const auto writer = must(world.store->write());
        auto without = employer;
        without.enterprise.reset();
        must(change_employer(*writer, without, an_act(monday)));
        must(writer->commit());
    }
    auto request = an_in(0, "2026-05-04");
    request.employer->enterprise_number.reset();
    request.features->worker_type = "EXT";
    request.features->joint_committee = "302";
    request.start_hour = format_hour(ClockTime{18 * 60}), request.end_hour = format_hour(ClockTime{23 * 60});
    request.end_date = "2026-05-04";
    auto caller = world.caller_of(employer);
    caller.channel = domain::Channel::web_unsecured;
    const auto in = world.declare({.request = request, .caller = caller, .idempotency_key = std::nullopt}, monday);
    ASSERT_EQ(in.decision.result, Verdict::accepted) << in.decision.anomalies.front().code;
    EXPECT_EQ(must(must(world.store->read())->employer_days({provisional.value(), 2026})), 1);
    give_number();
    EXPECT_EQ(must(must(world.store->read())->employer_days({definitive.value(), 2026})), 1);
    expect_the_file_to_follow_from_the_journal();
}

struct FixedClock final : Clock {
    [[nodiscard]] Instant now() const override { return wednesday; }
};

TEST_F(Rekeyed, PersonnelFileIsTheSameForWhoeverKnewTheOldNumber) {
    declare(an_in(0, "2026-05-04"), monday);
    Lanes lanes(*world.store, {});
    const FixedClock clock;
    PersonnelFile file(*world.store, lanes, clock, *world.rulebook);
    const auto caller = world.caller_of(employer);
    EXPECT_EQ(must(file.staff(caller, provisional)).size(), 2u);
    must(lanes.run(0, [&](Writer& writer) -> Status {
        definitive = DIMONA_TRY(give_definitive_number(writer, provisional, an_act(tuesday)));
        return {};
    }));
    EXPECT_EQ(must(file.employer(caller, provisional)).number, definitive);
    const auto other = world.caller_of(world.employers[0]);
    EXPECT_FALSE(file.employer(other, provisional)) << "a right is a right";
    const auto log = must(file.log(caller, definitive, 0, 10));
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].consultation.operation, "staff.list");
    EXPECT_EQ(log[0].consultation.employer, provisional) << "the log says what was asked";
}

}  // namespace
}  // namespace dimona::registry
