#include "channel/web/open_digest.hpp"

#include <map>

#include "access/account.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/letters.hpp"
#include "register/open_declarations.hpp"
#include "register/repertory.hpp"

namespace dimona::web {

namespace {

using registry::OpenDeclaration;

constexpr int told_at_once = 500;

registry::Letter letter_to(const access::Account& manager, const domain::Employer& employer,
                           const std::vector<OpenDeclaration>& declarations, const Words& t,
                           const std::string& base_url) {
    std::string text = t("Good day,") + "\n\n" + employer.name + "\n" +
                       t("These declarations were made for you by somebody who did not sign in:") + "\n\n";
    for (const auto& declaration : declarations) {
        const auto number = std::to_string(declaration.id.value());
        text += "- " + t.moment(declaration.received_at) + ", " + kind_text(t, declaration.kind) + ", " +
                t.pair(channel_text(t, declaration.channel), result_text(t, declaration.result)) + "\n  " + base_url +
                "/" + t.code() + "/declarations/" + number + "\n";
    }
    text += "\n" +
            t("Is one of them not yours? Cancel it in the personnel file. You can block the unsecured channels:") +
            "\n" + base_url + "/" + t.code() + "/blocking\n";
    return {manager.login, t("Dimona: declarations without signing in"), text};
}

}  // namespace

Result<int> write_open_digests(registry::Store& store, registry::Lanes& lanes,
                               const std::function<Words(domain::Language)>& words, const std::string& base_url,
                               Instant now) {
    if (DIMONA_TRY(registry::open_declarations(*DIMONA_TRY(store.read()), 1)).empty()) return 0;
    int letters = 0;
    DIMONA_TRY_VOID(lanes.run(0, [&](registry::Writer& writer) -> Status {
        letters = 0;
        std::map<domain::EmployerNumber, std::vector<OpenDeclaration>> by_employer;
        // Read again here: another server may have told them in the meantime.
        for (auto& declaration : DIMONA_TRY(registry::open_declarations(writer, told_at_once)))
            by_employer[declaration.employer].push_back(std::move(declaration));
        const auto accounts = DIMONA_TRY(access::accounts(writer));
        for (const auto& [number, declarations] : by_employer) {
            // It may have a definitive number since.
            const auto employer = DIMONA_TRY(writer.employer(DIMONA_TRY(registry::current_number(writer, number))));
            for (const auto& account : accounts) {
                if (!employer || !account.active || account.enterprise != employer->enterprise ||
                    !access::may(account.grant, access::Right::manage))
                    continue;
                const auto letter = letter_to(account, *employer, declarations, words(account.language), base_url);
                DIMONA_TRY_VOID(registry::queue_letter(writer, letter, now));
                ++letters;
            }
            for (const auto& declaration : declarations)
                DIMONA_TRY_VOID(registry::forget_open_declaration(writer, declaration));
        }
        return {};
    }));
    return letters;
}

}  // namespace dimona::web
