// The service put together: what it writes for a demonstration, and who may start it.
#include "app/server_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "access/jws.hpp"
#include "app/data_directory.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using store::test::must;

std::string content_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

class Service : public testing::Test {
protected:
    [[nodiscard]] ServeOptions options(bool demo) const {
        return {.demo = demo, .data = folder_.path(), .listen = "127.0.0.1:0", .log_level = LogLevel::off};
    }
    [[nodiscard]] json::value credentials() const {
        return json::parse(content_of(folder_.file("demo/credentials.json")));
    }
    store::test::Folder folder_;
};

constexpr auto owner_only = fs::perms::owner_read | fs::perms::owner_write;

TEST_F(Service, WritesCredentialsThatAnybodyCanScriptAgainst) {
    const auto service = must(ServerProcess::open(options(true)));
    const auto written = credentials();
    EXPECT_EQ(written.at("baseUrl"), json::value(service->base_url()));
    EXPECT_EQ(written.at("oauth").at("tokenUrl"), json::value(service->base_url() + "/REST/oauth/v5/token"));
    EXPECT_FALSE(service->base_url().ends_with(":0")) << "the port that was really taken";

    std::set<std::string> enterprises;
    for (const auto& employer : written.at("employers").as_array()) {
        EXPECT_TRUE(employer.at("employerId").is_int64());
        EXPECT_TRUE(employer.at("name").is_string() && employer.at("kind").is_string());
        enterprises.emplace(employer.at("enterpriseNumber").as_string());
    }
    EXPECT_EQ(written.at("workers").as_array().size(), 60U);
    for (const auto& worker : written.at("workers").as_array())
        for (const char* member : {"ssin", "familyName", "givenName", "birthDate"})
            EXPECT_TRUE(worker.at(member).is_string());
    EXPECT_FALSE(written.at("users").as_array().empty());
    for (const auto& user : written.at("users").as_array())
        for (const char* member : {"login", "password", "codeSecret", "role"})
            EXPECT_TRUE(user.at(member).is_string()) << member;

    std::size_t widest = 0;
    for (const auto& client : written.at("oauth").at("clients").as_array()) {
        const auto& acts_for = client.at("actsFor").as_array();
        widest = std::max(widest, acts_for.size());
        for (const auto& enterprise : acts_for) EXPECT_TRUE(enterprises.contains(std::string(enterprise.as_string())));
    }
    EXPECT_EQ(widest, 3U) << "the secretariat acts for itself and for two others";
}

TEST_F(Service, GivesEachDemoClientAKeyThatItsOwnerAloneMayRead) {
    const auto service = must(ServerProcess::open(options(true)));
    const auto store = must(must(DataDirectory::existing(folder_.path())).open_store());
    const auto reader = must(store->read());
    std::set<access::Algorithm> algorithms;
    const auto all = credentials();
    for (const auto& written : all.at("oauth").at("clients").as_array()) {
        const auto file = folder_.file("demo/" + std::string(written.at("privateKeyFile").as_string()));
        EXPECT_EQ(fs::status(file).permissions(), owner_only);
        const auto client = must(reader->oauth_client(std::string(written.at("clientId").as_string())));
        ASSERT_TRUE(client && client->public_keys_pem.size() == 1);
        algorithms.insert(must(access::algorithm_of(must(access::read_public_key(client->public_keys_pem.front())))));
    }
    EXPECT_EQ(algorithms.size(), 2U) << "both kinds can be tried";
    EXPECT_EQ(fs::status(folder_.file("demo/credentials.json")).permissions(), owner_only);
}

TEST_F(Service, FillsAStoreOnceAndWritesTheAddressEachTime) {
    must(ServerProcess::open(options(true)));
    const auto key = content_of(folder_.file("demo/keys/demo-client-1.pem"));
    const auto first = credentials();
    const auto again = must(ServerProcess::open(options(true)));
    EXPECT_EQ(content_of(folder_.file("demo/keys/demo-client-1.pem")), key);
    EXPECT_EQ(credentials().at("baseUrl"), json::value(again->base_url()));
    EXPECT_EQ(credentials().at("workers"), first.at("workers"));
}

TEST_F(Service, HasNoDemoDataUnlessAsked) {
    const auto service = must(ServerProcess::open(options(false)));
    EXPECT_FALSE(fs::exists(folder_.file("demo")));
    const auto store = must(must(DataDirectory::existing(folder_.path())).open_store());
    bool any = false;
    must(must(store->read())->each_employer([&](const domain::Employer&) { return any = true; }));
    EXPECT_FALSE(any);
    EXPECT_TRUE(must(must(store->read())->oauth_clients()).empty());
}

TEST_F(Service, NeverMakesADemonstrationOfARealStore) {
    {
        const auto store = must(must(DataDirectory::create(folder_.path())).open_store());
        const auto writer = must(store->write());
        must(writer->put_employer({.number = domain::EmployerNumber::make_definitive(1'234), .name = "Real"}));
        must(writer->commit());
    }
    const auto refused = ServerProcess::open(options(true));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_FALSE(fs::exists(folder_.file("demo")));
}

TEST_F(Service, IsAloneOnItsDataDirectory) {
    const auto first = must(ServerProcess::open(options(false)));
    const auto second = ServerProcess::open(options(false));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(second.error().place, folder_.path());
}

TEST_F(Service, SaysWhatIsWrongWithItsSurroundings) {
    auto wrong_address = options(false);
    wrong_address.listen = "nowhere";
    EXPECT_FALSE(ServerProcess::open(wrong_address));
    auto wrong_certificate = options(false);
    wrong_certificate.tls_certificate = wrong_certificate.tls_key = folder_.file("missing.pem");
    EXPECT_FALSE(ServerProcess::open(wrong_certificate));
    auto wrong_place = options(false);
    std::ofstream(folder_.file("file")) << "";
    wrong_place.data = folder_.file("file/data");
    const auto refused = ServerProcess::open(wrong_place);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().place, wrong_place.data);
}

TEST_F(Service, StopsAlsoBeforeItServedAnything) {
    const auto service = must(ServerProcess::open(options(false)));
    service->start();
    service->stop();
    service->stop();
}

}  // namespace
}  // namespace dimona::app
