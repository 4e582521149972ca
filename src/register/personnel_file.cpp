#include "register/personnel_file.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "base/text.hpp"
#include "domain/quota/settle.hpp"
#include "register/codec/json.hpp"
#include "register/repertory.hpp"
#include "register/situation_loader.hpp"
#include "register/viewing.hpp"

namespace dimona::registry {

namespace {

namespace json = boost::json;

constexpr const char* card_drawer = "staff";
constexpr int papers_a_step = 1'000, newest_declarations = 20, periods_a_step = 1'000;
constexpr std::size_t random_id_bytes = 9;

std::string prefix_of(domain::EmployerNumber employer) { return std::to_string(employer.value()) + "/"; }
std::string id_of(domain::PersonKey person) { return std::to_string(person.value()); }

std::string text_of(const StaffCard& card) {
    json::object object = {{"reference", card.reference},
                           {"note", card.note},
                           {"addedAt", card.added_at.time_since_epoch().count()},
                           {"addedBy", card.added_by}};
    if (card.identity) object.emplace("identity", codec::to_json(*card.identity));
    return json::serialize(object);
}

Result<StaffCard> read_card(const Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        StaffCard card{.id = paper.name.substr(paper.name.find('/') + 1),
                       .person = std::nullopt,
                       .identity = std::nullopt,
                       .reference = std::string(object.at("reference").as_string()),
                       .note = std::string(object.at("note").as_string()),
                       .added_at = Instant{std::chrono::milliseconds{object.at("addedAt").as_int64()}},
                       .added_by = std::string(object.at("addedBy").as_string())};
        if (const auto key = parse_digits(card.id)) card.person = domain::PersonKey{*key};
        if (const auto* identity = object.if_contains("identity")) {
            card.identity.emplace();
            if (!codec::from_json(*identity, *card.identity)) throw std::invalid_argument("identity");
        }
        return card;
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "a card of the staff can't be read", paper.name, "restore a backup");
    }
}

Result<std::vector<StaffCard>> cards_of(Reader& reader, domain::EmployerNumber employer) {
    std::vector<StaffCard> cards;
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(reader.papers(card_drawer, prefix_of(employer), after, papers_a_step));
        for (const auto& paper : papers) cards.push_back(DIMONA_TRY(read_card(paper)));
        if (papers.size() < static_cast<std::size_t>(papers_a_step)) return cards;
        after = papers.back().name;
    }
}

bool is_newer(const domain::Period& one, const domain::Period& other) {
    return std::tie(one.start_day, one.id) > std::tie(other.start_day, other.id);
}

StaffLine line_of(const StaffMember& member) {
    return {.id = id_of(member.person),
            .person = member.person,
            .typed_name = {},
            .folded_family_name = member.family_name,
            .folded_given_name = member.given_name,
            .reference = {},
            .start_day = member.start_day,
            .end_day = member.end_day};
}

// Somebody who was added and never declared.
Result<StaffLine> line_of(Reader& reader, const StaffCard& card) {
    StaffLine line{.id = card.id,
                   .person = card.person,
                   .typed_name = {},
                   .folded_family_name = {},
                   .folded_given_name = {},
                   .reference = card.reference,
                   .start_day = std::nullopt,
                   .end_day = std::nullopt};
    if (card.identity) {
        line.typed_name = card.identity->family_name.value_or("") + " " + card.identity->given_name.value_or("");
        line.folded_family_name = folded_name(card.identity->family_name.value_or(""));
        line.folded_given_name = folded_name(card.identity->given_name.value_or(""));
    } else if (card.person) {
        if (const auto person = DIMONA_TRY(reader.person(*card.person))) {
            line.folded_family_name = folded_name(person->family_name);
            line.folded_given_name = folded_name(person->given_name);
        }
    }
    return line;
}

}  // namespace

Result<bool> is_of_staff(Reader& reader, domain::EmployerNumber employer, domain::PersonKey person) {
    if (DIMONA_TRY(reader.paper(card_drawer, prefix_of(employer) + id_of(person)))) return true;
    FileQuery query;
    query.employers = {employer};
    query.person = person;
    return !DIMONA_TRY(reader.search_relations(query, {.number = 1, .size = 1})).items.empty();
}

Result<domain::Employer> PersonnelFile::permitted(Reader& reader, const Caller& caller,
                                                  domain::EmployerNumber employer) {
    auto found = DIMONA_TRY(reader.employer(employer));
    if (!DIMONA_TRY(may_see(reader, caller, found, today())))
        return tl::unexpected(not_there("employer", employer.value()));
    return *std::move(found);
}

