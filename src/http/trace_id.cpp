#include "http/trace_id.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string_view>

namespace dimona::http {
namespace {

std::mt19937_64 seeded_generator() {
    std::random_device system;
    std::seed_seq seed{system(), system(), system(), system(), system(), system(), system(), system()};
    return std::mt19937_64{seed};
}

}  // namespace

std::string new_trace_id() {
    thread_local std::mt19937_64 generator = seeded_generator();
    constexpr std::uint64_t version_4 = 0x4000;
    constexpr std::uint64_t variant_rfc = 0x8000'0000'0000'0000;
    const std::array<std::uint64_t, 2> halves{(generator() & ~std::uint64_t{0xf000}) | version_4,
                                              (generator() & ~std::uint64_t{0xc000'0000'0000'0000}) | variant_rfc};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (const std::uint64_t half : halves) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            if (text.size() == 8 || text.size() == 13 || text.size() == 18 || text.size() == 23) text += '-';
            text += digits[static_cast<std::size_t>((half >> static_cast<unsigned>(shift)) & 0xfU)];
        }
    }
    return text;
}

}  // namespace dimona::http
