// The open service's guards: buckets, signed forms, work.
#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "channel/web/floodgate.hpp"
#include "channel/web/open_forms.hpp"
#include "channel/web/rate_limit.hpp"

namespace dimona::web {

namespace {

using namespace std::chrono_literals;

const Instant noon{std::chrono::milliseconds{1'777'888'800'000}};
constexpr const char* key = "a key of thirty-two bytes, or so";

FloodLimits tight() {
    return {.visits_an_hour = 2,
            .declarations_an_hour = 6,
            .for_employer_an_hour = 100,
            .for_worker_an_hour = 100,
            .of_everybody_a_minute = 1'000,
            .refused_costs = 3,
            .unproved_costs = 2};
}
Floodgate::Attempt from(const std::string& peer, const std::string& employer = "0206731645",
                        const std::string& worker = "85073003328") {
    return {.peer = peer, .employer = employer, .worker = worker, .proved = true};
}

TEST(Networks, AreTheSameHoweverTheirAddressIsWritten) {
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:ffff::2"));
    EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
    EXPECT_EQ(network_of("not an address"), "not an address");
}

TEST(Floodgate, LetsSoManyThroughAndThenNamesTheWait) {
    Floodgate gate(tight(), key);
    for (int count = 0; count < 6; ++count) EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon)) << count;
    const auto wait = gate.admit(from("192.0.2.1"), noon);
    ASSERT_TRUE(wait);
    EXPECT_EQ(*wait, 600) << "one of six an hour";
    EXPECT_FALSE(gate.admit(from("192.0.2.2"), noon)) << "somebody else";
    EXPECT_TRUE(gate.admit(from("192.0.2.1"), noon + 599s));
    EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon + 600s));
}

TEST(Floodgate, CountsAHouseholdAsOne) {
    Floodgate gate(tight(), key);
    for (int count = 0; count < 6; ++count)
        EXPECT_FALSE(gate.admit(from("2001:db8::" + std::to_string(count + 1)), noon));
    EXPECT_TRUE(gate.admit(from("2001:db8:0:0:9::9"), noon));
    EXPECT_FALSE(gate.admit(from("2001:db8:0:1::1"), noon));
}

TEST(Floodgate, RefusalsAndMissingWorkCostMore) {
    Floodgate gate(tight(), key);
    EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon));
    gate.note_refusal(from("192.0.2.1"), noon);
    EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon));
    gate.note_refusal(from("192.0.2.1"), noon);
    EXPECT_TRUE(gate.admit(from("192.0.2.1"), noon)) << "two refused ones are six";
    auto without = from("192.0.2.9");
    without.proved = false;
    for (int count = 0; count < 3; ++count) EXPECT_FALSE(gate.admit(without, noon));
    EXPECT_TRUE(gate.admit(without, noon));
}

TEST(Floodgate, KeepsCountOfEmployersAndWorkersFromAllSides) {
    auto limits = tight();
    limits.for_employer_an_hour = 3;
    limits.for_worker_an_hour = 2;
    Floodgate gate(limits, key);
    EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon));
    EXPECT_FALSE(gate.admit(from("192.0.2.2"), noon));
    EXPECT_TRUE(gate.admit(from("192.0.2.3"), noon)) << "the worker's third";
    EXPECT_FALSE(gate.admit(from("192.0.2.4", "0206731645", "another"), noon));
    EXPECT_TRUE(gate.admit(from("192.0.2.5", "0206731645", "a third"), noon)) << "the employer's fourth";
    EXPECT_FALSE(gate.admit(from("192.0.2.5", "another", "a third"), noon));
}

TEST(Floodgate, WhatIsRefusedTakesNothing) {
    auto limits = tight();
    limits.for_worker_an_hour = 1;
    Floodgate gate(limits, key);
    EXPECT_FALSE(gate.admit(from("192.0.2.1"), noon));
    for (int count = 0; count < 50; ++count) EXPECT_TRUE(gate.admit(from("192.0.2.2"), noon));
    EXPECT_FALSE(gate.admit(from("192.0.2.2", "0206731645", "another"), noon));
}

TEST(Floodgate, BoundsTheVisitsThatAreBegun) {
    Floodgate gate(tight(), key);
    EXPECT_FALSE(gate.admit_visit("192.0.2.1", noon));
    EXPECT_FALSE(gate.admit_visit("192.0.2.1", noon));
    EXPECT_EQ(gate.admit_visit("192.0.2.1", noon), 1'800);
}

TEST(Floodgate, RemembersAfterARestartAndTellsNoNumber) {
    Floodgate before(tight(), key), after(tight(), key), stranger(tight(), "another key");
    EXPECT_FALSE(before.snapshot(noon, 0s)) << "nothing has happened";
    for (int count = 0; count < 6; ++count) EXPECT_FALSE(before.admit(from("192.0.2.1"), noon));
    const auto kept = before.snapshot(noon, 0s);
    ASSERT_TRUE(kept);
    for (const char* secret : {"192.0.2.1", "0206731645", "85073003328"})
        EXPECT_EQ(kept->find(secret), std::string::npos) << secret;
    EXPECT_FALSE(before.snapshot(noon + 1s, 0s)) << "nothing has changed since";
    after.restore(*kept);
    EXPECT_TRUE(after.admit(from("192.0.2.1"), noon));
    EXPECT_FALSE(after.admit(from("192.0.2.1"), noon + 600s));
    stranger.restore(*kept);
    EXPECT_FALSE(stranger.admit(from("192.0.2.1"), noon));
    for (const char* damaged : {"", "[]", "{", R"({"x":[1]})", R"({"x":[1,0,0,0]})", R"({"x":["a",1,1,1]})"})
        after.restore(damaged);
}

// --- forms

OpenForms forms(int bits = 8) { return {{.proof_bits = bits, .lifetime = 60min}, key}; }

TEST(OpenForms, HoldForTheirVisitAndStepAndForAnHour) {
    const auto token = forms().token("visit", "worker", noon);
    EXPECT_EQ(forms().issued(token, "visit", "worker", noon + 60min), noon);
    EXPECT_FALSE(forms().issued(token, "visit", "worker", noon + 61min));
    EXPECT_FALSE(forms().issued(token, "another", "worker", noon));
    EXPECT_FALSE(forms().issued(token, "visit", "summary", noon));
    EXPECT_FALSE(OpenForms({}, "another key").issued(token, "visit", "worker", noon));
    auto older = token;
    older.replace(0, 1, "2");
    for (const auto& forged : {older, token + "x", token.substr(1), std::string(), std::string(":"), std::string("1:")})
        EXPECT_FALSE(forms().issued(forged, "visit", "worker", noon)) << forged;
}

TEST(OpenForms, WorkIsForOneFormAlone) {
    const auto token = forms().token("visit", "summary", noon);
    std::string proof;
    for (int tried = 0; proof.empty(); ++tried) {
        const auto digest = sha256(OpenForms::seed_of(token) + ":" + std::to_string(tried));
        if (digest[0] == 0) proof = std::to_string(tried);
    }
    EXPECT_TRUE(forms().is_proved(token, proof));
    EXPECT_FALSE(forms().is_proved(token, ""));
    EXPECT_FALSE(forms().is_proved(token, proof + " "));
    EXPECT_FALSE(forms().is_proved(token, std::string(40, '1')));
    EXPECT_FALSE(forms(40).is_proved(token, proof));
    EXPECT_TRUE(forms(0).is_proved(token, "")) << "none is asked";
}

}  // namespace

}  // namespace dimona::web
