// Too much, too many, too slow.
#include <future>

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

using std::chrono::milliseconds;

class Limited : public ServerTest {};

TEST_F(Limited, RefusesALongTargetWith414) {
    start({.header_bytes_max = 1024});
    expect_refused(414, "GET /" + std::string(2000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n");
    expect_refused(414, "GET /" + std::string(2000, 'a'));
}

TEST_F(Limited, RefusesLargeHeadersWith431AndTakesThemUpToTheLimit) {
    start({.header_bytes_max = 1024});
    const std::size_t rest = get("/", "A: \r\n").size();
    expect_refused(431, get("/", "A: " + std::string(1024 - rest + 1, 'a') + "\r\n"));
    Client client{address};
    EXPECT_EQ(client.ask(get("/", "A: " + std::string(1024 - rest, 'a') + "\r\n"))->status, 200);
}

TEST_F(Limited, RefusesTooManyHeadersWith431) {
    start({.headers_max = 5});
    expect_refused(431, get("/", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n"));
    Client client{address};
    EXPECT_EQ(client.ask(get("/", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n"))->status, 200);
}

TEST_F(Limited, RefusesALargeBodyWith413AndTakesItUpToTheLimit) {
    start({.body_bytes_max = 100'000});
    expect_refused(413, post("/", std::string(100'001, 'a')));
    expect_refused(413, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n");
    Client client{address};
    EXPECT_EQ(client.ask(post("/", std::string(100'000, 'a')))->body.size(), 100'007U);
}

TEST_F(Limited, RefusesALargeChunkedBodyWith413) {
    start({.body_bytes_max = 10});
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect_refused(413, head + "6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n");
    expect_refused(413, head + "7fffffff\r\n");
    Client client{address};
    EXPECT_EQ(client.ask(head + "5\r\nabcde\r\n5\r\nabcde\r\n0\r\n\r\n")->body, "POST / abcdeabcde");
}

TEST_F(Limited, RefusesEndlessChunkExtensionsAndTrailers) {
    start();
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect_refused(400, head + "1;" + std::string(40'000, 'e'));
    expect_refused(400, head + "0\r\nT: " + std::string(40'000, 'e'));
}

TEST_F(Limited, RefusesALargeBodyBeforeItIsSent) {
    start({.body_bytes_max = 10});
    expect_refused(413, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
}

TEST_F(Limited, CutsOffAClientThatSendsItsHeadersTooSlowly) {
    start({.header_time_max = milliseconds{30}});
    expect_refused(408, "GET / HTTP/1.1\r\nHost: ");
}

TEST_F(Limited, CutsOffAClientThatDripsBytes) {
    start({.header_time_max = milliseconds{50}});
    Client client{address};
    client.send("GET / HTTP/1.1\r\n");
    while (client.send("A: 1\r\n") && server->figures().refused_total == 0) std::this_thread::yield();
    EXPECT_EQ(server->figures().refused_total, 1U);
}

TEST_F(Limited, CutsOffAClientThatSendsItsBodyTooSlowly) {
    start({.body_time_max = milliseconds{30}});
    expect_refused(408, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
    expect_refused(408, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc");
}

TEST_F(Limited, HangsUpOnAClientThatSaysNothing) {
    start({.header_time_max = milliseconds{30}});
    Client client{address};
    EXPECT_TRUE(client.is_hung_up());
}

TEST_F(Limited, HangsUpOnAConnectionThatStaysIdle) {
    start({.idle_time_max = milliseconds{30}});
    Client client{address};
    EXPECT_EQ(client.ask(get("/"))->status, 200);
    EXPECT_TRUE(client.is_hung_up());
}

TEST_F(Limited, CutsOffAClientThatDoesNotReadItsAnswer) {
    start({.write_time_max = milliseconds{30}}, [](const Request&, const Respond& respond) {
        respond({.status = 200, .headers = {}, .body = std::string(64 << 20, 'x')});
    });
    Client client{address};
    client.send(get("/"));
    while (server->figures().connections_total == 0 || server->figures().connections_open != 0) {
        std::this_thread::yield();
    }
    EXPECT_FALSE(client.receive());
}

TEST_F(Limited, Answers503WhenTheHandlerStaysSilentAndIgnoresItsLateAnswer) {
    std::promise<Respond> asked;
    start({.answer_time_max = milliseconds{30}}, [&](const Request& request, Respond respond) {
        if (request.path == "/silent") return asked.set_value(std::move(respond));
        echo(request, respond);
    });
    Client client{address};
    EXPECT_EQ(client.ask(get("/silent"))->status, 503);
    asked.get_future().get()({.status = 200, .headers = {}, .body = "late"});
    EXPECT_EQ(client.ask(get("/next"))->body, "GET /next ");
}

TEST_F(Limited, Answers503WhenAllConnectionsAreTakenAndServesAgainWhenOneEnds) {
    start({.connections_max = 2});
    auto first = std::make_unique<Client>(address);
    Client second{address};
    ASSERT_EQ(first->ask(get("/1"))->status, 200);
    ASSERT_EQ(second.ask(get("/2"))->status, 200);
    Client third{address};
    const auto refused = third.receive();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_TRUE(third.is_hung_up());
    EXPECT_EQ(server->figures().connections_open, 2U);
    EXPECT_EQ(server->figures().refused_total, 1U);
    first.reset();
    while (server->figures().connections_open == 2) std::this_thread::yield();
    expect_alive();
}

}  // namespace
}  // namespace dimona::http
