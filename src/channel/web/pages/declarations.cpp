// Declarations: lists, search, one declaration with its receipt, repeat, undo.
#include <array>

#include "channel/web/drafts.hpp"
#include "channel/web/lists.hpp"
#include "channel/web/pages/pages.hpp"
#include "channel/web/receipt_document.hpp"
#include "channel/web/receipts.hpp"
#include "channel/web/staff_search.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

using registry::DeclarationLine;
using registry::DeclarationView;

constexpr const char* search_kind = "search-declarations";

struct ReadyList {
    const char* name;
    const char* title;
};
constexpr std::array ready_lists = {
    ReadyList{"newest", DIMONA_MESSAGE("Newest declarations")},
    ReadyList{"refused", DIMONA_MESSAGE("Refused")},
    ReadyList{"waiting", DIMONA_MESSAGE("Waiting for identification")},
    ReadyList{"warnings", DIMONA_MESSAGE("Accepted with warning")},
    ReadyList{"late", DIMONA_MESSAGE("Declared late")},
};

struct Asked {
    registry::SearchCriteria criteria;
    std::string title, address;
    std::map<std::string, std::string> typed;
    NamedPersons named = {};
};

registry::SearchCriteria criteria_of(const Jotting& typed) {
    registry::SearchCriteria criteria;
    auto& query = criteria.query;
    criteria.ssin = domain::Ssin::parse(typed["ssin"]);
    query.kind = domain::parse_kind(typed["kind"]);
    query.result = domain::parse_verdict(typed["result"]);
    query.channel = domain::parse_channel(typed["channel"]);
    query.worker_type = domain::parse_worker_type(typed["type"]);
    query.joint_committee = domain::parse_joint_committee(typed["committee"]);
    query.first_day = parse_date(typed["start-from"]);
    query.last_day = parse_date(typed["start-until"]);
    query.user_enterprise = domain::EnterpriseNumber::parse(typed["user"]);
    if (const auto number = parse_digits(typed["number"])) query.declaration = domain::DeclarationId{*number};
    if (const auto number = parse_digits(typed["period"])) query.period = domain::PeriodId{*number};
    if (const auto day = parse_date(typed["from"])) query.received_from = brussels_instant(LocalTime{*day});
    if (const auto day = parse_date(typed["until"]))
        query.received_until = brussels_instant(LocalTime{*day + std::chrono::days{1}});
    return criteria;
}

Result<Asked> list_asked(Desk& desk, const Visit& visit) {
    Asked asked;
    const auto id = visit.parameter("q");
    if (!id.empty()) {
        if (const auto kept = DIMONA_TRY(desk.jottings.find(search_kind, id, visit.who->account.login))) {
            asked.typed = kept->answers;
            asked.criteria = criteria_of(*kept);
            asked.title = visit.t("Declarations found");
            asked.address = "?q=" + id;
            asked.named = DIMONA_TRY(persons_named(desk, visit, (*kept)["text"]));
            if (const auto person = asked.named.single()) asked.criteria.query.person = person;
        }
    }
    if (asked.address.empty()) {
        const auto name = visit.parameter("list");
        const auto* list = ready_lists.data();
        for (const auto& known : ready_lists)
            if (known.name == name) list = &known;
        auto& query = asked.criteria.query;
        if (name == "refused") query.result = domain::Verdict::refused;
        if (name == "waiting") query.result = domain::Verdict::waiting;
        if (name == "warnings") query.result = domain::Verdict::accepted_with_warning;
        if (name == "late") query.late = true;
        asked.title = visit.t(list->title);
        asked.address = std::string("?list=") + list->name;
    }
    asked.criteria.employer = visit.employer->number;
    return asked;
}

