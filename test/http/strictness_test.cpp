// What no two servers should understand differently is refused (RFC 9112 11.2).
#include <random>

#include "http/server_fixture.hpp"

namespace dimona::http {
namespace {

class Strictness : public ServerTest {};

TEST_F(Strictness, RefusesMalformedRequestLines) {
    start();
    for (const char* line : {"GET",
                             "GET /",
                             "GET  HTTP/1.1",
                             "GET / HTTP/1.1 x",
                             "GET /a b HTTP/1.1",
                             " GET / HTTP/1.1",
                             "G(T / HTTP/1.1",
                             "GET / http/1.1",
                             "GET / HTTP/11",
                             "GET / HTTP/1.10",
                             "GET\t/ HTTP/1.1",
                             "GET x HTTP/1.1",
                             "GET http:// HTTP/1.1",
                             "GET ftp://a/ HTTP/1.1",
                             "GET //\\ HTTP/1.1",
                             "GET /% HTTP/1.1",
                             "GET /%4 HTTP/1.1",
                             "GET /%zz HTTP/1.1",
                             "GET /%00 HTTP/1.1",
                             "GET /?q=%f HTTP/1.1",
                             "GET /#fragment HTTP/1.1",
                             "GET /\xC3\xA9 HTTP/1.1",
                             "GET /<script> HTTP/1.1"}) {
        expect_refused(400, std::string{line} + "\r\nHost: h\r\n\r\n");
    }
}

TEST_F(Strictness, RefusesMalformedHeaders) {
    start();
    for (const std::string header :
         {"Name : v", " Name: v", "Name", ": v", "Na me: v", "N\xC3\xA9: v", "A: 1\r\n folded", "A: 1\r\n\tfolded",
          "A: \x01", "A: \x7f", "A: a\rb", "A: 1\nB: 2"}) {
        expect_refused(400, "GET / HTTP/1.1\r\nHost: h\r\n" + header + "\r\n\r\n");
    }
    using namespace std::string_literals;
    expect_refused(400, "GET / HTTP/1.1\r\nHost: h\r\nA: \0\r\n\r\n"s);
    expect_refused(400, "GET / HTTP/1.1\nHost: h\n\n");
}

TEST_F(Strictness, WantsExactlyOneHost) {
    start();
    expect_refused(400, "GET / HTTP/1.1\r\n\r\n");
    expect_refused(400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
    expect_refused(400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
    expect_refused(400, "GET / HTTP/1.1\r\nHost: u@b\r\n\r\n");
}

TEST_F(Strictness, RefusesAnAmbiguousLengthOfTheBody) {
    start();
    for (const std::string headers :
         {"Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1\r\nContent-Length: 2", "Content-Length: 1, 1",
          "Content-Length: +1", "Content-Length: -1", "Content-Length: 0x1", "Content-Length: ", "Content-Length: 1 1",
          "Content-Length: 1\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 1",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked, chunked",
          "Transfer-Encoding:", "Transfer-Encoding : chunked"}) {
        expect_refused(400, "POST / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n1");
    }
    expect_refused(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST_F(Strictness, KnowsNoOtherTransferCodingVersionOrExpectation) {
    start();
    for (const std::string coding : {"gzip", "gzip, chunked", "identity", "xchunked", "\"chunked\"", ",chunked"}) {
        expect_refused(501, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n");
    }
    expect_refused(505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n");
    expect_refused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    expect_refused(501, "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
    expect_refused(501, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    expect_refused(417, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: gold\r\n\r\n1");
}

TEST_F(Strictness, RefusesMalformedChunks) {
    start();
    for (const std::string chunks :
         {"x\r\n", "-1\r\n", "1\r\nab\r\n0\r\n\r\n", "1 \r\na\r\n", "0x1\r\na\r\n\r\n", "ffffffffffffffffff\r\n",
          "\r\n\r\n", "1;=\r\na\r\n", "0\r\nbad trailer\r\n\r\n"}) {
        Client client{address};
        const auto refused = client.ask("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        ASSERT_TRUE(refused) << chunks;
        EXPECT_TRUE(refused->status == 400 || refused->status == 413) << chunks << refused->status;
        EXPECT_TRUE(client.is_hung_up());
    }
}

TEST_F(Strictness, HandlesNothingThatStandsBehindARefusedRequest) {
    std::atomic<int> handled = 0;
    start({}, [&](const Request& request, const Respond& respond) {
        ++handled;
        echo(request, respond);
    });
    expect_refused(400,
                   "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                       get("/smuggled"));
    EXPECT_EQ(handled, 0);
}

// A valid request with a few bytes changed, removed or doubled: whatever comes of it, the server stays well.
std::string mutated(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return random() % limit; };
    constexpr std::string_view favourites = "\r\n\r\n \t:,;%/0f\xff\0";
    for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
        const std::size_t place = below(text.size());
        switch (below(4)) {
            case 0:
                text[place] = static_cast<char>(random());
                break;
            case 1:
                text.erase(place, 1 + below(5));
                break;
            case 2:
                text.insert(place, text.substr(below(text.size()), below(40)));
                break;
            default:
                text.insert(place, 1, favourites[below(favourites.size())]);
        }
    }
    return text;
}

TEST_F(Strictness, SurvivesTwoThousandDamagedRequests) {
    Limits limits;
    limits.body_bytes_max = 200;
    start(limits);
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random{seed};
    const std::vector<std::string> models{
        get("/a?b=c%20d", "Accept: text/plain\r\nX: y\r\n"),
        post("/b", R"({"a":1})", "Content-Type: application/json\r\n"),
        "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GET http://h/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"};
    for (int i = 0; i < 2000; ++i) {
        const std::string bytes = mutated(models[random() % models.size()], random);
        Client client{address};
        client.send(bytes);
        client.end();
        while (const auto answer = client.receive(bytes.starts_with("HEAD") ? BodyOf::head : BodyOf::get)) {
            EXPECT_GE(answer->status, 100) << bytes;
            EXPECT_LT(answer->status, 600) << bytes;
            EXPECT_NE(answer->status, 500) << bytes;
        }
    }
    expect_alive();
}

}  // namespace
}  // namespace dimona::http
