// Each code can be reached through the REST service, or its card says why not.
//
// A declaration for which the scenarios of a rule find the code is written as a body of the service and read back:
// when the very same declaration comes out, whoever sends that body gets the same verdict.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "app/embedded.hpp"
#include "channel/rest/declaration_reader.hpp"
#include "scenario/play.hpp"
#include "scenario/world.hpp"

namespace dimona::scenario {

namespace {

namespace fs = std::filesystem;

const rest::Schemas& schemas() {
    static const rest::Schemas read = [] {
        for (const auto& file : embedded_files())
            if (file.path == "openapi/dimona-v2.json") return rest::Schemas(file.content, rest::declaration_schemas());
        throw std::runtime_error("the OpenAPI document is not built in");
    }();
    return read;
}

bool can_be_sent(const domain::DeclarationRequest& request) {
    const auto body = boost::json::serialize(rest::echo_of(request));
    const auto read = rest::read_declaration(body, schemas(), rest::UnknownMembers::refused);
    return read.issues.empty() && read.request == request;
}

bool is_reached(const std::string& code) {
    const auto file = fs::path(DIMONA_SOURCE_DIR) / "test/scenario/rules" / (code + ".scn");
    const auto scenarios = read_scenarios(file);
    return std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& scenario) {
        const auto requests = requests_found(scenario, code);
        return std::any_of(requests.begin(), requests.end(), can_be_sent);
    });
}

}  // namespace

TEST(EveryCode, IsReachedThroughTheRestServiceOrSaysWhyNot) {
    for (const auto& [code, card] : shipped_rulebook()->cards) {
        if (card.historic || !card.reach.empty()) continue;
        EXPECT_TRUE(is_reached(code)) << code << ": no declaration of rules/" << code
                                      << ".scn that finds it can be sent";
    }
}

}  // namespace dimona::scenario