Result<registry::PageOf<DeclarationView>> find(Desk& desk, const Visit& visit, const Asked& asked,
                                               const registry::Page& page) {
    if (asked.named.fits_nobody()) return registry::PageOf<DeclarationView>{};
    return wait_for<registry::PageOf<DeclarationView>>([&](auto done) {
        desk.consultations.search_declarations(visit.caller, asked.criteria, page, std::move(done));
    });
}

std::string worker_name(const DeclarationView& view) {
    if (view.person) return view.person->family_name + " " + view.person->given_name;
    const auto& worker = view.document.request.worker;
    return worker ? worker->family_name.value_or("") + " " + worker->given_name.value_or("") : std::string();
}

Sheet sheet_of(Desk& desk, const Visit& visit, const std::vector<DeclarationView>& views) {
    const auto& t = visit.t;
    Sheet sheet{.title = t("Declarations"),
                .columns = {{t("Number")},
                            {t("Declaration"), "kind"},
                            {t("Worker"), "name"},
                            {t("Received"), "received"},
                            {t("Channel"), "channel"},
                            {t("Declared by"), "declarant"},
                            {t("Verdict"), "verdict"},
                            {t("Anomalies")}},
                .rows = {}};
    for (const auto& view : views)
        sheet.rows.push_back({std::to_string(view.record.id.value()), kind_text(t, view.record.kind), worker_name(view),
                              t.moment(view.record.received_at), channel_text(t, view.record.channel),
                              declarant_text(t, view), result_text(t, view.record.result),
                              anomalies_line(t, desk.intake.rulebook(), view.document.decision.anomalies)});
    return sheet;
}

// The places of the lines that are asked for, in their order.
std::vector<std::size_t> ordered(const std::vector<DeclarationLine>& lines, const Asked& asked,
                                 const std::string& order) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < lines.size(); ++place)
        if (asked.named.fits(lines[place].record.person)) places.push_back(place);
    const bool falling = order.starts_with("-");
    const auto by = [&](auto rank) { sort_by(places, falling, [&](std::size_t place) { return rank(lines[place]); }); };
    if (order.ends_with("kind")) by([](const DeclarationLine& line) { return line.record.kind; });
    if (order.ends_with("name"))
        by([](const DeclarationLine& line) { return folded_name(line.family_name + " " + line.given_name); });
    if (order.ends_with("received")) by([](const DeclarationLine& line) { return line.record.received_at; });
    if (order.ends_with("channel")) by([](const DeclarationLine& line) { return line.record.channel; });
    if (order.ends_with("declarant")) by([](const DeclarationLine& line) { return line.record.declarant; });
    if (order.ends_with("verdict")) by([](const DeclarationLine& line) { return line.record.result; });
    return places;
}

struct Found {
    registry::PageOf<DeclarationView> page;  // `more`: another page follows
    bool is_cut = false;                     // not all lines were looked through
};

// In another order than that of the store, or limited to persons whom it can't be asked for: of the newest `lines_max`
// lines one page, or all.
Result<Found> find_ordered(Desk& desk, const Visit& visit, const Asked& asked, const std::string& order,
                           std::size_t lines_max, std::optional<int> page) {
    if (asked.named.fits_nobody()) return Found{};
    bool more = false;
    const registry::Consultations::Choice choice{.lines_max = static_cast<int>(lines_max),
                                                 .wants_names = order.ends_with("name"),
                                                 .choose = [&](const std::vector<DeclarationLine>& lines) {
                                                     auto places = ordered(lines, asked, order);
                                                     if (!page) return places;
                                                     auto shown = page_of(std::move(places), *page);
                                                     more = shown.more;
                                                     return std::move(shown.items);
                                                 }};
    Found found{.page = DIMONA_TRY(wait_for<registry::PageOf<DeclarationView>>([&](auto done) {
                    desk.consultations.choose_declarations(visit.caller, asked.criteria, choice, std::move(done));
                }))};
    found.is_cut = found.page.more;
    found.page.more = more;
    return found;
}

