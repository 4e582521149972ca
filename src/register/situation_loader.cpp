#include "register/situation_loader.hpp"

#include <algorithm>

#include "domain/declaration/reading.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

namespace {

using namespace domain;

// How far around the declared days other periods may matter (runs of consecutive days).
constexpr std::chrono::days neighbourhood{7};

// What the loading steps share.
struct Loading {
    Reader& reader;
    const DeclarationRequest& request;
    const Declaration declaration;
    bool waited;  // it was journalled before, without knowing the worker
    LocalDate today;
    Situation situation = {};
};

Status find_named_records(Loading& load) {
    if (load.declaration.registration_id) {
        load.situation.registration = DIMONA_TRY(load.reader.registration(*load.declaration.registration_id));
        if (load.situation.registration)
            load.situation.period = DIMONA_TRY(load.reader.period(load.situation.registration->period));
    }
    if (load.declaration.period_id && !load.situation.period)
        load.situation.period = DIMONA_TRY(load.reader.period(*load.declaration.period_id));
    return {};
}

// A provisional number dies when the definitive one is given. A declaration that has been waiting since is still about
// this employer: it could not wait if the number had been dead when it came in.
Result<std::optional<Employer>> employer_of_number(Loading& load, EmployerNumber number) {
    auto employer = DIMONA_TRY(load.reader.employer(number));
    if (employer || !load.waited) return employer;
    return load.reader.employer(DIMONA_TRY(current_number(load.reader, number)));
}

Status find_employer(Loading& load) {
    auto& lookup = load.situation.employer;
    const auto& declared = load.declaration;
    std::optional<Employer> by_number, by_enterprise;
    if (const auto number = declared.nsso_number ? declared.nsso_number : declared.provisional_number) {
        by_number = DIMONA_TRY(employer_of_number(load, *number));
        (number->is_provisional() ? lookup.provisional_unknown : lookup.nsso_unknown) = !by_number;
    }
    if (declared.enterprise_number) {
        by_enterprise = DIMONA_TRY(load.reader.employer_of(*declared.enterprise_number));
        lookup.enterprise_unknown = !by_enterprise;
    }
    lookup.numbers_disagree = by_number && by_enterprise && by_number->number != by_enterprise->number;

    if (load.situation.period) {
        lookup.employer = DIMONA_TRY(load.reader.employer(load.situation.period->employer));
        return {};
    }
    // The NSSO number prevails, except for provincial and local administrations (glossary zone 00011).
    const bool local = by_enterprise && by_enterprise->is(EmployerCategory::provincial_local);
    lookup.employer = by_number && !(local && lookup.numbers_disagree) ? by_number : by_enterprise;
    return {};
}

Status find_declared_worker(Loading& load) {
    auto& worker = load.situation.worker;
    const auto& fields = load.request.worker;
    if (load.declaration.ssin) {
        worker.person = DIMONA_TRY(load.reader.person(*load.declaration.ssin));
        worker.outcome = worker.person ? Identification::matched : Identification::unknown_ssin;
        return {};
    }
    if (fields && fields->ssin) return {};  // a number that can't be read is an anomaly of its own
    const auto& declared = load.declaration;
    if (!declared.family_name || !declared.given_name || !declared.birth_date) {
        worker.outcome = Identification::not_possible;
        return {};
    }
    auto persons = DIMONA_TRY(load.reader.persons_like(folded_name(*declared.family_name),
                                                       folded_name(*declared.given_name), *declared.birth_date));
    if (persons.size() == 1) {
        worker.person = std::move(persons.front());
        worker.outcome = Identification::matched;
    } else {
        worker.outcome = Identification::undecided;
    }
    return {};
}

Status find_worker_of_period(Loading& load) {
    auto& worker = load.situation.worker;
    if (!load.situation.period) return {};
    worker.person = DIMONA_TRY(load.reader.person(load.situation.period->person));
    if (load.declaration.ssin) {
        const auto declared = DIMONA_TRY(load.reader.person(*load.declaration.ssin));
        worker.fits_period = declared && declared->key == load.situation.period->person;
    }
    return {};
}

Status find_worker(Loading& load, const std::optional<IdentifiedWorker>& identified) {
    if (identified) {
        load.situation.worker.person = identified->person;
        load.situation.worker.outcome = identified->person ? Identification::matched : Identification::rejected;
        return {};
    }
    return load.request.kind == Kind::in ? find_declared_worker(load) : find_worker_of_period(load);
}

// An open channel does not know who declares. A period is there only for whoever names its worker and its employer
// beside its number; for anybody else it is as if there were none, whatever else he typed exists or not.
void keep_what_was_proved(Loading& load) {
    auto& situation = load.situation;
    const auto& declared = load.declaration;
    const auto& employer = situation.employer.employer;
    const bool names_employer = declared.nsso_number || declared.provisional_number || declared.enterprise_number;
    const auto fits = [](const auto& given, const auto& known) { return !given || known == *given; };
    const bool proved = situation.period && employer && names_employer &&
                        fits(declared.nsso_number, employer->number) &&
                        fits(declared.provisional_number, employer->number) &&
                        (!declared.enterprise_number || declared.enterprise_number == employer->enterprise) &&
                        declared.ssin && situation.worker.fits_period;
    if (proved) return;
    situation.period.reset();
    situation.registration.reset();
    situation.employer = {};
    situation.worker = {};
}

// The days that the declaration is about: those declared, and those of the period it changes.
struct Span {
    LocalDate first, last;
};
std::optional<Span> span_of(const Loading& load) {
    std::optional<Span> span;
    const auto widen = [&](std::optional<LocalDate> first, std::optional<LocalDate> last) {
        if (!first) return;
        const LocalDate until = std::max(last.value_or(open_end_marker), *first);
        span = span ? Span{std::min(span->first, *first), std::max(span->last, until)} : Span{*first, until};
    };
    const auto& declared = load.declaration;
    if (load.situation.period) {
        const auto& period = *load.situation.period;
        widen(period.start_day, period.end_day);
        widen(declared.start_day ? declared.start_day : period.start_day,
              declared.removes_end ? std::nullopt : (declared.end_day ? declared.end_day : period.end_day));
    } else {
        widen(declared.start_day, declared.end_day);
    }
    return span;
}

std::optional<WorkerType> type_of(const Loading& load) {
    if (load.situation.period) return load.situation.period->features.worker_type;
    return load.declaration.worker_type;
}

bool counts_in_a_quota(WorkerType type) {
    return type == WorkerType::STU || type == WorkerType::EXT || type == WorkerType::O17 || type == WorkerType::S17 ||
           type == WorkerType::T17;
}

LocalDate later(LocalDate day, std::chrono::days by) {
    return day >= open_end_marker - by ? open_end_marker : day + by;
}

// Other periods of the pair: the neighbourhood for runs of days, the quarter for flexi conditions.
Status find_periods(Loading& load, const Span& span) {
    const auto& employer = load.situation.employer.employer;
    const auto& person = load.situation.worker.person;
    if (!employer || !person) return {};
    const LocalDate first = std::min(span.first - neighbourhood, first_day(quarter_of(span.first)));
    const LocalDate last = std::max(later(span.last, neighbourhood), last_day(quarter_of(span.first)));
    load.situation.periods = DIMONA_TRY(load.reader.periods(employer->number, person->key, first, last));
    return {};
}

Status find_quotas(Loading& load, const Span& span) {
    const auto& person = load.situation.worker.person;
    const auto type = type_of(load);
    if (!person || !type || !counts_in_a_quota(*type)) return {};
    // A period counts in the year of its first day; an UPDATE may move that day.
    const int first_year = year_of(span.first);
    const int last_year = load.declaration.start_day ? std::max(first_year, year_of(*load.declaration.start_day))
                          : load.situation.period    ? std::max(first_year, year_of(load.situation.period->start_day))
                                                     : first_year;
    load.situation.entries =
        DIMONA_TRY(load.reader.quota_entries(person->key, make_date(first_year, 1, 1), make_date(last_year, 12, 31)));

    const auto& employer = load.situation.employer.employer;
    if (*type != WorkerType::EXT || !employer) return {};
    std::int64_t account = employer->enterprise ? employer->enterprise->value() : employer->number.value();
    const auto user = load.situation.period ? load.situation.period->features.user_enterprise_number
                                            : load.declaration.user_enterprise_number;
    if (user) account = user->value();
    for (int year = first_year; year <= last_year; ++year) {
        const EmployerQuotaKey key{account, year};
        load.situation.employer_days.emplace(key, DIMONA_TRY(load.reader.employer_days(key)));
    }
    return {};
}

Status find_career(Loading& load, const Span& span) {
    const auto& person = load.situation.worker.person;
    if (!person || type_of(load) != WorkerType::FLX) return {};
    const Quarter quarter = quarter_of(load.declaration.start_day.value_or(span.first));
    load.situation.career = DIMONA_TRY(load.reader.career(person->key, minus(quarter, 3), minus(quarter, 2)));
    return {};
}

Status find_registrations(Loading& load) {
    if (load.request.kind != Kind::daily_registration || !load.situation.period) return {};
    const auto& declared = load.declaration;
    const auto& changed = load.situation.registration;
    const auto first = declared.start_day ? declared.start_day
                       : changed          ? std::optional(changed->start_day)
                                          : std::nullopt;
    if (!first) return {};
    const LocalDate last = declared.end_day.value_or(changed ? changed->end_day : *first);
    load.situation.day_registrations = DIMONA_TRY(load.reader.registrations(
        load.situation.period->id, *first - std::chrono::days{1}, later(std::max(*first, last), std::chrono::days{1})));
    return {};
}

Status find_user_enterprise(Loading& load) {
    if (!load.declaration.user_enterprise_number) return {};
    load.situation.user_enterprise_known =
        DIMONA_TRY(load.reader.enterprise_exists(*load.declaration.user_enterprise_number));
    return {};
}

}  // namespace

