#include "app/serve_options.hpp"

#include <map>

#include "app/data_directory.hpp"
#include "app/settings.hpp"
#include "app/store_place.hpp"

namespace dimona::app {

namespace {

const std::map<std::string, LogLevel> log_levels = {{"debug", LogLevel::debug},
                                                    {"info", LogLevel::info},
                                                    {"warning", LogLevel::warning},
                                                    {"error", LogLevel::error},
                                                    {"off", LogLevel::off}};

void add_places(CLI::App& command, ServeOptions& options) {
    command.add_flag("--demo", options.demo, "Fill an empty store with a demonstration and write its credentials");
    command.add_option("--data", options.data, "Data directory (default: ./data with --demo, else /var/lib/dimona)");
    add_store_option(command, options.store);
    command.add_option("--listen", options.listen, "ADDRESS:PORT; port 0 takes a free one")->capture_default_str();
    command.add_option("--metrics-listen", options.metrics_listen,
                       "ADDRESS:PORT for metrics and probes, for others than this machine");
    command.add_option("--clock", options.clock,
                       "With --demo: the legal clock starts at this moment (RFC 3339) and runs on");
    command.add_option("--base-url", options.base_url, "Address of the service as its clients see it");
    command.add_option("--tls-certificate", options.tls_certificate, "PEM file with the certificate chain");
    command.add_option("--tls-key", options.tls_key, "PEM file with the private key");
    command.add_option("--trusted-proxy", options.trusted_proxies,
                       "Address of a reverse proxy whose X-Forwarded-For says who asks");
    command.add_option("--token-audience", options.token_audiences, "Further audiences accepted in client assertions");
}

void add_page_options(CLI::App& command, ServeOptions& options) {
    command.add_flag("--four-eyes", options.four_eyes,
                     "Decisions of the authority's staff wait until a second one of them agrees");
    command.add_option("--mail-server", options.mail_server,
                       "smtp://HOST:PORT or smtps://HOST:PORT for letters (default: files below DATA/mail)");
    command.add_option("--mail-user", options.mail_user, "Name at the mail server; asks for TLS");
    command.add_option("--mail-password", options.mail_password, "Password there; better in the configuration file");
    command.add_option("--mail-sender", options.mail_sender, "From whom the letters come")->capture_default_str();
    command.add_option("--openid-issuer", options.open_id_issuer,
                       "OpenID Connect provider at which people may sign in, beside password and code");
    command.add_option("--openid-client", options.open_id_client, "Our client id there");
    command.add_option("--openid-secret", options.open_id_secret, "Our secret there; better in the configuration file");
    command.add_option("--openid-name", options.open_id_name, "What the sign-in page calls it");
    command
        .add_option("--self-signed-certificates", options.self_signed_certificates,
                    "Whether clients and batch senders may register them, and bare keys: allow or refuse")
        ->check(CLI::IsMember({"allow", "refuse"}))
        ->capture_default_str();
    command.add_option("--certificate-authorities", options.certificate_authorities,
                       "Folder with PEM certificates of those that are trusted, when self-signed ones are refused");
    command.add_option("--openid-acr", options.open_id_acr,
                       "How strongly people must have been identified there: the value of acr");
}

void add_inbox_options(CLI::App& command, ServeOptions& options) {
    command.add_option("--inbox", options.inbox,
                       "Maildir, or imaps://HOST/MAILBOX, in which requests about the unsecured channels arrive");
    command.add_option("--inbox-user", options.inbox_user, "Name at the IMAP server");
    command.add_option("--inbox-password", options.inbox_password, "Password there; better in the configuration file");
    command.add_option("--inbox-server-id", options.inbox_server_id,
                       "How our mail server calls itself in Authentication-Results: only then its word for a sender "
                       "counts (default: senders confirm on a page)");
}

void add_open_limits(CLI::App& command, ServeOptions& options) {
    const auto add = [&](const char* name, int& value, const char* about, int least, int most) {
        command.add_option(name, value, about)->check(CLI::Range(least, most))->capture_default_str();
    };
    auto& flood = options.flood;
    add("--unsecured-visits-an-hour", flood.visits_an_hour, "Unsecured visits begun from one network address", 1,
        1'000'000);
    add("--unsecured-an-hour", flood.declarations_an_hour, "Unsecured declarations from one network address", 1,
        1'000'000);
    add("--unsecured-of-employer-an-hour", flood.for_employer_an_hour, "Unsecured declarations for one employer", 1,
        1'000'000);
    add("--unsecured-of-worker-an-hour", flood.for_worker_an_hour, "Unsecured declarations for one worker", 1,
        1'000'000);
    add("--unsecured-a-minute", flood.of_everybody_a_minute, "Unsecured declarations in all", 1, 1'000'000);
    add("--unsecured-refused-costs", flood.refused_costs, "As how many declarations a refused one counts", 1, 1'000);
    add("--unsecured-unproved-costs", flood.unproved_costs, "As how many one without proof of work counts", 1, 1'000);
    add("--unsecured-proof-bits", options.proof_bits, "Work of a browser before it may send; 0: none", 0, 30);
    add("--unsecured-wait-s", options.open_wait_s, "Seconds to wait without that work", 0, 600);
    add("--unsecured-fill-s", options.open_fill_s, "Seconds from the first page to sending, at least", 0, 600);
    add("--inbox-every-s", options.inbox_every_s, "Seconds between two looks into the inbox", 1, 86'400);
}

void add_limits(CLI::App& command, ServeOptions& options) {
    const auto add = [&](const char* name, int& value, const char* about, int least, int most) {
        command.add_option(name, value, about)->check(CLI::Range(least, most))->capture_default_str();
    };
    add("--threads", options.threads, "Threads for input and output", 1, 64);
    add("--batch-max", options.batch_max, "Declarations committed together at most", 1, 100'000);
    add("--queue-max", options.queue_max, "Declarations that may wait; more are answered 503", 1, 1'000'000);
    add("--body-bytes-max", options.body_bytes_max, "Largest request body", 1'024, 16'777'216);
    add("--page-threads", options.page_threads, "Pages that are made at the same time", 1, 256);
    add("--page-requests-a-minute", options.page_requests_a_minute, "Requests for pages of one network address", 10,
        1'000'000);
    add("--sign-ins-a-minute", options.sign_ins_a_minute, "Attempts to sign in of one network address", 1, 100'000);
    add("--ask-again-minutes", options.ask_again_minutes,
        "Sensitive changes ask for password or code again after so long; 0: always", 0, 60);
    add("--mail-every-minutes", options.mail_every_minutes, "How often deadlines are looked at; 0: never", 0, 1'440);
    add("--connections-max", options.connections_max, "Open connections at most", 1, 100'000);
}

}  // namespace

void add_serve_options(CLI::App& command, ServeOptions& options, std::string& config_file) {
    command.add_option("--config", config_file, "TOML file with these options below [serve]");
    add_places(command, options);
    add_page_options(command, options);
    add_limits(command, options);
    add_inbox_options(command, options);
    add_open_limits(command, options);
    command.add_flag("--tolerate-unknown-members", options.tolerate_unknown_members,
                     "Ignore unknown members of JSON bodies instead of refusing them");
    command
        .add_option_function<std::string>(
            "--log-level", [&options](const std::string& name) { options.log_level = log_levels.at(name); },
            "debug, info, warning, error or off")
        ->check(CLI::IsMember(log_levels))
        ->default_str("info");
    name_environment_variables(command);
}

Status complete_options(CLI::App& command, ServeOptions& options, const std::string& config_file) {
    if (!config_file.empty()) DIMONA_TRY_VOID(apply_settings(command, DIMONA_TRY(read_settings(config_file, "serve"))));
    if (options.data.empty()) options.data = options.demo ? "./data" : default_data_directory;
    if (!options.clock.empty() && !options.demo)
        return fail(ErrorKind::invalid, "the legal clock can be set in a demonstration only", "--clock",
                    "add --demo, or leave --clock out");
    if (!options.clock.empty() && !parse_instant(options.clock))
        return fail(ErrorKind::invalid, "this is no moment with a zone", "--clock",
                    "write it like 2026-05-04T10:00:00+02:00");
    if (options.tls_certificate.empty() != options.tls_key.empty())
        return fail(ErrorKind::invalid, "TLS needs a certificate and its key", "--tls-certificate, --tls-key",
                    "give both or none");
    if (options.self_signed_certificates == "refuse" && options.certificate_authorities.empty())
        return fail(ErrorKind::invalid, "somebody must be trusted when self-signed certificates are refused",
                    "--certificate-authorities", "name a folder with certificates of authorities");
    while (options.base_url.ends_with('/')) options.base_url.pop_back();
    return {};
}

}  // namespace dimona::app
