#include "channel/rest/service.hpp"

#include <chrono>

#include "channel/rest/declaration_reader.hpp"
#include "channel/rest/headers.hpp"
#include "channel/rest/problem.hpp"
#include "channel/rest/routes.hpp"
#include "channel/rest/search_reader.hpp"
#include "channel/rest/views.hpp"

namespace dimona::rest {

namespace {

namespace json = boost::json;
using std::chrono::steady_clock;

constexpr const char* service_path = "/REST/dimona/v2";
constexpr const char* json_type = "application/json";

std::vector<std::string> request_schemas() {
    auto names = declaration_schemas();
    for (auto& name : search_schemas()) names.push_back(std::move(name));
    return names;
}

http::Response json_response(int status, const json::object& body) {
    return {status, {{"Content-Type", json_type}, {"Cache-Control", "no-store"}}, json::serialize(body)};
}

}  // namespace

// One request on its way: what was asked, by whom, and how to answer.
struct Exchange {
    http::Request request;
    http::Respond respond;
    Observed observed;
    steady_clock::time_point begun = steady_clock::now();
    registry::Caller caller;
    std::int64_t number = 0;
};
using Shared = std::shared_ptr<Exchange>;

class RestService::Detail : public std::enable_shared_from_this<RestService::Detail> {
public:
    Detail(registry::Intake& intake, registry::Consultations& consultations, access::TokenService& tokens,
           Settings settings)
        : intake_(intake),
          consultations_(consultations),
          tokens_(tokens),
          settings_(std::move(settings)),
          schemas_(settings_.openapi_document, request_schemas()),
          views_(intake.rulebook(), settings_.base_url + service_path) {}

    void handle(http::Request request, http::Respond respond) {
        auto exchange =
            std::make_shared<Exchange>(Exchange{.request = std::move(request), .respond = std::move(respond)});
        exchange->observed.method = exchange->request.method;
        exchange->observed.trace_id = exchange->request.trace_id;
        exchange->observed.operation = "none";
        const auto route = find_route(exchange->request.method, exchange->request.path);
        if (!route.operation) return answer_without_operation(exchange, route);
        exchange->observed.operation = name_of(*route.operation);
        if (!route.number_is_readable)
            return finish(exchange, problem(404, "There is nothing under this address.", trace(exchange)));
        exchange->number = route.number;
        if (!accepts_json(exchange->request.header("Accept")))
            return finish(exchange, problem(406, "This service answers in application/json.", trace(exchange)));
        run(*route.operation, exchange);
    }

    [[nodiscard]] http::Response refuse(int status, std::string_view reason, const std::string& trace_id) const {
        auto response = status == 413 ? payload_too_large(settings_.body_bytes_max, trace_id)
                                      : problem(status, std::string(reason), trace_id);
        add_common_headers(response, trace_id, {});
        return response;
    }

private:
    static const std::string& trace(const Shared& exchange) { return exchange->request.trace_id; }

    void add_common_headers(http::Response& response, const std::string& trace_id, std::string_view related) const {
        response.headers.push_back({"BelGov-Trace-Id", trace_id});
        if (is_uuid(related)) response.headers.push_back({"BelGov-Related-Trace-Id", std::string(related)});
        response.headers.push_back({"X-Content-Type-Options", "nosniff"});
        if (settings_.tls)
            response.headers.push_back({"Strict-Transport-Security", "max-age=31536000; includeSubDomains"});
    }

    void finish(const Shared& exchange, http::Response response) const {
        add_common_headers(response, trace(exchange), exchange->request.header("BelGov-Trace-Id"));
        exchange->observed.status = response.status;
        exchange->observed.microseconds =
            std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - exchange->begun).count();
        if (settings_.observe) settings_.observe(exchange->observed);
        exchange->respond(std::move(response));
    }

    void answer_without_operation(const Shared& exchange, const Route& route) const {
        if (route.allowed.empty())
            return finish(exchange, problem(404, "There is nothing under this address.", trace(exchange)));
        if (exchange->request.method == "OPTIONS") return finish(exchange, {204, {{"Allow", route.allowed}}, {}});
        auto response = problem(405, "This address takes " + route.allowed + ".", trace(exchange));
        response.headers.push_back({"Allow", route.allowed});
        finish(exchange, std::move(response));
    }

