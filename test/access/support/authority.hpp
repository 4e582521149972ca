// A token service on a store of its own, with one registered client and a clock that the test sets.
#pragma once

#include <future>
#include <map>

#include "access/support/keys.hpp"
#include "access/token_service.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"

namespace dimona::access::test {

class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return now_; }
    void advance(std::chrono::seconds by) { now_ += by; }

private:
    Instant now_ = *parse_instant("2026-05-04T10:00:00Z");
};

using Issued = tl::expected<TokenAnswer, OAuthError>;

class Authority {
public:
    inline static const std::string url = "https://dimona.example";
    inline static const std::string token_url = url + "/REST/oauth/v5/token";

    Authority() {
        open();
        register_client("vendor", {p256_pair().public_pem});
    }

    void open() {
        store_ = must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}));
        lanes_ = std::make_unique<registry::Lanes>(*store_, registry::LaneLimits{});
        service_ = must(TokenService::open(
            *store_, *lanes_, clock,
            {.issuer = url, .accepted_audiences = {url, token_url}, .signing_key_file = signing_key_file()}));
    }
    [[nodiscard]] std::string signing_key_file() const { return folder_.file("signing.pem"); }
    // As after a restart of the program.
    void reopen() {
        service_.reset();
        lanes_.reset();
        store_.reset();
        open();
    }

    void register_client(const std::string& id, std::vector<std::string> public_keys, bool active = true,
                         std::vector<std::string> scopes = {std::string(scope_declare), std::string(scope_consult)}) {
        const auto writer = must(store_->write());
        must(writer->put_oauth_client({id, enterprise, std::move(scopes), std::move(public_keys), active}));
        must(writer->commit());
    }

    // Claims that are accepted, each time with another jti.
    [[nodiscard]] boost::json::object claims(const std::string& client = "vendor") {
        return {{"iss", client},
                {"sub", client},
                {"aud", token_url},
                {"jti", "jti-" + std::to_string(++assertions_)},
                {"iat", seconds_from_now(0)},
                {"exp", seconds_from_now(60)}};
    }
    [[nodiscard]] std::int64_t seconds_from_now(std::int64_t seconds) const {
        return std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count() + seconds;
    }
    [[nodiscard]] static std::string sign(const boost::json::object& claims) {
        return signed_jws({{"alg", "ES256"}, {"typ", "JWT"}}, claims, p256_pair().key);
    }

    // Parameters that are empty are left out; values must need no encoding.
    using Form = std::map<std::string, std::string>;
    [[nodiscard]] static Form form_with(const std::string& assertion) {
        return {{"grant_type", "client_credentials"},
                {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                {"client_assertion", assertion}};
    }
    [[nodiscard]] Issued ask(const Form& form) {
        std::string body;
        for (const auto& [name, value] : form)
            if (!value.empty()) body += (body.empty() ? "" : "&") + name + "=" + value;
        return ask_with_body(body);
    }
    [[nodiscard]] Issued ask_with_body(const std::string& body) {
        auto answer = std::make_shared<std::promise<Issued>>();
        service_->issue(body, [answer](Issued issued) { answer->set_value(std::move(issued)); });
        return answer->get_future().get();
    }
    [[nodiscard]] Issued ask_with(const std::string& assertion) { return ask(form_with(assertion)); }
    [[nodiscard]] std::string a_token() { return must_token(ask_with(sign(claims()))).access_token; }
    [[nodiscard]] static TokenAnswer must_token(Issued issued) {
        if (!issued) throw std::runtime_error(issued.error().error + ": " + issued.error().description);
        return *std::move(issued);
    }

    TokenService& service() { return *service_; }
    SetClock clock;
    const domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::make(2'003);

private:
    store::test::Folder folder_;
    int assertions_ = 0;
    std::unique_ptr<registry::Store> store_;
    std::unique_ptr<registry::Lanes> lanes_;
    std::unique_ptr<TokenService> service_;
};

}  // namespace dimona::access::test
