#include "app/import/crossroads_bank.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "register/enterprise_changes.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::app {

namespace {

using domain::EnterpriseNumber;
using domain::Language;
using registry::Enterprise;
using registry::LocalText;

constexpr int rows_a_progress = 10'000, enterprises_a_step = 1'000;
constexpr const char* look_it_up = "see docs/operator.md for the files of the Crossroads Bank";

// 0200.065.765, 2.000.000.042 and 9.000.000.011: dots and a number of ten digits.
std::optional<std::int64_t> parse_dotted(std::string_view text) {
    std::string digits;
    for (const char letter : text)
        if (letter != '.') digits += letter;
    constexpr std::size_t length = 10;
    return digits.size() == length ? parse_digits(digits) : std::nullopt;
}
std::optional<EnterpriseNumber> parse_enterprise(std::string_view text) {
    const auto digits = parse_dotted(text);
    return digits ? EnterpriseNumber::parse(zero_padded(*digits, 10)) : std::nullopt;
}
std::optional<std::int64_t> parse_establishment(std::string_view text) {
    const auto digits = parse_dotted(text);
    return digits && domain::is_establishment_number(zero_padded(*digits, 10)) ? digits : std::nullopt;
}
// Branches of foreign entities have numbers of their own, and nothing that an employer needs.
bool is_branch(std::string_view text) { return text.starts_with("9."); }

// dd-mm-yyyy
std::optional<LocalDate> parse_reversed_date(std::string_view text) {
    if (text.size() != 10 || text[2] != '-' || text[5] != '-') return std::nullopt;
    return parse_date(std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) + "-" +
                      std::string(text.substr(0, 2)));
}

// 0 is an unknown language: shown to everybody, as Dutch is.
std::optional<Language> parse_language_digit(std::string_view text) {
    if (text == "0" || text == "2") return Language::nl;
    if (text == "1") return Language::fr;
    if (text == "3") return Language::de;
    if (text == "4") return Language::en;
    return std::nullopt;
}
std::optional<Language> parse_language_letters(std::string_view text) {
    return domain::parse_language(text == "NL"   ? "nl"
                                  : text == "FR" ? "fr"
                                  : text == "DE" ? "de"
                                  : text == "EN" ? "en"
                                                 : "");
}

// The first name of a language is kept.
void add_text(std::vector<LocalText>& texts, Language language, std::string text) {
    const bool known =
        std::any_of(texts.begin(), texts.end(), [&](const LocalText& local) { return local.language == language; });
    if (!known && !text.empty()) texts.push_back({language, std::move(text)});
}

class Import {
public:
    Import(registry::Writer& writer, const CrossroadsImport& asked, const std::function<void(const Error&)>& tell,
           const std::function<void(std::int64_t)>& progress)
        : writer_(writer), asked_(asked), tell_(tell), progress_(progress) {}

    Result<CrossroadsReport> run() {
        DIMONA_TRY_VOID(refuse_updates());
        DIMONA_TRY_VOID(remember_employers());
        DIMONA_TRY_VOID(read_codes());
        DIMONA_TRY_VOID(read_establishments());
        DIMONA_TRY_VOID(read_enterprises());
        DIMONA_TRY_VOID(read_denominations());
        DIMONA_TRY_VOID(read_addresses());
        DIMONA_TRY_VOID(read_contacts());
        DIMONA_TRY_VOID(read_activities());
        DIMONA_TRY_VOID(keep_open_record());
        if (report_.problems > 0) return report_;
        if (asked_.whole_register) DIMONA_TRY_VOID(stop_missing());
        DIMONA_TRY_VOID(let_employers_follow());
        return report_;
    }

private:
    // --- rows

    struct Row {
        const CsvReader& reader;
        const std::map<std::string_view, std::size_t>& columns;
        [[nodiscard]] std::string_view operator[](std::string_view column) const {
            return trim(reader.cell(columns.at(column)));
        }
    };
    void wrong(const Row& row, std::string_view column, std::string message) {
        ++report_.problems;
        tell_({ErrorKind::invalid, std::move(message), row.reader.place() + " column " + std::string(column),
               look_it_up});
    }
    void not_accepted(const Row& row, std::string_view column) {
        wrong(row, column, "'" + std::string(row[column]) + "' is not accepted");
    }