    void run(Operation operation, const Shared& exchange) {
        switch (operation) {
            case Operation::declare:
                return declare(exchange);
            case Operation::get_declaration:
                return get_declaration(exchange);
            case Operation::explain_declaration:
                return explain(exchange);
            case Operation::search_declarations:
                return search_declarations(exchange);
            case Operation::get_period:
                return get_period(exchange);
            case Operation::search_periods:
                return search_periods(exchange);
            case Operation::search_relations:
                return search_relations(exchange);
            case Operation::get_daily_registration:
                return get_registration(exchange);
            case Operation::check_health:
                return health(exchange);
            case Operation::get_openapi:
                return openapi(exchange);
            case Operation::token:
                return token(exchange);
            case Operation::jwks:
                return finish(exchange, {200, {{"Content-Type", json_type}}, tokens_.jwks()});
            case Operation::metadata:
                return metadata(exchange);
        }
    }

    // --- who is calling
    bool authorise(const Shared& exchange, std::string_view scope) {
        const auto claims = tokens_.check(exchange->request.header("Authorization"));
        if (!claims) {
            finish(exchange, token_problem(claims.error(), trace(exchange)));
            return false;
        }
        exchange->observed.client_id = claims->client_id;
        if (!claims->has(scope)) {
            finish(exchange, missing_scope(scope, trace(exchange)));
            return false;
        }
        exchange->caller = {.channel = domain::Channel::web_service,
                            .id = claims->client_id,
                            .enterprise = claims->enterprise,
                            .trace_id = trace(exchange)};
        return true;
    }
    static http::Response token_problem(access::TokenProblem what, const std::string& trace_id) {
        switch (what) {
            case access::TokenProblem::missing:
                return no_access_token(trace_id);
            case access::TokenProblem::invalid:
                return invalid_access_token(trace_id);
            case access::TokenProblem::expired:
                return expired_access_token(trace_id);
        }
        return invalid_access_token(trace_id);
    }
    bool has_json_body(const Shared& exchange) {
        if (is_media_type(exchange->request.header("Content-Type"), json_type)) return true;
        finish(exchange, problem(415, "Send the body as application/json.", trace(exchange)));
        return false;
    }
    [[nodiscard]] UnknownMembers unknown_members() const {
        return settings_.tolerate_unknown_members ? UnknownMembers::tolerated : UnknownMembers::refused;
    }

    // --- declaring
    struct DeclareOptions {
        bool dry_run = false;
        std::optional<int> wait;
        std::optional<std::string> idempotency_key;
    };
    static DeclareOptions read_options(const http::Request& request, Issues& issues) {
        DeclareOptions options;
        for (const auto& parameter : request.query) {
            if (parameter.name != "dryRun")
                issues.push_back(
                    {IssueKind::unknown_input, IssuePlace::query, parameter.name, "there is no such parameter"});
            else if (parameter.value != "true" && parameter.value != "false")
                issues.push_back(
                    {IssueKind::schema_violation, IssuePlace::query, "dryRun", "true or false is expected"});
            else
                options.dry_run = parameter.value == "true";
        }
        options.wait = wait_preference(request.header("Prefer"));
        if (request.count("Idempotency-Key") > 0) {
            options.idempotency_key = std::string(request.header("Idempotency-Key"));
            if (request.count("Idempotency-Key") > 1 || !is_idempotency_key(*options.idempotency_key))
                issues.push_back({IssueKind::schema_violation, IssuePlace::header, "Idempotency-Key",
                                  "one key of 1 to 255 printable characters is expected"});
        }
        return options;
    }

