// Receipts: proof of what was declared, when, and with which verdict.
//
// A receipt is a JWS (ES256, RFC 7515) over the number, the moment, the verdict with its anomaly codes, the employer,
// and the digest of the declaration's canonical text: nothing in it says who the worker is. The same JWS stands as a QR
// code on the page and in the PDF. Whoever has the public keys can check it without this service.
#pragma once

#include <memory>
#include <string>

#include "access/keys.hpp"
#include "channel/web/words.hpp"
#include "register/consultation.hpp"

namespace dimona::web {

struct CheckedReceipt {
    std::int64_t declaration = 0;
    std::string kind, result, received_at, employer, declaration_digest;
    std::vector<std::string> anomalies;
};

class Receipts {
public:
    // The key is made when it does not exist. Receipts of former keys hold as long as their public keys (*.pem) stand
    // in `former_keys`, which need not exist. `base_url` stands in receipts as the issuer.
    static Result<std::unique_ptr<Receipts>> open(const std::string& key_file, const std::string& former_keys,
                                                  std::string base_url);

    [[nodiscard]] Result<std::string> sign(const registry::DeclarationView& view) const;
    // {"keys":[…]}: the key that signs, then the former ones.
    [[nodiscard]] const std::string& jwks() const { return jwks_; }
    [[nodiscard]] Result<CheckedReceipt> check(std::string_view compact) const;

    // PDF/A-2b with the facts in words, the QR code and the JWS.
    [[nodiscard]] Result<std::string> document(const registry::DeclarationView& view, const Words& words,
                                               const domain::Rulebook& rulebook) const;
    [[nodiscard]] std::string address_of(const std::string& compact) const { return base_url_ + "/verify/" + compact; }

private:
    Receipts(access::Key key, std::string base_url) : key_(std::move(key)), base_url_(std::move(base_url)) {}
    access::Key key_;
    std::string key_id_, jwks_;
    std::string base_url_;
};

// With the keys of a key set: what `dimona verify-receipt` does without the service.
[[nodiscard]] Result<CheckedReceipt> check_receipt(std::string_view compact, std::string_view key_set);

}  // namespace dimona::web
