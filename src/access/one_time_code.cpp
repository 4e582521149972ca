#include "access/one_time_code.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace dimona::access {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t secret_bytes = 20;
constexpr int step_s = 30, digits = 6, modulus = 1'000'000;

std::string to_base32(std::string_view bytes) {
    std::string text;
    unsigned bits = 0, held = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (held += 8; held >= 5; held -= 5) text += alphabet[(bits >> (held - 5)) & 31U];
    }
    if (held > 0) text += alphabet[(bits << (5 - held)) & 31U];
    return text;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string bytes;
    unsigned bits = 0, held = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 5U) | static_cast<unsigned>(value);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>((bits >> held) & 0xFFU);
    }
    return bytes;
}

}  // namespace

std::string make_code_secret() { return to_base32(random_bytes(secret_bytes)); }

std::int64_t code_step(Instant now) {
    return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() / step_s;
}

// RFC 4226 5.3: the last four bits say where the number begins.
std::optional<std::string> code_at(std::string_view secret, std::int64_t step) {
    const auto key = from_base32(secret);
    if (!key || key->empty()) return std::nullopt;
    std::array<unsigned char, 8> message{};
    for (std::size_t index = 0; index < message.size(); ++index)
        message[index] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (7 - index)));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    if (!HMAC(EVP_sha1(), key->data(), static_cast<int>(key->size()), message.data(), message.size(), mac.data(),
              &length))
        return std::nullopt;
    const std::size_t offset = mac[length - 1] & 15U;
    const auto number = (mac[offset] & 0x7FU) << 24U | mac[offset + 1] << 16U | mac[offset + 2] << 8U | mac[offset + 3];
    return zero_padded(number % modulus, digits);
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now,
                                         std::int64_t last_used) {
    std::string typed;
    for (const char letter : code)
        if (letter != ' ') typed += letter;
    if (typed.size() != digits) return std::nullopt;
    for (const int difference : {0, -1, 1}) {
        const auto step = code_step(now) + difference;
        if (step <= last_used) continue;
        const auto right = code_at(secret, step);
        if (right && CRYPTO_memcmp(right->data(), typed.data(), typed.size()) == 0) return step;
    }
    return std::nullopt;
}

std::string code_address(std::string_view secret, std::string_view login) {
    return "otpauth://totp/Dimona:" + std::string(login) + "?secret=" + std::string(secret) + "&issuer=Dimona";
}

}  // namespace dimona::access