Result<Found> ordered_page(Desk& desk, const Visit& visit, const Asked& asked, const std::string& order, int page,
                           std::size_t lines_max) {
    if (!order.empty() || asked.named.are_several()) return find_ordered(desk, visit, asked, order, lines_max, page);
    return Found{.page = DIMONA_TRY(find(desk, visit, asked, {.number = page, .size = lines_a_page}))};
}

Html lists_navigation(const Visit& visit) {
    std::vector<Html> items;
    for (const auto& list : ready_lists)
        items.push_back(link(visit.url("/declarations?list=" + std::string(list.name)), visit.t(list.title)));
    return element("nav", {{"class", "dimona-lists"}, {"aria-label", visit.t("Ready-made lists")}}, list(items, false));
}

Html search_form(Desk& desk, const Visit& visit, const std::map<std::string, std::string>& typed,
                 const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto value = [&](const char* name) {
        const auto found = typed.find(name);
        return found == typed.end() ? std::string() : found->second;
    };
    const auto field = [&](const char* name, const std::string& text, const char* type) {
        FormGroup group{.error_prefix = t("Error")};
        for (const auto& error : errors)
            if (error.href == "#" + std::string(name)) group.error = error.text;
        return input({.id = name,
                      .name = name,
                      .label = {text},
                      .group = std::move(group),
                      .value = value(name),
                      .type = type,
                      .autocomplete = "off"});
    };
    const auto choice = [&](const char* name, const std::string& text, std::vector<Option> options) {
        options.insert(options.begin(), {"", t("All")});
        return select({.id = name, .name = name, .label = {text}, .items = std::move(options), .value = value(name)});
    };
    std::vector<Option> kinds, results, types, committees;
    for (const auto kind : {domain::Kind::in, domain::Kind::out, domain::Kind::update, domain::Kind::cancel,
                            domain::Kind::daily_registration})
        kinds.push_back({std::string(domain::to_code(kind)), kind_text(t, kind)});
    for (const auto result : {domain::Verdict::accepted, domain::Verdict::accepted_with_warning,
                              domain::Verdict::refused, domain::Verdict::waiting})
        results.push_back({std::string(domain::to_code(result)), result_text(t, result)});
    for (const auto& [code, type] : desk.intake.rulebook().worker_types)
        if (type.valid.covers(desk.file.today())) types.push_back({code, code + " – " + t.of(type.name)});
    for (const auto& [code, committee] : desk.intake.rulebook().joint_committees)
        if (committee.valid.covers(desk.file.today()))
            committees.push_back({code, code + " – " + t.of(committee.name)});
    const auto fields =
        field("text", t("Name or own reference"), "text") +
        field("ssin", t("National register number or BIS number"), "text") +
        field("number", t("Declaration number"), "text") + field("period", t("Period"), "text") +
        field("from", t("Received from"), "date") + field("until", t("Received until"), "date") +
        field("start-from", t("First day from"), "date") + field("start-until", t("First day until"), "date") +
        choice("kind", t("Declaration"), std::move(kinds)) + choice("result", t("Verdict"), std::move(results)) +
        choice("channel", t("Channel"), channel_options(t)) + choice("type", t("Kind of worker"), std::move(types)) +
        choice("committee", t("Joint committee"), std::move(committees)) +
        field("user", t("Enterprise number of the user"), "text");
    return details(
        t("Search by several criteria"),
        form(visit, visit.url("/declarations/search"), element("div", "dimona-filter", fields) + submit(t("Search"))),
        !typed.empty());
}

// --- one declaration

// Declared by the visitor's enterprise under a mandate that is over: it sees what it typed and the verdict.
bool is_of_former_mandator(const DeclarationView& view) { return view.record.employer && !view.employer; }

