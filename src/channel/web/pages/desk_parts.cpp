#include "channel/web/pages/desk_parts.hpp"

#include <algorithm>
#include <array>

#include "access/invitation.hpp"
#include "channel/web/identification_form.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/letters.hpp"
#include "register/repertory.hpp"
#include "register/viewing.hpp"

namespace dimona::web::pages {

namespace {

Question day_question(const MomentField& field) {
    return {field.day, "moment", Control::date, field.day_label, DIMONA_MESSAGE("For example, 27 3 2026")};
}
Question hour_question(const MomentField& field) {
    return {field.hour,
            "moment",
            Control::hour,
            field.hour_label,
            DIMONA_MESSAGE("For example, 18:00"),
            "govuk-input--width-5"};
}

struct LetterText {
    std::string_view what;
    const char* subject;
    const char* text;
    const char* path;
};
// No name and no number of a person travels by mail.
constexpr std::array letter_texts = {
    LetterText{
        "worker.decided", DIMONA_MESSAGE("Dimona: the verdict on a declaration that waited"),
        DIMONA_MESSAGE("The authority has looked into who the worker of declaration {number} is. The declaration "
                       "has its definitive verdict now:"),
        "/declarations/"},
    LetterText{"change.granted", DIMONA_MESSAGE("Dimona: your request for a change"),
               DIMONA_MESSAGE("The authority has granted your request {number} and entered the change. See the period "
                              "for what it decided:"),
               "/requests/"},
    LetterText{"change.refused", DIMONA_MESSAGE("Dimona: your request for a change"),
               DIMONA_MESSAGE("The authority has refused your request {number}. Its reason stands here:"),
               "/requests/"},
    LetterText{"emergency.recognised", DIMONA_MESSAGE("Dimona: your emergency case"),
               DIMONA_MESSAGE("The authority has recognised your emergency case {number}. Make the declaration under "
                              "this case now: it counts from the moment when you reported it."),
               "/emergency/"},
    LetterText{"unsecured.granted", DIMONA_MESSAGE("Dimona: your message about the unsecured channels"),
               DIMONA_MESSAGE("The authority has granted your request about the unsecured channels. See:"),
               "/blocking/requests/"},
    LetterText{"unsecured.refused", DIMONA_MESSAGE("Dimona: your message about the unsecured channels"),
               DIMONA_MESSAGE("The authority has refused your request about the unsecured channels. Its reason stands "
                              "here:"),
               "/blocking/requests/"},
    LetterText{"emergency.refused", DIMONA_MESSAGE("Dimona: your emergency case"),
               DIMONA_MESSAGE("The authority has not recognised your emergency case {number}. Its reason stands here:"),
               "/emergency/"},
    LetterText{
        "employer.confirmed", DIMONA_MESSAGE("Dimona: your definitive number as an employer"),
        DIMONA_MESSAGE("The authority has given your enterprise its definitive NSSO number: {number}. Declare with "
                       "it from now on; your declarations under the provisional number stand under the new one."),
        "/"},
    LetterText{"employer.change.agreed", DIMONA_MESSAGE("Dimona: the data of your enterprise"),
               DIMONA_MESSAGE("The authority has agreed to the change of the data of enterprise {number}."),
               "/employer"},
    LetterText{"employer.change.refused", DIMONA_MESSAGE("Dimona: the data of your enterprise"),
               DIMONA_MESSAGE("The authority has not agreed to the change of the data of enterprise {number}."),
               "/employer"},
};

Status write_letter(Desk& desk, registry::Writer& writer, const registry::DeskNotice& notice, Instant now) {
    const auto found = std::find_if(letter_texts.begin(), letter_texts.end(),
                                    [&](const LetterText& letter) { return letter.what == notice.what; });
    if (found == letter_texts.end()) return {};
    std::string to = notice.mail;
    auto language = notice.language;
    if (to.empty()) {
        const auto account = DIMONA_TRY(access::account(writer, notice.login));
        if (!account || !account->active || access::may(account->grant, access::Right::operate)) return {};
        to = account->login;
        language = account->language;
    }
    const auto t = desk.words(language);
    // Pages about one thing have its number in their address.
    const std::string_view path = found->path;
    const auto text = t("Good day,") + "\n\n" + t(found->text, {{"number", notice.number}}) + "\n" + desk.base_url +
                      "/" + t.code() + std::string(path) +
                      (path.ends_with("/") && path.size() > 1 ? notice.number : std::string()) + "\n";
    return registry::queue_letter(writer, {to, t(found->subject), text}, now);
}

template <class Work>
Result<registry::DeskOutcome> work_at_desk(Desk& desk, Work work) {
    std::optional<registry::DeskOutcome> outcome;
    const auto now = desk.intake.now();
    DIMONA_TRY_VOID(desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        auto done = DIMONA_TRY(work(writer, now));
        for (const auto& notice : done.notices) DIMONA_TRY_VOID(write_letter(desk, writer, notice, now));
        outcome = std::move(done);
        return {};
    }));
    return *std::move(outcome);
}

