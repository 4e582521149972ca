// dimona admin mandate list | enter | revoke
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/embedded.hpp"
#include "app/law.hpp"
#include "app/store_place.hpp"
#include "channel/web/mandate_words.hpp"
#include "register/mandates.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

struct Asked {
    StorePlace place;
    std::string enterprise, mandate, mandator, mandatary, kind = "service_provider", licence, group = "DmfA-Dimona";
    std::string first, last, operator_id, reason;
    bool as_json = false;
};

Result<domain::EnterpriseNumber> enterprise_in(const std::string& text) {
    const auto number = domain::EnterpriseNumber::parse(text);
    if (!number) return fail(ErrorKind::invalid, "this is no enterprise number", text, "check the digits");
    return *number;
}

Result<Quarter> quarter_in(const std::string& text) {
    const auto quarter = parse_quarter(text);
    if (!quarter) return fail(ErrorKind::invalid, "this is no quarter", text, "write it as 2026Q2");
    return *quarter;
}

registry::Doer doer(const Asked& asked) {
    return {.at = SystemClock().now(), .by = asked.operator_id, .enterprise = std::nullopt, .reason = asked.reason};
}

web::Words words(domain::Language language) {
    const std::string code(domain::to_code(language));
    std::string_view compiled;
    for (const auto& file : embedded_files())
        if (file.path == "locale/" + code + ".mo") compiled = file.content;
    return {language, web::read_catalogue(code, compiled)};
}

std::string last_day_of(const registry::MandateRecord& mandate) {
    return mandate.valid.last ? format_date(*mandate.valid.last) : std::string();
}

json::object to_json(const registry::MandateRecord& mandate, domain::MandateState state) {
    json::object object = {{"mandate", mandate.id},
                           {"group", mandate.group},
                           {"mandator", mandate.mandator.to_text()},
                           {"mandatary", mandate.mandatary.to_text()},
                           {"kind", domain::to_code(mandate.kind)},
                           {"licence", mandate.licence},
                           {"from", format_date(mandate.valid.first)},
                           {"until", last_day_of(mandate)},
                           {"state", domain::to_code(state)},
                           {"form", domain::to_code(mandate.form)}};
    if (mandate.handed_on_by) object.emplace("handedOnBy", mandate.handed_on_by->to_text());
    return object;
}

void print(const registry::MandateRecord& mandate, domain::MandateState state) {
    std::cout << fmt::format("{}  {}  {} -> {}  {}  {} to {}  {}  {}\n", mandate.id, mandate.group,
                             mandate.mandator.to_text(), mandate.mandatary.to_text(), domain::to_code(mandate.kind),
                             format_date(mandate.valid.first), mandate.valid.last ? last_day_of(mandate) : "-",
                             domain::to_code(state), domain::to_code(mandate.form));
}

Status list(const Asked& asked) {
    const auto enterprise = DIMONA_TRY(enterprise_in(asked.enterprise));
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto reader = DIMONA_TRY(store->read());
    auto all = DIMONA_TRY(registry::mandates_given(*reader, enterprise));
    for (auto& mandate : DIMONA_TRY(registry::mandates_received(*reader, enterprise)))
        all.push_back(std::move(mandate));
    json::array written;
    for (const auto& mandate : all) {
        const auto state = registry::mandate_state(mandate, *rulebook, brussels_date(SystemClock().now()));
        if (asked.as_json)
            written.push_back(to_json(mandate, state));
        else
            print(mandate, state);
    }
    if (asked.as_json)
        std::cout << json::serialize(written) << '\n';
    else if (all.empty())
        std::cout << "This enterprise has given and received no mandate.\n";
    return {};
}

Status enter(const Asked& asked) {
    const auto kind = domain::parse_mandatary_kind(asked.kind);
    registry::MandateRequest request{
        .group = asked.group,
        .mandator = DIMONA_TRY(enterprise_in(asked.mandator)),
        .mandatary = DIMONA_TRY(enterprise_in(asked.mandatary)),
        .kind = kind.value_or(domain::MandataryKind::service_provider),
        .licence = asked.licence,
        .first = DIMONA_TRY(quarter_in(asked.first)),
        .last = std::nullopt,
        .parent = {},
    };
    if (!asked.last.empty()) request.last = DIMONA_TRY(quarter_in(asked.last));
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto writer = DIMONA_TRY(store->write());
    const auto by = doer(asked);
    const auto mandate = DIMONA_TRY(registry::enter_mandate(*writer, *rulebook, request, by));
    DIMONA_TRY_VOID(web::write_mandate_letters(*writer, mandate, "mandate.entered", by, words, {}));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << mandate.id << " is active\n";
    return {};
}

Status revoke(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto writer = DIMONA_TRY(store->write());
    const auto by = doer(asked);
    const auto mandate = DIMONA_TRY(registry::revoke_mandate(*writer, *rulebook, asked.mandate, by));
    DIMONA_TRY_VOID(web::write_mandate_letters(*writer, mandate, "mandate.revoked", by, words, {}));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << mandate.id << " is revoked; what was handed on under it too\n";
    return {};
}

}  // namespace

void add_mandate_commands(CLI::App& admin, Outcome& outcome) {
    auto* mandate = admin.add_subcommand("mandate", "Mandates: what was signed on paper, and what must end at once");
    mandate->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto command = [&](const char* name, const char* about, Status (*run)(const Asked&)) {
        auto* added = mandate->add_subcommand(name, about);
        add_store_options(*added, asked->place);
        added->callback([asked, &outcome, run] { outcome.plan([asked, run] { return run(*asked); }); });
        return added;
    };
    const auto with_reason = [&](CLI::App* added) {
        added->add_option("--operator", asked->operator_id, "Who does it")->required();
        added->add_option("--reason", asked->reason, "On what ground")->required();
    };
    auto* listing = command("list", "Mandates that an enterprise has given and received", list);
    listing->add_option("--enterprise", asked->enterprise, "Enterprise number")->required();
    listing->add_flag("--json", asked->as_json, "Print JSON");
    auto* entering = command("enter", "A procuration that both sides have signed: it holds at once", enter);
    entering->add_option("--mandator", asked->mandator, "Enterprise number of the employer")->required();
    entering->add_option("--mandatary", asked->mandatary, "Enterprise number of the mandatary")->required();
    entering->add_option("--kind", asked->kind, "social_secretariat or service_provider")
        ->check(CLI::IsMember({"social_secretariat", "service_provider"}))
        ->capture_default_str();
    entering->add_option("--licence", asked->licence, "Licence number of a social secretariat");
    entering->add_option("--group", asked->group, "Group of applications")->capture_default_str();
    entering->add_option("--from", asked->first, "First quarter, such as 2026Q2")->required();
    entering->add_option("--until", asked->last, "Last quarter; none: without end");
    with_reason(entering);
    auto* revoking = command("revoke", "At once, on every channel, with what was handed on under it", revoke);
    revoking->add_option("MANDATE", asked->mandate, "Its number, from the list")->required();
    with_reason(revoking);
}

}  // namespace dimona::app
