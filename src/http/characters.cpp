#include "http/characters.hpp"

#include <algorithm>
#include <array>

namespace dimona::http {
namespace {

constexpr bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Which of the 256 bytes may stand somewhere: every byte of every head is looked up.
class Alphabet {
public:
    constexpr explicit Alphabet(std::string_view beside_letters_and_digits) {
        for (int byte = 0; byte < 256; ++byte) {
            const char c = static_cast<char>(byte);
            holds_[static_cast<std::size_t>(byte)] =
                is_alphanumeric(c) || beside_letters_and_digits.find(c) != std::string_view::npos;
        }
    }
    [[nodiscard]] constexpr bool holds(char c) const { return holds_[static_cast<unsigned char>(c)]; }
    [[nodiscard]] bool holds_all(std::string_view text) const {
        return std::ranges::all_of(text, [this](char c) { return holds(c); });
    }

private:
    std::array<bool, 256> holds_{};
};

constexpr Alphabet of_tokens{"!#$%&'*+-.^_`|~"};
constexpr Alphabet of_targets{"-._~!$&'()*+,;=:@/?"};
constexpr Alphabet of_hosts{"-._~!$&'()*+,;=:[]%"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && of_tokens.holds_all(text); }

bool is_field_value(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool is_path_and_query(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            if (!of_targets.holds(text[i])) return false;
            continue;
        }
        if (i + 2 >= text.size()) return false;
        const int high = hex_value(text[i + 1]);
        const int low = hex_value(text[i + 2]);
        // %00 is well formed, but nobody who means well sends it.
        if (high < 0 || low < 0 || (high == 0 && low == 0)) return false;
        i += 2;
    }
    return true;
}

bool is_host(std::string_view text) { return of_hosts.holds_all(text); }

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    const char letter = lower(digit);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace dimona::http
