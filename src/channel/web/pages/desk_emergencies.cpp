// Outages, and emergency cases of employers: reported, decided, solved.
#include <algorithm>
#include <array>

#include "channel/web/pages/desk_parts.hpp"
#include "channel/web/pages/desk_periods.hpp"
#include "channel/web/pages/emergency_parts.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::EmergencyCase;
using registry::Outage;
using registry::OutageChannel;

constexpr MomentField outage_begins = {"from", "fromHour", DIMONA_MESSAGE("First day of the outage"),
                                       DIMONA_MESSAGE("Hour at which it begins")};
constexpr MomentField outage_ends = {"until", "untilHour", DIMONA_MESSAGE("Last day of the outage"),
                                     DIMONA_MESSAGE("Hour at which it ends")};
constexpr MomentField reported = {"reported", "reportedHour", DIMONA_MESSAGE("Day on which the employer reported it"),
                                  DIMONA_MESSAGE("Hour at which the employer reported it")};
constexpr std::array all_channels = {OutageChannel::web_pages, OutageChannel::web_service, OutageChannel::batch,
                                     OutageChannel::voice};

// --- outages

Html outage_form(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto& t = visit.t;
    const auto chosen = visit.form.all("channels");
    std::vector<Choice> channels;
    for (const auto channel : all_channels) {
        const std::string code(registry::to_code(channel));
        channels.push_back({.value = code,
                            .text = outage_channel_text(t, channel),
                            .checked = std::find(chosen.begin(), chosen.end(), code) != chosen.end()});
    }
    return element("h2", "govuk-heading-m", t("Report an outage")) +
           form(visit, visit.url("/desk/outages"),
                checkboxes({.name = "channels",
                            .fieldset = Fieldset{.legend = {t("What does not work?"), "govuk-fieldset__legend--s"}},
                            .items = std::move(channels),
                            .group = {.error = problem_at(problems, "channels"), .error_prefix = t("Error")},
                            .id_prefix = "channels"}) +
                    moment_field(desk, visit, outage_begins, values, problems) +
                    paragraph(t("The end may be left empty while it is not known.")) +
                    moment_field(desk, visit, outage_ends, values, problems) +
                    text_field(visit,
                               {.name = "note",
                                .label = t("What visitors read"),
                                .hint = t("It is shown on the start page as it is, in every language."),
                                .rows = 2},
                               problems) +
                    reason_field(visit, problems) + submit(t("Report")));
}

