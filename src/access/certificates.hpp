// Certificates and keys that an enterprise registers for its programs, and when they hold.
//
// A registered key is kept as the PEM that it was registered with: a certificate (of which the dates hold), or a bare
// public key (which holds until it is removed).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace dimona::access {

// What is accepted; chosen by the operator.
struct CertificateRules {
    bool self_signed = true;         // also bare keys, of which nobody says whose they are
    std::string authorities_folder;  // PEM files of the authorities that are trusted when self-signed ones are not
};

struct RegisteredKey {
    std::string pem;         // as it is kept
    std::string thumbprint;  // SHA-256 of the public key, base64url: the same for a key and for its certificates
    std::string algorithm;   // RS256 or ES256
    std::string subject, issuer, serial;           // of a certificate; empty for a bare key
    std::optional<Instant> not_before, not_after;  // of a certificate
    [[nodiscard]] bool is_certificate() const { return not_after.has_value(); }
    [[nodiscard]] bool holds(Instant now) const {
        return (!not_before || *not_before <= now) && (!not_after || now < *not_after);
    }
};

// A PEM certificate or public key as it was registered, or a JWK. invalid: says what is wrong with it.
[[nodiscard]] Result<RegisteredKey> read_registered_key(std::string_view text);
// The same for one that is to be registered: the dates must hold, and when self-signed ones are not accepted, it must
// be a certificate for which a chain leads to a trusted authority; certificates between stand behind it in `text`.
[[nodiscard]] Result<RegisteredKey> admit_key(std::string_view text, const CertificateRules& rules, Instant now);
// Whether the rules can be kept: the folder holds certificates.
[[nodiscard]] Status check_rules(const CertificateRules& rules);

}  // namespace dimona::access
