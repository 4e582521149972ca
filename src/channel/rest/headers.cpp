#include "channel/rest/headers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace dimona::rest {

namespace {

std::string lower(std::string_view text) {
    std::string lowered(text);
    for (char& letter : lowered)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    return lowered;
}

// "q=0.5" as thousandths; 1000 without one, 0 when it can't be read.
int weight_of(std::string_view parameters) {
    const auto text = lower(parameters);
    const auto at = text.find("q=");
    if (at == std::string::npos) return 1000;
    const auto value = trim(std::string_view(text).substr(at + 2));
    if (value.empty()) return 0;
    if (value[0] == '1') return 1000;
    if (value.size() < 3 || value[1] != '.') return 0;
    constexpr std::size_t decimals_max = 3;
    auto decimals = std::string(value.substr(2, decimals_max));
    decimals.resize(decimals_max, '0');
    return static_cast<int>(parse_digits(decimals).value_or(0));
}

}  // namespace

std::optional<int> wait_preference(std::string_view prefer) {
    for (const auto& preference : split(prefer, ',')) {
        const auto text = lower(trim(preference));
        if (!text.starts_with("wait=")) continue;
        const auto seconds = parse_digits(std::string_view(text).substr(5));
        constexpr std::int64_t seconds_max = 60;
        if (seconds) return static_cast<int>(std::min(*seconds, seconds_max));
    }
    return std::nullopt;
}

domain::Language preferred_language(std::string_view accept_language) {
    int best_weight = 0;
    auto best = domain::Language::en;
    for (const auto& choice : split(accept_language, ',')) {
        const auto parts = split(choice, ';');
        const auto tag = lower(trim(parts.front()));
        const auto language = domain::parse_language(std::string_view(tag).substr(0, tag.find('-')));
        const int weight = parts.size() > 1 ? weight_of(parts[1]) : 1000;
        if (language && weight > best_weight) best = *language, best_weight = weight;
    }
    return best;
}

bool accepts_json(std::string_view accept) {
    if (trim(accept).empty()) return true;
    for (const auto& choice : split(accept, ',')) {
        const auto type = lower(trim(split(choice, ';').front()));
        if (type == "*/*" || type == "application/*" || type == "application/json" ||
            type == "application/problem+json")
            return true;
    }
    return false;
}

bool is_media_type(std::string_view content_type, std::string_view expected) {
    return lower(trim(content_type.substr(0, content_type.find(';')))) == expected;
}

bool is_idempotency_key(std::string_view key) {
    constexpr std::size_t length_max = 255;
    return !key.empty() && key.size() <= length_max &&
           std::all_of(key.begin(), key.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

bool is_uuid(std::string_view text) {
    constexpr std::size_t length = 36;
    if (text.size() != length) return false;
    for (std::size_t at = 0; at < length; ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        const char letter = text[at];
        const bool hex =
            (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
        if (dash ? letter != '-' : !hex) return false;
    }
    return true;
}

}  // namespace dimona::rest