Result<DeclarationView> find_one(Desk& desk, const Visit& visit) {
    const auto number = domain::parse_twelve_digit_number(visit.part(0));
    if (!number) return fail(ErrorKind::not_found, "there is no such declaration", visit.part(0));
    auto view = DIMONA_TRY(wait_for<DeclarationView>([&](auto done) {
        desk.consultations.declaration(visit.caller, domain::DeclarationId{*number}, std::move(done));
    }));
    if (is_of_former_mandator(view)) return view;
    if (view.record.employer && !visit.employer)
        return fail(ErrorKind::conflict, "for whom one acts is not chosen yet", visit.part(0));
    if (view.record.employer && *view.record.employer != visit.employer->number)
        return fail(ErrorKind::not_found, "this declaration is another employer's", visit.part(0));
    return view;
}

http::Response no_declaration(const Visit& visit, const Error& error) {
    return error.kind == ErrorKind::conflict ? see_other(visit.url("/employers")) : trouble(visit, error);
}

bool is_accepted(const DeclarationView& view) {
    return view.record.result == domain::Verdict::accepted ||
           view.record.result == domain::Verdict::accepted_with_warning;
}

std::optional<domain::Period> period_after(const DeclarationView& view) {
    for (const auto& effect : view.document.decision.effects)
        if (const auto* put = std::get_if<domain::PutPeriod>(&effect)) return put->after;
    return std::nullopt;
}

Jotting empty_draft(const Visit& visit, domain::Kind kind) {
    return {.id = {},
            .kind = draft_kind,
            .login = visit.who->account.login,
            .employer = visit.employer->number.value(),
            .answers = {{"kind", std::string(domain::to_code(kind))}}};
}

// How the period stood before its last declaration.
std::optional<domain::Period> period_before(const registry::HistoryView& history) {
    std::optional<domain::Period> before, now;
    for (const auto& declaration : history.declarations)
        if (auto period = period_after(declaration)) {
            before = std::move(now);
            now = std::move(period);
        }
    return before;
}

// The declaration that takes this one back, when it was the last one on its period. Whether it may be made is the
// engine's to say.
Result<std::optional<Jotting>> compensation(Desk& desk, const Visit& visit, const DeclarationView& view) {
    if (!is_accepted(view) || !view.record.period) return std::nullopt;
    const auto history = DIMONA_TRY(desk.file.history(visit.caller, *view.record.period));
    const auto& period = history.period.period;
    if (period.last_declaration != view.record.id) return std::nullopt;
    const auto number = std::to_string(period.id.value());
    if (view.record.kind == domain::Kind::in) {
        auto draft = empty_draft(visit, domain::Kind::cancel);
        draft.set("periodId", number);
        return draft;
    }
    auto draft = empty_draft(visit, domain::Kind::update);
    draft.set("periodId", number);
    if (view.record.kind == domain::Kind::out) {
        draft.set("endDate", format_date(open_end_marker));
        return draft;
    }
    if (view.record.kind != domain::Kind::update) return std::nullopt;
    const auto before = period_before(history);
    if (!before) return std::nullopt;
    const auto former = answers_of(*before), present = answers_of(period);
    for (const char* place : {"startDate", "startHour", "endDate", "endHour", "plannedHoursNumber"}) {
        const auto was = former.find(place), is = present.find(place);
        const auto former_value = was == former.end() ? std::string() : was->second;
        const auto present_value = is == present.end() ? std::string() : is->second;
        if (former_value == present_value) continue;
        draft.set(place, former_value.empty() && std::string_view(place) == "endDate" ? format_date(open_end_marker)
                                                                                      : former_value);
    }
    return draft;
}

Result<bool> may_be_undone(Desk& desk, const Visit& visit, const DeclarationView& view) {
    const auto draft = DIMONA_TRY(compensation(desk, visit, view));
    if (!draft) return false;
    const auto answer = DIMONA_TRY(desk.intake.dry_run(submission_of(desk, visit, *draft)));
    return answer.decision.result != domain::Verdict::refused;
}

