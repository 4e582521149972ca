// The examples of RFC 6238 (appendix B, SHA-1, cut to six digits), and that a code holds once.
#include "access/one_time_code.hpp"

#include <gtest/gtest.h>

namespace dimona::access {

namespace {

constexpr const char* secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890"
Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

TEST(OneTimeCodes, AreThoseOfTheStandard) {
    const std::pair<std::int64_t, const char*> examples[] = {{59, "287082"},
                                                             {1'111'111'109, "081804"},
                                                             {1'111'111'111, "050471"},
                                                             {1'234'567'890, "005924"},
                                                             {2'000'000'000, "279037"},
                                                             {20'000'000'000, "353130"}};
    for (const auto& [seconds, code] : examples) EXPECT_EQ(code_at(secret, code_step(at(seconds))), code) << seconds;
    EXPECT_EQ(code_at("not base32", 1), std::nullopt);
}

TEST(OneTimeCodes, HoldOnceAndForOneStepAround) {
    const auto now = at(59);
    EXPECT_EQ(step_of_code(secret, "287 082", now, 0), 1);
    EXPECT_EQ(step_of_code(secret, "287082", now, 1), std::nullopt) << "it was used";
    EXPECT_EQ(step_of_code(secret, "287082", at(89), 0), 1) << "the clock of a telephone may differ";
    EXPECT_EQ(step_of_code(secret, "287082", at(120), 0), std::nullopt);
    EXPECT_EQ(step_of_code(secret, "28708", now, 0), std::nullopt);
}

TEST(OneTimeCodes, SecretsAreLongAndDiffer) {
    EXPECT_EQ(make_code_secret().size(), 32U);
    EXPECT_NE(make_code_secret(), make_code_secret());
}

}  // namespace

}  // namespace dimona::access
