// The numbers of Belgian social security, with their check digits.
//
// Each type exists only with a valid check digit: parse() is the only way in. Leading zeros that people
// leave out are accepted where a source shows them left out; to_text() gives the full official width.
// Source of the rules: NSSO glossary 2023/3 (zones 00011, 00014, 00024, 00913, 00948), checked against
// public sample numbers.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/local_time.hpp"
#include "base/strong.hpp"

namespace dimona::domain {

// National register or BIS number of a person (zone 00024): YYMMDD SSS CC.
// CC = 97 - (first nine digits mod 97), with a 2 put before the nine for people born from 2000 on.
class Ssin {
public:
    // Exactly eleven digits with a right check number for one of both centuries.
    [[nodiscard]] static std::optional<Ssin> parse(std::string_view text);
    // Builds a synthetic number from its parts; month_offset 0, 20 (BIS, sex unknown) or 40 (BIS).
    [[nodiscard]] static Ssin make(LocalDate birth_day, int month_offset, int serial);
    // The same where day, or month and day, are not known (0).
    [[nodiscard]] static Ssin make(int year, int month, int day, int month_offset, int serial);

    [[nodiscard]] std::string to_text() const;
    // For screens and logs that may be read by others: "850730*****".
    [[nodiscard]] std::string masked() const;
    [[nodiscard]] bool is_bis() const;
    // Nothing when day or month are not known (00 parts).
    [[nodiscard]] std::optional<LocalDate> birth_day() const;
    [[nodiscard]] int birth_year() const;
    [[nodiscard]] std::int64_t value() const { return digits_; }
    [[nodiscard]] static Ssin from_stored(std::int64_t digits) { return Ssin{digits}; }  // from our own store only

    friend auto operator<=>(const Ssin&, const Ssin&) = default;

private:
    explicit Ssin(std::int64_t digits) : digits_(digits) {}
    std::int64_t digits_ = 0;
};

// Number of an employer at the NSSO, definitive (zone 00011, 100006..199999934) or provisional
// (zone 00948, 5000000120..5999999989). CC = 96 - ((base * 100) mod 97), 0 becoming 97.
class EmployerNumber {
public:
    [[nodiscard]] static std::optional<EmployerNumber> parse_definitive(std::string_view text);
    [[nodiscard]] static std::optional<EmployerNumber> parse_provisional(std::string_view text);
    [[nodiscard]] static EmployerNumber make_definitive(std::int64_t base);   // 1000..1999999
    [[nodiscard]] static EmployerNumber make_provisional(std::int64_t base);  // 50000001..59999999
    [[nodiscard]] static EmployerNumber from_stored(std::int64_t value) { return EmployerNumber{value}; }

    [[nodiscard]] bool is_provisional() const { return value_ >= 5'000'000'000; }
    [[nodiscard]] std::int64_t value() const { return value_; }
    friend auto operator<=>(const EmployerNumber&, const EmployerNumber&) = default;

private:
    explicit EmployerNumber(std::int64_t value) : value_(value) {}
    std::int64_t value_ = 0;
};

// Number of an enterprise in the Crossroads Bank for Enterprises (zone 00014): ten digits, the first 0 or 1.
// CC = 97 - (first eight mod 97). Nine digits are accepted (leading zero left out).
class EnterpriseNumber {
public:
    [[nodiscard]] static std::optional<EnterpriseNumber> parse(std::string_view text);
    [[nodiscard]] static EnterpriseNumber make(std::int64_t base);  // 1..19999999
    [[nodiscard]] static EnterpriseNumber from_stored(std::int64_t value) { return EnterpriseNumber{value}; }
    [[nodiscard]] std::string to_text() const;  // ten digits
    [[nodiscard]] std::int64_t value() const { return value_; }
    friend auto operator<=>(const EnterpriseNumber&, const EnterpriseNumber&) = default;

private:
    explicit EnterpriseNumber(std::int64_t value) : value_(value) {}
    std::int64_t value_ = 0;
};

// Establishment unit: ten digits, the first 2 to 8, same check rule.
[[nodiscard]] bool is_establishment_number(std::string_view text);
[[nodiscard]] std::string make_establishment_number(std::int64_t base);  // 20000000..89999999

// The twelve-digit numbers that the service gives out: last two = first ten mod 97, 0 becoming 97.
// A period has the number of the IN that made it; so has a daily registration.
struct PeriodTag;
struct DeclarationTag;
struct RegistrationTag;
using PeriodId = Strong<PeriodTag, std::int64_t>;
using DeclarationId = Strong<DeclarationTag, std::int64_t>;
using RegistrationId = Strong<RegistrationTag, std::int64_t>;

[[nodiscard]] std::int64_t number_with_check(std::int64_t first_ten_digits);
[[nodiscard]] constexpr std::int64_t number_without_check(std::int64_t number) { return number / 100; }
// Digits with a right check number; leading zeros may be left out.
[[nodiscard]] std::optional<std::int64_t> parse_twelve_digit_number(std::string_view text);

// A person in our own store, whatever numbers he or she has had.
struct PersonTag;
using PersonKey = Strong<PersonTag, std::int64_t>;

}  // namespace dimona::domain

template <>
struct std::hash<dimona::domain::Ssin> {
    std::size_t operator()(const dimona::domain::Ssin& ssin) const { return std::hash<std::int64_t>{}(ssin.value()); }
};
