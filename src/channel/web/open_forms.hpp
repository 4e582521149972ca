// Forms of the open service: that each was made for this visit and this step, how long ago, and that whoever sends the
// last one has worked or waited for it.
//
//   token = issued ":" mac
//     issued: milliseconds since 1970; mac: base64url of HMAC-SHA-256 over visit, step and issued
//   proof = digits such that SHA-256(seed ":" proof) begins with so many zero bits
//     seed: the first 24 characters of mac
//
// The browser's script looks for the proof while the visitor reads; without a script there is a short wait instead.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace dimona::web {

struct OpenFormSettings {
    int proof_bits = 16;                    // 0: none is asked
    std::chrono::seconds wait{10};          // without proof
    std::chrono::seconds fill_time_min{3};  // from the first page to sending
    std::chrono::minutes lifetime{60};      // of a form
};

class OpenForms {
public:
    OpenForms(OpenFormSettings settings, std::string key) : settings_(settings), key_(std::move(key)) {}

    [[nodiscard]] std::string token(std::string_view visit, std::string_view step, Instant now) const;
    // When it was made; nothing when it is not ours, of another visit or step, or too old.
    [[nodiscard]] std::optional<Instant> issued(std::string_view token, std::string_view visit, std::string_view step,
                                                Instant now) const;
    [[nodiscard]] static std::string seed_of(std::string_view token);
    [[nodiscard]] bool is_proved(std::string_view token, std::string_view proof) const;
    [[nodiscard]] const OpenFormSettings& settings() const { return settings_; }

private:
    OpenFormSettings settings_;
    std::string key_;
};

}  // namespace dimona::web
