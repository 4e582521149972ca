#include "domain/identifier/identifiers.hpp"

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace dimona::domain {

namespace {

constexpr std::int64_t modulus = 97;
constexpr std::int64_t born_since_2000 = 2'000'000'000;

bool is_all_digits(std::string_view text, std::size_t length) {
    return text.size() == length && parse_digits(text).has_value();
}

int ssin_check(std::int64_t first_nine, bool since_2000) {
    return static_cast<int>(modulus - (first_nine + (since_2000 ? born_since_2000 : 0)) % modulus);
}

// NSSO numbers: 96 - ((base * 100) mod 97), 0 becoming 97.
std::int64_t employer_check(std::int64_t base) {
    const auto check = 96 - (base * 100) % modulus;
    return check == 0 ? modulus : check;
}

std::int64_t enterprise_check(std::int64_t base) { return modulus - base % modulus; }

bool has_employer_check(std::int64_t number) { return number % 100 == employer_check(number / 100); }

struct SsinParts {
    std::int64_t first_nine;
    int year, month, day, check;
};
SsinParts parts_of(std::int64_t digits) {
    const auto first_nine = digits / 100;
    return {.first_nine = first_nine,
            .year = static_cast<int>(first_nine / 10'000'000),
            .month = static_cast<int>(first_nine / 100'000 % 100),
            .day = static_cast<int>(first_nine / 1'000 % 100),
            .check = static_cast<int>(digits % 100)};
}

}  // namespace

std::optional<Ssin> Ssin::parse(std::string_view text) {
    if (!is_all_digits(text, 11)) return std::nullopt;
    const auto digits = *parse_digits(text);
    const auto [first_nine, year, month, day, check] = parts_of(digits);
    if (check != ssin_check(first_nine, false) && check != ssin_check(first_nine, true)) return std::nullopt;
    return Ssin{digits};
}

Ssin Ssin::make(LocalDate birth_day, int month_offset, int serial) {
    const std::chrono::year_month_day date{birth_day};
    return make(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                static_cast<int>(static_cast<unsigned>(date.day())), month_offset, serial);
}

Ssin Ssin::make(int year, int month, int day, int month_offset, int serial) {
    const auto first_nine =
        static_cast<std::int64_t>(year % 100) * 10'000'000 + (month + month_offset) * 100'000 + day * 1'000 + serial;
    require(serial >= 0 && serial <= 999, "a serial number of a person has three digits");
    return Ssin{first_nine * 100 + ssin_check(first_nine, year >= 2000)};
}

std::string Ssin::to_text() const { return zero_padded(digits_, 11); }

std::string Ssin::masked() const { return to_text().substr(0, 6) + "*****"; }

bool Ssin::is_bis() const { return parts_of(digits_).month >= 20; }

int Ssin::birth_year() const {
    const auto parts = parts_of(digits_);
    return parts.year + (parts.check == ssin_check(parts.first_nine, true) ? 2000 : 1900);
}

std::optional<LocalDate> Ssin::birth_day() const {
    const auto parts = parts_of(digits_);
    const auto date = std::chrono::year{birth_year()} / (parts.month % 20) / parts.day;
    if (!date.ok()) return std::nullopt;
    return LocalDate{date};
}

std::optional<EmployerNumber> EmployerNumber::parse_definitive(std::string_view text) {
    constexpr std::int64_t smallest = 100'006, largest = 199'999'934;
    const auto number = parse_digits(text);
    if (!number || text.size() > 10 || *number < smallest || *number > largest || !has_employer_check(*number))
        return std::nullopt;
    return EmployerNumber{*number};
}

std::optional<EmployerNumber> EmployerNumber::parse_provisional(std::string_view text) {
    constexpr std::int64_t smallest = 5'000'000'120, largest = 5'999'999'989;
    const auto number = parse_digits(text);
    if (!number || *number < smallest || *number > largest || !has_employer_check(*number)) return std::nullopt;
    return EmployerNumber{*number};
}

EmployerNumber EmployerNumber::make_definitive(std::int64_t base) {
    require(base >= 1'000 && base <= 1'999'999, "a definitive employer number has a base of 1000 to 1999999");
    return EmployerNumber{base * 100 + employer_check(base)};
}

EmployerNumber EmployerNumber::make_provisional(std::int64_t base) {
    require(base >= 50'000'001 && base <= 59'999'999, "a provisional employer number starts with 5");
    return EmployerNumber{base * 100 + employer_check(base)};
}

std::optional<EnterpriseNumber> EnterpriseNumber::parse(std::string_view text) {
    if (text.size() != 9 && text.size() != 10) return std::nullopt;
    const auto number = parse_digits(text);
    constexpr std::int64_t largest = 1'999'999'999;
    if (!number || *number > largest || *number < 100) return std::nullopt;
    if (*number % 100 != enterprise_check(*number / 100)) return std::nullopt;
    return EnterpriseNumber{*number};
}

EnterpriseNumber EnterpriseNumber::make(std::int64_t base) {
    require(base >= 1 && base <= 19'999'999, "an enterprise number has a base of eight digits, the first 0 or 1");
    return EnterpriseNumber{base * 100 + enterprise_check(base)};
}

std::string EnterpriseNumber::to_text() const { return zero_padded(value_, 10); }

bool is_establishment_number(std::string_view text) {
    if (!is_all_digits(text, 10) || text.front() < '2' || text.front() > '8') return false;
    const auto number = *parse_digits(text);
    return number % 100 == enterprise_check(number / 100);
}

std::string make_establishment_number(std::int64_t base) {
    require(base >= 20'000'000 && base <= 89'999'999,
            "an establishment unit has a base of eight digits, the first 2 to 8");
    return std::to_string(base * 100 + enterprise_check(base));
}

std::int64_t number_with_check(std::int64_t first_ten_digits) {
    const auto check = first_ten_digits % modulus;
    return first_ten_digits * 100 + (check == 0 ? modulus : check);
}

std::optional<std::int64_t> parse_twelve_digit_number(std::string_view text) {
    if (text.size() > 12) return std::nullopt;
    const auto number = parse_digits(text);
    if (!number || *number < 100 || number_with_check(*number / 100) != *number) return std::nullopt;
    return number;
}

}  // namespace dimona::domain
