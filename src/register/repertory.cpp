#include "register/repertory.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "register/blocking.hpp"
#include "register/codec/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr const char* counter_drawer = "employer-number";
constexpr const char* history_drawer = "employer-version";
constexpr const char* flow_drawer = "employer-flow";
constexpr int number_digits = 10, sequence_digits = 15;
constexpr int versions_max = 10'000, papers_a_step = 1'000;

// Bases (the number without its check digits). Those below `first` belong to employers who were there before, in
// this register or not.
struct Series {
    const char* name;
    std::int64_t first, last;
    domain::EmployerNumber (*make)(std::int64_t base);
};
constexpr Series definitive_numbers{"definitive", 1'800'000, 1'999'999, domain::EmployerNumber::make_definitive};
constexpr Series provisional_numbers{"provisional", 50'000'001, 59'999'999, domain::EmployerNumber::make_provisional};

Result<domain::EmployerNumber> next_of(Writer& writer, const Series& series) {
    const auto counter = DIMONA_TRY(writer.paper(counter_drawer, series.name));
    std::int64_t base = counter ? std::stoll(counter->text) : series.first - 1;
    while (++base <= series.last) {
        const auto number = series.make(base);
        // A number that died was taken once: by an import, perhaps, and not from this series.
        if (DIMONA_TRY(writer.employer(number)) || DIMONA_TRY(flow_from(writer, number))) continue;
        DIMONA_TRY_VOID(writer.put_paper({counter_drawer, series.name, std::to_string(base), std::nullopt}));
        return number;
    }
    return fail(ErrorKind::unavailable, std::string("there is no ") + series.name + " employer number left");
}

std::string text_of(domain::EmployerNumber number) { return zero_padded(number.value(), number_digits); }
std::string prefix_of(domain::EmployerNumber number) { return text_of(number) + "/"; }

Status add_version(Writer& writer, const EmployerVersion& version) {
    return codec::file(writer, history_drawer,
                       prefix_of(version.employer.number) + zero_padded(version.act, sequence_digits), version);
}

// What was known before any act: since the first day on which the employer was active.
EmployerVersion first_version(const domain::Employer& employer) {
    EmployerVersion version{.from = {}, .valid_from = {}, .employer = employer, .act = 0};
    if (!employer.active.empty()) version.valid_from = employer.active.front().first;
    return version;
}

Status keep_first_version(Writer& writer, const domain::Employer& employer) {
    if (!DIMONA_TRY(writer.papers(history_drawer, prefix_of(employer.number), "", 1)).empty()) return {};
    return add_version(writer, first_version(employer));
}

// Of the act that was recorded last.
Result<std::int64_t> newest_sequence(Writer& writer) {
    const auto head = DIMONA_TRY(writer.journal_head());
    return head ? head->sequence : 0;
}

Status put_with_act(Writer& writer, const domain::Employer& employer, const Act& act,
                    std::optional<LocalDate> valid_from) {
    DIMONA_TRY_VOID(writer.put_employer(employer));
    DIMONA_TRY_VOID(record_act(writer, act));
    return add_version(writer, {.from = act.at,
                                .valid_from = valid_from.value_or(brussels_date(act.at)),
                                .employer = employer,
                                .act = DIMONA_TRY(newest_sequence(writer))});
}

// Drawers whose names begin with the number of an employer.
struct Drawer {
    const char* name;
    std::string (*prefix)(domain::EmployerNumber number);
};
constexpr Drawer drawers_of_employers[] = {
    {history_drawer, prefix_of},
    {"staff", [](domain::EmployerNumber number) { return std::to_string(number.value()) + "/"; }},
};

Status move_papers(Writer& writer, const Drawer& drawer, domain::EmployerNumber from, domain::EmployerNumber to) {
    const auto old_prefix = drawer.prefix(from);
    for (;;) {
        const auto papers = DIMONA_TRY(writer.papers(drawer.name, old_prefix, "", papers_a_step));
        if (papers.empty()) return {};
        for (auto paper : papers) {
            DIMONA_TRY_VOID(writer.remove_paper(drawer.name, paper.name));
            paper.name.replace(0, old_prefix.size(), drawer.prefix(to));
            DIMONA_TRY_VOID(writer.put_paper(paper));
        }
    }
}

Result<domain::Employer> employer_to_number(Writer& writer, domain::EmployerNumber provisional) {
    const auto place = std::to_string(provisional.value());
    if (!provisional.is_provisional())
        return fail(ErrorKind::invalid, "this number is not a provisional one", place,
                    "give the ten digits, the first of which is 5");
    auto employer = DIMONA_TRY(writer.employer(provisional));
    if (!employer) {
        const auto flow = DIMONA_TRY(flow_from(writer, provisional));
        return fail(ErrorKind::not_found,
                    flow ? "this number became " + std::to_string(flow->definitive.value()) + " before"
                         : "no employer has this number",
                    place, "look for the employer with `dimona admin employer list`");
    }
    if (!employer->enterprise) return *std::move(employer);
    const auto known = DIMONA_TRY(writer.employer_of(*employer->enterprise));
    if (known && !known->number.is_provisional())
        return fail(ErrorKind::conflict,
                    "enterprise " + employer->enterprise->to_text() + " has the definitive number " +
                        std::to_string(known->number.value()) + " already",
                    place, "end one of the two in the repertory");
    return *std::move(employer);
}

}  // namespace

Result<domain::EmployerNumber> next_definitive_number(Writer& writer) { return next_of(writer, definitive_numbers); }
Result<domain::EmployerNumber> next_provisional_number(Writer& writer) { return next_of(writer, provisional_numbers); }

