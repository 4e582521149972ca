// The end of a server: what is under way is answered, what is idle is closed.
#include <future>
#include <thread>

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

class Stop : public ServerTest {};

TEST_F(Stop, AnswersWhatIsUnderWayAndThenCloses) {
    std::promise<Respond> asked;
    start({}, [&](const Request&, Respond respond) { asked.set_value(std::move(respond)); });
    Client client{address};
    client.send(get("/"));
    const Respond respond = asked.get_future().get();
    std::thread stopping{[&] { server->stop(); }};
    respond({.status = 201, .headers = {}, .body = "kept"});
    const auto answer = client.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "kept");
    stopping.join();
    EXPECT_TRUE(client.is_hung_up());
    EXPECT_EQ(server->figures().connections_open, 0U);
}

TEST_F(Stop, ClosesIdleConnectionsAtOnceAndTakesNoNewOnes) {
    start();
    Client fresh{address};
    Client used{address};
    EXPECT_EQ(used.ask(get("/"))->status, 200);
    server->stop();
    EXPECT_TRUE(fresh.is_hung_up());
    EXPECT_TRUE(used.is_hung_up());
    EXPECT_THROW(Client{address}, std::runtime_error);
}

TEST_F(Stop, DoesNotWaitForeverForAHandlerThatNeverAnswers) {
    std::promise<Respond> asked;
    start({.stop_time_max = std::chrono::milliseconds{20}},
          [&](const Request&, Respond respond) { asked.set_value(std::move(respond)); });
    Client client{address};
    client.send(get("/"));
    const Respond respond = asked.get_future().get();
    server->stop();
    EXPECT_TRUE(client.is_hung_up());
    server.reset();
    respond({.status = 200, .headers = {}, .body = "nobody hears this"});
}

TEST_F(Stop, MayBeCalledAgainAndFromSeveralThreads) {
    start();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { server->stop(); });
    for (auto& thread : threads) thread.join();
    server->stop();
}

TEST_F(Stop, MayComeBeforeTheStart) {
    Server never_started{{}, 1, echo, [](int status, std::string_view, const std::string&) {
                             return Response{.status = status, .headers = {}, .body = {}};
                         }};
    ASSERT_TRUE(never_started.listen("127.0.0.1:0", std::nullopt));
    never_started.stop();
}

TEST_F(Stop, LosesNoAnswerUnderLoad) {
    std::atomic<int> handled = 0;
    start({}, [&](const Request& request, const Respond& respond) {
        ++handled;
        echo(request, respond);
    });
    std::atomic<int> answered = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            Client client{address};
            while (client.ask(post("/", "x"))) ++answered;
        });
    }
    while (answered < 200) std::this_thread::yield();
    server->stop();
    for (auto& client : clients) client.join();
    EXPECT_EQ(answered, handled);
}

}  // namespace
}  // namespace dimona::http
