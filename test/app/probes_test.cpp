#include "app/probes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/sqlite/sqlite_store.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using store::test::must;
using testing::HasSubstr;

class ProbesTest : public testing::Test {
protected:
    [[nodiscard]] http::Response get(std::string path, std::string method = "GET") const {
        http::Request request;
        request.method = std::move(method);
        request.path = std::move(path);
        return probes_.answer(request);
    }
    std::unique_ptr<registry::Store> store_ = must(store::open_sqlite({.path = ":memory:"}));
    registry::Lanes lanes_{*store_, {}};
    Metrics metrics_;
    Probes probes_{metrics_, lanes_, *store_, [] { return http::Server::Figures{3, 10, 2}; }};
};

TEST_F(ProbesTest, SayThatTheServiceLivesAndIsReady) {
    EXPECT_EQ(get("/livez").status, 200);
    EXPECT_EQ(get("/readyz").status, 200);
    EXPECT_EQ(get("/").status, 404);
    EXPECT_EQ(get("/metrics", "POST").status, 405);
}

TEST_F(ProbesTest, ShowFiguresInTheTextFormat) {
    metrics_.request("postDeclaration", 201, 0.003);
    metrics_.declaration("web_service", "IN", "A");
    metrics_.declaration("web_service", "IN", "A");
    const auto body = get("/metrics").body;
    EXPECT_THAT(body, HasSubstr("dimona_http_requests_total{operation=\"postDeclaration\",status=\"201\"} 1\n"));
    EXPECT_THAT(body, HasSubstr("dimona_declarations_total{channel=\"web_service\",kind=\"IN\",result=\"A\"} 2\n"));
    EXPECT_THAT(
        body, HasSubstr("dimona_http_request_duration_seconds_bucket{operation=\"postDeclaration\",le=\"0.005\"} 1\n"));
    EXPECT_THAT(body, HasSubstr("dimona_http_connections 3\n"));
    EXPECT_THAT(body, HasSubstr("dimona_http_refused_total 2\n"));
    EXPECT_THAT(body, HasSubstr("dimona_build_info{version=\""));
    EXPECT_EQ(get("/metrics").body, body) << "looking changes nothing";
}

TEST_F(ProbesTest, CountWhatTheLanesCommitted) {
    lanes_.submit(0, {.run = [](registry::Writer&) -> Status { return {}; }, .done = [](const Status&) {}});
    lanes_.stop();
    EXPECT_THAT(get("/metrics").body, HasSubstr("dimona_lane_jobs_total 1\n"));
    EXPECT_THAT(get("/metrics").body, HasSubstr("dimona_lane_batches_total 1\n"));
}

TEST(ThisMachine, IsWhoAsksFromALoopbackAddressWithoutAProxy) {
    const auto comes = [](std::string peer, std::vector<http::Header> headers = {}) {
        http::Request request;
        request.peer = std::move(peer);
        request.headers = std::move(headers);
        return comes_from_this_machine(request);
    };
    EXPECT_TRUE(comes("127.0.0.1"));
    EXPECT_TRUE(comes("127.8.9.10"));
    EXPECT_TRUE(comes("::1"));
    EXPECT_TRUE(comes("::ffff:127.0.0.1"));
    EXPECT_FALSE(comes("192.0.2.1"));
    EXPECT_FALSE(comes("2001:db8::1"));
    EXPECT_FALSE(comes("127.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}));
    EXPECT_FALSE(comes("127.0.0.1", {{"x-forwarded-for", ""}})) << "an empty header is a header";
    EXPECT_FALSE(comes("::1", {{"Forwarded", "for=192.0.2.1"}}));
}

}  // namespace
}  // namespace dimona::app