struct ActText {
    std::string_view code;
    const char* text;
};
constexpr std::array act_texts = {
    ActText{"worker.identified", DIMONA_MESSAGE("Worker identified")},
    ActText{"worker.not.identified", DIMONA_MESSAGE("Worker not identified")},
    ActText{"worker.number.assigned", DIMONA_MESSAGE("Number given to a worker")},
    ActText{"period.entered", DIMONA_MESSAGE("Period entered")},
    ActText{"period.changed", DIMONA_MESSAGE("Period changed")},
    ActText{"period.closed", DIMONA_MESSAGE("Period closed")},
    ActText{"period.cancelled", DIMONA_MESSAGE("Period cancelled")},
    ActText{"period.locked", DIMONA_MESSAGE("Period locked")},
    ActText{"period.unlocked", DIMONA_MESSAGE("Period unlocked")},
    ActText{"outage.reported", DIMONA_MESSAGE("Outage reported")},
    ActText{"outage.ended", DIMONA_MESSAGE("Outage ended")},
    ActText{"emergency.entered", DIMONA_MESSAGE("Emergency case entered")},
    ActText{"emergency.recognised", DIMONA_MESSAGE("Emergency case recognised")},
    ActText{"emergency.refused", DIMONA_MESSAGE("Emergency case not recognised")},
    ActText{"emergency.solved", DIMONA_MESSAGE("Emergency case solved by a declaration")},
    ActText{"change.asked", DIMONA_MESSAGE("Change asked for")},
    ActText{"change.granted", DIMONA_MESSAGE("Change granted")},
    ActText{"change.refused", DIMONA_MESSAGE("Change refused")},
    ActText{"approval.asked", DIMONA_MESSAGE("Waits for a second person")},
    ActText{"approval.confirmed", DIMONA_MESSAGE("Confirmed by a second person")},
    ActText{"approval.refused", DIMONA_MESSAGE("Not confirmed")},
    ActText{"approval.expired", DIMONA_MESSAGE("Not confirmed in time")},
    ActText{"worker.match", DIMONA_MESSAGE("Identify a worker as a known person")},
    ActText{"worker.assign", DIMONA_MESSAGE("Give a number to a worker")},
    ActText{"worker.refuse", DIMONA_MESSAGE("Refuse: the worker can't be identified")},
    ActText{"emergency.recognise", DIMONA_MESSAGE("Recognise an emergency case")},
    ActText{"emergency.refuse", DIMONA_MESSAGE("Don't recognise an emergency case")},
    ActText{"change.grant", DIMONA_MESSAGE("Grant a change")},
    ActText{"change.refuse", DIMONA_MESSAGE("Refuse a change")},
    ActText{"period.enter", DIMONA_MESSAGE("Enter a period")},
    ActText{"period.change", DIMONA_MESSAGE("Change a period")},
    ActText{"period.lock", DIMONA_MESSAGE("Lock or unlock a period")},
    ActText{"unsecured.blocked", DIMONA_MESSAGE("Unsecured channels blocked")},
    ActText{"unsecured.unblocked", DIMONA_MESSAGE("Unsecured channels opened again")},
    ActText{"unsecured.requested", DIMONA_MESSAGE("Change of the unsecured channels asked for")},
    ActText{"unsecured.refused", DIMONA_MESSAGE("Change of the unsecured channels refused")},
    ActText{"unsecured.grant", DIMONA_MESSAGE("Grant a request about the unsecured channels")},
    ActText{"unsecured.refuse", DIMONA_MESSAGE("Refuse a request about the unsecured channels")},
    ActText{"unsecured.block", DIMONA_MESSAGE("Block the unsecured channels")},
    ActText{"unsecured.unblock", DIMONA_MESSAGE("Open the unsecured channels again")},
    ActText{"employer.confirm", DIMONA_MESSAGE("Give a definitive number")},
    ActText{"employer.confirmed", DIMONA_MESSAGE("Definitive number given")},
    ActText{"employer.numbered", DIMONA_MESSAGE("Definitive number given")},
    ActText{"employer.change", DIMONA_MESSAGE("Agree to a change of an employer's data")},
    ActText{"employer.keep", DIMONA_MESSAGE("Refuse a change of an employer's data")},
    ActText{"employer.change.agreed", DIMONA_MESSAGE("Change of an employer's data agreed to")},
    ActText{"employer.change.refused", DIMONA_MESSAGE("Change of an employer's data refused")},
    ActText{"body.register", DIMONA_MESSAGE("Enter a public body")},
    ActText{"body.registered", DIMONA_MESSAGE("Public body entered")},
    ActText{"procuration.enter", DIMONA_MESSAGE("Enter a signed procuration")},
    ActText{"procuration.entered", DIMONA_MESSAGE("Signed procuration entered")},
    ActText{access::access_requested, DIMONA_MESSAGE("Access for the legal representative of an enterprise")},
};

}  // namespace