Html outages_table(Desk& desk, const Visit& visit, const std::vector<Outage>& outages) {
    const auto& t = visit.t;
    if (outages.empty()) return paragraph(t("No outage has been reported."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& outage : outages) {
        const auto number = std::to_string(outage.number.value());
        const bool over = outage.until && *outage.until <= desk.intake.now();
        rows.push_back({{number},
                        {outage_channels_text(t, outage)},
                        {t.moment(outage.from)},
                        {outage.until ? t.moment(*outage.until) : t("not known yet")},
                        {outage.note},
                        {over ? Html(t("over"))
                              : form(visit, visit.url("/desk/outages/" + number + "/end"),
                                     element("button", {{"type", "submit"}, {"class", "dimona-link-button"}},
                                             Html(t("It is over now")) +
                                                 element("span", "govuk-visually-hidden", " " + number)))}});
    }
    return scrolling_table(
        {.caption = t("Outages, the newest first"),
         .caption_classes = "govuk-table__caption--m",
         .head = {{t("Case")}, {t("Channels")}, {t("From")}, {t("Until")}, {t("What visitors read")}, {t("Action")}},
         .rows = std::move(rows),
         .first_cell_is_header = true});
}

http::Response show_outages(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto outages = registry::outages(**reader);
    if (!outages) return trouble(visit, outages.error());
    return show(visit, {.title = visit.t("Outages"),
                        .main = outages_table(desk, visit, *outages) + outage_form(desk, visit, values, problems),
                        .errors = error_links(problems),
                        .back = visit.url("/desk"),
                        .status = problems.empty() ? 200 : 422,
                        .wide = true,
                        .section = "desk"});
}

// --- emergency cases

http::Response show_new(Desk& desk, const Visit& visit, const Answers& values, const Problems& problems) {
    const auto& t = visit.t;
    const auto employer = input({.id = "employer",
                                 .name = "employer",
                                 .label = {t("NSSO number of the employer"), "govuk-label--s"},
                                 .group = {.error = problem_at(problems, "employer"), .error_prefix = t("Error")},
                                 .value = visit.form["employer"],
                                 .classes = "govuk-input--width-10",
                                 .inputmode = "numeric",
                                 .autocomplete = "off"});
    return show(visit,
                {.title = t("Enter an emergency case"),
                 .main = paragraph(t("What an employer reports by telephone or e-mail because he could not declare.")) +
                         form(visit, visit.url("/desk/emergencies/new"),
                              employer + moment_field(desk, visit, reported, values, problems) +
                                  emergency_fields(visit, problems) + submit(t("Enter"))),
                 .errors = error_links(problems),
                 .back = visit.url("/desk/emergencies"),
                 .status = problems.empty() ? 200 : 422,
                 .section = "desk-emergencies"});
}

http::Response show_case(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    const auto reader = desk.store.read();
    if (!number) return not_found(visit);
    if (!reader) return trouble(visit, reader.error());
    const auto found = registry::emergency(**reader, registry::CaseNumber{*number});
    if (!found) return trouble(visit, found.error());
    if (!*found) return not_found(visit);
    const auto& one = **found;
    const auto& t = visit.t;
    const auto about = registry::subject_of("emergency", visit.part(0));
    if (const auto noted =
            note_look(desk, visit, {.operation = "desk.emergency", .employer = one.employer, .number = *number});
        !noted)
        return trouble(visit, noted.error());
    const auto outage = registry::outage_at(**reader, one.reported_at);
    if (!outage) return trouble(visit, outage.error());
    auto rows = emergency_rows(visit, one);
    rows.insert(rows.begin() + 1, {t("Employer"), employer_text(**reader, one.employer)});
    rows.push_back({t("Entered by"), one.entered_by});
    rows.push_back({t("Reported outage at that moment"),
                    *outage ? outage_channels_text(t, **outage) + " (" + std::to_string((*outage)->number.value()) + ")"
                            : t("none")});
    auto main = summary_list(rows) + waiting_box(desk, visit, about);
    if (is_open(one) && !is_waiting(desk, about))
        main +=
            form(visit, visit.url("/desk/emergencies/" + visit.part(0)),
                 desk_choices(visit, t("Do you recognise the emergency?"),
                              {{.value = "recognise",
                                .text = t("Yes: one declaration under this case counts from the moment of the report")},
                               {.value = "refuse", .text = t("No: lateness is judged as always")}},
                              problems) +
                     reason_field(visit, problems) + submit(t("Decide")));
    const auto acts = registry::acts_about(**reader, registry::subject_of("emergency", visit.part(0)), 0, 20);
    if (!acts) return trouble(visit, acts.error());
    return show(visit, {.title = t("Emergency case {number}", {{"number", visit.part(0)}}),
                        .main = main + acts_table(visit, t("History"), *acts),
                        .errors = error_links(problems),
                        .back = visit.url("/desk/emergencies"),
                        .status = problems.empty() ? 200 : 422,
                        .section = "desk-emergencies"});
}

}  // namespace

http::Response desk_outages(Desk& desk, Visit& visit) {
    return show_outages(desk, visit, answers_at(outage_begins, desk.intake.now()), {});
}

http::Response take_desk_outage(Desk& desk, Visit& visit) {
    Answers values;
    Problems problems;
    Outage outage{.number = {},
                  .channels = {},
                  .from = {},
                  .until = std::nullopt,
                  .note = visit.form["note"],
                  .reported_by = visit.who->account.login,
                  .reported_at = desk.intake.now()};
    for (const auto& code : visit.form.all("channels"))
        if (OutageChannel channel{}; registry::from_code(code, channel)) outage.channels.push_back(channel);
    if (outage.channels.empty()) problems.push_back({"channels", visit.t("Choose what does not work")});
    const auto from = read_moment(desk, visit, outage_begins, true, values, problems);
    outage.until = read_moment(desk, visit, outage_ends, false, values, problems);
    if (!from && problem_at(problems, "from").empty() && problem_at(problems, "fromHour").empty())
        problems.push_back({"from", visit.t("Enter the day and the hour at which it begins"), "day"});
    if (from && outage.until && *outage.until <= *from)
        problems.push_back({"until", visit.t("The end must come after the beginning"), "day"});
    if (code_points(outage.note) > text_length_max)
        problems.push_back(
            {"note", visit.t("Enter at most {count} characters", {{"count", std::to_string(text_length_max)}})});
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_outages(desk, visit, values, problems);
    outage.from = *from;
    registry::CaseNumber number{};
    const auto done = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        number = DIMONA_TRY(registry::report_outage(writer, outage, reason));
        return {};
    });
    if (!done) return trouble(visit, done.error());
    return go_on(desk, visit, "/desk/outages",
                 visit.t("The outage is reported and announced. Case number: {number}",
                         {{"number", std::to_string(number.value())}}));
}

