#include "channel/rest/routes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dimona::rest {
namespace {

TEST(Routes, LeadMethodAndPathToTheirOperation) {
    struct Case {
        const char *method, *path;
        Operation operation;
        std::int64_t number;
    };
    const Case cases[] = {
        {"POST", "/REST/dimona/v2/declarations", Operation::declare, 0},
        {"GET", "/REST/dimona/v2/declarations/600000000156", Operation::get_declaration, 600'000'000'156},
        {"HEAD", "/REST/dimona/v2/declarations/1", Operation::get_declaration, 1},
        {"GET", "/REST/dimona/v2/declarations/12/explanation", Operation::explain_declaration, 12},
        {"POST", "/REST/dimona/v2/declarations/search", Operation::search_declarations, 0},
        {"GET", "/REST/dimona/v2/periods/7", Operation::get_period, 7},
        {"POST", "/REST/dimona/v2/periods/search", Operation::search_periods, 0},
        {"POST", "/REST/dimona/v2/relations/search", Operation::search_relations, 0},
        {"GET", "/REST/dimona/v2/dailyRegistrations/7", Operation::get_daily_registration, 7},
        {"GET", "/REST/dimona/v2/health", Operation::check_health, 0},
        {"HEAD", "/REST/dimona/v2/health", Operation::check_health, 0},
        {"GET", "/REST/dimona/v2/openapi.json", Operation::get_openapi, 0},
        {"POST", "/REST/oauth/v5/token", Operation::token, 0},
        {"GET", "/.well-known/jwks.json", Operation::jwks, 0},
        {"GET", "/.well-known/oauth-authorization-server", Operation::metadata, 0},
    };
    for (const auto& expected : cases) {
        const auto route = find_route(expected.method, expected.path);
        EXPECT_EQ(route.operation, expected.operation) << expected.method << ' ' << expected.path;
        EXPECT_EQ(route.number, expected.number) << expected.path;
        EXPECT_TRUE(route.number_is_readable) << expected.path;
    }
}

TEST(Routes, SayWhichMethodsAPathTakes) {
    const std::pair<const char*, const char*> cases[] = {
        {"/REST/dimona/v2/declarations", "POST, OPTIONS"},
        {"/REST/dimona/v2/declarations/search", "POST, OPTIONS"},
        {"/REST/dimona/v2/declarations/1", "GET, HEAD, OPTIONS"},
        {"/REST/dimona/v2/health", "GET, HEAD, OPTIONS"},
        {"/REST/oauth/v5/token", "POST, OPTIONS"},
    };
    for (const auto& [path, allowed] : cases)
        for (const auto* method : {"DELETE", "OPTIONS", "PATCH", "get"}) {
            const auto route = find_route(method, path);
            EXPECT_FALSE(route.operation) << method << ' ' << path;
            EXPECT_EQ(route.allowed, allowed) << path;
        }
}

TEST(Routes, LeadNowhereElse) {
    for (const auto* path :
         {"/", "", "/REST", "/REST/dimona/v2", "/REST/dimona/v2/", "/REST/dimona/v2/declarations/",
          "/REST/dimona/v1/declarations", "/rest/dimona/v2/declarations", "/REST/dimona/v2/declarations//explanation",
          "/REST/dimona/v2/declarations/1/2", "/REST/dimona/v2/declarations/1/explanation/",
          "/REST/dimona/v2/relations/1", "/REST/dimona/v2/health/"}) {
        const auto route = find_route("GET", path);
        EXPECT_FALSE(route.operation) << path;
        EXPECT_TRUE(route.allowed.empty()) << path;
    }
}

TEST(Routes, KnowWhatIsNoNumber) {
    for (const auto* segment : {"abc", "-1", "12345678901x", "99999999999999999999", "%31", "1.0", "search2"}) {
        const auto route = find_route("GET", std::string("/REST/dimona/v2/periods/") + segment);
        EXPECT_EQ(route.operation, Operation::get_period) << segment;
        EXPECT_FALSE(route.number_is_readable) << segment;
    }
}

}  // namespace
}  // namespace dimona::rest
