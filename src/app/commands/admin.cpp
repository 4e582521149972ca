// dimona admin …, and dimona admin log
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/store_place.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

struct Asked {
    StorePlace place;
    int count = 50;
    std::int64_t before = 0;
    bool as_json = false;
};

json::value or_null(std::optional<std::int64_t> number) { return number ? json::value(*number) : json::value(); }

// Persons by key, never by number: who may know more can ask the service.
json::object to_json(const registry::Consultation& line) {
    return {{"line", line.line},
            {"at", format_instant(line.at)},
            {"caller", line.caller},
            {"operation", line.operation},
            {"employerId", or_null(line.employer ? std::optional(line.employer->value()) : std::nullopt)},
            {"person", or_null(line.person ? std::optional(line.person->value()) : std::nullopt)},
            {"number", or_null(line.number)},
            {"results", line.results},
            {"traceId", line.trace_id}};
}

void print(const registry::Consultation& line) {
    const auto or_dash = [](std::optional<std::int64_t> number) { return number ? std::to_string(*number) : "-"; };
    std::cout << fmt::format("{}\t{}\t{}\t{}\temployer {}\tperson {}\tnumber {}\t{} results\t{}\n", line.line,
                             format_instant(line.at), line.caller, line.operation,
                             or_dash(line.employer ? std::optional(line.employer->value()) : std::nullopt),
                             or_dash(line.person ? std::optional(line.person->value()) : std::nullopt),
                             or_dash(line.number), line.results, line.trace_id);
}

Status print_log(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    for (const auto& line : DIMONA_TRY(reader->consultations_before(asked.before, asked.count))) {
        if (asked.as_json)
            std::cout << json::serialize(to_json(line)) << '\n';
        else
            print(line);
    }
    return {};
}

}  // namespace

void add_log_command(CLI::App& admin, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* log = admin.add_subcommand("log", "Who looked into the personnel file, newest first");
    add_store_options(*log, asked->place);
    log->add_option("--count", asked->count, "How many lines")->check(CLI::Range(1, 10'000))->capture_default_str();
    log->add_option("--before", asked->before, "Only lines with a smaller number");
    log->add_flag("--json", asked->as_json, "Print one JSON object a line");
    log->callback([asked, &outcome] { outcome.plan([asked] { return print_log(*asked); }); });
}

void add_admin_command(CLI::App& app, Outcome& outcome) {
    auto* admin = app.add_subcommand("admin", "The operator's work");
    admin->require_subcommand(1);
    add_import_commands(*admin, outcome);
    add_identify_commands(*admin, outcome);
    add_employer_commands(*admin, outcome);
    add_client_commands(*admin, outcome);
    add_user_commands(*admin, outcome);
    add_mandate_commands(*admin, outcome);
    add_unsecured_commands(*admin, outcome);
    add_log_command(*admin, outcome);
}

}  // namespace dimona::app
