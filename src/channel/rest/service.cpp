#include "channel/rest/service.hpp"

#include <algorithm>
#include <iterator>

#include "channel/rest/declaration_reader.hpp"
#include "channel/rest/exchange.hpp"
#include "channel/rest/headers.hpp"
#include "channel/rest/oauth_answers.hpp"
#include "channel/rest/parameters.hpp"
#include "channel/rest/problem.hpp"
#include "channel/rest/routes.hpp"
#include "channel/rest/search_reader.hpp"
#include "channel/rest/views.hpp"

namespace dimona::rest {

namespace {

namespace json = boost::json;

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

class RestService::Detail : public std::enable_shared_from_this<RestService::Detail> {
public:
    Detail(registry::Intake& intake, registry::Consultations& consultations, access::TokenService& tokens,
           Settings settings)
        : intake_(intake),
          consultations_(consultations),
          tokens_(tokens),
          settings_(std::move(settings)),
          answering_(settings_.tls, settings_.observe),
          schemas_(settings_.openapi_document, request_schemas()),
          views_(intake.rulebook(), settings_.base_url + service_path) {}

    void handle(http::Request request, http::Respond respond) {
        const auto exchange = begin_exchange(std::move(request), std::move(respond));
        const auto route = find_route(exchange->request.method, exchange->request.path);
        if (!route.operation) return answer_without_operation(exchange, route);
        exchange->observed.operation = name_of(*route.operation);
        if (!route.number_is_readable)
            return finish(exchange, problem(404, "There is nothing under this address.", exchange->trace()));
        exchange->number = route.number;
        if (!accepts_json(exchange->request.header("Accept")))
            return finish(exchange, problem(406, "This service answers in application/json.", exchange->trace()));
        run(*route.operation, exchange);
    }

    [[nodiscard]] http::Response refuse(int status, std::string_view reason, const std::string& trace_id) const {
        auto response = status == 413 ? payload_too_large(settings_.body_bytes_max, trace_id)
                                      : problem(status, std::string(reason), trace_id);
        answering_.add_common_headers(response, trace_id, {});
        return response;
    }

private:
    void finish(const Shared& exchange, http::Response response) const {
        answering_.finish(exchange, std::move(response));
    }

    void answer_without_operation(const Shared& exchange, const Route& route) const {
        if (route.allowed.empty())
            return finish(exchange, problem(404, "There is nothing under this address.", exchange->trace()));
        if (exchange->request.method == "OPTIONS") return finish(exchange, {204, {{"Allow", route.allowed}}, {}});
        auto response = problem(405, "This address takes " + route.allowed + ".", exchange->trace());
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
                return finish(exchange, key_set(tokens_.jwks()));
            case Operation::metadata:
                return finish(exchange, authorization_server_metadata(settings_.base_url));
        }
    }

    // --- who is calling
    bool authorise(const Shared& exchange, std::string_view scope) {
        const auto claims = tokens_.check(exchange->request.header("Authorization"));
        if (!claims) {
            finish(exchange, token_problem(claims.error(), exchange->trace()));
            return false;
        }
        exchange->observed.client_id = claims->client_id;
        if (!claims->has(scope)) {
            finish(exchange, missing_scope(scope, exchange->trace()));
            return false;
        }
        exchange->caller = {.channel = domain::Channel::web_service,
                            .id = claims->client_id,
                            .enterprise = claims->enterprise,
                            .trace_id = exchange->trace()};
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
            case access::TokenProblem::cannot_be_checked:
                return problem(503, "The store does not answer; nothing was taken. Try again in a few seconds.",
                               trace_id);
        }
        return invalid_access_token(trace_id);
    }
    bool has_json_body(const Shared& exchange) {
        if (is_media_type(exchange->request.header("Content-Type"), json_type)) return true;
        finish(exchange, problem(415, "Send the body as application/json.", exchange->trace()));
        return false;
    }
    [[nodiscard]] UnknownMembers unknown_members() const {
        return settings_.tolerate_unknown_members ? UnknownMembers::tolerated : UnknownMembers::refused;
    }

