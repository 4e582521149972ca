// Becoming an employer: what somebody answers about an enterprise, what is still missing, and the number that it gets
// at once.
//
// An identification is a draft, kept for a month, until it is sent. Then the employer stands in the repertory, with a
// definitive number when the enterprise register knows the enterprise wholly and as active, with a provisional one
// otherwise: a declaration can be made with either of them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/employer/categories.hpp"
#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

// One after the other, as they are asked.
enum class IdentificationStep {
    kind,            // which staff it has
    enterprise,      // its number, or why it has none
    identity,        // name and address: seen in the register, or told
    contact,         // to whom one writes
    activity,        // in words, and the NACE code
    first_hire,      // since when there is staff
    workers,         // how many, of which kinds
    committees,      // joint committees
    establishments,  // where they work, of the units that the register knows
    insurer,         // against accidents at work
    take_over,       // of another employer's staff
    mandatary,       // a social secretariat or service provider
};
[[nodiscard]] const std::vector<IdentificationStep>& identification_steps();
[[nodiscard]] std::string_view to_code(IdentificationStep step);
[[nodiscard]] std::optional<IdentificationStep> parse_identification_step(std::string_view code);

struct Workforce {
    int blue_collar = 0, white_collar = 0, students = 0, apprentices = 0, occasional = 0, small_statuses = 0;
    friend bool operator==(const Workforce&, const Workforce&) = default;
    [[nodiscard]] int total() const {
        return blue_collar + white_collar + students + apprentices + occasional + small_statuses;
    }
};
struct TakeOver {
    domain::EnterpriseNumber from = domain::EnterpriseNumber::from_stored(0);
    LocalDate on{};
    friend bool operator==(const TakeOver&, const TakeOver&) = default;
};

// What was answered. Texts are as they were typed, but never of persons who work there.
struct IdentificationAnswers {
    std::set<std::string> answered;  // codes of steps

    std::optional<domain::EmployerKind> kind;
    std::optional<domain::EnterpriseNumber> enterprise;  // absent: the authority is to assign one
    // Told when the register does not know the enterprise.
    std::string name, street, house_number, box, post_code, municipality;
    std::string country;  // code of the annex; empty: Belgium
    std::string contact_name, contact_mail, contact_phone;
    domain::Language contact_language = domain::Language::nl;
    std::string activity, nace;
    std::optional<LocalDate> first_hire;
    Workforce workers;
    std::set<std::string> committees;  // empty: not known yet
    std::set<std::string> establishments;
    std::string insurer, policy;  // no insurer: not insured yet
    std::optional<TakeOver> take_over;
    std::optional<domain::EnterpriseNumber> mandatary;
    friend bool operator==(const IdentificationAnswers&, const IdentificationAnswers&) = default;

    [[nodiscard]] bool has(IdentificationStep step) const { return answered.contains(std::string(to_code(step))); }
    void mark(IdentificationStep step) { answered.insert(std::string(to_code(step))); }
    void unmark(IdentificationStep step) { answered.erase(std::string(to_code(step))); }
};

// Who fills it in: a browser of somebody unknown, or an enterprise that is signed in.
struct IdentificationOwner {
    std::string name;                                    // "visitor/…", "enterprise/…"
    std::string by;                                      // login; unknown_visitor for somebody unknown
    std::optional<domain::EnterpriseNumber> enterprise;  // of the account; a visitor has none
};
inline constexpr const char* unknown_visitor = "visitor";  // who did an act without signing in
[[nodiscard]] IdentificationOwner visiting(const std::string& visitor);
[[nodiscard]] IdentificationOwner signed_in(const std::string& login, domain::EnterpriseNumber enterprise);

enum class IdentificationState { draft, numbered };

