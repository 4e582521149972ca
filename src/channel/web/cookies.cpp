#include "channel/web/cookies.hpp"

#include "base/text.hpp"

namespace dimona::web {

namespace {

bool is_secure(std::string_view base_url) { return base_url.starts_with("https://"); }

std::string name_of(std::string_view base_url, std::string_view name) {
    return (is_secure(base_url) ? "__Host-" : "") + std::string(name);
}

// Lax: the way back from an OpenID provider comes from another site, and so does a link in a letter.
std::string set(std::string_view base_url, const std::string& name, const std::string& value) {
    return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (is_secure(base_url) ? "; Secure" : "") +
           (value.empty() ? "; Max-Age=0" : "");
}

}  // namespace

std::string session_cookie_name(std::string_view base_url) { return name_of(base_url, "dimona-session"); }
std::string departure_cookie_name(std::string_view base_url) { return name_of(base_url, "dimona-departure"); }
std::string visitor_cookie_name(std::string_view base_url) { return name_of(base_url, "dimona-visitor"); }
std::string language_cookie_name(std::string_view base_url) { return name_of(base_url, "dimona-language"); }

std::string session_cookie(std::string_view base_url, const std::string& token) {
    return set(base_url, session_cookie_name(base_url), token);
}
std::string departure_cookie(std::string_view base_url, const std::string& secret) {
    return set(base_url, departure_cookie_name(base_url), secret);
}
std::string visitor_cookie(std::string_view base_url, const std::string& secret) {
    return set(base_url, visitor_cookie_name(base_url), secret);
}
std::string language_cookie(std::string_view base_url, const std::string& code) {
    return set(base_url, language_cookie_name(base_url), code) + "; Max-Age=31536000";
}

std::string cookie(const http::Request& request, std::string_view name) {
    for (const auto& header : request.headers) {
        if (header.name != "Cookie" && header.name != "cookie") continue;
        for (const auto& pair : split(header.value, ';')) {
            const auto part = trim(pair);
            const auto equals = part.find('=');
            if (equals != std::string_view::npos && part.substr(0, equals) == name)
                return std::string(part.substr(equals + 1));
        }
    }
    return {};
}

}  // namespace dimona::web