Html receipt_part(Desk& desk, const Visit& visit, const DeclarationView& view) {
    const auto number = std::to_string(view.record.id.value());
    const auto compact = desk.receipts.sign(view);
    if (!compact) return {};
    const auto address = visit.url("/declarations/" + number);
    return element("h2", "govuk-heading-m", visit.t("Receipt")) +
           paragraph(visit.t("The receipt proves what was declared, when, and with which verdict.")) +
           list({link(address + "/receipt.pdf", visit.t("Receipt as PDF")),
                 link(address + "/receipt.jws", visit.t("Receipt as signed text (JWS)")),
                 link("/verify/" + *compact, visit.t("Check this receipt"))}) +
           Html::markup(qr_svg(desk.receipts.address_of(*compact), visit.t("QR code of the receipt")));
}

Html facts_of(Desk& desk, const Visit& visit, const DeclarationView& view) {
    std::vector<SummaryRow> rows;
    for (const auto& line : receipt_lines(view, visit.t, desk.intake.rulebook())) {
        Html value = line.value;
        if (line.name == visit.t("Verdict")) value = result_tag(visit.t, view.record.result);
        if (line.name == visit.t("Period") && view.record.period)
            value = link(visit.url("/periods/" + line.value), line.value);
        rows.push_back({line.name, value});
    }
    return summary_list(rows);
}

Html next_deadlines(Desk& desk, const Visit& visit, const DeclarationView& view) {
    const auto period = period_after(view);
    if (!period) return {};
    std::vector<Html> lines;
    for (const auto& deadline : open_deadlines(*period, desk.intake.rulebook(), desk.intake.now()))
        lines.push_back(deadline_text(visit.t, deadline));
    if (lines.empty()) return {};
    return element("h2", "govuk-heading-m", visit.t("What you can still change")) + list(lines);
}

Html actions_on(Desk& desk, const Visit& visit, const DeclarationView& view) {
    if (!visit.may(access::Right::declare) || !visit.employer || is_of_former_mandator(view)) return {};
    const auto address = visit.url("/declarations/" + std::to_string(view.record.id.value()));
    Html all;
    if (view.record.kind == domain::Kind::in)
        all += form(visit, address + "/repeat",
                    submit(view.record.result == domain::Verdict::refused ? visit.t("Correct and declare again")
                                                                          : visit.t("Declare the same again"),
                           "govuk-button--secondary"));
    const auto undone = may_be_undone(desk, visit, view);
    if (undone && *undone)
        all += form(visit, address + "/undo", submit(visit.t("Take it back"), "govuk-button--warning"));
    return all.empty() ? all : buttons(all);
}

Html whole_declaration(Desk& desk, const Visit& visit, const DeclarationView& view) {
    const auto& rulebook = desk.intake.rulebook();
    return anomalies_view(visit.t, rulebook, view.document.decision.anomalies) + facts_of(desk, visit, view) +
           next_deadlines(desk, visit, view) + balances_view(visit.t, rulebook, view.document.decision.balances) +
           actions_on(desk, visit, view) + receipt_part(desk, visit, view);
}

}  // namespace

