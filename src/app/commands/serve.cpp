// dimona serve
#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <iostream>
#include <map>

#include "app/commands.hpp"
#include "app/server_process.hpp"

namespace dimona::app {

namespace {

const std::map<std::string, LogLevel> log_levels = {{"debug", LogLevel::debug},
                                                    {"info", LogLevel::info},
                                                    {"warning", LogLevel::warning},
                                                    {"error", LogLevel::error},
                                                    {"off", LogLevel::off}};

Status check_combination(const ServeOptions& options) {
    if (!options.clock.empty() && !options.demo)
        return fail(ErrorKind::invalid, "the legal clock can be set in a demonstration only", "--clock",
                    "add --demo, or leave --clock out");
    if (options.tls_certificate.empty() != options.tls_key.empty())
        return fail(ErrorKind::invalid, "TLS needs a certificate and its key", "--tls-certificate, --tls-key",
                    "give both or none");
    return {};
}

void print_where_to_go(const ServerProcess& server) {
    const auto& url = server.base_url();
    std::cout << fmt::format(
                     "Dimona is ready at {0}\n\n"
                     "  web service   {0}/REST/dimona/v2   (description: {0}/REST/dimona/v2/openapi.json)\n"
                     "  tokens        {0}/REST/oauth/v5/token\n"
                     "  credentials   {1}\n\n"
                     "Try it:\n"
                     "  curl {0}/REST/dimona/v2/health\n"
                     "  a first declaration: README.md, \"A first declaration\"\n\n"
                     "Stop with Ctrl-C; what was acknowledged is kept.\n",
                     url, server.credentials_file())
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

Status serve(ServeOptions options) {
    DIMONA_TRY_VOID(check_combination(options));
    if (options.data.empty()) options.data = options.demo ? "./data" : "/var/lib/dimona";
    // Before any thread starts, so that all of them leave the signals to this one.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const auto server = DIMONA_TRY(ServerProcess::open(options));
    server->start();
    if (options.demo) print_where_to_go(*server);
    wait_for_signal(signals);
    server->stop();
    return {};
}

}  // namespace

void add_serve_command(CLI::App& app, Outcome& outcome) {
    auto options = std::make_shared<ServeOptions>();
    auto* command = app.add_subcommand("serve", "Run the service");
    command->configurable();
    command->add_flag("--demo", options->demo, "Fill an empty store with a demonstration and write its credentials");
    command->add_option("--data", options->data, "Data directory (default: ./data with --demo, else /var/lib/dimona)")
        ->envname("DIMONA_DATA");
    command->add_option("--listen", options->listen, "ADDRESS:PORT; port 0 takes a free one")
        ->envname("DIMONA_LISTEN")
        ->capture_default_str();
    command->add_option("--clock", options->clock,
                        "With --demo: the legal clock starts at this moment (RFC 3339) and runs on");
    command->add_option("--base-url", options->base_url, "Address of the service as its clients see it")
        ->envname("DIMONA_BASE_URL");
    command->add_option("--tls-certificate", options->tls_certificate, "PEM file with the certificate chain")
        ->envname("DIMONA_TLS_CERTIFICATE");
    command->add_option("--tls-key", options->tls_key, "PEM file with the private key")->envname("DIMONA_TLS_KEY");
    command->add_option("--token-audience", options->token_audiences,
                        "Further audiences accepted in client assertions");
    command->add_option("--threads", options->threads, "Threads for input and output")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--batch-max", options->batch_max, "Declarations committed together at most")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--queue-max", options->queue_max, "Declarations that may wait; more are answered 503")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--body-bytes-max", options->body_bytes_max, "Largest request body")
        ->check(CLI::Range(1'024, 16'777'216))
        ->capture_default_str();
    command->add_option("--connections-max", options->connections_max, "Open connections at most")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_flag("--tolerate-unknown-members", options->tolerate_unknown_members,
                      "Ignore unknown members of JSON bodies instead of refusing them");
    command->add_option("--log-level", options->log_level, "debug, info, warning, error, off")
        ->envname("DIMONA_LOG_LEVEL")
        ->transform(CLI::CheckedTransformer(log_levels, CLI::ignore_case))
        ->default_str("info");
    command->callback([options, &outcome] { outcome.plan([options] { return serve(*options); }); });
}

}  // namespace dimona::app