std::string problem_at(const Problems& problems, std::string_view place) {
    for (const auto& problem : problems)
        if (problem.place == place) return problem.text;
    return {};
}

std::vector<ErrorLink> error_links(const Problems& problems) {
    std::vector<ErrorLink> links;
    for (auto& [text, href] : QuestionForm::links(problems)) links.push_back({text, href});
    return links;
}

Html text_field(const Visit& visit, const TextField& field, const Problems& problems) {
    return textarea({.id = field.name,
                     .name = field.name,
                     .label = {field.label, "govuk-label--s"},
                     .group = {.hint = field.hint.empty() ? Html() : Html(field.hint),
                               .error = problem_at(problems, field.name),
                               .error_prefix = visit.t("Error")},
                     .value = visit.form[field.name],
                     .rows = field.rows});
}

std::string read_text(const Visit& visit, const char* name, const std::string& what_to_enter, Problems& problems) {
    auto text = visit.form[name];
    if (text.empty())
        problems.push_back({name, what_to_enter});
    else if (code_points(text) > text_length_max)
        problems.push_back(
            {name, visit.t("Enter at most {count} characters", {{"count", std::to_string(text_length_max)}})});
    return text;
}

Html reason_field(const Visit& visit, const Problems& problems) {
    return text_field(visit,
                      {.name = "reason",
                       .label = visit.t("Reason"),
                       .hint = visit.t("It is kept with the decision. Don't write the number of a person.")},
                      problems);
}
std::string read_reason(const Visit& visit, Problems& problems) {
    return read_text(visit, "reason", visit.t("Enter the reason of your decision"), problems);
}

QuestionForm desk_questions(Desk& desk, const Visit& visit) {
    const auto& rulebook = desk.intake.rulebook();
    const auto today = brussels_date(desk.intake.now());
    Offer offer;
    for (const auto& [code, entry] : rulebook.joint_committees)
        if (entry.valid.covers(today)) offer.committees.push_back({code, code + " – " + visit.t.of(entry.name)});
    for (const auto& [code, entry] : rulebook.worker_types)
        if (entry.valid.covers(today)) offer.types.push_back({code, code + " – " + visit.t.of(entry.name)});
    return {visit.t, rulebook, today, std::move(offer)};
}