http::Response declarations(Desk& desk, Visit& visit) {
    const auto asked = list_asked(desk, visit);
    if (!asked) return trouble(visit, asked.error());
    const int page = page_asked(visit);
    const auto order = visit.parameter("sort");
    const auto lines_max = order.empty() ? lines_exported_max : lines_sorted_max;
    const auto found = ordered_page(desk, visit, *asked, order, page, lines_max);
    if (!found) return trouble(visit, found.error());
    const auto sheet = sheet_of(desk, visit, found->page.items);
    const auto base = visit.url("/declarations" + asked->address);
    std::vector<Cell> head;
    for (const auto& column : sheet.columns) head.push_back(sort_heading(visit, column, base, order));
    std::vector<std::vector<Cell>> rows;
    for (std::size_t index = 0; index < found->page.items.size(); ++index) {
        const auto& cells = sheet.rows[index];
        std::vector<Cell> row = {{link(visit.url("/declarations/" + cells[0]), cells[0])}};
        for (std::size_t column = 1; column + 2 < cells.size(); ++column) row.push_back({cells[column]});
        row.push_back({result_tag(visit.t, found->page.items[index].record.result)});
        row.push_back({cells.back()});
        rows.push_back(std::move(row));
    }
    const auto table = rows.empty() ? paragraph(visit.t("There are no declarations here."))
                                    : scrolling_table({.caption = asked->title,
                                                       .caption_classes = "govuk-visually-hidden",
                                                       .head = std::move(head),
                                                       .rows = std::move(rows),
                                                       .first_cell_is_header = true});
    const auto files = visit.url("/declarations/export" + asked->address);
    return show(visit,
                {.title = visit.t.pair(visit.t("Declarations"), asked->title),
                 .main = lists_navigation(visit) + search_form(desk, visit, asked->typed, {}) +
                         (found->is_cut ? inset_text(cut_text(visit, lines_max)) : Html()) + table +
                         pages_of(visit, order.empty() ? base : with(base, "sort", order), page, found->page.more) +
                         export_links(visit, order.empty() ? files : with(files, "sort", order)),
                 .wide = true,
                 .section = "declarations"});
}

http::Response search_declarations(Desk& desk, Visit& visit) {
    Jotting jotting{.id = {},
                    .kind = search_kind,
                    .login = visit.who->account.login,
                    .employer = visit.employer->number.value(),
                    .answers = {}};
    for (const char* name :
         {"text", "from", "until", "start-from", "start-until", "kind", "result", "channel", "type", "committee"})
        jotting.set(name, visit.form[name]);
    for (const char* name : {"ssin", "period", "number", "user"}) jotting.set(name, number_typed(visit.form[name]));
    std::vector<ErrorLink> errors;
    if (!jotting["ssin"].empty() && !domain::Ssin::parse(jotting["ssin"]))
        errors.push_back({visit.t("This is no valid number: check its 11 digits"), "#ssin"});
    if (!jotting["period"].empty() && !domain::parse_twelve_digit_number(jotting["period"]))
        errors.push_back({visit.t("This is no period number: check its 12 digits"), "#period"});
    if (!jotting["number"].empty() && !domain::parse_twelve_digit_number(jotting["number"]))
        errors.push_back({visit.t("This is no declaration number: check its 12 digits"), "#number"});
    if (!jotting["user"].empty() && !domain::EnterpriseNumber::parse(jotting["user"]))
        errors.push_back({visit.t("This is no enterprise number: check its 10 digits"), "#user"});
    for (const char* name : {"from", "until", "start-from", "start-until"})
        if (!jotting[name].empty() && !parse_date(jotting[name]))
            errors.push_back({visit.t("Enter a real date, such as 2026-03-27"), "#" + std::string(name)});
    if (!errors.empty())
        return show(visit, {.title = visit.t("Declarations"),
                            .main = search_form(desk, visit, jotting.answers, errors),
                            .errors = errors,
                            .status = 422,
                            .wide = true,
                            .section = "declarations"});
    if (const auto kept = desk.jottings.keep(jotting); !kept) return trouble(visit, kept.error());
    return see_other(with(visit.url("/declarations"), "q", jotting.id));
}

http::Response export_declarations(Desk& desk, Visit& visit) {
    const auto asked = list_asked(desk, visit);
    if (!asked) return trouble(visit, asked.error());
    const auto found = find_ordered(desk, visit, *asked, visit.parameter("sort"), lines_exported_max, std::nullopt);
    if (!found) return trouble(visit, found.error());
    auto sheet = sheet_of(desk, visit, found->page.items);
    if (found->is_cut) sheet.rows.push_back({cut_text(visit, lines_exported_max)});
    return export_sheet(visit, sheet, visit.parameter("as"), "dimona-declarations");
}

