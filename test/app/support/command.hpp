// Runs the command line inside the test and keeps what it printed.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/commands.hpp"

namespace dimona::app::test {

struct Printed {
    int code = 0;
    std::string out, err;
};

inline Printed run(const std::vector<std::string>& words) {
    std::vector<const char*> arguments = {"dimona"};
    for (const auto& word : words) arguments.push_back(word.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Printed printed;
    printed.code = run_command_line(static_cast<int>(arguments.size()), arguments.data());
    printed.out = testing::internal::GetCapturedStdout();
    printed.err = testing::internal::GetCapturedStderr();
    return printed;
}

}  // namespace dimona::app::test
