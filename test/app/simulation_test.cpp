// An invented country fills a store: the same each time, and as sound as one that people filled.
#include "app/simulate/simulation.hpp"

#include <gtest/gtest.h>

#include <map>

#include "app/law.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using store::test::must;

std::unique_ptr<registry::Store> fresh() { return must(store::open_sqlite({.path = ":memory:"})); }

Digest head_after(registry::Store& store, const SimulationPlan& plan) {
    must(simulate(store, must(shipped_rulebook()), plan, {}));
    return must(must(store.read())->journal_head())->hash;
}

TEST(Simulation, IsTheSameForTheSameSeedAndAnotherForAnother) {
    const auto one = fresh(), again = fresh(), other = fresh();
    const SimulationPlan plan{.periods = 600};
    auto other_plan = plan;
    other_plan.seed = 2;
    const auto head = head_after(*one, plan);
    EXPECT_EQ(head_after(*again, plan), head);
    EXPECT_NE(head_after(*other, other_plan), head);
}

TEST(Simulation, ReachesTheNumberAskedForAndLeavesASoundStore) {
    const auto store = fresh(), scratch = fresh();
    const auto report = must(simulate(*store, must(shipped_rulebook()), {.periods = 2'000}, {}));
    EXPECT_NEAR(static_cast<double>(report.periods), 2'000, 20);
    const auto reader = must(store->read());
    EXPECT_FALSE(must(registry::verify_chain(*reader, {})).broken);
    EXPECT_TRUE(must(registry::rebuild_and_compare(*reader, *scratch, {})).differences.empty());
}

TEST(Simulation, HasWorkOfManyKindsAndItsChanges) {
    const auto store = fresh();
    must(simulate(*store, must(shipped_rulebook()), {.periods = 2'000}, {}));
    std::map<domain::WorkerType, int> types;
    std::map<domain::Kind, int> kinds;
    std::map<domain::Verdict, int> verdicts;
    const auto reader = must(store->read());
    must(reader->each_declaration([&](const registry::DeclarationRecord& record) {
        if (record.worker_type) ++types[*record.worker_type];
        ++kinds[record.kind];
        ++verdicts[record.result];
        return true;
    }));
    for (const auto type : {domain::WorkerType::OTH, domain::WorkerType::STU, domain::WorkerType::EXT,
                            domain::WorkerType::FLX, domain::WorkerType::BCW, domain::WorkerType::O17})
        EXPECT_GT(types[type], 0) << domain::to_code(type);
    for (const auto kind : {domain::Kind::in, domain::Kind::out, domain::Kind::update, domain::Kind::cancel})
        EXPECT_GT(kinds[kind], 0) << domain::to_code(kind);
    EXPECT_GT(verdicts[domain::Verdict::accepted_with_warning], 0);
    EXPECT_GT(verdicts[domain::Verdict::refused], 0);
    EXPECT_GT(verdicts[domain::Verdict::accepted], 20 * verdicts[domain::Verdict::refused]);
}

TEST(Simulation, LeavesAStoreThatIsNotEmptyAlone) {
    const auto store = fresh();
    const auto head = head_after(*store, {.periods = 100});
    const auto refused = simulate(*store, must(shipped_rulebook()), {.periods = 100}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_EQ(must(must(store->read())->journal_head())->hash, head);
}

}  // namespace
}  // namespace dimona::app
