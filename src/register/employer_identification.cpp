#include "register/employer_identification.hpp"

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/codec/employer_identification.hpp"

namespace dimona::registry {

namespace {

using domain::EmployerKind;
using Step = IdentificationStep;

constexpr const char* drawer = "employer-identification";
constexpr const char* owner_drawer = "employer-identification-owner";
constexpr const char* code_drawer = "employer-identification-code";
constexpr std::size_t id_bytes = 15;

constexpr std::array<std::pair<Step, std::string_view>, 12> step_codes{{{Step::kind, "kind"},
                                                                        {Step::enterprise, "enterprise"},
                                                                        {Step::identity, "identity"},
                                                                        {Step::contact, "contact"},
                                                                        {Step::activity, "activity"},
                                                                        {Step::first_hire, "first-hire"},
                                                                        {Step::workers, "workers"},
                                                                        {Step::committees, "committees"},
                                                                        {Step::establishments, "establishments"},
                                                                        {Step::insurer, "insurer"},
                                                                        {Step::take_over, "take-over"},
                                                                        {Step::mandatary, "mandatary"}}};

// Crockford's base 32: no letter that is taken for a digit.
constexpr std::string_view code_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 20, code_group = 4;

std::string digest_of_code(std::string_view code) { return to_hex(sha256("resume\n" + std::string(code))); }

// Numbers that the authority assigns itself: the last tenth of those that begin with 1. A counter in the store keeps
// each of them single.
constexpr const char* assigned_counter = "employer-identification-counter";
constexpr std::int64_t assigned_first = 19'000'001, assigned_last = 19'999'999;

Result<domain::EnterpriseNumber> assign_enterprise_number(Writer& writer) {
    const auto counter = DIMONA_TRY(writer.paper(assigned_counter, "enterprise"));
    std::int64_t base = counter ? std::stoll(counter->text) : assigned_first - 1;
    while (++base <= assigned_last) {
        const auto number = domain::EnterpriseNumber::make(base);
        if (DIMONA_TRY(writer.enterprise_exists(number)) || DIMONA_TRY(writer.employer_of(number))) continue;
        DIMONA_TRY_VOID(writer.put_paper({assigned_counter, "enterprise", std::to_string(base), std::nullopt}));
        return number;
    }
    return fail(ErrorKind::unavailable, "there is no enterprise number left to assign");
}

// What the authority knows of an enterprise to which it gives the number itself.
Enterprise enterprise_told(const IdentificationAnswers& answers, domain::EnterpriseNumber number) {
    const auto language = answers.contact_language;
    return {.number = number,
            .active = true,
            .natural_person = answers.kind == EmployerKind::domestic_staff,
            .legal_form = {},
            .legal_form_names = {},
            .names = {{language, answers.name}},
            .commercial_names = {},
            .address = EnterpriseAddress{.street = {{language, answers.street}},
                                         .municipality = {{language, answers.municipality}},
                                         .house_number = answers.house_number,
                                         .box = answers.box,
                                         .post_code = answers.post_code,
                                         .country = answers.country,
                                         .extra = {}},
            .activities = {},
            .establishments = {},
            .start_day = answers.first_hire,
            .email = {},
            .phone = {},
            .web = {}};
}

domain::EmployerFacts facts_of(const IdentificationAnswers& answers, const std::optional<Enterprise>& enterprise) {
    domain::EmployerFacts facts{.kind = answers.kind, .legal_form = {}, .nace = answers.nace, .committees = {}};
    if (enterprise) facts.legal_form = enterprise->legal_form;
    facts.committees.insert(answers.committees.begin(), answers.committees.end());
    return facts;
}

bool has_all_words(std::string_view folded, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string_view::npos; });
}

}  // namespace