Html moment_field(Desk& desk, const Visit& visit, const MomentField& field, const Answers& values,
                  const Problems& problems) {
    const auto asking = desk_questions(desk, visit);
    return asking.ask(day_question(field), true, values, problems) +
           asking.ask(hour_question(field), true, values, problems);
}

std::optional<Instant> read_moment(Desk& desk, const Visit& visit, const MomentField& field, bool needed,
                                   Answers& values, Problems& problems) {
    const auto asking = desk_questions(desk, visit);
    const auto before = problems.size();
    asking.read(day_question(field), needed, visit.form, values, problems);
    asking.read(hour_question(field), needed, visit.form, values, problems);
    if (problems.size() > before) return std::nullopt;
    const auto day = parse_date(values[field.day]);
    const auto hour = parse_hour(values[field.hour]);
    if (day && hour) return brussels_instant(at(*day, *hour));
    if (day || hour)
        problems.push_back(
            {day ? field.hour : field.day, visit.t("Enter both the day and the hour"), day ? "" : "day"});
    return std::nullopt;
}

Answers answers_at(const MomentField& field, Instant moment) {
    const auto local = brussels_time(moment);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - LocalTime{day});
    return {{field.day, format_date(day)}, {field.hour, format_hour(ClockTime{static_cast<int>(minutes.count())})}};
}

Result<registry::DeskOutcome> decide(Desk& desk, const Visit& visit, registry::DeskAction action) {
    action.by = visit.who->account.login;
    return work_at_desk(desk, [&](registry::Writer& writer, Instant now) {
        return registry::act_at_desk(writer, action, desk.four_eyes, desk.intake.rulebook(), now);
    });
}

Result<registry::DeskOutcome> confirm(Desk& desk, const Visit& visit, const std::string& approval) {
    return work_at_desk(desk, [&](registry::Writer& writer, Instant now) -> Result<registry::DeskOutcome> {
        const registry::Decider decider{.login = visit.who->account.login, .enterprise = std::nullopt, .at = now};
        const auto asked = DIMONA_TRY(registry::open_approval(writer, registry::desk_approvals, approval, now));
        if (asked.code == access::access_requested) {
            if (desk.four_eyes && asked.by_enterprise) {
                DIMONA_TRY(registry::agree_as_first(writer, registry::desk_approvals, approval, decider));
                return registry::DeskOutcome{.waits = true};
            }
            DIMONA_TRY(registry::confirm_approval(writer, registry::desk_approvals, approval, decider));
            DIMONA_TRY(access::grant_access(writer, {desk.base_url, desk.sessions.now()}, asked, decider.login));
            return registry::DeskOutcome{};
        }
        return registry::confirm_at_desk(writer, approval, decider.login, desk.intake.rulebook(), now);
    });
}

std::string notice_of(const Visit& visit, const registry::DeskOutcome& outcome, const std::string& done) {
    return outcome.waits ? visit.t("Your decision waits for a second person") : done;
}

http::Response trouble_at_desk(Desk& desk, const Visit& visit, const Error& error, const std::string& path) {
    if (error.kind == ErrorKind::conflict)
        return go_on(desk, visit, path, visit.t("Nothing was changed: somebody else has decided this meanwhile"));
    return trouble(visit, error);
}

bool is_waiting(Desk& desk, const std::string& about) {
    const auto reader = desk.store.read();
    if (!reader) return false;
    const auto waiting = registry::waiting_action(**reader, about, desk.intake.now());
    return waiting && *waiting;
}

Html waiting_box(Desk& desk, const Visit& visit, const std::string& about) {
    const auto reader = desk.store.read();
    if (!reader) return {};
    const auto waiting = registry::waiting_action(**reader, about, desk.intake.now());
    if (!waiting || !*waiting) return {};
    return inset_text(
        paragraph(visit.t("Waits for a second person: {what}, asked by {who}",
                          {{"what", act_text(visit.t, (*waiting)->code)}, {"who", (*waiting)->asked_by}})) +
        paragraph(link(visit.url("/desk/approvals"), visit.t("Decisions that wait"))));
}

