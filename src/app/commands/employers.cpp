// dimona admin employer list | show | history | flows | confirm | add-public-body
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/store_place.hpp"
#include "base/text.hpp"
#include "register/codec/repertory.hpp"
#include "register/public_bodies.hpp"
#include "register/repertory.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;
using domain::Employer;
using domain::EmployerNumber;

struct Asked {
    StorePlace place;
    std::string number, operator_id, reason, kind = "provincialLocal", name, enterprise, ppl, from;
    std::vector<std::string> sub_entities;
    std::int64_t after = 0;
    int count = 50;
    bool as_json = false, provisional_only = false;
};

Result<EmployerNumber> parse_number(const std::string& text) {
    if (const auto number = EmployerNumber::parse_definitive(text)) return *number;
    if (const auto number = EmployerNumber::parse_provisional(text)) return *number;
    return fail(ErrorKind::invalid, "this is no employer number", text, "check the digits");
}

// By his own number, or by that of his enterprise: a few texts are both.
Result<Employer> employer_asked(registry::Reader& reader, const std::string& text) {
    const auto number = parse_number(text);
    const auto enterprise = domain::EnterpriseNumber::parse(text);
    std::optional<Employer> employer;
    if (number) employer = DIMONA_TRY(reader.employer(DIMONA_TRY(registry::current_number(reader, *number))));
    if (!employer && enterprise) employer = DIMONA_TRY(reader.employer_of(*enterprise));
    if (!number && !enterprise)
        return fail(ErrorKind::invalid, "this is no number of an employer or an enterprise", text, "check the digits");
    if (!employer)
        return fail(ErrorKind::not_found, "no employer has this number", text,
                    "look for it with `dimona admin employer list`");
    return *std::move(employer);
}

std::string enterprise_of(const Employer& employer) {
    return employer.enterprise ? employer.enterprise->to_text() : "-";
}
std::string text_of(const DateRange& range) {
    return format_date(range.first) + " to " + (range.last ? format_date(*range.last) : "now");
}
std::string categories_of(const Employer& employer) {
    std::string text;
    for (const auto category : employer.categories)
        text += (text.empty() ? "" : " ") + std::string(domain::to_code(category));
    return text;
}
std::string active_of(const Employer& employer) {
    std::string text;
    for (const auto& range : employer.active) text += (text.empty() ? "" : ", ") + text_of(range);
    return text.empty() ? "never" : text;
}

void print(const json::array& list) { std::cout << json::serialize(list) << '\n'; }

// A number that begins the list is not in it: --after names the last one of the list before.
Status list(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    json::array all;
    int shown = 0;
    DIMONA_TRY_VOID(reader->each_employer([&](const Employer& employer) {
        if (employer.number.value() <= asked.after) return true;
        if (asked.provisional_only && !employer.number.is_provisional()) return true;
        if (asked.as_json)
            all.push_back(registry::codec::to_json(employer));
        else
            std::cout << fmt::format("{:<10}  {:<10}  {}  ({})\n", employer.number.value(), enterprise_of(employer),
                                     employer.name, categories_of(employer));
        return ++shown < asked.count;
    }));
    if (asked.as_json)
        print(all);
    else if (shown == 0)
        std::cout << "No employer is listed.\n";
    return {};
}

Status show(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto employer = DIMONA_TRY(employer_asked(*reader, asked.number));
    std::optional<registry::Enterprise> enterprise;
    if (employer.enterprise) enterprise = DIMONA_TRY(registry::find_enterprise(*reader, *employer.enterprise));
    if (asked.as_json) {
        json::object object = {{"employer", registry::codec::to_json(employer)}};
        if (enterprise) object.emplace("enterprise", registry::codec::to_json(*enterprise));
        std::cout << json::serialize(object) << '\n';
        return {};
    }
    std::cout << fmt::format(
        "{}  {}\n  number        {}{}\n  enterprise    {}\n  categories    {}\n  active        {}\n",
        employer.number.value(), employer.name, employer.number.value(),
        employer.number.is_provisional() ? " (provisional)" : "", enterprise_of(employer), categories_of(employer),
        active_of(employer));
    for (const auto& code : employer.sub_entities) std::cout << "  sub-entity    " << code << '\n';
    for (const auto former : DIMONA_TRY(registry::former_numbers(*reader, employer.number)))
        std::cout << "  before        " << former.value() << '\n';
    if (employer.blocks_unsecured) std::cout << "  the unsecured channels are blocked\n";
    if (!enterprise) return {};
    constexpr auto language = domain::Language::nl;
    std::cout << fmt::format("  register      {}, {}, {}\n", enterprise->name(language),
                             registry::text_in(enterprise->legal_form_names, language),
                             enterprise->active ? "active" : "stopped");
    if (enterprise->address)
        std::cout << "  address       " << registry::one_line(*enterprise->address, language) << '\n';
    for (const auto& activity : enterprise->activities)
        std::cout << fmt::format("  activity      {} (NACE {}{})\n", activity.nace_code, activity.nace_version,
                                 activity.main ? ", main" : "");
    return {};
}

