#include "register/blocking.hpp"

#include <gtest/gtest.h>

#include "register/journal.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

constexpr const char* motive = "The telephone is needed for the harvest";

Will will(const domain::Employer& employer, std::string reason = {}) {
    return {.at = test::brussels(2026, 5, 4, 10, 0),
            .by = "manager@firm.example",
            .by_enterprise = employer.enterprise,
            .via = "page",
            .reason = std::move(reason)};
}

template <class Work>
void write(World& world, Work work) {
    const auto writer = must(world.store->write());
    work(*writer);
    must(writer->commit());
}

std::vector<std::string> codes_of(World& world, domain::EmployerNumber employer) {
    std::vector<std::string> codes;
    for (const auto& recorded : must(blocking_history(*must(world.store->read()), employer, 0, 20)))
        codes.push_back(recorded.act.code);
    return codes;
}

bool is_blocked(World& world, const domain::Employer& employer) {
    return must(must(world.store->read())->employer(employer.number))->blocks_unsecured;
}

domain::Decision declared(World& world, const domain::Employer& employer, domain::Channel channel) {
    const Submission submission{.request = test::an_in(employer, world.persons[0], "OTH", "XXX", "2026-05-05"),
                                .caller = {.channel = channel, .id = "anonymous", .enterprise = {}, .trace_id = {}},
                                .idempotency_key = {}};
    return world.declare(submission, test::brussels(2026, 5, 4, 12, 0)).decision;
}

TEST(Blocking, RefusesEveryOpenChannelAtOnce) {
    World world;
    const auto& employer = world.employers[0];
    write(world, [&](Writer& writer) { must(block_unsecured(writer, employer.number, will(employer))); });
    EXPECT_TRUE(is_blocked(world, employer));
    for (const auto channel : {domain::Channel::web_unsecured, domain::Channel::voice}) {
        const auto decision = declared(world, employer, channel);
        EXPECT_EQ(decision.result, domain::Verdict::refused);
        ASSERT_EQ(decision.anomalies.size(), 1u);
        EXPECT_EQ(decision.anomalies[0].code, "90256-342");
    }
}

TEST(Blocking, IsLiftedOnlyWithAMotiveWhichIsKept) {
    World world;
    const auto& employer = world.employers[0];
    write(world, [&](Writer& writer) { must(block_unsecured(writer, employer.number, will(employer))); });
    for (const char* nothing : {"", "  ", "because", "          because   "}) {
        const auto writer = must(world.store->write());
        const auto lifted = unblock_unsecured(*writer, employer.number, will(employer, nothing));
        ASSERT_FALSE(lifted) << nothing;
        EXPECT_EQ(lifted.error().kind, ErrorKind::invalid);
    }
    write(world, [&](Writer& writer) { must(unblock_unsecured(writer, employer.number, will(employer, motive))); });
    EXPECT_FALSE(is_blocked(world, employer));
    EXPECT_EQ(declared(world, employer, domain::Channel::voice).result, domain::Verdict::accepted);
    const auto history = must(blocking_history(*must(world.store->read()), employer.number, 0, 10));
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].act.code, unblocked_code);
    EXPECT_EQ(history[0].act.reason, motive);
    EXPECT_EQ(history[0].act.by, "manager@firm.example");
}

TEST(Blocking, OfWhatIsBlockedWritesNothing) {
    World world;
    const auto& employer = world.employers[0];
    for (int times = 0; times < 2; ++times)
        write(world, [&](Writer& writer) { must(block_unsecured(writer, employer.number, will(employer))); });
    EXPECT_EQ(codes_of(world, employer.number), std::vector<std::string>{blocked_code});
    EXPECT_FALSE(must(verify_chain(*must(world.store->read()), {})).broken);
}

TEST(Blocking, OfAnUnknownEmployerIsRefused) {
    World world;
    const auto writer = must(world.store->write());
    const auto nobody = domain::EmployerNumber::make_definitive(1'999);
    EXPECT_EQ(block_unsecured(*writer, nobody, will(world.employers[0])).error().kind, ErrorKind::not_found);
}

TEST(BlockingRequests, WaitForWhoeverDecidesThem) {
    World world;
    const auto& employer = world.employers[0];
    write(world, [&](Writer& writer) { must(block_unsecured(writer, employer.number, will(employer))); });
    std::string first, second;
    write(world, [&](Writer& writer) {
        first = must(
            request_blocking(writer, employer.number, Wanted::unblock, DecidedBy::authority, will(employer, motive)));
    });
    EXPECT_TRUE(is_blocked(world, employer));
    write(world, [&](Writer& writer) {
        second = must(request_blocking(writer, employer.number, Wanted::unblock, DecidedBy::authority,
                                       will(employer, "Another motive that counts")));
    });
    const auto open = must(open_blocking_requests(*must(world.store->read())));
    ASSERT_EQ(open.size(), 1u) << "the newest one counts";
    EXPECT_EQ(open[0].id, second);
    EXPECT_EQ(open[0].motive, "Another motive that counts");
    EXPECT_FALSE(must(blocking_request(*must(world.store->read()), first)));

    const Will desk{.at = test::brussels(2026, 5, 4, 11, 0),
                    .by = "desk@authority.example",
                    .by_enterprise = {},
                    .via = "desk",
                    .reason = "Called back"};
    write(world, [&](Writer& writer) { must(decide_blocking(writer, second, true, desk)); });
    EXPECT_FALSE(is_blocked(world, employer));
    const auto history = must(blocking_history(*must(world.store->read()), employer.number, 0, 1));
    EXPECT_EQ(history[0].act.reason, "Another motive that counts / Called back");
    EXPECT_EQ(history[0].act.by, "desk@authority.example");
    const auto writer = must(world.store->write());
    EXPECT_EQ(decide_blocking(*writer, second, true, desk).error().kind, ErrorKind::conflict);
}

TEST(BlockingRequests, ReplaceOnlyThoseThatTheSameSideDecides) {
    World world;
    const auto& employer = world.employers[0];
    const auto asks = [&](DecidedBy decider) {
        std::string id;
        write(world, [&](Writer& writer) {
            id = must(request_blocking(writer, employer.number, Wanted::unblock, decider,
                                       will(employer, "we declare by telephone again")));
        });
        return id;
    };
    const auto vouched_for = asks(DecidedBy::authority);
    const auto of_anybody = asks(DecidedBy::manager);
    const auto open = [&] { return must(open_blocking_requests(*must(world.store->read()), employer.number)).size(); };
    EXPECT_EQ(open(), 2u);
    ASSERT_EQ(must(open_blocking_requests(*must(world.store->read()))).size(), 1u);
    EXPECT_EQ(must(open_blocking_requests(*must(world.store->read())))[0].id, vouched_for);
    EXPECT_NE(asks(DecidedBy::manager), of_anybody);
    EXPECT_EQ(open(), 2u) << "the newer one of the same side counts";
}

TEST(BlockingRequests, ThatAreRefusedChangeNothing) {
    World world;
    const auto& employer = world.employers[0];
    std::string id;
    write(world, [&](Writer& writer) {
        id = must(request_blocking(writer, employer.number, Wanted::block, DecidedBy::manager, will(employer)));
        must(decide_blocking(writer, id, false, will(employer, "not asked by me")));
    });
    EXPECT_FALSE(is_blocked(world, employer));
    EXPECT_EQ(must(blocking_request(*must(world.store->read()), id))->state, RequestState::refused);
    EXPECT_EQ(codes_of(world, employer.number), (std::vector<std::string>{refused_code, requested_code}));
}

}  // namespace
}  // namespace dimona::registry