    template <class Take>
    Status each_row(const char* file, std::initializer_list<std::string_view> names, Take take) {
        const auto path = asked_.folder + "/" + file;
        std::ifstream stream(path);
        if (!stream)
            return fail(ErrorKind::not_found, "a file of the Crossroads Bank can't be read", path,
                        "unpack the whole archive into one folder");
        auto reader = DIMONA_TRY(CsvReader::open(stream, file));
        std::map<std::string_view, std::size_t> columns;
        for (const auto name : names) {
            const auto column = reader.column(name);
            if (!column)
                return fail(ErrorKind::invalid, "the column " + std::string(name) + " is missing",
                            std::string(file) + ":1", look_it_up);
            columns.emplace(name, *column);
        }
        while (reader.next()) {
            if (++report_.rows % rows_a_progress == 0 && progress_) progress_(report_.rows);
            if (reader.problem()) {
                ++report_.problems;
                tell_(*reader.problem());
                continue;
            }
            DIMONA_TRY_VOID(take(Row{reader, columns}));
        }
        if (stream.bad()) return fail(ErrorKind::unavailable, "a file can't be read to its end", path);
        return {};
    }

    // --- the record that rows of the moment are about

    Status open_record(EnterpriseNumber number) {
        if (open_ && open_->number == number) return {};
        DIMONA_TRY_VOID(keep_open_record());
        open_ = DIMONA_TRY(registry::find_enterprise(writer_, number));
        if (!open_) return fail(ErrorKind::internal, "a record of this import is missing", number.to_text());
        return {};
    }
    Status keep_open_record() {
        if (!open_) return {};
        const auto record = *std::exchange(open_, std::nullopt);
        return registry::put_enterprise_record(writer_, record);
    }
    // The enterprise, or the establishment unit of one, that a row names; null when the row was wrong or is not needed.
    struct Entity {
        Enterprise* enterprise = nullptr;
        registry::EstablishmentUnit* unit = nullptr;
    };
    Result<Entity> entity_of(const Row& row) {
        const auto text = row["EntityNumber"];
        if (is_branch(text)) return Entity{};
        if (const auto number = parse_enterprise(text)) {
            if (!enterprises_.contains(number->value())) return unknown_entity(row);
            DIMONA_TRY_VOID(open_record(*number));
            return Entity{&*open_, nullptr};
        }
        const auto unit = parse_establishment(text);
        if (!unit) {
            not_accepted(row, "EntityNumber");
            return Entity{};
        }
        const auto owner = owners_.find(*unit);
        if (owner == owners_.end() || !enterprises_.contains(owner->second)) return unknown_entity(row);
        DIMONA_TRY_VOID(open_record(EnterpriseNumber::from_stored(owner->second)));
        const auto name = zero_padded(*unit, 10);
        for (auto& known : open_->establishments)
            if (known.number == name) return Entity{&*open_, &known};
        return unknown_entity(row);
    }
    Entity unknown_entity(const Row& row) {
        wrong(row, "EntityNumber",
              "'" + std::string(row["EntityNumber"]) + "' is neither in enterprise.csv nor in establishment.csv");
        return {};
    }

    // --- the files

    Status refuse_updates() {
        if (!std::ifstream(asked_.folder + "/meta.csv")) return {};
        return each_row("meta.csv", {"Variable", "Value"}, [](const Row& row) -> Status {
            if (row["Variable"] == "ExtractType" && row["Value"] != "full")
                return fail(ErrorKind::invalid, "these files hold changes only", row.reader.place(),
                            "import a full extract");
            return {};
        });
    }

