#include "register/repertory.hpp"

#include "base/text.hpp"
#include "register/codec/repertory.hpp"

namespace dimona::registry {

namespace {

constexpr const char* counter_drawer = "employer-number";
constexpr const char* history_drawer = "employer-version";
constexpr int number_digits = 10, sequence_digits = 15;
constexpr int versions_max = 10'000;

// Bases (the number without its check digits). Those below `first` belong to employers who were there before, in
// this register or not.
struct Series {
    const char* name;
    std::int64_t first, last;
    domain::EmployerNumber (*make)(std::int64_t base);
};
constexpr Series definitive{"definitive", 1'800'000, 1'999'999, domain::EmployerNumber::make_definitive};
constexpr Series provisional{"provisional", 50'000'001, 59'999'999, domain::EmployerNumber::make_provisional};

Result<domain::EmployerNumber> next_of(Writer& writer, const Series& series) {
    const auto counter = DIMONA_TRY(writer.paper(counter_drawer, series.name));
    std::int64_t base = counter ? std::stoll(counter->text) : series.first - 1;
    while (++base <= series.last) {
        const auto number = series.make(base);
        if (DIMONA_TRY(writer.employer(number))) continue;
        DIMONA_TRY_VOID(writer.put_paper({counter_drawer, series.name, std::to_string(base), std::nullopt}));
        return number;
    }
    return fail(ErrorKind::unavailable, std::string("there is no ") + series.name + " employer number left");
}

std::string prefix_of(domain::EmployerNumber number) { return zero_padded(number.value(), number_digits) + "/"; }

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

Status put_with_act(Writer& writer, const domain::Employer& employer, const Act& act,
                    std::optional<LocalDate> valid_from) {
    DIMONA_TRY_VOID(writer.put_employer(employer));
    DIMONA_TRY_VOID(record_act(writer, act));
    const auto head = DIMONA_TRY(writer.journal_head());
    return add_version(writer, {.from = act.at,
                                .valid_from = valid_from.value_or(brussels_date(act.at)),
                                .employer = employer,
                                .act = head->sequence});
}

}  // namespace

Result<domain::EmployerNumber> next_definitive_number(Writer& writer) { return next_of(writer, definitive); }
Result<domain::EmployerNumber> next_provisional_number(Writer& writer) { return next_of(writer, provisional); }

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
    if (DIMONA_TRY(writer.papers(history_drawer, prefix_of(employer.number), "", 1)).empty())
        DIMONA_TRY_VOID(add_version(writer, first_version(*before)));
    return put_with_act(writer, employer, act, valid_from);
}

Result<std::vector<EmployerVersion>> employer_history(Reader& reader, domain::EmployerNumber number) {
    auto versions =
        DIMONA_TRY(codec::filed<EmployerVersion>(reader, history_drawer, prefix_of(number), "", versions_max));
    if (!versions.empty()) return versions;
    if (const auto employer = DIMONA_TRY(reader.employer(number))) versions.push_back(first_version(*employer));
    return versions;
}

}  // namespace dimona::registry
