#include "channel/web/pages/emergency_parts.hpp"

#include <array>

#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

using registry::EmergencyCase;
using registry::EmergencyState;
using registry::OutageChannel;

namespace {

constexpr std::array kinds = {domain::Kind::in, domain::Kind::out, domain::Kind::update, domain::Kind::cancel};

}  // namespace

std::string outage_channel_text(const Words& words, OutageChannel channel) {
    switch (channel) {
        case OutageChannel::web_pages:
            return words("Online service");
        case OutageChannel::web_service:
            return words("Web service (REST)");
        case OutageChannel::batch:
            return words("Batch");
        case OutageChannel::voice:
            return words("Voice server");
    }
    return {};
}

std::string outage_channels_text(const Words& words, const registry::Outage& outage) {
    std::string text;
    for (const auto channel : outage.channels) text += (text.empty() ? "" : ", ") + outage_channel_text(words, channel);
    return text;
}

Html emergency_state(const Words& words, EmergencyState state) {
    switch (state) {
        case EmergencyState::open:
            return tag(words("Open"), "govuk-tag--blue");
        case EmergencyState::recognised:
            return tag(words("Recognised"), "govuk-tag--green");
        case EmergencyState::refused:
            return tag(words("Not recognised"), "govuk-tag--red");
        case EmergencyState::solved:
            return tag(words("Solved"), "govuk-tag--grey");
    }
    return {};
}

std::vector<SummaryRow> emergency_rows(const Visit& visit, const EmergencyCase& one) {
    const auto& t = visit.t;
    std::vector<SummaryRow> rows = {
        {t("Case"), std::to_string(one.number.value())},  {t("Declaration"), kind_text(t, one.kind)},
        {t("What should have been declared"), one.about}, {t("Evidence"), one.evidence},
        {t("Reported"), t.moment(one.reported_at)},       {t("State"), emergency_state(t, one.state)}};
    if (!one.reason.empty()) rows.push_back({t("Reason of the decision"), one.reason});
    if (one.declaration) rows.push_back({t("Solved by declaration"), std::to_string(one.declaration->value())});
    return rows;
}

Html emergency_fields(const Visit& visit, const Problems& problems) {
    const auto& t = visit.t;
    std::vector<Choice> choices;
    for (const auto kind : kinds) {
        const std::string code(domain::to_code(kind));
        choices.push_back({.value = code, .text = kind_text(t, kind), .checked = visit.form["kind"] == code});
    }
    return radios({.name = "kind",
                   .fieldset =
                       Fieldset{.legend = {t("Which declaration could not be made?"), "govuk-fieldset__legend--s"}},
                   .items = std::move(choices),
                   .group = {.error = problem_at(problems, "kind"), .error_prefix = t("Error")},
                   .id_prefix = "kind"}) +
           text_field(visit,
                      {.name = "about",
                       .label = t("What should have been declared"),
                       .hint = t("For whom and from when, for example: a waiter, from 4 May at 18:00. No number of a "
                                 "person.")},
                      problems) +
           text_field(
               visit,
               {.name = "evidence",
                .label = t("Evidence"),
                .hint = t("What shows that it was tried: the message on the screen, the hour, the name of a file "
                          "that is kept.")},
               problems);
}

EmergencyCase read_emergency(const Visit& visit, Problems& problems) {
    EmergencyCase one;
    const auto kind = domain::parse_kind(visit.form["kind"]);
    if (!kind || *kind == domain::Kind::daily_registration)
        problems.push_back({"kind", visit.t("Choose which declaration could not be made")});
    else
        one.kind = *kind;
    one.about = read_text(visit, "about", visit.t("Enter what should have been declared"), problems);
    one.evidence = read_text(visit, "evidence", visit.t("Enter what shows that it was tried"), problems);
    return one;
}

Result<registry::CaseNumber> enter_emergency_case(Desk& desk, const EmergencyCase& emergency) {
    registry::CaseNumber number{};
    DIMONA_TRY_VOID(desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        number = DIMONA_TRY(registry::enter_emergency(writer, emergency));
        return {};
    }));
    return number;
}

Html outages_announced(Desk& desk, const Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return {};
    const auto now = desk.intake.now();
    const auto outages = registry::announced_outages(**reader, now);
    if (!outages || outages->empty()) return {};
    const auto& t = visit.t;
    Html content;
    for (const auto& outage : *outages) {
        const std::vector<Placeholder> values = {{"channels", outage_channels_text(t, outage)},
                                                 {"from", t.moment(outage.from)},
                                                 {"until", outage.until ? t.moment(*outage.until) : std::string()}};
        const auto text = outage.from > now
                              ? (outage.until ? t("Not available from {from} until {until}: {channels}", values)
                                              : t("Not available from {from} on: {channels}", values))
                              : (outage.until ? t("Not available since {from}, until {until}: {channels}", values)
                                              : t("Not available since {from}: {channels}", values));
        content += element("p", "govuk-notification-banner__heading", text);
        if (!outage.note.empty()) content += paragraph(outage.note);
    }
    content +=
        paragraph(t("Use another channel. If none works, report it to the authority at once and keep the number "
                    "of the case: see the emergency procedure."));
    return notification_banner({.title = t("Outage"), .content = content, .title_id = "outage-title"});
}

}  // namespace dimona::web::pages
