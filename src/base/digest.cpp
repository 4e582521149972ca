#include "base/digest.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

#include "base/invariant.hpp"

namespace dimona {

namespace {

constexpr std::string_view base64url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct FreeAlgorithm {
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Digest sha256(std::string_view bytes) {
    // Looking the algorithm up and making a context take longer than a short digest.
    static const std::unique_ptr<EVP_MD, FreeAlgorithm> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    Digest digest;
    unsigned int size = 0;
    const bool done = EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
    require(done && size == digest.size(), "SHA-256 is part of every OpenSSL");
    return digest;
}

std::string to_hex(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const auto byte : digest) {
        hex.push_back(digits[byte >> 4U]);
        hex.push_back(digits[byte & 0xFU]);
    }
    return hex;
}

std::string base64url(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6)
            text.push_back(base64url_alphabet[(bits >> static_cast<unsigned>(count - 6)) & 0x3FU]);
    }
    if (count > 0) text.push_back(base64url_alphabet[(bits << static_cast<unsigned>(6 - count)) & 0x3FU]);
    return text;
}

std::string from_base64url(std::string_view text, bool& ok) {
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned count = 0;
    ok = text.size() % 4 != 1;
    for (const char character : text) {
        const auto value = base64url_alphabet.find(character);
        if (value == std::string_view::npos) ok = false;
        if (!ok) return {};
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<char>((bits >> count) & 0xFFU));
    }
    // Left-over bits of the last character must be zero: one value has one spelling.
    ok = (bits & ((1U << count) - 1U)) == 0;
    return ok ? bytes : std::string{};
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    const int done = RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count));
    require(done == 1, "the system's random generator must work");
    return bytes;
}

}  // namespace dimona