Status enter_employer(Writer& writer, const domain::Employer& employer, const Act& act,
                      std::optional<LocalDate> valid_from) {
    if (DIMONA_TRY(writer.employer(employer.number)))
        return fail(ErrorKind::conflict, "an employer with this number is in the repertory already",
                    std::to_string(employer.number.value()), "change that one instead");
    return put_with_act(writer, employer, act, valid_from);
}

Status change_employer(Writer& writer, const domain::Employer& employer, const Act& act,
                       std::optional<LocalDate> valid_from) {
    const auto before = DIMONA_TRY(writer.employer(employer.number));
    if (!before)
        return fail(ErrorKind::not_found, "no employer has this number", std::to_string(employer.number.value()),
                    "look for it with `dimona admin employer list`");
    if (*before == employer) return {};
    DIMONA_TRY_VOID(keep_first_version(writer, *before));
    return put_with_act(writer, employer, act, valid_from);
}

Result<std::vector<EmployerVersion>> employer_history(Reader& reader, domain::EmployerNumber number) {
    auto versions =
        DIMONA_TRY(codec::filed<EmployerVersion>(reader, history_drawer, prefix_of(number), "", versions_max));
    if (!versions.empty()) return versions;
    if (const auto employer = DIMONA_TRY(reader.employer(number))) versions.push_back(first_version(*employer));
    return versions;
}

Result<std::vector<domain::Employer>> provisional_employers(Reader& reader, int count) {
    // Provisional numbers begin with a 5 (zone 00948), and no other one of ten digits does.
    constexpr std::string_view first_digit = "5";
    std::vector<domain::Employer> employers;
    for (std::string after; static_cast<int>(employers.size()) < count;) {
        const auto versions = DIMONA_TRY(reader.papers(history_drawer, first_digit, after, 1));
        if (versions.empty()) break;
        const auto digits = versions.front().name.substr(0, number_digits);
        // Beyond every version of this one: '0' comes after '/'.
        after = digits + "0";
        const auto number = domain::EmployerNumber::from_stored(parse_digits(digits).value_or(0));
        if (auto employer = DIMONA_TRY(reader.employer(number))) employers.push_back(*std::move(employer));
    }
    return employers;
}

Result<domain::EmployerNumber> give_definitive_number(Writer& writer, domain::EmployerNumber provisional,
                                                      const Act& act) {
    auto employer = DIMONA_TRY(employer_to_number(writer, provisional));
    DIMONA_TRY_VOID(keep_first_version(writer, employer));
    employer.number = DIMONA_TRY(next_definitive_number(writer));
    DIMONA_TRY_VOID(writer.put_employer(employer));
    DIMONA_TRY_VOID(writer.rekey_employer(provisional, employer.number, employer.enterprise));
    for (const auto& drawer : drawers_of_employers)
        DIMONA_TRY_VOID(move_papers(writer, drawer, provisional, employer.number));
    DIMONA_TRY_VOID(follow_subject(writer, subject(provisional), subject(employer.number)));
    DIMONA_TRY_VOID(follow_subject(writer, blocking_subject(provisional), blocking_subject(employer.number)));

    auto numbered = act;
    numbered.code = employer_numbered;
    numbered.about = {subject(provisional), subject(employer.number)};
    if (employer.enterprise) numbered.about.push_back(subject(*employer.enterprise));
    numbered.details.push_back({"numberBefore", std::to_string(provisional.value())});
    numbered.details.push_back({"number", std::to_string(employer.number.value())});
    DIMONA_TRY_VOID(put_with_act(writer, employer, numbered, std::nullopt));
    const InformationFlow flow{.at = act.at,
                               .provisional = provisional,
                               .definitive = employer.number,
                               .enterprise = employer.enterprise,
                               .act = DIMONA_TRY(newest_sequence(writer))};
    DIMONA_TRY_VOID(codec::file(writer, flow_drawer, text_of(provisional), flow));
    return employer.number;
}

Result<std::vector<InformationFlow>> information_flows(Reader& reader, std::int64_t after, int count) {
    return codec::filed<InformationFlow>(reader, flow_drawer, "", zero_padded(after, number_digits), count);
}

Result<std::optional<InformationFlow>> flow_from(Reader& reader, domain::EmployerNumber provisional) {
    if (!provisional.is_provisional()) return std::nullopt;
    return codec::filed<InformationFlow>(reader, flow_drawer, text_of(provisional));
}

Result<domain::EmployerNumber> current_number(Reader& reader, domain::EmployerNumber number) {
    const auto flow = DIMONA_TRY(flow_from(reader, number));
    return flow ? flow->definitive : number;
}

Result<std::vector<domain::EmployerNumber>> former_numbers(Reader& reader, domain::EmployerNumber number) {
    std::vector<domain::EmployerNumber> numbers;
    for (const auto& version : DIMONA_TRY(employer_history(reader, number)))
        if (version.employer.number != number &&
            std::find(numbers.begin(), numbers.end(), version.employer.number) == numbers.end())
            numbers.push_back(version.employer.number);
    return numbers;
}

Status copy_flows(Reader& from, Writer& to) {
    for (std::int64_t after = 0;;) {
        const auto flows = DIMONA_TRY(information_flows(from, after, papers_a_step));
        if (flows.empty()) return {};
        for (const auto& flow : flows) DIMONA_TRY_VOID(codec::file(to, flow_drawer, text_of(flow.provisional), flow));
        after = flows.back().provisional.value();
    }
}

}  // namespace dimona::registry
