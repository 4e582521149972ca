#include "register/acts.hpp"

#include <gtest/gtest.h>

#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

Act blocked(const domain::Employer& employer, std::string reason) {
    return {.at = test::brussels(2026, 5, 4, 10, 0),
            .code = "unsecured.blocked",
            .by = "manager@firm.example",
            .by_enterprise = employer.enterprise,
            .reason = std::move(reason),
            .about = {subject(employer.number), subject(*employer.enterprise)},
            .details = {{"channel", "voice"}}};
}

void record(World& world, const Act& act) {
    const auto writer = must(world.store->write());
    must(record_act(*writer, act));
    must(writer->commit());
}

TEST(Acts, AreFoundByEachSubjectNewestFirst) {
    World world;
    const auto& one = world.employers[0];
    const auto& other = world.employers[1];
    for (const char* reason : {"first", "second", "third"}) record(world, blocked(one, reason));
    record(world, blocked(other, "elsewhere"));

    const auto reader = must(world.store->read());
    const auto newest = must(acts_about(*reader, subject(one.number), 0, 2));
    ASSERT_EQ(newest.size(), 2u);
    EXPECT_EQ(newest[0].act, blocked(one, "third"));
    EXPECT_EQ(newest[1].act.reason, "second");
    const auto older = must(acts_about(*reader, subject(one.number), newest[1].sequence, 10));
    ASSERT_EQ(older.size(), 1u);
    EXPECT_EQ(older[0].act.reason, "first");
    EXPECT_EQ(must(acts_about(*reader, subject(*one.enterprise), 0, 10)).size(), 3u);
    EXPECT_TRUE(must(acts_about(*reader, subject_of("account", "nobody@firm.example"), 0, 10)).empty());
}

TEST(Acts, StandInTheChainAndDisturbNoRebuild) {
    World world;
    record(world, blocked(world.employers[0], "once"));
    const auto reader = must(world.store->read());
    const auto report = must(verify_chain(*reader, {}));
    EXPECT_FALSE(report.broken);
    EXPECT_EQ(report.entries, 1);
    EXPECT_EQ(must(reader->journal_entry(1))->kind, act_kind);
    EXPECT_EQ(must(rebuild_in_place(*world.store, {})).entries, 1);
    EXPECT_EQ(must(acts_about(*must(world.store->read()), subject(world.employers[0].number), 0, 10)).size(), 1u);
}

}  // namespace
}  // namespace dimona::registry