http::Response declaration(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return no_declaration(visit, view.error());
    const auto number = std::to_string(view->record.id.value());
    return show(visit, {.title = visit.t("Declaration {number}", {{"number", number}}),
                        .main = whole_declaration(desk, visit, *view),
                        .back = visit.url("/declarations"),
                        .section = "declarations"});
}

// The same page, with the result large: one comes here after sending, and may come back later.
http::Response sent(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return no_declaration(visit, view.error());
    const auto title = verdict_title(visit.t, view->record.result);
    const auto number = Html(visit.t("Declaration number")) + Html::markup("<br>") +
                        element("strong", "", std::to_string(view->record.id.value()));
    const bool good = is_accepted(*view);
    const auto head = good ? panel(title, number) : element("h1", "govuk-heading-l", title) + paragraph(number);
    return show(visit, {.title = title,
                        .main = head + whole_declaration(desk, visit, *view) +
                                paragraph(link(visit.url("/declare"), visit.t("Declare something else"))),
                        .section = "declare",
                        .has_own_heading = true});
}

http::Response receipt_document(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return no_declaration(visit, view.error());
    auto document = desk.receipts.document(*view, visit.t, desk.intake.rulebook());
    if (!document) return trouble(visit, document.error());
    return download(*std::move(document), "application/pdf",
                    "dimona-" + std::to_string(view->record.id.value()) + ".pdf");
}

http::Response receipt_signature(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return no_declaration(visit, view.error());
    const auto compact = desk.receipts.sign(*view);
    if (!compact) return trouble(visit, compact.error());
    return download(*compact + "\n", "application/jose", "dimona-" + std::to_string(view->record.id.value()) + ".jws");
}

// A new draft with the same work; its days are asked again.
http::Response repeat(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return trouble(visit, view.error());
    if (view->record.kind != domain::Kind::in || is_of_former_mandator(*view)) return not_found(visit);
    std::optional<registry::WorkerView> worker;
    if (view->record.person) {
        auto found =
            desk.file.worker(visit.caller, visit.employer->number, std::to_string(view->record.person->value()));
        if (found) worker = *std::move(found);
    }
    auto draft = draft_in(desk, visit, worker ? &*worker : nullptr);
    if (!draft) return trouble(visit, draft.error());
    const auto& request = view->document.request;
    if (!worker && request.worker) draft->set("worker.ssin", request.worker->ssin.value_or(""));
    if (request.features) {
        draft->set("features.jointCommissionNumber", request.features->joint_committee.value_or(""));
        draft->set("features.workerType", request.features->worker_type.value_or(""));
    }
    if (const auto period = period_after(*view))
        for (auto& [place, answer] : answers_of(*period))
            if (place != "endDate") draft->set(place, answer);
    draft->set("startDate", format_date(desk.file.today()));
    draft->set("startHour", request.start_hour.value_or(""));
    draft->set("endHour", request.end_hour.value_or(""));
    draft->set("plannedHoursNumber", request.planned_hours.value_or(""));
    if (request.end_date && request.end_date == request.start_date)
        draft->set("endDate", format_date(desk.file.today()));
    for (const auto& group : groups())
        if (group.name != "dates") mark_seen(*draft, group.name);
    if (const auto kept = desk.jottings.keep(*draft); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/declare/" + draft->id + "/dates"));
}

http::Response undo(Desk& desk, Visit& visit) {
    const auto view = find_one(desk, visit);
    if (!view) return trouble(visit, view.error());
    auto draft = compensation(desk, visit, *view);
    if (!draft) return trouble(visit, draft.error());
    if (!*draft) return not_found(visit);
    if (const auto kept = desk.jottings.keep(**draft); !kept) return trouble(visit, kept.error());
    return see_other(visit.url("/declare/" + (*draft)->id + "/check"));
}

}  // namespace dimona::web::pages
