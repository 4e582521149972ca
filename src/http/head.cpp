#include "http/head.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/characters.hpp"
#include "http/target.hpp"

namespace dimona::http {
namespace {

constexpr std::string_view line_end = "\r\n";

using Checked = tl::expected<void, Refusal>;

tl::unexpected<Refusal> refuse(int status, std::string_view reason) { return tl::unexpected(Refusal{status, reason}); }

std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find(line_end));
    text.remove_prefix(std::min(text.size(), line.size() + line_end.size()));
    return line;
}

std::string_view without_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The elements of a comma-separated header, over all its lines.
std::vector<std::string_view> elements(const std::vector<Header>& headers, std::string_view name) {
    std::vector<std::string_view> found;
    for (const Header& header : headers) {
        if (!equals_ignoring_case(header.name, name)) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::string_view element = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), element.size() + 1));
            found.push_back(without_blanks(element));
        }
    }
    return found;
}

bool holds(const std::vector<std::string_view>& list, std::string_view wanted) {
    return std::ranges::any_of(list, [&](std::string_view element) { return equals_ignoring_case(element, wanted); });
}

std::vector<std::string_view> values(const std::vector<Header>& headers, std::string_view name) {
    std::vector<std::string_view> found;
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name)) found.push_back(header.value);
    }
    return found;
}

enum class Version { http_1_0, http_1_1 };

tl::expected<Version, Refusal> read_version(std::string_view text) {
    if (text == "HTTP/1.1") return Version::http_1_1;
    if (text == "HTTP/1.0") return Version::http_1_0;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' && is_digit(text[7])) {
        return refuse(505, "This server speaks HTTP/1.1 and HTTP/1.0.");
    }
    return refuse(400, "The request line must end with the HTTP version.");
}

tl::expected<std::vector<Header>, Refusal> read_fields(std::string_view lines, const Limits& limits) {
    std::vector<Header> headers;
    while (true) {
        const std::string_view line = take_line(lines);
        if (line.empty()) return headers;
        if (headers.size() == limits.headers_max) return refuse(431, "The request has too many headers.");
        if (line.front() == ' ' || line.front() == '\t') {
            return refuse(400, "A header is continued on a second line; write it on one line.");
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return refuse(400, "A header line must be a name, a colon directly after it, and a value.");
        }
        const std::string_view value = without_blanks(line.substr(colon + 1));
        if (!is_field_value(value)) return refuse(400, "A header value holds a control character.");
        headers.push_back({std::string{line.substr(0, colon)}, std::string{value}});
    }
}

Checked check_host(std::vector<Header>& headers, Version version, std::string_view host_of_target) {
    const auto hosts = values(headers, "Host");
    if (hosts.size() > 1) return refuse(400, "The request has more than one Host header.");
    if (hosts.empty() && version == Version::http_1_1) return refuse(400, "The request has no Host header.");
    if (!hosts.empty() && !is_host(hosts.front())) return refuse(400, "The Host header is not a host name.");
    if (host_of_target.empty()) return {};
    for (Header& header : headers) {
        if (equals_ignoring_case(header.name, "Host")) header.value = host_of_target;
    }
    return {};
}

// How long the body is (RFC 9112 6.3). Everything ambiguous is refused.
Checked read_framing(Head& head, Version version, const Limits& limits) {
    const auto lengths = values(head.headers, "Content-Length");
    const auto codings = elements(head.headers, "Transfer-Encoding");
    const bool has_codings = !values(head.headers, "Transfer-Encoding").empty();
    if (has_codings && !lengths.empty()) {
        return refuse(400, "The request has both Content-Length and Transfer-Encoding.");
    }
    if (has_codings && version == Version::http_1_0) return refuse(400, "HTTP/1.0 knows no Transfer-Encoding.");
    if (has_codings) {
        if (!std::ranges::all_of(codings, [](auto c) { return equals_ignoring_case(c, "chunked"); })) {
            return refuse(501, "The only transfer coding of this server is chunked.");
        }
        if (codings.size() != 1) return refuse(400, "A request is chunked exactly once.");
        head.is_chunked = true;
        return {};
    }
    if (lengths.size() > 1) return refuse(400, "The request has more than one Content-Length.");
    if (lengths.empty()) return {};
    const bool is_number =
        !lengths.front().empty() && lengths.front().find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number) return refuse(400, "Content-Length is not a whole number.");
    const auto length = parse_digits(lengths.front());
    if (!length || static_cast<std::uint64_t>(*length) > limits.body_bytes_max_at(head.path)) {
        return refuse(413, "The body is larger than this server accepts.");
    }
    head.content_length = static_cast<std::uint64_t>(*length);
    return {};
}

Checked read_connection(Head& head, Version version) {
    const auto wishes = elements(head.headers, "Connection");
    head.keeps_alive =
        version == Version::http_1_1 ? !holds(wishes, "close") : holds(wishes, "keep-alive") && !holds(wishes, "close");
    const auto expectations = elements(head.headers, "Expect");
    if (expectations.empty() || version == Version::http_1_0) return {};
    if (expectations.size() != 1 || !equals_ignoring_case(expectations.front(), "100-continue")) {
        return refuse(417, "The only expectation that this server can meet is 100-continue.");
    }
    head.expects_continue = head.is_chunked || head.content_length.value_or(0) > 0;
    return {};
}

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t already_seen) {
    for (std::size_t i = already_seen; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte >= 0x20 && byte != 0x7f) continue;
        if (byte == '\t') continue;
        if (byte == '\r' && (i + 1 == bytes.size() || bytes[i + 1] == '\n')) continue;
        if (byte != '\n' || i == 0 || bytes[i - 1] != '\r') return {HeadEnd::Found::malformed, 0};
        if (i >= 3 && bytes[i - 2] == '\n') return {HeadEnd::Found::complete, i + 1};
    }
    return {};
}

tl::expected<Head, Refusal> read_head(std::string_view text, const Limits& limits) {
    const std::string_view line = take_line(text);
    const std::size_t first_blank = line.find(' ');
    const std::size_t last_blank = line.rfind(' ');
    if (first_blank == std::string_view::npos || first_blank == last_blank) {
        return refuse(400, "The request line must be a method, a target and the HTTP version.");
    }
    const auto version = read_version(line.substr(last_blank + 1));
    if (!version) return tl::unexpected(version.error());

    Head head;
    head.method = line.substr(0, first_blank);
    if (!is_token(head.method)) return refuse(400, "The method holds an illegal character.");
    auto target = read_target(head.method, line.substr(first_blank + 1, last_blank - first_blank - 1));
    if (!target) return tl::unexpected(target.error());
    head.path = std::move(target->path);
    head.query = std::move(target->query);

    auto headers = read_fields(text, limits);
    if (!headers) return tl::unexpected(headers.error());
    head.headers = std::move(*headers);

    if (auto host = check_host(head.headers, *version, target->host); !host) return tl::unexpected(host.error());
    if (auto framing = read_framing(head, *version, limits); !framing) return tl::unexpected(framing.error());
    if (auto connection = read_connection(head, *version); !connection) return tl::unexpected(connection.error());
    return head;
}

}  // namespace dimona::http
