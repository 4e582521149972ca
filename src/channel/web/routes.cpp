#include "channel/web/routes.hpp"

#include <array>

#include "base/text.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/pages/channels.hpp"
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
    PageRoute{"GET", "/verify", Need::visitor, verify},
    PageRoute{"POST", "/verify", Need::visitor, take_receipt},
    PageRoute{"GET", "/verify/{}", Need::visitor, verify},

    PageRoute{"GET", "/identify", Need::visitor, identify},
    PageRoute{"POST", "/identify", Need::visitor, begin_identification},
    PageRoute{"GET", "/identify/resume", Need::visitor, resume_identification},
    PageRoute{"POST", "/identify/resume", Need::visitor, take_resume_code},
    PageRoute{"POST", "/identify/save", Need::visitor, save_identification},
    PageRoute{"GET", "/identify/tasks", Need::visitor, identification_tasks},
    PageRoute{"GET", "/identify/check", Need::visitor, check_identification},
    PageRoute{"POST", "/identify/check", Need::visitor, send_identification},
    PageRoute{"GET", "/identify/done", Need::visitor, identification_done},
    PageRoute{"GET", "/identify/notification", Need::visitor, identification_notification},
    PageRoute{"GET", "/identify/notification.txt", Need::visitor, identification_notification_file},
    PageRoute{"GET", "/identify/{}", Need::visitor, identification_question},
    PageRoute{"POST", "/identify/{}", Need::visitor, take_identification_answer},

    PageRoute{"GET", "/employer", Need::identify, pages::employer},
    PageRoute{"GET", "/employer/history", Need::identify, pages::employer_history},
    PageRoute{"GET", "/employer/no-staff", Need::identify, no_staff},
    PageRoute{"POST", "/employer/no-staff", Need::identify, take_no_staff},
    PageRoute{"GET", "/employer/strike-off", Need::identify, pages::strike_off},
    PageRoute{"POST", "/employer/strike-off", Need::identify, take_strike_off},
    PageRoute{"GET", "/employer/again", Need::identify, pages::take_up_again},
    PageRoute{"POST", "/employer/again", Need::identify, take_taking_up_again},
    PageRoute{"GET", "/employer/change/{}", Need::identify, pages::change_employer},
    PageRoute{"POST", "/employer/change/{}", Need::identify, take_employer_change},
    PageRoute{"GET", "/employer/identify", Need::identify, own_identification_start},
    PageRoute{"POST", "/employer/identify", Need::identify, begin_own_identification},
    PageRoute{"GET", "/employer/identify/tasks", Need::identify, own_identification_tasks},
    PageRoute{"GET", "/employer/identify/check", Need::identify, check_own_identification},
    PageRoute{"POST", "/employer/identify/check", Need::identify, send_own_identification},
    PageRoute{"GET", "/employer/identify/done", Need::identify, own_identification_done},
    PageRoute{"GET", "/employer/identify/notification", Need::identify, own_identification_notification},
    PageRoute{"GET", "/employer/identify/notification.txt", Need::identify, own_identification_notification_file},
    PageRoute{"GET", "/employer/identify/{}", Need::identify, own_identification_question},
    PageRoute{"POST", "/employer/identify/{}", Need::identify, take_own_identification_answer},
    PageRoute{"GET", "/unsecured", Need::visitor, open_employer},
    PageRoute{"POST", "/unsecured", Need::visitor, take_open_step},
    PageRoute{"GET", "/unsecured/wait", Need::visitor, open_wait},
    PageRoute{"GET", "/unsecured/result", Need::visitor, open_result},
    PageRoute{"GET", "/unsecured/receipt.pdf", Need::visitor, open_receipt_document},
    PageRoute{"GET", "/unsecured/receipt.jws", Need::visitor, open_receipt_signature},
    PageRoute{"GET", "/unsecured/{}", Need::visitor, open_step},
    PageRoute{"POST", "/unsecured/{}", Need::visitor, take_open_step},

    PageRoute{"GET", "/blocking", Need::manage, blocking},
    PageRoute{"POST", "/blocking", Need::manage, change_blocking},
    PageRoute{"GET", "/blocking/requests/{}", Need::manage, blocking_request},
    PageRoute{"POST", "/blocking/requests/{}", Need::manage, decide_blocking_request},

    PageRoute{"GET", "/sign-in", Need::visitor, sign_in},
    PageRoute{"POST", "/sign-in", Need::visitor, take_password},
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

    PageRoute{"GET", "/invitation/{}", Need::visitor, invitation},
    PageRoute{"POST", "/invitation/{}", Need::visitor, take_invitation_password},
    PageRoute{"GET", "/invitation/{}/app", Need::visitor, invitation_app},
    PageRoute{"POST", "/invitation/{}/app", Need::visitor, take_invitation_code},

    PageRoute{"GET", "/access", Need::people, people},
    PageRoute{"GET", "/access/invite", Need::people, pages::invite_person},
    PageRoute{"POST", "/access/invite", Need::people, take_invitation},
    PageRoute{"POST", "/access/invitations/withdraw", Need::people, pages::withdraw_invitation},
    PageRoute{"GET", "/access/people/{}", Need::people, person},
    PageRoute{"POST", "/access/people/{}", Need::people, pages::change_person},
    PageRoute{"POST", "/access/people/{}/remove", Need::people, pages::remove_person},
    PageRoute{"GET", "/access/main", Need::people, pages::name_main_manager},
    PageRoute{"POST", "/access/main", Need::people, take_main_manager},
    PageRoute{"GET", "/access/transfer", Need::people, hand_over},
    PageRoute{"POST", "/access/transfer", Need::people, take_hand_over},
    PageRoute{"GET", "/access/offer", Need::signed_in, offered_role},
    PageRoute{"POST", "/access/offer", Need::signed_in, answer_offer},
    PageRoute{"GET", "/access/leave", Need::signed_in, pages::leave},
    PageRoute{"POST", "/access/leave", Need::signed_in, take_leave},
    PageRoute{"GET", "/access/approvals", Need::people, approvals},
    PageRoute{"POST", "/access/approvals", Need::people, decide_approval},
    PageRoute{"GET", "/access/options", Need::manage, access_options},
    PageRoute{"POST", "/access/options", Need::manage, take_access_options},
    PageRoute{"GET", "/access/history", Need::people, access_history},

    PageRoute{"GET", "/channels", Need::manage, channels},
    PageRoute{"GET", "/channels/new-client", Need::manage, new_client},
    PageRoute{"POST", "/channels/new-client", Need::manage, take_new_client, true},
    PageRoute{"GET", "/channels/new-sender", Need::manage, new_sender},
    PageRoute{"POST", "/channels/new-sender", Need::manage, take_new_sender, true},
    PageRoute{"GET", "/channels/{}", Need::manage, program},
    PageRoute{"POST", "/channels/{}/keys", Need::manage, pages::add_key, true},
    PageRoute{"POST", "/channels/{}/keys/remove", Need::manage, pages::remove_key},
    PageRoute{"POST", "/channels/{}/scopes", Need::manage, pages::change_scopes},
    PageRoute{"POST", "/channels/{}/revoke", Need::manage, pages::revoke_program},

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
    PageRoute{"GET", "/periods/{}/request", Need::declare, request_change},
    PageRoute{"POST", "/periods/{}/request", Need::declare, take_change_request},
    PageRoute{"POST", "/periods/{}/{}", Need::declare, declare_on_period},
    PageRoute{"GET", "/requests/{}", Need::consult, pages::change_request},

    PageRoute{"GET", "/declarations", Need::consult, declarations},
    PageRoute{"POST", "/declarations/search", Need::consult, search_declarations},
    PageRoute{"GET", "/declarations/export", Need::consult, export_declarations},
    PageRoute{"GET", "/declarations/{}", Need::receipt, declaration},
    PageRoute{"GET", "/declarations/{}/sent", Need::receipt, sent},
    PageRoute{"GET", "/declarations/{}/receipt.pdf", Need::receipt, receipt_document},
    PageRoute{"GET", "/declarations/{}/receipt.jws", Need::receipt, receipt_signature},
    PageRoute{"POST", "/declarations/{}/repeat", Need::declare, repeat},
    PageRoute{"POST", "/declarations/{}/undo", Need::declare, undo},

    PageRoute{"GET", "/declare", Need::declare, declare},
    PageRoute{"GET", "/declare/in", Need::declare, new_entry},
    PageRoute{"POST", "/declare/in", Need::declare, take_new_entry},
    PageRoute{"GET", "/declare/{}/check", Need::declare, check},
    PageRoute{"POST", "/declare/{}/check", Need::send, pages::send},
    PageRoute{"GET", "/declare/{}/{}", Need::declare, question},
    PageRoute{"POST", "/declare/{}/{}", Need::declare, take_answer},

    PageRoute{"GET", "/multi", Need::declare, multi},
    PageRoute{"GET", "/multi/workers", Need::declare, choose_workers},
    PageRoute{"POST", "/multi/workers", Need::declare, take_workers},
    PageRoute{"GET", "/multi/upload", Need::declare, upload},
    PageRoute{"POST", "/multi/upload", Need::declare, take_upload, true},
    PageRoute{"GET", "/multi/columns/{}", Need::declare, columns},
    PageRoute{"POST", "/multi/columns/{}", Need::declare, take_columns},
    PageRoute{"GET", "/multi/template", Need::declare, upload_template},
    PageRoute{"GET", "/multi/{}", Need::declare, batch},
    PageRoute{"POST", "/multi/{}/send", Need::declare, send_batch},
    PageRoute{"GET", "/multi/{}/result", Need::declare, batch_result},
    PageRoute{"GET", "/multi/{}/lines/{}", Need::declare, batch_line},
    PageRoute{"POST", "/multi/{}/lines/{}", Need::declare, take_batch_line},

    PageRoute{"GET", "/days", Need::consult, days},
    PageRoute{"POST", "/days", Need::declare, take_days},
    PageRoute{"POST", "/days/choose", Need::manage, choose_days},
    PageRoute{"GET", "/days/month", Need::consult, month},
    PageRoute{"GET", "/days/month/export", Need::consult, export_month},

    PageRoute{"GET", "/emergency", Need::consult, emergencies},
    PageRoute{"POST", "/emergency", Need::declare, take_emergency},
    PageRoute{"GET", "/emergency/{}", Need::consult, pages::emergency},
    PageRoute{"POST", "/emergency/{}/declare", Need::declare, declare_emergency},

    PageRoute{"GET", "/desk", Need::operate, desk_start},
    PageRoute{"GET", "/desk/history", Need::operate, desk_history},
    PageRoute{"GET", "/desk/approvals", Need::operate, pages::desk_approvals},
    PageRoute{"GET", "/desk/approvals/{}", Need::operate, desk_approval},
    PageRoute{"POST", "/desk/approvals/{}", Need::operate, take_desk_approval},
    PageRoute{"GET", "/desk/employers", Need::operate, desk_employers},
    PageRoute{"GET", "/desk/employers/{}", Need::operate, desk_employer},
    PageRoute{"POST", "/desk/employers/{}", Need::operate, take_desk_employer},
    PageRoute{"GET", "/desk/profiles/{}", Need::operate, desk_profile},
    PageRoute{"POST", "/desk/profiles/{}", Need::operate, take_desk_profile},
    PageRoute{"GET", "/desk/public-bodies", Need::operate, desk_public_bodies},
    PageRoute{"POST", "/desk/public-bodies", Need::operate, take_desk_public_body},
    PageRoute{"GET", "/desk/procurations", Need::operate, desk_procurations},
    PageRoute{"POST", "/desk/procurations", Need::operate, take_desk_procuration},
    PageRoute{"GET", "/desk/workers", Need::operate, desk_workers},
    PageRoute{"GET", "/desk/workers/{}", Need::operate, desk_worker},
    PageRoute{"POST", "/desk/workers/{}", Need::operate, take_desk_worker},
    PageRoute{"GET", "/desk/periods", Need::operate, desk_periods},
    PageRoute{"POST", "/desk/periods", Need::operate, find_desk_period},
    PageRoute{"GET", "/desk/periods/new", Need::operate, new_desk_period},
    PageRoute{"POST", "/desk/periods/new", Need::operate, take_new_desk_period},
    PageRoute{"GET", "/desk/periods/{}", Need::operate, desk_period},
    PageRoute{"POST", "/desk/periods/{}", Need::operate, take_desk_period},
    PageRoute{"GET", "/desk/outages", Need::operate, desk_outages},
    PageRoute{"POST", "/desk/outages", Need::operate, take_desk_outage},
    PageRoute{"POST", "/desk/outages/{}/end", Need::operate, end_desk_outage},
    PageRoute{"GET", "/desk/emergencies", Need::operate, desk_emergencies},
    PageRoute{"GET", "/desk/emergencies/new", Need::operate, new_desk_emergency},
    PageRoute{"POST", "/desk/emergencies/new", Need::operate, take_new_desk_emergency},
    PageRoute{"GET", "/desk/emergencies/{}", Need::operate, desk_emergency},
    PageRoute{"POST", "/desk/emergencies/{}", Need::operate, take_desk_emergency},
    PageRoute{"GET", "/desk/unsecured", Need::operate, desk_unsecured},
    PageRoute{"POST", "/desk/unsecured", Need::operate, find_desk_unsecured},
    PageRoute{"GET", "/desk/unsecured/employer/{}", Need::operate, desk_unsecured_employer},
    PageRoute{"POST", "/desk/unsecured/employer/{}", Need::operate, take_desk_unsecured_employer},
    PageRoute{"GET", "/desk/unsecured/{}", Need::operate, desk_unsecured_request},
    PageRoute{"POST", "/desk/unsecured/{}", Need::operate, take_desk_unsecured_request},
    PageRoute{"GET", "/desk/changes", Need::operate, desk_changes},
    PageRoute{"GET", "/desk/changes/{}", Need::operate, desk_change},
    PageRoute{"POST", "/desk/changes/{}", Need::operate, take_desk_change},

    PageRoute{"GET", "/quotas", Need::consult, quotas},
    PageRoute{"GET", "/quotas/export", Need::consult, export_quotas},
    PageRoute{"GET", "/quotas/calendar", Need::consult, pages::calendar},
    PageRoute{"GET", "/quotas/renewals", Need::declare, renewals},
    PageRoute{"POST", "/quotas/renewals", Need::declare, take_renewals},

    PageRoute{"GET", "/mandates", Need::mandate, mandates},
    PageRoute{"GET", "/mandates/given", Need::mandate, mandates_given},
    PageRoute{"GET", "/mandates/received", Need::mandate, mandates_received},
    PageRoute{"GET", "/mandates/give", Need::mandate, give_mandate},
    PageRoute{"POST", "/mandates/give", Need::mandate, take_given_mandate},
    PageRoute{"GET", "/mandates/ask", Need::mandate, pages::ask_mandate},
    PageRoute{"POST", "/mandates/ask", Need::mandate, take_asked_mandate},
    PageRoute{"GET", "/mandates/draft/{}/{}", Need::mandate, mandate_question},
    PageRoute{"POST", "/mandates/draft/{}/{}", Need::mandate, take_mandate_answer},
    PageRoute{"GET", "/mandates/{}", Need::mandate, mandate},
    PageRoute{"GET", "/mandates/{}/sent", Need::mandate, mandate_sent},
    PageRoute{"GET", "/mandates/{}/confirm", Need::mandate, pages::confirm_mandate},
    PageRoute{"POST", "/mandates/{}/confirm", Need::mandate, take_confirmation},
    PageRoute{"GET", "/mandates/{}/refuse", Need::mandate, pages::refuse_mandate},
    PageRoute{"POST", "/mandates/{}/refuse", Need::mandate, take_refusal},
    PageRoute{"GET", "/mandates/{}/end", Need::mandate, pages::end_mandate},
    PageRoute{"POST", "/mandates/{}/end", Need::mandate, take_end_of_mandate},
    PageRoute{"GET", "/mandates/{}/revoke", Need::mandate, pages::revoke_mandate},
    PageRoute{"POST", "/mandates/{}/revoke", Need::mandate, take_revocation},
    PageRoute{"GET", "/mandates/{}/hand-on", Need::mandate, hand_mandate_on},
    PageRoute{"POST", "/mandates/{}/hand-on", Need::mandate, take_handing_on},
    PageRoute{"GET", "/mandates/{}/procuration.pdf", Need::mandate, procuration},
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
