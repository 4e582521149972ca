// Turns the bytes of a connection into requests, one after the other, within the limits. Does no I/O and knows no
// time: the connection feeds it, so every case can be tried without a socket.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "http/refusal.hpp"
#include "http/server.hpp"

namespace dimona::http {

class RequestReader {
public:
    enum class Stage {
        untouched,  // no byte of a request has arrived yet
        head,
        body,
        complete,  // take() gives the request
        refused,   // refusal() says why; nothing more can be read from this connection
    };

    explicit RequestReader(const Limits& limits);
    ~RequestReader();

    // Room for the next bytes; then say how many came.
    [[nodiscard]] std::span<char> room();
    void filled(std::size_t bytes);

    [[nodiscard]] Stage stage() const;
    // True once for a client that sends its body only when it is asked to (RFC 9110 10.1.1).
    [[nodiscard]] bool take_expectation();
    [[nodiscard]] bool keeps_alive() const;
    [[nodiscard]] bool is_head_request() const;
    [[nodiscard]] const Refusal& refusal() const;
    // Method, path, parameters, headers and body; peer and trace are the connection's to add.
    [[nodiscard]] Request take();
    // Forgets the request that was taken and starts on what arrived behind it.
    void next();

private:
    class Detail;
    std::unique_ptr<Detail> detail_;
};

}  // namespace dimona::http
