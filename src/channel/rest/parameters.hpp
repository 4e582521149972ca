// Query parameters and headers that operations take.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "channel/rest/issue.hpp"
#include "domain/rules/rulebook.hpp"
#include "http/server.hpp"
#include "register/port/records.hpp"

namespace dimona::rest {

// Parameters of the address that the operation does not know.
[[nodiscard]] Issues unknown_parameters(const http::Request& request, std::initializer_list<std::string_view> known);

struct DeclareOptions {
    bool dry_run = false;
    std::optional<int> wait;  // seconds; a decision never takes that long
    std::optional<std::string> idempotency_key;
    Issues issues;
};
[[nodiscard]] DeclareOptions read_declare_options(const http::Request& request);

struct LanguageChoice {
    domain::Language language = domain::Language::en;
    Issues issues;
};
// ?lang= wins over Accept-Language.
[[nodiscard]] LanguageChoice read_language(const http::Request& request);

struct ReadPage {
    registry::Page page;
    Issues issues;
};
[[nodiscard]] ReadPage read_page(const http::Request& request);
// Address of the page behind this one; `last` is the key of its last item.
[[nodiscard]] std::string next_url(const std::string& collection_url, const registry::Page& page, std::int64_t last);

}  // namespace dimona::rest
