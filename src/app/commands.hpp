// The command line: one file a command under commands/.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace dimona::app {

// What the command line asks for: planned while it is read, done once afterwards.
// Exit codes: 0 done, 1 it failed or found something wrong, 2 the command line or the configuration is wrong.
class Outcome {
public:
    void plan(std::function<Status()> work) { work_ = std::move(work); }
    void refuse(Error error) { refusal_ = std::move(error); }
    // Prints the error (what, where, what to do), if any. Gives the exit code.
    [[nodiscard]] int carry_out() const;

private:
    std::function<Status()> work_;
    std::optional<Error> refusal_;
};

// The whole command line; gives the exit code.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

void add_serve_command(CLI::App& app, Outcome& outcome);
void add_config_commands(CLI::App& app, Outcome& outcome);
void add_rules_command(CLI::App& app, Outcome& outcome);
void add_journal_commands(CLI::App& app, Outcome& outcome);   // verify, rebuild, backup
void add_transfer_commands(CLI::App& app, Outcome& outcome);  // export, import
void add_simulate_command(CLI::App& app, Outcome& outcome);
void add_admin_command(CLI::App& app, Outcome& outcome);
void add_information_commands(CLI::App& app, Outcome& outcome);  // limits, version
void add_import_commands(CLI::App& admin, Outcome& outcome);
void add_identify_commands(CLI::App& admin, Outcome& outcome);
void add_employer_commands(CLI::App& admin, Outcome& outcome);
void add_client_commands(CLI::App& admin, Outcome& outcome);
void add_user_commands(CLI::App& admin, Outcome& outcome);
void add_mandate_commands(CLI::App& admin, Outcome& outcome);
void add_unsecured_commands(CLI::App& admin, Outcome& outcome);
void add_receipt_command(CLI::App& app, Outcome& outcome);
void add_log_command(CLI::App& admin, Outcome& outcome);

}  // namespace dimona::app