Status note_look(Desk& desk, const Visit& visit, const Look& look) {
    auto line = registry::log_line(visit.caller, look.operation, desk.intake.now());
    line.employer = look.employer;
    line.person = look.person;
    line.number = look.number;
    line.results = look.results;
    return desk.lanes.run(0, [&](registry::Writer& writer) { return writer.put_consultation(line); });
}

std::string age_text(const Words& words, Instant since, Instant now) {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(now - since).count();
    const auto count = [](std::int64_t number) { return std::to_string(number); };
    if (hours < 1) return words("less than an hour");
    if (hours < 48) return words("{count} h", {{"count", count(hours)}});
    return words("{count} days", {{"count", count(hours / 24)}});
}

std::string employer_text(registry::Reader& reader, domain::EmployerNumber kept) {
    const auto current = registry::current_number(reader, kept);
    const auto number = current ? *current : kept;
    const auto employer = reader.employer(number);
    const auto digits = std::to_string(number.value());
    return employer && *employer ? (*employer)->name + " (" + digits + ")" : digits;
}

std::string act_text(const Words& words, std::string_view code) {
    for (const auto& known : act_texts)
        if (known.code == code) return words(known.text);
    return employer_act_text(words, std::string(code));
}

namespace {

struct DetailText {
    std::string_view name;
    const char* text;
};
// What is worth reading in a list: the rest stands in the journal.
constexpr std::array detail_texts = {
    DetailText{"declaration", DIMONA_MESSAGE("Declaration")}, DetailText{"case", DIMONA_MESSAGE("Case")},
    DetailText{"period", DIMONA_MESSAGE("Period")},           DetailText{"employer", DIMONA_MESSAGE("Employer")},
    DetailText{"enterprise", DIMONA_MESSAGE("Enterprise")},   DetailText{"number", DIMONA_MESSAGE("Number")},
    DetailText{"mandator", DIMONA_MESSAGE("Mandator")},       DetailText{"mandatary", DIMONA_MESSAGE("Mandatary")},
};

std::string detail_text(const Words& words, const registry::ActDetail& detail) {
    if (detail.name == "action") return act_text(words, detail.value);
    if (detail.name == "verdict") {
        const auto verdict = domain::parse_verdict(detail.value);
        return words.pair(words("Verdict"), verdict ? result_text(words, *verdict) : detail.value);
    }
    for (const auto& known : detail_texts)
        if (known.name == detail.name) return words(known.text) + " " + detail.value;
    return {};
}

std::vector<std::vector<Cell>> act_rows(const Visit& visit, const std::vector<registry::RecordedAct>& acts) {
    std::vector<std::vector<Cell>> rows;
    for (const auto& [sequence, act] : acts)
        rows.push_back({{visit.t.moment(act.at)},
                        {act_text(visit.t, act.code)},
                        {act.by == registry::unknown_visitor ? visit.t("unsecured service") : act.by},
                        {act.reason}});
    return rows;
}

}  // namespace

Html acts_table(const Visit& visit, const std::string& caption, const std::vector<registry::RecordedAct>& acts) {
    const auto& t = visit.t;
    if (acts.empty()) return paragraph(t("Nothing has been done yet."));
    return scrolling_table({.caption = caption,
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("When")}, {t("What")}, {t("Who")}, {t("Reason")}},
                            .rows = act_rows(visit, acts),
                            .first_cell_is_header = true});
}

Html acts_of_all_cases(const Visit& visit, const std::string& caption, const std::vector<registry::RecordedAct>& acts) {
    const auto& t = visit.t;
    if (acts.empty()) return paragraph(t("Nothing has been done yet."));
    auto rows = act_rows(visit, acts);
    for (std::size_t index = 0; index < acts.size(); ++index) {
        std::string details;
        for (const auto& detail : acts[index].act.details)
            if (const auto text = detail_text(t, detail); !text.empty())
                details += (details.empty() ? "" : "; ") + text;
        rows[index].push_back({details});
    }
    return scrolling_table({.caption = caption,
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("When")}, {t("What")}, {t("Who")}, {t("Reason")}, {t("Details")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

}  // namespace dimona::web::pages
