#include "channel/web/routes.hpp"

#include <array>

#include "base/text.hpp"
#include "channel/web/pages/pages.hpp"
#include "http/target.hpp"

namespace dimona::web {

namespace {

using namespace pages;

// In each folder the fixed names come before {}.
constexpr std::array routes{
    PageRoute{"GET", "/", Need::nothing, start},
    PageRoute{"GET", "/instructions", Need::nothing, instructions},
    PageRoute{"GET", "/technical", Need::nothing, technical},
    PageRoute{"GET", "/accessibility", Need::nothing, accessibility},
    PageRoute{"GET", "/privacy", Need::nothing, privacy},
    PageRoute{"GET", "/verify", Need::nothing, verify},
    PageRoute{"POST", "/verify", Need::nothing, take_receipt},
    PageRoute{"GET", "/verify/{}", Need::nothing, verify},

    PageRoute{"GET", "/sign-in", Need::nothing, sign_in},
    PageRoute{"POST", "/sign-in", Need::nothing, take_password},
    PageRoute{"GET", "/sign-in/provider", Need::nothing, go_to_provider},
    PageRoute{"GET", "/sign-in/return", Need::nothing, come_from_provider},
    PageRoute{"GET", "/sign-in/code", Need::password, code},
    PageRoute{"POST", "/sign-in/code", Need::password, take_code},
    PageRoute{"POST", "/sign-out", Need::password, sign_out},

    PageRoute{"GET", "/account", Need::signed_in, account},
    PageRoute{"POST", "/account", Need::signed_in, change_account},
    PageRoute{"POST", "/account/password", Need::signed_in, change_password},
    PageRoute{"POST", "/account/sessions/end", Need::signed_in, end_session},
    PageRoute{"GET", "/employers", Need::signed_in, employers},
    PageRoute{"POST", "/employers", Need::signed_in, choose_employer},
    PageRoute{"GET", "/log", Need::manage, pages::log},

    PageRoute{"GET", "/workers", Need::consult, workers},
    PageRoute{"POST", "/workers/search", Need::consult, search_workers},
    PageRoute{"GET", "/workers/export", Need::consult, export_workers},
    PageRoute{"GET", "/workers/add", Need::declare, add_worker},
    PageRoute{"POST", "/workers/add", Need::declare, take_worker},
    PageRoute{"GET", "/workers/add/without-number", Need::declare, add_worker_without_number},
    PageRoute{"POST", "/workers/add/without-number", Need::declare, take_worker_without_number},
    PageRoute{"GET", "/workers/{}", Need::consult, worker},
    PageRoute{"POST", "/workers/{}/card", Need::declare, keep_card},
    PageRoute{"POST", "/workers/{}/remove", Need::declare, remove_worker},
    PageRoute{"POST", "/workers/{}/declare", Need::declare, declare_worker},

    PageRoute{"GET", "/periods", Need::consult, periods},
    PageRoute{"POST", "/periods/search", Need::consult, search_periods},
    PageRoute{"GET", "/periods/export", Need::consult, export_periods},
    PageRoute{"GET", "/periods/{}", Need::consult, period},
    PageRoute{"POST", "/periods/{}/{}", Need::declare, declare_on_period},

    PageRoute{"GET", "/declarations", Need::consult, declarations},
    PageRoute{"POST", "/declarations/search", Need::consult, search_declarations},
    PageRoute{"GET", "/declarations/export", Need::consult, export_declarations},
    PageRoute{"GET", "/declarations/{}", Need::consult, declaration},
    PageRoute{"GET", "/declarations/{}/sent", Need::consult, sent},
    PageRoute{"GET", "/declarations/{}/receipt.pdf", Need::consult, receipt_document},
    PageRoute{"GET", "/declarations/{}/receipt.jws", Need::consult, receipt_signature},
    PageRoute{"POST", "/declarations/{}/repeat", Need::declare, repeat},
    PageRoute{"POST", "/declarations/{}/undo", Need::declare, undo},

    PageRoute{"GET", "/declare", Need::declare, declare},
    PageRoute{"GET", "/declare/in", Need::declare, new_entry},
    PageRoute{"POST", "/declare/in", Need::declare, take_new_entry},
    PageRoute{"GET", "/declare/{}/check", Need::declare, check},
    PageRoute{"POST", "/declare/{}/check", Need::declare, pages::send},
    PageRoute{"GET", "/declare/{}/{}", Need::declare, question},
    PageRoute{"POST", "/declare/{}/{}", Need::declare, take_answer},

    PageRoute{"GET", "/multi", Need::declare, multi},
    PageRoute{"GET", "/multi/workers", Need::declare, choose_workers},
    PageRoute{"POST", "/multi/workers", Need::declare, take_workers},
    PageRoute{"GET", "/multi/upload", Need::declare, upload},
    PageRoute{"POST", "/multi/upload", Need::declare, take_upload, true},
    PageRoute{"GET", "/multi/template", Need::declare, upload_template},
    PageRoute{"GET", "/multi/{}", Need::declare, batch},
    PageRoute{"POST", "/multi/{}/send", Need::declare, send_batch},
    PageRoute{"GET", "/multi/{}/result", Need::declare, batch_result},

    PageRoute{"GET", "/days", Need::consult, days},
    PageRoute{"POST", "/days", Need::declare, take_days},
    PageRoute{"POST", "/days/choose", Need::manage, choose_days},
    PageRoute{"GET", "/days/month", Need::consult, month},
    PageRoute{"GET", "/days/month/export", Need::consult, export_month},

    PageRoute{"GET", "/quotas", Need::consult, quotas},
    PageRoute{"GET", "/quotas/calendar", Need::consult, pages::calendar},
    PageRoute{"GET", "/quotas/renewals", Need::declare, renewals},
    PageRoute{"POST", "/quotas/renewals", Need::declare, take_renewals},
};

bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
    const auto wanted = split(pattern, '/'), given = split(path, '/');
    if (wanted.size() != given.size()) return false;
    for (std::size_t index = 0; index < wanted.size(); ++index) {
        if (wanted[index] == "{}" && !given[index].empty())
            parts.push_back(given[index]);
        else if (wanted[index] != given[index])
            return false;
    }
    return true;
}

}  // namespace

std::span<const PageRoute> page_routes() { return routes; }

FoundPage find_page(std::string_view method, std::string_view path) {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    FoundPage found;
    for (const auto& route : routes) {
        std::vector<std::string> parts;
        if (!fits(route.path, path, parts)) continue;
        if (route.method != wanted) {
            found.other_method = true;
            continue;
        }
        return {&route, std::move(parts), false};
    }
    return found;
}

}  // namespace dimona::web