    // --- declaring
    void declare(const Shared& exchange) {
        if (!authorise(exchange, access::scope_declare) || !has_json_body(exchange)) return;
        auto read = read_declaration(exchange->request.body, schemas_, unknown_members());
        const auto options = read_declare_options(exchange->request);
        std::copy(options.issues.begin(), options.issues.end(), std::back_inserter(read.issues));
        if (!read.issues.empty()) return finish(exchange, bad_request(read.issues, exchange->trace()));
        registry::Submission submission{std::move(read.request), exchange->caller, options.idempotency_key};
        if (options.dry_run) return dry_run(exchange, submission);
        // The whole declaration is written back only for a caller who waits for it.
        auto request = options.wait ? std::optional(submission.request) : std::nullopt;
        exchange->observed.kind = submission.request.kind;
        struct Waiting {
            std::optional<int> wait;
            std::optional<domain::DeclarationRequest> request;
            Result<registry::Answer> answer = tl::unexpected(Error{});
        };
        auto waiting = std::make_shared<Waiting>(Waiting{options.wait, std::move(request)});
        // Everybody waits for the lane that decided: the answer is made elsewhere.
        intake_.submit(std::move(submission),
                       [self = shared_from_this(), exchange, waiting](Result<registry::Answer> answer) {
                           waiting->answer = std::move(answer);
                           self->answering_.finish_later(exchange, [self, exchange, waiting] {
                               return self->declared(exchange, waiting->answer, waiting->request, waiting->wait);
                           });
                       });
    }
    [[nodiscard]] http::Response declared(const Shared& exchange, const Result<registry::Answer>& answer,
                                          const std::optional<domain::DeclarationRequest>& request,
                                          std::optional<int> wait) const {
        if (!answer) return problem_of(answer.error(), exchange->trace());
        if (!answer->repeated) exchange->observed.result = answer->decision.result;
        json::object body;
        if (request) body = views_.answer(*request, *answer);
        auto response = json_response(201, body);
        response.headers.push_back({"Location", views_.declaration_url(answer->id)});
        if (wait) response.headers.push_back({"Preference-Applied", "wait=" + std::to_string(*wait)});
        return response;
    }
    void dry_run(const Shared& exchange, const registry::Submission& submission) {
        const auto answer = intake_.dry_run(submission);
        if (!answer) return finish(exchange, problem_of(answer.error(), exchange->trace()));
        finish(exchange, json_response(200, views_.answer(submission.request, *answer)));
    }

    // --- consulting
    // Gives a callback that answers with the view of what was found.
    template <class View, class Show>
    auto answer_with(const Shared& exchange, Show show) {
        return [self = shared_from_this(), exchange, show](Result<View> found) {
            if (!found) return self->finish(exchange, problem_of(found.error(), exchange->trace()));
            self->finish(exchange, show(self->views_, *found));
        };
    }

    bool may_read(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return false;
        const auto issues = unknown_parameters(exchange->request, {});
        if (!issues.empty()) finish(exchange, bad_request(issues, exchange->trace()));
        return issues.empty();
    }
    void get_declaration(const Shared& exchange) {
        if (!may_read(exchange)) return;
        consultations_.declaration(
            exchange->caller, domain::DeclarationId{exchange->number},
            answer_with<registry::DeclarationView>(exchange, [](const Views& views, const auto& view) {
                return json_response(200, views.declaration(view));
            }));
    }
    void explain(const Shared& exchange) {
        if (!authorise(exchange, access::scope_consult)) return;
        const auto choice = read_language(exchange->request);
        if (!choice.issues.empty()) return finish(exchange, bad_request(choice.issues, exchange->trace()));
        const auto language = choice.language;
        consultations_.declaration(
            exchange->caller, domain::DeclarationId{exchange->number},
            answer_with<registry::DeclarationView>(exchange, [language](const Views& views, const auto& view) {
                auto response = json_response(200, views.explanation(view, language));
                response.headers.push_back({"Content-Language", std::string(domain::to_code(language))});
                return response;
            }));
    }
    void get_period(const Shared& exchange) {
        if (!may_read(exchange)) return;
        consultations_.period(exchange->caller, domain::PeriodId{exchange->number},
                              answer_with<registry::PeriodView>(exchange, [](const Views& views, const auto& view) {
                                  return json_response(200, views.period(view));
                              }));
    }
    void get_registration(const Shared& exchange) {
        if (!may_read(exchange)) return;
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
            finish(exchange, bad_request(read.issues, exchange->trace()));
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
    void token(const Shared& exchange) {
        if (!is_media_type(exchange->request.header("Content-Type"), "application/x-www-form-urlencoded"))
            return finish(exchange, token_refused({.status = 400,
                                                   .error = "invalid_request",
                                                   .description = "send the body as application/x-www-form-urlencoded"},
                                                  settings_.base_url));
        tokens_.issue(exchange->request.body, [self = shared_from_this(), exchange](const auto& answer) {
            self->finish(exchange,
                         answer ? token_granted(*answer) : token_refused(answer.error(), self->settings_.base_url));
        });
    }

    registry::Intake& intake_;
    registry::Consultations& consultations_;
    access::TokenService& tokens_;
    Settings settings_;
    Answering answering_;
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
