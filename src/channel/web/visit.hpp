// One request to the pages, with everything that a page may want to know about it; and what pages work with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/sessions.hpp"
#include "channel/web/form_data.hpp"
#include "channel/web/words.hpp"
#include "http/server.hpp"
#include "register/personnel_file.hpp"

namespace dimona::web {

// Addresses of what a page loads; each holds the digest of its content, so that it may be kept for ever.
struct Assets {
    std::string style, script, font, icon;
};

struct Visit {
    const http::Request& request;
    const Assets& assets;
    Words t;
    std::string query_text = {};          // "?a=1", as it was sent
    std::vector<std::string> parts = {};  // what stands in the address for {…}
    FormData form = {};                   // of a POST
    std::optional<access::Sessions::Known> who = {};
    std::string visitor = {};     // where forms are open to everybody: what names this browser, a digest of its cookie
    std::string form_token = {};  // stands in every form (CSRF); empty where none is asked for
    std::optional<domain::Employer> employer = {};  // for whom
    registry::Caller caller = {};

    // A parameter of the address; empty when there is none.
    [[nodiscard]] std::string parameter(std::string_view name) const { return request.parameter(name).value_or(""); }
    // The address of a page in this language: "/declare" -> "/nl/declare".
    [[nodiscard]] std::string url(std::string_view path) const { return "/" + t.code() + std::string(path); }
    // For the own enterprise, or by mandate; as long as no employer is chosen, what one may do for any.
    [[nodiscard]] bool may(access::Right right) const {
        if (!who) return false;
        const auto& grant = who->account.grant;
        if (employer) return access::may(grant, right, access::acting_for(who->account, *employer));
        return access::may(grant, right, access::Acting::for_own) ||
               access::may(grant, right, access::Acting::by_mandate);
    }
    // For the own enterprise, whoever the visitor acts for at the moment.
    [[nodiscard]] bool may_for_own(access::Right right) const {
        return who && access::may(who->account.grant, right, access::Acting::for_own);
    }
    [[nodiscard]] bool acts() const { return employer.has_value(); }
    [[nodiscard]] const std::string& part(std::size_t index) const { return parts.at(index); }
};

}  // namespace dimona::web
