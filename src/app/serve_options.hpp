// What `dimona serve` can be told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/log.hpp"

namespace dimona::app {

struct ServeOptions {
    bool demo = false;
    std::string data;  // empty: ./data with --demo, else /var/lib/dimona
    std::string listen = "127.0.0.1:8080";
    std::string clock;     // RFC 3339, with --demo only
    std::string base_url;  // as clients see it; empty: http(s)://LISTEN
    std::string tls_certificate, tls_key;
    std::vector<std::string> token_audiences;  // accepted beside our own addresses
    int threads = 2;
    int batch_max = 1'000;
    int queue_max = 20'000;
    int body_bytes_max = 256 * 1024;
    int connections_max = 10'000;
    bool tolerate_unknown_members = false;
    LogLevel log_level = LogLevel::info;
};

}  // namespace dimona::app
