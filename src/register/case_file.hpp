// Cases of the operator's desk, kept as papers: each under its number, found by state and by employer.
//
//   drawer KIND           name NUMBER              the case itself
//   drawer KIND-open      name NUMBER              those that wait for the desk, oldest first
//   drawer KIND-employer  name EMPLOYER/NUMBER     those of an employer: by enterprise number where there is one,
//                                                  since an employer's own number may change
//
// A case has number, employer, enterprise and `is_open(case)`; its members are described for codec/json.hpp before
// this header is used.
#pragma once

#include "base/text.hpp"
#include "register/codec/filed.hpp"

namespace dimona::registry {

inline constexpr int cases_max = 500;  // of one list

// The place of a code in the list of all codes, as the value of its enum.
template <class Codes, class Enum>
bool find_code(const Codes& codes, std::string_view code, Enum& value) {
    for (std::size_t index = 0; index < codes.size(); ++index) {
        if (codes[index] != code) continue;
        value = static_cast<Enum>(index);
        return true;
    }
    return false;
}

template <class Case>
class CaseFile {
public:
    explicit constexpr CaseFile(const char* drawer) : drawer_(drawer) {}

    [[nodiscard]] Status put(Writer& writer, const Case& one) const {
        const auto number = name_of(one.number);
        DIMONA_TRY_VOID(codec::file(writer, drawer_, number, one));
        DIMONA_TRY_VOID(writer.put_paper({by_employer(), prefix_of(one.employer, one.enterprise) + number, {}, {}}));
        return is_open(one) ? writer.put_paper({of_open(), number, {}, {}}) : writer.remove_paper(of_open(), number);
    }
    [[nodiscard]] Result<std::optional<Case>> find(Reader& reader, CaseNumber number) const {
        return codec::filed<Case>(reader, drawer_, name_of(number));
    }
    [[nodiscard]] Result<std::vector<Case>> open(Reader& reader) const {  // oldest first
        return named(reader, DIMONA_TRY(reader.papers(of_open(), "", "", cases_max)));
    }
    [[nodiscard]] Result<std::vector<Case>> of(Reader& reader, const domain::Employer& employer) const {
        return named(reader, DIMONA_TRY(reader.papers(by_employer(), prefix_of(employer.number, employer.enterprise),
                                                      "", cases_max)));
    }
    // From `after` on, in the order of their numbers; 0: from the first.
    [[nodiscard]] Result<std::vector<Case>> all(Reader& reader, CaseNumber after, int count) const {
        return codec::filed<Case>(reader, drawer_, "", after.value() > 0 ? name_of(after) : std::string(), count);
    }

private:
    static std::string name_of(CaseNumber number) { return zero_padded(number.value(), 12); }
    static std::string prefix_of(domain::EmployerNumber employer, std::optional<domain::EnterpriseNumber> enterprise) {
        return (enterprise ? "e" + enterprise->to_text() : "n" + std::to_string(employer.value())) + "/";
    }
    [[nodiscard]] std::string of_open() const { return std::string(drawer_) + "-open"; }
    [[nodiscard]] std::string by_employer() const { return std::string(drawer_) + "-employer"; }
    [[nodiscard]] Result<std::vector<Case>> named(Reader& reader, const std::vector<Paper>& pointers) const {
        std::vector<Case> cases;
        for (const auto& pointer : pointers) {
            const auto number = pointer.name.substr(pointer.name.find('/') + 1);
            auto found = DIMONA_TRY(codec::filed<Case>(reader, drawer_, number));
            if (!found) return fail(ErrorKind::internal, "a case of the desk is missing", pointer.name);
            cases.push_back(*std::move(found));
        }
        return cases;
    }

    const char* drawer_;
};

// Twelve digits, as declarations have.
[[nodiscard]] inline Result<CaseNumber> next_case_number(Writer& writer) {
    return CaseNumber{domain::number_with_check(DIMONA_TRY(writer.next_number()))};
}

}  // namespace dimona::registry
