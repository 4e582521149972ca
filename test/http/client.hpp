// A client that sends exactly the bytes it is told to, over a blocking socket of the loopback interface.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dimona::http {

struct Received {
    int status = 0;
    std::string head, body;
    // Value of this header; empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
};

enum class BodyOf { get, head };

class Client {
public:
    // "127.0.0.1:8080". The receive buffer is as small as the system allows, so that a client that does not read stops
    // the server soon. A socket that stays silent for half a minute fails the test instead of hanging it.
    explicit Client(const std::string& address);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // False: the server has hung up.
    bool send(std::string_view bytes);
    // The next response; nothing when the server hung up before it was complete.
    std::optional<Received> receive(BodyOf kind = BodyOf::get);
    // One request with its answer.
    std::optional<Received> ask(std::string_view bytes);
    // True when the server hangs up (by end or reset) without another byte.
    bool is_hung_up();
    // No more bytes from us.
    void end();

private:
    bool read_more();

    int socket_ = -1;
    std::string buffer_;
};

}  // namespace dimona::http
