// Mandates of the visitor's own enterprise, whoever it acts for at the moment: lists, one mandate with its history,
// asking, answering, ending, revoking, handing on.
#include <array>

#include "channel/web/lists.hpp"
#include "channel/web/mandate_words.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/procuration_document.hpp"
#include "channel/web/questions.hpp"

namespace dimona::web::pages {

namespace {

using domain::EnterpriseNumber;
using domain::MandataryKind;
using domain::MandateState;
using registry::Doer;
using registry::MandateRecord;
using registry::MandateRequest;

constexpr const char* draft_kind = "mandate";
constexpr std::size_t shown_on_overview = 10, reason_length_max = 500;
constexpr int quarters_ahead = 4, last_quarters_ahead = 12, history_lines = 200;
constexpr const char* without_end = "none";
constexpr const char* summary_table = "govuk-table__caption--m";

// What the register says about a request; shown beside the question it is about.
[[maybe_unused]] constexpr std::array register_messages = {
    DIMONA_MESSAGE("An enterprise can't give itself a mandate"),
    DIMONA_MESSAGE("This number is not in the register of enterprises"),
    DIMONA_MESSAGE("There is already a mandate between these two enterprises"),
    DIMONA_MESSAGE("This mandate has already been asked, and is not answered yet"),
    DIMONA_MESSAGE("No more mandataries are allowed for these applications: end a mandate first"),
    DIMONA_MESSAGE("There are too many mandates between these two from this day"),
    DIMONA_MESSAGE("Only a mandate that is active can be handed on"),
    DIMONA_MESSAGE("Only a service provider may hand a mandate on"),
    DIMONA_MESSAGE("This mandate was handed on already and can't be handed on further"),
    DIMONA_MESSAGE("This enterprise has the mandate already"),
    DIMONA_MESSAGE("Choose a quarter in which your own mandate holds"),
    DIMONA_MESSAGE("Your own mandate ends before"),
    DIMONA_MESSAGE("Choose this quarter or a later one"),
    DIMONA_MESSAGE("The last quarter can't lie before the first one"),
    DIMONA_MESSAGE("Enter the licence number with digits only"),
    DIMONA_MESSAGE("Enter the licence number of the social secretariat"),
    DIMONA_MESSAGE("Only the other side can answer this request"),
    DIMONA_MESSAGE("This request is not open any more"),
    DIMONA_MESSAGE("Only a mandate that is active can be ended"),
    DIMONA_MESSAGE("The mandate ends earlier already"),
    DIMONA_MESSAGE("Answer this request: confirm it or refuse it"),
    DIMONA_MESSAGE("This mandate is over already"),
};
bool is_for_the_visitor(const Error& error) {
    for (const auto* known : register_messages)
        if (error.message == known) return true;
    return false;
}

EnterpriseNumber own(const Visit& visit) { return visit.who->account.enterprise; }
LocalDate today(const Desk& desk) { return brussels_date(desk.intake.now()); }
Quarter plus(Quarter quarter, int quarters) { return minus(quarter, -quarters); }

Doer doer(const Desk& desk, const Visit& visit, std::string reason = {}) {
    return {desk.intake.now(), visit.who->account.login, own(visit), std::move(reason)};
}

MandateState state_of(const Desk& desk, const MandateRecord& mandate) {
    return registry::mandate_state(mandate, desk.intake.rulebook(), today(desk));
}

bool waits_for_us(const Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    return domain::is_asked(state_of(desk, mandate)) && registry::who_must_answer(mandate) == own(visit);
}

// The register's doing and the letters about it, in one transaction.
Result<MandateRecord> change(Desk& desk, const Doer& by, const std::function<const char*(const MandateRecord&)>& code,
                             const std::function<Result<MandateRecord>(registry::Writer&)>& work) {
    Result<MandateRecord> outcome = fail(ErrorKind::internal, "nothing was done");
    const auto committed = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        outcome = work(writer);
        // What the visitor has to correct is no failure of the transaction, which has nothing of it.
        if (!outcome && outcome.error().kind != ErrorKind::unavailable && outcome.error().kind != ErrorKind::internal)
            return {};
        if (!outcome) return tl::unexpected(outcome.error());
        return write_mandate_letters(writer, *outcome, code(*outcome), by, desk.words, desk.base_url);
    });
    if (!committed) return tl::unexpected(committed.error());
    return outcome;
}

