#include "http/request_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace dimona::http {
namespace {

using Stage = RequestReader::Stage;

void feed(RequestReader& reader, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto room = reader.room();
        const std::size_t count = std::min(room.size(), bytes.size());
        std::memcpy(room.data(), bytes.data(), count);
        reader.filled(count);
        bytes.remove_prefix(count);
    }
}

TEST(RequestReader, GoesFromNothingOverHeadAndBodyToTheWholeRequest) {
    RequestReader reader{{}};
    EXPECT_EQ(reader.stage(), Stage::untouched);
    feed(reader, "POST /a?b=c HTTP/1.1\r\nHost: h\r\n");
    EXPECT_EQ(reader.stage(), Stage::head);
    feed(reader, "Content-Length: 3\r\n\r\n1");
    EXPECT_EQ(reader.stage(), Stage::body);
    feed(reader, "23GET");
    EXPECT_EQ(reader.stage(), Stage::complete);
    const Request request = reader.take();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a");
    EXPECT_EQ(request.parameter("b"), "c");
    EXPECT_EQ(request.header("HOST"), "h");
    EXPECT_EQ(request.body, "123");
    reader.next();
    EXPECT_EQ(reader.stage(), Stage::head);
}

RC_GTEST_PROP(RequestReader, FindsTheSameRequestsHoweverTheBytesAreCut, ()) {
    const std::string bytes =
        "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
        "\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: "
        "t\r\n\r\n"
        "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n";
    RequestReader reader{{}};
    std::vector<std::string> found;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const auto piece = std::min<std::size_t>(rest.size(), *rc::gen::inRange<std::size_t>(1, 20));
        feed(reader, rest.substr(0, piece));
        rest.remove_prefix(piece);
        while (reader.stage() == Stage::complete) {
            const Request request = reader.take();
            found.push_back(request.path + request.body);
            reader.next();
        }
        RC_ASSERT(reader.stage() != Stage::refused);
    }
    RC_ASSERT(found == (std::vector<std::string>{"/1hello", "/2abc", "/3"}));
}

// A body without content, byte by byte: the parser below stopped the process at the fourth one.
TEST(RequestReader, WaitsForTheWholeEndOfAChunkedBody) {
    RequestReader reader{{}};
    feed(reader, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (const char byte : std::string("0\r\n\r\n")) {
        EXPECT_EQ(reader.stage(), Stage::body);
        feed(reader, std::string(1, byte));
    }
    EXPECT_EQ(reader.stage(), Stage::complete);
    EXPECT_EQ(reader.take().body, "");
}

}  // namespace
}  // namespace dimona::http
