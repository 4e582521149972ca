// What the Crossroads Bank for Enterprises knows of an enterprise: names, legal form, addresses, activities,
// establishment units, contacts.
//
// The record is a copy: the Crossroads Bank owns it. It is filled by the import of its public files
// (app/import/crossroads_bank.hpp), by a demonstration, or by whatever else puts records here; employers of the
// repertory follow it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rules/rulebook.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

// The same text in the languages in which it is known.
struct LocalText {
    domain::Language language = domain::Language::nl;
    std::string text;
    friend bool operator==(const LocalText&, const LocalText&) = default;
};
// In this language, or else in the first one that is known; empty when there is none.
[[nodiscard]] std::string text_in(const std::vector<LocalText>& texts, domain::Language language);

struct EnterpriseAddress {
    std::vector<LocalText> street, municipality;
    std::string house_number, box, post_code;
    std::string country;  // empty: Belgium
    std::string extra;
    friend bool operator==(const EnterpriseAddress&, const EnterpriseAddress&) = default;
};
// "Kerkstraat 12 bus 3, 9000 Gent"
[[nodiscard]] std::string one_line(const EnterpriseAddress& address, domain::Language language);

struct EnterpriseActivity {
    std::string nace_version;  // "2003", "2008", "2025"
    std::string nace_code;
    bool main = false;
    friend bool operator==(const EnterpriseActivity&, const EnterpriseActivity&) = default;
};

struct EstablishmentUnit {
    std::string number;  // ten digits, the first 2 to 8
    std::vector<LocalText> names;
    std::optional<EnterpriseAddress> address;
    std::optional<LocalDate> start_day;
    friend bool operator==(const EstablishmentUnit&, const EstablishmentUnit&) = default;
};

struct Enterprise {
    domain::EnterpriseNumber number = domain::EnterpriseNumber::from_stored(0);
    bool active = true;
    bool natural_person = false;
    std::string legal_form;                   // code of the Crossroads Bank, empty for a natural person
    std::vector<LocalText> legal_form_names;  // what the code stands for
    std::vector<LocalText> names;             // official names
    std::vector<LocalText> commercial_names;
    std::optional<EnterpriseAddress> address;  // registered office; unknown for most natural persons
    std::vector<EnterpriseActivity> activities;
    std::vector<EstablishmentUnit> establishments;
    std::optional<LocalDate> start_day;
    std::string email, phone, web;  // empty when there is none
    friend bool operator==(const Enterprise&, const Enterprise&) = default;

    [[nodiscard]] std::string name(domain::Language language) const { return text_in(names, language); }
};

// Member names, as pages and messages may show them, that an identification needs and this record lacks: "name",
// "legalForm", "address", "activity", "startDay", "active". Empty: the record is complete.
[[nodiscard]] std::vector<std::string> missing_for_identification(const Enterprise& enterprise);

[[nodiscard]] Result<std::optional<Enterprise>> find_enterprise(Reader& reader, domain::EnterpriseNumber number);
// Up to `count` with a greater number than `after` (0: from the first).
[[nodiscard]] Result<std::vector<Enterprise>> enterprises_after(Reader& reader, std::int64_t after, int count);
// Replaces the record, and keeps the list of known enterprises in step. Does not commit.
[[nodiscard]] Status put_enterprise_record(Writer& writer, const Enterprise& enterprise);

}  // namespace dimona::registry
