#include "channel/web/receipts.hpp"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "access/jws.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "channel/web/receipt_document.hpp"
#include "register/journal.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;

constexpr const char* receipt_type = "dimona-receipt+jwt";

tl::unexpected<Error> no_receipt(const char* why) {
    return fail(ErrorKind::invalid, why, "receipt", "ask whoever gave it to you for the original");
}

json::object claims_of(const registry::DeclarationView& view, const std::string& issuer) {
    json::array anomalies;
    for (const auto& anomaly : view.document.decision.anomalies) anomalies.emplace_back(anomaly.code);
    json::object claims = {{"iss", issuer},
                           {"declarationId", view.record.id.value()},
                           {"kind", domain::to_code(view.record.kind)},
                           {"result", domain::to_code(view.record.result)},
                           {"receivedAt", format_instant(view.record.received_at)},
                           {"anomalies", std::move(anomalies)},
                           {"declarationSha256", to_hex(sha256(registry::canonical_request(view.document.request)))}};
    if (view.record.employer) claims.emplace("employerId", view.record.employer->value());
    return claims;
}

std::string text(const json::object& claims, const char* name) {
    const auto* value = claims.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

Result<CheckedReceipt> read_claims(const access::UnverifiedJws& jws) {
    if (text(jws.header, "typ") != receipt_type) return no_receipt("this is signed, but it is no receipt");
    const auto* number = jws.claims.if_contains("declarationId");
    if (!number || !number->is_int64()) return no_receipt("this receipt names no declaration");
    CheckedReceipt receipt{.declaration = number->get_int64(),
                           .kind = text(jws.claims, "kind"),
                           .result = text(jws.claims, "result"),
                           .received_at = text(jws.claims, "receivedAt"),
                           .employer = {},
                           .declaration_digest = text(jws.claims, "declarationSha256"),
                           .anomalies = {}};
    if (const auto* employer = jws.claims.if_contains("employerId"); employer && employer->is_int64())
        receipt.employer = std::to_string(employer->get_int64());
    if (const auto* anomalies = jws.claims.if_contains("anomalies"); anomalies && anomalies->is_array())
        for (const auto& anomaly : anomalies->get_array())
            if (anomaly.is_string()) receipt.anomalies.emplace_back(anomaly.get_string());
    return receipt;
}

Result<CheckedReceipt> check_with(std::string_view compact, const access::Key& key) {
    const auto jws = access::take_apart(trim(compact));
    if (!jws) return no_receipt("this is no receipt, or it was cut off");
    if (!access::is_signed_by(*jws, key)) return no_receipt("the signature does not fit: the receipt was changed");
    return read_claims(*jws);
}

}  // namespace

namespace {

Result<json::object> read_former_key(const std::filesystem::path& file) {
    std::ifstream stream(file);
    const std::string pem{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto key = access::read_public_key(pem);
    auto jwk = key ? access::public_jwk(*key) : tl::unexpected(key.error());
    if (!jwk)
        return fail(ErrorKind::invalid, "this is no P-256 public key in PEM", file.string(),
                    "write it with `openssl pkey -pubout`, or take the file away");
    return jwk;
}

}  // namespace

Result<std::unique_ptr<Receipts>> Receipts::open(const std::string& key_file, const std::string& former_keys,
                                                 std::string base_url) {
    std::unique_ptr<Receipts> receipts(
        new Receipts(DIMONA_TRY(access::open_signing_key(key_file)), std::move(base_url)));
    const auto own = DIMONA_TRY(access::public_jwk(receipts->key_));
    receipts->key_id_ = own.at("kid").as_string();
    json::array keys = {own};
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(former_keys, missing))
        if (entry.path().extension() == ".pem") keys.push_back(DIMONA_TRY(read_former_key(entry.path())));
    receipts->jwks_ = json::serialize(json::object{{"keys", std::move(keys)}});
    return receipts;
}

Result<std::string> Receipts::sign(const registry::DeclarationView& view) const {
    return access::sign({{"alg", "ES256"}, {"typ", receipt_type}, {"kid", key_id_}}, claims_of(view, base_url_), key_);
}

Result<CheckedReceipt> Receipts::check(std::string_view compact) const { return check_receipt(compact, jwks_); }

Result<std::string> Receipts::document(const registry::DeclarationView& view, const Words& words,
                                       const domain::Rulebook& rulebook) const {
    const auto compact = DIMONA_TRY(sign(view));
    return receipt_document(view, words, rulebook, compact, address_of(compact));
}

Result<CheckedReceipt> check_receipt(std::string_view compact, std::string_view key_set) {
    boost::system::error_code problem;
    const auto value = json::parse(key_set, problem);
    const auto* object = problem ? nullptr : value.if_object();
    const auto* keys = object ? object->if_contains("keys") : nullptr;
    if (!keys || !keys->is_array())
        return fail(ErrorKind::invalid, "this is no key set", "keys", "take it from /verify/keys.json of the service");
    Result<CheckedReceipt> checked = no_receipt("the key set is empty");
    for (const auto& member : keys->get_array()) {
        const auto key = access::read_public_key(json::serialize(member));
        if (!key) continue;
        auto with_this = check_with(compact, *key);
        if (with_this) return with_this;
        checked = std::move(with_this);
    }
    return checked;
}

}  // namespace dimona::web