http::Response end_desk_outage(Desk& desk, Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return not_found(visit);
    const auto now = desk.intake.now();
    const auto done = desk.lanes.run(0, [&](registry::Writer& writer) {
        return registry::end_outage(writer, registry::CaseNumber{*number}, now, visit.who->account.login,
                                    "the channels work again", now);
    });
    if (!done && done.error().kind == ErrorKind::invalid)
        return go_on(desk, visit, "/desk/outages", visit.t("The outage has not begun yet"));
    if (!done) return trouble(visit, done.error());
    return go_on(desk, visit, "/desk/outages", visit.t("The outage is over"));
}

http::Response desk_emergencies(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open = registry::open_emergencies(**reader);
    if (!open) return trouble(visit, open.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : *open) {
        const auto number = std::to_string(one.number.value());
        rows.push_back({{link(visit.url("/desk/emergencies/" + number), number)},
                        {employer_text(**reader, one.employer)},
                        {kind_text(t, one.kind)},
                        {t.moment(one.reported_at)},
                        {age_text(t, one.entered_at, desk.intake.now())}});
    }
    auto list = paragraph(t("No emergency case waits for a decision."));
    if (!rows.empty())
        list = scrolling_table(
            {.caption = t("Open cases, the oldest first: {count}", {{"count", std::to_string(open->size())}}),
             .caption_classes = "govuk-table__caption--m",
             .head = {{t("Case")}, {t("Employer")}, {t("Declaration")}, {t("Reported")}, {t("Age")}},
             .rows = std::move(rows),
             .first_cell_is_header = true});
    return show(visit,
                {.title = t("Emergency cases"),
                 .main = list + paragraph(link(visit.url("/desk/emergencies/new"), t("Enter an emergency case"))) +
                         paragraph(link(visit.url("/desk/outages"), t("Report an outage"))),
                 .back = visit.url("/desk"),
                 .wide = true,
                 .section = "desk-emergencies"});
}

http::Response new_desk_emergency(Desk& desk, Visit& visit) {
    return show_new(desk, visit, answers_at(reported, desk.intake.now()), {});
}

http::Response take_new_desk_emergency(Desk& desk, Visit& visit) {
    Answers values;
    Problems problems;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto typed = number_typed(visit.form["employer"]);
    auto number = domain::EmployerNumber::parse_definitive(typed);
    if (!number) number = domain::EmployerNumber::parse_provisional(typed);
    const auto employer = number ? (*reader)->employer(*number) : std::optional<domain::Employer>();
    if (!employer || !*employer) problems.push_back({"employer", visit.t("No employer has this number")});
    const auto now = desk.intake.now();
    const auto at = read_moment(desk, visit, reported, true, values, problems);
    if (!at && problem_at(problems, "reported").empty() && problem_at(problems, "reportedHour").empty())
        problems.push_back({"reported", visit.t("Enter the day and the hour of the report"), "day"});
    if (at && *at > now) problems.push_back({"reported", visit.t("The report can't lie in the future"), "day"});
    auto emergency = read_emergency(visit, problems);
    if (!problems.empty()) return show_new(desk, visit, values, problems);
    emergency.employer = (*employer)->number;
    emergency.enterprise = (*employer)->enterprise;
    emergency.reported_at = *at;
    emergency.entered_at = now;
    emergency.entered_by = visit.who->account.login;
    const auto entered = enter_emergency_case(desk, emergency);
    if (!entered) return trouble(visit, entered.error());
    return go_on(desk, visit, "/desk/emergencies/" + std::to_string(entered->value()),
                 visit.t("The case is entered. Tell the employer its number: {number}",
                         {{"number", std::to_string(entered->value())}}));
}

http::Response desk_emergency(Desk& desk, Visit& visit) { return show_case(desk, visit, {}); }

http::Response take_desk_emergency(Desk& desk, Visit& visit) {
    if (!domain::parse_twelve_digit_number(visit.part(0))) return not_found(visit);
    const auto decision = visit.form["decision"];
    Problems problems;
    if (decision != "recognise" && decision != "refuse")
        problems.push_back({"decision", visit.t("Choose what you decide")});
    const auto reason = read_reason(visit, problems);
    if (!problems.empty()) return show_case(desk, visit, problems);
    const auto path = "/desk/emergencies/" + visit.part(0);
    const auto outcome = decide(desk, visit,
                                {.code = "emergency." + decision,
                                 .about = registry::subject_of("emergency", visit.part(0)),
                                 .details = {{"case", visit.part(0)}},
                                 .reason = reason,
                                 .by = {}});
    if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), path);
    return go_on(desk, visit, path, notice_of(visit, *outcome, visit.t("The case is decided")));
}

}  // namespace dimona::web::pages