    Status read_codes() {
        return each_row("code.csv", {"Category", "Code", "Language", "Description"}, [this](const Row& row) -> Status {
            if (row["Category"] != "JuridicalForm") return {};
            const auto language = parse_language_letters(row["Language"]);
            if (!language)
                not_accepted(row, "Language");
            else
                add_text(forms_[std::string(row["Code"])], *language, std::string(row["Description"]));
            return {};
        });
    }

    Status read_establishments() {
        DIMONA_TRY_VOID(each_row("establishment.csv", {"EstablishmentNumber", "StartDate", "EnterpriseNumber"},
                                 [this](const Row& row) -> Status {
                                     const auto number = parse_establishment(row["EstablishmentNumber"]);
                                     const auto owner = parse_enterprise(row["EnterpriseNumber"]);
                                     const auto start = parse_reversed_date(row["StartDate"]);
                                     if (!number) not_accepted(row, "EstablishmentNumber");
                                     if (!owner) not_accepted(row, "EnterpriseNumber");
                                     if (!start && !row["StartDate"].empty()) not_accepted(row, "StartDate");
                                     if (!number || !owner) return {};
                                     if (!owners_.emplace(*number, owner->value()).second)
                                         wrong(row, "EstablishmentNumber", "this unit is there twice");
                                     else
                                         units_.push_back({owner->value(), *number, start, row.reader.line()});
                                     return {};
                                 }));
        std::sort(units_.begin(), units_.end(), [](const Unit& one, const Unit& other) {
            return std::tie(one.enterprise, one.number) < std::tie(other.enterprise, other.number);
        });
        report_.establishments = static_cast<std::int64_t>(units_.size());
        return {};
    }

    Status read_enterprises() {
        DIMONA_TRY_VOID(each_row("enterprise.csv",
                                 {"EnterpriseNumber", "Status", "TypeOfEnterprise", "JuridicalForm", "StartDate"},
                                 [this](const Row& row) { return take_enterprise(row); }));
        report_.enterprises = static_cast<std::int64_t>(enterprises_.size());
        for (const auto& unit : units_)
            if (!enterprises_.contains(unit.enterprise)) {
                ++report_.problems;
                tell_({ErrorKind::invalid, "the enterprise of this unit is not in enterprise.csv",
                       "establishment.csv:" + std::to_string(unit.line), look_it_up});
            }
        return {};
    }

    Status take_enterprise(const Row& row) {
        const auto number = parse_enterprise(row["EnterpriseNumber"]);
        const auto start = parse_reversed_date(row["StartDate"]);
        const auto status = row["Status"], type = row["TypeOfEnterprise"], form = row["JuridicalForm"];
        if (!number) not_accepted(row, "EnterpriseNumber");
        if (status != "AC" && status != "ST") not_accepted(row, "Status");
        if (type != "1" && type != "2") not_accepted(row, "TypeOfEnterprise");
        if (!form.empty() && !forms_.contains(form)) wrong(row, "JuridicalForm", "this form is not in code.csv");
        if (!start && !row["StartDate"].empty()) not_accepted(row, "StartDate");
        if (!number) return {};
        if (!enterprises_.insert(number->value()).second) {
            wrong(row, "EnterpriseNumber", "this enterprise is there twice");
            return {};
        }
        DIMONA_TRY_VOID(keep_open_record());
        Enterprise record;
        record.number = *number;
        record.active = status == "AC";
        record.natural_person = type == "1";
        record.legal_form = std::string(form);
        if (const auto names = forms_.find(form); names != forms_.end()) record.legal_form_names = names->second;
        record.start_day = start;
        const auto first =
            std::lower_bound(units_.begin(), units_.end(), number->value(),
                             [](const Unit& unit, std::int64_t enterprise) { return unit.enterprise < enterprise; });
        for (auto unit = first; unit != units_.end() && unit->enterprise == number->value(); ++unit)
            record.establishments.push_back({zero_padded(unit->number, 10), {}, std::nullopt, unit->start_day});
        open_ = std::move(record);
        return {};
    }