Status PersonnelFile::note(const Caller& caller, std::string operation, domain::EmployerNumber employer,
                           std::optional<domain::PersonKey> person, int results) {
    auto line = log_line(caller, std::move(operation), clock_.now());
    line.employer = employer;
    line.person = person;
    line.results = results;
    return lanes_.run(0, [line = std::move(line)](Writer& writer) { return writer.put_consultation(line); });
}

// Whoever chose an employer with a provisional number goes on with the one that he has got since.
Result<domain::Employer> PersonnelFile::employer(const Caller& caller, domain::EmployerNumber number) {
    const auto reader = DIMONA_TRY(store_.read());
    return permitted(*reader, caller, DIMONA_TRY(current_number(*reader, number)));
}

Result<std::vector<domain::Employer>> PersonnelFile::employers(const Caller& caller) {
    if (!caller.enterprise) return std::vector<domain::Employer>{};
    return employers_of(*DIMONA_TRY(store_.read()), *caller.enterprise, today());
}

Result<std::vector<StaffLine>> PersonnelFile::staff(const Caller& caller, domain::EmployerNumber employer) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    std::vector<StaffLine> lines;
    std::map<domain::PersonKey, std::size_t> places;
    for (const auto& member : DIMONA_TRY(reader->staff(employer))) {
        places.emplace(member.person, lines.size());
        lines.push_back(line_of(member));
    }
    const auto declared = lines.size();
    for (const auto& card : DIMONA_TRY(cards_of(*reader, employer))) {
        const auto place = card.person ? places.find(*card.person) : places.end();
        if (place != places.end())
            lines[place->second].reference = card.reference;
        else
            lines.push_back(DIMONA_TRY(line_of(*reader, card)));
    }
    if (lines.size() > declared)
        std::stable_sort(lines.begin(), lines.end(), [](const StaffLine& one, const StaffLine& other) {
            return std::tie(one.folded_family_name, one.folded_given_name) <
                   std::tie(other.folded_family_name, other.folded_given_name);
        });
    DIMONA_TRY_VOID(note(caller, "staff.list", employer, std::nullopt, static_cast<int>(lines.size())));
    return lines;
}

Result<std::vector<std::optional<domain::Person>>> PersonnelFile::persons(const std::vector<StaffLine>& lines) {
    const auto reader = DIMONA_TRY(store_.read());
    std::vector<std::optional<domain::Person>> persons;
    persons.reserve(lines.size());
    for (const auto& line : lines)
        persons.push_back(line.person ? DIMONA_TRY(reader->person(*line.person)) : std::nullopt);
    return persons;
}

// The newest period of each kind tells how far its limits are used; a limit is shown once a year.
Result<std::vector<domain::Balance>> PersonnelFile::balances(Reader& reader,
                                                             const std::vector<domain::Period>& periods) {
    const int year = year_of(today());
    std::vector<domain::Balance> all;
    for (const auto& period : periods) {
        if (period.cancelled || year_of(period.start_day) != year || domain::entries_of(period).empty()) continue;
        const auto entries =
            DIMONA_TRY(reader.quota_entries(period.person, make_date(year - 1, 1, 1), make_date(year + 1, 12, 31)));
        for (auto& balance : domain::settle(period, entries, rulebook_)) {
            const bool known = std::any_of(all.begin(), all.end(), [&](const domain::Balance& other) {
                return other.type == balance.type && other.year == balance.year;
            });
            if (!known) all.push_back(balance);
        }
    }
    return all;
}

Result<WorkerView> PersonnelFile::worker(const Caller& caller, domain::EmployerNumber employer, const std::string& id) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    WorkerView view;
    if (const auto paper = DIMONA_TRY(reader->paper(card_drawer, prefix_of(employer) + id)))
        view.card = DIMONA_TRY(read_card(*paper));
    const auto key = parse_digits(id);
    const auto person = key ? std::optional(domain::PersonKey{*key}) : std::nullopt;
    if (person) {
        view.person = DIMONA_TRY(reader->person(*person));
        view.periods = DIMONA_TRY(reader->periods(employer, *person, make_date(1900, 1, 1), open_end_marker));
        std::sort(view.periods.begin(), view.periods.end(), is_newer);
        FileQuery query;
        query.employers = {employer};
        query.person = person;
        for (auto& record :
             DIMONA_TRY(reader->search_declarations(query, {.number = 1, .size = newest_declarations})).items)
            view.declarations.push_back(DIMONA_TRY(declaration_view(*reader, std::move(record))));
        const auto relations = DIMONA_TRY(reader->search_relations(query, {}));
        if (!relations.items.empty()) view.relation = relations.items.front();
        view.balances = DIMONA_TRY(balances(*reader, view.periods));
    }
    // A person of whom this employer has neither a card nor a declaration is none of his business.
    if (view.card.id.empty() && (!view.person || (view.periods.empty() && view.declarations.empty())))
        return tl::unexpected(not_there("worker", key.value_or(0)));
    DIMONA_TRY_VOID(note(caller, "worker.get", employer, person, 1));
    return view;
}

