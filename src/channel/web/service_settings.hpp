// What the pages are told when the service starts.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "access/certificates.hpp"
#include "channel/web/floodgate.hpp"
#include "channel/web/open_forms.hpp"
#include "channel/web/open_id.hpp"

namespace dimona::web {

struct Observed;

struct Settings {
    std::string base_url;
    bool tls = false;
    bool is_demonstration = false;
    bool four_eyes = false;  // decisions at the operator's desk wait for a second person
    std::optional<OpenIdSettings> open_id;
    // A shipped file by its path: "web/dimona.css", "locale/nl.mo"; empty when there is none.
    std::function<std::string_view(std::string_view path)> file;
    std::function<void(const Observed&)> observe;
    access::CertificateRules certificates = {};  // of clients and batch senders
    int threads = 8;                             // pages that are made at the same time
    int requests_a_minute = 600;                 // of one network address
    int sign_ins_a_minute = 20;                  // idem: attempts to sign in
    std::chrono::minutes proof_age_max{5};       // sensitive changes ask who it is, when that was proved longer ago
    FloodLimits flood = {};                      // of the service without signing in
    OpenFormSettings open_forms = {};
    std::string open_key;  // a secret of the service: signs open forms, hides whose tokens are counted
};

}  // namespace dimona::web
