// A server on a free port of the loopback interface, with a handler that a test can talk to.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "http/client.hpp"
#include "http/server.hpp"

namespace dimona::http {

inline std::string get(std::string_view path, std::string_view headers = {}) {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{headers} + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view headers = {}) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string{headers} + "\r\n" + std::string{body};
}

// "GET /path body": what the handler of these tests answers.
inline void echo(const Request& request, const Respond& respond) {
    respond({.status = 200,
             .headers = {{"Content-Type", "text/plain"}, {"Trace", request.trace_id}},
             .body = request.method + " " + request.path + " " + request.body});
}

class ServerTest : public testing::Test {
protected:
    void start(Limits limits = {}, Handler handler = echo) {
        server = std::make_unique<Server>(
            limits, 2, std::move(handler), [](int status, std::string_view reason, const std::string& trace_id) {
                return Response{.status = status, .headers = {{"Trace", trace_id}}, .body = std::string{reason}};
            });
        const auto listening = server->listen("127.0.0.1:0", std::nullopt);
        ASSERT_TRUE(listening) << listening.error().message;
        address = *listening;
        server->start();
    }

    // The server refuses these bytes with this status and hangs up.
    void expect_refused(int status, std::string_view bytes) {
        Client client{address};
        const auto refused = client.ask(bytes);
        ASSERT_TRUE(refused) << bytes;
        EXPECT_EQ(refused->status, status) << bytes << "\n" << refused->body;
        EXPECT_EQ(refused->header("Connection"), "close");
        EXPECT_EQ(refused->header("Trace").size(), 36U);
        EXPECT_FALSE(refused->body.empty());
        EXPECT_TRUE(client.is_hung_up());
    }

    void expect_alive() {
        Client client{address};
        const auto answer = client.ask(get("/alive"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
    }

    std::unique_ptr<Server> server;
    std::string address;
};

}  // namespace dimona::http
