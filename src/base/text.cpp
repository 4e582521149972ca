#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace dimona {

std::optional<std::int64_t> parse_digits(std::string_view text) {
    constexpr std::size_t digits_max = 18;
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    std::int64_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

std::string zero_padded(std::int64_t number, int width) {
    auto digits = std::to_string(number);
    const auto wanted = static_cast<std::size_t>(width);
    return digits.size() >= wanted ? digits : std::string(wanted - digits.size(), '0') + digits;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_clean_text(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t position = 0; position < size;) {
        UChar32 character = 0;
// ICU's macro narrows integers on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
        U8_NEXT(text.data(), position, size, character);
#pragma GCC diagnostic pop
        if (character < 0) return false;
        const bool allowed_control = character == '\t' || character == '\n' || character == '\r';
        if (u_iscntrl(character) && !allowed_control) return false;
    }
    return true;
}

std::size_t code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8)
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
    return count;
}

std::string_view first_code_points(std::string_view utf8, std::size_t count) {
    std::size_t end = 0;
    while (end < utf8.size()) {
        const bool begins_one = (static_cast<unsigned char>(utf8[end]) & 0xC0U) != 0x80U;
        if (begins_one && count-- == 0) break;
        ++end;
    }
    return utf8.substr(0, end);
}

std::string folded_name(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    text.foldCase();  // also turns ß into ss
    icu::UnicodeString decomposed = normalizer->normalize(text, status);
    icu::UnicodeString kept;
    for (std::int32_t index = 0; index < decomposed.length(); index = decomposed.moveIndex32(index, 1)) {
        const UChar32 character = decomposed.char32At(index);
        if (u_isalnum(character)) kept.append(character);
    }
    std::string folded;
    return kept.toUTF8String(folded);
}

std::string fill_in(std::string_view text, const std::vector<Placeholder>& values) {
    std::string filled;
    filled.reserve(text.size() + 32);
    while (!text.empty()) {
        const auto open = text.find('{');
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        if (close == std::string_view::npos) {
            filled += text;
            break;
        }
        const auto name = text.substr(1, close - 1);
        std::string_view value = text.substr(0, close + 1);
        for (const auto& candidate : values)
            if (candidate.name == name) value = candidate.value;
        filled += value;
        text.remove_prefix(close + 1);
    }
    return filled;
}

}  // namespace dimona