Result<HistoryView> PersonnelFile::history(const Caller& caller, domain::PeriodId id) {
    const auto reader = DIMONA_TRY(store_.read());
    auto period = DIMONA_TRY(reader->period(id));
    if (!period) return tl::unexpected(not_there("period", id.value()));
    const auto employer = period->employer;
    if (!permitted(*reader, caller, employer)) return tl::unexpected(not_there("period", id.value()));
    HistoryView view;
    view.period = DIMONA_TRY(period_view(*reader, *std::move(period)));
    for (auto& record : DIMONA_TRY(reader->declarations_of(id)))
        view.declarations.push_back(DIMONA_TRY(declaration_view(*reader, std::move(record))));
    view.registrations = DIMONA_TRY(reader->registrations(id, make_date(1900, 1, 1), open_end_marker));
    DIMONA_TRY_VOID(note(caller, "period.history", employer, view.period.period.person, 1));
    return view;
}

Result<std::vector<DayLine>> PersonnelFile::days(const Caller& caller, domain::EmployerNumber employer, LocalDate first,
                                                 LocalDate last) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    FileQuery query;
    query.employers = {employer};
    query.first_day = first;
    query.last_day = last;
    query.cancelled = false;
    std::vector<DayLine> lines;
    for (Page page{.number = 1, .size = periods_a_step};;) {
        auto found = DIMONA_TRY(reader->search_periods(query, page));
        for (auto& period : found.items) {
            page.after = period.id.value();
            DayLine line{std::move(period), {}, {}};
            line.person = DIMONA_TRY(reader->person(line.period.person));
            for (auto& registration : DIMONA_TRY(reader->registrations(line.period.id, first, last)))
                if (!registration.cancelled) line.registrations.push_back(std::move(registration));
            lines.push_back(std::move(line));
        }
        if (!found.more) break;
    }
    DIMONA_TRY_VOID(note(caller, "days.list", employer, std::nullopt, static_cast<int>(lines.size())));
    return lines;
}

namespace {

// Periods of this year that count in a limit, newest first, by person.
Result<std::map<domain::PersonKey, std::vector<domain::Period>>> counting_periods(Reader& reader,
                                                                                  domain::EmployerNumber employer,
                                                                                  int year) {
    FileQuery query;
    query.employers = {employer};
    query.starts_from = make_date(year, 1, 1);
    query.starts_until = make_date(year, 12, 31);
    query.cancelled = false;
    std::map<domain::PersonKey, std::vector<domain::Period>> by_person;
    for (Page page{.number = 1, .size = periods_a_step};;) {
        auto found = DIMONA_TRY(reader.search_periods(query, page));
        for (auto& period : found.items) {
            page.after = period.id.value();
            if (!domain::entries_of(period).empty()) by_person[period.person].push_back(std::move(period));
        }
        if (!found.more) break;
    }
    for (auto& [person, periods] : by_person) std::sort(periods.begin(), periods.end(), is_newer);
    return by_person;
}

std::pair<std::string, std::string> folded_names(const domain::Person& person) {
    return {folded_name(person.family_name), folded_name(person.given_name)};
}

}  // namespace

Result<std::vector<QuotaLine>> PersonnelFile::quotas(const Caller& caller, domain::EmployerNumber employer) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    std::vector<QuotaLine> lines;
    for (const auto& [key, periods] : DIMONA_TRY(counting_periods(*reader, employer, year_of(today())))) {
        auto person = DIMONA_TRY(reader->person(key));
        if (person) lines.push_back({*std::move(person), DIMONA_TRY(balances(*reader, periods))});
    }
    std::sort(lines.begin(), lines.end(), [](const QuotaLine& one, const QuotaLine& other) {
        return std::tuple_cat(folded_names(one.person), std::tuple(one.person.key)) <
               std::tuple_cat(folded_names(other.person), std::tuple(other.person.key));
    });
    DIMONA_TRY_VOID(note(caller, "quotas.list", employer, std::nullopt, static_cast<int>(lines.size())));
    return lines;
}

