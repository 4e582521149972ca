// dimona serve
#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <iostream>

#include "app/commands.hpp"
#include "app/demo/enterprises.hpp"
#include "app/server_process.hpp"

namespace dimona::app {

namespace {

void print_where_to_go(const ServerProcess& server, const std::string& data) {
    const auto& url = server.base_url();
    std::cout << fmt::format(
                     "Dimona is ready at {0}\n\n"
                     "  pages         {0}/\n"
                     "  web service   {0}/REST/dimona/v2   (description: {0}/REST/dimona/v2/openapi.json)\n"
                     "  tokens        {0}/REST/oauth/v5/token\n"
                     "  credentials   {1}\n\n"
                     "Sign in to the pages with one of these (all of them: {3}/demo/users.json):\n{2}"
                     "  and a code:   build/release/dimona admin user code --data {3} --login LOGIN\n\n"
                     "Enterprises that are no employers yet, to try an identification with:\n{4}\n"
                     "Try it:\n"
                     "  curl {0}/REST/dimona/v2/health\n"
                     "  a first declaration: README.md, \"Your first declaration\"\n\n"
                     "Stop with Ctrl-C; what was acknowledged is kept.\n",
                     url, server.credentials_file(), server.demo_users_text(), data, describe_candidates())
              << std::flush;
}

// Waits for the first signal to stop; a second one ends the process at once.
void wait_for_signal(const sigset_t& signals) {
    int received = 0;
    sigwait(&signals, &received);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

Status serve(const ServeOptions& options) {
    // Before any thread starts, so that all of them leave the signals to this one.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const auto server = DIMONA_TRY(ServerProcess::open(options));
    server->start();
    if (options.demo) print_where_to_go(*server, options.data);
    wait_for_signal(signals);
    server->stop();
    return {};
}

}  // namespace

void add_serve_command(CLI::App& app, Outcome& outcome) {
    struct Asked {
        ServeOptions options;
        std::string config_file;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand("serve", "Run the service");
    add_serve_options(*command, asked->options, asked->config_file);
    command->callback([asked, command, &outcome] {
        if (const auto complete = complete_options(*command, asked->options, asked->config_file); !complete)
            return outcome.refuse(complete.error());
        outcome.plan([asked] { return serve(asked->options); });
    });
}

}  // namespace dimona::app
