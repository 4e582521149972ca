#include <iostream>

#include "app/commands.hpp"

namespace dimona::app {

namespace {

constexpr const char* description =
    "Dimona: immediate declaration of employment, personnel file and web service in one program.";
constexpr const char* footer =
    "Exit codes: 0 done, 1 failed or found something wrong, 2 wrong command line.\n"
    "Options may also stand in a TOML file (--config FILE, one section a command, for example [serve]) or in the\n"
    "environment (DIMONA_DATA, DIMONA_LISTEN, ...); the command line wins over the environment, the environment\n"
    "over the file.";

int run(int argc, char** argv) {
    CLI::App app(description, "dimona");
    Outcome outcome;
    app.footer(footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("dimona " DIMONA_VERSION));
    app.set_config("--config", "", "Read options from a TOML file");
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.get_formatter()->column_width(34);

    add_serve_command(app, outcome);
    add_rules_command(app, outcome);
    add_journal_commands(app, outcome);
    add_admin_command(app, outcome);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        constexpr int wrong_command_line = 2;
        return code == 0 ? 0 : wrong_command_line;
    }
    return outcome.carry_out();
}

}  // namespace

int Outcome::carry_out() const {
    const Status done = work_ ? work_() : Status();
    if (done) return 0;
    const Error& error = done.error();
    std::cerr << "dimona: " << error.message;
    if (!error.place.empty()) std::cerr << " [" << error.place << ']';
    std::cerr << '\n';
    if (!error.remedy.empty()) std::cerr << "  " << error.remedy << '\n';
    return 1;
}

void add_data_option(CLI::App& command, std::string& data) {
    command.add_option("--data", data, "Data directory")->envname("DIMONA_DATA")->capture_default_str();
}

}  // namespace dimona::app

int main(int argc, char** argv) { return dimona::app::run(argc, argv); }