struct Identification {
    std::string id;  // random
    Instant begun_at{};
    IdentificationAnswers answers;
    // Once it is sent:
    std::optional<Instant> sent_at;
    std::string by;
    std::optional<domain::EnterpriseNumber> enterprise;  // also when the authority assigned it
    bool enterprise_assigned = false;
    std::optional<domain::EmployerNumber> number;
    std::string name, nace;
    std::set<domain::EmployerCategory> categories;
    std::vector<std::string> register_gaps;  // why the number is provisional; see RegisterCheck
    friend bool operator==(const Identification&, const Identification&) = default;

    [[nodiscard]] IdentificationState state() const {
        return number ? IdentificationState::numbered : IdentificationState::draft;
    }
};

inline constexpr std::chrono::days identification_lifetime{30};

// --- drafts; nothing here commits
[[nodiscard]] Result<std::optional<Identification>> identification_of(Reader& reader, const IdentificationOwner& owner,
                                                                      Instant now);
// A new one in place of whatever the owner had.
[[nodiscard]] Result<Identification> begin_identification(Writer& writer, const IdentificationOwner& owner,
                                                          Instant now);
[[nodiscard]] Status keep_identification(Writer& writer, const Identification& identification, Instant now);

// A code with which the draft is found again, from any browser, for as long as it is kept. Only its digest is kept; a
// new code replaces the former one.
[[nodiscard]] std::string make_resume_code();                                        // "7K3M-…", 100 bits
[[nodiscard]] std::optional<std::string> parse_resume_code(std::string_view typed);  // in the form of make_…
[[nodiscard]] Status put_resume_code(Writer& writer, const Identification& identification, std::string_view code,
                                     Instant now);
// Gives the draft to this owner; not_found when no draft has this code.
[[nodiscard]] Result<Identification> resume_identification(Writer& writer, const IdentificationOwner& owner,
                                                           std::string_view code, Instant now);

// --- the enterprise register
// What it knows of the enterprise, and what an identification lacks there: "unknown", "active", "name", "legalForm",
// "address", "activity", "startDay"; for a number that the authority assigns: "assigned".
struct RegisterCheck {
    std::optional<Enterprise> enterprise;
    std::vector<std::string> gaps;
    bool is_employer = false;             // in the repertory, also when it is not active any more
    bool is_provincial_or_local = false;  // entered by the authority's staff only
    [[nodiscard]] bool is_complete() const { return gaps.empty(); }
};
[[nodiscard]] Result<RegisterCheck> check_register(Reader& reader, const IdentificationAnswers& answers,
                                                   const domain::Rulebook& rulebook, LocalDate today);

// --- what is missing
// Steps that this identification has: some are not asked when there is nothing to choose.
[[nodiscard]] std::vector<IdentificationStep> steps_of(const IdentificationAnswers& answers,
                                                       const RegisterCheck& check);
[[nodiscard]] std::vector<IdentificationStep> open_steps(const IdentificationAnswers& answers,
                                                         const RegisterCheck& check);
// May a kind of employer be without enterprise number until the authority assigns one?
[[nodiscard]] bool may_lack_number(domain::EmployerKind kind);
// First and last day that may be answered as the day of the first hire.
[[nodiscard]] DateRange first_hire_range(const domain::Rulebook& rulebook, LocalDate today);

// --- the number
// Enters the employer in the repertory, files what was answered as its profile, and gives the identification as it is
// then. Errors: conflict (is an employer already), invalid (a step is open; the place names it), forbidden (entered by
// the authority's staff only). Does not commit.
[[nodiscard]] Result<Identification> identify_employer(Writer& writer, const IdentificationOwner& owner,
                                                       const Identification& identification,
                                                       const domain::Rulebook& rulebook, Instant now);

// Activities whose code begins with, or whose name has the words of, what was typed; at most `count`, by code.
[[nodiscard]] std::vector<const domain::Rulebook::Code*> find_activities(const domain::Rulebook& rulebook,
                                                                         std::string_view typed, LocalDate day,
                                                                         std::size_t count);

}  // namespace dimona::registry
