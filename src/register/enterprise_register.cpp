#include "register/enterprise_register.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "register/codec/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr const char* drawer = "enterprise";

}  // namespace

std::string text_in(const std::vector<LocalText>& texts, domain::Language language) {
    const auto found =
        std::find_if(texts.begin(), texts.end(), [&](const LocalText& local) { return local.language == language; });
    if (found != texts.end()) return found->text;
    return texts.empty() ? std::string() : texts.front().text;
}

std::string one_line(const EnterpriseAddress& address, domain::Language language) {
    auto street = text_in(address.street, language);
    if (!address.house_number.empty()) street += " " + address.house_number;
    if (!address.box.empty()) street += "/" + address.box;
    auto place = address.post_code;
    if (const auto municipality = text_in(address.municipality, language); !municipality.empty())
        place += (place.empty() ? "" : " ") + municipality;
    if (!place.empty()) street += (street.empty() ? "" : ", ") + place;
    if (!address.country.empty()) street += (street.empty() ? "" : ", ") + address.country;
    return street;
}

std::vector<std::string> missing_for_identification(const Enterprise& enterprise) {
    std::vector<std::string> missing;
    const auto needs = [&](bool there, const char* name) {
        if (!there) missing.emplace_back(name);
    };
    needs(enterprise.active, "active");
    needs(!enterprise.names.empty(), "name");
    needs(enterprise.natural_person || !enterprise.legal_form.empty(), "legalForm");
    // The public files leave out where natural persons live: an establishment unit tells where they are found.
    const auto& units = enterprise.establishments;
    needs(enterprise.address || (enterprise.natural_person &&
                                 std::any_of(units.begin(), units.end(),
                                             [](const EstablishmentUnit& unit) { return unit.address.has_value(); })),
          "address");
    needs(!enterprise.activities.empty(), "activity");
    needs(enterprise.start_day.has_value(), "startDay");
    return missing;
}

Result<std::optional<Enterprise>> find_enterprise(Reader& reader, domain::EnterpriseNumber number) {
    return codec::filed<Enterprise>(reader, drawer, number.to_text());
}

Result<std::vector<Enterprise>> enterprises_after(Reader& reader, std::int64_t after, int count) {
    return codec::filed<Enterprise>(reader, drawer, "", zero_padded(after, 10), count);
}

Status put_enterprise_record(Writer& writer, const Enterprise& enterprise) {
    DIMONA_TRY_VOID(codec::file(writer, drawer, enterprise.number.to_text(), enterprise));
    const auto name =
        text_in(enterprise.names.empty() ? enterprise.commercial_names : enterprise.names, domain::Language::nl);
    return writer.put_enterprise(enterprise.number, name.empty() ? enterprise.number.to_text() : name);
}

}  // namespace dimona::registry
