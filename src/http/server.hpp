// An HTTP/1.1 server with limits on everything. Knows nothing of declarations.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dimona::http {

struct Header {
    std::string name, value;
};

struct Request {
    std::string method;         // "GET"
    std::string path;           // decoded? no: as sent, without query; always starts with '/'
    std::vector<Header> query;  // decoded names and values, in order
    std::vector<Header> headers;
    std::string body;
    std::string peer;      // address without port
    std::string trace_id;  // new for each request (UUID)
    // First header of this name (case-insensitive); empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view header_name) const;
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
};

// `respond` is called exactly once, from any thread, also later.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(Request, Respond)>;
// Turns a request that the server itself refuses (too large, malformed, too slow) into a response body:
// status, and a sentence that says why. Called on an I/O thread.
using Refuse = std::function<Response(int status, std::string_view reason, const std::string& trace_id)>;

struct Limits {
    std::uint64_t body_bytes_max = 1 << 20;
    // Paths that take larger bodies (uploads), and how large; empty: none.
    std::function<bool(std::string_view path)> takes_upload = {};
    std::uint64_t upload_bytes_max = 8 << 20;
    std::uint32_t header_bytes_max = 16 * 1024;
    std::uint32_t headers_max = 100;
    std::chrono::milliseconds header_time_max{10'000};  // from the first byte awaited to the end of the headers
    std::chrono::milliseconds body_time_max{30'000};
    std::chrono::milliseconds idle_time_max{60'000};  // between two requests of a connection
    std::chrono::milliseconds write_time_max{30'000};
    std::chrono::milliseconds answer_time_max{60'000};  // handler silent: 503
    std::uint32_t connections_max = 10'000;
    std::chrono::milliseconds stop_time_max{20'000};  // graceful stop: in-flight requests get this long

    [[nodiscard]] std::uint64_t body_bytes_max_at(std::string_view path) const {
        return takes_upload && takes_upload(path) ? upload_bytes_max : body_bytes_max;
    }
};

struct Tls {
    std::string certificate_chain_file, private_key_file;
};

class Server {
public:
    Server(Limits limits, int threads, Handler handler, Refuse refuse);
    ~Server();  // stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Before start(), once for each address: "127.0.0.1:8080", "[::1]:0". Gives the address with the real port.
    Result<std::string> listen(const std::string& address, const std::optional<Tls>& tls);
    void start();
    // No new connections; requests in flight are answered; then everything is closed. May be called again.
    void stop();

    struct Figures {
        std::uint64_t connections_open = 0, connections_total = 0, refused_total = 0;
    };
    [[nodiscard]] Figures figures() const;

private:
    class Detail;
    std::unique_ptr<Detail> detail_;
};

}  // namespace dimona::http