Result<Situation> load_situation(Reader& reader, const DeclarationRequest& request, const Caller& caller,
                                 Instant received_at, const std::optional<IdentifiedWorker>& identified) {
    Loading load{reader, request, domain::read(request), identified.has_value(), brussels_date(received_at)};
    load.situation.channel = caller.channel;
    DIMONA_TRY_VOID(find_named_records(load));
    DIMONA_TRY_VOID(find_employer(load));
    DIMONA_TRY_VOID(find_worker(load, identified));
    if (!is_secured(caller.channel) && request.kind != Kind::in) keep_what_was_proved(load);
    DIMONA_TRY_VOID(find_user_enterprise(load));
    DIMONA_TRY_VOID(find_registrations(load));
    if (const auto span = span_of(load)) {
        DIMONA_TRY_VOID(find_periods(load, *span));
        DIMONA_TRY_VOID(find_quotas(load, *span));
        DIMONA_TRY_VOID(find_career(load, *span));
    }
    // An open channel does not know its callers: whether they may declare can't be asked there.
    const auto& employer = load.situation.employer.employer;
    if (is_secured(caller.channel) && employer)
        load.situation.may_declare = DIMONA_TRY(acts_for(reader, caller.enterprise, *employer, load.today));
    return std::move(load.situation);
}

