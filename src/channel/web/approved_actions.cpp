#include "channel/web/approved_actions.hpp"

#include <array>

#include "access/programs.hpp"

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

constexpr std::array<CarryOut, 2> actions = {for_people, for_programs};

}  // namespace

Status carry_out_approved(registry::Writer& writer, const access::Actor& confirming, const registry::Approval& approval,
                          const Desk& desk) {
    for (const auto action : actions)
        if (DIMONA_TRY(action(writer, confirming, approval, desk))) return {};
    return fail(ErrorKind::unsupported, "nobody knows how to do what was confirmed", approval.code);
}

}  // namespace dimona::web
