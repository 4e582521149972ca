#include "channel/rest/problem.hpp"

namespace dimona::rest {

namespace json = boost::json;

namespace {

struct ProblemType {
    int status;
    const char* name;  // last part of the URN
    const char* title;
};

constexpr ProblemType types[] = {
    {400, "badRequest", "Bad Request"},
    {401, "invalidAccessToken", "Invalid Access Token"},
    {403, "missingPermission", "Missing Permission"},
    {404, "resourceNotFound", "Resource Not Found"},
    {405, "methodNotAllowed", "Method Not Allowed"},
    {406, "notAcceptable", "Not Acceptable"},
    {408, "requestTimeout", "Request Timeout"},
    {409, "conflict", "Conflict"},
    {413, "payloadTooLarge", "Payload Too Large"},
    {414, "uriTooLong", "URI Too Long"},
    {415, "unsupportedMediaType", "Unsupported Media Type"},
    {417, "expectationFailed", "Expectation Failed"},
    {429, "tooManyRequests", "Too Many Requests"},
    {431, "requestHeaderFieldsTooLarge", "Request Header Fields Too Large"},
    {500, "internalServerError", "Internal Server Error"},
    {501, "notImplemented", "Not Implemented"},
    {503, "serviceUnavailable", "Service Unavailable"},
    {505, "httpVersionNotSupported", "HTTP Version Not Supported"},
};

ProblemType type_of(int status) {
    for (const auto& type : types)
        if (type.status == status) return type;
    return {status, status < 500 ? "badRequest" : "internalServerError", "Problem"};
}

http::Response make(ProblemType type, std::string detail, const std::string& trace_id, json::object more = {}) {
    json::object body = {
        {"type", std::string("urn:problem-type:belgif:") + type.name},
        {"href", std::string("https://www.belgif.be/specification/rest/api-guide/problems/") + type.name + ".html"},
        {"title", type.title},
        {"status", type.status},
        {"detail", std::move(detail)},
        {"instance", "urn:uuid:" + trace_id}};
    for (auto& member : more) body.emplace(member.key(), std::move(member.value()));
    http::Response response{type.status,
                            {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
                            json::serialize(body)};
    return response;
}

http::Response token_problem(ProblemType type, const char* detail, const char* challenge, const std::string& trace_id) {
    auto response = make(type, detail, trace_id);
    response.headers.push_back({"WWW-Authenticate", challenge});
    return response;
}

constexpr int retry_after_s = 5;

}  // namespace

http::Response problem(int status, std::string detail, const std::string& trace_id) {
    if (status != 503) return make(type_of(status), std::move(detail), trace_id);
    auto response = make(type_of(status), std::move(detail), trace_id, {{"retryAfterSec", retry_after_s}});
    response.headers.push_back({"Retry-After", std::to_string(retry_after_s)});
    return response;
}

http::Response bad_request(const Issues& issues, const std::string& trace_id) {
    json::array list;
    for (const auto& issue : issues) list.push_back(to_json(issue));
    return make(type_of(400), "The request is malformed; nothing was stored. Correct what the issues name.", trace_id,
                {{"issues", list}});
}

http::Response no_access_token(const std::string& trace_id) {
    return token_problem({401, "noAccessToken", "No Access Token"},
                         "Send an access token in the header Authorization: Bearer …", "Bearer", trace_id);
}
http::Response invalid_access_token(const std::string& trace_id) {
    return token_problem(type_of(401),
                         "The access token is not one of this service, or its client was revoked. Ask for a new one.",
                         "Bearer error=\"invalid_token\"", trace_id);
}
http::Response expired_access_token(const std::string& trace_id) {
    return token_problem({401, "expiredAccessToken", "Expired Access Token"},
                         "The access token has expired. Ask for a new one.",
                         "Bearer error=\"invalid_token\", error_description=\"expired\"", trace_id);
}

http::Response missing_scope(std::string_view scope, const std::string& trace_id) {
    auto response = make({403, "missingScope", "Missing Scope"}, "The access token lacks the scope of this operation.",
                         trace_id, {{"requiredScopes", json::array{scope}}});
    response.headers.push_back(
        {"WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + std::string(scope) + "\""});
    return response;
}

http::Response payload_too_large(std::uint64_t limit, const std::string& trace_id) {
    return make(type_of(413),
                "The body is larger than " + std::to_string(limit) + " bytes. Send one declaration a request.",
                trace_id, {{"limit", limit}});
}

http::Response problem_of(const Error& error, const std::string& trace_id) {
    const auto sentence = error.message + (error.remedy.empty() ? "" : "; " + error.remedy) + '.';
    switch (error.kind) {
        case ErrorKind::invalid:
            return problem(400, sentence, trace_id);
        case ErrorKind::not_found:
            return problem(404, sentence, trace_id);
        case ErrorKind::conflict:
            return problem(409, sentence, trace_id);
        case ErrorKind::forbidden:
            return problem(403, sentence, trace_id);
        case ErrorKind::unavailable:
            return problem(503,
                           "The service can't take this at the moment; nothing was stored. Try again with the same "
                           "Idempotency-Key.",
                           trace_id);
        case ErrorKind::unsupported:
        case ErrorKind::internal:
            break;
    }
    return problem(500, "The service failed; nothing was acknowledged. Report the instance to the operator.", trace_id);
}

}  // namespace dimona::rest
