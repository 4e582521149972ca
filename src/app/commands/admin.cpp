// dimona admin …, and dimona admin log
#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/data_directory.hpp"

namespace dimona::app {

namespace {

struct Asked {
    std::string data = default_data_directory;
    int count = 50;
    std::int64_t before = 0;
};

Status print_log(const Asked& asked) {
    const auto store = DIMONA_TRY(DIMONA_TRY(DataDirectory::existing(asked.data)).open_store());
    const auto reader = DIMONA_TRY(store->read());
    for (const auto& line : DIMONA_TRY(reader->consultations_before(asked.before, asked.count)))
        std::cout << fmt::format("{}\t{}\t{}\t{}\temployer {}\tperson {}\tnumber {}\t{} results\t{}\n", line.line,
                                 format_instant(line.at), line.caller, line.operation,
                                 line.employer ? std::to_string(line.employer->value()) : "-",
                                 line.person ? std::to_string(line.person->value()) : "-",
                                 line.number ? std::to_string(*line.number) : "-", line.results, line.trace_id);
    return {};
}

}  // namespace

void add_log_command(CLI::App& admin, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* log = admin.add_subcommand("log", "Who looked into the personnel file, newest first");
    add_data_option(*log, asked->data);
    log->add_option("--count", asked->count, "How many lines")->check(CLI::Range(1, 10'000))->capture_default_str();
    log->add_option("--before", asked->before, "Only lines with a smaller number");
    log->callback([asked, &outcome] { outcome.plan([asked] { return print_log(*asked); }); });
}

void add_admin_command(CLI::App& app, Outcome& outcome) {
    auto* admin = app.add_subcommand("admin", "The operator's work");
    admin->require_subcommand(1);
    add_import_commands(*admin, outcome);
    add_identify_commands(*admin, outcome);
    add_client_commands(*admin, outcome);
    add_log_command(*admin, outcome);
}

}  // namespace dimona::app
