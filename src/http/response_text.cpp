#include "http/response_text.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <ctime>

#include "http/characters.hpp"

namespace dimona::http {
namespace {

bool is_ours_to_say(std::string_view name) {
    return std::ranges::any_of(std::array{"Content-Length", "Transfer-Encoding", "Connection", "Date", "Keep-Alive"},
                               [&](std::string_view ours) { return equals_ignoring_case(name, ours); });
}

// IMF-fixdate (RFC 9110 5.6.7), made once a second for each thread.
const std::string& date_now() {
    thread_local std::time_t made_for = -1;
    thread_local std::string date;
    const std::time_t now = std::time(nullptr);
    if (now != made_for) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        std::array<char, 32> text{};
        const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
        date.assign(text.data(), length);
        made_for = now;
    }
    return date;
}

void add(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool is_sendable(const Response& response) {
    if (response.status < 200 || response.status > 599) return false;
    return std::ranges::all_of(
        response.headers, [](const Header& header) { return is_token(header.name) && is_field_value(header.value); });
}

bool asks_to_close(const Response& response) {
    return std::ranges::any_of(response.headers, [](const Header& header) {
        return equals_ignoring_case(header.name, "Connection") && equals_ignoring_case(header.value, "close");
    });
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string head_of(const Response& response, AfterAnswer after) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    head.reserve(512);
    head.append(
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(response.status))));
    head.append("\r\n");
    add(head, "Date", date_now());
    for (const Header& header : response.headers) {
        if (!is_ours_to_say(header.name)) add(head, header.name, header.value);
    }
    if (may_have_body(response.status)) add(head, "Content-Length", std::to_string(response.body.size()));
    add(head, "Connection", after == AfterAnswer::close ? "close" : "keep-alive");
    return head.append("\r\n");
}

}  // namespace dimona::http
