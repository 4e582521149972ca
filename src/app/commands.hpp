// The command line: one file a command under commands/.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/result.hpp"

namespace dimona::app {

// Exit codes: 0 done, 1 it failed or found something wrong, 2 the command line is wrong.
struct Outcome {
    int code = 0;
    // Prints the error (what, where, what to do) and remembers the failure.
    void failed(const Error& error);
    void take(const Status& status) {
        if (!status) failed(status.error());
    }
};

void add_serve_command(CLI::App& app, Outcome& outcome);
void add_rules_command(CLI::App& app, Outcome& outcome);
void add_journal_commands(CLI::App& app, Outcome& outcome);  // verify, rebuild, backup
void add_admin_command(CLI::App& app, Outcome& outcome);
void add_import_commands(CLI::App& admin, Outcome& outcome);
void add_identify_commands(CLI::App& admin, Outcome& outcome);
void add_client_commands(CLI::App& admin, Outcome& outcome);
void add_log_command(CLI::App& admin, Outcome& outcome);

// --data DIR, or DIMONA_DATA.
void add_data_option(CLI::App& command, std::string& data);

}  // namespace dimona::app
