#include "register/codec/json.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/invariant.hpp"

namespace dimona::registry::codec {

namespace {

// Reads a code of a closed set.
template <class Enum, class Parse>
bool read_code(const json::value& from, Enum& value, Parse parse) {
    if (!from.is_string()) return false;
    const auto parsed = parse(std::string_view(from.get_string()));
    if (!parsed) return false;
    value = *parsed;
    return true;
}

template <class Text, class Parse, class Value>
bool read_text_form(const json::value& from, Value& value, Parse parse) {
    if (!from.is_string()) return false;
    const auto parsed = parse(Text(from.get_string()));
    if (!parsed) return false;
    value = *parsed;
    return true;
}

// "putPeriod": the name says which effect the value is.
struct EffectName {
    std::string_view operator()(const domain::PutPeriod&) const { return "putPeriod"; }
    std::string_view operator()(const domain::PutRegistration&) const { return "putRegistration"; }
    std::string_view operator()(const domain::AdjustEmployerQuota&) const { return "adjustEmployerQuota"; }
    std::string_view operator()(const domain::OpenIdentificationCase&) const { return "openIdentificationCase"; }
};
}  // namespace

std::string_view name_of(const domain::Effect& effect) { return std::visit(EffectName{}, effect); }

void append_plain(std::string& text, std::string_view value) {
    const bool is_simple = std::none_of(value.begin(), value.end(), [](char letter) {
        return static_cast<unsigned char>(letter) < ' ' || letter == '"' || letter == '\\' || letter == '\x7f';
    });
    if (is_simple)
        text.append("\"").append(value).append("\"");
    else
        text.append(json::serialize(json::string(value)));
}

void append_plain(std::string& text, std::int64_t value) {
    std::array<char, std::numeric_limits<std::int64_t>::digits10 + 2> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    require(error == std::errc(), "a whole number has no more digits");
    text.append(digits.data(), end);
}

std::string trace_text(const domain::TraceLine& line) { return line.found ? line.code + "*" : line.code; }

domain::TraceLine trace_line(std::string_view text) {
    const bool found = text.ends_with('*');
    if (found) text.remove_suffix(1);
    return {std::string(text), found};
}

bool Scalars::read(const json::value& from, std::string& value) {
    if (!from.is_string()) return false;
    value.assign(from.get_string().begin(), from.get_string().end());
    return true;
}
bool Scalars::read(const json::value& from, bool& value) {
    if (!from.is_bool()) return false;
    value = from.get_bool();
    return true;
}
bool Scalars::read(const json::value& from, std::int64_t& value) {
    if (!from.is_int64()) return false;
    value = from.get_int64();
    return true;
}
bool Scalars::read(const json::value& from, int& value) {
    std::int64_t wide = 0;
    if (!read(from, wide) || wide > std::numeric_limits<int>::max() || wide < std::numeric_limits<int>::min())
        return false;
    value = static_cast<int>(wide);
    return true;
}
bool Scalars::read(const json::value& from, LocalDate& value) {
    return read_text_form<std::string_view>(from, value, parse_date);
}
bool Scalars::read(const json::value& from, ClockTime& value) {
    return read_text_form<std::string_view>(from, value, parse_hour);
}
bool Scalars::read(const json::value& from, Instant& value) {
    std::int64_t milliseconds = 0;
    if (!read(from, milliseconds)) return false;
    value = Instant{std::chrono::milliseconds{milliseconds}};
    return true;
}
bool Scalars::read(const json::value& from, domain::EmployerNumber& value) {
    std::int64_t number = 0;
    if (!read(from, number)) return false;
    value = domain::EmployerNumber::from_stored(number);
    return true;
}
bool Scalars::read(const json::value& from, domain::EnterpriseNumber& value) {
    std::int64_t number = 0;
    if (!read(from, number)) return false;
    value = domain::EnterpriseNumber::from_stored(number);
    return true;
}

bool Scalars::read(const json::value& from, domain::Ssin& value) {
    std::int64_t digits = 0;
    if (!read(from, digits)) return false;
    value = domain::Ssin::from_stored(digits);
    return true;
}
bool Scalars::read(const json::value& from, domain::IncompleteDate& value) {
    return read_text_form<std::string_view>(from, value, domain::parse_incomplete_date);
}
bool Scalars::read(const json::value& from, domain::Sex& value) {
    int code = 0;
    if (!read(from, code) || (code != 1 && code != 2)) return false;
    value = code == 1 ? domain::Sex::man : domain::Sex::woman;
    return true;
}
bool Scalars::read(const json::value& from, domain::EmployerCategory& value) {
    return read_code(from, value, domain::parse_category);
}
bool Scalars::read(const json::value& from, domain::EmployerKind& value) {
    return read_code(from, value, domain::parse_employer_kind);
}
bool Scalars::read(const json::value& from, domain::Language& value) {
    return read_code(from, value, domain::parse_language);
}
bool Scalars::read(const json::value& from, domain::PublicBodyKind& value) {
    return read_code(from, value, domain::parse_public_body_kind);
}
bool Scalars::read(const json::value& from, domain::MandataryKind& value) {
    return read_code(from, value, domain::parse_mandatary_kind);
}
bool Scalars::read(const json::value& from, domain::MandateState& value) {
    return read_code(from, value, domain::parse_mandate_state);
}
bool Scalars::read(const json::value& from, domain::MandateForm& value) {
    return read_code(from, value, domain::parse_mandate_form);
}

bool Scalars::read(const json::value& from, domain::Kind& value) { return read_code(from, value, domain::parse_kind); }
bool Scalars::read(const json::value& from, domain::RegistrationAction& value) {
    return read_code(from, value, domain::parse_action);
}
bool Scalars::read(const json::value& from, domain::Channel& value) {
    return read_code(from, value, domain::parse_channel);
}
bool Scalars::read(const json::value& from, domain::WorkerType& value) {
    return read_code(from, value, domain::parse_worker_type);
}
bool Scalars::read(const json::value& from, domain::JointCommittee& value) {
    return read_code(from, value, domain::parse_joint_committee);
}
bool Scalars::read(const json::value& from, domain::Verdict& value) {
    return read_code(from, value, domain::parse_verdict);
}
bool Scalars::read(const json::value& from, domain::QuotaType& value) {
    return read_code(from, value, domain::parse_quota_type);
}
bool Scalars::read(const json::value& from, domain::Severity& value) {
    return read_code(from, value, [](std::string_view code) -> std::optional<domain::Severity> {
        for (const auto severity : {domain::Severity::blocking, domain::Severity::non_blocking})
            if (domain::to_code(severity) == code) return severity;
        return std::nullopt;
    });
}
bool Scalars::read(const json::value& from, domain::FlexiResult& value) {
    int code = 0;
    if (!read(from, code)) return false;
    for (const auto result :
         {domain::FlexiResult::refused, domain::FlexiResult::accepted, domain::FlexiResult::provisional}) {
        if (static_cast<int>(result) != code) continue;
        value = result;
        return true;
    }
    return false;
}
bool Scalars::read(const json::value& from, domain::TraceLine& line) {
    if (!from.is_string()) return false;
    line = trace_line(std::string_view(from.get_string()));
    return true;
}

bool Scalars::read(const json::value& from, domain::Effect& effect) {
    if (!from.is_object() || from.get_object().size() != 1) return false;
    const auto& member = *from.get_object().begin();
    if (member.key() == "putPeriod") return from_json(member.value(), effect.emplace<domain::PutPeriod>().after);
    if (member.key() == "putRegistration")
        return from_json(member.value(), effect.emplace<domain::PutRegistration>().after);
    if (member.key() == "adjustEmployerQuota")
        return from_json(member.value(), effect.emplace<domain::AdjustEmployerQuota>());
    if (member.key() == "openIdentificationCase") {
        effect.emplace<domain::OpenIdentificationCase>();
        return member.value().is_bool();
    }
    return false;
}

Error unreadable(const char* what) {
    std::string message = "a ";
    message.append(what).append(" in the store can't be read");
    return {ErrorKind::unsupported,
            std::move(message),
            {},
            "run `dimona verify`; if the chain is intact, use a newer program"};
}

}  // namespace dimona::registry::codec
