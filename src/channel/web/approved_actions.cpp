#include "channel/web/approved_actions.hpp"

#include <array>

#include "access/programs.hpp"
#include "base/text.hpp"
#include "register/blocking.hpp"

namespace dimona::web {

namespace {

Result<bool> for_people(registry::Writer& writer, const access::Actor& confirming, const registry::Approval& approval,
                        const Desk& desk) {
    return access::carry_out(writer, confirming, approval, desk.base_url);
}
Result<bool> for_programs(registry::Writer& writer, const access::Actor& confirming, const registry::Approval& approval,
                          const Desk&) {
    return access::carry_out_for_programs(writer, confirming, approval);
}

Result<bool> for_blocking(registry::Writer& writer, const access::Actor& confirming, const registry::Approval& approval,
                          const Desk& desk) {
    if (approval.code != registry::unblock_action) return false;
    const registry::Will will{.at = desk.intake.now(),
                              .by = approval.asked_by,
                              .by_enterprise = confirming.enterprise,
                              .via = "page",
                              .reason = approval.reason + " / " + confirming.login};
    const auto request = approval["request"];
    if (!request.empty()) {
        DIMONA_TRY_VOID(registry::decide_blocking(writer, request, true, will));
        return true;
    }
    const auto number = parse_digits(approval["employer"]).value_or(0);
    DIMONA_TRY_VOID(registry::unblock_unsecured(writer, domain::EmployerNumber::from_stored(number), will));
    return true;
}

constexpr std::array<CarryOut, 3> actions = {for_people, for_programs, for_blocking};

}  // namespace

Status carry_out_approved(registry::Writer& writer, const access::Actor& confirming, const registry::Approval& approval,
                          const Desk& desk) {
    for (const auto action : actions)
        if (DIMONA_TRY(action(writer, confirming, approval, desk))) return {};
    return fail(ErrorKind::unsupported, "nobody knows how to do what was confirmed", approval.code);
}

}  // namespace dimona::web
