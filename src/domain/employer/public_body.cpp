#include "domain/employer/public_body.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace dimona::domain {

namespace {

constexpr std::array<std::pair<PublicBodyKind, std::string_view>, 5> codes = {
    {{PublicBodyKind::provincial_local, "provincialLocal"},
     {PublicBodyKind::federal, "federal"},
     {PublicBodyKind::public_broadcaster, "publicBroadcaster"},
     {PublicBodyKind::parliament, "parliament"},
     {PublicBodyKind::other, "other"}}};

}  // namespace

std::string_view to_code(PublicBodyKind kind) {
    for (const auto& [one, code] : codes)
        if (one == kind) return code;
    return {};
}

std::optional<PublicBodyKind> parse_public_body_kind(std::string_view code) {
    for (const auto& [kind, one] : codes)
        if (one == code) return kind;
    return std::nullopt;
}

std::set<EmployerCategory> categories_of(PublicBodyKind kind) {
    switch (kind) {
        case PublicBodyKind::provincial_local:
            return {EmployerCategory::public_body, EmployerCategory::provincial_local};
        case PublicBodyKind::public_broadcaster:
            return {EmployerCategory::public_body, EmployerCategory::public_broadcaster};
        case PublicBodyKind::parliament:
            return {EmployerCategory::public_body, EmployerCategory::parliament};
        case PublicBodyKind::federal:
        case PublicBodyKind::other:
            break;
    }
    return {EmployerCategory::public_body};
}

EmployerNumber belgian_state() { return EmployerNumber::make_definitive(9'354); }

bool is_sub_entity_code(std::string_view text) {
    constexpr std::size_t digits = 10;
    return text.size() == digits && parse_digits(text);
}

bool is_ppl_number(std::string_view text) {
    constexpr std::size_t digits = 8;
    constexpr std::int64_t smallest = 197, largest = 99'999'926;
    const auto number = parse_digits(text);
    return text.size() == digits && number && *number >= smallest && *number <= largest;
}

}  // namespace dimona::domain
