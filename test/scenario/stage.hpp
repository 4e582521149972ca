// What a scenario has so far: its world, its clock, its numbers and the last answer.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "register/intake.hpp"
#include "scenario/world.hpp"

namespace dimona::scenario {

struct Stage {
    World world;
    std::optional<Instant> now;
    domain::Channel channel = domain::Channel::web_service;
    std::optional<std::string> speaker;           // "given caller secretariat"
    std::map<std::string, std::int64_t> numbers;  // "P1" -> the number that the register gave
    std::optional<registry::Answer> last;
    std::optional<domain::DeclarationRequest> last_request;
    bool file_is_derived = true;       // false once a given wrote into the personnel file without a declaration
    std::int64_t earlier_periods = 0;  // periods of before the scenario, numbered below any that the register gives

    // Throws ScenarioError for a name that no line has made.
    [[nodiscard]] std::int64_t number(const std::string& label) const;
    [[nodiscard]] domain::Period period(const std::string& label);
    // Of the employer whose period or daily registration the request names.
    [[nodiscard]] std::optional<domain::EnterpriseNumber> enterprise_of_period(
        const domain::DeclarationRequest& request);
};

}  // namespace dimona::scenario