Result<int> PersonnelFile::horeca_days_used(const domain::Employer& employer, int year) {
    const auto account = employer.enterprise ? employer.enterprise->value() : employer.number.value();
    return DIMONA_TRY(store_.read())->employer_days({account, year});
}

Result<domain::Person> PersonnelFile::identify(const Caller& caller, domain::EmployerNumber employer, domain::Ssin ssin,
                                               const std::string& family_name) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    auto person = DIMONA_TRY(reader->person(ssin));
    const bool fits = person && folded_name(person->family_name) == folded_name(family_name);
    DIMONA_TRY_VOID(note(caller, "worker.identify", employer, fits ? std::optional(person->key) : std::nullopt, fits));
    if (!fits) return fail(ErrorKind::not_found, "nobody has this number and this name", "worker.ssin");
    return *std::move(person);
}

Result<std::string> PersonnelFile::keep_card(const Caller& caller, domain::EmployerNumber employer, StaffCard card) {
    DIMONA_TRY(permitted(*DIMONA_TRY(store_.read()), caller, employer));
    if (card.person) card.id = id_of(*card.person);
    if (card.id.empty()) card.id = "n-" + base64url(random_bytes(random_id_bytes));
    if (card.added_by.empty()) {
        card.added_by = caller.id;
        card.added_at = clock_.now();
    }
    DIMONA_TRY_VOID(lanes_.run(0, [paper = Paper{card_drawer, prefix_of(employer) + card.id, text_of(card),
                                                 std::nullopt}](Writer& writer) { return writer.put_paper(paper); }));
    return card.id;
}

Status PersonnelFile::remove_card(const Caller& caller, domain::EmployerNumber employer, const std::string& id) {
    DIMONA_TRY(permitted(*DIMONA_TRY(store_.read()), caller, employer));
    return lanes_.run(
        0, [name = prefix_of(employer) + id](Writer& writer) { return writer.remove_paper(card_drawer, name); });
}

Status PersonnelFile::choose_daily_registration(const Caller& caller, domain::EmployerNumber employer, bool here) {
    DIMONA_TRY(permitted(*DIMONA_TRY(store_.read()), caller, employer));
    const Act act{.at = clock_.now(),
                  .code = "employer.dailyRegistration",
                  .by = caller.id,
                  .by_enterprise = caller.enterprise,
                  .reason = {},
                  .about = {subject(employer)},
                  .details = {{"here", here ? "yes" : "no"}}};
    return lanes_.run(0, [employer, here, act](Writer& writer) -> Status {
        auto found = DIMONA_TRY(writer.employer(employer));
        if (!found) return tl::unexpected(not_there("employer", employer.value()));
        found->registers_days_here = here;
        return change_employer(writer, *found, act);
    });
}

Result<std::vector<PersonnelFile::LogLine>> PersonnelFile::log(const Caller& caller, domain::EmployerNumber employer,
                                                               std::int64_t before, int count) {
    const auto reader = DIMONA_TRY(store_.read());
    DIMONA_TRY(permitted(*reader, caller, employer));
    std::vector<LogLine> lines;
    // The log is never changed: what was looked at under a number that the employer had stands under that number.
    auto consultations = DIMONA_TRY(reader->consultations_at(employer, before, count));
    for (const auto former : DIMONA_TRY(former_numbers(*reader, employer)))
        for (auto& consultation : DIMONA_TRY(reader->consultations_at(former, before, count)))
            consultations.push_back(std::move(consultation));
    std::sort(consultations.begin(), consultations.end(),
              [](const Consultation& one, const Consultation& other) { return one.line > other.line; });
    if (consultations.size() > static_cast<std::size_t>(count)) consultations.resize(static_cast<std::size_t>(count));
    for (auto& consultation : consultations) {
        LogLine line{std::move(consultation), {}};
        if (line.consultation.person) line.person = DIMONA_TRY(reader->person(*line.consultation.person));
        lines.push_back(std::move(line));
    }
    DIMONA_TRY_VOID(note(caller, "log.list", employer, std::nullopt, static_cast<int>(lines.size())));
    return lines;
}

}  // namespace dimona::registry
