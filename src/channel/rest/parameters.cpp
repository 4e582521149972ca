#include "channel/rest/parameters.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channel/rest/headers.hpp"

namespace dimona::rest {

namespace {

constexpr int page_size_max = 100;
constexpr int page_max = 1'000'000;

// The header may be sent several times: its lines are one list (RFC 9110 5.3).
std::string whole_list(const http::Request& request, std::string_view name) {
    if (request.count(name) < 2) return std::string(request.header(name));
    std::string list;
    http::Request line;
    for (const auto& header : request.headers) {
        line.headers = {header};
        if (line.count(name) > 0) list += (list.empty() ? "" : ", ") + header.value;
    }
    return list;
}

std::optional<int> whole_number(const http::Request& request, const char* name, int smallest, int largest,
                                Issues& issues) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    const auto number = parse_digits(*text);
    if (!number || *number < smallest || *number > largest) {
        issues.push_back(
            {IssueKind::schema_violation, IssuePlace::query, name,
             "a whole number from " + std::to_string(smallest) + " to " + std::to_string(largest) + " is expected"});
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

}  // namespace

Issues unknown_parameters(const http::Request& request, std::initializer_list<std::string_view> known) {
    Issues issues;
    for (std::size_t index = 0; index < request.query.size(); ++index) {
        const auto& name = request.query[index].name;
        if (std::find(known.begin(), known.end(), name) == known.end())
            issues.push_back({IssueKind::unknown_input, IssuePlace::query, name, "there is no such parameter"});
        else if (std::any_of(request.query.begin(), request.query.begin() + static_cast<std::ptrdiff_t>(index),
                             [&](const http::Header& before) { return before.name == name; }))
            issues.push_back({IssueKind::schema_violation, IssuePlace::query, name, "this stands twice; keep one"});
    }
    return issues;
}

DeclareOptions read_declare_options(const http::Request& request) {
    DeclareOptions options;
    options.issues = unknown_parameters(request, {"dryRun"});
    if (const auto dry_run = request.parameter("dryRun")) {
        options.dry_run = *dry_run == "true";
        if (!options.dry_run && *dry_run != "false")
            options.issues.push_back(
                {IssueKind::schema_violation, IssuePlace::query, "dryRun", "true or false is expected"});
    }
    options.wait = wait_preference(whole_list(request, "Prefer"));
    if (request.count("Idempotency-Key") > 0) {
        options.idempotency_key = std::string(request.header("Idempotency-Key"));
        if (request.count("Idempotency-Key") > 1 || !is_idempotency_key(*options.idempotency_key))
            options.issues.push_back({IssueKind::schema_violation, IssuePlace::header, "Idempotency-Key",
                                      "one key of 1 to 255 printable characters is expected"});
    }
    return options;
}

LanguageChoice read_language(const http::Request& request) {
    LanguageChoice choice{preferred_language(whole_list(request, "Accept-Language")),
                          unknown_parameters(request, {"lang"})};
    if (const auto asked = request.parameter("lang")) {
        const auto known = domain::parse_language(*asked);
        if (known)
            choice.language = *known;
        else
            choice.issues.push_back(
                {IssueKind::schema_violation, IssuePlace::query, "lang", "nl, fr, de or en is expected"});
    }
    return choice;
}

ReadPage read_page(const http::Request& request) {
    ReadPage read;
    read.issues = unknown_parameters(request, {"page", "pageSize", "cursor"});
    read.page.number = whole_number(request, "page", 1, page_max, read.issues).value_or(1);
    read.page.size = whole_number(request, "pageSize", 1, page_size_max, read.issues).value_or(read.page.size);
    if (const auto cursor = request.parameter("cursor")) {
        bool ok = false;
        const auto decoded = from_base64url(*cursor, ok);
        const auto last = ok ? parse_digits(decoded) : std::nullopt;
        if (last)
            read.page.after = *last;
        else
            read.issues.push_back(
                {IssueKind::invalid_input, IssuePlace::query, "cursor", "take the cursor over from `next` unchanged"});
    }
    return read;
}

std::string next_url(const std::string& collection_url, const registry::Page& page, std::int64_t last) {
    return collection_url + "?page=" + std::to_string(page.number + 1) + "&pageSize=" + std::to_string(page.size) +
           "&cursor=" + base64url(std::to_string(last));
}

}  // namespace dimona::rest