Result<std::string> name_of(Desk& desk, const Visit& visit, EnterpriseNumber enterprise) {
    return party_name(*DIMONA_TRY(desk.store.read()), enterprise, visit.t.language());
}

std::string with_number(const std::string& name, EnterpriseNumber number) {
    return name == number.to_text() ? name : name + " (" + number.to_text() + ")";
}

// The mandate of this address, when it concerns the visitor's enterprise.
Result<MandateRecord> find_own(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    auto mandate = DIMONA_TRY(registry::find_mandate(*reader, visit.part(0)));
    if (mandate)
        for (const auto party : DIMONA_TRY(registry::mandate_chain(*reader, *mandate)))
            if (party == own(visit)) return *std::move(mandate);
    return fail(ErrorKind::not_found, "there is no such mandate", visit.part(0));
}

std::string address_of(const Visit& visit, const std::string& id, const char* what = "") {
    return visit.url("/mandates/" + id + what);
}

http::Response done(Desk& desk, Visit& visit, const std::string& notice, const std::string& address) {
    auto session = visit.who->session;
    session.notice = notice;
    if (const auto kept = desk.sessions.keep(session); !kept) return trouble(visit, kept.error());
    return see_other(address);
}

Html coverage(const Visit& visit) {
    const auto& t = visit.t;
    const auto lines = [](const std::vector<std::string>& texts) {
        return list(std::vector<Html>(texts.begin(), texts.end()));
    };
    return paragraph(t("A mandatary may:")) + lines(what_is_covered(t)) + paragraph(t("A mandatary may not:")) +
           lines(what_is_not_covered(t)) +
           paragraph(t("The employer sees every declaration that is made for him, whoever made it. A mandatary keeps "
                       "seeing the declarations that he made himself, also when the mandate is over."));
}

// --- lists

