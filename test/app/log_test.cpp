#include "app/log.hpp"

#include <gtest/gtest.h>

namespace dimona::app {
namespace {

std::string written(LogLevel from, LogLevel level) {
    testing::internal::CaptureStderr();
    Log(from).write(level, "request", {{"status", 201}, {"text", "a \"b\"\nc"}});
    return testing::internal::GetCapturedStderr();
}

TEST(Log, IsOneJsonObjectALine) {
    const auto line = written(LogLevel::info, LogLevel::info);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    const auto object = boost::json::parse(line).as_object();
    EXPECT_EQ(object.at("event"), "request");
    EXPECT_EQ(object.at("level"), "info");
    EXPECT_EQ(object.at("status"), 201);
    EXPECT_TRUE(object.at("at").as_string().ends_with("Z"));
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
    EXPECT_EQ(written(LogLevel::warning, LogLevel::info), "");
    EXPECT_NE(written(LogLevel::warning, LogLevel::error), "");
    EXPECT_EQ(written(LogLevel::off, LogLevel::error), "");
}

}  // namespace
}  // namespace dimona::app
