#include "http/address.hpp"

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

TEST(Address, IsReadAndWrittenTheSameWay) {
    for (const std::string text : {"127.0.0.1:8080", "0.0.0.0:0", "[::1]:65535", "[::]:1"}) {
        const auto endpoint = parse_address(text);
        ASSERT_TRUE(endpoint) << text;
        EXPECT_EQ(format_address(*endpoint), text);
    }
    EXPECT_EQ(format_address(*parse_address("localhost:80")), "127.0.0.1:80");
}

TEST(Address, IsRefusedWithARemedyWhenItIsNone) {
    for (const std::string text : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x",
                                   "::1:80", "[127.0.0.1]:80", "300.0.0.1:80", "somewhere.example:80"}) {
        const auto endpoint = parse_address(text);
        ASSERT_FALSE(endpoint) << text;
        EXPECT_FALSE(endpoint.error().remedy.empty());
    }
}

class Listening : public ServerTest {};

TEST_F(Listening, SaysThatAnAddressIsInUse) {
    start();
    const auto second = server->listen(address, std::nullopt);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(second.error().place, address);
    EXPECT_FALSE(second.error().remedy.empty());
}

TEST_F(Listening, SaysThatACertificateIsMissing) {
    start();
    const auto second = server->listen("127.0.0.1:0", Tls{"/nowhere/chain.pem", "/nowhere/key.pem"});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::invalid);
    EXPECT_EQ(second.error().place, "/nowhere/chain.pem");
    EXPECT_FALSE(second.error().remedy.empty());
}

}  // namespace
}  // namespace dimona::http
