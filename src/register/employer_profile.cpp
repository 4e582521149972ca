#include "register/employer_profile.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "register/codec/employer_identification.hpp"

namespace dimona::registry {

namespace {

using domain::EmployerCategory;
using Step = IdentificationStep;

constexpr const char* drawer = "employer-profile";
constexpr const char* change_drawer = "employer-profile-change";
constexpr std::size_t id_bytes = 9;
constexpr int quarters_back = 4;

std::string text_of(const std::set<EmployerCategory>& categories) {
    std::string text;
    for (const auto category : categories) text += (text.empty() ? "" : " ") + std::string(domain::to_code(category));
    return text;
}
std::string text_of(const std::set<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

void compare(std::vector<ActDetail>& details, const char* name, const std::string& before, const std::string& after) {
    if (before == after) return;
    details.push_back({std::string(name) + "Before", before});
    details.push_back({name, after});
}

// What differs, for the history.
std::vector<ActDetail> differences(const IdentificationAnswers& before, const IdentificationAnswers& after) {
    std::vector<ActDetail> details;
    compare(details, "contactName", before.contact_name, after.contact_name);
    compare(details, "contactMail", before.contact_mail, after.contact_mail);
    compare(details, "contactPhone", before.contact_phone, after.contact_phone);
    compare(details, "contactLanguage", std::string(domain::to_code(before.contact_language)),
            std::string(domain::to_code(after.contact_language)));
    compare(details, "activity", before.activity, after.activity);
    compare(details, "nace", before.nace, after.nace);
    compare(details, "committees", text_of(before.committees), text_of(after.committees));
    compare(details, "establishments", text_of(before.establishments), text_of(after.establishments));
    compare(details, "insurer", before.insurer, after.insurer);
    compare(details, "policy", before.policy, after.policy);
    return details;
}

// Which answers the categories depend on.
bool decides_categories(Step step) { return step == Step::activity || step == Step::committees; }
bool says_what_it_does(const IdentificationAnswers& answers) {
    return answers.has(Step::activity) || answers.has(Step::committees);
}

// Categories that the authority gave beside those that followed from the former answers stay.
std::set<EmployerCategory> categories_after(const domain::Employer& employer, const std::set<EmployerCategory>& before,
                                            const std::set<EmployerCategory>& wanted) {
    auto categories = employer.categories;
    for (const auto category : before)
        if (!wanted.contains(category)) categories.erase(category);
    for (const auto category : wanted)
        if (!before.contains(category)) categories.insert(category);
    return categories;
}

// Those that answers about activity and committees can give. Of an employer that never said what it does, each of them
// may have come from there.
std::set<EmployerCategory> of_activity(const domain::Rulebook& rulebook) {
    std::set<EmployerCategory> categories;
    for (const auto& row : rulebook.employer_categories)
        if (row.legal_forms.empty()) categories.insert(row.category);
    return categories;
}

Result<domain::Employer> employer_of(Reader& reader, domain::EnterpriseNumber enterprise) {
    auto employer = DIMONA_TRY(reader.employer_of(enterprise));
    if (!employer)
        return fail(ErrorKind::not_found, "this enterprise is no employer yet", enterprise.to_text(),
                    "identify it first");
    return *std::move(employer);
}

Result<std::set<EmployerCategory>> derived(Reader& reader, domain::EnterpriseNumber enterprise,
                                           const IdentificationAnswers& answers, const domain::Rulebook& rulebook,
                                           LocalDate day) {
    const auto record = DIMONA_TRY(find_enterprise(reader, enterprise));
    domain::EmployerFacts facts{.kind = answers.kind,
                                .legal_form = record ? record->legal_form : std::string(),
                                .nace = answers.nace,
                                .committees = {}};
    facts.committees.insert(answers.committees.begin(), answers.committees.end());
    return domain::categories_of(rulebook, facts, day);
}

// The answer to this step, into answers whose others stay.
void take_answer(IdentificationAnswers& into, const IdentificationAnswers& from, Step step) {
    switch (step) {
        case Step::kind:
            into.kind = from.kind;
            break;
        case Step::enterprise:
            into.enterprise = from.enterprise;
            break;
        case Step::identity:
            into.name = from.name;
            into.street = from.street;
            into.house_number = from.house_number;
            into.box = from.box;
            into.post_code = from.post_code;
            into.municipality = from.municipality;
            into.country = from.country;
            break;
        case Step::contact:
            into.contact_name = from.contact_name;
            into.contact_mail = from.contact_mail;
            into.contact_phone = from.contact_phone;
            into.contact_language = from.contact_language;
            break;
        case Step::activity:
            into.activity = from.activity;
            into.nace = from.nace;
            break;
        case Step::first_hire:
            into.first_hire = from.first_hire;
            break;
        case Step::workers:
            into.workers = from.workers;
            break;
        case Step::committees:
            into.committees = from.committees;
            break;
        case Step::establishments:
            into.establishments = from.establishments;
            break;
        case Step::insurer:
            into.insurer = from.insurer;
            into.policy = from.policy;
            break;
        case Step::take_over:
            into.take_over = from.take_over;
            break;
        case Step::mandatary:
            into.mandatary = from.mandatary;
            break;
    }
    into.mark(step);
}

Act act_of(const ProfileAuthor& author, const domain::Employer& employer, std::string code, Instant now) {
    return {.at = now,
            .code = std::move(code),
            .by = author.login,
            .by_enterprise = author.enterprise,
            .reason = {},
            .about = {subject(employer.number), subject(*employer.enterprise)},
            .details = {}};
}

Result<EmployerProfile> profile_or_new(Reader& reader, domain::EnterpriseNumber enterprise) {
    if (auto profile = DIMONA_TRY(employer_profile(reader, enterprise))) return *std::move(profile);
    EmployerProfile profile;
    profile.enterprise = enterprise;
    profile.answers.enterprise = enterprise;
    return profile;
}

}  // namespace

Result<std::optional<EmployerProfile>> employer_profile(Reader& reader, domain::EnterpriseNumber enterprise) {
    return codec::filed<EmployerProfile>(reader, drawer, enterprise.to_text());
}

Status put_profile(Writer& writer, const EmployerProfile& profile) {
    return codec::file(writer, drawer, profile.enterprise.to_text(), profile);
}

Result<ProfileOutcome> change_profile(Writer& writer, const ProfileAuthor& author, IdentificationStep step,
                                      const IdentificationAnswers& typed, const domain::Rulebook& rulebook,
                                      Instant now) {
    const auto employer = DIMONA_TRY(employer_of(writer, author.enterprise));
    auto profile = DIMONA_TRY(profile_or_new(writer, author.enterprise));
    // Another answer may have changed since the page was shown.
    auto answers = profile.answers;
    take_answer(answers, typed, step);
    const auto details = differences(profile.answers, answers);
    if (details.empty()) return ProfileOutcome::unchanged;
    const auto today = brussels_date(now);
    auto after = employer.categories;
    if (decides_categories(step)) {
        auto before = DIMONA_TRY(derived(writer, author.enterprise, profile.answers, rulebook, today));
        if (!says_what_it_does(profile.answers)) {
            before = of_activity(rulebook);
            std::erase_if(before, [&](const auto category) { return !employer.categories.contains(category); });
        }
        after = categories_after(employer, before,
                                 DIMONA_TRY(derived(writer, author.enterprise, answers, rulebook, today)));
    }
    if (after == employer.categories) {
        auto act = act_of(author, employer, "employer.profile.changed", now);
        act.details = details;
        profile.answers = answers;
        profile.changed_at = now;
        profile.by = author.login;
        DIMONA_TRY_VOID(put_profile(writer, profile));
        DIMONA_TRY_VOID(record_act(writer, act));
        return ProfileOutcome::changed;
    }
    if (DIMONA_TRY(waiting_change(writer, author.enterprise)))
        return fail(ErrorKind::conflict, "a change waits for the authority already", author.enterprise.to_text(),
                    "wait until it is decided");
    const ProfileChange change{.id = base64url(random_bytes(id_bytes)),
                               .enterprise = author.enterprise,
                               .answers = answers,
                               .step = std::string(to_code(step)),
                               .before = employer.categories,
                               .after = after,
                               .by = author.login,
                               .asked_at = now};
    auto act = act_of(author, employer, "employer.category.asked", now);
    act.details = details;
    compare(act.details, "categories", text_of(change.before), text_of(change.after));
    DIMONA_TRY_VOID(codec::file(writer, change_drawer, change.enterprise.to_text(), change));
    DIMONA_TRY_VOID(record_act(writer, act));
    return ProfileOutcome::asked;
}

Result<std::optional<ProfileChange>> waiting_change(Reader& reader, domain::EnterpriseNumber enterprise) {
    return codec::filed<ProfileChange>(reader, change_drawer, enterprise.to_text());
}
Result<std::vector<ProfileChange>> waiting_changes(Reader& reader, int count) {
    return codec::filed<ProfileChange>(reader, change_drawer, "", "", count);
}

Status decide_change(Writer& writer, domain::EnterpriseNumber enterprise, bool agreed, const std::string& login,
                     const std::string& reason, Instant now) {
    const auto change = DIMONA_TRY(waiting_change(writer, enterprise));
    if (!change)
        return fail(ErrorKind::not_found, "no change of this employer waits", enterprise.to_text(),
                    "it was decided, or never asked for");
    auto employer = DIMONA_TRY(employer_of(writer, enterprise));
    Act act{.at = now,
            .code = agreed ? "employer.category.changed" : "employer.category.refused",
            .by = login,
            .by_enterprise = std::nullopt,
            .reason = reason,
            .about = {subject(employer.number), subject(enterprise)},
            .details = {}};
    compare(act.details, "categories", text_of(employer.categories), text_of(change->after));
    DIMONA_TRY_VOID(writer.remove_paper(change_drawer, enterprise.to_text()));
    if (!agreed) return record_act(writer, act);
    auto profile = DIMONA_TRY(profile_or_new(writer, enterprise));
    // Whatever else was changed since it was asked for stays.
    if (const auto step = parse_identification_step(change->step)) take_answer(profile.answers, change->answers, *step);
    profile.changed_at = now;
    profile.by = change->by;
    DIMONA_TRY_VOID(put_profile(writer, profile));
    const auto categories = categories_after(employer, change->before, change->after);
    if (employer.categories == categories) return record_act(writer, act);
    employer.categories = categories;
    return change_employer(writer, employer, act);
}

std::vector<Quarter> quarters_to_report(LocalDate today) {
    std::vector<Quarter> quarters;
    for (int back = 0; back <= quarters_back; ++back) quarters.push_back(minus(quarter_of(today), back));
    return quarters;
}

Status report_no_staff(Writer& writer, const ProfileAuthor& author, Quarter quarter, Instant now) {
    const auto employer = DIMONA_TRY(employer_of(writer, author.enterprise));
    const auto allowed = quarters_to_report(brussels_date(now));
    if (std::find(allowed.begin(), allowed.end(), quarter) == allowed.end())
        return fail(ErrorKind::invalid, "this quarter can't be reported now", format_quarter(quarter));
    if (DIMONA_TRY(periods_within(writer, employer.number, first_day(quarter), last_day(quarter), 1)) > 0)
        return fail(ErrorKind::conflict, "somebody was in service in this quarter", format_quarter(quarter),
                    "correct the periods first");
    auto profile = DIMONA_TRY(profile_or_new(writer, author.enterprise));
    if (!profile.quarters_without_staff.insert(format_quarter(quarter)).second) return {};
    profile.changed_at = now;
    profile.by = author.login;
    auto act = act_of(author, employer, "employer.without_staff", now);
    act.details = {{"quarter", format_quarter(quarter)}};
    DIMONA_TRY_VOID(put_profile(writer, profile));
    return record_act(writer, act);
}

Status strike_off(Writer& writer, const ProfileAuthor& author, LocalDate last_day, const std::string& reason,
                  Instant now) {
    auto employer = DIMONA_TRY(employer_of(writer, author.enterprise));
    const auto range = std::find_if(employer.active.begin(), employer.active.end(),
                                    [](const DateRange& active) { return !active.last; });
    if (range == employer.active.end())
        return fail(ErrorKind::conflict, "this employer was struck off already",
                    std::to_string(employer.number.value()));
    if (last_day < range->first)
        return fail(ErrorKind::invalid, "the last day lies before the first one", format_date(last_day),
                    "choose a later day");
    range->last = last_day;
    auto act = act_of(author, employer, "employer.struck_off", now);
    act.reason = reason;
    act.details = {{"lastDay", format_date(last_day)}};
    return change_employer(writer, employer, act, last_day + std::chrono::days{1});
}

Status take_up_again(Writer& writer, const ProfileAuthor& author, LocalDate first, Instant now) {
    auto employer = DIMONA_TRY(employer_of(writer, author.enterprise));
    const auto from = first_day(quarter_of(first));
    for (const auto& range : employer.active)
        if (!range.last || *range.last >= first)
            return fail(ErrorKind::conflict, "this employer is active then", format_date(first), "choose a later day");
    // In the quarter in which it was struck off it goes on where it ended.
    auto begins = from;
    for (const auto& range : employer.active) begins = std::max(begins, *range.last + std::chrono::days{1});
    employer.active.push_back({begins, std::nullopt});
    auto act = act_of(author, employer, "employer.taken_up_again", now);
    act.details = {{"firstDay", format_date(first)}};
    return change_employer(writer, employer, act, begins);
}

Result<int> periods_from(Reader& reader, domain::EmployerNumber employer, LocalDate first_day, int count) {
    FileQuery query;
    query.employers = {employer};
    query.cancelled = false;
    query.first_day = first_day;
    return static_cast<int>(DIMONA_TRY(reader.search_periods(query, {.number = 1, .size = count})).items.size());
}

Result<int> periods_within(Reader& reader, domain::EmployerNumber employer, LocalDate first_day, LocalDate last_day,
                           int count) {
    FileQuery query;
    query.employers = {employer};
    query.cancelled = false;
    query.first_day = first_day;
    query.last_day = last_day;
    return static_cast<int>(DIMONA_TRY(reader.search_periods(query, {.number = 1, .size = count})).items.size());
}

}  // namespace dimona::registry
