#include "register/letters.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::must;
using test::World;

class Box final : public Postman {
public:
    Status send(const Letter& letter) override {
        ++tried;
        if (is_away) return fail(ErrorKind::unavailable, "the server is away");
        letters.push_back(letter);
        return {};
    }
    std::vector<Letter> letters;
    int tried = 0;
    bool is_away = false;
};

const Instant noon = test::brussels(2026, 5, 4, 12, 0);

struct Office : World {
    Lanes lanes{*store, {}};
    Box box;

    void queue(const std::string& to) {
        must(lanes.run(0, [&](Writer& writer) { return queue_letter(writer, {to, "Subject", "Text"}, noon); }));
    }
    Delivery deliver(Instant now) { return must(deliver_letters(*store, lanes, box, now)); }
};

TEST(Letters, AreSentOnce) {
    Office office;
    office.queue("one@firm.example");
    office.queue("two@firm.example");
    EXPECT_EQ(office.deliver(noon).sent, 2);
    EXPECT_EQ(office.deliver(noon + std::chrono::hours{1}).sent, 0);
    EXPECT_EQ(office.box.letters.size(), 2u);
}

TEST(Letters, OfATransactionThatFailsAreNotSent) {
    Office office;
    const auto status = office.lanes.run(0, [](Writer& writer) -> Status {
        DIMONA_TRY_VOID(queue_letter(writer, {"one@firm.example", "Subject", "Text"}, noon));
        return fail(ErrorKind::unavailable, "disk full");
    });
    EXPECT_FALSE(status);
    EXPECT_EQ(office.deliver(noon).sent, 0);
}

TEST(Letters, WaitWhileTheServerIsAwayAndAreTriedEverMoreSeldom) {
    Office office;
    office.queue("one@firm.example");
    office.box.is_away = true;
    EXPECT_TRUE(office.deliver(noon).trouble);
    EXPECT_FALSE(office.deliver(noon + std::chrono::seconds{30}).trouble);  // not yet
    EXPECT_TRUE(office.deliver(noon + std::chrono::minutes{1}).trouble);
    EXPECT_FALSE(office.deliver(noon + std::chrono::minutes{2}).trouble);
    EXPECT_EQ(office.box.tried, 2);
    office.box.is_away = false;
    EXPECT_EQ(office.deliver(noon + std::chrono::hours{1}).sent, 1);
    EXPECT_EQ(office.box.letters.at(0).to, "one@firm.example");
}

TEST(Letters, ThatAnotherProcessIsSendingAreLeftToIt) {
    Office office;
    office.queue("one@firm.example");
    struct Meanwhile final : Postman {
        explicit Meanwhile(Office& its) : office(its) {}
        Status send(const Letter&) override {
            EXPECT_EQ(office.deliver(noon).sent, 0);
            return {};
        }
        Office& office;
    } meanwhile(office);
    EXPECT_EQ(must(deliver_letters(*office.store, office.lanes, meanwhile, noon)).sent, 1);
}

TEST(Letters, AreGivenUpAfterTwoWeeks) {
    Office office;
    office.queue("nobody@firm.example");
    office.box.is_away = true;
    auto now = noon;
    int given_up = 0;
    for (; given_up == 0 && now < noon + std::chrono::days{30}; now += std::chrono::hours{1})
        given_up = office.deliver(now).given_up;
    EXPECT_EQ(given_up, 1);
    EXPECT_GT(now, noon + std::chrono::days{10});
    EXPECT_LT(now, noon + std::chrono::days{17});
    const int tried = office.box.tried;
    office.box.is_away = false;
    EXPECT_EQ(office.deliver(now + std::chrono::days{30}).sent, 0);
    EXPECT_EQ(office.box.tried, tried);
}

}  // namespace
}  // namespace dimona::registry
