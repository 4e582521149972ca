#include "register/journal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "register/codec/json.hpp"
#include "register/rebuild.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::an_in;
using test::brussels;
using test::World;

domain::Period full_period() {
    domain::Period period;
    period.id = domain::PeriodId{600'000'000'123};
    period.employer = domain::EmployerNumber::make_definitive(1'001);
    period.enterprise = domain::EnterpriseNumber::make(1'001);
    period.person = domain::PersonKey{7};
    period.features = {.worker_type = domain::WorkerType::STU,
                       .joint_committee = domain::JointCommittee::temporary_322,
                       .sub_entity = "0000000042",
                       .user_joint_committee = domain::JointCommittee::horeca_302,
                       .user_enterprise_number = domain::EnterpriseNumber::make(77),
                       .user_name = "Élodie & Fils"};
    period.start_day = make_date(2028, 2, 29);
    period.start_hour = ClockTime{8 * 60};
    period.end_day = make_date(2028, 3, 1);
    period.end_hour = ClockTime{23 * 60 + 59};
    period.planned_hours = 40;
    period.claims = {{1, 30}, {2, 10}};
    period.control_cards = domain::ControlCardFields{"000000001212", "000000001313"};
    period.flexi_result = domain::FlexiResult::provisional;
    period.cancelled = true;
    period.late = true;
    period.last_action = domain::Kind::cancel;
    period.created_at = Instant{std::chrono::milliseconds{1'700'000'000'123}};
    return period;
}

// Text that is written at once must be the text of the tree: the chain of hashes is over these bytes.
TEST(Journal, IsWrittenAsTheTreeOfItsMembersWouldBe) {
    auto period = full_period();
    for (const std::string name :
         {"plain", "", "with \"quotes\" and \\", "tab\t, line\n, bell\x07, delete\x7f", "Élodie €𝄞"}) {
        period.features.user_name = name;
        JournalDocument document{.id = domain::DeclarationId{1}, .declarant = name, .edition = "e"};
        document.request.employer.emplace().enterprise_number = name;
        document.decision.anomalies.push_back(
            {"00910-459", domain::Severity::blocking, "dimonaIn.startDate", {{"day", name}}});
        document.decision.trace = {{"00910-459", true}, {"00910-460", false}};
        document.decision.effects = {domain::PutPeriod{period}, domain::PutRegistration{},
                                     domain::AdjustEmployerQuota{{77, 2026}, -1}, domain::OpenIdentificationCase{}};
        document.decision.balances.emplace_back();
        EXPECT_EQ(to_document(document), boost::json::serialize(codec::to_json(document)));
        EXPECT_EQ(period_to_json(period), boost::json::serialize(codec::to_json(period)));
    }
}

TEST(Journal, KeepsEveryMemberOfAPeriod) {
    const auto period = full_period();
    EXPECT_EQ(test::must(period_from_json(period_to_json(period))), period);
    const domain::Period bare{.start_day = make_date(2026, 1, 1)};
    EXPECT_EQ(test::must(period_from_json(period_to_json(bare))), bare);
}

TEST(Journal, KeepsEveryMemberOfADocument) {
    World world;
    JournalDocument document;
    document.id = domain::DeclarationId{600'000'000'123};
    document.declarant = "client \"x\"";
    document.declarant_enterprise = domain::EnterpriseNumber::make(5);
    document.edition = "2026";
    document.request = an_in(world.employers[0], world.persons[0], "OTH", "XXX", "2026-02-30");
    document.request.own_references = {{"7", "A-1"}};
    document.request.small_statute = domain::SmallStatuteFields{"WORKER", "401", "F1"};
    document.decision = {.result = domain::Verdict::accepted_with_warning,
                         .anomalies = {{"90017-369", domain::Severity::non_blocking, "worker", {{"over", "3"}}}},
                         .effects = {domain::PutPeriod{full_period()}, domain::PutRegistration{},
                                     domain::AdjustEmployerQuota{{12, 2026}, -1}, domain::OpenIdentificationCase{}},
                         .balances = {{domain::QuotaType::STUDENT, 2026, 650, 650, 3}},
                         .trace = {{"00910-459", true}, {"90373-333", false}}};
    document.resolves = true;
    document.operator_id = "op";
    EXPECT_EQ(test::must(from_document(to_document(document))), document);
}

TEST(Journal, RefusesADocumentWithAnUnknownMember) {
    auto text = to_document(JournalDocument{});
    text.insert(1, "\"surprise\":1,");
    EXPECT_FALSE(from_document(text));
    EXPECT_FALSE(from_document("{"));
    EXPECT_FALSE(from_document("[]"));
}

RC_GTEST_PROP(Journal, CanonicalRequestsDifferWhenTheRequestsDo, (std::string start, std::string name)) {
    domain::DeclarationRequest one;
    one.start_date = start;
    one.worker.emplace().family_name = name;
    auto other = one;
    other.worker->family_name = name + "x";
    RC_ASSERT(canonical_request(one) == canonical_request(domain::DeclarationRequest(one)));
    RC_ASSERT(canonical_request(one) != canonical_request(other));
}

TEST(Journal, ChainsEntriesAndFindsTheOneThatWasChanged) {
    JournalEntry entry{.sequence = 1, .at = {}, .kind = "declaration", .document = "{}", .previous = {}, .hash = {}};
    const auto hash = chain_hash(entry);
    for (auto change : {+[](JournalEntry& e) { e.sequence = 2; }, +[](JournalEntry& e) { e.document += " "; },
                        +[](JournalEntry& e) { e.kind += "x"; }, +[](JournalEntry& e) { e.previous[31] = 1; },
                        +[](JournalEntry& e) { e.at += std::chrono::milliseconds{1}; }}) {
        auto changed = entry;
        change(changed);
        EXPECT_NE(chain_hash(changed), hash);
    }
}

TEST(Journal, KeepsRefusedDeclarationsAndVerifies) {
    World world;
    const auto& shop = world.employers[0];
    const Submission good{an_in(shop, world.persons[0], "OTH", "XXX", "2026-05-04"), world.caller_of(shop), {}};
    const auto first = world.declare(good, brussels(2026, 5, 4, 7, 0));
    EXPECT_EQ(first.decision.result, domain::Verdict::accepted);
    const auto second = world.declare(good, brussels(2026, 5, 4, 7, 1));
    EXPECT_EQ(second.decision.result, domain::Verdict::refused);
    auto reader = test::must(world.store->read());
    const auto report = test::must(verify_chain(*reader, {}));
    EXPECT_EQ(report.entries, 2);
    EXPECT_FALSE(report.broken);
    const auto record = test::must(reader->declaration(second.id));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->result, domain::Verdict::refused);
}

}  // namespace
}  // namespace dimona::registry
