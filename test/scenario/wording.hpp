// From the arguments of a scenario line ("worker An", "end 2026-05-09 02:00", "ssin=123") to a declaration.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/declaration/request.hpp"
#include "scenario/script.hpp"
#include "scenario/world.hpp"

namespace dimona::scenario {

// Who speaks, when the line says so itself.
struct Speaker {
    std::optional<std::string> employer;     // "by secretariat"
    std::optional<domain::Channel> channel;  // "through voice"
};

struct Wording {
    domain::DeclarationRequest request;
    Speaker speaker;
    std::optional<std::string> employer;  // named by the line
};

// Throws ScenarioError for an argument that means nothing.
[[nodiscard]] Wording word(const Step& step, const World& world, domain::DeclarationRequest start);

// "2026-05-08" or "2026-05-08 18:00"; throws ScenarioError.
struct Moment {
    std::string day;
    std::optional<std::string> hour;  // HHMM
};
[[nodiscard]] Moment moment_of(const std::string& text);

}  // namespace dimona::scenario