    void declare(const Shared& exchange) {
        if (!authorise(exchange, access::scope_declare) || !has_json_body(exchange)) return;
        auto read = read_declaration(exchange->request.body, schemas_, unknown_members());
        const auto options = read_options(exchange->request, read.issues);
        if (!read.issues.empty()) return finish(exchange, bad_request(read.issues, trace(exchange)));
        registry::Submission submission{std::move(read.request), exchange->caller, options.idempotency_key};
        if (options.dry_run) return dry_run(exchange, submission);
        // The whole declaration is written back only for a caller who waits for it.
        auto request = options.wait ? std::optional(submission.request) : std::nullopt;
        exchange->observed.kind = submission.request.kind;
        intake_.submit(std::move(submission), [self = shared_from_this(), exchange,
                                               request = std::move(request)](Result<registry::Answer> answer) {
            if (!answer) return self->finish(exchange, problem_of(answer.error(), trace(exchange)));
            if (!answer->repeated) exchange->observed.result = answer->decision.result;
            json::object body;
            if (request) body = self->views_.answer(*request, *answer);
            auto response = json_response(201, body);
            response.headers.push_back({"Location", self->views_.declaration_url(answer->id)});
            if (request) response.headers.push_back({"Preference-Applied", "wait"});
            self->finish(exchange, std::move(response));
        });
    }
    void dry_run(const Shared& exchange, const registry::Submission& submission) {
        const auto answer = intake_.dry_run(submission);
        if (!answer) return finish(exchange, problem_of(answer.error(), trace(exchange)));
        finish(exchange, json_response(200, views_.answer(submission.request, *answer)));
    }

    // --- consulting
    // Gives a callback that answers with the view of what was found.
    template <class View, class Show>
    auto answer_with(const Shared& exchange, Show show) {
        return [self = shared_from_this(), exchange, show](Result<View> found) {
            if (!found) return self->finish(exchange, problem_of(found.error(), trace(exchange)));
            self->finish(exchange, show(self->views_, *found));
        };
    }

    void get_declaration(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return;
        consultations_.declaration(
            exchange->caller, domain::DeclarationId{exchange->number},
            answer_with<registry::DeclarationView>(exchange, [](const Views& views, const auto& view) {
                return json_response(200, views.declaration(view));
            }));
    }
    void explain(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return;
        auto language = preferred_language(exchange->request.header("Accept-Language"));
        if (const auto asked = exchange->request.parameter("lang")) {
            const auto known = domain::parse_language(*asked);
            if (!known)
                return finish(exchange, bad_request({{IssueKind::schema_violation, IssuePlace::query, "lang",
                                                      "nl, fr, de or en is expected"}},
                                                    trace(exchange)));
            language = *known;
        }
        consultations_.declaration(
            exchange->caller, domain::DeclarationId{exchange->number},
            answer_with<registry::DeclarationView>(exchange, [language](const Views& views, const auto& view) {
                auto response = json_response(200, views.explanation(view, language));
                response.headers.push_back({"Content-Language", std::string(domain::to_code(language))});
                return response;
            }));
    }
    void get_period(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return;
        consultations_.period(exchange->caller, domain::PeriodId{exchange->number},
                              answer_with<registry::PeriodView>(exchange, [](const Views& views, const auto& view) {
                                  return json_response(200, views.period(view));
                              }));
    }
    void get_registration(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return;
        consultations_.registration(
            exchange->caller, domain::RegistrationId{exchange->number},
            answer_with<registry::RegistrationView>(exchange, [](const Views& views, const auto& view) {
                return json_response(200, views.registration(view));
            }));
    }

    struct Search {
        registry::SearchCriteria criteria;
        registry::Page page;
        std::string collection_url;
    };
    std::optional<Search> read_search_of(const Shared& exchange, std::string_view schema) {
        if (!authorise(exchange, access::scope_consult) || !has_json_body(exchange)) return std::nullopt;
        auto read = read_search(exchange->request.body, schema, schemas_, unknown_members());
        auto paging = read_page(exchange->request);
        for (auto& issue : paging.issues) read.issues.push_back(std::move(issue));
        if (!read.issues.empty()) {
            finish(exchange, bad_request(read.issues, trace(exchange)));
            return std::nullopt;
        }
        return Search{std::move(read.criteria), paging.page, settings_.base_url + exchange->request.path};
    }
    // `show` gives the JSON of an item, `key_of` the number by which the search goes on behind it.
    template <class View, class Show, class Key>
    auto answer_with_page(const Shared& exchange, const Search& search, Show show, Key key_of) {
        return answer_with<registry::PageOf<View>>(
            exchange, [search, show, key_of](const Views& views, const auto& found) {
                json::array items;
                for (const auto& view : found.items) items.push_back((views.*show)(view));
                json::object body = {
                    {"items", std::move(items)}, {"page", search.page.number}, {"pageSize", search.page.size}};
                if (found.more)
                    body.emplace("next", next_url(search.collection_url, search.page, key_of(found.items.back())));
                return json_response(200, body);
            });
    }
    void search_declarations(const Shared& exchange) {
        const auto search = read_search_of(exchange, "DeclarationSearch");
        if (!search) return;
        consultations_.search_declarations(
            exchange->caller, search->criteria, search->page,
            answer_with_page<registry::DeclarationView>(exchange, *search, &Views::declaration,
                                                        [](const auto& view) { return view.record.id.value(); }));
    }
    void search_periods(const Shared& exchange) {
        const auto search = read_search_of(exchange, "PeriodSearch");
        if (!search) return;
        consultations_.search_periods(
            exchange->caller, search->criteria, search->page,
            answer_with_page<registry::PeriodView>(exchange, *search, &Views::period,
                                                   [](const auto& view) { return view.period.id.value(); }));
    }
    void search_relations(const Shared& exchange) {
        const auto search = read_search_of(exchange, "RelationSearch");
        if (!search) return;
        consultations_.search_relations(
            exchange->caller, search->criteria, search->page,
            answer_with_page<registry::RelationView>(exchange, *search, &Views::relation,
                                                     [](const auto& view) { return view.relation.person.value(); }));
    }

