// The operator's desk: what waits, decisions that need a second person, history.
#include <algorithm>

#include "access/invitation.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/desk_parts.hpp"
#include "register/blocking.hpp"
#include "register/change_requests.hpp"
#include "register/emergencies.hpp"
#include "register/employer_profile.hpp"
#include "register/identification.hpp"
#include "register/repertory.hpp"

namespace dimona::web::pages {

namespace {

constexpr int history_lines = 50, counted_max = 1'000;

struct Waiting {
    const char* path;
    std::string title;
    std::size_t count = 0;
    std::optional<Instant> oldest;
};

template <class Cases, class Moment>
Waiting waiting(const char* path, std::string title, const Cases& cases, Moment moment) {
    Waiting one{path, std::move(title), cases.size(), std::nullopt};
    if (!cases.empty()) one.oldest = moment(cases.front());
    return one;
}

Result<std::vector<Waiting>> what_waits(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    const auto now = desk.intake.now();
    const auto& t = visit.t;
    return std::vector<Waiting>{
        waiting("/desk/workers", t("Workers to identify"), DIMONA_TRY(reader->open_cases()),
                [](const registry::IdentificationCase& one) { return one.opened_at; }),
        waiting("/desk/changes", t("Requests for a change"), DIMONA_TRY(registry::open_change_requests(*reader)),
                [](const registry::ChangeRequest& one) { return one.asked_at; }),
        waiting("/desk/emergencies", t("Emergency cases"), DIMONA_TRY(registry::open_emergencies(*reader)),
                [](const registry::EmergencyCase& one) { return one.entered_at; }),
        waiting("/desk/unsecured", t("Requests about the unsecured channels"),
                DIMONA_TRY(registry::open_blocking_requests(*reader)),
                [](const registry::BlockingRequest& one) { return one.asked_at; }),
        waiting("/desk/employers", t("Employers to confirm"),
                DIMONA_TRY(registry::provisional_employers(*reader, counted_max)),
                [](const domain::Employer&) { return std::optional<Instant>(); }),
        waiting("/desk/employers", t("Changes of an employer's data that wait"),
                DIMONA_TRY(registry::waiting_changes(*reader, counted_max)),
                [](const registry::ProfileChange& one) { return one.asked_at; }),
        waiting("/desk/approvals", t("Decisions that wait, and requests for access"),
                DIMONA_TRY(registry::open_approvals(*reader, registry::desk_approvals, now)),
                [](const registry::Approval& one) { return one.asked_at; }),
    };
}

Html work_list(Desk& desk, const Visit& visit, const std::vector<Waiting>& lists) {
    const auto& t = visit.t;
    // Employers have no date from which they wait.
    const auto oldest_text = [&](const Waiting& one) {
        if (one.oldest) return age_text(t, *one.oldest, desk.intake.now());
        return one.count == 0 ? t("none") : std::string();
    };
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : lists)
        rows.push_back(
            {{link(visit.url(one.path), one.title)}, {std::to_string(one.count), "numeric"}, {oldest_text(one)}});
    return scrolling_table({.caption = t("What waits for a decision"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Work")}, {t("How many"), "numeric"}, {t("Oldest")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

// Acts of the desk, and those about decisions that waited: two lists, the newest of both first.
Result<std::vector<registry::RecordedAct>> desk_acts(registry::Reader& reader, std::int64_t before, int count) {
    auto acts = DIMONA_TRY(registry::acts_about(reader, registry::subject_of("desk", "all"), before, count));
    for (auto& act : DIMONA_TRY(registry::acts_about(reader, registry::desk_approvals, before, count)))
        acts.push_back(std::move(act));
    std::sort(acts.begin(), acts.end(), [](const registry::RecordedAct& one, const registry::RecordedAct& other) {
        return one.sequence > other.sequence;
    });
    if (acts.size() > static_cast<std::size_t>(count)) acts.resize(static_cast<std::size_t>(count));
    return acts;
}

}  // namespace

http::Response desk_start(Desk& desk, Visit& visit) {
    const auto lists = what_waits(desk, visit);
    if (!lists) return trouble(visit, lists.error());
    const auto& t = visit.t;
    return show(visit, {.title = t("Desk"),
                        .main = work_list(desk, visit, *lists) + element("h2", "govuk-heading-m", t("Enter")) +
                                list({link(visit.url("/desk/periods"), t("Look up a period: change it, lock it")),
                                      link(visit.url("/desk/periods/new"), t("Enter a period")),
                                      link(visit.url("/desk/unsecured"), t("Block or open unsecured channels")),
                                      link(visit.url("/desk/outages"), t("Report an outage")),
                                      link(visit.url("/desk/emergencies/new"), t("Enter an emergency case")),
                                      link(visit.url("/desk/public-bodies"), t("Enter a public body")),
                                      link(visit.url("/desk/procurations"), t("Enter a signed procuration"))}),
                        .section = "desk"});
}

http::Response desk_history(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto before = parse_digits(visit.parameter("before")).value_or(0);
    const auto acts = desk_acts(**reader, before, history_lines);
    if (!acts) return trouble(visit, acts.error());
    const bool more = acts->size() == static_cast<std::size_t>(history_lines);
    const auto next =
        more ? with(visit.url("/desk/history"), "before", std::to_string(acts->back().sequence)) : std::string();
    return show(visit, {.title = visit.t("What the desk has done"),
                        .main = acts_of_all_cases(visit, visit.t("History"), *acts) +
                                pagination({.label = visit.t("Pages"),
                                            .previous = "",
                                            .next = next,
                                            .previous_text = "",
                                            .next_text = visit.t("Older lines")}),
                        .wide = true,
                        .section = "desk-history"});
}

// --- decisions that wait for a second person

http::Response desk_approvals(Desk& desk, Visit& visit) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto open = registry::open_approvals(**reader, registry::desk_approvals, desk.intake.now());
    if (!open) return trouble(visit, open.error());
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& approval : *open)
        rows.push_back({{link(visit.url("/desk/approvals/" + approval.id), act_text(t, approval.code))},
                        {approval.asked_by},
                        {t.moment(approval.asked_at)},
                        {t.moment(approval.expires)}});
    return show(visit,
                {.title = t("Decisions that wait, and requests for access"),
                 .main = rows.empty() ? paragraph(t("Nothing waits."))
                                      : scrolling_table({.caption = t("Decisions that wait"),
                                                         .head = {{t("What")}, {t("Who")}, {t("When")}, {t("Until")}},
                                                         .rows = std::move(rows),
                                                         .first_cell_is_header = true}),
                 .back = visit.url("/desk"),
                 .wide = true,
                 .section = "desk"});
}

namespace {

http::Response show_approval(Desk& desk, const Visit& visit, const Problems& problems) {
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto approval = registry::open_approval(**reader, registry::desk_approvals, visit.part(0), desk.intake.now());
    if (!approval) return trouble(visit, approval.error());
    const auto& t = visit.t;
    const bool own = approval->asked_by == visit.who->account.login;
    std::vector<SummaryRow> rows = {{t("What"), act_text(t, approval->code)},
                                    {t("Asked by"), approval->asked_by},
                                    {t("Reason"), approval->reason},
                                    {t("When"), t.moment(approval->asked_at)}};
    for (const auto& [name, value] : approval->details) {
        if (name == "person") {
            const auto key = domain::PersonKey{parse_digits(value).value_or(0)};
            const auto person = (*reader)->person(key);
            if (const auto noted = note_look(desk, visit, {.operation = "desk.person", .person = key}); !noted)
                return trouble(visit, noted.error());
            rows.push_back({t("Person"),
                            person && *person ? (*person)->family_name + " " + (*person)->given_name : std::string()});
        } else {
            rows.push_back({element("span", "dimona-code", name), value});
        }
    }
    std::vector<Choice> choices;
    if (!own) choices.push_back({.value = "confirm", .text = t("I agree: do it now")});
    choices.push_back({.value = "refuse",
                       .text = own ? t("Take it back") : t("I don't agree: it is not done"),
                       .checked = visit.form["decision"] == "refuse",
                       .conditional = text_field(visit, {.name = "reason", .label = t("Reason")}, problems)});
    return show(
        visit, {.title = act_text(t, approval->code),
                .main = summary_list(rows) +
                        (own ? paragraph(t("You asked for it yourself: somebody else must agree.")) : Html()) +
                        (approval->code == access::access_requested
                             ? paragraph(t("Somebody typed this address on an open page. Make sure with the enterprise "
                                           "that it is its legal representative's: the invitation goes there."))
                             : Html()) +
                        form(visit, visit.url("/desk/approvals/" + approval->id),
                             radios({.name = "decision",
                                     .fieldset = Fieldset{.legend = {t("Do you agree?"), "govuk-fieldset__legend--m"}},
                                     .items = std::move(choices),
                                     .group = {.error = problem_at(problems, "decision"), .error_prefix = t("Error")},
                                     .id_prefix = "decision"}) +
                                 submit(t("Confirm"))),
                .errors = error_links(problems),
                .back = visit.url("/desk/approvals"),
                .status = problems.empty() ? 200 : 422,
                .section = "desk"});
}

}  // namespace

http::Response desk_approval(Desk& desk, Visit& visit) { return show_approval(desk, visit, {}); }

http::Response take_desk_approval(Desk& desk, Visit& visit) {
    const auto decision = visit.form["decision"];
    Problems problems;
    if (decision != "confirm" && decision != "refuse")
        problems.push_back({"decision", visit.t("Choose what you decide")});
    if (decision == "refuse") (void)read_reason(visit, problems);
    if (!problems.empty()) return show_approval(desk, visit, problems);
    const auto id = visit.part(0);
    if (decision == "confirm") {
        const auto outcome = confirm(desk, visit, id);
        if (!outcome) return trouble_at_desk(desk, visit, outcome.error(), "/desk/approvals");
        const bool refused = outcome->answer && outcome->answer->decision.result == domain::Verdict::refused;
        return go_on(desk, visit, "/desk/approvals",
                     refused ? visit.t("Done. The verdict on the declaration is: refused")
                             : notice_of(visit, *outcome, visit.t("The decision is carried out")));
    }
    const registry::Decider decider{
        .login = visit.who->account.login, .enterprise = std::nullopt, .at = desk.intake.now()};
    const auto refused = desk.lanes.run(0, [&](registry::Writer& writer) {
        return registry::refuse_approval(writer, registry::desk_approvals, id, decider, visit.form["reason"]);
    });
    if (!refused) return trouble_at_desk(desk, visit, refused.error(), "/desk/approvals");
    return go_on(desk, visit, "/desk/approvals", visit.t("The decision is not carried out"));
}

}  // namespace dimona::web::pages
