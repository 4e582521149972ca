// What a well-behaved client gets.
#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

class Exchange : public ServerTest {};

TEST_F(Exchange, AnswersARequestWithLengthDateAndTheCallersHeaders) {
    start();
    Client client{address};
    const auto answer = client.ask(get("/here"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "GET /here ");
    EXPECT_EQ(answer->header("Content-Type"), "text/plain");
    EXPECT_EQ(answer->header("Content-Length"), "10");
    EXPECT_TRUE(answer->header("Date").ends_with(" GMT"));
    EXPECT_EQ(answer->header("Connection"), "keep-alive");
}

TEST_F(Exchange, KeepsTheConnectionForManyRequestsWithATraceOfTheirOwn) {
    start();
    Client client{address};
    std::set<std::string> traces;
    for (int i = 0; i < 50; ++i) {
        const auto answer = client.ask(post("/n", std::to_string(i)));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, "POST /n " + std::to_string(i));
        traces.insert(answer->header("Trace"));
    }
    EXPECT_EQ(traces.size(), 50U);
    EXPECT_EQ(server->figures().connections_total, 1U);
}

TEST_F(Exchange, AnswersPipelinedRequestsInTheirOrder) {
    start();
    Client client{address};
    std::string requests;
    for (int i = 0; i < 100; ++i)
        requests += i % 2 == 0 ? get("/" + std::to_string(i)) : post("/" + std::to_string(i), "x");
    client.send(requests);
    for (int i = 0; i < 100; ++i) {
        const auto answer = client.receive();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, (i % 2 == 0 ? "GET /" : "POST /") + std::to_string(i) + (i % 2 == 0 ? " " : " x"));
    }
}

TEST_F(Exchange, KeepsTheOrderAlsoWhenTheFirstAnswerIsTheSlowest) {
    std::vector<std::thread> threads;
    start({}, [&](const Request& request, Respond respond) {
        if (request.path != "/slow") return echo(request, respond);
        threads.emplace_back([request, respond] { echo(request, respond); });
    });
    Client client{address};
    client.send(get("/slow") + get("/quick"));
    EXPECT_EQ(client.receive()->body, "GET /slow ");
    EXPECT_EQ(client.receive()->body, "GET /quick ");
    for (auto& thread : threads) thread.join();
}

TEST_F(Exchange, JoinsTheChunksOfABody) {
    start();
    Client client{address};
    const auto answer = client.ask(
        "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n4;name=value\r\ndefg\r\n0\r\nTrailer: x\r\n\r\n" +
        get("/after"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST /c abcdefg");
    EXPECT_EQ(client.receive()->body, "GET /after ");
}

TEST_F(Exchange, LetsNoTrailerBecomeAHeader) {
    start({}, [](const Request& request, const Respond& respond) {
        respond({.status = 200, .headers = {}, .body = std::to_string(request.count("Authorization"))});
    });
    Client client{address};
    const auto answer = client.ask(
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nAuthorization: x\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "0");
}

TEST_F(Exchange, TakesABodyThatArrivesByteByByte) {
    start();
    Client client{address};
    for (const char byte : post("/slow", "body")) ASSERT_TRUE(client.send(std::string_view{&byte, 1}));
    EXPECT_EQ(client.receive()->body, "POST /slow body");
}

TEST_F(Exchange, AsksForTheBodyOfAClientThatWaitsToBeAsked) {
    start();
    Client client{address};
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive()->status, 100);
    client.send("ok");
    EXPECT_EQ(client.receive()->body, "POST / ok");
}

TEST_F(Exchange, AnswersHeadWithTheLengthButWithoutTheBody) {
    start();
    Client client{address};
    client.send("HEAD /h HTTP/1.1\r\nHost: h\r\n\r\n");
    const auto answer = client.receive(BodyOf::head);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header("Content-Length"), "8");
    EXPECT_EQ(client.ask(get("/next"))->body, "GET /next ");
}

