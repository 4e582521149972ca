// Problems (RFC 9457) with the types of the Belgian government's REST guide.
#pragma once

#include "base/result.hpp"
#include "channel/rest/issue.hpp"
#include "http/server.hpp"

namespace dimona::rest {

[[nodiscard]] http::Response problem(int status, std::string detail, const std::string& trace_id);
[[nodiscard]] http::Response bad_request(const Issues& issues, const std::string& trace_id);
[[nodiscard]] http::Response no_access_token(const std::string& trace_id);
[[nodiscard]] http::Response invalid_access_token(const std::string& trace_id);
[[nodiscard]] http::Response expired_access_token(const std::string& trace_id);
[[nodiscard]] http::Response missing_scope(std::string_view scope, const std::string& trace_id);
[[nodiscard]] http::Response payload_too_large(std::uint64_t limit, const std::string& trace_id);
// An error of the register, without what is inside the service.
[[nodiscard]] http::Response problem_of(const Error& error, const std::string& trace_id);

}  // namespace dimona::rest
