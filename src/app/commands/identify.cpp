// dimona admin identify list | show | match | refuse
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/law.hpp"
#include "app/store_place.hpp"
#include "register/identification.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

struct Asked {
    StorePlace place;
    std::string declaration, ssin, operator_id, reason;
    bool as_json = false;
};

Result<domain::DeclarationId> declaration_of(const Asked& asked) {
    const auto number = domain::parse_twelve_digit_number(asked.declaration);
    if (!number)
        return fail(ErrorKind::invalid, "this is no declaration number", asked.declaration, "give its twelve digits");
    return domain::DeclarationId{*number};
}

std::string or_dash(const domain::Text& text) { return text.value_or("-"); }

json::object to_json(const registry::CaseView& view) {
    json::array candidates;
    for (const auto& person : view.candidates)
        candidates.push_back(json::object{
            {"ssin", person.ssin.to_text()}, {"familyName", person.family_name}, {"givenName", person.given_name}});
    const auto worker = view.request.worker.value_or(domain::WorkerFields{});
    return {{"declarationId", view.identification.declaration.value()},
            {"openedAt", format_instant(view.identification.opened_at)},
            {"familyName", or_dash(worker.family_name)},
            {"givenName", or_dash(worker.given_name)},
            {"birthDate", or_dash(worker.birth_date)},
            {"candidates", candidates}};
}

void print(const registry::CaseView& view) {
    const auto worker = view.request.worker.value_or(domain::WorkerFields{});
    std::cout << fmt::format("{}  {}  {}, {}, born {}; {} candidates\n", view.identification.declaration.value(),
                             format_instant(view.identification.opened_at), or_dash(worker.family_name),
                             or_dash(worker.given_name), or_dash(worker.birth_date), view.candidates.size());
    for (const auto& person : view.candidates)
        std::cout << fmt::format("    {}  {}, {}\n", person.ssin.to_text(), person.family_name, person.given_name);
}

Status list(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto cases = DIMONA_TRY(registry::open_identification_cases(*reader));
    json::array all;
    for (const auto& view : cases) {
        if (asked.as_json)
            all.push_back(to_json(view));
        else
            print(view);
    }
    if (asked.as_json)
        std::cout << json::serialize(all) << '\n';
    else if (cases.empty())
        std::cout << "No declaration is waiting for an identification.\n";
    return {};
}

Status show(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto view = DIMONA_TRY(registry::identification_case(*reader, DIMONA_TRY(declaration_of(asked))));
    if (asked.as_json)
        std::cout << json::serialize(to_json(view)) << '\n';
    else
        print(view);
    return {};
}

template <class Resolve>
Status resolve(const Asked& asked, Resolve decide) {
    const auto declaration = DIMONA_TRY(declaration_of(asked));
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto writer = DIMONA_TRY(store->write());
    const auto answer = DIMONA_TRY(decide(*writer, declaration, *rulebook, SystemClock().now()));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("{} is now {}", declaration.value(), domain::to_code(answer.decision.result));
    for (const auto& anomaly : answer.decision.anomalies) std::cout << ' ' << anomaly.code;
    std::cout << '\n';
    return {};
}

Status match(const Asked& asked) {
    const auto ssin = domain::Ssin::parse(asked.ssin);
    if (!ssin) return fail(ErrorKind::invalid, "this is no valid national number", "SSIN", "check the digits");
    return resolve(asked, [&](registry::Writer& writer, domain::DeclarationId declaration,
                              const domain::Rulebook& rulebook, Instant now) {
        return registry::match_case(writer, declaration, *ssin, asked.operator_id, asked.reason, rulebook, now);
    });
}

Status refuse(const Asked& asked) {
    return resolve(asked, [&](registry::Writer& writer, domain::DeclarationId declaration,
                              const domain::Rulebook& rulebook, Instant now) {
        return registry::refuse_case(writer, declaration, asked.operator_id, asked.reason, rulebook, now);
    });
}

}  // namespace

void add_identify_commands(CLI::App& admin, Outcome& outcome) {
    auto* identify = admin.add_subcommand("identify", "Workers without a number: find out who they are");
    identify->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto add = [&](const char* name, const char* about, Status (*run)(const Asked&)) {
        auto* command = identify->add_subcommand(name, about);
        add_store_options(*command, asked->place);
        command->callback([asked, &outcome, run] { outcome.plan([asked, run] { return run(*asked); }); });
        return command;
    };
    const auto add_declaration = [&](CLI::App* command) {
        command->add_option("DECLARATION", asked->declaration, "Number of the waiting declaration")->required();
    };
    const auto add_reason = [&](CLI::App* command) {
        command->add_option("--operator", asked->operator_id, "Who decides")->required();
        command->add_option("--reason", asked->reason, "On what ground")->required();
    };
    add("list", "Declarations that are waiting", list)->add_flag("--json", asked->as_json, "Print JSON");
    auto* show_command = add("show", "One case with its candidates", show);
    add_declaration(show_command);
    show_command->add_flag("--json", asked->as_json, "Print JSON");
    auto* match_command = add("match", "The worker is the person with this number: decide definitively", match);
    add_declaration(match_command);
    match_command->add_option("SSIN", asked->ssin, "National or BIS number of the person")->required();
    add_reason(match_command);
    auto* refuse_command = add("refuse", "Nobody could be found: the declaration is refused", refuse);
    add_declaration(refuse_command);
    add_reason(refuse_command);
}

}  // namespace dimona::app
