// A scenario file, read into steps. The grammar is in README.md beside this file.
#pragma once

#include <string>
#include <vector>

namespace dimona::scenario {

// One line: `verb subject: argument, argument, …`, or `verb rest` for lines without arguments.
struct Step {
    std::string file;
    int line = 0;
    std::string verb;     // "given", "clock", "in", "out", "update", "cancel", "register", …, "then"
    std::string subject;  // "P1", or the whole rest of a given, clock or then line
    std::vector<std::string> arguments;
    [[nodiscard]] std::string place() const { return file + ":" + std::to_string(line); }
};

struct Scenario {
    std::string title, source;
    std::string file;  // name without folder
    int line = 0;
    std::vector<Step> steps;
};

// Throws ScenarioError, naming file and line, for what can't be read.
[[nodiscard]] std::vector<Scenario> read_scenarios(const std::string& path);

// Words of a line, split at blanks.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

}  // namespace dimona::scenario
