// The REST service above an in-memory register, without sockets and without cryptography.
#pragma once

#include <future>

#include "base/text.hpp"
#include "channel/rest/service.hpp"
#include "channel/rest/support/contract.hpp"
#include "register/support/world.hpp"

namespace dimona::rest::test {

using registry::test::must;

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return registry::test::brussels(2026, 5, 4, 10, 0); }
};

// "Bearer 0 declare consult": the client of the first employer, with both scopes.
class SpokenTokens final : public access::TokenService {
public:
    explicit SpokenTokens(const std::vector<domain::Employer>& employers) : employers_(employers) {}

    void issue(const std::string& form_body,
               std::function<void(tl::expected<access::TokenAnswer, access::OAuthError>)> done) override {
        if (form_body == "right") return done(access::TokenAnswer{"a.b.c", std::string(access::scope_consult), 600});
        done(tl::unexpected(access::OAuthError{401, "invalid_client", "unknown client"}));
    }
    tl::expected<access::TokenClaims, access::TokenProblem> check(std::string_view header) override {
        if (header.empty()) return tl::unexpected(access::TokenProblem::missing);
        if (header == "Bearer expired") return tl::unexpected(access::TokenProblem::expired);
        const auto words = split(header, ' ');
        const auto index = words.size() > 1 ? parse_digits(words[1]) : std::nullopt;
        if (!index) return tl::unexpected(access::TokenProblem::invalid);
        access::TokenClaims claims{.client_id = "client-" + words[1],
                                   .enterprise = *employers_.at(static_cast<std::size_t>(*index)).enterprise,
                                   .scopes = {},
                                   .expires = Instant::max()};
        for (const auto& word : words) {
            if (word == "declare") claims.scopes.emplace_back(access::scope_declare);
            if (word == "consult") claims.scopes.emplace_back(access::scope_consult);
        }
        return claims;
    }
    [[nodiscard]] std::string jwks() const override { return R"({"keys":[]})"; }

private:
    const std::vector<domain::Employer>& employers_;
};

inline constexpr const char* base_url = "https://dimona.example";
inline constexpr const char* root = "/REST/dimona/v2";

struct Answer {
    int status = 0;
    std::vector<http::Header> headers;
    std::string text;
    json::value body;
    // Of this name; empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const {
        for (const auto& header : headers)
            if (header.name == name) return header.value;
        return {};
    }
    [[nodiscard]] std::string_view at(std::string_view pointer) const { return body.at_pointer(pointer).as_string(); }
    [[nodiscard]] std::int64_t number_at(std::string_view pointer) const { return body.at_pointer(pointer).as_int64(); }
};

struct Desk : registry::test::World {
    registry::Lanes lanes{*store, {}};
    FixedClock clock;
    registry::Intake intake{*store, lanes, rulebook, clock};
    registry::Consultations consultations{*store, lanes, clock};
    SpokenTokens tokens{employers};
    bool is_up = true;
    std::vector<Observed> observed;
    RestService service;
    std::string bearer = "Bearer 0 declare consult";

    explicit Desk(Settings settings = {}) : service(intake, consultations, tokens, completed(std::move(settings))) {}

    Settings completed(Settings settings) {
        settings.base_url = base_url;
        settings.openapi_document = openapi_text();
        settings.is_healthy = [this] { return is_up; };
        settings.observe = [this](const Observed& what) { observed.push_back(what); };
        return settings;
    }

    // `target` with its query; the body makes it JSON unless the headers say otherwise.
    Answer call(std::string method, std::string target, std::string body = {}, std::vector<http::Header> headers = {}) {
        http::Request request{.method = std::move(method),
                              .path = target.substr(0, target.find('?')),
                              .query = {},
                              .headers = std::move(headers),
                              .body = std::move(body),
                              .peer = "127.0.0.1",
                              .trace_id = "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11"};
        if (const auto mark = target.find('?'); mark != std::string::npos)
            for (const auto& pair : split(target.substr(mark + 1), '&'))
                request.query.push_back({pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1)});
        if (!bearer.empty()) request.headers.push_back({"Authorization", bearer});
        if (request.count("Content-Type") == 0) request.headers.push_back({"Content-Type", "application/json"});
        std::promise<http::Response> promise;
        service.handle(std::move(request), [&](http::Response response) { promise.set_value(std::move(response)); });
        auto response = promise.get_future().get();
        Answer answer{response.status, std::move(response.headers), response.body, {}};
        if (!response.body.empty()) answer.body = json::parse(response.body);
        return answer;
    }
    Answer get(const std::string& path, std::vector<http::Header> headers = {}) {
        return call("GET", root + path, {}, std::move(headers));
    }
    Answer post(const std::string& path, const json::value& body, std::vector<http::Header> headers = {}) {
        return call("POST", root + path, json::serialize(body), std::move(headers));
    }
    Answer declare(const json::value& body) { return post("/declarations", body, {{"Prefer", "wait=5"}}); }

    [[nodiscard]] json::object in_of(std::size_t employer, std::size_t person, json::object operation) const {
        return {{"employer", {{"enterpriseNumber", employers.at(employer).enterprise->to_text()}}},
                {"worker", {{"ssin", persons.at(person).ssin.to_text()}}},
                {"dimonaIn", std::move(operation)}};
    }
    [[nodiscard]] json::object ordinary_in(std::size_t person = 0) const {
        return in_of(
            0, person,
            {{"startDate", "2026-05-04"}, {"features", {{"workerType", "OTH"}, {"jointCommissionNumber", "XXX"}}}});
    }
};

}  // namespace dimona::rest::test
