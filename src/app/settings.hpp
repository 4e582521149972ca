// Options of a command that are not given on its command line: from the environment or from a TOML file.
// The command line wins over the environment, the environment over the file.
//
//   [serve]                        one table a command; any other name is refused with its line
//   listen = "127.0.0.1:8080"      the options of the command, without their dashes
//   token-audience = ["a", "b"]    an option that may be given several times
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dimona::app {

struct Setting {
    std::string name;
    std::vector<std::string> values;
    std::string place;  // FILE:LINE
};

[[nodiscard]] Result<std::vector<Setting>> parse_settings(std::string_view toml, std::string_view file,
                                                          std::string_view command);
[[nodiscard]] Result<std::vector<Setting>> read_settings(const std::string& file, std::string_view command);

// Gives each option of the command a variable of its own: --log-level is DIMONA_LOG_LEVEL.
void name_environment_variables(CLI::App& command);

// After the command line and the environment were read: sets what they left open, with the same checks.
[[nodiscard]] Status apply_settings(CLI::App& command, const std::vector<Setting>& settings);

}  // namespace dimona::app