const std::vector<IdentificationStep>& identification_steps() {
    static const auto steps = [] {
        std::vector<IdentificationStep> list;
        for (const auto& [step, code] : step_codes) list.push_back(step);
        return list;
    }();
    return steps;
}
std::string_view to_code(IdentificationStep step) {
    for (const auto& [value, code] : step_codes)
        if (value == step) return code;
    return {};
}
std::optional<IdentificationStep> parse_identification_step(std::string_view code) {
    for (const auto& [value, known] : step_codes)
        if (known == code) return value;
    return std::nullopt;
}

IdentificationOwner visiting(const std::string& visitor) {
    return {.name = "visitor/" + visitor, .by = unknown_visitor, .enterprise = std::nullopt};
}
IdentificationOwner signed_in(const std::string& login, domain::EnterpriseNumber enterprise) {
    return {.name = "enterprise/" + enterprise.to_text(), .by = login, .enterprise = enterprise};
}

// --- drafts

Result<std::optional<Identification>> identification_of(Reader& reader, const IdentificationOwner& owner, Instant now) {
    const auto pointer = DIMONA_TRY(reader.paper(owner_drawer, owner.name));
    if (!pointer) return std::nullopt;
    const auto paper = DIMONA_TRY(reader.paper(drawer, pointer->text));
    if (!paper || (paper->expires && *paper->expires <= now)) return std::nullopt;
    return DIMONA_TRY(codec::read_document<Identification>(paper->text, "paper"));
}

Result<Identification> begin_identification(Writer& writer, const IdentificationOwner& owner, Instant now) {
    Identification identification{.id = base64url(random_bytes(id_bytes)),
                                  .begun_at = now,
                                  .answers = {},
                                  .sent_at = std::nullopt,
                                  .by = {},
                                  .enterprise = std::nullopt,
                                  .number = std::nullopt,
                                  .name = {},
                                  .nace = {},
                                  .categories = {},
                                  .register_gaps = {}};
    // An enterprise that is signed in has its number already.
    if (owner.enterprise) {
        identification.answers.enterprise = owner.enterprise;
        identification.answers.mark(Step::enterprise);
    }
    DIMONA_TRY_VOID(keep_identification(writer, identification, now));
    DIMONA_TRY_VOID(writer.put_paper({owner_drawer, owner.name, identification.id, now + identification_lifetime}));
    return identification;
}

Status keep_identification(Writer& writer, const Identification& identification, Instant now) {
    // What was sent stays as it was sent, whatever another page of the same browser still holds.
    if (const auto kept = DIMONA_TRY(codec::filed<Identification>(writer, drawer, identification.id));
        kept && kept->number)
        return {};
    const auto expires = identification.number ? std::nullopt : std::optional<Instant>(now + identification_lifetime);
    return codec::file(writer, drawer, identification.id, identification, expires);
}

std::string make_resume_code() {
    std::string code;
    for (const char byte : random_bytes(code_length)) {
        if (code.size() % (code_group + 1) == code_group) code += '-';
        code += code_letters[static_cast<unsigned char>(byte) % code_letters.size()];
    }
    return code;
}

std::optional<std::string> parse_resume_code(std::string_view typed) {
    std::string code;
    std::size_t letters = 0;
    for (char letter : typed) {
        if (letter == ' ' || letter == '-') continue;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        if (code_letters.find(letter) == std::string_view::npos) return std::nullopt;
        if (letters > 0 && letters % code_group == 0) code += '-';
        code += letter;
        ++letters;
    }
    return letters == code_length ? std::optional(code) : std::nullopt;
}

Status put_resume_code(Writer& writer, const Identification& identification, std::string_view code, Instant now) {
    // The former code of this draft is worth nothing any more.
    if (const auto former = DIMONA_TRY(writer.paper(code_drawer, "of/" + identification.id)))
        DIMONA_TRY_VOID(writer.remove_paper(code_drawer, former->text));
    const auto expires = now + identification_lifetime;
    const auto name = "code/" + digest_of_code(code);
    DIMONA_TRY_VOID(writer.put_paper({code_drawer, name, identification.id, expires}));
    DIMONA_TRY_VOID(writer.put_paper({code_drawer, "of/" + identification.id, name, expires}));
    return keep_identification(writer, identification, now);
}