Result<Html> mandates_table(Desk& desk, const Visit& visit, const std::string& caption,
                            const std::vector<MandateRecord>& mandates, bool received) {
    const auto& t = visit.t;
    const auto reader = DIMONA_TRY(desk.store.read());
    std::vector<std::vector<Cell>> rows;
    for (const auto& mandate : mandates) {
        const auto other = received ? mandate.mandator : mandate.mandatary;
        const auto name = DIMONA_TRY(party_name(*reader, other, t.language()));
        std::string through;
        if (mandate.handed_on_by) through = DIMONA_TRY(party_name(*reader, *mandate.handed_on_by, t.language()));
        rows.push_back({{link(address_of(visit, mandate.id), name)},
                        {other.to_text()},
                        {through},
                        {first_text(t, mandate.valid)},
                        {last_text(t, mandate.valid)},
                        {state_tag(t, state_of(desk, mandate))}});
    }
    return scrolling_table({.caption = caption,
                            .caption_classes = summary_table,
                            .head = {{received ? t("Employer") : t("Mandatary")},
                                     {t("Enterprise number")},
                                     {t("Handed on by")},
                                     {t("From")},
                                     {t("Until")},
                                     {t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

std::vector<MandateRecord> first_of(const std::vector<MandateRecord>& all, std::size_t count) {
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))};
}

Result<Html> overview_part(Desk& desk, const Visit& visit, const std::vector<MandateRecord>& all, bool received) {
    const auto& t = visit.t;
    const auto title = received ? t("Mandates received") : t("Mandates given");
    if (all.empty())
        return element("h2", "govuk-heading-m", title) +
               paragraph(received ? t("Nobody has given your enterprise a mandate.")
                                  : t("Your enterprise has given no mandate."));
    auto html = DIMONA_TRY(mandates_table(desk, visit, title, first_of(all, shown_on_overview), received));
    if (all.size() > shown_on_overview)
        html += paragraph(link(visit.url(received ? "/mandates/received" : "/mandates/given"),
                               t("All {count} of them", {{"count", std::to_string(all.size())}})));
    return html;
}

Result<std::vector<MandateRecord>> mandates_of(Desk& desk, const Visit& visit, bool received) {
    const auto reader = DIMONA_TRY(desk.store.read());
    return received ? registry::mandates_received(*reader, own(visit)) : registry::mandates_given(*reader, own(visit));
}

Result<Html> waiting(Desk& desk, const Visit& visit, const std::vector<MandateRecord>& received,
                     const std::vector<MandateRecord>& given) {
    std::vector<Html> lines;
    const auto reader = DIMONA_TRY(desk.store.read());
    for (const auto* all : {&received, &given})
        for (const auto& mandate : *all) {
            if (!waits_for_us(desk, visit, mandate)) continue;
            const auto other = all == &received ? registry::giver_of(mandate) : mandate.mandatary;
            lines.push_back(link(address_of(visit, mandate.id),
                                 visit.t("Answer the request of {name}",
                                         {{"name", DIMONA_TRY(party_name(*reader, other, visit.t.language()))}})));
        }
    if (lines.empty()) return Html();
    return element("section", "dimona-section",
                   element("h2", "govuk-heading-m", visit.t("Waits for your answer")) + list(lines));
}

http::Response show_list(Desk& desk, Visit& visit, bool received) {
    const auto& t = visit.t;
    auto all = mandates_of(desk, visit, received);
    if (!all) return trouble(visit, all.error());
    const auto wanted = number_typed(visit.parameter("number"));
    if (!wanted.empty())
        std::erase_if(*all, [&](const MandateRecord& mandate) {
            const auto other = received ? mandate.mandator : mandate.mandatary;
            return other.to_text().find(wanted) == std::string::npos;
        });
    const auto page = page_asked(visit);
    const auto skipped = std::min(all->size(), static_cast<std::size_t>((page - 1) * lines_a_page));
    const std::vector<MandateRecord> rest(all->begin() + static_cast<std::ptrdiff_t>(skipped), all->end());
    const auto shown = first_of(rest, static_cast<std::size_t>(lines_a_page));
    const auto title = received ? t("Mandates received") : t("Mandates given");
    const auto table =
        mandates_table(desk, visit, t("{count} found", {{"count", std::to_string(all->size())}}), shown, received);
    if (!table) return trouble(visit, table.error());
    auto address = visit.url(received ? "/mandates/received" : "/mandates/given");
    const auto filter = element("form", {{"action", address}, {"method", "get"}},
                                input({.id = "number",
                                       .name = "number",
                                       .label = {t("Enterprise number")},
                                       .group = {.hint = t("Or a part of it")},
                                       .value = wanted,
                                       .classes = "govuk-input--width-20",
                                       .inputmode = "numeric",
                                       .autocomplete = "off"}) +
                                    submit(t("Search"), "govuk-button--secondary"));
    if (!wanted.empty()) address = with(address, "number", wanted);
    return show(visit, {.title = title,
                        .main = filter + *table + pages_of(visit, address, page, rest.size() > shown.size()),
                        .back = visit.url("/mandates"),
                        .wide = true,
                        .section = "mandates"});
}

// --- asking: question pages over a draft

// give: to whom; ask: which employer; hand-on: to whom, of a mandate that one has.
struct Direction {
    const char* name;
    const char* question;
    const char* hint;
};
constexpr std::array directions = {
    Direction{"give", DIMONA_MESSAGE("To whom do you give a mandate?"),
              DIMONA_MESSAGE("Enterprise number of the social secretariat or service provider: 10 digits, for example "
                             "0123.456.749")},
    Direction{"ask", DIMONA_MESSAGE("Which employer should give you a mandate?"),
              DIMONA_MESSAGE("Enterprise number of the employer: 10 digits, for example 0123.456.749")},
    Direction{"hand-on", DIMONA_MESSAGE("To whom do you hand this mandate on?"),
              DIMONA_MESSAGE("Enterprise number of the social secretariat or service provider: 10 digits, for example "
                             "0123.456.749")},
};
const Direction& direction_of(const Jotting& draft) {
    for (const auto& direction : directions)
        if (draft["direction"] == direction.name) return direction;
    return directions.front();
}

Jotting new_draft(const Visit& visit, const char* direction) {
    return {.id = {},
            .kind = draft_kind,
            .login = visit.who->account.login,
            .employer = 0,
            .answers = {{"direction", direction}}};
}

Result<Jotting> find_draft(Desk& desk, const Visit& visit) {
    auto found = DIMONA_TRY(desk.jottings.find(draft_kind, visit.part(0), visit.who->account.login));
    if (!found) return fail(ErrorKind::not_found, "there is no such draft", visit.part(0));
    return *std::move(found);
}

std::string step_address(const Visit& visit, const Jotting& draft, const std::string& step) {
    return visit.url("/mandates/draft/" + draft.id + "/" + step);
}

std::string next_step(const Jotting& draft) {
    for (const char* step : {"party", "kind", "first"})
        if (draft[step].empty()) return std::string(step) == "first" ? "quarters" : step;
    return "check";
}

EnterpriseNumber number_in(const std::string& text) {
    return EnterpriseNumber::parse(text).value_or(EnterpriseNumber::from_stored(0));
}

// The first group that covers Dimona on this day: the only one there is, until the law table has more.
std::string group_of(const Desk& desk) {
    for (const auto& group : desk.intake.rulebook().mandate_groups)
        if (group.covers_dimona && group.valid.covers(today(desk))) return group.code;
    return {};
}

Result<MandateRequest> request_of(Desk& desk, const Visit& visit, const Jotting& draft) {
    const auto party = number_in(draft["party"]);
    MandateRequest request{
        .group = group_of(desk),
        .mandator = own(visit),
        .mandatary = party,
        .kind = domain::parse_mandatary_kind(draft["kind"]).value_or(MandataryKind::service_provider),
        .licence = draft["licence"],
        .first = parse_quarter(draft["first"]).value_or(quarter_of(today(desk))),
        .last = parse_quarter(draft["last"]),
        .parent = draft["parent"]};
    if (draft["direction"] == "ask") {
        request.mandator = party;
        request.mandatary = own(visit);
    }
    if (!request.parent.empty()) {
        const auto parent = DIMONA_TRY(registry::find_mandate(*DIMONA_TRY(desk.store.read()), request.parent));
        if (!parent) return fail(ErrorKind::not_found, "there is no such mandate", request.parent);
        request.mandator = parent->mandator;
        request.group = parent->group;
    }
    return request;
}

std::string error_of(const std::vector<ErrorLink>& errors, const std::string& href) {
    for (const auto& error : errors)
        if (error.href == href) return error.text;
    return {};
}

http::Response show_party(const Visit& visit, const Jotting& draft, const std::string& action, const std::string& typed,
                          const std::vector<ErrorLink>& errors, const std::string& back) {
    const auto& t = visit.t;
    const auto& direction = direction_of(draft);
    return show(visit, {.title = t(direction.question),
                        .main = form(visit, action,
                                     input({.id = "party",
                                            .name = "party",
                                            .label = {t(direction.question), "govuk-label--l", true},
                                            .group = {.hint = t(direction.hint),
                                                      .error = error_of(errors, "#party"),
                                                      .error_prefix = t("Error")},
                                            .value = typed,
                                            .classes = "govuk-input--width-20",
                                            .inputmode = "numeric",
                                            .autocomplete = "off",
                                            .spellcheck = "false"}) +
                                         submit(t("Continue"))) +
                                details(t("What a mandate covers"), coverage(visit)),
                        .errors = errors,
                        .back = back,
                        .status = errors.empty() ? 200 : 422,
                        .section = "mandates",
                        .has_own_heading = true});
}

http::Response take_party(Desk& desk, Visit& visit, Jotting draft, const std::string& action, const std::string& back) {
    const auto& t = visit.t;
    const auto typed = visit.form["party"];
    const auto wrong = [&](const std::string& text) {
        return show_party(visit, draft, action, typed, {{text, "#party"}}, back);
    };
    if (typed.empty()) return wrong(t("Enter the enterprise number"));
    auto digits = number_typed(typed);
    if (digits.starts_with("BE") || digits.starts_with("be")) digits.erase(0, 2);  // as on invoices
    const auto number = EnterpriseNumber::parse(digits);
    if (!number) return wrong(t("This is no valid enterprise number: check its 10 digits"));
    if (*number == own(visit)) return wrong(t("This is the number of your own enterprise"));
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto known = (*reader)->enterprise_exists(*number);
    if (!known) return trouble(visit, known.error());
    if (!*known) return wrong(t("This number is not in the register of enterprises"));
    if (draft["party"] != number->to_text()) draft.set("kind", ""), draft.set("licence", "");
    draft.set("party", number->to_text());
    if (const auto kept = desk.jottings.keep(draft); !kept) return trouble(visit, kept.error());
    return see_other(step_address(visit, draft, next_step(draft)));
}

struct Typed {
    std::string kind, licence, first, last;
};

http::Response show_kind(Desk& desk, const Visit& visit, const Jotting& draft, const Typed& typed,
                         const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const bool asks = draft["direction"] == "ask";
    const auto party = number_in(draft["party"]);
    const auto name = name_of(desk, visit, party);
    if (!name) return trouble(visit, name.error());
    auto question = t("As what do you ask for the mandate?");
    if (!asks) question = t("What is {name}?", {{"name", *name}});
    const auto label = asks ? t("Licence number") : t("Licence number") + " " + t("(optional)");
    const auto hint = asks ? t("The number under which the secretariat is recognised")
                           : t("If you know it; the secretariat is asked for it otherwise");
    const auto other = t(asks ? DIMONA_MESSAGE("Employer: {name}") : DIMONA_MESSAGE("Enterprise: {name}"),
                         {{"name", with_number(*name, party)}});
    const auto licence =
        input({.id = "licence",
               .name = "licence",
               .label = {label},
               .group = {.hint = hint, .error = error_of(errors, "#licence"), .error_prefix = t("Error")},
               .value = typed.licence,
               .classes = "govuk-input--width-10",
               .inputmode = "numeric",
               .autocomplete = "off"});
    Choice secretariat{.value = "social_secretariat", .text = t("A recognised social secretariat")};
    secretariat.conditional = licence;
    secretariat.id = "kind";
    Choice provider{.value = "service_provider", .text = t("A service provider")};
    provider.hint = t("For example an accountant or another firm that declares for employers");
    Choices choices{.name = "kind"};
    choices.fieldset = Fieldset{.legend = {question, "govuk-fieldset__legend--l", true}};
    choices.items = {std::move(secretariat), std::move(provider)};
    choices.group = {.hint = other, .error = error_of(errors, "#kind"), .error_prefix = t("Error")};
    choices.id_prefix = "kind";
    choices.value = typed.kind;
    return show(visit,
                {.title = question,
                 .main = form(visit, step_address(visit, draft, "kind"), radios(choices) + submit(t("Continue"))),
                 .errors = errors,
                 .back = step_address(visit, draft, "party"),
                 .status = errors.empty() ? 200 : 422,
                 .section = "mandates",
                 .has_own_heading = true});
}

http::Response take_kind(Desk& desk, Visit& visit, Jotting draft) {
    const auto& t = visit.t;
    const Typed typed{.kind = visit.form["kind"], .licence = visit.form["licence"], .first = {}, .last = {}};
    const auto kind = domain::parse_mandatary_kind(typed.kind);
    std::vector<ErrorLink> errors;
    const auto licence = kind == MandataryKind::social_secretariat ? number_typed(typed.licence) : std::string();
    if (!kind) errors.push_back({t("Choose what the mandatary is"), "#kind"});
    if (kind == MandataryKind::social_secretariat) {
        if (licence.empty() && draft["direction"] == "ask")
            errors.push_back({t("Enter the licence number of the social secretariat"), "#licence"});
        else if (!licence.empty() && !domain::is_licence_number(licence))
            errors.push_back({t("Enter the licence number with digits only"), "#licence"});
    }
    if (!errors.empty()) return show_kind(desk, visit, draft, typed, errors);
    draft.set("kind", typed.kind);
    draft.set("licence", licence);
    if (const auto kept = desk.jottings.keep(draft); !kept) return trouble(visit, kept.error());
    return see_other(step_address(visit, draft, next_step(draft)));
}

http::Response show_quarters(Desk& desk, const Visit& visit, const Jotting& draft, const Typed& typed,
                             const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto now = quarter_of(today(desk));
    std::vector<Option> first, last = {{without_end, t("without end")}};
    for (int ahead = 0; ahead <= last_quarters_ahead; ++ahead) {
        const auto quarter = plus(now, ahead);
        const Option option{format_quarter(quarter), t.quarter(quarter)};
        if (ahead <= quarters_ahead) first.push_back(option);
        last.push_back(option);
    }
    const auto choice = [&](const char* name, const std::string& text, const std::string& hint,
                            std::vector<Option> items, const std::string& value) {
        return select(
            {.id = name,
             .name = name,
             .label = {text, "govuk-label--s"},
             .items = std::move(items),
             .group = {.hint = hint, .error = error_of(errors, "#" + std::string(name)), .error_prefix = t("Error")},
             .value = value});
    };
    return show(visit, {.title = t("From when, until when?"),
                        .main = form(visit, step_address(visit, draft, "quarters"),
                                     choice("first", t("First quarter"),
                                            t("The mandate holds from the first day of this quarter, as soon as it is "
                                              "confirmed"),
                                            std::move(first), typed.first) +
                                         choice("last", t("Last quarter"),
                                                t("A mandate without end can be ended or revoked at any time"),
                                                std::move(last), typed.last.empty() ? without_end : typed.last) +
                                         submit(t("Continue"))),
                        .errors = errors,
                        .back = step_address(visit, draft, "kind"),
                        .status = errors.empty() ? 200 : 422,
                        .section = "mandates"});
}

// The question that an error is about, as an address: on its own page it is the control.
ErrorLink link_to(const Visit& visit, const Jotting& draft, const Error& error, bool on_quarters) {
    const auto text = visit.t(error.message.c_str());
    if (error.place == "first" || error.place == "last")
        return {text, on_quarters ? "#" + error.place : step_address(visit, draft, "quarters") + "#" + error.place};
    if (error.place == "licence") return {text, step_address(visit, draft, "kind") + "#licence"};
    if (error.place == "party") return {text, step_address(visit, draft, "party") + "#party"};
    return {text, visit.url("/mandates")};
}

http::Response take_quarters(Desk& desk, Visit& visit, Jotting draft) {
    const auto& t = visit.t;
    const Typed typed{.kind = {}, .licence = {}, .first = visit.form["first"], .last = visit.form["last"]};
    std::vector<ErrorLink> errors;
    if (!parse_quarter(typed.first)) errors.push_back({t("Choose the first quarter"), "#first"});
    if (typed.last != without_end && !parse_quarter(typed.last))
        errors.push_back({t("Choose the last quarter"), "#last"});
    if (!errors.empty()) return show_quarters(desk, visit, draft, typed, errors);
    auto wanted = draft;
    wanted.set("first", typed.first);
    wanted.set("last", typed.last == without_end ? "" : typed.last);
    const auto request = request_of(desk, visit, wanted);
    if (!request) return trouble(visit, request.error());
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto good = registry::check_mandate(**reader, desk.intake.rulebook(), *request, doer(desk, visit));
    if (!good) {
        if (!is_for_the_visitor(good.error())) return trouble(visit, good.error());
        return show_quarters(desk, visit, draft, typed, {link_to(visit, draft, good.error(), true)});
    }
    if (const auto kept = desk.jottings.keep(wanted); !kept) return trouble(visit, kept.error());
    return see_other(step_address(visit, wanted, "check"));
}

http::Response show_check(Desk& desk, const Visit& visit, const Jotting& draft, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto request = request_of(desk, visit, draft);
    if (!request) return trouble(visit, request.error());
    const auto mandator = name_of(desk, visit, request->mandator);
    const auto mandatary = name_of(desk, visit, request->mandatary);
    if (!mandator || !mandatary) return trouble(visit, mandator ? mandatary.error() : mandator.error());
    const bool asks = draft["direction"] == "ask";
    const auto action = [&](const char* step, const std::string& what) {
        return std::vector<Action>{{step_address(visit, draft, step), t("Change"), what}};
    };
    const auto none = std::vector<Action>{};
    const DateRange valid{first_day(request->first),
                          request->last ? std::optional(last_day(*request->last)) : std::optional<LocalDate>()};
    std::vector<SummaryRow> rows = {
        {t("Employer"), with_number(*mandator, request->mandator), asks ? action("party", t("the employer")) : none},
        {t("Mandatary"), with_number(*mandatary, request->mandatary),
         asks ? none : action("party", t("the mandatary"))},
        {t("Kind of mandatary"), mandatary_text(t, request->kind), action("kind", t("the kind of mandatary"))}};
    if (request->kind == MandataryKind::social_secretariat)
        rows.push_back({t("Licence number"),
                        request->licence.empty() ? t("asked from the secretariat") : request->licence,
                        action("kind", t("the licence number"))});
    rows.push_back({t("Applications"), request->group});
    rows.push_back({t("From"), first_text(t, valid), action("quarters", t("the first quarter"))});
    rows.push_back({t("Until"), last_text(t, valid), action("quarters", t("the last quarter"))});
    const auto explained = asks
                               ? t("The employer is asked to confirm. Until then you can do nothing for him.")
                               : t("The mandatary is asked to confirm. Until then he can do nothing for the employer.");
    return show(visit, {.title = t("Check the mandate before you send it"),
                        .main = summary_list(rows) + coverage(visit) + inset_text(explained) +
                                form(visit, step_address(visit, draft, "check"), submit(t("Send the request"))),
                        .errors = errors,
                        .back = step_address(visit, draft, "quarters"),
                        .status = errors.empty() ? 200 : 422,
                        .section = "mandates"});
}

http::Response send_request(Desk& desk, Visit& visit, const Jotting& draft) {
    if (next_step(draft) != "check") return see_other(step_address(visit, draft, next_step(draft)));
    const auto request = request_of(desk, visit, draft);
    if (!request) return trouble(visit, request.error());
    const auto by = doer(desk, visit);
    const auto asked = change(
        desk, by,
        [](const MandateRecord& mandate) { return mandate.parent.empty() ? "mandate.asked" : "mandate.handedOn"; },
        [&](registry::Writer& writer) { return registry::ask_mandate(writer, desk.intake.rulebook(), *request, by); });
    if (!asked) {
        if (!is_for_the_visitor(asked.error())) return trouble(visit, asked.error());
        return show_check(desk, visit, draft, {link_to(visit, draft, asked.error(), false)});
    }
    if (const auto removed = desk.jottings.remove(draft); !removed) return trouble(visit, removed.error());
    return see_other(address_of(visit, asked->id, "/sent"));
}

http::Response start_draft(const Visit& visit, const char* direction) {
    return show_party(visit, new_draft(visit, direction), visit.url("/mandates/" + std::string(direction)), {}, {},
                      visit.url("/mandates"));
}

http::Response take_start(Desk& desk, Visit& visit, const char* direction) {
    return take_party(desk, visit, new_draft(visit, direction), visit.url("/mandates/" + std::string(direction)),
                      visit.url("/mandates"));
}

// --- one mandate

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

bool may_hand_on(const Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    const auto* group = desk.intake.rulebook().mandate_group(mandate.group, today(desk));
    return group && mandate.mandatary == own(visit) && state_of(desk, mandate) == MandateState::active &&
           group->delegating.contains(mandate.kind) && mandate.depth < group->delegations;
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

Html paper_link(const Visit& visit, const MandateRecord& mandate) {
    return paragraph(link(address_of(visit, mandate.id, "/procuration.pdf"),
                          visit.t("Procuration on paper, for both signatures (PDF)")));
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
    if (changed) return done(desk, visit, notice, address_of(visit, mandate->id));
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

http::Response mandates(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto received = mandates_of(desk, visit, true), given = mandates_of(desk, visit, false);
    if (!received || !given) return trouble(visit, received ? given.error() : received.error());
    const auto name = name_of(desk, visit, own(visit));
    const auto waits = waiting(desk, visit, *received, *given);
    const auto given_part = overview_part(desk, visit, *given, false);
    const auto received_part = overview_part(desk, visit, *received, true);
    if (!name || !waits || !given_part || !received_part)
        return trouble(visit, !name    ? name.error()
                              : !waits ? waits.error()
                                       : (given_part ? received_part : given_part).error());
    const auto doors = buttons(button({.text = t("Give a mandate"), .href = visit.url("/mandates/give")}) +
                               button({.text = t("Ask an employer for a mandate"),
                                       .href = visit.url("/mandates/ask"),
                                       .classes = "govuk-button--secondary"}));
    return show(visit, {.title = t("Mandates"),
                        .main = paragraph(t("With a mandate a social secretariat or a service provider declares in the "
                                            "name of an employer."),
                                          "govuk-body-l") +
                                paragraph(t("These are the mandates of your own enterprise: {name}",
                                            {{"name", with_number(*name, own(visit))}})) +
                                *waits + doors + *given_part + *received_part +
                                details(t("What a mandate covers"), coverage(visit)),
                        .back = visit.url("/"),
                        .wide = true,
                        .section = "mandates"});
}

http::Response mandates_given(Desk& desk, Visit& visit) { return show_list(desk, visit, false); }
http::Response mandates_received(Desk& desk, Visit& visit) { return show_list(desk, visit, true); }

http::Response give_mandate(Desk& desk, Visit& visit) {
    (void)desk;
    return start_draft(visit, "give");
}
http::Response take_given_mandate(Desk& desk, Visit& visit) { return take_start(desk, visit, "give"); }
http::Response ask_mandate(Desk& desk, Visit& visit) {
    (void)desk;
    return start_draft(visit, "ask");
}
http::Response take_asked_mandate(Desk& desk, Visit& visit) { return take_start(desk, visit, "ask"); }

http::Response mandate_question(Desk& desk, Visit& visit) {
    const auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    const auto& step = visit.part(1);
    const Typed typed{(*draft)["kind"], (*draft)["licence"], (*draft)["first"], (*draft)["last"]};
    if (step == "party")
        return show_party(visit, *draft, step_address(visit, *draft, "party"), (*draft)["party"], {},
                          visit.url("/mandates"));
    const auto next = next_step(*draft);
    if (step == "kind") return show_kind(desk, visit, *draft, typed, {});
    if (step == "quarters" && next != "kind") return show_quarters(desk, visit, *draft, typed, {});
    if (step == "check" && next == "check") return show_check(desk, visit, *draft, {});
    return step == "quarters" || step == "check" ? see_other(step_address(visit, *draft, next)) : not_found(visit);
}

http::Response take_mandate_answer(Desk& desk, Visit& visit) {
    const auto draft = find_draft(desk, visit);
    if (!draft) return trouble(visit, draft.error());
    const auto& step = visit.part(1);
    if (step == "party")
        return take_party(desk, visit, *draft, step_address(visit, *draft, "party"), visit.url("/mandates"));
    if (step == "kind") return take_kind(desk, visit, *draft);
    if (step == "quarters") return take_quarters(desk, visit, *draft);
    return step == "check" ? send_request(desk, visit, *draft) : not_found(visit);
}

http::Response mandate_sent(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    if (!domain::is_asked(state_of(desk, *mandate))) return see_other(address_of(visit, mandate->id));
    const auto other = name_of(desk, visit, registry::who_must_answer(*mandate));
    if (!other) return trouble(visit, other.error());
    const auto* group = desk.intake.rulebook().mandate_group(mandate->group, today(desk));
    return show(
        visit,
        {.title = t("The request is sent"),
         .main = panel(t("The request is sent"), t("Number of the mandate: {number}", {{"number", mandate->id}})) +
                 element("h2", "govuk-heading-m", t("What happens now")) +
                 paragraph(t("{name} confirms or refuses it in this service. You are told by e-mail. When nobody "
                             "answers within {days} days, the request expires.",
                             {{"name", *other}, {"days", std::to_string(group ? group->answer_days : 0)}})) +
                 paragraph(t("Does the other side have no access? Then print the procuration, have it signed by "
                             "both sides, and send it to the authority.")) +
                 paper_link(visit, *mandate) + paragraph(link(address_of(visit, mandate->id), t("To the mandate"))) +
                 paragraph(link(visit.url("/mandates"), t("To all mandates"))),
         .section = "mandates",
         .has_own_heading = true});
}

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

http::Response hand_mandate_on(Desk& desk, Visit& visit) {
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    if (!may_hand_on(desk, visit, *mandate)) return see_other(address_of(visit, mandate->id));
    return show_party(visit, new_draft(visit, "hand-on"), address_of(visit, mandate->id, "/hand-on"), {}, {},
                      address_of(visit, mandate->id));
}
http::Response take_handing_on(Desk& desk, Visit& visit) {
    const auto mandate = find_own(desk, visit);
    if (!mandate) return trouble(visit, mandate.error());
    if (!may_hand_on(desk, visit, *mandate)) return see_other(address_of(visit, mandate->id));
    auto draft = new_draft(visit, "hand-on");
    draft.set("parent", mandate->id);
    return take_party(desk, visit, std::move(draft), address_of(visit, mandate->id, "/hand-on"),
                      address_of(visit, mandate->id));
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