    Status read_denominations() {
        return each_row("denomination.csv", {"EntityNumber", "Language", "TypeOfDenomination", "Denomination"},
                        [this](const Row& row) -> Status {
                            const auto entity = DIMONA_TRY(entity_of(row));
                            const auto language = parse_language_digit(row["Language"]);
                            const auto type = row["TypeOfDenomination"];
                            std::string name(row["Denomination"]);
                            if (!language) not_accepted(row, "Language");
                            if (type != "001" && type != "002" && type != "003" && type != "004")
                                not_accepted(row, "TypeOfDenomination");
                            if (name.empty() || !is_clean_text(name)) not_accepted(row, "Denomination");
                            if (!entity.enterprise || !language) return {};
                            if (entity.unit)
                                add_text(entity.unit->names, *language, std::move(name));
                            else if (type == "001")
                                add_text(entity.enterprise->names, *language, std::move(name));
                            else if (type == "003")
                                entity.enterprise->commercial_names.push_back({*language, std::move(name)});
                            return {};
                        });
    }

    Status read_addresses() {
        return each_row(
            "address.csv",
            {"EntityNumber", "TypeOfAddress", "CountryNL", "CountryFR", "Zipcode", "MunicipalityNL", "MunicipalityFR",
             "StreetNL", "StreetFR", "HouseNumber", "Box", "ExtraAddressInfo", "DateStrikingOff"},
            [this](const Row& row) -> Status {
                const auto entity = DIMONA_TRY(entity_of(row));
                const auto struck_off = row["DateStrikingOff"];
                if (!struck_off.empty() && !parse_reversed_date(struck_off)) not_accepted(row, "DateStrikingOff");
                const auto type = row["TypeOfAddress"];
                const std::array types = {"REGO", "BAET", "ABBR", "OBAD"};
                if (std::find(types.begin(), types.end(), type) == types.end()) not_accepted(row, "TypeOfAddress");
                if (!entity.enterprise || !struck_off.empty()) return {};
                registry::EnterpriseAddress address;
                add_text(address.street, Language::nl, std::string(row["StreetNL"]));
                add_text(address.street, Language::fr, std::string(row["StreetFR"]));
                add_text(address.municipality, Language::nl, std::string(row["MunicipalityNL"]));
                add_text(address.municipality, Language::fr, std::string(row["MunicipalityFR"]));
                address.house_number = std::string(row["HouseNumber"]);
                address.box = std::string(row["Box"]);
                address.post_code = std::string(row["Zipcode"]);
                address.country = std::string(row["CountryNL"].empty() ? row["CountryFR"] : row["CountryNL"]);
                address.extra = std::string(row["ExtraAddressInfo"]);
                if (entity.unit && type == "BAET") entity.unit->address = std::move(address);
                if (!entity.unit && type == "REGO") entity.enterprise->address = std::move(address);
                return {};
            });
    }

    // Those of units and branches are not kept: whoever writes to the enterprise needs the enterprise's own.
    Status read_contacts() {
        return each_row("contact.csv", {"EntityNumber", "EntityContact", "ContactType", "Value"},
                        [this](const Row& row) -> Status {
                            const auto entity = DIMONA_TRY(entity_of(row));
                            const auto type = row["ContactType"];
                            std::string value(row["Value"]);
                            if (type != "TEL" && type != "EMAIL" && type != "WEB" && type != "FAX")
                                not_accepted(row, "ContactType");
                            if (value.empty() || !is_clean_text(value)) not_accepted(row, "Value");
                            if (!entity.enterprise || entity.unit) return {};
                            auto& enterprise = *entity.enterprise;
                            if (type == "EMAIL" && enterprise.email.empty()) enterprise.email = std::move(value);
                            if (type == "TEL" && enterprise.phone.empty()) enterprise.phone = std::move(value);
                            if (type == "WEB" && enterprise.web.empty()) enterprise.web = std::move(value);
                            return {};
                        });
    }

