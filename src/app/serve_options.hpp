// What `dimona serve` can be told.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/log.hpp"
#include "base/result.hpp"
#include "channel/web/floodgate.hpp"
#include "channel/web/open_forms.hpp"

namespace dimona::app {

struct ServeOptions {
    bool demo = false;
    std::string data;   // empty: ./data with --demo, else /var/lib/dimona
    std::string store;  // postgresql://…; empty: the file in the data directory
    std::string listen = "127.0.0.1:8080";
    std::string metrics_listen;  // another address for figures and probes alone; empty: none
    std::string clock;           // RFC 3339, with --demo only
    std::string base_url;        // as clients see it; empty: http(s)://LISTEN
    std::string tls_certificate, tls_key;
    std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For is believed
    std::vector<std::string> token_audiences;  // accepted beside our own addresses
    std::string mail_server, mail_user, mail_password, mail_sender = "dimona@localhost";  // no server: files
    int mail_every_minutes = 15;  // how often deadlines are looked at; 0: never
    std::string open_id_issuer, open_id_client, open_id_secret, open_id_name, open_id_acr;  // no issuer: none
    std::string self_signed_certificates = "allow", certificate_authorities;  // of clients and batch senders
    int page_threads = 8;
    int page_requests_a_minute = 600, sign_ins_a_minute = 20;  // of one network address
    web::FloodLimits flood;                                    // of the service without signing in
    int proof_bits = web::OpenFormSettings().proof_bits;
    int open_wait_s = static_cast<int>(web::OpenFormSettings().wait.count());
    int open_fill_s = static_cast<int>(web::OpenFormSettings().fill_time_min.count());
    std::string inbox, inbox_user, inbox_password, inbox_server_id;  // messages to the operator; empty: none
    int inbox_every_s = 30;
    int ask_again_minutes = 5;  // sensitive changes ask who it is, when that was proved longer ago; 0: always
    bool four_eyes = false;     // decisions of the authority's staff wait for a second one of them
    int threads = 2;
    int batch_max = 1'000;
    int queue_max = 20'000;
    int body_bytes_max = 256 * 1024;
    int connections_max = 10'000;
    bool tolerate_unknown_members = false;
    LogLevel log_level = LogLevel::info;
};

// The options on the command line, with their ranges and variables. The file is given as --config.
void add_serve_options(CLI::App& command, ServeOptions& options, std::string& config_file);

// Fills in what the file says and the place of the data, and refuses what does not go together.
[[nodiscard]] Status complete_options(CLI::App& command, ServeOptions& options, const std::string& config_file);

}  // namespace dimona::app