TEST_F(Exchange, EndsTheConnectionWhenTheClientAsksForIt) {
    start();
    Client client{address};
    const auto answer = client.ask(get("/", "Connection: close\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header("Connection"), "close");
    EXPECT_TRUE(client.is_hung_up());
}

TEST_F(Exchange, EndsAnHttp10ConnectionUnlessItIsAskedNotTo) {
    start();
    Client once{address};
    EXPECT_EQ(once.ask("GET / HTTP/1.0\r\n\r\n")->header("Connection"), "close");
    EXPECT_TRUE(once.is_hung_up());
    Client kept{address};
    EXPECT_EQ(kept.ask("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->header("Connection"), "keep-alive");
    EXPECT_EQ(kept.ask("GET /2 HTTP/1.0\r\n\r\n")->body, "GET /2 ");
}

TEST_F(Exchange, IgnoresEmptyLinesBeforeARequest) {
    start();
    Client client{address};
    EXPECT_EQ(client.ask("\r\n\r\n" + get("/"))->status, 200);
}

TEST_F(Exchange, SendsNoBodyAndNoLengthWith204) {
    start({}, [](const Request&, const Respond& respond) { respond({.status = 204, .headers = {}, .body = "lost"}); });
    Client client{address};
    const auto answer = client.ask(get("/"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header("Content-Length"), "");
    EXPECT_EQ(client.ask(get("/"))->status, 204);
}

TEST_F(Exchange, CountsOnlyTheFirstOfTwoAnswers) {
    start({}, [](const Request&, const Respond& respond) {
        respond({.status = 201, .headers = {}, .body = "first"});
        respond({.status = 202, .headers = {}, .body = "second"});
    });
    Client client{address};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(get("/"))->body, "first");
}

TEST_F(Exchange, DropsAnAnswerForAClientThatIsGone) {
    std::promise<Respond> asked;
    start({}, [&](const Request& request, Respond respond) {
        if (request.path == "/gone") return asked.set_value(std::move(respond));
        echo(request, respond);
    });
    auto client = std::make_unique<Client>(address);
    client->send(get("/gone"));
    const Respond late = asked.get_future().get();
    client.reset();
    late({.status = 200, .headers = {}, .body = std::string(1 << 20, 'x')});
    expect_alive();
}

TEST_F(Exchange, TurnsAHandlersExceptionInto500) {
    start({}, [](const Request& request, const Respond& respond) {
        if (request.path == "/throw") throw std::runtime_error("private detail");
        echo(request, respond);
    });
    Client client{address};
    const auto answer = client.ask(get("/throw"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 500);
    EXPECT_EQ(answer->body.find("private"), std::string::npos);
    EXPECT_EQ(client.ask(get("/"))->status, 200);
}

TEST_F(Exchange, SendsNoHeaderThatWouldSplitTheResponse) {
    start({}, [](const Request&, const Respond& respond) {
        respond({.status = 200, .headers = {{"Location", "/a\r\nSet-Cookie: stolen"}}, .body = {}});
    });
    Client client{address};
    const auto answer = client.ask(get("/"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 500);
    EXPECT_EQ(answer->header("Set-Cookie"), "");
}

TEST_F(Exchange, GivesTheHandlerThePathTheParametersAndThePeer) {
    start({}, [](const Request& request, const Respond& respond) {
        respond({.status = 200,
                 .headers = {},
                 .body = request.path + "|" + request.parameter("a b").value_or("none") + "|" +
                         request.parameter("c").value_or("none") + "|" + request.peer + "|" +
                         std::string{request.header("x-any")}});
    });
    Client client{address};
    EXPECT_EQ(client.ask(get("/p%20q?a+b=%C3%A9+%2B", "X-Any: \t v \r\n"))->body, "/p%20q|\xC3\xA9 +|none|127.0.0.1|v");
}

TEST_F(Exchange, TakesTheAbsoluteFormOfATarget) {
    start({}, [](const Request& request, const Respond& respond) {
        respond({.status = 200, .headers = {}, .body = request.path + " " + std::string{request.header("Host")}});
    });
    Client client{address};
    EXPECT_EQ(client.ask("GET http://real:1/x?y HTTP/1.1\r\nHost: other\r\n\r\n")->body, "/x real:1");
}

}  // namespace
}  // namespace dimona::http
