#include <iostream>

#include "app/commands.hpp"

namespace dimona::app {

namespace {

constexpr int wrong_command_line = 2;
constexpr const char* description =
    "Dimona: immediate declaration of employment, personnel file and web service in one program.";
constexpr const char* footer =
    "Exit codes: 0 done, 1 failed or found something wrong, 2 wrong command line or configuration.\n"
    "Options of serve may also stand in the environment (DIMONA_DATA, DIMONA_LISTEN, ...) or in a TOML file\n"
    "(serve --config FILE); the command line wins over the environment, the environment over the file.";

void print(const Error& error) {
    std::cerr << "dimona: " << error.message;
    if (!error.place.empty()) std::cerr << " [" << error.place << ']';
    std::cerr << '\n';
    if (!error.remedy.empty()) std::cerr << "  " << error.remedy << '\n';
}

}  // namespace

int Outcome::carry_out() const {
    if (refusal_) {
        print(*refusal_);
        return wrong_command_line;
    }
    const Status done = work_ ? work_() : Status();
    if (done) return 0;
    print(done.error());
    return 1;
}

int run_command_line(int argc, const char* const* argv) {
    CLI::App app(description, "dimona");
    Outcome outcome;
    app.footer(footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("dimona " DIMONA_VERSION));
    app.get_formatter()->column_width(34);

    add_serve_command(app, outcome);
    add_config_commands(app, outcome);
    add_rules_command(app, outcome);
    add_journal_commands(app, outcome);
    add_transfer_commands(app, outcome);
    add_simulate_command(app, outcome);
    add_receipt_command(app, outcome);
    add_admin_command(app, outcome);
    add_information_commands(app, outcome);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrong_command_line;
    }
    return outcome.carry_out();
}

}  // namespace dimona::app