Result<Identification> resume_identification(Writer& writer, const IdentificationOwner& owner, std::string_view code,
                                             Instant now) {
    const auto unknown = [] {
        return fail(ErrorKind::not_found, "no draft has this code", {}, "check it, or begin again");
    };
    const auto pointer = DIMONA_TRY(writer.paper(code_drawer, "code/" + digest_of_code(code)));
    if (!pointer || (pointer->expires && *pointer->expires <= now)) return unknown();
    auto identification = DIMONA_TRY(codec::filed<Identification>(writer, drawer, pointer->text));
    if (!identification) return unknown();
    DIMONA_TRY_VOID(writer.put_paper({owner_drawer, owner.name, identification->id, now + identification_lifetime}));
    return *std::move(identification);
}

// --- the enterprise register

Result<RegisterCheck> check_register(Reader& reader, const IdentificationAnswers& answers,
                                     const domain::Rulebook& rulebook, LocalDate today) {
    RegisterCheck check;
    if (!answers.enterprise) {
        check.gaps = {"assigned"};
        return check;
    }
    check.is_employer = DIMONA_TRY(reader.employer_of(*answers.enterprise)).has_value();
    check.enterprise = DIMONA_TRY(find_enterprise(reader, *answers.enterprise));
    if (!check.enterprise) {
        check.gaps = {"unknown"};
        return check;
    }
    check.gaps = missing_for_identification(*check.enterprise);
    const domain::EmployerFacts facts{
        .kind = std::nullopt, .legal_form = check.enterprise->legal_form, .nace = {}, .committees = {}};
    check.is_provincial_or_local =
        domain::categories_of(rulebook, facts, today).contains(domain::EmployerCategory::provincial_local);
    return check;
}

// --- what is missing

std::vector<IdentificationStep> steps_of(const IdentificationAnswers& answers, const RegisterCheck& check) {
    (void)answers;
    std::vector<IdentificationStep> steps;
    for (const auto step : identification_steps())
        if (step != Step::establishments || (check.enterprise && !check.enterprise->establishments.empty()))
            steps.push_back(step);
    return steps;
}

std::vector<IdentificationStep> open_steps(const IdentificationAnswers& answers, const RegisterCheck& check) {
    std::vector<IdentificationStep> open;
    for (const auto step : steps_of(answers, check))
        if (!answers.has(step)) open.push_back(step);
    return open;
}

bool may_lack_number(EmployerKind kind) {
    switch (kind) {
        case EmployerKind::domestic_staff:
        case EmployerKind::co_owners:
        case EmployerKind::foreign:
        case EmployerKind::other:  // a body without legal personality
            return true;
    }
    return false;
}

DateRange first_hire_range(const domain::Rulebook& rulebook, LocalDate today) {
    // Social security as Dimona knows it: nobody was hired under it before 1945.
    constexpr int first_year = 1945;
    const auto days = rulebook.parameter("identification_days_ahead", today).value_or(0);
    return {make_date(first_year, 1, 1), today + std::chrono::days{days}};
}

// --- the number

