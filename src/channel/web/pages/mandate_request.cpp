// Asking for a mandate, giving one, handing one on: question pages over a draft.
#include <array>

#include "channel/web/pages/mandate_parts.hpp"

namespace dimona::web::pages {

namespace {

using namespace of_mandates;

constexpr const char* draft_kind = "mandate";
constexpr int quarters_ahead = 4;  // how far away a mandate can begin
constexpr const char* without_end = "none";

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

}  // namespace

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

}  // namespace dimona::web::pages
