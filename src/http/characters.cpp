#include "http/characters.hpp"

#include <algorithm>

namespace dimona::http {
namespace {

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool is_token(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || is_one_of(c, "!#$%&'*+-.^_`|~"); });
}

bool is_field_value(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool is_path_and_query(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            if (!is_alphanumeric(text[i]) && !is_one_of(text[i], "-._~!$&'()*+,;=:@/?")) return false;
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

bool is_host(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || is_one_of(c, "-._~!$&'()*+,;=:[]%"); });
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    const char letter = lower(digit);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace dimona::http