    // --- the service itself
    void health(const Shared& exchange) const {
        const bool up = !settings_.is_healthy || settings_.is_healthy();
        finish(exchange, json_response(up ? 200 : 503, {{"status", up ? "UP" : "DOWN"}}));
    }
    void openapi(const Shared& exchange) const {
        finish(exchange,
               {200, {{"Content-Type", json_type}, {"Cache-Control", "max-age=3600"}}, settings_.openapi_document});
    }
    // RFC 8414, so that OAuth libraries find their way.
    void metadata(const Shared& exchange) const {
        finish(exchange,
               json_response(200, {{"issuer", settings_.base_url},
                                   {"token_endpoint", settings_.base_url + "/REST/oauth/v5/token"},
                                   {"jwks_uri", settings_.base_url + "/.well-known/jwks.json"},
                                   {"grant_types_supported", json::array{"client_credentials"}},
                                   {"response_types_supported", json::array{}},
                                   {"token_endpoint_auth_methods_supported", json::array{"private_key_jwt"}},
                                   {"token_endpoint_auth_signing_alg_values_supported", json::array{"RS256", "ES256"}},
                                   {"scopes_supported", json::array{access::scope_declare, access::scope_consult}}}));
    }
    void token(const Shared& exchange) {
        const auto oauth_answer = [this](int status, const json::object& body) {
            auto response = json_response(status, body);
            response.headers.push_back({"Pragma", "no-cache"});
            if (status == 401)
                response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"" + settings_.base_url + "\""});
            return response;
        };
        if (!is_media_type(exchange->request.header("Content-Type"), "application/x-www-form-urlencoded"))
            return finish(
                exchange,
                oauth_answer(400, {{"error", "invalid_request"},
                                   {"error_description", "send the body as application/x-www-form-urlencoded"}}));
        tokens_.issue(exchange->request.body, [self = shared_from_this(), exchange, oauth_answer](const auto& answer) {
            if (!answer)
                return self->finish(
                    exchange, oauth_answer(answer.error().status, {{"error", answer.error().error},
                                                                   {"error_description", answer.error().description}}));
            self->finish(exchange, oauth_answer(200, {{"access_token", answer->access_token},
                                                      {"token_type", "Bearer"},
                                                      {"expires_in", answer->expires_in_s},
                                                      {"scope", answer->scope}}));
        });
    }

    registry::Intake& intake_;
    registry::Consultations& consultations_;
    access::TokenService& tokens_;
    Settings settings_;
    Schemas schemas_;
    Views views_;
};

RestService::RestService(registry::Intake& intake, registry::Consultations& consultations, access::TokenService& tokens,
                         Settings settings)
    : detail_(std::make_shared<Detail>(intake, consultations, tokens, std::move(settings))) {}
RestService::~RestService() = default;

void RestService::handle(http::Request request, http::Respond respond) {
    detail_->handle(std::move(request), std::move(respond));
}

http::Response RestService::refuse(int status, std::string_view reason, const std::string& trace_id) const {
    return detail_->refuse(status, reason, trace_id);
}

}  // namespace dimona::rest