Result<bool> acts_for(Reader& reader, std::optional<EnterpriseNumber> enterprise, const Employer& employer,
                      LocalDate day) {
    if (!enterprise || !employer.enterprise) return false;
    if (*enterprise == *employer.enterprise) return true;
    const auto mandates = DIMONA_TRY(reader.mandates_to(*enterprise));
    return std::any_of(mandates.begin(), mandates.end(), [&](const Mandate& mandate) {
        return mandate.mandator == *employer.enterprise && !mandate.revoked && mandate.valid.covers(day);
    });
}

Result<std::vector<Employer>> employers_of(Reader& reader, EnterpriseNumber enterprise, LocalDate day) {
    std::vector<Employer> employers;
    if (auto own = DIMONA_TRY(reader.employer_of(enterprise))) employers.push_back(std::move(*own));
    for (const auto& mandate : DIMONA_TRY(reader.mandates_to(enterprise))) {
        if (mandate.revoked || !mandate.valid.covers(day)) continue;
        auto mandator = DIMONA_TRY(reader.employer_of(mandate.mandator));
        const bool known = !mandator || std::any_of(employers.begin(), employers.end(), [&](const Employer& employer) {
            return employer.number == mandator->number;
        });
        if (!known) employers.push_back(std::move(*mandator));
    }
    return employers;
}

}  // namespace dimona::registry
