#include "register/lanes.hpp"

#include <future>

#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

struct Line : World {
    Lanes lanes{*store, {}};
    std::mutex mutex;
    std::vector<std::string> said;

    void say(std::string what) {
        const std::lock_guard lock(mutex);
        said.push_back(std::move(what));
    }
    void submit(const std::string& name, std::function<Status(Writer&)> run) {
        lanes.submit(1, {.run = std::move(run),
                         .done = [this, name](const Status& status) { say(name + (status ? " done" : " failed")); }});
    }
};

Status nothing(Writer&) { return {}; }

TEST(Lanes, AnswersInTheOrderOfSubmission) {
    Line line;
    std::vector<std::string> expected;
    for (int number = 0; number < 100; ++number) {
        line.submit(std::to_string(number), nothing);
        expected.push_back(std::to_string(number) + " done");
    }
    line.lanes.stop();
    EXPECT_EQ(line.said, expected);
}

TEST(Lanes, HasAnsweredEverythingWhenItHasStopped) {
    Line line;
    line.lanes.submit(1, {.run = nothing, .done = [&](const Status&) {
                              std::this_thread::sleep_for(std::chrono::milliseconds{20});
                              line.say("slow");
                          }});
    line.lanes.stop();
    EXPECT_EQ(line.said, std::vector<std::string>{"slow"});
    line.submit("late", nothing);
    EXPECT_EQ(line.said.back(), "late failed");
}

TEST(Lanes, DecidesWhileAnAnswerTakesItsTime) {
    Line line;
    std::promise<void> decided;
    line.lanes.submit(1, {.run = nothing, .done = [&](const Status&) {
                              decided.get_future().wait();  // for ever, if nobody decided meanwhile
                              line.say("first");
                          }});
    line.submit("second", [&](Writer&) -> Status {
        static bool once = false;  // a job may be run again
        if (!std::exchange(once, true)) decided.set_value();
        return {};
    });
    line.lanes.stop();
    EXPECT_EQ(line.said, (std::vector<std::string>{"first", "second done"}));
}

TEST(Lanes, AnswersAloneWhatFailed) {
    Line line;
    std::promise<void> begun, open;
    line.submit("waits", [&](Writer&) -> Status {
        begun.set_value();
        open.get_future().wait();  // until the others are in the queue and become one batch
        return {};
    });
    begun.get_future().wait();
    line.submit("good", nothing);
    line.submit("bad", [](Writer&) -> Status { return fail(ErrorKind::internal, "wrong"); });
    line.submit("good too", nothing);
    open.set_value();
    line.lanes.stop();
    EXPECT_EQ(line.said, (std::vector<std::string>{"waits done", "bad failed", "good done", "good too done"}));
}

}  // namespace
}  // namespace dimona::registry
