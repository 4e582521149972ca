#include "domain/mandate/mandate.hpp"

#include <algorithm>
#include <array>

namespace dimona::domain {

namespace {

// By the order of the values.
constexpr std::array<std::string_view, 2> kinds = {"social_secretariat", "service_provider"};
constexpr std::array<std::string_view, 7> states = {
    "asked_by_mandator", "asked_by_mandatary", "active", "refused", "revoked", "ended", "expired"};
constexpr std::array<std::string_view, 3> forms = {"online", "procuration", "imported"};
constexpr std::size_t licence_digits_max = 8;

template <class Enum, std::size_t size>
std::optional<Enum> value_of(const std::array<std::string_view, size>& names, std::string_view code) {
    const auto found = std::find(names.begin(), names.end(), code);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_code(MandataryKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<MandataryKind> parse_mandatary_kind(std::string_view code) {
    return value_of<MandataryKind>(kinds, code);
}
std::string_view to_code(MandateState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<MandateState> parse_mandate_state(std::string_view code) { return value_of<MandateState>(states, code); }
std::string_view to_code(MandateForm form) { return forms[static_cast<std::size_t>(form)]; }
std::optional<MandateForm> parse_mandate_form(std::string_view code) { return value_of<MandateForm>(forms, code); }

bool is_licence_number(std::string_view text) {
    return !text.empty() && text.size() <= licence_digits_max &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace dimona::domain
