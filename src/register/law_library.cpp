// The TOML half of the law library: rule cards and dated parameters; and putting all together.
#include "register/law_library.hpp"

#include <toml++/toml.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/law_texts.hpp"

namespace dimona::registry {

namespace {

using namespace domain;

// What an entry of a TOML file says about itself in an error.
tl::unexpected<Error> wrong(const toml::node& node, std::string_view file, std::string message) {
    return fail(ErrorKind::invalid, std::move(message),
                std::string(file) + ":" + std::to_string(node.source().begin.line), "see reference/README.md");
}

Result<LocalDate> read_day(const toml::table& table, std::string_view key, std::string_view file) {
    const auto day = table[key].value<toml::date>();
    if (!day) return wrong(table, file, "'" + std::string(key) + "' must be a day");
    return make_date(day->year, day->month, day->day);
}

Result<DateRange> read_range(const toml::table& table, std::string_view file) {
    DateRange range{DIMONA_TRY(read_day(table, "from", file)), std::nullopt};
    if (table.contains("to")) range.last = DIMONA_TRY(read_day(table, "to", file));
    return range;
}

std::string word(const toml::table& table, std::string_view key) { return table[key].value_or(std::string()); }

// A card's own texts override those of its file, language by language.
Texts read_texts(const toml::table& file, const toml::table& code, std::string_view name) {
    Texts texts;
    for (const auto language : {Language::nl, Language::fr, Language::de, Language::en}) {
        const auto key = to_code(language);
        auto own = code[name][key].value<std::string>();
        texts[static_cast<std::size_t>(language)] = own ? *own : file[name][key].value_or(std::string());
    }
    return texts;
}

Status fill_in_zone(Texts& texts, const Rulebook& rulebook, const std::string& zone, std::string_view file) {
    const auto found = rulebook.words.find(zone);
    if (found == rulebook.words.end())
        return fail(ErrorKind::invalid, "zone " + zone + " has no name", std::string(file),
                    "add it to reference/texts/zones.csv");
    for (std::size_t language = 0; language < texts.size(); ++language)
        texts[language] = fill_in(texts[language], {{"zone", found->second[language]}});
    return {};
}

template <class Value, class Parse>
Result<std::set<Value>> read_set(const toml::table& table, std::string_view key, std::string_view file, Parse parse) {
    std::set<Value> set;
    if (const auto* array = table[key].as_array())
        for (const auto& item : *array) {
            const auto parsed = parse(item.value_or(std::string_view()));
            if (!parsed) return wrong(item, file, "unknown value in '" + std::string(key) + "'");
            set.insert(*parsed);
        }
    return set;
}

bool is_complete(const Texts& texts) {
    return std::none_of(texts.begin(), texts.end(), [](const std::string& text) { return text.empty(); });
}

Result<RuleCard> read_card(const toml::table& file, const toml::table& code, std::string_view path,
                           const Rulebook& rulebook) {
    RuleCard card{.code = word(code, "id"),
                  .zone = {},
                  .suffix = word(file, "suffix"),
                  .severity = word(code, "severity") == "blocking" ? Severity::blocking : Severity::non_blocking,
                  .blocking_for = DIMONA_TRY(read_set<WorkerType>(code, "blocking_for", path, parse_worker_type)),
                  .valid = DIMONA_TRY(read_range(code, path)),
                  .historic = code["historic"].value_or(false),
                  .kind = word(code, "kind"),
                  .applies = DIMONA_TRY(read_set<Kind>(code, "applies", path, parse_kind)),
                  .looks_at = {},
                  .source = word(code, "source"),
                  .mark = word(code, "mark"),
                  .binds_employers_only = word(code, "binds") == "employer",
                  .reach = word(code, "reach"),
                  .label = read_texts(file, code, "label"),
                  .meaning = read_texts(file, code, "meaning"),
                  .remedy = read_texts(file, code, "remedy"),
                  .detail = read_texts(file, code, "detail")};
    card.zone = card.code.substr(0, card.code.find('-'));
    if (card.code != card.zone + "-" + card.suffix)
        return wrong(code, path, "code '" + card.code + "' does not end in the suffix of its file");
    if (word(code, "severity") != to_code(card.severity)) return wrong(code, path, "severity of " + card.code);
    if (card.source.empty()) return wrong(code, path, card.code + " has no source");
    if (!is_complete(card.label) || !is_complete(card.meaning) || !is_complete(card.remedy))
        return wrong(code, path, card.code + " lacks a text in one of the four languages");
    if (const auto* facts = code["looks_at"].as_array())
        for (const auto& fact : *facts) card.looks_at.push_back(fact.value_or(std::string()));
    for (auto* texts : {&card.label, &card.meaning, &card.remedy, &card.detail})
        DIMONA_TRY_VOID(fill_in_zone(*texts, rulebook, card.zone, path));
    return card;
}

Result<toml::table> parse_toml(std::string_view content, std::string_view path) {
    try {
        return toml::parse(content, path);
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::invalid, std::string(error.description()),
                    std::string(path) + ":" + std::to_string(error.source().begin.line), "correct the TOML");
    }
}

Status read_cards(const LawFiles& files, Rulebook& into) {
    for (const auto& [path, content] : files) {
        if (!path.starts_with("rules/")) continue;
        const auto file = DIMONA_TRY(parse_toml(content, path));
        const auto* codes = file["code"].as_array();
        if (!codes) return fail(ErrorKind::invalid, "there is no [[code]]", path);
        for (const auto& code : *codes) {
            auto card = DIMONA_TRY(read_card(file, *code.as_table(), path, into));
            const auto id = card.code;
            if (!into.cards.emplace(id, std::move(card)).second) return wrong(code, path, id + " has two cards");
        }
    }
    return {};
}

Status read_parameters(const LawFiles& files, Rulebook& into) {
    constexpr std::string_view path = "law/parameters.toml";
    const auto file = DIMONA_TRY(parse_toml(DIMONA_TRY(law_file(files, path)), path));
    const auto* parameters = file["parameter"].as_array();
    if (!parameters) return fail(ErrorKind::invalid, "there is no [[parameter]]", std::string(path));
    for (const auto& node : *parameters) {
        const auto& parameter = *node.as_table();
        auto& rows = into.parameters[word(parameter, "name")];
        if (!parameter["row"].is_array()) return wrong(parameter, path, "a parameter without rows");
        for (const auto& item : *parameter["row"].as_array()) {
            const auto& row = *item.as_table();
            const ParameterRow read{.valid = DIMONA_TRY(read_range(row, path)),
                                    .value = row["value"].value_or(0),
                                    .source = word(row, "source"),
                                    .mark = word(row, "mark")};
            if (!row["value"].is_integer() || read.source.empty())
                return wrong(row, path, "a row needs a whole number as value, and a source");
            for (const auto& other : rows)
                if (other.valid.covers(read.valid.first) || read.valid.covers(other.valid.first))
                    return wrong(row, path, "two rows of " + word(parameter, "name") + " hold on one day");
            rows.push_back(read);
        }
    }
    return {};
}

std::string edition_of(const LawFiles& files) {
    std::string all;
    for (const auto& [path, content] : files) all.append(path).append(1, '\0').append(content).append(1, '\0');
    constexpr std::size_t short_digest = 12;
    return to_hex(sha256(all)).substr(0, short_digest);
}

}  // namespace

Status read_cards_and_parameters(const LawFiles& files, Rulebook& into) {
    DIMONA_TRY_VOID(read_cards(files, into));
    return read_parameters(files, into);
}

Result<std::shared_ptr<const Rulebook>> load_rulebook(const std::vector<LawFile>& list) {
    LawFiles files;
    for (const auto& file : list) files.emplace(file.path, file.content);
    auto rulebook = std::make_shared<Rulebook>();
    rulebook->edition = edition_of(files);
    DIMONA_TRY_VOID(read_tables(files, *rulebook));  // first: the cards need the names of the zones
    DIMONA_TRY_VOID(read_cards_and_parameters(files, *rulebook));
    return rulebook;
}

}  // namespace dimona::registry
