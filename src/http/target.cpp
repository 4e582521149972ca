#include "http/target.hpp"

#include "http/characters.hpp"

namespace dimona::http {
namespace {

std::string decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

// "http://host/path" in, "/path" out; the host goes into `host`. False when it is not an absolute form.
bool strip_authority(std::string_view& target, std::string_view& host) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        host = target.substr(0, target.find_first_of("/?"));
        target.remove_prefix(host.size());
        return true;
    }
    return false;
}

}  // namespace

std::vector<Header> decode_query(std::string_view query) {
    std::vector<Header> parameters;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const std::string_view name = pair.substr(0, pair.find('='));
        const std::string_view value = pair.substr(std::min(pair.size(), name.size() + 1));
        parameters.push_back({decode(name), decode(value)});
    }
    return parameters;
}

tl::expected<Target, Refusal> read_target(std::string_view method, std::string_view target) {
    if (method == "CONNECT") return tl::unexpected(Refusal{501, "This server opens no tunnels."});
    if (target == "*")
        return tl::unexpected(Refusal{501, "This server answers for paths, not for itself as a whole (*)."});

    Target read;
    if (!target.starts_with('/')) {
        if (!strip_authority(target, read.host) || read.host.empty() || !is_host(read.host)) {
            return tl::unexpected(Refusal{400, "The request target must be a path that starts with '/'."});
        }
    }
    if (!is_path_and_query(target)) {
        return tl::unexpected(
            Refusal{400, "The request target holds an illegal character or an incomplete percent-encoding."});
    }
    const std::string_view path = target.substr(0, target.find('?'));
    read.path = path.empty() ? "/" : std::string{path};
    read.query = decode_query(target.substr(std::min(target.size(), path.size() + 1)));
    return read;
}

}  // namespace dimona::http
