// Words about mandates: who takes one, how far it has got, on what it rests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/local_time.hpp"

namespace dimona::domain {

enum class MandataryKind {
    social_secretariat,  // recognised, with a licence number
    service_provider,
};
[[nodiscard]] std::string_view to_code(MandataryKind kind);
[[nodiscard]] std::optional<MandataryKind> parse_mandatary_kind(std::string_view code);

enum class MandateState {
    asked_by_mandator,   // the mandatary has to confirm
    asked_by_mandatary,  // the mandator has to confirm
    active,              // from its first day to its last one
    refused,
    revoked,  // at once, whatever its last day was
    ended,    // its last day has passed
    expired,  // nobody answered the request in time
};
[[nodiscard]] std::string_view to_code(MandateState state);
[[nodiscard]] std::optional<MandateState> parse_mandate_state(std::string_view code);
[[nodiscard]] constexpr bool is_asked(MandateState state) {
    return state == MandateState::asked_by_mandator || state == MandateState::asked_by_mandatary;
}

enum class MandateForm {
    online,       // both sides, signed in
    procuration,  // on paper with both signatures, entered by the authority
    imported,     // it came with the registers
};
[[nodiscard]] std::string_view to_code(MandateForm form);
[[nodiscard]] std::optional<MandateForm> parse_mandate_form(std::string_view code);

// Digits only; how many is not public (docs/open-points.md).
[[nodiscard]] bool is_licence_number(std::string_view text);

[[nodiscard]] constexpr bool overlap(const DateRange& one, const DateRange& other) {
    return (!one.last || other.first <= *one.last) && (!other.last || one.first <= *other.last);
}

}  // namespace dimona::domain
