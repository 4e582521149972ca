// One mandate: what it says, its history, and the steps that answer or end it.
#include <array>

#include "channel/web/pages/mandate_parts.hpp"
#include "channel/web/procuration_document.hpp"

namespace dimona::web::pages {

namespace {

using namespace of_mandates;

constexpr std::size_t reason_length_max = 500;
constexpr int history_lines = 200;

struct Parties {
    std::string mandator, mandatary, handed_on_by;
};
Result<Parties> parties_of(Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    return Parties{DIMONA_TRY(name_of(desk, visit, mandate.mandator)),
                   DIMONA_TRY(name_of(desk, visit, mandate.mandatary)),
                   mandate.handed_on_by ? DIMONA_TRY(name_of(desk, visit, *mandate.handed_on_by)) : std::string()};
}

Html facts(Desk& desk, const Visit& visit, const MandateRecord& mandate, const Parties& parties) {
    const auto& t = visit.t;
    std::vector<SummaryRow> rows = {{t("State"), state_tag(t, state_of(desk, mandate))},
                                    {t("Employer"), with_number(parties.mandator, mandate.mandator)},
                                    {t("Mandatary"), with_number(parties.mandatary, mandate.mandatary)}};
    if (mandate.handed_on_by)
        rows.push_back({t("Handed on by"), with_number(parties.handed_on_by, *mandate.handed_on_by)});
    rows.push_back({t("Kind of mandatary"), mandatary_text(t, mandate.kind)});
    if (!mandate.licence.empty()) rows.push_back({t("Licence number"), mandate.licence});
    rows.push_back({t("Applications"), mandate.group});
    rows.push_back({t("From"), first_text(t, mandate.valid)});
    rows.push_back({t("Until"), last_text(t, mandate.valid)});
    rows.push_back({t("How"), form_text(t, mandate.form)});
    rows.push_back({t("Number"), element("span", "dimona-code", mandate.id)});
    return summary_list(rows);
}

struct ActText {
    std::string_view code;
    const char* text;
};
constexpr std::array act_texts = {
    ActText{"mandate.asked", DIMONA_MESSAGE("Asked")},
    ActText{"mandate.handedOn", DIMONA_MESSAGE("Handed on")},
    ActText{"mandate.confirmed", DIMONA_MESSAGE("Confirmed")},
    ActText{"mandate.refused", DIMONA_MESSAGE("Refused")},
    ActText{"mandate.takenBack", DIMONA_MESSAGE("Taken back")},
    ActText{"mandate.ended", DIMONA_MESSAGE("End chosen")},
    ActText{"mandate.revoked", DIMONA_MESSAGE("Revoked")},
    ActText{"mandate.entered", DIMONA_MESSAGE("Entered from paper")},
};

// People of another enterprise are not named: it is their enterprise that did it.
Result<Html> history(Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    const auto& t = visit.t;
    const auto reader = DIMONA_TRY(desk.store.read());
    std::vector<std::vector<Cell>> rows;
    for (const auto& recorded :
         DIMONA_TRY(registry::acts_about(*reader, registry::subject_of("mandate", mandate.id), 0, history_lines))) {
        const auto& act = recorded.act;
        std::string what = act.code;
        for (const auto& known : act_texts)
            if (known.code == act.code) what = t(known.text);
        std::string who = t("The authority");
        if (act.by_enterprise) {
            who = DIMONA_TRY(party_name(*reader, *act.by_enterprise, t.language()));
            if (act.by_enterprise == own(visit)) who += ", " + act.by;
        }
        rows.push_back({{t.moment(act.at)}, {what}, {who}, {act.reason}});
    }
    if (rows.empty()) return Html();
    return scrolling_table({.caption = t("History"),
                            .caption_classes = summary_table,
                            .head = {{t("When")}, {t("What")}, {t("Who")}, {t("Reason")}},
                            .rows = std::move(rows)});
}

Html actions(Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    const auto& t = visit.t;
    const auto state = state_of(desk, mandate);
    const auto action = [&](const std::string& text, const char* what, const char* classes) {
        return button({.text = text, .href = address_of(visit, mandate.id, what), .classes = classes});
    };
    Html html;
    if (waits_for_us(desk, visit, mandate))
        html += action(t("Confirm"), "/confirm", "") + action(t("Refuse"), "/refuse", "govuk-button--secondary");
    else if (domain::is_asked(state))
        html += action(t("Take the request back"), "/revoke", "govuk-button--secondary");
    if (state == MandateState::active)
        html += action(t("End at a quarter"), "/end", "govuk-button--secondary") +
                action(t("Revoke at once"), "/revoke", "govuk-button--warning");
    if (may_hand_on(desk, visit, mandate)) html += action(t("Hand on"), "/hand-on", "govuk-button--secondary");
    return html.empty() ? html : buttons(html);
}

struct Step {
    const char* path;  // "/confirm"
    std::string title, explanation, button;
    std::string button_classes = {};
    Html fields = {};
};

Html reason_field(const Visit& visit, const std::vector<ErrorLink>& errors) {
    return textarea({.id = "reason",
                     .name = "reason",
                     .label = {visit.t("Reason") + " " + visit.t("(optional)")},
                     .group = {.hint = visit.t("The other side reads it"),
                               .error = error_of(errors, "#reason"),
                               .error_prefix = visit.t("Error")},
                     .value = visit.form["reason"],
                     .rows = 3});
}

http::Response show_step(Desk& desk, const Visit& visit, const MandateRecord& mandate, const Step& step,
                         const std::vector<ErrorLink>& errors) {
    const auto parties = parties_of(desk, visit, mandate);
    if (!parties) return trouble(visit, parties.error());
    return show(visit, {.title = step.title,
                        .main = facts(desk, visit, mandate, *parties) +
                                (step.explanation.empty() ? Html() : inset_text(step.explanation)) +
                                form(visit, address_of(visit, mandate.id, step.path),
                                     step.fields + submit(step.button, step.button_classes)),
                        .errors = errors,
                        .back = address_of(visit, mandate.id),
                        .status = errors.empty() ? 200 : 422,
                        .section = "mandates"});
}

Step confirm_step(const Visit& visit, const MandateRecord& mandate, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    Step step{.path = "/confirm",
              .title = t("Confirm the mandate"),
              .explanation = t("From then on the mandatary acts in the employer's name."),
              .button = t("Confirm the mandate")};
    if (mandate.kind == MandataryKind::social_secretariat && mandate.licence.empty())
        step.fields = input({.id = "licence",
                             .name = "licence",
                             .label = {t("Licence number of the social secretariat")},
                             .group = {.hint = t("The number under which the secretariat is recognised"),
                                       .error = error_of(errors, "#licence"),
                                       .error_prefix = t("Error")},
                             .value = visit.form["licence"],
                             .classes = "govuk-input--width-10",
                             .inputmode = "numeric",
                             .autocomplete = "off"});
    return step;
}

Step refuse_step(const Visit& visit, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    return {.path = "/refuse",
            .title = t("Refuse the mandate"),
            .explanation = t("The other side is told. A mandate can be asked for again later."),
            .button = t("Refuse the mandate"),
            .button_classes = "govuk-button--warning",
            .fields = reason_field(visit, errors)};
}

Step revoke_step(Desk& desk, const Visit& visit, const MandateRecord& mandate, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    if (domain::is_asked(state_of(desk, mandate)))
        return {.path = "/revoke",
                .title = t("Take the request back"),
                .explanation = t("The other side is told, and can't confirm it any more."),
                .button = t("Take the request back"),
                .fields = reason_field(visit, errors)};
    return {
        .path = "/revoke",
        .title = t("Revoke the mandate at once"),
        .explanation = t("Effective at once on every channel: the next declaration of the mandatary is refused, and "
                         "he does not see the personnel file any more. What was handed on ends too."),
        .button = t("Revoke at once"),
        .button_classes = "govuk-button--warning",
        .fields = reason_field(visit, errors)};
}

Step end_step(Desk& desk, const Visit& visit, const MandateRecord& mandate, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto from = quarter_of(std::max(today(desk), mandate.valid.first));
    std::vector<Option> quarters;
    for (int ahead = 0; ahead <= last_quarters_ahead; ++ahead) {
        const auto quarter = plus(from, ahead);
        if (mandate.valid.last && last_day(quarter) >= *mandate.valid.last) break;
        quarters.push_back({format_quarter(quarter), t.quarter(quarter)});
    }
    return {.path = "/end",
            .title = t("End the mandate at a quarter"),
            .explanation = t("Until the last day of that quarter the mandate holds as before. To end it today, revoke "
                             "it."),
            .button = t("End the mandate"),
            .fields = select({.id = "last",
                              .name = "last",
                              .label = {t("Last quarter")},
                              .items = std::move(quarters),
                              .group = {.error = error_of(errors, "#last"), .error_prefix = t("Error")},
                              .value = visit.form["last"]}) +
                      reason_field(visit, errors)};
}

// Each of the four answers: what is wrong stands on its page, otherwise one is told on the mandate's page.
http::Response take_step(Desk& desk, Visit& visit, const char* code, const std::string& notice,
                         const std::function<Step(const MandateRecord&, const std::vector<ErrorLink>&)>& step,
                         const std::function<Result<MandateRecord>(registry::Writer&, const Doer&)>& work) {
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    const auto again = [&](const std::string& text, const std::string& href) {
        const std::vector<ErrorLink> errors = {{text, href}};
        return show_step(desk, visit, *mandate, step(*mandate, errors), errors);
    };
    if (code_points(visit.form["reason"]) > reason_length_max)
        return again(visit.t("Enter a shorter reason (500 characters at most)"), "#reason");
    const auto by = doer(desk, visit, visit.form["reason"]);
    const bool takes_back = std::string_view(code) == "mandate.revoked" && domain::is_asked(state_of(desk, *mandate));
    const auto changed = change(
        desk, by, [&](const MandateRecord&) { return takes_back ? "mandate.takenBack" : code; },
        [&](registry::Writer& writer) { return work(writer, by); });
    if (changed) return go_on(desk, visit, "/mandates/" + mandate->id, notice);
    if (changed.error().kind == ErrorKind::not_found || !is_for_the_visitor(changed.error()))
        return trouble(visit, changed.error());
    const auto& place = changed.error().place;
    return again(visit.t(changed.error().message.c_str()),
                 place == "licence" || place == "last" ? "#" + place : "#main-content");
}

http::Response show_step_of_own(Desk& desk, Visit& visit, const std::function<Step(const MandateRecord&)>& step,
                                const std::function<bool(const MandateRecord&)>& is_possible) {
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    if (!is_possible(*mandate)) return see_other(address_of(visit, mandate->id));
    return show_step(desk, visit, *mandate, step(*mandate), {});
}

}  // namespace

http::Response mandate(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    const auto parties = parties_of(desk, visit, *mandate);
    const auto acts = history(desk, visit, *mandate);
    const auto reader = desk.store.read();
    if (!parties || !acts || !reader)
        return trouble(visit, !parties ? parties.error() : !acts ? acts.error() : reader.error());
    const auto below = registry::mandates_under(**reader, mandate->id);
    if (!below) return trouble(visit, below.error());
    Html handed_on;
    if (!below->empty()) {
        const auto table = mandates_table(desk, visit, t("Handed on to"), *below, false);
        if (!table) return trouble(visit, table.error());
        handed_on = *table;
    }
    Html whole;
    if (!mandate->parent.empty() && mandate->mandatary != own(visit))
        whole = paragraph(link(address_of(visit, mandate->parent), t("The mandate that was handed on")));
    return show(visit,
                {.title = t("Mandate of {mandator} to {mandatary}",
                            {{"mandator", parties->mandator}, {"mandatary", parties->mandatary}}),
                 .main = facts(desk, visit, *mandate, *parties) + actions(desk, visit, *mandate) + whole + handed_on +
                         *acts + paper_link(visit, *mandate) + details(t("What a mandate covers"), coverage(visit)),
                 .back = visit.url("/mandates"),
                 .section = "mandates"});
}

http::Response confirm_mandate(Desk& desk, Visit& visit) {
    return show_step_of_own(
        desk, visit, [&](const MandateRecord& mandate) { return confirm_step(visit, mandate, {}); },
        [&](const MandateRecord& mandate) { return waits_for_us(desk, visit, mandate); });
}
http::Response take_confirmation(Desk& desk, Visit& visit) {
    return take_step(
        desk, visit, "mandate.confirmed", visit.t("The mandate is confirmed"),
        [&](const MandateRecord& mandate, const auto& errors) { return confirm_step(visit, mandate, errors); },
        [&](registry::Writer& writer, const Doer& by) {
            return registry::confirm_mandate(writer, desk.intake.rulebook(), visit.part(0),
                                             number_typed(visit.form["licence"]), by);
        });
}

http::Response refuse_mandate(Desk& desk, Visit& visit) {
    return show_step_of_own(
        desk, visit, [&](const MandateRecord&) { return refuse_step(visit, {}); },
        [&](const MandateRecord& mandate) { return waits_for_us(desk, visit, mandate); });
}
http::Response take_refusal(Desk& desk, Visit& visit) {
    return take_step(
        desk, visit, "mandate.refused", visit.t("The mandate is refused"),
        [&](const MandateRecord&, const auto& errors) { return refuse_step(visit, errors); },
        [&](registry::Writer& writer, const Doer& by) {
            return registry::refuse_mandate(writer, desk.intake.rulebook(), visit.part(0), by);
        });
}

http::Response end_mandate(Desk& desk, Visit& visit) {
    return show_step_of_own(
        desk, visit, [&](const MandateRecord& mandate) { return end_step(desk, visit, mandate, {}); },
        [&](const MandateRecord& mandate) { return state_of(desk, mandate) == MandateState::active; });
}
http::Response take_end_of_mandate(Desk& desk, Visit& visit) {
    return take_step(
        desk, visit, "mandate.ended", visit.t("The end of the mandate is kept"),
        [&](const MandateRecord& mandate, const auto& errors) { return end_step(desk, visit, mandate, errors); },
        [&](registry::Writer& writer, const Doer& by) -> Result<MandateRecord> {
            const auto last = parse_quarter(visit.form["last"]);
            if (!last) return fail(ErrorKind::invalid, "Choose this quarter or a later one", "last");
            return registry::end_mandate(writer, desk.intake.rulebook(), visit.part(0), *last, by);
        });
}

http::Response revoke_mandate(Desk& desk, Visit& visit) {
    return show_step_of_own(
        desk, visit, [&](const MandateRecord& mandate) { return revoke_step(desk, visit, mandate, {}); },
        [&](const MandateRecord& mandate) {
            const auto state = state_of(desk, mandate);
            return state == MandateState::active || (domain::is_asked(state) && !waits_for_us(desk, visit, mandate));
        });
}
http::Response take_revocation(Desk& desk, Visit& visit) {
    return take_step(
        desk, visit, "mandate.revoked", visit.t("It is revoked, at once"),
        [&](const MandateRecord& mandate, const auto& errors) { return revoke_step(desk, visit, mandate, errors); },
        [&](registry::Writer& writer, const Doer& by) {
            return registry::revoke_mandate(writer, desk.intake.rulebook(), visit.part(0), by);
        });
}

http::Response procuration(Desk& desk, Visit& visit) {
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    const auto parties = parties_of(desk, visit, *mandate);
    if (!parties) return trouble(visit, parties.error());
    auto document = procuration_document(*mandate, {parties->mandator, parties->mandatary}, visit.t, desk.intake.now());
    if (!document) return trouble(visit, document.error());
    return download(*std::move(document), "application/pdf", "procuration-" + mandate->id + ".pdf");
}

}  // namespace dimona::web::pages
