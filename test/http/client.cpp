#include "http/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include "http/characters.hpp"

namespace dimona::http {
namespace {

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::string Received::header(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find("\r\n"));
        rest.remove_prefix(std::min(rest.size(), line.size() + 2));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name)) {
            return std::string{line.substr(colon + 2)};
        }
    }
    return {};
}

Client::Client(const std::string& address) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port =
        htons(static_cast<std::uint16_t>(number(std::string_view{address}.substr(address.find(':') + 1))));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int smallest = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) {
        throw std::runtime_error("can't connect to " + address);
    }
}

Client::~Client() { ::close(socket_); }

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::read_more() {
    std::array<char, 16384> chunk{};
    const ssize_t count = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("the server stays silent");
    if (count <= 0) return false;
    buffer_.append(chunk.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<Received> Client::receive(BodyOf kind) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) return std::nullopt;
    }
    Received received;
    received.head = buffer_.substr(0, end + 2);
    received.status = static_cast<int>(number(received.head.substr(9, 3)));
    buffer_.erase(0, end + 4);
    const std::size_t length = kind == BodyOf::head ? 0 : number(received.header("Content-Length"));
    while (buffer_.size() < length) {
        if (!read_more()) return std::nullopt;
    }
    received.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return received;
}

std::optional<Received> Client::ask(std::string_view bytes) {
    send(bytes);
    return receive();
}

bool Client::is_hung_up() { return buffer_.empty() && !read_more(); }

void Client::end() { ::shutdown(socket_, SHUT_WR); }

}  // namespace dimona::http
