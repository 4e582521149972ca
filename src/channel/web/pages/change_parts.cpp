#include "channel/web/pages/change_parts.hpp"

#include <algorithm>

namespace dimona::web::pages {

using registry::ChangeRequest;
using registry::ChangeState;

Html change_state(const Words& words, ChangeState state) {
    switch (state) {
        case ChangeState::open:
            return tag(words("Open"), "govuk-tag--blue");
        case ChangeState::granted:
            return tag(words("Granted"), "govuk-tag--green");
        case ChangeState::refused:
            return tag(words("Refused"), "govuk-tag--red");
    }
    return {};
}

std::vector<SummaryRow> change_rows(const Visit& visit, const ChangeRequest& request) {
    const auto& t = visit.t;
    std::vector<SummaryRow> rows = {{t("Case"), std::to_string(request.number.value())},
                                    {t("What should change"), request.wanted},
                                    {t("Why, and why not in time"), request.reason},
                                    {t("Evidence"), request.evidence},
                                    {t("Asked"), t.moment(request.asked_at)},
                                    {t("Asked by"), request.asked_by},
                                    {t("State"), change_state(t, request.state)}};
    if (!request.decision_reason.empty()) rows.push_back({t("Reason of the decision"), request.decision_reason});
    if (request.decided_at) rows.push_back({t("Decided"), t.moment(*request.decided_at)});
    if (request.declaration)
        rows.push_back({t("Change entered as declaration"), std::to_string(request.declaration->value())});
    return rows;
}

Html change_requests_of(Desk& desk, const Visit& visit, const domain::Period& period) {
    const auto reader = desk.store.read();
    if (!reader) return {};
    const auto requests = registry::change_requests_about(**reader, period.id);
    if (!requests) return {};
    const auto& t = visit.t;
    std::vector<Html> lines;
    for (const auto& request : *requests) {
        const auto number = std::to_string(request.number.value());
        lines.push_back(
            link(visit.url("/requests/" + number), t("Request {number} for a change", {{"number", number}})) + " " +
            change_state(t, request.state));
    }
    Html html = lines.empty() ? Html() : list(lines);
    const bool waits =
        std::any_of(requests->begin(), requests->end(), [](const ChangeRequest& request) { return is_open(request); });
    if (visit.may(access::Right::declare) && !waits &&
        registry::may_ask_for_change(period, desk.intake.rulebook(), desk.intake.now()))
        html += paragraph(link(visit.url("/periods/" + std::to_string(period.id.value()) + "/request"),
                               t("Ask the authority for a change that you can't make yourself any more")));
    return html;
}

}  // namespace dimona::web::pages
