// dimona rules list | show CODE
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/law.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;
using domain::Language;
using domain::RuleCard;

struct Asked {
    std::string code, language = "en";
    bool as_json = false, with_historic = false;
};

std::string days_of(const RuleCard& card) {
    return format_date(card.valid.first) + (card.valid.last ? " to " + format_date(*card.valid.last) : " on");
}
std::string severity_of(const RuleCard& card) {
    std::string text(domain::to_code(card.severity));
    if (card.blocking_for.empty()) return text;
    text += ", blocking for";
    for (const auto type : card.blocking_for) text.append(" ").append(domain::to_code(type));
    return text;
}

json::object in_all_languages(const domain::Texts& texts) {
    json::object object;
    for (const auto language : {Language::nl, Language::fr, Language::de, Language::en})
        object.emplace(domain::to_code(language), texts[static_cast<std::size_t>(language)]);
    return object;
}
json::object to_json(const RuleCard& card) {
    json::array applies, looks_at;
    for (const auto kind : card.applies) applies.emplace_back(domain::to_code(kind));
    for (const auto& fact : card.looks_at) looks_at.emplace_back(fact);
    return {{"code", card.code},
            {"severity", severity_of(card)},
            {"historic", card.historic},
            {"valid", days_of(card)},
            {"kind", card.kind},
            {"applies", applies},
            {"looksAt", looks_at},
            {"source", card.source},
            {"mark", card.mark},
            {"bindsEmployersOnly", card.binds_employers_only},
            {"reach", card.reach},
            {"label", in_all_languages(card.label)},
            {"meaning", in_all_languages(card.meaning)},
            {"remedy", in_all_languages(card.remedy)}};
}

Status list(const Asked& asked) {
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto language = *domain::parse_language(asked.language);
    json::array all;
    for (const auto& [code, card] : rulebook->cards) {
        if (card.historic && !asked.with_historic) continue;
        if (asked.as_json)
            all.push_back(to_json(card));
        else
            std::cout << fmt::format("{}  {:<11}  {}{}\n", code, domain::to_code(card.severity),
                                     card.label[static_cast<std::size_t>(language)],
                                     card.historic ? "  (historic)" : "");
    }
    if (asked.as_json) std::cout << json::serialize(all) << '\n';
    return {};
}

Status show(const Asked& asked) {
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto* card = rulebook->card(asked.code);
    if (!card)
        return fail(ErrorKind::not_found, "there is no rule with this code", asked.code,
                    "see `dimona rules list --historic`");
    if (asked.as_json) {
        std::cout << json::serialize(to_json(*card)) << '\n';
        return {};
    }
    const auto language = static_cast<std::size_t>(*domain::parse_language(asked.language));
    const auto line = [](std::string_view name, std::string_view value) {
        if (!value.empty()) std::cout << fmt::format("{:<10} {}\n", name, value);
    };
    std::cout << card->code << "  " << card->label[language] << "\n\n";
    line("meaning", card->meaning[language]);
    line("remedy", card->remedy[language]);
    line("severity", severity_of(*card));
    line("valid", days_of(*card) + (card->historic ? " (historic)" : ""));
    std::string applies, looks_at;
    for (const auto kind : card->applies) applies.append(applies.empty() ? "" : ", ").append(domain::to_code(kind));
    for (const auto& fact : card->looks_at) looks_at.append(looks_at.empty() ? "" : "; ").append(fact);
    line("applies to", applies);
    line("looks at", looks_at);
    line("source", card->source);
    line("certainty", card->mark == "S" ? "seen in the source" : "unsure, see docs/open-points.md");
    if (card->binds_employers_only) line("binds", "employers, not the staff of the authority");
    line("reach", card->reach);
    return {};
}

}  // namespace

void add_rules_command(CLI::App& app, Outcome& outcome) {
    auto* rules = app.add_subcommand("rules", "The rules that declarations are checked against");
    rules->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto add_options = [&](CLI::App& command) {
        command.add_option("--lang", asked->language, "Language of the texts")
            ->check(CLI::IsMember({"nl", "fr", "de", "en"}))
            ->capture_default_str();
        command.add_flag("--json", asked->as_json, "Print JSON, with all languages");
    };
    auto* list_command = rules->add_subcommand("list", "One line a rule");
    add_options(*list_command);
    list_command->add_flag("--historic", asked->with_historic, "Also rules that can't occur any more");
    list_command->callback([asked, &outcome] { outcome.plan([asked] { return list(*asked); }); });
    auto* show_command = rules->add_subcommand("show", "Everything about one rule");
    add_options(*show_command);
    show_command->add_option("CODE", asked->code, "For example 00910-459")->required();
    show_command->callback([asked, &outcome] { outcome.plan([asked] { return show(*asked); }); });
}

}  // namespace dimona::app
