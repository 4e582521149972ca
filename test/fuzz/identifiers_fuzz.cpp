// Numbers, days and moments: what is read and written again is read the same.
#include "base/local_time.hpp"
#include "domain/identifier/identifiers.hpp"
#include "fuzz/property.hpp"

namespace {

template <class Parse, class Write>
void comes_back(std::string_view text, Parse parse, Write write, const char* what) {
    if (const auto value = parse(text)) dimona::fuzz::must_hold(parse(write(*value)) == value, what);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dimona;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    comes_back(text, domain::Ssin::parse, [](auto value) { return value.to_text(); }, "SSIN");
    comes_back(text, domain::EnterpriseNumber::parse, [](auto value) { return value.to_text(); }, "enterprise number");
    comes_back(
        text, domain::EmployerNumber::parse_definitive, [](auto value) { return std::to_string(value.value()); },
        "NSSO number");
    comes_back(
        text, domain::EmployerNumber::parse_provisional, [](auto value) { return std::to_string(value.value()); },
        "provisional number");
    comes_back(
        text, domain::parse_twelve_digit_number, [](auto value) { return std::to_string(value); }, "period number");
    comes_back(text, parse_date, format_date, "day");
    comes_back(text, parse_hour, format_hour, "hour");
    comes_back(text, parse_instant, format_instant, "moment");
    comes_back(text, parse_quarter, format_quarter, "quarter");
    (void)domain::is_establishment_number(text);
    if (const auto ssin = domain::Ssin::parse(text)) {
        (void)ssin->birth_day();
        fuzz::must_hold(ssin->masked().find(ssin->to_text()) == std::string::npos, "a masked number is masked");
    }
    return 0;
}