Result<Identification> identify_employer(Writer& writer, const IdentificationOwner& owner,
                                         const Identification& identification, const domain::Rulebook& rulebook,
                                         Instant now) {
    auto done = identification;
    auto& answers = done.answers;
    const auto today = brussels_date(now);
    auto check = DIMONA_TRY(check_register(writer, answers, rulebook, today));
    if (check.is_employer)
        return fail(ErrorKind::conflict, "this enterprise is an employer already", "enterprise",
                    "use the secured service");
    if (check.is_provincial_or_local)
        return fail(ErrorKind::forbidden, "provincial and local administrations are entered by the authority",
                    "enterprise", "ask the authority");
    if (const auto open = open_steps(answers, check); !open.empty())
        return fail(ErrorKind::invalid, "a question is still open", std::string(to_code(open.front())), "answer it");

    done.enterprise_assigned = !answers.enterprise;
    if (!answers.enterprise) {
        answers.enterprise = DIMONA_TRY(assign_enterprise_number(writer));
        const auto told = enterprise_told(answers, *answers.enterprise);
        DIMONA_TRY_VOID(put_enterprise_record(writer, told));
    }
    done.enterprise = answers.enterprise;
    done.name = check.enterprise ? check.enterprise->name(answers.contact_language) : answers.name;
    if (done.name.empty()) done.name = answers.name.empty() ? done.enterprise->to_text() : answers.name;
    done.nace = answers.nace;
    done.categories = domain::categories_of(rulebook, facts_of(answers, check.enterprise), today);
    done.register_gaps = check.gaps;
    done.number =
        check.is_complete() ? DIMONA_TRY(next_definitive_number(writer)) : DIMONA_TRY(next_provisional_number(writer));
    done.sent_at = now;
    done.by = owner.by;

    // Contributions are declared by quarter: the employer is one from the first day of the quarter of its first hire.
    const auto active_from = first_day(quarter_of(*answers.first_hire));
    const domain::Employer employer{.number = *done.number,
                                    .enterprise = done.enterprise,
                                    .name = done.name,
                                    .categories = done.categories,
                                    .active = {{active_from, std::nullopt}},
                                    .sub_entities = {},
                                    .blocks_unsecured = false,
                                    .registers_days_here = false};
    std::string categories;
    for (const auto category : done.categories)
        categories += (categories.empty() ? "" : " ") + std::string(domain::to_code(category));
    Act act{.at = now,
            .code = done.number->is_provisional() ? "employer.identified.provisional" : "employer.identified",
            .by = owner.by,
            .by_enterprise = owner.enterprise,
            .reason = {},
            .about = {subject(*done.number), subject(*done.enterprise)},
            .details = {{"number", std::to_string(done.number->value())},
                        {"nace", done.nace},
                        {"categories", categories},
                        {"firstHire", format_date(*answers.first_hire)}}};
    for (const auto& gap : done.register_gaps) act.details.push_back({"registerGap", gap});
    DIMONA_TRY_VOID(enter_employer(writer, employer, act, active_from));
    DIMONA_TRY_VOID(put_profile(writer, {.enterprise = *done.enterprise,
                                         .answers = answers,
                                         .changed_at = now,
                                         .by = owner.by,
                                         .quarters_without_staff = {}}));
    DIMONA_TRY_VOID(keep_identification(writer, done, now));
    return done;
}

std::vector<const domain::Rulebook::Code*> find_activities(const domain::Rulebook& rulebook, std::string_view typed,
                                                           LocalDate day, std::size_t count) {
    std::vector<std::string> words;
    std::string digits;
    for (const auto& word : split(typed, ' ')) {
        std::string number;
        for (const char letter : word)
            if (letter >= '0' && letter <= '9') number += letter;
        if (!number.empty() && number.size() + 2 >= word.size())
            digits += number;
        else if (auto folded = folded_name(word); !folded.empty())
            words.push_back(std::move(folded));
    }
    std::vector<const domain::Rulebook::Code*> found;
    if (words.empty() && digits.empty()) return found;
    for (const auto& [code, entry] : rulebook.activities) {
        if (found.size() >= count) break;
        if (!entry.valid.covers(day) || !code.starts_with(digits)) continue;
        const bool named = std::any_of(entry.name.begin(), entry.name.end(), [&](const std::string& name) {
            return has_all_words(folded_name(name), words);
        });
        if (named) found.push_back(&entry);
    }
    return found;
}

}  // namespace dimona::registry
