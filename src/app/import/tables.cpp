#include "app/import/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "access/certificates.hpp"
#include "access/token_service.hpp"
#include "app/clocks.hpp"
#include "app/import/line.hpp"
#include "app/law.hpp"
#include "register/mandates.hpp"
#include "register/repertory.hpp"

namespace dimona::app {

namespace {

using namespace domain;

std::optional<bool> parse_yes_no(std::string_view text) {
    if (text == "yes") return true;
    if (text == "no" || text.empty()) return false;
    return std::nullopt;
}
std::optional<EmployerNumber> parse_employer_number(std::string_view text) {
    if (const auto number = EmployerNumber::parse_definitive(text)) return number;
    return EmployerNumber::parse_provisional(text);
}
std::optional<Sex> parse_gender(std::string_view text) {
    if (text == "1") return Sex::man;
    if (text == "2") return Sex::woman;
    return std::nullopt;
}
std::optional<int> parse_percent(std::string_view text) {
    const auto number = parse_digits(text);
    constexpr int percent_max = 1'000;
    return number && *number <= percent_max ? std::optional(static_cast<int>(*number)) : std::nullopt;
}
std::optional<std::string> parse_word(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}
std::optional<std::string> parse_country_code(std::string_view text) {
    constexpr std::size_t digits = 3;
    return text.size() == digits && parse_digits(text) ? std::optional(std::string(text)) : std::nullopt;
}
std::optional<std::string> parse_scope(std::string_view text) {
    if (text == access::scope_declare || text == access::scope_consult) return std::string(text);
    return std::nullopt;
}

constexpr const char* check_digits = "check the digits; the last two follow from the others";
constexpr const char* a_day = "write a day as YYYY-MM-DD";
constexpr const char* yes_or_no = "write yes or no";

Status import_employer(Line& line, registry::Writer& writer) {
    const auto number = line.required("employerNumber", parse_employer_number, check_digits);
    const auto enterprise = line.optional("enterpriseNumber", EnterpriseNumber::parse, check_digits);
    const auto categories = line.list("categories", parse_category, "see docs/operator.md for the categories");
    const auto from = line.required("activeFrom", parse_date, a_day);
    const auto to = line.optional("activeTo", parse_date, a_day);
    const auto blocks = line.required("blocksUnsecured", parse_yes_no, yes_or_no);
    const auto registers = line.required("registersDaysHere", parse_yes_no, yes_or_no);
    auto name = line.name("name");
    const auto sub_entities = line.list("subEntities", parse_word, "");
    if (from && to && *to < *from)
        line.add("activeTo", "the employer ends before it starts", "correct one of the days");
    if (categories.empty())
        line.add("categories", "an employer needs at least one category", "write ordinary if no other fits");
    if (!line.is_good()) return {};
    Employer employer{.number = *number,
                      .enterprise = enterprise,
                      .name = std::move(name),
                      .categories = {categories.begin(), categories.end()},
                      .active = {{*from, to}},
                      .sub_entities = sub_entities,
                      .blocks_unsecured = *blocks,
                      .registers_days_here = *registers};
    // Somebody who was there before has a history from now on.
    const auto before = DIMONA_TRY(writer.employer(*number));
    if (!before) return writer.put_employer(employer);
    // A block is lifted with a motive only, on the pages, and stands in the history there.
    employer.blocks_unsecured = employer.blocks_unsecured || before->blocks_unsecured;
    registry::Act act{.at = SystemClock().now(),
                      .code = "employer.imported",
                      .by = "import",
                      .by_enterprise = std::nullopt,
                      .reason = {},
                      .about = {registry::subject(*number)},
                      .details = {}};
    if (enterprise) act.about.push_back(registry::subject(*enterprise));
    return registry::change_employer(writer, employer, act);
}

// A person keeps his key: found by the new number or by one that it replaces.
Result<PersonKey> key_of(registry::Writer& writer, const Person& person) {
    auto numbers = person.replaced;
    numbers.push_back(person.ssin);
    for (const auto number : numbers)
        if (const auto known = DIMONA_TRY(writer.person(number))) return known->key;
    return PersonKey{};
}

Status import_person(Line& line, registry::Writer& writer) {
    const auto ssin = line.required("ssin", Ssin::parse, check_digits);
    const auto replaced = line.list("replacedSsins", Ssin::parse, check_digits);
    const auto birth = line.optional("birthDate", parse_incomplete_date, "write YYYY-MM-DD, 00 for unknown parts");
    const auto gender = line.optional("gender", parse_gender, "write 1 for a man, 2 for a woman");
    const auto nationality =
        line.optional("nationality", parse_country_code, "write the three digits of the country, 150 for Belgium");
    auto family_name = line.name("familyName"), given_name = line.name("givenName");
    if (!line.is_good()) return {};
    Person person{.key = {},
                  .ssin = *ssin,
                  .replaced = replaced,
                  .family_name = std::move(family_name),
                  .given_name = std::move(given_name),
                  .birth_date = birth,
                  .sex = gender,
                  .nationality = nationality.value_or("")};
    person.key = DIMONA_TRY(key_of(writer, person));
    DIMONA_TRY(writer.put_person(person));
    return {};
}

Status import_enterprise(Line& line, registry::Writer& writer) {
    const auto number = line.required("enterpriseNumber", EnterpriseNumber::parse, check_digits);
    const auto name = line.name("name");
    if (!line.is_good()) return {};
    return writer.put_enterprise(*number, name);
}

Status import_mandate(Line& line, registry::Writer& writer) {
    const auto mandator = line.required("mandator", EnterpriseNumber::parse, check_digits);
    const auto mandatary = line.required("mandatary", EnterpriseNumber::parse, check_digits);
    const auto from = line.required("from", parse_date, a_day);
    const auto to = line.optional("to", parse_date, a_day);
    const auto revoked = line.required("revoked", parse_yes_no, yes_or_no);
    if (from && to && *to < *from) line.add("to", "the mandate ends before it starts", "correct one of the days");
    if (!line.is_good()) return {};
    return registry::put_imported_mandate(writer, *DIMONA_TRY(shipped_rulebook()),
                                          {*mandator, *mandatary, {*from, to}, *revoked}, SystemClock().now());
}

Status import_career(Line& line, registry::Writer& writer) {
    const auto ssin = line.required("ssin", Ssin::parse, check_digits);
    const auto quarter = line.required("quarter", parse_quarter, "write a quarter as 2026Q2");
    const auto employer = line.optional("employerNumber", parse_employer_number, check_digits);
    const auto percent = line.required("percent", parse_percent, "write a whole number, 100 for full time");
    const auto pensioner = line.required("pensioner", parse_yes_no, yes_or_no);
    if (!line.is_good()) return {};
    const auto person = DIMONA_TRY(writer.person(*ssin));
    if (!person) {
        line.add("ssin", "nobody in the register has this number", "import the person first");
        return {};
    }
    return writer.put_career(person->key, {*quarter, employer, *percent, *pensioner});
}

Status import_client(Line& line, registry::Writer& writer, const std::filesystem::path& base_directory) {
    const auto client_id = line.required("clientId", parse_word, "name the client");
    const auto enterprise = line.required("enterpriseNumber", EnterpriseNumber::parse, check_digits);
    const auto scopes = line.list(
        "scopes", parse_scope,
        "the scopes are " + std::string(access::scope_declare) + " and " + std::string(access::scope_consult));
    if (scopes.empty()) line.add("scopes", "a client without scope can do nothing", "name at least one scope");
    std::ifstream stream(base_directory / line.text("keyFile"));
    std::ostringstream key;
    key << stream.rdbuf();
    const auto registered = access::read_registered_key(key.str());
    if (!registered) line.add("keyFile", registered.error().message, registered.error().remedy);
    if (!line.is_good()) return {};
    return writer.put_oauth_client({*client_id, *enterprise, scopes, {registered->pem}, true});
}

struct Table {
    std::string_view name;
    std::vector<std::string_view> columns;
    std::vector<std::string_view> key;  // columns that no two lines have in common
    std::function<Status(Line&, registry::Writer&)> import_line;
};

std::string key_of(const Line& line, const std::vector<std::string_view>& columns) {
    std::string key;
    for (const auto column : columns) key += line.text(column) + '\n';
    return key;
}

std::vector<Table> tables_for(const std::string& base_directory) {
    return {{"employers",
             {"employerNumber", "enterpriseNumber", "name", "categories", "activeFrom", "activeTo", "subEntities",
              "blocksUnsecured", "registersDaysHere"},
             {"employerNumber"},
             import_employer},
            {"persons",
             {"ssin", "replacedSsins", "familyName", "givenName", "birthDate", "gender", "nationality"},
             {"ssin"},
             import_person},
            {"enterprises", {"enterpriseNumber", "name"}, {"enterpriseNumber"}, import_enterprise},
            {"mandates",
             {"mandator", "mandatary", "from", "to", "revoked"},
             {"mandator", "mandatary", "from"},
             import_mandate},
            {"career",
             {"ssin", "quarter", "employerNumber", "percent", "pensioner"},
             {"ssin", "quarter", "employerNumber"},
             import_career},
            {"clients",
             {"clientId", "enterpriseNumber", "scopes", "keyFile"},
             {"clientId"},
             [base_directory](Line& line, registry::Writer& writer) {
                 return import_client(line, writer, base_directory);
             }}};
}

}  // namespace

std::vector<std::string> importable_tables() {
    std::vector<std::string> names;
    for (const auto& table : tables_for({})) names.emplace_back(table.name);
    return names;
}

Result<ImportReport> import_table(registry::Writer& writer, std::string_view name, std::string_view csv,
                                  std::string_view file_name, const std::string& base_directory) {
    const auto tables = tables_for(base_directory);
    const auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& one) { return one.name == name; });
    if (table == tables.end()) return fail(ErrorKind::invalid, "there is no such table", std::string(name));
    const auto rows = DIMONA_TRY(CsvTable::parse(csv, file_name));
    for (const auto column : table->columns)
        if (!rows.has_column(column))
            return fail(ErrorKind::invalid, "the column " + std::string(column) + " is missing",
                        std::string(file_name) + ":1", "see docs/operator.md for the columns of " + std::string(name));
    ImportReport report;
    std::map<std::string, std::size_t> line_of_key;
    for (std::size_t row = 0; row < rows.rows(); ++row, ++report.rows) {
        Line line(rows, row, file_name, report);
        const auto [earlier, is_new] = line_of_key.emplace(key_of(line, table->key), rows.line_of(row));
        if (is_new)
            DIMONA_TRY_VOID(table->import_line(line, writer));
        else
            line.add(table->key.front(), "this line is about the same as line " + std::to_string(earlier->second),
                     "keep one of the two");
    }
    return report;
}

}  // namespace dimona::app