    Status read_activities() {
        return each_row("activity.csv", {"EntityNumber", "NaceVersion", "NaceCode", "Classification"},
                        [this](const Row& row) -> Status {
                            const auto entity = DIMONA_TRY(entity_of(row));
                            const auto version = row["NaceVersion"], code = row["NaceCode"];
                            const auto classification = row["Classification"];
                            if (version.size() != 4 || !parse_digits(version)) not_accepted(row, "NaceVersion");
                            if (code.empty() || !parse_digits(code)) not_accepted(row, "NaceCode");
                            if (classification != "MAIN" && classification != "SECO" && classification != "ANCI")
                                not_accepted(row, "Classification");
                            if (!entity.enterprise || entity.unit) return {};
                            add_activity(entity.enterprise->activities,
                                         {std::string(version), std::string(code), classification == "MAIN"});
                            return {};
                        });
    }

    // The same activity is told once for each administration that knows it.
    static void add_activity(std::vector<registry::EnterpriseActivity>& list, registry::EnterpriseActivity activity) {
        for (auto& known : list)
            if (known.nace_version == activity.nace_version && known.nace_code == activity.nace_code) {
                known.main = known.main || activity.main;
                return;
            }
        list.push_back(std::move(activity));
    }

    // --- the repertory

    // What the register says now about the enterprises of employers; nothing for those that it does not know.
    Status remember_employers() {
        std::vector<EnterpriseNumber> numbers;
        DIMONA_TRY_VOID(writer_.each_employer([&](const domain::Employer& employer) {
            if (employer.enterprise) numbers.push_back(*employer.enterprise);
            return true;
        }));
        for (const auto number : numbers) {
            auto record = DIMONA_TRY(registry::find_enterprise(writer_, number));
            // Activities and units are not compared.
            if (record) record->activities.clear(), record->establishments.clear();
            before_.emplace(number.value(), std::move(record));
        }
        return {};
    }

    Status stop_missing() {
        for (std::int64_t after = 0;;) {
            auto records = DIMONA_TRY(registry::enterprises_after(writer_, after, enterprises_a_step));
            if (records.empty()) return {};
            after = records.back().number.value();
            for (auto& record : records) {
                if (!record.active || enterprises_.contains(record.number.value())) continue;
                record.active = false;
                ++report_.stopped;
                DIMONA_TRY_VOID(registry::put_enterprise_record(writer_, record));
            }
        }
    }

    Status let_employers_follow() {
        const registry::Act act{.at = asked_.at,
                                .code = registry::enterprise_followed,
                                .by = asked_.by,
                                .by_enterprise = std::nullopt,
                                .reason = asked_.reason,
                                .about = {},
                                .details = {}};
        for (const auto& [number, before] : before_) {
            const auto after = DIMONA_TRY(registry::find_enterprise(writer_, EnterpriseNumber::from_stored(number)));
            if (after && DIMONA_TRY(registry::follow_enterprise(writer_, before, *after, act)))
                ++report_.employers_changed;
        }
        return {};
    }

    struct Unit {
        std::int64_t enterprise = 0, number = 0;
        std::optional<LocalDate> start_day;
        std::size_t line = 0;
    };

    registry::Writer& writer_;
    const CrossroadsImport& asked_;
    const std::function<void(const Error&)>& tell_;
    const std::function<void(std::int64_t)>& progress_;
    CrossroadsReport report_;
    std::map<std::string, std::vector<LocalText>, std::less<>> forms_;
    std::vector<Unit> units_;                                // by enterprise
    std::unordered_map<std::int64_t, std::int64_t> owners_;  // of units
    std::unordered_set<std::int64_t> enterprises_;
    std::map<std::int64_t, std::optional<Enterprise>> before_;
    std::optional<Enterprise> open_;
};

}  // namespace

Result<CrossroadsReport> import_crossroads_bank(registry::Writer& writer, const CrossroadsImport& asked,
                                                const std::function<void(const Error&)>& tell,
                                                const std::function<void(std::int64_t)>& progress) {
    return Import(writer, asked, tell, progress).run();
}

}  // namespace dimona::app
