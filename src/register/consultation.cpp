#include "register/consultation.hpp"

#include <algorithm>

#include "register/situation_loader.hpp"
#include "register/viewing.hpp"

namespace dimona::registry {

namespace {

// Register data of employer and worker are for those who act for the employer. Whoever declared without that
// right sees what he typed and the verdict.
Status keep_what_may_be_seen(Reader& reader, const Caller& caller, LocalDate today, DeclarationView& view) {
    if (DIMONA_TRY(may_see(reader, caller, view.employer, today))) return {};
    view.employer.reset();
    view.person.reset();
    view.record.period.reset();
    return {};
}

Result<DeclarationView> find_declaration(Store& store, const Caller& caller, domain::DeclarationId id,
                                         LocalDate today) {
    const auto reader = DIMONA_TRY(store.read());
    auto record = DIMONA_TRY(reader->declaration(id));
    if (!record) return tl::unexpected(not_there("declaration", id.value()));
    auto view = DIMONA_TRY(declaration_view(*reader, *std::move(record)));
    const bool own = caller.enterprise && view.record.declarant_enterprise == caller.enterprise;
    if (!own && !DIMONA_TRY(may_see(*reader, caller, view.employer, today)))
        return tl::unexpected(not_there("declaration", id.value()));
    DIMONA_TRY_VOID(keep_what_may_be_seen(*reader, caller, today, view));
    return view;
}

Result<PeriodView> find_period(Store& store, const Caller& caller, domain::PeriodId id, LocalDate today) {
    const auto reader = DIMONA_TRY(store.read());
    auto period = DIMONA_TRY(reader->period(id));
    if (!period) return tl::unexpected(not_there("period", id.value()));
    auto view = DIMONA_TRY(period_view(*reader, *std::move(period)));
    if (!DIMONA_TRY(may_see(*reader, caller, view.employer, today)))
        return tl::unexpected(not_there("period", id.value()));
    return view;
}

Result<RegistrationView> find_registration(Store& store, const Caller& caller, domain::RegistrationId id,
                                           LocalDate today) {
    const auto reader = DIMONA_TRY(store.read());
    const auto registration = DIMONA_TRY(reader->registration(id));
    const auto period = registration ? DIMONA_TRY(reader->period(registration->period)) : std::nullopt;
    if (!period) return tl::unexpected(not_there("daily registration", id.value()));
    RegistrationView view{*registration, DIMONA_TRY(period_view(*reader, *period))};
    if (!DIMONA_TRY(may_see(*reader, caller, view.period.employer, today)))
        return tl::unexpected(not_there("daily registration", id.value()));
    return view;
}

// A query limited to what the caller may see, or nothing when the criteria fit nobody.
Result<std::optional<FileQuery>> permitted_query(Reader& reader, const Caller& caller, const SearchCriteria& criteria,
                                                 LocalDate today) {
    FileQuery query = criteria.query;
    if (criteria.employer || criteria.enterprise) {
        const auto employer = criteria.employer ? DIMONA_TRY(reader.employer(*criteria.employer))
                                                : DIMONA_TRY(reader.employer_of(*criteria.enterprise));
        if (!DIMONA_TRY(may_see(reader, caller, employer, today)))
            return fail(ErrorKind::forbidden, "you do not act for this employer", "employer",
                        "ask the employer for a mandate, or search at an employer that you act for");
        query.employers = {employer->number};
    } else if (caller.enterprise) {
        for (const auto& employer : DIMONA_TRY(employers_of(reader, *caller.enterprise, today)))
            query.employers.push_back(employer.number);
    }
    if (query.employers.empty()) return std::nullopt;
    if (criteria.ssin) {
        const auto person = DIMONA_TRY(reader.person(*criteria.ssin));
        if (!person) return std::nullopt;
        query.person = person->key;
    }
    return query;
}

// `find` gives a page of raw items, `view` completes one of them.
template <class View, class Find, class Complete>
Result<PageOf<View>> search(Reader& reader, const std::optional<FileQuery>& query, Find find, Complete complete) {
    PageOf<View> views;
    if (!query) return views;
    auto page = DIMONA_TRY(find(*query));
    views.more = page.more;
    views.items.reserve(page.items.size());
    for (auto& item : page.items) views.items.push_back(DIMONA_TRY(complete(reader, std::move(item))));
    return views;
}

Status add_names(Reader& reader, DeclarationLine& line) {
    if (line.record.person) {
        if (const auto person = DIMONA_TRY(reader.person(*line.record.person)))
            line.family_name = person->family_name, line.given_name = person->given_name;
        return {};
    }
    const auto view = DIMONA_TRY(declaration_view(reader, line.record));
    if (const auto& worker = view.document.request.worker) {
        line.family_name = worker->family_name.value_or("");
        line.given_name = worker->given_name.value_or("");
    }
    return {};
}

Result<PageOf<DeclarationRecord>> chosen_declarations(Reader& reader, const FileQuery& query,
                                                      const Consultations::Choice& choice) {
    auto found = DIMONA_TRY(reader.search_declarations(query, {.number = 1, .size = choice.lines_max}));
    std::vector<DeclarationLine> lines;
    lines.reserve(found.items.size());
    for (auto& record : found.items) {
        lines.push_back({std::move(record), {}, {}});
        if (choice.wants_names) DIMONA_TRY_VOID(add_names(reader, lines.back()));
    }
    PageOf<DeclarationRecord> chosen{.items = {}, .more = found.more};
    for (const auto place : choice.choose(lines)) chosen.items.push_back(lines.at(place).record);
    return chosen;
}

Result<RelationView> relation_view(Reader& reader, Relation relation) {
    auto employer = DIMONA_TRY(reader.employer(relation.employer));
    auto person = DIMONA_TRY(reader.person(relation.person));
    return RelationView{std::move(relation), std::move(employer), std::move(person)};
}

template <class View>
Consultation search_log(const Caller& caller, std::string operation, Instant at, const std::optional<FileQuery>& query,
                        const Result<PageOf<View>>& found) {
    auto log = log_line(caller, std::move(operation), at);
    if (query && query->employers.size() == 1) log.employer = query->employers.front();
    if (query) log.person = query->person;
    log.results = found ? static_cast<int>(found->items.size()) : 0;
    return log;
}

// Reads, limits, searches and logs: the same steps for each of the three searches.
template <class View, class Find, class Complete>
void run_search(Store& store, Lanes& lanes, Instant now, const Caller& caller, const SearchCriteria& criteria,
                std::string operation, Find find, Complete complete, Consultations::Done<PageOf<View>> done) {
    const auto reader = store.read();
    if (!reader) return done(tl::unexpected(reader.error()));
    const auto query = permitted_query(**reader, caller, criteria, brussels_date(now));
    if (!query) return done(tl::unexpected(query.error()));
    auto found =
        search<View>(**reader, *query, [&](const FileQuery& permitted) { return find(**reader, permitted); }, complete);
    auto log = search_log<View>(caller, std::move(operation), now, *query, found);
    give_out<PageOf<View>>(lanes, std::move(log), std::move(found), std::move(done));
}

}  // namespace

Consultations::Consultations(Store& store, Lanes& lanes, const Clock& legal_clock)
    : store_(store), lanes_(lanes), legal_clock_(legal_clock) {}

void Consultations::declaration(const Caller& caller, domain::DeclarationId id, Done<DeclarationView> done) {
    const auto now = legal_clock_.now();
    auto found = find_declaration(store_, caller, id, brussels_date(now));
    auto log = log_line(caller, "declaration.get", now);
    log.number = id.value();
    if (found) log.employer = found->record.employer, log.person = found->record.person;
    give_out<DeclarationView>(lanes_, std::move(log), std::move(found), std::move(done));
}

void Consultations::period(const Caller& caller, domain::PeriodId id, Done<PeriodView> done) {
    const auto now = legal_clock_.now();
    auto found = find_period(store_, caller, id, brussels_date(now));
    auto log = log_line(caller, "period.get", now);
    log.number = id.value();
    if (found) log.employer = found->period.employer, log.person = found->period.person;
    give_out<PeriodView>(lanes_, std::move(log), std::move(found), std::move(done));
}

void Consultations::registration(const Caller& caller, domain::RegistrationId id, Done<RegistrationView> done) {
    const auto now = legal_clock_.now();
    auto found = find_registration(store_, caller, id, brussels_date(now));
    auto log = log_line(caller, "dailyRegistration.get", now);
    log.number = id.value();
    if (found) log.employer = found->period.period.employer, log.person = found->period.period.person;
    give_out<RegistrationView>(lanes_, std::move(log), std::move(found), std::move(done));
}

void Consultations::search_declarations(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                                        Done<PageOf<DeclarationView>> done) {
    run_search<DeclarationView>(
        store_, lanes_, legal_clock_.now(), caller, criteria, "declarations.search",
        [&](Reader& reader, const FileQuery& query) { return reader.search_declarations(query, page); },
        declaration_view, std::move(done));
}

void Consultations::choose_declarations(const Caller& caller, const SearchCriteria& criteria, const Choice& choice,
                                        Done<PageOf<DeclarationView>> done) {
    run_search<DeclarationView>(
        store_, lanes_, legal_clock_.now(), caller, criteria, "declarations.search",
        [&](Reader& reader, const FileQuery& query) { return chosen_declarations(reader, query, choice); },
        declaration_view, std::move(done));
}

void Consultations::search_periods(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                                   Done<PageOf<PeriodView>> done) {
    run_search<PeriodView>(
        store_, lanes_, legal_clock_.now(), caller, criteria, "periods.search",
        [&](Reader& reader, const FileQuery& query) { return reader.search_periods(query, page); }, period_view,
        std::move(done));
}

void Consultations::search_relations(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                                     Done<PageOf<RelationView>> done) {
    run_search<RelationView>(
        store_, lanes_, legal_clock_.now(), caller, criteria, "relations.search",
        [&](Reader& reader, const FileQuery& query) { return reader.search_relations(query, page); }, relation_view,
        std::move(done));
}

}  // namespace dimona::registry
