// Certificates that tests make themselves: by themselves, or under an authority.
#pragma once

#include <string>

#include "base/clock.hpp"

namespace dimona::access::test {

struct CertificateOptions {
    std::string pair = "first";  // of p256_pair()
    Instant not_before{};
    int days = 30;
    std::string signed_by = {};  // name of another pair, an authority; empty: by itself
    bool is_authority = false;
};
// PEM. The subject is CN=PAIR, the issuer CN=SIGNED_BY.
std::string certificate(const CertificateOptions& options);

}  // namespace dimona::access::test