Status history(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto employer = DIMONA_TRY(employer_asked(*reader, asked.number));
    json::array all;
    for (const auto& version : DIMONA_TRY(registry::employer_history(*reader, employer.number))) {
        const auto entry = version.act > 0 ? DIMONA_TRY(reader->journal_entry(version.act)) : std::nullopt;
        std::optional<registry::Act> act;
        if (entry) act = DIMONA_TRY(registry::codec::read_document<registry::Act>(entry->document, "journal entry"));
        if (asked.as_json) {
            json::object object = {{"version", registry::codec::to_json(version)}};
            if (act) object.emplace("act", registry::codec::to_json(*act));
            all.push_back(std::move(object));
            continue;
        }
        std::cout << fmt::format("from {}  {}  {}  {}  ({})  active {}\n", format_date(version.valid_from),
                                 version.employer.number.value(), enterprise_of(version.employer),
                                 version.employer.name, categories_of(version.employer), active_of(version.employer));
        if (act)
            std::cout << fmt::format("    {}  {} by {}{}{}\n", format_instant(act->at), act->code, act->by,
                                     act->reason.empty() ? "" : ": ", act->reason);
        else
            std::cout << "    known before its history was kept\n";
    }
    if (asked.as_json) print(all);
    return {};
}

Status flows(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    json::array all;
    for (const auto& flow : DIMONA_TRY(registry::information_flows(*reader, asked.after, asked.count))) {
        if (asked.as_json)
            all.push_back(registry::codec::to_json(flow));
        else
            std::cout << fmt::format("{}  {} -> {}  enterprise {}\n", format_instant(flow.at), flow.provisional.value(),
                                     flow.definitive.value(), flow.enterprise ? flow.enterprise->to_text() : "-");
    }
    if (asked.as_json)
        print(all);
    else if (DIMONA_TRY(registry::information_flows(*reader, asked.after, 1)).empty())
        std::cout << "No provisional number has become a definitive one.\n";
    return {};
}

registry::Act act_of(const Asked& asked) {
    return {.at = SystemClock().now(),
            .code = {},
            .by = asked.operator_id,
            .by_enterprise = std::nullopt,
            .reason = asked.reason,
            .about = {},
            .details = {}};
}

Status confirm(const Asked& asked) {
    const auto number = DIMONA_TRY(parse_number(asked.number));
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto definitive = DIMONA_TRY(registry::give_definitive_number(*writer, number, act_of(asked)));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("{} is now {}\n", number.value(), definitive.value());
    return {};
}

Status add_public_body(const Asked& asked) {
    registry::PublicBody body{.kind = *domain::parse_public_body_kind(asked.kind),
                              .name = asked.name,
                              .enterprise = std::nullopt,
                              .ppl_number = asked.ppl.empty() ? std::nullopt : std::optional(asked.ppl),
                              .sub_entities = asked.sub_entities,
                              .active_from = {}};
    if (!asked.enterprise.empty()) {
        body.enterprise = domain::EnterpriseNumber::parse(asked.enterprise);
        if (!body.enterprise)
            return fail(ErrorKind::invalid, "this is no enterprise number", asked.enterprise, "check the digits");
    }
    const auto from = parse_date(asked.from);
    if (!from) return fail(ErrorKind::invalid, "this is no day", asked.from, "write YYYY-MM-DD");
    body.active_from = *from;
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto number = DIMONA_TRY(registry::register_public_body(*writer, body, act_of(asked)));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("{} declares under {}\n", asked.name, number.value());
    return {};
}

}  // namespace

void add_employer_commands(CLI::App& admin, Outcome& outcome) {
    auto* employer = admin.add_subcommand("employer", "The repertory of employers");
    employer->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto add = [&](const char* name, const char* about, Status (*run)(const Asked&)) {
        auto* command = employer->add_subcommand(name, about);
        add_store_options(*command, asked->place);
        command->callback([asked, &outcome, run] { outcome.plan([asked, run] { return run(*asked); }); });
        return command;
    };
    const auto add_json = [&](CLI::App* command) { command->add_flag("--json", asked->as_json, "Print JSON"); };
    const auto add_page = [&](CLI::App* command) {
        command->add_option("--count", asked->count, "How many")->check(CLI::Range(1, 10'000))->capture_default_str();
        command->add_option("--after", asked->after, "Only greater numbers");
        add_json(command);
    };
    const auto add_number = [&](CLI::App* command) {
        command->add_option("NUMBER", asked->number, "Number of the employer, or of its enterprise")->required();
        add_json(command);
    };
    const auto add_reason = [&](CLI::App* command) {
        command->add_option("--operator", asked->operator_id, "Who decides")->required();
        command->add_option("--reason", asked->reason, "On what ground")->required();
    };
    auto* list_command = add("list", "Employers by number", list);
    list_command->add_flag("--provisional", asked->provisional_only, "Only those without a definitive number");
    add_page(list_command);
    add_number(add("show", "One employer, and what the enterprise register knows of it", show));
    add_number(add("history", "What the repertory said, from when on", history));
    add_page(add("flows", "Provisional numbers that have become definitive ones", flows));
    auto* confirm_command = add("confirm", "Give a definitive number: everything is re-keyed", confirm);
    confirm_command->add_option("PROVISIONAL", asked->number, "The provisional number")->required();
    add_reason(confirm_command);
    auto* body = add("add-public-body", "Enter a public body, by form", add_public_body);
    body->add_option("--kind", asked->kind, "provincialLocal, federal, publicBroadcaster, parliament or other")
        ->check(CLI::IsMember({"provincialLocal", "federal", "publicBroadcaster", "parliament", "other"}))
        ->capture_default_str();
    body->add_option("--name", asked->name, "Official name")->required();
    body->add_option("--enterprise", asked->enterprise, "Enterprise number; may be left out for a federal body");
    body->add_option("--ppl", asked->ppl, "PPL number of a provincial or local administration, if there is one");
    body->add_option("--sub-entity", asked->sub_entities, "Code of ten digits; may be given several times");
    body->add_option("--from", asked->from, "Day from which there is staff, YYYY-MM-DD")->required();
    add_reason(body);
}

}  // namespace dimona::app
