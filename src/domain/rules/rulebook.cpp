#include "domain/rules/rulebook.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace dimona::domain {

namespace {

constexpr std::array<std::pair<Language, std::string_view>, 4> languages{
    {{Language::nl, "nl"}, {Language::fr, "fr"}, {Language::de, "de"}, {Language::en, "en"}}};

constexpr std::array<std::pair<Change, std::string_view>, 13> changes{
    {{Change::declare_in, "declare_in"},
     {Change::declare_out, "declare_out"},
     {Change::start_earlier, "start_earlier"},
     {Change::start_later, "start_later"},
     {Change::start_hour, "start_hour"},
     {Change::end_earlier, "end_earlier"},
     {Change::end_later, "end_later"},
     {Change::remove_end, "remove_end"},
     {Change::planned_hours, "planned_hours"},
     {Change::cancel, "cancel"},
     {Change::registration_create, "registration_create"},
     {Change::registration_modify, "registration_modify"},
     {Change::registration_cancel, "registration_cancel"}}};

constexpr std::array<std::pair<Deadline, std::string_view>, 7> deadlines{
    {{Deadline::always, "always"},
     {Deadline::never, "never"},
     {Deadline::start_moment, "start_moment"},
     {Deadline::end_of_start_day, "end_of_start_day"},
     {Deadline::end_of_end_day, "end_of_end_day"},
     {Deadline::hours_after_end, "hours_after_end"},
     {Deadline::first_working_day_after_end, "first_working_day_after_end"}}};

template <class Names>
auto value_of(const Names& names, std::string_view code) -> std::optional<decltype(names[0].first)> {
    for (const auto& [value, name] : names)
        if (name == code) return value;
    return std::nullopt;
}
template <class Names, class Enum>
std::string_view name_of(const Names& names, Enum wanted) {
    for (const auto& [value, name] : names)
        if (value == wanted) return name;
    return {};
}

// The one row that holds for both keys on this day.
std::optional<bool> cell(const std::vector<MatrixRow>& matrix, std::string_view row, std::string_view column,
                         LocalDate day) {
    for (const auto& candidate : matrix)
        if (candidate.row == row && candidate.column == column && candidate.valid.covers(day)) return candidate.allowed;
    return std::nullopt;
}

}  // namespace

std::string_view to_code(Language language) { return name_of(languages, language); }
std::optional<Language> parse_language(std::string_view code) { return value_of(languages, code); }
std::optional<Change> parse_change(std::string_view code) { return value_of(changes, code); }
std::string_view to_code(Change change) { return name_of(changes, change); }
std::optional<Deadline> parse_deadline(std::string_view code) { return value_of(deadlines, code); }

std::optional<int> Rulebook::parameter(std::string_view name, LocalDate day) const {
    const auto found = parameters.find(name);
    if (found == parameters.end()) return std::nullopt;
    for (const auto& row : found->second)
        if (row.valid.covers(day)) return row.value;
    return std::nullopt;
}

const MandateGroupRow* Rulebook::mandate_group(std::string_view code, LocalDate day) const {
    for (const auto& row : mandate_groups)
        if (row.code == code && row.valid.covers(day)) return &row;
    return nullptr;
}

const RuleCard* Rulebook::card(std::string_view code) const {
    const auto found = cards.find(code);
    return found == cards.end() ? nullptr : &found->second;
}

std::optional<bool> Rulebook::allows(JointCommittee jc, std::optional<JointCommittee> user, WorkerType type,
                                     LocalDate day) const {
    std::string row(to_code(jc));
    if (jc == JointCommittee::temporary_322 && user) row.append("/").append(to_code(*user));
    return cell(joint_committee_matrix, row, to_code(type), day);
}

std::optional<bool> Rulebook::allows(EmployerCategory category, WorkerType type, LocalDate day) const {
    return cell(employer_category_matrix, to_code(category), to_code(type), day);
}

bool Rulebook::valid_in(const std::multimap<std::string, Code, std::less<>>& list, std::string_view code,
                        LocalDate day) {
    const auto [first, last] = list.equal_range(code);
    return std::any_of(first, last, [&](const auto& entry) { return entry.second.valid.covers(day); });
}

bool Rulebook::town_exists(std::string_view postcode, std::string_view town, std::string_view nis,
                           LocalDate day) const {
    const auto [first, last] = postcodes.equal_range(postcode);
    const auto wanted = folded_name(town);
    return std::any_of(first, last, [&](const auto& entry) {
        const Code& code = entry.second;
        if (!code.valid.covers(day)) return false;
        if (!nis.empty() && code.extra != nis) return false;
        return wanted.empty() || std::any_of(code.name.begin(), code.name.end(),
                                             [&](const std::string& name) { return folded_name(name) == wanted; });
    });
}

}  // namespace dimona::domain
