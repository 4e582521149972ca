#include "scenario/script.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "scenario/world.hpp"

namespace dimona::scenario {

namespace {

bool declares(std::string_view verb) {
    return verb == "in" || verb == "out" || verb == "update" || verb == "cancel" || verb == "register" ||
           verb == "change" || verb == "withdraw";
}
bool is_plain(std::string_view verb) {
    return verb == "given" || verb == "clock" || verb == "identify" || verb == "then";
}

// A comment starts at a # that stands alone or begins the line: "P.O. box #3" is no comment.
std::string without_comment(const std::string& line) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if (line[at] == '#' && (at == 0 || line[at - 1] == ' ')) return line.substr(0, at);
    return line;
}

std::string after_label(const std::string& line, std::string_view label) {
    return std::string(trim(std::string_view(line).substr(label.size())));
}

Step step_of(const std::string& text, const std::string& file, int line) {
    Step step{.file = file, .line = line, .verb = {}, .subject = {}, .arguments = {}};
    const auto blank = text.find(' ');
    step.verb = text.substr(0, blank);
    const std::string rest = blank == std::string::npos ? "" : std::string(trim(std::string_view(text).substr(blank)));
    if (is_plain(step.verb)) {
        step.subject = rest;
        return step;
    }
    if (!declares(step.verb)) throw ScenarioError(step.place() + ": unknown word \"" + step.verb + "\"");
    const auto colon = rest.find(": ");
    step.subject = std::string(trim(std::string_view(rest).substr(0, colon)));
    if (colon != std::string::npos)
        for (const auto& argument : split(std::string_view(rest).substr(colon + 1), ','))
            step.arguments.emplace_back(trim(argument));
    return step;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::vector<Scenario> read_scenarios(const std::string& path) {
    const auto file = std::filesystem::path(path).filename().string();
    std::ifstream stream(path);
    if (!stream) throw ScenarioError(path + ": can't be read");
    std::vector<Scenario> scenarios;
    int number = 0;
    for (std::string raw; std::getline(stream, raw);) {
        ++number;
        const std::string line(trim(without_comment(raw)));
        if (line.empty()) continue;
        if (line.starts_with("scenario:")) {
            scenarios.push_back(
                {.title = after_label(line, "scenario:"), .source = {}, .file = file, .line = number, .steps = {}});
            continue;
        }
        if (scenarios.empty())
            throw ScenarioError(file + ":" + std::to_string(number) + ": start with \"scenario: title\"");
        if (line.starts_with("source:"))
            scenarios.back().source = after_label(line, "source:");
        else
            scenarios.back().steps.push_back(step_of(line, file, number));
    }
    return scenarios;
}

}  // namespace dimona::scenario
